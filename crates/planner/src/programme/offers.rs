//! What every place would cost a session that somebody holds in their hand: one walk over
//! the board instead of one for each of its places.

use super::{
    board::{Board, Price, Terms, shared},
    event::Place,
};

/// What one place would cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Where.
    pub place: Place,
    /// Whether nobody is there yet. Otherwise whoever is there is thought away: what they
    /// cost elsewhere is not in the price.
    pub is_free: bool,
    /// What the session would cost here.
    pub price: Price,
}

/// Per slot: what everybody on the board would cost the session there.
struct Sums {
    overlap: Vec<i64>,
    parallel: Vec<i64>,
    clashes: Vec<i64>,
    /// Per slot and hall, for who ends with the slot before it and who begins behind it.
    ends: Vec<i64>,
    begins: Vec<i64>,
    speakers_end: Vec<i64>,
    speakers_begin: Vec<i64>,
}

impl Board<'_> {
    /// The price of every place where a session may be, itself thought off the board; in
    /// the order of slots and rooms.
    pub fn offers(&self, session: usize) -> Vec<Offer> {
        let floor = self.floor;
        let length = floor.length(session);
        let sums = self.sums(session);
        let mut offers = Vec::with_capacity(floor.slots * floor.rooms);
        for slot in 0..floor.slots {
            if !floor.may_begin(session, slot) {
                continue;
            }
            let taken = slot..slot + length;
            let sum = |per_slot: &[i64]| per_slot[taken.clone()].iter().sum::<i64>();
            let (overlap, parallel, clashes) = (sum(&sums.overlap), sum(&sums.parallel), sum(&sums.clashes));
            let late = self.late_by_hall(&sums, slot, length);
            for room in 0..floor.rooms {
                let place = Place { slot, room };
                if !floor.allows(session, place) {
                    continue;
                }
                let mut terms = self.own_terms(session, place);
                (terms.overlap, terms.parallel, terms.clashes) = (overlap, parallel, clashes);
                (terms.late_audience, terms.late_speakers) = late[floor.hall[room]];
                let in_the_way = self.in_the_way(session, place);
                for &other in &in_the_way {
                    self.think_away(session, place, other, &mut terms);
                }
                self.add_counted(session, place, &in_the_way, &mut terms);
                offers.push(Offer { place, is_free: in_the_way.is_empty(), price: self.price_of(&terms) });
            }
        }
        offers
    }

    fn sums(&self, session: usize) -> Sums {
        let floor = self.floor;
        let track = floor.event().sessions[session].track;
        let wanted = floor.audience.row(session);
        let mut sums = Sums {
            overlap: vec![0; floor.slots],
            parallel: vec![0; floor.slots],
            clashes: vec![0; floor.slots],
            ends: vec![0; (floor.slots + 1) * floor.halls],
            begins: vec![0; (floor.slots + 1) * floor.halls],
            speakers_end: vec![0; (floor.slots + 1) * floor.halls],
            speakers_begin: vec![0; (floor.slots + 1) * floor.halls],
        };
        for (other, at) in self.places().iter().enumerate() {
            let (Some(at), true) = (at, other != session) else { continue };
            let end = at.slot + floor.length(other);
            let both = i64::from(wanted[other]);
            let is_parallel = track.is_some() && floor.event().sessions[other].track == track;
            for slot in at.slot..end {
                sums.overlap[slot] += both;
                sums.parallel[slot] += i64::from(is_parallel);
            }
            sums.ends[end * floor.halls + floor.hall[at.room]] += both;
            sums.begins[at.slot * floor.halls + floor.hall[at.room]] += both;
        }
        for &(other, count) in &floor.colleagues[session] {
            if let Some(at) = self.place_of(other as usize) {
                let end = at.slot + floor.length(other as usize);
                for slot in at.slot..end {
                    sums.clashes[slot] += i64::from(count);
                }
                sums.speakers_end[end * floor.halls + floor.hall[at.room]] += i64::from(count);
                sums.speakers_begin[at.slot * floor.halls + floor.hall[at.room]] += i64::from(count);
            }
        }
        sums
    }

    /// Per hall: who comes late there from before, and from there to what is behind; of the
    /// audience and of the stage.
    fn late_by_hall(&self, sums: &Sums, slot: usize, length: usize) -> Vec<(i64, i64)> {
        let floor = self.floor;
        let mut late = vec![(0, 0); floor.halls];
        for (here, late) in late.iter_mut().enumerate() {
            for there in 0..floor.halls {
                if slot > 0 && floor.is_late(slot - 1, there, here) {
                    late.0 += sums.ends[slot * floor.halls + there];
                    late.1 += sums.speakers_end[slot * floor.halls + there];
                }
                let end = slot + length;
                if end < floor.slots && floor.is_late(end - 1, here, there) {
                    late.0 += sums.begins[end * floor.halls + there];
                    late.1 += sums.speakers_begin[end * floor.halls + there];
                }
            }
        }
        late
    }

    /// Takes out of the terms what somebody in the way adds to them.
    fn think_away(&self, session: usize, place: Place, other: usize, terms: &mut Terms) {
        let floor = self.floor;
        let Some(at) = self.place_of(other) else { return };
        let both = i64::from(floor.audience.row(session)[other]);
        let (length, other_length) = (floor.length(session), floor.length(other));
        let shared = shared(place.slot, length, at.slot, other_length);
        terms.overlap -= shared * both;
        let track = floor.event().sessions[session].track;
        if track.is_some() && floor.event().sessions[other].track == track {
            terms.parallel -= shared;
        }
        if let Ok(known) = floor.colleagues[session].binary_search_by_key(&(other as u32), |entry| entry.0) {
            terms.clashes -= shared * i64::from(floor.colleagues[session][known].1);
        }
    }

    /// The terms that are not sums over pairs: rooms of the track and interpreters.
    fn add_counted(&self, session: usize, place: Place, away: &[usize], terms: &mut Terms) {
        let floor = self.floor;
        let event = floor.event();
        let lifted = || away.iter().copied().chain(self.place_of(session).map(|_| session));
        if let Some(track) = event.sessions[session].track {
            let counts = &self.in_room[track * floor.rooms..(track + 1) * floor.rooms];
            let less = |room: usize| {
                lifted()
                    .filter(|&other| {
                        event.sessions[other].track == Some(track)
                            && self.place_of(other).is_some_and(|at| at.room == room)
                    })
                    .count() as u32
            };
            let is_used = |room: usize| counts[room] > 0 && counts[room] > less(room);
            let has_any = self.rooms_of_track(track) as usize > 1 + away.len() || (0..floor.rooms).any(is_used);
            terms.track_rooms = i64::from(has_any && !is_used(place.room));
        }
        if !event.sessions[session].languages.is_empty() {
            terms.interpreters = self.teams_missing(session, place, |language, slot| {
                lifted()
                    .filter(|&other| {
                        self.place_of(other).is_some_and(|at| (at.slot..at.slot + floor.length(other)).contains(&slot))
                    })
                    .map(|other| event.sessions[other].languages.iter().filter(|&&l| l == language).count() as u32)
                    .sum()
            });
        }
    }
}
