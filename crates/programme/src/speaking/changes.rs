//! What was published about some sessions since somebody looked last.

use crate::{
    release::{difference, released, releases},
    rules::Names,
};
use congress::Edition;
use db::Db;
use kernel::{Ctx, SessionId, Timestamp, Viewer};
use sea_orm::DbErr;
use ui::Text;

/// What changed about `sessions`, which are the viewer's own, between the release
/// of the instant `since` and the latest: in the reader's words, the gravest first.
///
/// # Errors
/// The engine's.
pub async fn changes_since(
    db: &Db,
    ctx: &Ctx,
    edition: &Edition,
    sessions: &[SessionId],
    since: Timestamp,
) -> Result<Vec<String>, DbErr> {
    let everything = &ctx.seen_by(Viewer::system());
    let all = releases(db.read(), everything, edition.id).await?;
    let seen = all.iter().find(|release| release.released_at <= since);
    let (Some(latest), Some(seen)) = (all.first(), seen) else { return Ok(Vec::new()) };
    if latest.id == seen.id {
        return Ok(Vec::new());
    }
    let before = released(db.read(), everything, seen.id).await?;
    let after = released(db.read(), everything, latest.id).await?;
    let mut changes = difference(&before, &after);
    changes.retain(|change| sessions.contains(&change.session));
    let people = crate::release::people_in(&changes);
    // Rooms as those in the room must know them; people as this reader may.
    let names = Names::of_parts(db, ctx, everything, edition, &people).await?;
    Ok(changes.iter().filter_map(|change| change.words(Text(ctx.locale()), &edition.zone, &names)).collect())
}
