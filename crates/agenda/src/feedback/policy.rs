//! Who reads the feedback of an edition.

use super::{Error, Readers};
use crate::tables::policy_row;
use db::{Db, Tx, select};
use kernel::{Ctx, EditionId, Permission, Viewer};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, sea_query::OnConflict};

/// Who reads what was answered in an edition.
///
/// # Errors
/// The engine's.
pub async fn readers(db: &Db, ctx: &Ctx, edition: EditionId) -> Result<Readers, DbErr> {
    let own = select::<policy_row::Entity>(&ctx.seen_by(Viewer::system()))
        .filter(policy_row::Column::Edition.eq(edition))
        .one(db.read())
        .await?;
    Ok(own.map_or(Readers::Desk, |row| row.readers))
}

/// Chooses who reads it.
///
/// # Errors
/// The engine's, or that the viewer may not.
pub async fn set_readers(db: &Db, ctx: &Ctx, edition: EditionId, chosen: Readers) -> Result<(), Error> {
    ctx.require(Permission::EditProgramme, edition)?;
    db.write("feedback.policy", |tx: Tx| async move {
        let row = policy_row::Model { edition, readers: chosen };
        let once =
            OnConflict::column(policy_row::Column::Edition).update_column(policy_row::Column::Readers).to_owned();
        policy_row::Entity::insert(row.into_active_model()).on_conflict(once).exec_without_returning(tx.conn()).await?;
        tx.audit(ctx, Some(edition), "feedback.policy", edition.0, serde_json::json!({ "readers": chosen })).await?;
        Ok(())
    })
    .await
}

/// Who reads its feedback goes with a cloned edition; answers never do.
pub struct FeedbackPolicy;

#[async_trait::async_trait]
impl congress::ClonePart for FeedbackPolicy {
    async fn clone_part(&self, tx: &Tx, ctx: &Ctx, cloning: &congress::Cloning) -> Result<(), DbErr> {
        let own = select::<policy_row::Entity>(&ctx.seen_by(Viewer::system()))
            .filter(policy_row::Column::Edition.eq(cloning.from))
            .one(tx.conn())
            .await?;
        let Some(own) = own else { return Ok(()) };
        let row = policy_row::Model { edition: cloning.to, ..own };
        policy_row::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await.map(|_| ())
    }
}
