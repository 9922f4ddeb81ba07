//! The checker of an event's programme. It reads the event and the places, nothing of the
//! board, and counts everything from the visitors and the people on.

use super::{
    board::Terms,
    event::{Event, Place},
};

/// What a programme breaks and what it is judged by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventVerdict {
    /// Every rule that is broken: places that are not allowed or taken twice, sessions
    /// without a place, people on two stages, interpreters who are missing.
    pub broken: Vec<String>,
    /// All terms.
    pub terms: Terms,
    /// What the terms cost.
    pub cost: i64,
}

/// Verifies a programme.
pub fn check_event(event: &Event, places: &[Option<Place>]) -> EventVerdict {
    let mut broken = Vec::new();
    if places.len() != event.sessions.len() {
        broken.push(format!("{} places for {} sessions", places.len(), event.sessions.len()));
        return EventVerdict { broken, terms: Terms::default(), cost: 0 };
    }
    for (i, place) in places.iter().enumerate() {
        if let Some(place) = place
            && (place.slot >= event.slots.len()
                || place.room >= event.rooms.len()
                || place.slot as u64 + u64::from(event.sessions[i].length) > event.slots.len() as u64)
        {
            broken.push(format!("{} is at a place that does not exist", event.session_name(i)));
        }
    }
    if !broken.is_empty() {
        return EventVerdict { broken, terms: Terms::default(), cost: 0 };
    }
    rules(event, places, &mut broken);
    let terms = Count { event, places }.terms(&mut broken);
    let w = &event.weights;
    let cost = [
        (w.seats, terms.seats),
        (w.overlap, terms.overlap),
        (w.late_speakers, terms.late_speakers),
        (w.late_audience, terms.late_audience),
        (w.parallel, terms.parallel),
        (w.track_rooms, terms.track_rooms),
        (w.moved_time, terms.moved_time),
        (w.moved_room, terms.moved_room),
    ]
    .into_iter()
    .map(|(weight, count)| i64::from(weight) * count)
    .sum();
    EventVerdict { broken, terms, cost }
}

/// The rules of single sessions, and of rooms.
fn rules(event: &Event, places: &[Option<Place>], broken: &mut Vec<String>) {
    let mut taken = vec![None; event.slots.len() * event.rooms.len()];
    for (i, session) in event.sessions.iter().enumerate() {
        let name = event.session_name(i);
        let Some(at) = places[i] else {
            broken.push(format!("{name} has no place"));
            continue;
        };
        if session.pinned.is_some_and(|pinned| pinned != at) {
            broken.push(format!("{name} is pinned elsewhere"));
        }
        if session.slots.as_ref().is_some_and(|slots| !slots.contains(&at.slot)) {
            broken.push(format!("{name} may not begin in slot {}", at.slot));
        }
        if session.rooms.as_ref().is_some_and(|rooms| !rooms.contains(&at.room)) {
            broken.push(format!("{name} may not be in {}", event.room_name(at.room)));
        }
        for slot in at.slot..at.slot + session.length as usize {
            if event.slots[slot].day != event.slots[at.slot].day {
                broken.push(format!("{name} goes on overnight"));
            }
            if event.rooms[at.room].closed.contains(&slot) {
                broken.push(format!("{name} is in {}, which is closed", event.room_name(at.room)));
            }
            for &person in &session.people {
                if event.people[person].unavailable.contains(&slot) {
                    broken.push(format!("{name} has {}, who is not there", event.person_name(person)));
                }
            }
            let cell = &mut taken[slot * event.rooms.len() + at.room];
            if let Some(other) = *cell {
                let other: usize = other;
                broken.push(format!("{name} and {} are in one room at once", event.session_name(other)));
            }
            *cell = Some(i);
        }
    }
}

struct Count<'a> {
    event: &'a Event,
    places: &'a [Option<Place>],
}

