//! An event as a board wants it: who may be where, who knows whom, and how many want both
//! of two sessions.

use super::event::{Event, Place};

/// Per pair of sessions: how many want both. The square of the sessions, row by row.
#[derive(Clone, Debug)]
pub struct Audience {
    sessions: usize,
    both: Vec<u32>,
}

impl Audience {
    fn new(event: &Event) -> Self {
        let sessions = event.sessions.len();
        let mut both = vec![0_u32; sessions * sessions];
        let mut add = |i: usize, j: usize, count: u32| {
            let cell = &mut both[i * sessions + j];
            *cell = cell.saturating_add(count);
        };
        let mut list = Vec::new();
        for favourites in &event.favourites {
            list.clear();
            list.extend_from_slice(favourites);
            list.sort_unstable();
            list.dedup();
            for &i in &list {
                for &j in &list {
                    if i != j {
                        add(i, j, 1);
                    }
                }
            }
        }
        for &(i, j, count) in &event.overlaps {
            add(i, j, count);
            add(j, i, count);
        }
        Self { sessions, both }
    }

    /// How many want a session and each of the others.
    pub fn row(&self, session: usize) -> &[u32] {
        &self.both[session * self.sessions..(session + 1) * self.sessions]
    }
}

/// See the module. Made once per event; boards borrow it.
#[derive(Clone, Debug)]
pub struct Floor {
    pub(super) event: Event,
    /// How many want both of two sessions.
    pub audience: Audience,
    pub(super) slots: usize,
    pub(super) rooms: usize,
    pub(super) halls: usize,
    pub(super) hall: Vec<usize>,
    /// Per slot, hall and hall: whether one is late from a session that ends with the slot
    /// to one that begins with the next.
    late: Vec<bool>,
    /// Whether any way is longer than any pause.
    pub(super) anybody_is_late: bool,
    is_followed: Vec<bool>,
    /// Per session: the others that somebody on the stage is in too, and how many are.
    pub(super) colleagues: Vec<Vec<(u32, u32)>>,
    /// Per session and slot: whether it may begin there.
    begins: Vec<bool>,
    suits: Vec<bool>,
    /// Per room and slot: whether it is open.
    is_open: Vec<bool>,
}

impl Floor {
    /// # Errors
    /// What does not agree in the event.
    pub fn new(event: Event) -> Result<Self, String> {
        event.is_sound()?;
        let (slots, rooms, sessions) = (event.slots.len(), event.rooms.len(), event.sessions.len());
        let halls = event.walking.len().max(1);
        let mut is_followed = vec![false; slots];
        let mut late = vec![false; slots * halls * halls];
        for k in 0..slots.saturating_sub(1) {
            is_followed[k] = event.slots[k].day == event.slots[k + 1].day;
            let pause = event.slots[k + 1].start - event.slots[k].end;
            for (g, row) in event.walking.iter().enumerate() {
                for (h, &minutes) in row.iter().enumerate() {
                    late[(k * halls + g) * halls + h] = is_followed[k] && minutes > pause;
                }
            }
        }
        let mut is_open = vec![true; rooms * slots];
        for (r, room) in event.rooms.iter().enumerate() {
            for &slot in &room.closed {
                is_open[r * slots + slot] = false;
            }
        }
        let mut begins = vec![false; sessions * slots];
        let mut suits = vec![false; sessions * rooms];
        for (i, session) in event.sessions.iter().enumerate() {
            let length = session.length as usize;
            let mut is_away = vec![false; slots];
            for &person in &session.people {
                for &slot in &event.people[person].unavailable {
                    is_away[slot] = true;
                }
            }
            for slot in 0..slots {
                let fits = slot + length <= slots
                    && is_followed[slot..slot + length - 1].iter().all(|&followed| followed)
                    && !is_away[slot..slot + length].iter().any(|&away| away);
                let wanted = session.slots.as_ref().is_none_or(|list| list.contains(&slot));
                let pinned = session.pinned.is_none_or(|place| place.slot == slot);
                begins[i * slots + slot] = fits && wanted && pinned;
            }
            for room in 0..rooms {
                let wanted = session.rooms.as_ref().is_none_or(|list| list.contains(&room));
                suits[i * rooms + room] = wanted && session.pinned.is_none_or(|place| place.room == room);
            }
        }
        let hall = event.rooms.iter().map(|room| room.hall.min(halls - 1)).collect();
        let colleagues = colleagues(&event);
        let audience = Audience::new(&event);
        let longest = event.sessions.iter().map(|session| u128::from(session.length)).max().unwrap_or(0);
        let both: u128 = audience.both.iter().map(|&both| u128::from(both)).sum();
        let weight = u128::from(event.weights.overlap) + u128::from(event.weights.late_audience);
        if both * longest.min(slots as u128) * weight >= 1 << 60 {
            return Err("a programme could cost more than can be counted".to_owned());
        }
        Ok(Self {
            audience,
            slots,
            rooms,
            halls,
            hall,
            anybody_is_late: late.iter().any(|&late| late),
            late,
            is_followed,
            colleagues,
            begins,
            suits,
            is_open,
            event,
        })
    }

