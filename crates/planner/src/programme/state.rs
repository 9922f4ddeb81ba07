//! A programme that is being changed: two changes, taking a submission out and putting it
//! somewhere, and what the plan costs after each, kept up to date.
//!
//! A cell belongs to the track of what is in it and to nobody when it is empty; so an
//! unused cell never costs anything.

use super::model::{Clash, Model};

/// No submission, no cell, no track.
pub(super) const NONE: u32 = u32::MAX;

/// One change that was made, so that it can be unmade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Taken { submission: u32, cell: u32, slot: u32 },
    Put { submission: u32 },
}

/// See the module.
#[derive(Clone, Debug)]
pub(super) struct State<'a> {
    pub(super) model: &'a Model,
    /// The weighted cost, and `hard` for every presenter clash.
    pub(super) score: i64,
    /// What a presenter clash costs on top of what the sheet says.
    hard: i64,
    session_price: [i64; 4],
    slot_price: [i64; 4],
    has_slot_price: bool,
    pub(super) cell_of: Vec<u32>,
    pub(super) slot_of: Vec<u32>,
    session_of: Vec<u32>,
    slots: Vec<u32>,
    pub(super) track_of: Vec<u32>,
    /// Taken slots per cell.
    pub(super) load: Vec<u32>,
    pub(super) cells_of: Vec<Vec<u32>>,
    pub(super) empty: Vec<u32>,
    /// Where a cell stands in its track's list, or in `empty`.
    listed: Vec<u32>,
    per_room: Vec<u32>,
    per_session: Vec<u32>,
    runs: Vec<u32>,
    /// What the order of each ordered track costs, and whether that has to be counted again.
    order_cost: Vec<i64>,
    is_stale: Vec<bool>,
    stale: Vec<u32>,
    pub(super) journal: Vec<Change>,
    ordering: Vec<u32>,
}

impl<'a> State<'a> {
    pub(super) fn new(model: &'a Model, hard: i64) -> Self {
        let cells = model.cells();
        let slots = model.capacity.iter().map(|&slots| slots as usize * model.rooms).sum();
        let mut state = Self {
            model,
            score: 0,
            hard: 0,
            session_price: [0; 4],
            slot_price: [0; 4],
            has_slot_price: false,
            cell_of: vec![NONE; model.submissions],
            slot_of: vec![0; model.submissions],
            session_of: vec![NONE; model.submissions],
            slots: vec![NONE; slots],
            track_of: vec![NONE; cells],
            load: vec![0; cells],
            cells_of: vec![Vec::new(); model.tracks],
            empty: (0..cells as u32).collect(),
            listed: (0..cells as u32).collect(),
            per_room: vec![0; model.tracks * model.rooms],
            per_session: vec![0; model.tracks * model.sessions],
            runs: vec![0; model.tracks],
            order_cost: vec![0; model.tracks],
            is_stale: vec![false; model.tracks],
            stale: Vec::new(),
            journal: Vec::new(),
            ordering: Vec::new(),
        };
        state.set_hard(hard);
        state
    }

    /// Changes what a clash costs. Only while nothing is placed.
    fn set_hard(&mut self, hard: i64) {
        self.hard = hard;
        for kind in 0..4 {
            let presenter = (kind & 1) as i64 * hard;
            self.session_price[kind] =
                self.model.same_session[kind] + if self.model.clash == Clash::Session { presenter } else { 0 };
            self.slot_price[kind] =
                self.model.same_slot[kind] + if self.model.clash == Clash::Slot { presenter } else { 0 };
        }
        self.has_slot_price = self.slot_price.iter().any(|&price| price > 0);
    }

    fn first_slot(&self, cell: usize) -> usize {
        let session = self.model.session(cell);
        self.model.slots_before[session] + self.model.room(cell) * self.model.capacity[session] as usize
    }

    /// Who is in the slots of a cell; somebody longer stands in each of theirs.
    pub(super) fn slots_in(&self, cell: usize) -> &[u32] {
        let first = self.first_slot(cell);
        &self.slots[first..first + self.model.cell_capacity(cell) as usize]
    }

    /// The submissions of a cell in their order, appended.
    pub(super) fn list(&self, cell: usize, into: &mut Vec<u32>) {
        let mut last = NONE;
        for &submission in self.slots_in(cell) {
            if submission != NONE && submission != last {
                into.push(submission);
                last = submission;
            }
        }
    }

    pub(super) fn free(&self, cell: usize) -> u32 {
        self.model.cell_capacity(cell) - self.load[cell]
    }

