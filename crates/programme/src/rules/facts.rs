//! What the rules know of an edition besides its draft, and asking them.

use super::{Conflict, Level, Levels, RoomFacts, UNMEASURED_WALK, check, draft::Reading, levels};
use crate::{error::Error, session::Placement};
use congress::Edition;
use db::{Db, Tx};
use jiff::{ToSpan, civil::Date};
use kernel::{Ctx, EditionId, PersonId, RoomId, SessionId, Timestamp, VenueId, Viewer, Zone};
use sea_orm::{ConnectionTrait, DbErr};
use std::collections::{BTreeSet, HashMap};

/// What the rules need to know besides the sessions. Rooms and walks belong to
/// another domain and are read before the transaction: they change rarely, and
/// what would follow from a race is a warning on the desk.
#[derive(Clone, Debug)]
pub struct Facts {
    pub(super) edition: EditionId,
    pub(super) rooms: HashMap<RoomId, RoomFacts>,
    pub(super) walks: HashMap<(VenueId, VenueId), i32>,
    pub(super) days: (Timestamp, Timestamp),
}

impl Facts {
    /// The facts of an edition. They hold for the rules whoever looks, so they
    /// are read as Convoke itself.
    ///
    /// # Errors
    /// The engine's.
    pub async fn load(db: &Db, ctx: &Ctx, edition: &Edition) -> Result<Self, DbErr> {
        let everything = &ctx.seen_by(Viewer::system());
        let rooms = congress::rooms(db, everything, edition.id).await?;
        let measured = congress::walks(db, everything, edition.id).await?;
        let venues: BTreeSet<VenueId> = rooms.iter().map(|room| room.venue).collect();
        let mut walks = HashMap::new();
        for from in &venues {
            for to in &venues {
                if let Some(minutes) = measured.minutes(*from, *to) {
                    walks.insert((*from, *to), minutes);
                }
            }
        }
        let facts =
            |room: &congress::Room| RoomFacts { venue: room.venue, capacity: room.capacity, published: room.published };
        Ok(Self {
            edition: edition.id,
            rooms: rooms.iter().map(|room| (room.id, facts(room))).collect(),
            walks,
            days: (midnight(edition.first_day, &edition.zone), midnight_after(edition.last_day, &edition.zone)),
        })
    }

    /// The edition has this room.
    pub fn has_room(&self, room: RoomId) -> bool {
        self.rooms.contains_key(&room)
    }

    /// Minutes of the longest walk between two of its venues.
    pub(super) fn longest_walk(&self) -> i64 {
        i64::from(self.walks.values().copied().max().unwrap_or(0).max(UNMEASURED_WALK))
    }
}

fn midnight(day: Date, zone: &Zone) -> Timestamp {
    // A day that begins later than midnight (some zones skip it) begins at the gap's end.
    zone.rules()
        .to_ambiguous_timestamp(day.at(0, 0, 0, 0))
        .compatible()
        .map_or(Timestamp::from_micros(i64::MIN), Timestamp::from)
}

fn midnight_after(day: Date, zone: &Zone) -> Timestamp {
    midnight(day.saturating_add(1.day()), zone)
}

/// Everything in the draft that breaks a rule.
///
/// # Errors
/// The engine's.
pub async fn conflicts(db: &Db, ctx: &Ctx, edition: &Edition) -> Result<Vec<Conflict>, DbErr> {
    let facts = Facts::load(db, ctx, edition).await?;
    conflicts_in(db.read(), ctx, &facts).await
}

/// What `session` would break at another place, were it moved there now.
///
/// # Errors
/// The engine's.
pub async fn conflicts_at(
    db: &Db,
    ctx: &Ctx,
    edition: &Edition,
    session: SessionId,
    placement: Placement,
) -> Result<Vec<Conflict>, DbErr> {
    let mut found = conflicts_with(db, ctx, edition, &[(session, placement)]).await?;
    found.retain(|conflict| conflict.concerns(session));
    Ok(found)
}

/// What sessions would break at other places, were they all moved there now.
/// The items of a forum go with it.
///
/// # Errors
/// The engine's.
pub async fn conflicts_with(
    db: &Db,
    ctx: &Ctx,
    edition: &Edition,
    places: &[(SessionId, Placement)],
) -> Result<Vec<Conflict>, DbErr> {
    let facts = Facts::load(db, ctx, edition).await?;
    let everything = &ctx.seen_by(Viewer::system());
    let levels: Levels = levels(db.read(), everything, edition.id).await?;
    let (plan, moved) = Reading { facts: &facts, asked: &levels, conn: db.read(), everything }.moved(places).await?;
    let mut found = check(&plan, &levels);
    found.retain(|conflict| {
        moved.contains(&conflict.session) || conflict.other.is_some_and(|other| moved.contains(&other))
    });
    Ok(found)
}

/// As [`conflicts`], in a transaction.
pub(crate) async fn conflicts_in(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    facts: &Facts,
) -> Result<Vec<Conflict>, DbErr> {
    let everything = &ctx.seen_by(Viewer::system());
    let levels: Levels = levels(conn, everything, facts.edition).await?;
    let plan = Reading { facts, asked: &levels, conn, everything }.whole().await?;
    Ok(check(&plan, &levels))
}

/// Refuses what `sessions` have become in this transaction if they break a
/// blocking rule; with `people`, only where one of these is the reason.
pub(crate) async fn refuse_blocked(
    tx: &Tx,
    ctx: &Ctx,
    facts: &Facts,
    sessions: &[SessionId],
    people: Option<&BTreeSet<PersonId>>,
) -> Result<(), Error> {
    let everything = &ctx.seen_by(Viewer::system());
    // What only warns is the board's to say; a move should not wait for it.
    let levels: Levels = levels(tx.conn(), everything, facts.edition).await?.only_blocking();
    let plan = Reading { facts, asked: &levels, conn: tx.conn(), everything }.around(sessions).await?;
    let mut blocked = check(&plan, &levels);
    blocked.retain(|conflict| {
        conflict.level == Level::Block
            && sessions.iter().any(|session| conflict.concerns(*session))
            && people.is_none_or(|people| conflict.person.is_some_and(|person| people.contains(&person)))
    });
    if blocked.is_empty() { Ok(()) } else { Err(Error::Blocked(blocked)) }
}
