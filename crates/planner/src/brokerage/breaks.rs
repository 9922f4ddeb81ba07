//! Fewer breaks, with the same meetings: two slots are swapped along a chain, which
//! changes the days of the two people at its ends only.

use super::{
    Event,
    grid::{Grid, Shift},
    search::pick,
};
use crate::chance::Chance;

/// Meetings that are tried for a table that is missing.
const BACK: usize = 6;

/// Everybody's day without the slots in which they are away.
pub(super) struct Days<'e> {
    event: &'e Event,
    busy: Vec<u64>,
    pub(super) breaks: i64,
}

impl<'e> Days<'e> {
    pub(super) fn of(grid: &Grid<'e>) -> Self {
        let event = grid.event;
        let mut days = Self { event, busy: vec![0; event.there.len()], breaks: 0 };
        for person in 0..event.there.len() {
            let busy = event.there[person] & !grid.free[person];
            let slots = (0..event.slots).filter(|slot| busy >> slot & 1 == 1);
            days.busy[person] = slots.fold(0, |day, slot| day | days.bit(person, slot));
            days.breaks += breaks(days.busy[person]);
        }
        days
    }

    /// A slot as a bit of somebody's day.
    fn bit(&self, person: usize, slot: usize) -> u64 {
        1 << (self.event.there[person] & ((1 << slot) - 1)).count_ones()
    }

    fn changed(&self, person: u32, direction: i8, (one, other): (usize, usize)) -> u64 {
        let person = person as usize;
        let (from, to) = if direction > 0 { (one, other) } else { (other, one) };
        self.busy[person] & !self.bit(person, from) | self.bit(person, to)
    }

    /// A meeting and another slot for it: one that begins or ends a run, best one that is
    /// a run by itself, beside another run or into a gap, best one that it closes.
    fn proposal(&self, grid: &Grid<'_>, chance: &mut Chance) -> Option<(usize, usize)> {
        let person = chance.below(self.event.there.len());
        let day = self.busy[person];
        if breaks(day) == 0 && chance.below(16) > 0 {
            return None;
        }
        let there = self.event.there[person];
        let hours = u64::MAX.checked_shr(64 - there.count_ones()).unwrap_or(0);
        let (before, after) = (day << 1, day >> 1);
        let froms = [day & !before & !after, day & !(before & after)];
        let tos = [!day & before & after & hours, !day & (before | after) & hours];
        let from = pick(froms.into_iter().skip(chance.below(2)).find(|bits| *bits != 0)?, chance);
        let to = pick(tos.into_iter().skip(chance.below(2)).find(|bits| *bits != 0)?, chance);
        let (from, to) = (slot_of(there, from), slot_of(there, to));
        Some((grid.of(person as u32, from) as usize, to))
    }

    /// Moves one meeting, if that makes no more breaks than `heat` lets pass. Where the table
    /// is missing, another meeting comes back for it.
    pub(super) fn shift(&mut self, grid: &mut Grid<'_>, chance: &mut Chance, heat: f64) {
        let Some((wish, to)) = self.proposal(grid, chance) else { return };
        let Some(there) = grid.shift(wish, to) else { return };
        let allowed = if heat > 0.0 { (-heat * (1.0 - chance.unit()).ln()).floor() as i64 } else { 0 };
        let more = self.change(&there);
        if grid.suits(&there) {
            if more <= allowed {
                grid.make(&there);
                self.note(&there);
            }
            return;
        }
        // The way back can win one break at each of its ends.
        if more > allowed + 2 {
            return;
        }
        grid.make(&there);
        self.note(&there);
        let (from, to) = if there.more > 0 { there.slots } else { (there.slots.1, there.slots.0) };
        for _ in 0..BACK {
            let wish = grid.any(to, chance);
            let Some(back) = grid.shift(wish, from).filter(|back| back.more == 1) else { continue };
            if more + self.change(&back) <= allowed {
                grid.make(&back);
                self.note(&back);
                return;
            }
        }
        grid.make(&there);
        self.note(&there.undone());
    }

    /// How many breaks more.
    fn change(&self, shift: &Shift) -> i64 {
        let more = |(person, direction)| {
            breaks(self.changed(person, direction, shift.slots)) - breaks(self.busy[person as usize])
        };
        shift.ends.into_iter().map(more).sum()
    }

    fn note(&mut self, shift: &Shift) {
        self.breaks += self.change(shift);
        for (person, direction) in shift.ends {
            self.busy[person as usize] = self.changed(person, direction, shift.slots);
        }
    }
}

/// The slot of a bit of somebody's day.
fn slot_of(there: u64, bit: usize) -> usize {
    let mut bits = there;
    (0..bit).for_each(|_| bits &= bits.wrapping_sub(1));
    bits.trailing_zeros() as usize
}

/// Runs of meetings less one.
fn breaks(day: u64) -> i64 {
    (i64::from((day & !(day << 1)).count_ones()) - 1).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_break_is_between_two_meetings() {
        assert_eq!([0, 0b1, 0b1011, 0b1010_1000, u64::MAX].map(breaks), [0, 0, 1, 2, 0]);
    }
}
