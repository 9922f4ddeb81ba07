//! Finding what breaks the rules: pure, deterministic, and near-linear in the
//! number of sessions.

use super::{Level, Levels, Rule, Teams, hearing::unheard};
use crate::session::Languages;
use kernel::{PersonId, RoomId, SessionId, Timestamp, VenueId};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Minutes that a walk between two venues takes when nobody measured it.
pub const UNMEASURED_WALK: i32 = 10;

/// A session as the rules see it. Cancelled ones are not there.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// Which one.
    pub session: SessionId,
    /// The forum it is an item of.
    pub parent: Option<SessionId>,
    /// Its time, start and end; nothing while it has none.
    pub time: Option<(Timestamp, Timestamp)>,
    /// Its room.
    pub room: Option<RoomId>,
    /// Everybody who is in it, each once.
    pub people: Vec<PersonId>,
    /// The seats it promises.
    pub seats: Option<i32>,
    /// How many people have a seat in it.
    pub signed_up: i32,
    /// It will take place, as far as anybody knows.
    pub confirmed: bool,
    /// Everybody may know of it.
    pub public: bool,
    /// The languages spoken in it; none where nobody speaks.
    pub spoken: Languages,
    /// The languages it is interpreted into.
    pub interpreted: Languages,
    /// Who of `people` interprets.
    pub interpreters: Vec<PersonId>,
}

/// A room as the rules see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoomFacts {
    /// The building it is in.
    pub venue: VenueId,
    /// How many people it holds.
    pub capacity: i32,
    /// Everybody may know of it.
    pub published: bool,
}

/// A programme as the rules see it.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The sessions.
    pub slots: Vec<Slot>,
    /// The rooms.
    pub rooms: HashMap<RoomId, RoomFacts>,
    /// Minutes on foot between two venues, in both directions.
    pub walks: HashMap<(VenueId, VenueId), i32>,
    /// From the first midnight of the edition to the last.
    pub days: Option<(Timestamp, Timestamp)>,
    /// When somebody cannot, start and end.
    pub away: HashMap<PersonId, Vec<(Timestamp, Timestamp)>>,
    /// When a room is closed, start and end.
    pub closed: HashMap<RoomId, Vec<(Timestamp, Timestamp)>>,
    /// Languages in which everything can be followed.
    pub promised: Languages,
    /// Rooms whose booths have a team of their own.
    pub booths: BTreeSet<RoomId>,
    /// How many interpreters a session needs elsewhere.
    pub teams: Teams,
}

/// Something that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Conflict {
    /// The rule.
    pub rule: Rule,
    /// How strictly the edition takes it.
    pub level: Level,
    /// The session, of two the earlier one.
    pub session: SessionId,
    /// The other session.
    pub other: Option<SessionId>,
    /// The person who cannot be in both.
    pub person: Option<PersonId>,
    /// The room.
    pub room: Option<RoomId>,
    /// How many interpreters are named and how many are needed.
    pub team: Option<(usize, usize)>,
}

impl Conflict {
    /// Whether `session` has a part in it.
    pub fn concerns(&self, session: SessionId) -> bool {
        self.session == session || self.other == Some(session)
    }
}

/// Everything in `plan` that breaks a rule that is not ignored, by rule and
/// then in time order.
pub fn check(plan: &Plan, levels: &Levels) -> Vec<Conflict> {
    let mut slots: Vec<&Slot> = plan.slots.iter().filter(|slot| slot.time.is_some()).collect();
    slots.sort_by_key(|slot| (slot.time, slot.session));
    let mut found = Found { levels, conflicts: Vec::new() };
    room_overlaps(&slots, &mut found);
    person_overlaps(plan, &slots, &mut found);
    outside_parents(plan, &slots, &mut found);
    single(plan, &slots, &mut found);
    blocked_times(plan, &slots, &mut found);
    unheard(plan, &slots, &mut found);
    found.conflicts.sort_by_key(|conflict| conflict.rule);
    found.conflicts
}

pub(super) struct Found<'l> {
    levels: &'l Levels,
    conflicts: Vec<Conflict>,
}

impl Found<'_> {
    pub(super) fn add(&mut self, rule: Rule, session: SessionId) -> Option<&mut Conflict> {
        let level = self.levels.of(rule);
        if level == Level::Ignore {
            return None;
        }
        self.conflicts.push(Conflict { rule, level, session, other: None, person: None, room: None, team: None });
        self.conflicts.last_mut()
    }
}

/// A forum and its items share room and people by nature.
fn are_related(a: &Slot, b: &Slot) -> bool {
    a.parent == Some(b.session) || b.parent == Some(a.session)
}

fn room_overlaps(slots: &[&Slot], found: &mut Found<'_>) {
    let mut by_room: BTreeMap<RoomId, Vec<&Slot>> = BTreeMap::new();
    for &slot in slots {
        if let Some(room) = slot.room {
            by_room.entry(room).or_default().push(slot);
        }
    }
    for (room, slots) in by_room {
        for (at, earlier) in slots.iter().enumerate() {
            let Some((_, end)) = earlier.time else { continue };
            let later = slots[at + 1..].iter().take_while(|later| later.time.is_some_and(|(start, _)| start < end));
            for later in later.filter(|later| !are_related(earlier, later)) {
                if let Some(conflict) = found.add(Rule::RoomOverlap, earlier.session) {
                    conflict.other = Some(later.session);
                    conflict.room = Some(room);
                }
            }
        }
    }
}

