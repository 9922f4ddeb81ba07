//! The changes that the search tries. Each leaves a complete plan, or says that it is none
//! and leaves the journal to be undone.

mod cells;

use super::{
    model::Model,
    state::{NONE, State},
};
use crate::chance::Chance;

/// How often each kind of change is tried, out of the sum of all.
#[derive(Clone, Copy, Debug)]
struct Share(u32, Kind);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A submission goes to another cell of its track.
    Relocate,
    /// A submission opens an unused cell.
    Open,
    /// Two submissions of a track change places.
    Swap,
    /// A submission goes to a full cell and puts somebody out, who goes elsewhere.
    Eject,
    /// Two submissions of a cell, or a submission and a pause, change places.
    Reorder,
    /// Two cells exchange what is in them.
    ExchangeAnywhere,
    ExchangeInSession,
    ExchangeInRoom,
    /// Everything in a cell goes to the other cells of its track.
    Dissolve,
    /// Part of a cell goes to an unused one.
    Split,
    /// A track goes to one room, in every session.
    Gather,
    /// A track's cells go to other sessions, as they stand.
    Shift,
    /// Two sessions exchange everything.
    ExchangeSessions,
    /// Two tracks exchange their cells.
    ExchangeTracks,
    /// In a room, a cell goes to another session and those in between move up.
    Insert,
    /// Two rooms exchange what they have in a few sessions.
    ExchangeStretch,
    /// Three cells pass their contents on in a circle.
    Rotate,
}

/// Draws changes and makes them.
pub(super) struct Moves {
    shares: Vec<Share>,
    total: u32,
    first: Vec<u32>,
    second: Vec<u32>,
    cells: Vec<u32>,
    slots: Vec<(u32, u32)>,
}

impl Moves {
    pub(super) fn new(model: &Model) -> Self {
        let mut shares = vec![
            Share(14, Kind::Relocate),
            Share(4, Kind::Open),
            Share(22, Kind::Swap),
            Share(6, Kind::Eject),
            Share(5, Kind::ExchangeAnywhere),
            Share(8, Kind::ExchangeInSession),
            Share(6, Kind::ExchangeInRoom),
            Share(2, Kind::Dissolve),
            Share(2, Kind::Split),
            Share(1, Kind::Gather),
            Share(1, Kind::Shift),
            Share(1, Kind::ExchangeTracks),
            Share(2, Kind::Rotate),
            Share(4, Kind::Insert),
            Share(3, Kind::ExchangeStretch),
        ];
        if model.slots_matter {
            shares.push(Share(8, Kind::Reorder));
        }
        if model.sessions > 1 && model.rooms <= 64 {
            shares.push(Share(1, Kind::ExchangeSessions));
        }
        let total = shares.iter().map(|share| share.0).sum();
        Self { shares, total, first: Vec::new(), second: Vec::new(), cells: Vec::new(), slots: Vec::new() }
    }

    /// Makes a random change. `false` where nothing came of it; what was begun has to be
    /// undone.
    pub(super) fn make(&mut self, state: &mut State<'_>, chance: &mut Chance) -> bool {
        let mut ticket = chance.below(self.total as usize) as u32;
        let mut kind = Kind::Swap;
        for share in &self.shares {
            if ticket < share.0 {
                kind = share.1;
                break;
            }
            ticket -= share.0;
        }
        match kind {
            Kind::Relocate => self.relocate(state, chance),
            Kind::Open => self.open(state, chance),
            Kind::Swap => self.swap(state, chance),
            Kind::Eject => self.eject(state, chance),
            Kind::Reorder => self.reorder(state, chance),
            Kind::ExchangeAnywhere => {
                let a = used_cell(state, chance);
                let b = chance.below(state.model.cells());
                self.exchange(state, a, b)
            }
            Kind::ExchangeInSession => {
                let a = used_cell(state, chance);
                let b = a - state.model.room(a) + chance.below(state.model.rooms);
                self.exchange(state, a, b)
            }
            Kind::ExchangeInRoom => {
                let a = used_cell(state, chance);
                let b = chance.below(state.model.sessions) * state.model.rooms + state.model.room(a);
                self.exchange(state, a, b)
            }
            Kind::Dissolve => self.dissolve(state, chance),
            Kind::Split => self.split(state, chance),
            Kind::Gather => self.gather(state, chance),
            Kind::Shift => self.shift(state, chance),
            Kind::ExchangeSessions => self.exchange_sessions(state, chance),
            Kind::ExchangeTracks => self.exchange_tracks(state, chance),
            Kind::Insert => self.insert(state, chance),
            Kind::ExchangeStretch => self.exchange_stretch(state, chance),
            Kind::Rotate => self.rotate(state, chance),
        }
    }

    fn from(state: &State<'_>, chance: &mut Chance, cell: usize) -> u32 {
        if state.model.slots_matter { chance.below(state.model.cell_capacity(cell) as usize) as u32 } else { 0 }
    }

    fn relocate(&mut self, state: &mut State<'_>, chance: &mut Chance) -> bool {
        let i = chance.below(state.model.submissions);
        let cells = &state.cells_of[state.model.track[i] as usize];
        let cell = cells[chance.below(cells.len())];
        if cell == state.cell_of[i] || state.free(cell as usize) < state.model.len[i] {
            return false;
        }
        let from = Self::from(state, chance, cell as usize);
        state.take(i as u32);
        state.put_anywhere(i as u32, cell as usize, from);
        true
    }

