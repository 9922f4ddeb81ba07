//! Two sessions change places.

use super::{
    Placement, Session,
    placement::{move_items, store},
    record::{audit_detail, locked},
};
use crate::{
    acts::{ActVerb, Before},
    error::Error,
    rules,
};
use congress::Edition;
use db::{Db, Tx};
use kernel::{Ctx, Permission, SessionId};

/// A session and the revision that it was read at.
pub type Read = (SessionId, i64);

/// Puts each of two sessions into the room and at the start of the other; each
/// keeps its length. The items of a forum move with it.
///
/// # Errors
/// [`Error::Stale`] for either; [`Error::Invalid`] at `other` for a session with
/// itself or a forum with its own item, and when a blocking rule would be broken.
pub async fn swap(db: &Db, ctx: &Ctx, edition: &Edition, first: Read, second: Read) -> Result<Session, Error> {
    ctx.require(Permission::EditProgramme, edition.id)?;
    let facts = &rules::Facts::load(db, ctx, edition).await?;
    let result = db
        .write("session.swap", |tx: Tx| async move {
            let a = locked(&tx, ctx, edition.id, first.0, first.1).await?;
            let b = locked(&tx, ctx, edition.id, second.0, second.1).await?;
            if a.id == b.id || a.parent == Some(b.id) || b.parent == Some(a.id) {
                return Err(Error::field("other", "programme-problem-swap"));
            }
            let act = Before::take(&tx, ctx, &[a.id, b.id]).await?;
            let to_b = Placement { room: b.room, starts_at: b.starts_at, minutes: a.minutes };
            let to_a = Placement { room: a.room, starts_at: a.starts_at, minutes: b.minutes };
            let mut moved = vec![a.id, b.id];
            moved.extend(move_items(&tx, ctx, &a, to_b).await?);
            moved.extend(move_items(&tx, ctx, &b, to_a).await?);
            let detail = audit_detail(&a);
            let after = store(&tx, a, to_b).await?;
            store(&tx, b, to_a).await?;
            rules::refuse_blocked(&tx, ctx, facts, &moved, None).await?;
            tx.change("programme", Some(edition.id), edition.id.0).await?;
            tx.audit(ctx, Some(edition.id), "session.swapped", after.id.0, detail).await?;
            act.record(&tx, ctx, edition.id, ActVerb::Swapped, &[]).await?;
            Ok(Session::from(after))
        })
        .await;
    rules::in_words(db, ctx, edition, first.0, result, |_| "other").await
}