fn person_overlaps(plan: &Plan, slots: &[&Slot], found: &mut Found<'_>) {
    let longest_walk = plan.walks.values().copied().max().unwrap_or(0).max(UNMEASURED_WALK);
    let mut by_person: BTreeMap<PersonId, Vec<&Slot>> = BTreeMap::new();
    for &slot in slots {
        for person in &slot.people {
            by_person.entry(*person).or_default().push(slot);
        }
    }
    for (person, slots) in by_person {
        for (at, earlier) in slots.iter().enumerate() {
            let Some((_, end)) = earlier.time else { continue };
            let horizon = end.plus_minutes(i64::from(longest_walk));
            for later in slots[at + 1..].iter().filter(|later| !are_related(earlier, later)) {
                let Some((start, _)) = later.time.filter(|(start, _)| *start < horizon) else { break };
                let rule = if start < end { Rule::PersonOverlap } else { Rule::Walk };
                if rule == Rule::Walk && start >= end.plus_minutes(i64::from(walk(plan, earlier, later))) {
                    continue;
                }
                if let Some(conflict) = found.add(rule, earlier.session) {
                    conflict.other = Some(later.session);
                    conflict.person = Some(person);
                }
            }
        }
    }
}

/// Minutes from one session's venue to the other's; none within a venue, and
/// none where a venue is not known.
fn walk(plan: &Plan, a: &Slot, b: &Slot) -> i32 {
    let venue = |slot: &Slot| slot.room.and_then(|room| plan.rooms.get(&room)).map(|room| room.venue);
    match (venue(a), venue(b)) {
        (Some(from), Some(to)) if from != to => plan.walks.get(&(from, to)).copied().unwrap_or(UNMEASURED_WALK),
        _ => 0,
    }
}

fn outside_parents(plan: &Plan, slots: &[&Slot], found: &mut Found<'_>) {
    let by_id: HashMap<SessionId, &Slot> = plan.slots.iter().map(|slot| (slot.session, slot)).collect();
    for slot in slots {
        let Some(forum) = slot.parent.and_then(|parent| by_id.get(&parent)) else { continue };
        let (Some((start, end)), Some((from, to))) = (slot.time, forum.time) else { continue };
        if (start < from || end > to)
            && let Some(conflict) = found.add(Rule::OutsideParent, slot.session)
        {
            conflict.other = Some(forum.session);
        }
    }
}

fn single(plan: &Plan, slots: &[&Slot], found: &mut Found<'_>) {
    for slot in slots {
        let outside =
            |(from, to): (Timestamp, Timestamp)| slot.time.is_some_and(|(start, end)| start < from || end > to);
        if plan.days.is_some_and(outside) {
            found.add(Rule::OutsideDays, slot.session);
        }
        let Some((room, facts)) = slot.room.and_then(|room| Some((room, plan.rooms.get(&room)?))) else { continue };
        if slot.seats.is_some_and(|seats| seats > facts.capacity)
            && let Some(conflict) = found.add(Rule::Capacity, slot.session)
        {
            conflict.room = Some(room);
        }
        if slot.signed_up > slot.seats.map_or(facts.capacity, |seats| seats.min(facts.capacity))
            && let Some(conflict) = found.add(Rule::SignUps, slot.session)
        {
            conflict.room = Some(room);
        }
        if slot.public
            && !facts.published
            && let Some(conflict) = found.add(Rule::HiddenRoom, slot.session)
        {
            conflict.room = Some(room);
        }
    }
    let placed: HashSet<SessionId> = slots.iter().map(|slot| slot.session).collect();
    let waiting = plan.slots.iter().filter(|slot| slot.confirmed && !placed.contains(&slot.session));
    for slot in waiting {
        found.add(Rule::Unplaced, slot.session);
    }
}

/// Times at which somebody cannot, and at which a room is closed. They are few
/// per person and room; each is told once per session, however many it meets.
fn blocked_times(plan: &Plan, slots: &[&Slot], found: &mut Found<'_>) {
    let meets = |times: Option<&Vec<(Timestamp, Timestamp)>>, (start, end): (Timestamp, Timestamp)| {
        times.is_some_and(|times| times.iter().any(|(from, to)| start < *to && *from < end))
    };
    for slot in slots {
        let Some(time) = slot.time else { continue };
        for person in slot.people.iter().filter(|person| meets(plan.away.get(person), time)) {
            if let Some(conflict) = found.add(Rule::Unavailable, slot.session) {
                conflict.person = Some(*person);
            }
        }
        if let Some(room) = slot.room.filter(|room| meets(plan.closed.get(room), time))
            && let Some(conflict) = found.add(Rule::RoomClosed, slot.session)
        {
            conflict.room = Some(room);
        }
    }
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