impl Count<'_> {
    fn terms(&self, broken: &mut Vec<String>) -> Terms {
        let event = self.event;
        let mut terms = Terms::default();
        let mut stages = vec![Vec::new(); event.people.len()];
        for (i, session) in event.sessions.iter().enumerate() {
            for &person in &session.people {
                if stages[person].last() != Some(&i) {
                    stages[person].push(i);
                }
            }
            let Some(at) = self.places[i] else {
                terms.unplaced += 1;
                continue;
            };
            terms.seats += (i64::from(session.audience) - i64::from(event.rooms[at.room].seats)).max(0);
            if let Some(now) = session.now {
                terms.moved_time += i64::from(now.slot != at.slot);
                terms.moved_room += i64::from(now.room != at.room);
            }
        }
        for (person, sessions) in stages.iter().enumerate() {
            let (at_once, late) = self.meetings(sessions);
            if at_once > 0 {
                broken.push(format!("{} is on two stages at once", event.person_name(person)));
            }
            terms.clashes += at_once;
            terms.late_speakers += late;
        }
        for favourites in &event.favourites {
            let mut favourites = favourites.clone();
            favourites.sort_unstable();
            favourites.dedup();
            let (at_once, late) = self.meetings(&favourites);
            terms.overlap += at_once;
            terms.late_audience += late;
        }
        for &(i, j, count) in &event.overlaps {
            let (at_once, late) = self.meetings(&[i, j]);
            terms.overlap += at_once * i64::from(count);
            terms.late_audience += late * i64::from(count);
        }
        for track in 0..event.tracks.len() {
            let members: Vec<usize> =
                (0..event.sessions.len()).filter(|&i| event.sessions[i].track == Some(track)).collect();
            terms.parallel += self.meetings(&members).0;
            let mut rooms: Vec<usize> = members.iter().filter_map(|&i| self.places[i].map(|at| at.room)).collect();
            rooms.sort_unstable();
            rooms.dedup();
            terms.track_rooms += (rooms.len() as i64 - 1).max(0);
        }
        for (l, language) in event.languages.iter().enumerate() {
            for (slot, &teams) in language.teams.iter().enumerate() {
                let needed: i64 = (0..event.sessions.len())
                    .filter(|&i| self.is_on(i, slot))
                    .map(|i| event.sessions[i].languages.iter().filter(|&&other| other == l).count() as i64)
                    .sum();
                let missing = (needed - i64::from(teams)).max(0);
                if missing > 0 {
                    broken.push(format!("slot {slot} needs {missing} more teams of language {l}"));
                }
                terms.interpreters += missing;
            }
        }
        terms
    }

    fn is_on(&self, session: usize, slot: usize) -> bool {
        self.places[session]
            .is_some_and(|at| at.slot <= slot && slot < at.slot + self.event.sessions[session].length as usize)
    }

    /// For somebody who is in all of these sessions: the slots of two at once, and how
    /// often the way to the next is too long.
    fn meetings(&self, sessions: &[usize]) -> (i64, i64) {
        let event = self.event;
        let (mut at_once, mut late) = (0, 0);
        for (k, &i) in sessions.iter().enumerate() {
            for &j in &sessions[k + 1..] {
                let (Some(a), Some(b)) = (self.places[i], self.places[j]) else { continue };
                let end = |session: usize, at: Place| at.slot + event.sessions[session].length as usize;
                at_once += (a.slot..end(i, a)).filter(|&slot| self.is_on(j, slot)).count() as i64;
                for (from, behind, to) in [(a, end(i, a), b), (b, end(j, b), a)] {
                    if behind == to.slot
                        && !event.walking.is_empty()
                        && event.slots[behind - 1].day == event.slots[behind].day
                    {
                        let way = event.walking[event.rooms[from.room].hall][event.rooms[to.room].hall];
                        late += i64::from(way > event.slots[behind].start - event.slots[behind - 1].end);
                    }
                }
            }
        }
        (at_once, late)
    }
}
