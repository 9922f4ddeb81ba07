//! Where a session stood before.

use super::standing;
use crate::{tables::released_row, view::SessionView};
use db::{Db, select};
use kernel::{Ctx, EditionId, RoomId, Timestamp};
use sea_orm::{ColumnTrait, DbErr, QueryFilter};

/// When and where a session was announced to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// Its start.
    pub starts_at: Timestamp,
    /// Its room.
    pub room: Option<RoomId>,
}

/// The start that was announced for a session before the present one, as far
/// as the viewer knew of it then. No query for what was never changed.
///
/// # Errors
/// The engine's.
pub async fn earlier_start(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    session: &SessionView,
) -> Result<Option<Timestamp>, DbErr> {
    let mut starts = announced(db, ctx, edition, session).await?.into_iter().map(|was| was.starts_at);
    Ok(starts.find(|start| *start != session.starts_at))
}

/// When and where a session was announced to be before the present time and
/// room, as far as the viewer knew of it then. No query for what was never changed.
///
/// # Errors
/// The engine's.
pub async fn earlier_place(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    session: &SessionView,
) -> Result<Option<Earlier>, DbErr> {
    let now = Earlier { starts_at: session.starts_at, room: session.room };
    Ok(announced(db, ctx, edition, session).await?.into_iter().find(|was| *was != now))
}

/// What releases that stand have announced, the latest first.
async fn announced(db: &Db, ctx: &Ctx, edition: EditionId, session: &SessionView) -> Result<Vec<Earlier>, DbErr> {
    if session.sequence == 0 {
        return Ok(Vec::new());
    }
    let rows =
        select::<released_row::Entity>(ctx).filter(released_row::Column::Session.eq(session.id)).all(db.read()).await?;
    let latest_first = standing(db.read(), ctx, edition).await?;
    let rows = latest_first.iter().filter_map(|release| rows.iter().find(|row| row.release == release.id));
    Ok(rows.map(|row| Earlier { starts_at: row.content.starts_at, room: row.content.room }).collect())
}
