//! Releases: published, immutable states of the programme. A release is
//! inserted once; nothing in this crate updates or deletes one, and its hash
//! proves it to `convoke doctor`. One that was taken back is followed by one that
//! says again what stood before.

mod announcement;
mod content;
mod difference;
mod dispatch;
mod earlier;
mod gathered;
mod history;
mod publish;
mod step;
pub(crate) mod tables;
mod take_back;
mod verify;

pub use announcement::{Announcement, letter_field};
pub use content::{Content, Released, Standing};
pub(crate) use difference::people_in;
pub use difference::{Change, ChangeKind, Spot, difference};
pub use dispatch::{DEFAULT_HOLD, Dispatch, Letters, hold, letters, set_hold, undone_by};
pub(crate) use dispatch::{copy_hold, written};
pub use earlier::{Earlier, earlier_place, earlier_start};
pub use gathered::gathers_from;
pub(crate) use gathered::{before, leave};
pub use history::{ReleaseDifference, history};
pub use publish::{Preview, preview, publish};
pub use step::{Published, Step, step};
pub use take_back::take_back;
pub use verify::{BrokenRelease, verify};

use crate::tables::{release_row, released_row};
use congress::Edition;
use db::{Db, select};
use kernel::{Ctx, EditionId, ReleaseId, Timestamp, Viewer};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, QueryFilter, QueryOrder};

/// A published state of the programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// Its key.
    pub id: ReleaseId,
    /// The edition it belongs to.
    pub edition: EditionId,
    /// 1 for the first, then one more each.
    pub number: i32,
    /// What it is called; may be empty.
    pub name: String,
    /// What the editors say about it; may be empty.
    pub note: String,
    /// When it was published.
    pub released_at: Timestamp,
    /// SHA-256 of everything in it, in hexadecimal.
    pub hash: String,
}

impl From<release_row::Model> for Release {
    fn from(row: release_row::Model) -> Self {
        Self {
            id: row.id,
            edition: row.edition,
            number: row.number,
            name: row.name,
            note: row.note,
            released_at: row.released_at,
            hash: row.hash,
        }
    }
}

/// The releases of an edition, latest first.
///
/// # Errors
/// The engine's.
pub async fn releases(conn: &impl ConnectionTrait, ctx: &Ctx, edition: EditionId) -> Result<Vec<Release>, DbErr> {
    let rows = select::<release_row::Entity>(ctx)
        .filter(release_row::Column::Edition.eq(edition))
        .order_by_desc(release_row::Column::Number)
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(Release::from).collect())
}

/// The releases of an edition that stand, latest first: without those that were
/// taken back and those that undid them.
///
/// # Errors
/// The engine's.
pub async fn standing(conn: &impl ConnectionTrait, ctx: &Ctx, edition: EditionId) -> Result<Vec<Release>, DbErr> {
    let undone = dispatch::undone(conn, &ctx.seen_by(Viewer::system()), edition).await?;
    let mut all = releases(conn, ctx, edition).await?;
    all.retain(|release| !undone.contains(&release.id));
    Ok(all)
}

/// The latest release of an edition.
///
/// # Errors
/// The engine's.
pub async fn latest(conn: &impl ConnectionTrait, ctx: &Ctx, edition: EditionId) -> Result<Option<Release>, DbErr> {
    let row = select::<release_row::Entity>(ctx)
        .filter(release_row::Column::Edition.eq(edition))
        .order_by_desc(release_row::Column::Number)
        .one(conn)
        .await?;
    Ok(row.map(Release::from))
}

/// The sessions of a release that the viewer may know of, by key.
///
/// # Errors
/// The engine's.
pub async fn released(conn: &impl ConnectionTrait, ctx: &Ctx, release: ReleaseId) -> Result<Vec<Released>, DbErr> {
    let rows = select::<released_row::Entity>(ctx)
        .filter(released_row::Column::Release.eq(release))
        .order_by_asc(released_row::Column::Session)
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(Released::from).collect())
}

/// The number of the latest release, for the header of a form; 0 before the first.
///
/// # Errors
/// The engine's.
pub async fn latest_number(db: &Db, ctx: &Ctx, edition: &Edition) -> Result<i32, DbErr> {
    Ok(latest(db.read(), ctx, edition.id).await?.map_or(0, |release| release.number))
}
