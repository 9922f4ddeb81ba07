//! A programme on a board: which session is where, what that costs, and what it would cost
//! elsewhere. Everything is kept up to date move by move, so that the board can answer
//! while somebody holds a session in their hand.

use super::{event::Place, floor::Floor};
use serde::{Deserialize, Serialize};

/// What a programme is judged by, term by term.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// Sessions that have no place. Has to be 0.
    pub unplaced: i64,
    /// People who are on two stages at once, per pair of sessions and slot. Has to be 0.
    pub clashes: i64,
    /// Teams of interpreters that are missing, per language and slot. Has to be 0.
    pub interpreters: i64,
    /// People without a seat.
    pub seats: i64,
    /// People who want two sessions at once, per pair of sessions and slot.
    pub overlap: i64,
    /// People on a stage who come late from one session to the next.
    pub late_speakers: i64,
    /// People who want two sessions and come late from one to the next.
    pub late_audience: i64,
    /// Pairs of sessions of one track at once, per slot.
    pub parallel: i64,
    /// Rooms of a track beyond its first.
    pub track_rooms: i64,
    /// Sessions whose time is not what it was.
    pub moved_time: i64,
    /// Sessions whose room is not what it was.
    pub moved_room: i64,
}

/// What has to be 0 comes first; what it costs besides, second.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// How often a rule is broken.
    pub broken: i64,
    /// The weighted terms.
    pub cost: i64,
}

impl Terms {
    pub(super) fn add(&mut self, other: &Self, sign: i64) {
        for (mine, theirs) in self.values_mut().into_iter().zip(other.values()) {
            *mine += sign * theirs;
        }
    }

    /// The terms in their order.
    pub fn values(&self) -> [i64; 11] {
        [
            self.unplaced,
            self.clashes,
            self.interpreters,
            self.seats,
            self.overlap,
            self.late_speakers,
            self.late_audience,
            self.parallel,
            self.track_rooms,
            self.moved_time,
            self.moved_room,
        ]
    }

    fn values_mut(&mut self) -> [&mut i64; 11] {
        [
            &mut self.unplaced,
            &mut self.clashes,
            &mut self.interpreters,
            &mut self.seats,
            &mut self.overlap,
            &mut self.late_speakers,
            &mut self.late_audience,
            &mut self.parallel,
            &mut self.track_rooms,
            &mut self.moved_time,
            &mut self.moved_room,
        ]
    }
}

/// Nobody.
pub(super) const NOBODY: u32 = u32::MAX;

/// See the module.
#[derive(Clone, Debug)]
pub struct Board<'a> {
    pub(super) floor: &'a Floor,
    place_of: Vec<Option<Place>>,
    /// Per slot and room.
    grid: Vec<u32>,
    /// Per track and room.
    pub(super) in_room: Vec<u32>,
    rooms_of_track: Vec<u32>,
    /// Per language and slot.
    pub(super) teams_used: Vec<u32>,
    terms: Terms,
}

impl<'a> Board<'a> {
    /// An empty board.
    pub fn new(floor: &'a Floor) -> Self {
        let event = floor.event();
        Self {
            floor,
            place_of: vec![None; floor.sessions()],
            grid: vec![NOBODY; floor.slots * floor.rooms],
            in_room: vec![0; event.tracks.len() * floor.rooms],
            rooms_of_track: vec![0; event.tracks.len()],
            teams_used: vec![0; event.languages.len() * floor.slots],
            terms: Terms { unplaced: floor.sessions() as i64, ..Terms::default() },
        }
    }