    /// What was planned from.
    pub fn event(&self) -> &Event {
        &self.event
    }

    /// How many sessions there are.
    pub fn sessions(&self) -> usize {
        self.event.sessions.len()
    }

    pub(super) fn length(&self, session: usize) -> usize {
        self.event.sessions[session].length as usize
    }

    pub(super) fn is_late(&self, slot: usize, from: usize, to: usize) -> bool {
        self.late[(slot * self.halls + from) * self.halls + to]
    }

    /// Whether the next slot is on the same day.
    pub(super) fn is_followed(&self, slot: usize) -> bool {
        self.is_followed[slot]
    }

    pub(super) fn may_begin(&self, session: usize, slot: usize) -> bool {
        self.begins[session * self.slots + slot]
    }

    pub(super) fn suits(&self, session: usize, room: usize) -> bool {
        self.suits[session * self.rooms + room]
    }

    /// Whether a session may be at a place, whoever else is there.
    pub fn allows(&self, session: usize, place: Place) -> bool {
        place.slot < self.slots
            && place.room < self.rooms
            && self.may_begin(session, place.slot)
            && self.suits(session, place.room)
            && self.is_open[place.room * self.slots + place.slot..][..self.length(session)].iter().all(|&open| open)
    }

    /// Why a session may not be at a place, whoever else is there, in English.
    pub fn refusal(&self, session: usize, place: Place) -> Option<String> {
        let s = self.event.sessions.get(session)?;
        if place.slot >= self.slots || place.room >= self.rooms {
            return Some("there is no such place".to_owned());
        }
        if s.pinned.is_some_and(|pinned| pinned != place) {
            return Some("it is pinned elsewhere".to_owned());
        }
        let length = self.length(session);
        if place.slot + length > self.slots
            || !self.is_followed[place.slot..place.slot + length - 1].iter().all(|&followed| followed)
        {
            return Some("the day ends before it does".to_owned());
        }
        let taken = place.slot..place.slot + length;
        for &person in &s.people {
            if self.event.people[person].unavailable.iter().any(|slot| taken.contains(slot)) {
                return Some(format!("{} is not there", self.event.person_name(person)));
            }
        }
        if !self.may_begin(session, place.slot) {
            return Some("it may not begin in this slot".to_owned());
        }
        if !self.suits(session, place.room) {
            return Some(format!("it may not be in {}", self.event.room_name(place.room)));
        }
        if !self.allows(session, place) {
            return Some(format!("{} is closed", self.event.room_name(place.room)));
        }
        None
    }
}

fn colleagues(event: &Event) -> Vec<Vec<(u32, u32)>> {
    let mut of_person = vec![Vec::new(); event.people.len()];
    for (i, session) in event.sessions.iter().enumerate() {
        let mut people = session.people.clone();
        people.sort_unstable();
        people.dedup();
        for person in people {
            of_person[person].push(i as u32);
        }
    }
    let mut lists: Vec<Vec<u32>> = vec![Vec::new(); event.sessions.len()];
    for sessions in &of_person {
        for &i in sessions {
            lists[i as usize].extend(sessions.iter().filter(|&&j| j != i));
        }
    }
    lists
        .into_iter()
        .map(|mut list| {
            list.sort_unstable();
            list.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32)).collect()
        })
        .collect()
}