    /// The first slot from `from` on, and then from the beginning, where `len` slots are free.
    pub(super) fn gap(&self, cell: usize, len: u32, from: u32) -> Option<u32> {
        let slots = self.slots_in(cell);
        let len = len as usize;
        if len > slots.len() {
            return None;
        }
        if len == 1 {
            let from = (from as usize).min(slots.len() - 1);
            return (from..slots.len()).chain(0..from).find(|&slot| slots[slot] == NONE).map(|slot| slot as u32);
        }
        let last = slots.len() - len;
        let from = (from as usize).min(last);
        (from..=last)
            .chain(0..from)
            .find(|&slot| slots[slot..slot + len].iter().all(|&there| there == NONE))
            .map(|slot| slot as u32)
    }

    pub(super) fn take(&mut self, submission: u32) {
        let i = submission as usize;
        let cell = self.cell_of[i] as usize;
        let slot = self.slot_of[i];
        self.journal.push(Change::Taken { submission, cell: cell as u32, slot });
        self.remove(submission);
    }

    pub(super) fn put(&mut self, submission: u32, cell: usize, slot: u32) {
        self.journal.push(Change::Put { submission });
        self.insert(submission, cell, slot);
    }

    /// Puts a submission anywhere in a cell that has room for it, moving others together
    /// where the free slots are apart.
    pub(super) fn put_anywhere(&mut self, submission: u32, cell: usize, from: u32) {
        let len = self.model.len[submission as usize];
        if let Some(slot) = self.gap(cell, len, from) {
            return self.put(submission, cell, slot);
        }
        let mut inside = Vec::new();
        self.list(cell, &mut inside);
        let mut next = 0;
        for other in inside {
            if self.slot_of[other as usize] != next {
                self.take(other);
                self.put(other, cell, next);
            }
            next += self.model.len[other as usize];
        }
        self.put(submission, cell, next);
    }

    /// Makes the changes undone that were made since the journal had `length` entries.
    pub(super) fn undo(&mut self, length: usize) {
        while self.journal.len() > length {
            match self.journal.pop() {
                Some(Change::Taken { submission, cell, slot }) => self.insert(submission, cell as usize, slot),
                Some(Change::Put { submission }) => self.remove(submission),
                None => break,
            }
        }
        self.settle();
    }

    fn remove(&mut self, submission: u32) {
        let i = submission as usize;
        let cell = self.cell_of[i] as usize;
        let (session, room) = (self.model.session(cell), self.model.room(cell));
        let len = self.model.len[i];
        let first = self.first_slot(cell) + self.slot_of[i] as usize;
        self.slots[first..first + len as usize].fill(NONE);
        self.load[cell] -= len;
        self.score -= self.model.submission_cost(i, session, room) + self.clashes(i, cell, session);
        self.cell_of[i] = NONE;
        self.session_of[i] = NONE;
        self.mark(self.model.track[i]);
        if self.load[cell] == 0 {
            self.close(cell, session, room);
        }
    }

    fn insert(&mut self, submission: u32, cell: usize, slot: u32) {
        let i = submission as usize;
        let (session, room) = (self.model.session(cell), self.model.room(cell));
        let len = self.model.len[i];
        if self.load[cell] == 0 {
            self.open(cell, self.model.track[i], session, room);
        }
        let first = self.first_slot(cell) + slot as usize;
        self.slots[first..first + len as usize].fill(submission);
        self.load[cell] += len;
        self.slot_of[i] = slot;
        self.score += self.model.submission_cost(i, session, room) + self.clashes(i, cell, session);
        self.cell_of[i] = cell as u32;
        self.session_of[i] = session as u32;
        self.mark(self.model.track[i]);
    }

    /// What the others that are placed make this submission cost at its slot of a cell.
    fn clashes(&self, i: usize, cell: usize, session: usize) -> i64 {
        let mut cost = 0;
        for neighbour in self.model.neighbours(i) {
            let other = neighbour.other as usize;
            if self.session_of[other] == session as u32 && self.cell_of[other] != cell as u32 {
                let kind = usize::from(neighbour.kind);
                cost += self.session_price[kind];
                if self.has_slot_price {
                    cost += self.slot_price[kind] * i64::from(self.shared(i, other));
                }
            }
        }
        cost
    }

    /// How many slots two submissions of one session share.
    pub(super) fn shared(&self, i: usize, j: usize) -> u32 {
        let (a, b) = (self.slot_of[i], self.slot_of[j]);
        (a + self.model.len[i]).min(b + self.model.len[j]).saturating_sub(a.max(b))
    }

