//! Whether visitors are asked what they thought of a session. The edition
//! decides, and may leave single sessions out: a prayer, a press hour. Answers
//! themselves belong to `agenda`; the page of a session leads there.

use crate::error::Error;
use congress::Edition;
use db::{Db, Tx, Visible, select};
use kernel::{Ctx, EditionId, Permission, SessionId, Viewer};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, sea_query::OnConflict,
};
use std::collections::HashSet;

/// About what an edition asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// It asks at all.
    pub offered: bool,
    /// The sessions that are left out.
    pub off: HashSet<SessionId>,
}

impl Asked {
    /// Visitors are asked about this session.
    pub fn about(&self, session: SessionId) -> bool {
        self.offered && !self.off.contains(&session)
    }
}

/// About what an edition asks. It holds for everybody, so it is read as Convoke itself.
///
/// # Errors
/// The engine's.
pub async fn asked(conn: &impl ConnectionTrait, ctx: &Ctx, edition: EditionId) -> Result<Asked, DbErr> {
    let everything = &ctx.seen_by(Viewer::system());
    let own =
        select::<switch_row::Entity>(everything).filter(switch_row::Column::Edition.eq(edition)).one(conn).await?;
    let off = select::<off_row::Entity>(everything).filter(off_row::Column::Edition.eq(edition)).all(conn).await?;
    Ok(Asked { offered: own.is_none_or(|row| row.offered), off: off.into_iter().map(|row| row.session).collect() })
}

/// Says whether an edition asks at all. What single sessions say stays.
///
/// # Errors
/// The engine's, or that the viewer may not.
pub async fn set_offered(db: &Db, ctx: &Ctx, edition: EditionId, offered: bool) -> Result<(), Error> {
    ctx.require(Permission::EditProgramme, edition)?;
    db.write("feedback.switch", |tx: Tx| async move {
        write(&tx, edition, offered).await?;
        tx.change("programme", Some(edition), edition.0).await?;
        tx.audit(ctx, Some(edition), "feedback.switch", edition.0, serde_json::json!({ "offered": offered })).await?;
        Ok(())
    })
    .await
}

async fn write(tx: &Tx, edition: EditionId, offered: bool) -> Result<(), DbErr> {
    let row = switch_row::Model { edition, offered }.into_active_model();
    let once = OnConflict::column(switch_row::Column::Edition).update_column(switch_row::Column::Offered).to_owned();
    switch_row::Entity::insert(row).on_conflict(once).exec_without_returning(tx.conn()).await.map(|_| ())
}

/// Says whether visitors are asked about one session, as far as the edition asks.
///
/// # Errors
/// [`Error::NotFound`] for a session that the viewer may not know of, the
/// engine's, or that the viewer may not.
pub async fn set_about(db: &Db, ctx: &Ctx, edition: &Edition, session: SessionId, about: bool) -> Result<(), Error> {
    let edition = edition.id;
    ctx.require(Permission::EditProgramme, edition)?;
    let known = crate::session::session(db, ctx, session).await?.filter(|one| one.edition == edition);
    known.ok_or(Error::NotFound)?;
    db.write("feedback.session", |tx: Tx| async move {
        if about {
            off_row::Entity::delete_many().filter(off_row::Column::Session.eq(session)).exec(tx.conn()).await?;
        } else {
            let row = off_row::Model { session, edition }.into_active_model();
            let once = OnConflict::column(off_row::Column::Session).do_nothing().to_owned();
            off_row::Entity::insert(row).on_conflict(once).exec_without_returning(tx.conn()).await?;
        }
        tx.change("programme", Some(edition), session.0).await?;
        tx.audit(ctx, Some(edition), "feedback.session", session.0, serde_json::json!({ "asked": about })).await?;
        Ok(())
    })
    .await
}

/// Takes the choice of one edition over to another. Its sessions are others.
pub(crate) async fn copy_switch(tx: &Tx, ctx: &Ctx, from: EditionId, to: EditionId) -> Result<(), DbErr> {
    let offered = asked(tx.conn(), ctx, from).await?.offered;
    write(tx, to, offered).await
}

mod switch_row {
    use kernel::EditionId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "feedback_switch")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition: EditionId,
        pub offered: bool,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

mod off_row {
    use kernel::{EditionId, SessionId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "feedback_off")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub session: SessionId,
        pub edition: EditionId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

impl Visible for switch_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        crate::tables::staff_of(ctx, switch_row::Column::Edition)
    }
}

impl Visible for off_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        crate::tables::staff_of(ctx, off_row::Column::Edition)
    }
}
