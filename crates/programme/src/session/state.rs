//! Draft, confirmed, cancelled, and confirmed again.

use super::{Session, record::audit_detail, record::locked};
use crate::{
    acts::{ActVerb, Before},
    error::Error,
    rules,
    tables::session_row,
};
use congress::Edition;
use db::{Db, Tx};
use kernel::{Ctx, Permission, SessionId};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};

kernel::text_enum! {
    /// How far a session is.
    pub enum SessionState {
        /// Being thought about; in no release.
        Draft = "draft",
        /// It will take place; in the next release.
        Confirmed = "confirmed",
        /// It was announced and will not take place; releases say so.
        Cancelled = "cancelled",
    }
}

impl SessionState {
    /// Id of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Draft => "programme-state-draft",
            Self::Confirmed => "programme-state-confirmed",
            Self::Cancelled => "programme-state-cancelled",
        }
    }

    /// The states that can follow.
    pub const fn next(self) -> &'static [Self] {
        match self {
            Self::Draft => &[Self::Confirmed],
            Self::Confirmed => &[Self::Cancelled],
            Self::Cancelled => &[Self::Confirmed],
        }
    }
}

/// Says that a session will take place.
///
/// # Errors
/// [`Error::Stale`], [`Error::Invalid`] at `state` when it is not a draft.
pub async fn confirm(db: &Db, ctx: &Ctx, edition: &Edition, id: SessionId, revision: i64) -> Result<Session, Error> {
    change(db, ctx, edition, id, revision, (SessionState::Draft, SessionState::Confirmed)).await
}

/// Says that a session will not take place. The next release tells everybody.
///
/// # Errors
/// [`Error::Stale`], [`Error::Invalid`] at `state` when it is not confirmed.
pub async fn cancel(db: &Db, ctx: &Ctx, edition: &Edition, id: SessionId, revision: i64) -> Result<Session, Error> {
    change(db, ctx, edition, id, revision, (SessionState::Confirmed, SessionState::Cancelled)).await
}

/// Takes a cancellation back. Others may have taken the room meanwhile.
///
/// # Errors
/// [`Error::Stale`], [`Error::Invalid`] at `state` when it is not cancelled or
/// when a blocking rule would be broken.
pub async fn reinstate(db: &Db, ctx: &Ctx, edition: &Edition, id: SessionId, revision: i64) -> Result<Session, Error> {
    change(db, ctx, edition, id, revision, (SessionState::Cancelled, SessionState::Confirmed)).await
}

async fn change(
    db: &Db,
    ctx: &Ctx,
    edition: &Edition,
    id: SessionId,
    revision: i64,
    (from, to): (SessionState, SessionState),
) -> Result<Session, Error> {
    ctx.require(Permission::EditProgramme, edition.id)?;
    let facts = &rules::Facts::load(db, ctx, edition).await?;
    let result = db
        .write("session.state", |tx: Tx| async move {
            let row = locked(&tx, ctx, edition.id, id, revision).await?;
            if row.state != from {
                return Err(Error::field("state", "programme-problem-state"));
            }
            let act = Before::take(&tx, ctx, &[id]).await?;
            let mut next = row.into_active_model();
            next.state = Set(to);
            next.revision = Set(revision + 1);
            let row: session_row::Model = next.update(tx.conn()).await?;
            if from == SessionState::Cancelled {
                rules::refuse_blocked(&tx, ctx, facts, &[id], None).await?;
            }
            tx.change("programme", Some(edition.id), id.0).await?;
            let (verb, kind) = match (from, to) {
                (_, SessionState::Cancelled) => ("session.cancelled", ActVerb::Cancelled),
                (SessionState::Cancelled, _) => ("session.reinstated", ActVerb::Reinstated),
                _ => ("session.confirmed", ActVerb::Confirmed),
            };
            tx.audit(ctx, Some(edition.id), verb, id.0, audit_detail(&row)).await?;
            act.record(&tx, ctx, edition.id, kind, &[]).await?;
            Ok(Session::from(row))
        })
        .await;
    rules::in_words(db, ctx, edition, id, result, |_| "state").await
}

#[cfg(test)]
mod tests {
    use super::SessionState;

    #[test]
    fn only_what_was_confirmed_can_be_cancelled() {
        for state in SessionState::ALL {
            assert_eq!(state.next().contains(&SessionState::Cancelled), *state == SessionState::Confirmed);
            assert!(!state.next().contains(&SessionState::Draft), "what was announced is never a draft again");
        }
    }
}
