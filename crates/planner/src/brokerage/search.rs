//! Making wishes come true, one by one.
//!
//! A wish takes a slot that both have free; or one that a chain frees for one of them; or
//! the place of wishes that weigh less, and now and then of some that weigh a little more
//! (Kirkpatrick, Gelatt and Vecchi, "Optimization by simulated annealing", 1983). What was
//! ousted is tried again at once.

use super::{
    bound::Bound,
    grid::{Grid, NONE},
};
use crate::chance::Chance;

/// Pairs of slots that are tried for a chain.
const CHAINS: usize = 12;

/// Meetings that are looked at for a table.
const TABLES: usize = 6;

pub(super) struct Search<'e> {
    pub(super) grid: Grid<'e>,
    pub(super) chance: Chance,
    /// How much may be lost at once.
    pub(super) heat: f64,
    ousted: Vec<u32>,
}

/// One of the bits that are set; there is one.
pub(super) fn pick(bits: u64, chance: &mut Chance) -> usize {
    let mut bits = bits;
    for _ in 0..chance.below(bits.count_ones() as usize) {
        bits &= bits - 1;
    }
    bits.trailing_zeros() as usize
}

/// The bits that are set, in ascending order.
fn each(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        (bits != 0).then(|| {
            let slot = bits.trailing_zeros() as usize;
            bits &= bits - 1;
            slot
        })
    })
}

impl<'e> Search<'e> {
    pub(super) fn new(grid: Grid<'e>, chance: Chance) -> Self {
        Self { grid, chance, heat: 0.0, ousted: Vec::new() }
    }

    /// All wishes once, the most gainful first.
    pub(super) fn fill(&mut self, bound: &Bound, is_over: &dyn Fn() -> bool) {
        let event = self.grid.event;
        let gain = |wish: u32| bound.gain(event, wish as usize);
        let mut order: Vec<u32> = (0..event.wishes.len() as u32).collect();
        order.sort_by(|a, b| gain(*b).total_cmp(&gain(*a)));
        for (done, wish) in order.into_iter().enumerate() {
            if done % 1024 == 0 && is_over() {
                return;
            }
            let _ = self.place(wish as usize) || self.weave(wish as usize);
        }
    }

    /// Tries one wish that has not come true.
    pub(super) fn attempt(&mut self, wish: usize) {
        if self.place(wish) || self.weave(wish) {
            return;
        }
        self.oust(wish);
        while let Some(wish) = self.ousted.pop() {
            let _ = self.place(wish as usize) || self.weave(wish as usize);
        }
    }

    fn place(&mut self, wish: usize) -> bool {
        let one = self.grid.event.wishes[wish];
        let both = self.grid.free[one.a as usize] & self.grid.free[one.b as usize];
        if both == 0 {
            return false;
        }
        let both = both & self.grid.open;
        if both == 0 {
            return false;
        }
        // Beside what they have already, there is no break.
        let (a, b) = (self.beside(one.a), self.beside(one.b));
        let best = [both & a & b, both & (a | b), both].into_iter().find(|slots| *slots != 0).unwrap_or(both);
        let slot = pick(best, &mut self.chance);
        self.grid.put(wish, slot);
        true
    }

    /// The slots next to somebody's meetings; all of them where there are none yet.
    fn beside(&self, person: u32) -> u64 {
        let busy = self.grid.event.there[person as usize] & !self.grid.free[person as usize];
        if busy == 0 { u64::MAX } else { busy << 1 | busy >> 1 }
    }

    /// Frees a slot for both by chains, and a table.
    fn weave(&mut self, wish: usize) -> bool {
        let one = self.grid.event.wishes[wish];
        let free = |grid: &Grid<'_>, person: u32| grid.free[person as usize];
        if free(&self.grid, one.a) == 0 || free(&self.grid, one.b) == 0 {
            return false;
        }
        let both = self.grid.event.both(&one);
        for _ in 0..CHAINS {
            // A slot in which one of them is free already needs one chain only.
            let half = both & (free(&self.grid, one.a) | free(&self.grid, one.b));
            let Some(slots) = [half, both].into_iter().skip(usize::from(self.chance.below(4) == 0)).find(|s| *s != 0)
            else {
                return false;
            };
            let slot = pick(slots, &mut self.chance);
            let is_clear = [(one.a, one.b), (one.b, one.a)].into_iter().all(|(moves, stays)| {
                self.grid.of(moves, slot) == NONE || {
                    let spare = pick(self.grid.free[moves as usize], &mut self.chance);
                    self.grid.clear(moves, slot, spare, stays)
                }
            });
            if is_clear && self.find_table(slot) && (free(&self.grid, one.a) & free(&self.grid, one.b)) >> slot & 1 == 1
            {
                self.grid.put(wish, slot);
                return true;
            }
        }
        false
    }

    /// A table in this slot, if need be by moving one of its meetings.
    fn find_table(&mut self, slot: usize) -> bool {
        if self.grid.has_table(slot) {
            return true;
        }
        let open = self.grid.open;
        if open == 0 || self.grid.event.tables == 0 {
            return false;
        }
        for _ in 0..TABLES {
            let wish = self.grid.any(slot, &mut self.chance);
            let to = pick(open, &mut self.chance);
            if let Some(shift) = self.grid.shift(wish, to).filter(|shift| shift.more > 0) {
                self.grid.make(&shift);
                return true;
            }
        }
        false
    }

    /// A light one of the meetings of a slot that has no table left.
    fn lightest(&mut self, slot: usize) -> u32 {
        if self.grid.event.tables == 0 {
            return NONE;
        }
        let some: [usize; TABLES] = std::array::from_fn(|_| self.grid.any(slot, &mut self.chance));
        let weight = |wish: &usize| self.grid.event.wishes[*wish].weight;
        some.into_iter().min_by_key(weight).map_or(NONE, |wish| wish as u32)
    }

    fn oust(&mut self, wish: usize) {
        let event = self.grid.event;
        let one = event.wishes[wish];
        let weight = |wish: u32| if wish == NONE { 0 } else { event.wishes[wish as usize].weight };
        let mut best: Option<(u32, usize, [u32; 3])> = None;
        let both = event.both(&one);
        if both == 0 {
            return;
        }
        // From a random slot on, so that equals take turns.
        let turn = pick(both, &mut self.chance) as u32;
        for slot in each(both.rotate_right(turn)).map(|slot| (slot + turn as usize) % 64) {
            let (mine, theirs) = (self.grid.of(one.a, slot), self.grid.of(one.b, slot));
            let mut table = NONE;
            if mine == NONE && theirs == NONE && !self.grid.has_table(slot) {
                table = self.lightest(slot);
                if table == NONE {
                    continue;
                }
            }
            let loss = weight(mine) + weight(theirs) + weight(table);
            if best.is_none_or(|(least, ..)| loss < least) {
                best = Some((loss, slot, [mine, theirs, table]));
            }
        }
        let Some((loss, slot, ousted)) = best else { return };
        let worse = f64::from(loss) - f64::from(one.weight);
        if worse > 0.0 && (self.heat <= 0.0 || self.chance.unit() >= (-worse / self.heat).exp()) {
            return;
        }
        for ousted in ousted.into_iter().filter(|&ousted| ousted != NONE) {
            self.grid.take(ousted as usize);
            self.ousted.push(ousted);
        }
        self.grid.put(wish, slot);
    }
}
