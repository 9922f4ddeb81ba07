//! Taking a release back, while its letters wait.
//!
//! A release that somebody may have seen is not made unseen: what stood before
//! is published again, as a release of its own. So no release is ever changed,
//! numbers and SEQUENCE only grow, and every page, feed and ETag follows as it
//! follows any release; calendars that fetched in between come back too. The
//! draft stays as it is.

use super::{
    Published, Release, Released,
    content::number,
    dispatch::drop_letters,
    gathered::leave_alone,
    latest,
    publish::{gone_before, store},
    released, releases,
    verify::digest,
};
use crate::error::Error;
use congress::Edition;
use db::{Db, Tx};
use jobs::Enqueue;
use kernel::{Ctx, Permission, Viewer};
use sea_orm::DbErr;

/// Takes the latest release back: the one before is current again and nobody is
/// told of the latest. Letters of earlier releases that wait leave by themselves. `seen` is the number of the release that the viewer wants back. Answers
/// with the release that restored the earlier state; after a first release that
/// state is an empty programme.
///
/// # Errors
/// [`Error::Released`] when another release was made since, [`Error::LettersLeft`]
/// when the letters have left, or that the viewer may not.
pub async fn take_back(db: &Db, ctx: &Ctx, edition: &Edition, seen: i32) -> Result<Release, Error> {
    ctx.require(Permission::ReleaseProgramme, edition.id)?;
    db.write("programme.take-back", |tx: Tx| async move {
        let everything = &ctx.seen_by(Viewer::system());
        let last = latest(tx.conn(), everything, edition.id).await?;
        let Some(last) = last.filter(|last| last.number == seen) else { return Err(Error::Released) };
        let (restored, sessions) = restoring(&tx, ctx, everything, &last).await?;
        store(&tx, &restored, ctx, &sessions).await?;
        if !drop_letters(&tx, ctx, last.id, restored.id).await? {
            return Err(Error::LettersLeft);
        }
        leave_alone(&tx, ctx, everything, edition.id).await?;
        tx.enqueue(ctx, &Published { release: restored.id }).await?;
        tx.change("programme", Some(edition.id), restored.id.0).await?;
        let detail = serde_json::json!({ "number": last.number, "restored_as": restored.number });
        tx.audit(ctx, Some(edition.id), "programme.release-taken-back", last.id.0, detail).await?;
        Ok(restored)
    })
    .await
}

/// The release that says again what stood before `last`.
async fn restoring(tx: &Tx, ctx: &Ctx, everything: &Ctx, last: &Release) -> Result<(Release, Vec<Released>), DbErr> {
    let all = releases(tx.conn(), everything, last.edition).await?;
    let earlier = all.into_iter().find(|release| release.number < last.number);
    let seen = released(tx.conn(), everything, last.id).await?;
    let mut sessions = match &earlier {
        Some(earlier) => released(tx.conn(), everything, earlier.id).await?,
        None => Vec::new(),
    };
    let gone = gone_before(tx, everything, &seen, &sessions).await?;
    number(&mut sessions, &seen, &gone);
    let (name, note) = earlier.map(|earlier| (earlier.name, earlier.note)).unwrap_or_default();
    let mut release = Release {
        id: ctx.new_id(),
        edition: last.edition,
        number: last.number + 1,
        name,
        note,
        released_at: ctx.now(),
        hash: String::new(),
    };
    release.hash = digest(&release, &sessions);
    Ok((release, sessions))
}