    fn open(&mut self, cell: usize, track: u32, session: usize, room: usize) {
        let m = self.model;
        let t = track as usize;
        self.score += self.opening(cell, track, session, room);
        self.track_of[cell] = track;
        let at = self.listed[cell] as usize;
        self.empty.swap_remove(at);
        if let Some(&moved) = self.empty.get(at) {
            self.listed[moved as usize] = at as u32;
        }
        self.listed[cell] = self.cells_of[t].len() as u32;
        self.cells_of[t].push(cell as u32);
        self.per_room[t * m.rooms + room] += 1;
        let count = &mut self.per_session[t * m.sessions + session];
        *count += 1;
        if *count == 1 {
            self.runs[t] = (self.runs[t] + 1) - self.beside(t, session);
        }
    }

    fn close(&mut self, cell: usize, session: usize, room: usize) {
        let m = self.model;
        let track = self.track_of[cell];
        let t = track as usize;
        self.track_of[cell] = NONE;
        let at = self.listed[cell] as usize;
        self.cells_of[t].swap_remove(at);
        if let Some(&moved) = self.cells_of[t].get(at) {
            self.listed[moved as usize] = at as u32;
        }
        self.listed[cell] = self.empty.len() as u32;
        self.empty.push(cell as u32);
        self.per_room[t * m.rooms + room] -= 1;
        let count = &mut self.per_session[t * m.sessions + session];
        *count -= 1;
        if *count == 0 {
            self.runs[t] = (self.runs[t] + self.beside(t, session)) - 1;
        }
        self.score -= self.opening(cell, track, session, room);
    }

    /// In how many of the two sessions beside this one a track is.
    fn beside(&self, t: usize, session: usize) -> u32 {
        let counts = &self.per_session[t * self.model.sessions..(t + 1) * self.model.sessions];
        u32::from(session > 0 && counts[session - 1] > 0)
            + u32::from(counts.get(session + 1).is_some_and(|&count| count > 0))
    }

    /// What one more cell costs a track that does not have it yet.
    fn opening(&self, cell: usize, track: u32, session: usize, room: usize) -> i64 {
        let m = self.model;
        let t = track as usize;
        let mut cost = m.cell_cost(t, session, room);
        if !self.cells_of[t].is_empty() && self.per_room[t * m.rooms + room] == 0 {
            cost += m.rooms_weight;
        }
        if self.per_session[t * m.sessions + session] > 0 {
            cost += m.parallel_weight;
        } else {
            let runs = self.runs[t];
            let after = (runs + 1) - self.beside(t, session);
            cost += m.consecutive_weight * (i64::from(after > 1) - i64::from(runs > 1));
        }
        if m.has_pairs[t] {
            let first = session * m.rooms;
            for (other_room, &other) in self.track_of[first..first + m.rooms].iter().enumerate() {
                if other != NONE && first + other_room != cell {
                    let (low, high) = if other_room < room { (other as usize, t) } else { (t, other as usize) };
                    cost += m.pair[low * m.tracks + high];
                }
            }
        }
        cost
    }

    fn mark(&mut self, track: u32) {
        let t = track as usize;
        if self.model.is_ordered[t] && !self.is_stale[t] {
            self.is_stale[t] = true;
            self.stale.push(track);
        }
    }

    /// Counts the order of the tracks again that were touched. Until then the score is
    /// not true.
    pub(super) fn settle(&mut self) {
        while let Some(track) = self.stale.pop() {
            let t = track as usize;
            self.is_stale[t] = false;
            let now = self.model.order_weight * self.disorder(t);
            self.score += now - self.order_cost[t];
            self.order_cost[t] = now;
        }
    }

    fn disorder(&mut self, t: usize) -> i64 {
        let mut cells = std::mem::take(&mut self.ordering);
        cells.clear();
        cells.extend_from_slice(&self.cells_of[t]);
        cells.sort_unstable();
        let mut count = 0;
        let mut position = 0;
        for (k, &cell) in cells.iter().enumerate() {
            let mut last = NONE;
            for (slot, &submission) in self.slots_in(cell as usize).iter().enumerate() {
                if submission == NONE {
                    continue;
                }
                let order = self.model.order[submission as usize];
                if submission != last {
                    last = submission;
                    position += 1;
                    count += i64::from(order > 0 && order != position);
                }
                if order > 0 {
                    // Later cells of the same session: who of them stands in this slot too.
                    let session = self.model.session(cell as usize);
                    count += cells[k + 1..]
                        .iter()
                        .take_while(|&&other| self.model.session(other as usize) == session)
                        .filter(|&&other| {
                            let there = self.slots_in(other as usize)[slot];
                            there != NONE && self.model.order[there as usize] > 0
                        })
                        .count() as i64;
                }
            }
        }
        self.ordering = cells;
        count
    }
}
