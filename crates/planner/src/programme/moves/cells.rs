//! Changes of whole cells: what is in them goes elsewhere together.

use super::{Moves, empty_cell, used_cell};
use crate::{chance::Chance, programme::state::State};

impl Moves {
    /// Two cells, of which one at least is used, exchange what is in them.
    pub(super) fn exchange(&mut self, state: &mut State<'_>, a: usize, b: usize) -> bool {
        if a == b
            || state.track_of[a] == state.track_of[b]
            || state.load[a] > state.model.cell_capacity(b)
            || state.load[b] > state.model.cell_capacity(a)
        {
            return false;
        }
        self.first.clear();
        self.second.clear();
        state.list(a, &mut self.first);
        state.list(b, &mut self.second);
        self.slots.clear();
        for &i in self.first.iter().chain(&self.second) {
            self.slots.push((i, state.slot_of[i as usize]));
            state.take(i);
        }
        let middle = self.first.len();
        fill(state, b, &self.slots[..middle]);
        fill(state, a, &self.slots[middle..]);
        true
    }

    pub(super) fn dissolve(&mut self, state: &mut State<'_>, chance: &mut Chance) -> bool {
        let cell = used_cell(state, chance);
        let t = state.track_of[cell] as usize;
        if state.cells_of[t].len() < 2 {
            return false;
        }
        self.first.clear();
        state.list(cell, &mut self.first);
        self.cells.clear();
        self.cells.extend(state.cells_of[t].iter().copied().filter(|&other| other as usize != cell));
        chance.shuffle(&mut self.cells);
        for k in 0..self.first.len() {
            let i = self.first[k];
            let len = state.model.len[i as usize];
            let Some(&to) = self.cells.iter().find(|&&other| state.free(other as usize) >= len) else { return false };
            let from = Self::from(state, chance, to as usize);
            state.take(i);
            state.put_anywhere(i, to as usize, from);
        }
        true
    }

    pub(super) fn split(&mut self, state: &mut State<'_>, chance: &mut Chance) -> bool {
        let cell = used_cell(state, chance);
        let Some(to) = empty_cell(state, chance) else { return false };
        self.first.clear();
        state.list(cell, &mut self.first);
        let count = 1 + chance.below(self.first.len());
        chance.shuffle(&mut self.first);
        for k in 0..count {
            let i = self.first[k];
            if state.free(to) < state.model.len[i as usize] {
                break;
            }
            state.take(i);
            state.put_anywhere(i, to, 0);
        }
        true
    }

    pub(super) fn gather(&mut self, state: &mut State<'_>, chance: &mut Chance) -> bool {
        let cell = used_cell(state, chance);
        let t = state.track_of[cell] as usize;
        let room = if chance.below(2) == 0 { state.model.room(cell) } else { chance.below(state.model.rooms) };
        let mut cells = std::mem::take(&mut self.cells);
        cells.clear();
        cells.extend_from_slice(&state.cells_of[t]);
        let mut changed = false;
        for &from in &cells {
            let to = state.model.session(from as usize) * state.model.rooms + room;
            changed |= self.exchange(state, from as usize, to);
        }
        self.cells = cells;
        changed
    }

    pub(super) fn shift(&mut self, state: &mut State<'_>, chance: &mut Chance) -> bool {
        let m = state.model;
        let cell = used_cell(state, chance);
        let t = state.track_of[cell] as usize;
        let mut cells = std::mem::take(&mut self.cells);
        cells.clear();
        cells.extend_from_slice(&state.cells_of[t]);
        cells.sort_unstable();
        let earliest = m.session(cells[0] as usize);
        let latest = m.session(cells[cells.len() - 1] as usize);
        let begin = chance.below(m.sessions - (latest - earliest));
        if begin > earliest {
            cells.reverse();
        }
        let mut changed = begin != earliest;
        for &from in &cells {
            let session = m.session(from as usize) - earliest + begin;
            changed = changed && self.exchange(state, from as usize, session * m.rooms + m.room(from as usize));
        }
        self.cells = cells;
        changed
    }

    pub(super) fn exchange_sessions(&mut self, state: &mut State<'_>, chance: &mut Chance) -> bool {
        let m = state.model;
        let (a, b) = (chance.below(m.sessions), chance.below(m.sessions));
        if a == b {
            return false;
        }
        let mut changed = false;
        for room in 0..m.rooms {
            let (from, to) = (a * m.rooms + room, b * m.rooms + room);
            if state.load[from] == 0 && state.load[to] == 0 || state.track_of[from] == state.track_of[to] {
                continue;
            }
            if !self.exchange(state, from, to) {
                return false;
            }
            changed = true;
        }
        changed
    }

    pub(super) fn insert(&mut self, state: &mut State<'_>, chance: &mut Chance) -> bool {
        let m = state.model;
        let cell = used_cell(state, chance);
        let room = m.room(cell);
        let mut at = m.session(cell);
        let to = chance.below(m.sessions);
        let mut changed = false;
        while at != to {
            let next = if to > at { at + 1 } else { at - 1 };
            let (a, b) = (at * m.rooms + room, next * m.rooms + room);
            if state.track_of[a] != state.track_of[b] {
                if !self.exchange(state, a, b) {
                    return false;
                }
                changed = true;
            }
            at = next;
        }
        changed
    }

    pub(super) fn exchange_stretch(&mut self, state: &mut State<'_>, chance: &mut Chance) -> bool {
        let m = state.model;
        let cell = used_cell(state, chance);
        let (room, other) = (m.room(cell), chance.below(m.rooms));
        let first = m.session(cell);
        let mut changed = false;
        for session in first..(first + 1 + chance.below(4)).min(m.sessions) {
            let (a, b) = (session * m.rooms + room, session * m.rooms + other);
            if state.track_of[a] != state.track_of[b] {
                if !self.exchange(state, a, b) {
                    return false;
                }
                changed = true;
            }
        }
        changed
    }

    pub(super) fn exchange_tracks(&mut self, state: &mut State<'_>, chance: &mut Chance) -> bool {
        let (a, b) = (used_cell(state, chance), used_cell(state, chance));
        let (t, u) = (state.track_of[a] as usize, state.track_of[b] as usize);
        if t == u {
            return false;
        }
        let mut ours = state.cells_of[t].clone();
        let mut theirs = state.cells_of[u].clone();
        ours.sort_unstable();
        theirs.sort_unstable();
        for (&from, &to) in ours.iter().zip(&theirs) {
            if !self.exchange(state, from as usize, to as usize) {
                return false;
            }
        }
        true
    }

    pub(super) fn rotate(&mut self, state: &mut State<'_>, chance: &mut Chance) -> bool {
        let a = used_cell(state, chance);
        let b = used_cell(state, chance);
        let c = chance.below(state.model.cells());
        a != b && b != c && a != c && self.exchange(state, a, b) && self.exchange(state, a, c)
    }
}

/// Fills an empty cell with what stood in another one, at the same slots where they are.
fn fill(state: &mut State<'_>, cell: usize, inside: &[(u32, u32)]) {
    let capacity = state.model.cell_capacity(cell);
    let fits = inside.last().is_none_or(|&(i, slot)| slot + state.model.len[i as usize] <= capacity);
    let mut next = 0;
    for &(i, slot) in inside {
        state.put(i, cell, if fits { slot } else { next });
        next += state.model.len[i as usize];
    }
}
