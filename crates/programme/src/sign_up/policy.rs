//! Whether an edition lets people sign up for two sessions at one time.

use super::tables::policy_row;
use crate::error::Error;
use db::{Db, Tx, select};
use kernel::{Ctx, EditionId, Permission, Viewer};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, sea_query::OnConflict};

kernel::text_enum! {
    /// What happens when somebody signs up for two sessions at one time.
    pub enum OnClash {
        /// They are told, and may.
        Warn = "warn",
        /// They are told, and may not.
        Block = "block",
    }
}

impl OnClash {
    /// Id of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Warn => "programme-sign-up-clash-warn",
            Self::Block => "programme-sign-up-clash-block",
        }
    }
}

/// What an edition has chosen. It holds for everybody, so it is read as Convoke itself.
///
/// # Errors
/// The engine's.
pub async fn on_clash(conn: &impl ConnectionTrait, ctx: &Ctx, edition: EditionId) -> Result<OnClash, DbErr> {
    let own = select::<policy_row::Entity>(&ctx.seen_by(Viewer::system()))
        .filter(policy_row::Column::Edition.eq(edition))
        .one(conn)
        .await?;
    Ok(own.map_or(OnClash::Warn, |row| row.on_clash))
}

/// Chooses for an edition.
///
/// # Errors
/// The engine's, or that the viewer may not.
pub async fn set_on_clash(db: &Db, ctx: &Ctx, edition: EditionId, chosen: OnClash) -> Result<(), Error> {
    ctx.require(Permission::EditProgramme, edition)?;
    db.write("sign_up.policy", |tx: Tx| async move {
        let row = policy_row::Model { edition, on_clash: chosen };
        let once =
            OnConflict::column(policy_row::Column::Edition).update_column(policy_row::Column::OnClash).to_owned();
        policy_row::Entity::insert(row.into_active_model()).on_conflict(once).exec_without_returning(tx.conn()).await?;
        tx.change("programme", Some(edition), edition.0).await?;
        tx.audit(ctx, Some(edition), "sign_up.policy", edition.0, serde_json::json!({ "on_clash": chosen })).await?;
        Ok(())
    })
    .await
}

/// Takes the choice of one edition over to another.
pub(crate) async fn copy_policy(tx: &Tx, ctx: &Ctx, from: EditionId, to: EditionId) -> Result<(), DbErr> {
    let row = policy_row::Model { edition: to, on_clash: on_clash(tx.conn(), ctx, from).await? };
    policy_row::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await.map(|_| ())
}