    fn open(&mut self, state: &mut State<'_>, chance: &mut Chance) -> bool {
        let i = chance.below(state.model.submissions);
        let Some(cell) = empty_cell(state, chance) else { return false };
        if state.model.cell_capacity(cell) < state.model.len[i] {
            return false;
        }
        let from = Self::from(state, chance, cell);
        state.take(i as u32);
        state.put_anywhere(i as u32, cell, from);
        true
    }

    fn swap(&mut self, state: &mut State<'_>, chance: &mut Chance) -> bool {
        let i = chance.below(state.model.submissions);
        let members = &state.model.members[state.model.track[i] as usize];
        let j = members[chance.below(members.len())] as usize;
        let (a, b) = (state.cell_of[i] as usize, state.cell_of[j] as usize);
        if a == b {
            return false;
        }
        let (len_i, len_j) = (state.model.len[i], state.model.len[j]);
        if state.free(a) + len_i < len_j || state.free(b) + len_j < len_i {
            return false;
        }
        let (slot_i, slot_j) = (state.slot_of[i], state.slot_of[j]);
        state.take(i as u32);
        state.take(j as u32);
        state.put_anywhere(i as u32, b, slot_j);
        state.put_anywhere(j as u32, a, slot_i);
        true
    }

    fn eject(&mut self, state: &mut State<'_>, chance: &mut Chance) -> bool {
        let i = chance.below(state.model.submissions);
        let t = state.model.track[i] as usize;
        let cells = &state.cells_of[t];
        let mut mover = i as u32;
        let mut to = cells[chance.below(cells.len())] as usize;
        if to == state.cell_of[i] as usize {
            return false;
        }
        for _ in 0..2 {
            // `mover` goes to `to`, and somebody of the same length there goes on.
            self.first.clear();
            state.list(to, &mut self.first);
            let Some(&out) = (!self.first.is_empty()).then(|| &self.first[chance.below(self.first.len())]) else {
                return false;
            };
            if state.free(to) + state.model.len[out as usize] < state.model.len[mover as usize] {
                return false;
            }
            let slot = state.slot_of[out as usize];
            if state.cell_of[mover as usize] != NONE {
                state.take(mover);
            }
            state.take(out);
            state.put_anywhere(mover, to, slot);
            mover = out;
            let cells = &state.cells_of[t];
            to = cells[chance.below(cells.len())] as usize;
            if state.free(to) >= state.model.len[mover as usize] {
                let from = Self::from(state, chance, to);
                state.put_anywhere(mover, to, from);
                return true;
            }
        }
        let Some(cell) = state.cells_of[t]
            .iter()
            .map(|&cell| cell as usize)
            .find(|&cell| state.free(cell) >= state.model.len[mover as usize])
        else {
            return false;
        };
        let from = Self::from(state, chance, cell);
        state.put_anywhere(mover, cell, from);
        true
    }

    fn reorder(&mut self, state: &mut State<'_>, chance: &mut Chance) -> bool {
        let i = chance.below(state.model.submissions);
        let cell = state.cell_of[i] as usize;
        let capacity = state.model.cell_capacity(cell);
        let to = chance.below(capacity as usize) as u32;
        if to == state.slot_of[i] {
            return false;
        }
        // Everybody in the cell keeps to the sequence, but for this one; the pauses stay
        // where they are as far as they can.
        self.first.clear();
        state.list(cell, &mut self.first);
        self.slots.clear();
        for &other in &self.first {
            if other as usize != i {
                self.slots.push((state.slot_of[other as usize], other));
            }
        }
        let there = state.slots_in(cell)[to as usize];
        let len = state.model.len[i];
        if there == NONE {
            if to + len > capacity
                || state.slots_in(cell)[to as usize..(to + len) as usize]
                    .iter()
                    .any(|&other| other != NONE && other as usize != i)
            {
                return false;
            }
            state.take(i as u32);
            state.put(i as u32, cell, to);
            return true;
        }
        if there as usize == i {
            return false;
        }
        if state.model.len[there as usize] == len {
            let (a, b) = (state.slot_of[i], state.slot_of[there as usize]);
            state.take(i as u32);
            state.take(there);
            state.put(i as u32, cell, b);
            state.put(there, cell, a);
            return true;
        }
        // Different lengths: everybody moves together, in the new sequence.
        let first: Vec<u32> = self.first.clone();
        let mut sequence: Vec<u32> = first.iter().copied().filter(|&other| other as usize != i).collect();
        let at = sequence.iter().position(|&other| other == there).unwrap_or(0);
        let behind = usize::from(state.slot_of[i] < to);
        sequence.insert(at + behind, i as u32);
        for &other in &first {
            state.take(other);
        }
        let mut next = 0;
        for other in sequence {
            state.put(other, cell, next);
            next += state.model.len[other as usize];
        }
        true
    }
}

/// A cell that is used; every submission is as likely to bring it.
fn used_cell(state: &State<'_>, chance: &mut Chance) -> usize {
    state.cell_of[chance.below(state.model.submissions)] as usize
}

fn empty_cell(state: &State<'_>, chance: &mut Chance) -> Option<usize> {
    (!state.empty.is_empty()).then(|| state.empty[chance.below(state.empty.len())] as usize)
}
