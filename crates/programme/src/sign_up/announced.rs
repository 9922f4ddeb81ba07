//! What has been announced of sessions, as far as sign-up depends on it: a draft
//! gives nobody a place. A session that was never released counts as planned.

use crate::{
    release::{Standing, latest},
    session::SessionState,
    tables::{released_row, session_row},
};
use db::{Db, select};
use kernel::{Ctx, EditionId, RoomId, SessionId, Timestamp, Viewer, Visibility};
use sea_orm::{ColumnTrait, DbErr, QueryFilter};
use std::collections::HashMap;

/// Keys in one `IN (…)`.
const CHUNK: usize = 500;

/// A session as everybody was told.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Announced {
    /// How many it seats; nothing where nobody counts.
    pub(crate) seats: Option<i32>,
    /// Start and end.
    pub(crate) time: Option<(Timestamp, Timestamp)>,
    /// The forum that it is an item of.
    pub(crate) parent: Option<SessionId>,
    /// It will not take place.
    pub(crate) cancelled: bool,
    /// Who may know of it.
    pub(crate) visibility: Visibility,
}

impl Announced {
    /// It takes place, and is not over: until then, or until sign-up closes where
    /// that is later, a place in it is good news.
    pub(crate) fn is_worth_a_place(&self, closes_at: Option<Timestamp>, now: Timestamp) -> bool {
        let last = closes_at.into_iter().chain(self.time.map(|(_, end)| end)).max();
        !self.cancelled && last.is_none_or(|last| now < last)
    }

    /// Nobody can be in both, unless one is the forum of the other.
    pub(crate) fn clashes(&self, own: SessionId, other: &Self, theirs: SessionId) -> bool {
        let related = self.parent == Some(theirs) || other.parent == Some(own);
        let together = match (self.time, other.time) {
            (Some((from, to)), Some((start, end))) => from < end && start < to,
            _ => false,
        };
        own != theirs && together && !related && !self.cancelled && !other.cancelled
    }
}

/// These sessions of an edition, whoever looks. Rooms belong to another domain
/// and are read before the transaction: what follows from a race is that
/// somebody waits until the next sweep.
pub(crate) async fn announced(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    sessions: &[SessionId],
) -> Result<HashMap<SessionId, Announced>, DbErr> {
    let everything = &ctx.seen_by(Viewer::system());
    let rooms: HashMap<RoomId, i32> =
        congress::rooms(db, everything, edition).await?.into_iter().map(|room| (room.id, room.capacity)).collect();
    let seats = |own: Option<i32>, room: Option<RoomId>| own.or(room.and_then(|room| rooms.get(&room).copied()));
    let mut all = HashMap::new();
    let release = latest(db.read(), everything, edition).await?;
    for some in sessions.chunks(CHUNK) {
        let drafts = select::<session_row::Entity>(everything)
            .filter(session_row::Column::Edition.eq(edition))
            .filter(session_row::Column::Id.is_in(some.iter().copied()));
        for row in drafts.all(db.read()).await? {
            let planned = Announced {
                seats: seats(row.capacity, row.room),
                time: row.starts_at.map(|start| (start, start.plus_minutes(i64::from(row.minutes)))),
                parent: row.parent,
                cancelled: row.state == SessionState::Cancelled,
                visibility: row.visibility,
            };
            all.insert(row.id, planned);
        }
        let Some(release) = &release else { continue };
        let rows = select::<released_row::Entity>(everything)
            .filter(released_row::Column::Release.eq(release.id))
            .filter(released_row::Column::Session.is_in(some.iter().copied()));
        for row in rows.all(db.read()).await? {
            let content = row.content;
            let told = Announced {
                seats: seats(content.capacity, content.room),
                time: Some((content.starts_at, content.starts_at.plus_minutes(i64::from(content.minutes)))),
                parent: content.parent,
                cancelled: content.standing == Standing::Cancelled,
                visibility: row.visibility,
            };
            all.insert(row.session, told);
        }
    }
    Ok(all)
}