    /// What the board is of.
    pub fn floor(&self) -> &'a Floor {
        self.floor
    }

    /// Where a session is.
    pub fn place_of(&self, session: usize) -> Option<Place> {
        self.place_of[session]
    }

    /// Where everything is.
    pub fn places(&self) -> &[Option<Place>] {
        &self.place_of
    }

    /// Who is in a room in a slot.
    pub fn at(&self, place: Place) -> Option<usize> {
        let there = self.grid[place.slot * self.floor.rooms + place.room];
        (there != NOBODY).then_some(there as usize)
    }

    /// What the programme is judged by.
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// What the programme costs.
    pub fn price(&self) -> Price {
        self.price_of(&self.terms)
    }

    /// What terms, or changes of terms, cost.
    pub fn price_of(&self, terms: &Terms) -> Price {
        let w = &self.floor.event().weights;
        Price {
            broken: terms.unplaced + terms.clashes + terms.interpreters,
            cost: i64::from(w.seats) * terms.seats
                + i64::from(w.overlap) * terms.overlap
                + i64::from(w.late_speakers) * terms.late_speakers
                + i64::from(w.late_audience) * terms.late_audience
                + i64::from(w.parallel) * terms.parallel
                + i64::from(w.track_rooms) * terms.track_rooms
                + i64::from(w.moved_time) * terms.moved_time
                + i64::from(w.moved_room) * terms.moved_room,
        }
    }

    pub(super) fn rooms_of_track(&self, track: usize) -> u32 {
        self.rooms_of_track[track]
    }

    pub(super) fn row(&self, slot: usize) -> &[u32] {
        &self.grid[slot * self.floor.rooms..(slot + 1) * self.floor.rooms]
    }

    /// Whether nobody is where a session would be, but itself.
    pub fn is_free(&self, session: usize, place: Place) -> bool {
        let length = self.floor.length(session);
        place.slot + length <= self.floor.slots
            && (place.slot..place.slot + length)
                .all(|slot| self.at(Place { slot, room: place.room }).is_none_or(|there| there == session))
    }

    /// Whoever is where a session would be, but itself.
    pub fn in_the_way(&self, session: usize, place: Place) -> Vec<usize> {
        let mut found = Vec::new();
        for slot in place.slot..(place.slot + self.floor.length(session)).min(self.floor.slots) {
            if let Some(there) = self.at(Place { slot, room: place.room }).filter(|&there| there != session)
                && found.last() != Some(&there)
            {
                found.push(there);
            }
        }
        found
    }

    /// Takes a session off the board. One that is not on it stays as it is.
    pub fn lift(&mut self, session: usize) -> Option<Place> {
        let place = self.place_of[session].take()?;
        let length = self.floor.length(session);
        for slot in place.slot..place.slot + length {
            self.grid[slot * self.floor.rooms + place.room] = NOBODY;
            for &language in &self.floor.event().sessions[session].languages {
                self.teams_used[language * self.floor.slots + slot] -= 1;
            }
        }
        if let Some(track) = self.floor.event().sessions[session].track {
            let count = &mut self.in_room[track * self.floor.rooms + place.room];
            *count -= 1;
            if *count == 0 {
                self.rooms_of_track[track] -= 1;
            }
        }
        let mut lost = self.terms_at(session, place);
        lost.unplaced -= 1;
        self.terms.add(&lost, -1);
        Some(place)
    }

    /// Puts a session that is not on the board where it may be and nobody is.
    ///
    /// # Panics
    /// Where it may not be or somebody is: both are the caller's to ask first.
    pub fn put(&mut self, session: usize, place: Place) {
        assert!(
            self.place_of[session].is_none() && self.floor.allows(session, place) && self.is_free(session, place),
            "a session is put where it may be and nobody is"
        );
        let mut gained = self.terms_at(session, place);
        gained.unplaced -= 1;
        self.terms.add(&gained, 1);
        for slot in place.slot..place.slot + self.floor.length(session) {
            self.grid[slot * self.floor.rooms + place.room] = session as u32;
            for &language in &self.floor.event().sessions[session].languages {
                self.teams_used[language * self.floor.slots + slot] += 1;
            }
        }
        if let Some(track) = self.floor.event().sessions[session].track {
            let count = &mut self.in_room[track * self.floor.rooms + place.room];
            *count += 1;
            if *count == 1 {
                self.rooms_of_track[track] += 1;
            }
        }
        self.place_of[session] = Some(place);
    }

    /// What a session that is not on the board would add at a place, `unplaced` aside,
    /// with everybody who is on it.
    pub fn terms_at(&self, session: usize, place: Place) -> Terms {
        let mut terms = self.own_terms(session, place);
        let floor = self.floor;
        let length = floor.length(session);
        let wanted = floor.audience.row(session);
        let track = floor.event().sessions[session].track;
        for slot in place.slot..place.slot + length {
            for &there in self.row(slot) {
                if there != NOBODY {
                    terms.overlap += i64::from(wanted[there as usize]);
                    if track.is_some() && floor.event().sessions[there as usize].track == track {
                        terms.parallel += 1;
                    }
                }
            }
        }
        for &(other, count) in &floor.colleagues[session] {
            if let Some(at) = self.place_of[other as usize] {
                terms.clashes += i64::from(count) * shared(place.slot, length, at.slot, floor.length(other as usize));
                if self.comes_late(session, place, other as usize, at) {
                    terms.late_speakers += i64::from(count);
                }
            }
        }
        if floor.anybody_is_late {
            for (slot, is_before) in self.beside(place.slot, length) {
                for (room, &there) in self.row(slot).iter().enumerate() {
                    let (from, to) = if is_before { (room, place.room) } else { (place.room, room) };
                    if there != NOBODY
                        && self.touches(there as usize, slot, is_before)
                        && floor.is_late(if is_before { slot } else { slot - 1 }, floor.hall[from], floor.hall[to])
                    {
                        terms.late_audience += i64::from(wanted[there as usize]);
                    }
                }
            }
        }
        if let Some(track) = track {
            terms.track_rooms =
                i64::from(self.rooms_of_track[track] > 0 && self.in_room[track * floor.rooms + place.room] == 0);
        }
        terms.interpreters = self.teams_missing(session, place, |_, _| 0);
        terms
    }

    /// The slot before and the slot behind, where the day has them.
    pub(super) fn beside(&self, slot: usize, length: usize) -> impl Iterator<Item = (usize, bool)> {
        let before = (slot > 0 && self.floor.is_followed(slot - 1)).then(|| (slot - 1, true));
        let behind = self.floor.is_followed(slot + length - 1).then_some((slot + length, false));
        before.into_iter().chain(behind)
    }

    /// Whether a session that is on in a slot ends with it, or begins with it.
    pub(super) fn touches(&self, session: usize, slot: usize, ends: bool) -> bool {
        self.place_of[session]
            .is_some_and(|at| if ends { at.slot + self.floor.length(session) == slot + 1 } else { at.slot == slot })
    }

    /// The teams that are missing only because of this session; `less` teams of a language
    /// are not needed in a slot.
    pub(super) fn teams_missing(&self, session: usize, place: Place, less: impl Fn(usize, usize) -> u32) -> i64 {
        let mut missing = 0;
        for (k, &language) in self.floor.event().sessions[session].languages.iter().enumerate() {
            for slot in place.slot..place.slot + self.floor.length(session) {
                // A language that is named twice needs two teams.
                let earlier = self.floor.event().sessions[session].languages[..k]
                    .iter()
                    .filter(|&&other| other == language)
                    .count() as u32;
                let used = self.teams_used[language * self.floor.slots + slot] - less(language, slot) + earlier;
                missing += i64::from(used >= self.floor.event().languages[language].teams[slot]);
            }
        }
        missing
    }

    /// What a session costs at a place whoever else is on the board.
    pub(super) fn own_terms(&self, session: usize, place: Place) -> Terms {
        let event = self.floor.event();
        let s = &event.sessions[session];
        Terms {
            seats: i64::from(s.audience.saturating_sub(event.rooms[place.room].seats)),
            moved_time: i64::from(s.now.is_some_and(|now| now.slot != place.slot)),
            moved_room: i64::from(s.now.is_some_and(|now| now.room != place.room)),
            ..Terms::default()
        }
    }

    /// Whether one follows the other too soon for the way between them.
    pub(super) fn comes_late(&self, a: usize, at_a: Place, b: usize, at_b: Place) -> bool {
        let floor = self.floor;
        let (first, from, to) = if at_a.slot <= at_b.slot { (a, at_a, at_b) } else { (b, at_b, at_a) };
        let end = from.slot + floor.length(first);
        end == to.slot && floor.is_late(end - 1, floor.hall[from.room], floor.hall[to.room])
    }
}

/// How many slots two sessions share.
pub(super) fn shared(a: usize, length_a: usize, b: usize, length_b: usize) -> i64 {
    ((a + length_a).min(b + length_b) as i64 - a.max(b) as i64).max(0)
}
