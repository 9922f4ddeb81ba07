//! From the rows of a draft to a plan that the rules can read.

use super::{Conflict, Level, Levels, Plan, RoomFacts, Slot, check, hearing, levels, teams};
use crate::{
    absence,
    closures::closed_times,
    error::Error,
    session::{Languages, PersonRole, Placement, SessionKind, SessionState},
    sign_up,
    tables::{person_row, session_row},
};
use congress::Edition;
use db::{Db, Tx, select};
use jiff::{ToSpan, civil::Date};
use kernel::{Ctx, EditionId, PersonId, RoomId, SessionId, Timestamp, VenueId, Viewer, Visibility, Zone};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, QueryFilter};
use std::collections::{BTreeSet, HashMap};

/// What the rules need to know besides the sessions. Rooms and walks belong to
/// another domain and are read before the transaction: they change rarely, and
/// what would follow from a race is a warning on the desk.
#[derive(Clone, Debug)]
pub struct Facts {
    edition: EditionId,
    rooms: HashMap<RoomId, RoomFacts>,
    walks: HashMap<(VenueId, VenueId), i32>,
    days: (Timestamp, Timestamp),
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

    /// The draft as it is on this connection, whoever looks.
    pub(super) async fn plan(&self, conn: &impl ConnectionTrait, ctx: &Ctx) -> Result<Plan, DbErr> {
        let everything = &ctx.seen_by(Viewer::system());
        let sessions = select::<session_row::Entity>(everything)
            .filter(session_row::Column::Edition.eq(self.edition))
            .filter(session_row::Column::State.ne(SessionState::Cancelled))
            .all(conn)
            .await?;
        let rows = select::<person_row::Entity>(everything).filter(person_row::Column::Edition.eq(self.edition));
        let mut people: HashMap<SessionId, Vec<(PersonId, PersonRole)>> = HashMap::new();
        for row in rows.all(conn).await? {
            people.entry(row.session).or_default().push((row.person, row.role));
        }
        let closed = closed_times(conn, everything, self.edition).await?;
        let promise = hearing(conn, everything, self.edition).await?;
        let mut signed_up = sign_up::held(conn, everything, self.edition).await?;
        let slots = sessions.into_iter().map(|row| {
            let people = people.remove(&row.id).unwrap_or_default();
            Slot { signed_up: signed_up.remove(&row.id).unwrap_or(0), ..slot(row, &people) }
        });
        Ok(Plan {
            slots: slots.collect(),
            rooms: self.rooms.clone(),
            walks: self.walks.clone(),
            days: Some(self.days),
            away: absence::times(conn, everything, self.edition).await?,
            closed,
            promised: promise.languages,
            booths: promise.booths.0,
            teams: teams(conn, everything, self.edition).await?,
        })
    }
}

fn slot(row: session_row::Model, people: &[(PersonId, PersonRole)]) -> Slot {
    let all: BTreeSet<PersonId> = people.iter().map(|(person, _)| *person).collect();
    let interpreters = people.iter().filter(|(_, role)| *role == PersonRole::Interpreter).map(|(person, _)| *person);
    // Over tea and dinner everybody finds somebody to talk to.
    let is_heard = !matches!(
        row.kind,
        SessionKind::Break | SessionKind::Reception | SessionKind::FieldVisit | SessionKind::Poster
    );
    let heard = |languages: Languages| if is_heard { languages } else { Languages::default() };
    Slot {
        session: row.id,
        parent: row.parent,
        time: row.starts_at.map(|start| (start, start.plus_minutes(i64::from(row.minutes)))),
        room: row.room,
        people: all.into_iter().collect(),
        seats: row.capacity,
        signed_up: 0,
        confirmed: row.state == SessionState::Confirmed,
        public: row.visibility == Visibility::Public,
        interpreters: interpreters.collect(),
        spoken: heard(row.languages),
        interpreted: heard(row.interpretation),
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
    let levels: Levels = levels(db.read(), &ctx.seen_by(Viewer::system()), edition.id).await?;
    let mut plan = facts.plan(db.read(), ctx).await?;
    let moved = plan.moved_to(places);
    let mut found = check(&plan, &levels);
    found.retain(|conflict| {
        moved.contains(&conflict.session) || conflict.other.is_some_and(|other| moved.contains(&other))
    });
    Ok(found)
}

impl Plan {
    /// Puts sessions somewhere else, the items of a forum with it, as the verbs
    /// that store it do. Answers with everything that was moved.
    fn moved_to(&mut self, places: &[(SessionId, Placement)]) -> BTreeSet<SessionId> {
        let places: HashMap<SessionId, Placement> = places.iter().copied().collect();
        let forums: HashMap<SessionId, Slot> = self
            .slots
            .iter()
            .filter(|slot| places.contains_key(&slot.session))
            .map(|slot| (slot.session, slot.clone()))
            .collect();
        let mut moved = BTreeSet::new();
        for slot in &mut self.slots {
            if let Some(place) = places.get(&slot.session) {
                slot.room = place.room;
                slot.time = place.starts_at.map(|start| (start, start.plus_minutes(i64::from(place.minutes))));
            } else if let Some((forum, place)) = slot.parent.and_then(|id| forums.get(&id).zip(places.get(&id))) {
                if slot.room == forum.room {
                    slot.room = place.room;
                }
                let later = |at: Timestamp, from: Timestamp, to: Timestamp| {
                    Timestamp::from_micros(at.as_micros() + to.as_micros() - from.as_micros())
                };
                slot.time = match (slot.time, forum.time, place.starts_at) {
                    (_, _, None) => None,
                    (Some((start, end)), Some((from, _)), Some(to)) => {
                        Some((later(start, from, to), later(end, from, to)))
                    }
                    (time, ..) => time,
                };
            } else {
                continue;
            }
            moved.insert(slot.session);
        }
        moved
    }
}

/// As [`conflicts`], in a transaction.
pub(crate) async fn conflicts_in(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    facts: &Facts,
) -> Result<Vec<Conflict>, DbErr> {
    let everything = &ctx.seen_by(Viewer::system());
    let levels: Levels = levels(conn, everything, facts.edition).await?;
    let plan = facts.plan(conn, ctx).await?;
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
    let mut blocked = conflicts_in(tx.conn(), ctx, facts).await?;
    blocked.retain(|conflict| {
        conflict.level == Level::Block
            && sessions.iter().any(|session| conflict.concerns(*session))
            && people.is_none_or(|people| conflict.person.is_some_and(|person| people.contains(&person)))
    });
    if blocked.is_empty() { Ok(()) } else { Err(Error::Blocked(blocked)) }
}
