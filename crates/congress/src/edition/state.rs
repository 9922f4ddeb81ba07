//! Draft, public, archived: who may see an edition.

use super::{Edition, locked};
use crate::{
    error::Error,
    record,
    tables::{edition_row, track_row},
};
use db::{Db, Tx};
use kernel::{Ctx, EditionId, Permission};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};

kernel::text_enum! {
    /// Who may see an edition.
    pub enum EditionState {
        /// Its staff only.
        Draft = "draft",
        /// Everybody.
        Public = "public",
        /// Everybody; it is over and stands behind the current ones.
        Archived = "archived",
    }
}

impl EditionState {
    /// The states that can follow. A public edition may go back to draft: an
    /// edition shown by mistake must be hidden at once.
    pub const fn next(self) -> &'static [Self] {
        match self {
            Self::Draft => &[Self::Public],
            Self::Public => &[Self::Archived, Self::Draft],
            Self::Archived => &[Self::Public],
        }
    }
}

/// Shows an edition, archives it, or hides it again.
///
/// # Errors
/// [`Error::Invalid`] at the field `state` when the state cannot follow, or
/// when an edition without tracks would be shown; [`Error::Stale`].
pub async fn change_state(
    db: &Db,
    ctx: &Ctx,
    id: EditionId,
    revision: i64,
    to: EditionState,
) -> Result<Edition, Error> {
    ctx.require(Permission::EditEdition, id)?;
    db.write("edition.state", |tx: Tx| async move {
        let row = locked(&tx, ctx, id, revision).await?;
        let from = row.state;
        if !from.next().contains(&to) {
            return Err(Error::field("state", "congress-problem-state"));
        }
        if to == EditionState::Public && record::count::<track_row::Entity>(&tx, ctx, id).await? == 0 {
            return Err(Error::field("state", "congress-problem-no-tracks"));
        }
        let published_at = row.published_at.or((to != EditionState::Draft).then_some(ctx.now()));
        let mut next = row.into_active_model();
        next.state = Set(to);
        next.published_at = Set(published_at);
        next.revision = Set(revision + 1);
        let row: edition_row::Model = next.update(tx.conn()).await?;
        tx.change("congress", Some(id), id.0).await?;
        tx.audit(ctx, Some(id), "edition.state", id.0, serde_json::json!({ "from": from, "to": to })).await?;
        Ok(Edition::from(row))
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::EditionState;

    #[test]
    fn every_state_can_be_left_and_reached() {
        for state in EditionState::ALL {
            assert!(!state.next().is_empty() && !state.next().contains(state));
            assert!(EditionState::ALL.iter().any(|from| from.next().contains(state)), "{state}");
        }
    }
}
