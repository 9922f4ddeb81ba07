//! What would follow if a session began later: which sessions move, who would
//! have to be in two places, who starred what moves. Nothing is stored here.

use crate::{
    day::RoomDay,
    error::Error,
    line::{Expected, Stop, follow},
    press::stop_mut,
    verb::{Press, said_by},
};
use db::Db;
use kernel::{Ctx, Permission, PersonId, SessionId, Timestamp};
use programme::{
    ProgrammeView, SessionView,
    rules::{Conflict, Level, Levels, Plan, RoomFacts, Rule, Slot, check},
    session::PersonRole,
};
use std::collections::{BTreeSet, HashMap, HashSet};

/// A session that would be at another time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moved {
    /// When it is expected so far.
    pub before: Expected,
    /// When it would be.
    pub after: Expected,
    /// How many have starred it.
    pub starred: i64,
}

/// Somebody who would have to be in two places.
#[derive(Clone, Debug, PartialEq)]
pub struct Clash {
    /// Who.
    pub person: PersonId,
    /// As an interpreter, in either place.
    pub interprets: bool,
    /// The earlier of the two.
    pub first: SessionId,
    /// The later.
    pub second: SessionId,
    /// They do not meet, but the way between them is too long.
    pub is_walk: bool,
}

/// What would follow.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Follows {
    /// The sessions that move, the delayed one first; only those that the viewer may know of.
    pub moved: Vec<Moved>,
    /// Minutes that were lost to nobody: taken up by breaks and free time.
    pub absorbed: i64,
    /// Who would have to be in two places, and need not so far.
    pub clashes: Vec<Clash>,
    /// When the room is free so far, and when it would be.
    pub free: Option<(Timestamp, Timestamp)>,
}

/// What would follow from `press` about `session`.
///
/// # Errors
/// As [`crate::press::press`].
pub async fn what_follows(
    db: &Db,
    ctx: &Ctx,
    day: &RoomDay,
    session: SessionId,
    press: Press,
) -> Result<Follows, Error> {
    let edition = day.view.edition.id;
    ctx.require(Permission::RunRooms, edition)?;
    if !day.holds(session) {
        return Err(Error::NotFound);
    }
    let before = follow(&day.line);
    let mut line: Vec<Stop> = day.line.clone();
    let expected = before.iter().find(|one| one.session == session).ok_or(Error::NotFound)?;
    let stop = stop_mut(&mut line, session).ok_or(Error::NotFound)?;
    stop.said = said_by(stop, (expected.start, expected.end), press, ctx.now())?;
    let after = follow(&line);
    let known = |one: &&Expected| day.view.session(one.session).is_some();
    let ids: Vec<SessionId> = after.iter().filter(known).map(|one| one.session).collect();
    let starred = programme::starred_by(db, ctx, &ids).await?;
    let pairs = before.iter().zip(&after).filter(|(_, after)| known(after));
    let moved: Vec<Moved> = pairs
        .filter(|(before, after)| before != after)
        .map(|(before, after)| Moved {
            before: *before,
            after: *after,
            starred: starred.get(&after.session).copied().unwrap_or(0),
        })
        .collect();
    let plan = facts(db, ctx, &day.view).await?;
    let ends = |all: &[Expected]| all.iter().map(|one| one.end).max();
    Ok(Follows {
        absorbed: absorbed(&before, &after, session),
        clashes: clashes(&day.view, plan, &before, &after),
        free: ends(&before).zip(ends(&after)),
        moved,
    })
}

/// How much later the session ends, less how much later the room is free.
fn absorbed(before: &[Expected], after: &[Expected], session: SessionId) -> i64 {
    let late = |(before, after): (&Expected, &Expected)| after.end.minutes_since(before.end);
    let own = before.iter().zip(after).find(|(before, _)| before.session == session).map_or(0, late);
    let last = before.iter().zip(after).max_by_key(|(before, _)| before.end).map_or(0, late);
    (own - last).max(0)
}

/// The rooms and the ways between them; the sessions are added by the caller.
async fn facts(db: &Db, ctx: &Ctx, view: &ProgrammeView) -> Result<Plan, Error> {
    let rooms = congress::rooms(db, ctx, view.edition.id).await?;
    let measured = congress::walks(db, ctx, view.edition.id).await?;
    let venues: BTreeSet<kernel::VenueId> = rooms.iter().map(|room| room.venue).collect();
    let pairs = venues.iter().flat_map(|from| venues.iter().map(move |to| (*from, *to)));
    let facts =
        |room: &congress::Room| RoomFacts { venue: room.venue, capacity: room.capacity, published: room.published };
    Ok(Plan {
        rooms: rooms.iter().map(|room| (room.id, facts(room))).collect(),
        walks: pairs.filter_map(|(from, to)| Some(((from, to), measured.minutes(from, to)?))).collect(),
        ..Plan::default()
    })
}

/// Who must be in two places after and need not before.
fn clashes(view: &ProgrammeView, plan: Plan, before: &[Expected], after: &[Expected]) -> Vec<Clash> {
    let mut levels = Levels::default();
    for rule in Rule::ALL.iter().filter(|rule| !matches!(rule, Rule::PersonOverlap | Rule::Walk)) {
        levels.set(*rule, Level::Ignore);
    }
    let found = |expected: &[Expected]| {
        let times: HashMap<SessionId, (Timestamp, Timestamp)> =
            expected.iter().map(|one| (one.session, (one.start, one.end))).collect();
        let slots = view.sessions.iter().filter(|session| !session.cancelled).map(|session| slot(session, &times));
        check(&Plan { slots: slots.collect(), ..plan.clone() }, &levels)
    };
    let so_far: HashSet<_> = found(before).iter().map(meeting).collect();
    let fresh = found(after).into_iter().filter(|conflict| !so_far.contains(&meeting(conflict)));
    fresh.filter_map(|conflict| clash(view, &conflict)).collect()
}

fn meeting(conflict: &Conflict) -> (Rule, SessionId, Option<SessionId>, Option<PersonId>) {
    (conflict.rule, conflict.session, conflict.other, conflict.person)
}

fn slot(session: &SessionView, times: &HashMap<SessionId, (Timestamp, Timestamp)>) -> Slot {
    let people: BTreeSet<PersonId> = session.people.iter().map(|person| person.id).collect();
    let interpreters = session.people.iter().filter(|person| person.role == PersonRole::Interpreter);
    Slot {
        session: session.id,
        parent: session.parent,
        time: Some(times.get(&session.id).copied().unwrap_or((session.runs_from(), session.runs_until()))),
        room: session.room,
        people: people.into_iter().collect(),
        seats: None,
        confirmed: true,
        public: false,
        signed_up: 0,
        spoken: session.languages.clone(),
        interpreted: session.interpretation.clone(),
        interpreters: interpreters.map(|person| person.id).collect(),
    }
}

fn clash(view: &ProgrammeView, conflict: &Conflict) -> Option<Clash> {
    let (person, second) = (conflict.person?, conflict.other?);
    let interprets = |id: SessionId| {
        let people = view.session(id).into_iter().flat_map(|session| &session.people);
        people.into_iter().any(|one| one.id == person && one.role == PersonRole::Interpreter)
    };
    Some(Clash {
        person,
        interprets: interprets(conflict.session) || interprets(second),
        first: conflict.session,
        second,
        is_walk: conflict.rule == Rule::Walk,
    })
}
