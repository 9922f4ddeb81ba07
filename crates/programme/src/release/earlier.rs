//! Where a session stood before.

use super::standing;
use crate::{tables::released_row, view::SessionView};
use db::{Db, select};
use kernel::{Ctx, EditionId, Timestamp};
use sea_orm::{ColumnTrait, DbErr, QueryFilter};

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
    if session.sequence == 0 {
        return Ok(None);
    }
    let rows =
        select::<released_row::Entity>(ctx).filter(released_row::Column::Session.eq(session.id)).all(db.read()).await?;
    let latest_first = standing(db.read(), ctx, edition).await?;
    let starts = latest_first.iter().filter_map(|release| rows.iter().find(|row| row.release == release.id));
    Ok(starts.map(|row| row.content.starts_at).find(|start| *start != session.starts_at))
}
