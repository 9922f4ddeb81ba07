//! Until when a speaker has seen what changed. Said by pressing a button, not by
//! opening a page: mail programs open pages too.

use crate::{
    error::Error,
    tables::seen_row::{self, Column, Entity},
};
use db::{Db, Tx, select};
use kernel::{Ctx, EditionId, PersonId, Timestamp};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, sea_query::OnConflict};

/// Until when this person has seen what changed, if the viewer may know.
///
/// # Errors
/// The engine's.
pub async fn seen_until(db: &Db, ctx: &Ctx, edition: EditionId, person: PersonId) -> Result<Option<Timestamp>, DbErr> {
    let query = select::<Entity>(ctx).filter(Column::Edition.eq(edition)).filter(Column::Person.eq(person));
    Ok(query.one(db.read()).await?.map(|row| row.seen_at))
}

/// The viewer, as a speaker, has seen everything up to now.
///
/// # Errors
/// [`Error::NotFound`] for who does not speak here.
pub async fn mark_seen(db: &Db, ctx: &Ctx, edition: EditionId) -> Result<(), Error> {
    let parts = programme::speaking::own_engagements(db, ctx, edition).await?;
    let person = ctx.viewer().person_id().filter(|_| !parts.is_empty()).ok_or(Error::NotFound)?;
    let row = &seen_row::Model { edition, person, seen_at: ctx.now() };
    db.write("speaker.seen", |tx: Tx| async move {
        let later = OnConflict::columns([Column::Edition, Column::Person]).update_column(Column::SeenAt).to_owned();
        let insert = Entity::insert(row.clone().into_active_model()).on_conflict(later);
        insert.exec_without_returning(tx.conn()).await?;
        tx.change("speakers", Some(edition), person.0).await?;
        Ok(())
    })
    .await
}
