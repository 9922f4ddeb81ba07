//! Better plans by exchanges between two entries.
//!
//! What is missing to the floor weighs several times what is won in total, so a plan that
//! breaks the floor is mended by the same moves that improve one that keeps it.

use super::table::{NEVER, Table};

/// How much more a missing affinity weighs than a won one.
const WEIGHT: i128 = 8;

/// A plan that keeps counts and loads, perhaps not the floor.
#[derive(Clone)]
pub(super) struct Draft {
    /// The jurors of each entry.
    pub held: Vec<Vec<u32>>,
    pub load: Vec<u32>,
    pub sums: Vec<i128>,
}

impl Draft {
    pub fn new(table: &Table<'_>, pairs: &[(u32, u32)]) -> Self {
        let mut draft = Self {
            held: vec![Vec::new(); table.entries()],
            load: vec![0; table.jurors],
            sums: vec![0; table.entries()],
        };
        for &(entry, juror) in pairs {
            draft.held[entry as usize].push(juror);
            draft.load[juror as usize] += 1;
            draft.sums[entry as usize] += i128::from(table.value(entry as usize, juror));
        }
        draft
    }

    pub fn pairs(&self) -> Vec<(u32, u32)> {
        let mut pairs: Vec<(u32, u32)> =
            self.held.iter().zip(0..).flat_map(|(held, entry)| held.iter().map(move |&j| (entry, j))).collect();
        pairs.sort_unstable();
        pairs
    }

    pub fn total(&self) -> i128 {
        self.sums.iter().sum()
    }

    pub fn least(&self) -> i128 {
        self.sums.iter().copied().min().unwrap_or(0)
    }

    pub(super) fn replace(&mut self, table: &Table<'_>, entry: usize, old: u32, new: u32) {
        if let Some(slot) = self.held[entry].iter_mut().find(|j| **j == old) {
            *slot = new;
            self.sums[entry] += i128::from(table.value(entry, new)) - i128::from(table.value(entry, old));
            self.load[old as usize] -= 1;
            self.load[new as usize] += 1;
        }
    }

    /// Exchanges while one helps. Whether every entry has the floor in the end.
    pub fn improve(&mut self, table: &Table<'_>, floor: i128) -> bool {
        let mut holders: Vec<Vec<u32>> = vec![Vec::new(); table.jurors];
        for (entry, held) in self.held.iter().enumerate() {
            held.iter().for_each(|&j| holders[j as usize].push(entry as u32));
        }
        let mut spare: Vec<Option<u32>> = (0..table.entries()).map(|e| self.best_spare(table, e)).collect();
        // Each pass helps or is the last; the count is only against a mistake here.
        for _ in 0..1000 {
            let mut is_better = false;
            for entry in 0..table.entries() {
                for at in 0..self.held[entry].len() {
                    let old = self.held[entry][at];
                    let change = self.best_exchange(table, floor, (&holders, &mut spare), entry, old);
                    let Some(Change { new, other, .. }) = change else { continue };
                    if let Some((other, third)) = other {
                        self.replace(table, other as usize, new, third);
                        holders[new as usize].retain(|&e| e != other);
                        holders[third as usize].push(other);
                    }
                    self.replace(table, entry, old, new);
                    holders[old as usize].retain(|&e| e != entry as u32);
                    holders[new as usize].push(entry as u32);
                    // Whoever has room now may be the best spare juror of somebody.
                    for (entry, spare) in spare.iter_mut().enumerate() {
                        let known = spare.map_or(NEVER, |j| table.value(entry, j));
                        if table.value(entry, old) > known && !self.held[entry].contains(&old) {
                            *spare = Some(old);
                        }
                    }
                    is_better = true;
                }
            }
            if !is_better {
                break;
            }
        }
        self.least() >= floor
    }

    fn has_room(&self, table: &Table<'_>, juror: u32) -> bool {
        self.load[juror as usize] < table.problem.most[juror as usize]
    }

    /// The best juror of an entry among those who have room and are not on it.
    fn best_spare(&self, table: &Table<'_>, entry: usize) -> Option<u32> {
        (0..table.jurors as u32)
            .filter(|&j| table.value(entry, j) != NEVER && self.has_room(table, j) && !self.held[entry].contains(&j))
            .max_by_key(|&j| (table.value(entry, j), std::cmp::Reverse(j)))
    }

    fn best_exchange(
        &self,
        table: &Table<'_>,
        floor: i128,
        (holders, spare): (&[Vec<u32>], &mut [Option<u32>]),
        entry: usize,
        old: u32,
    ) -> Option<Change> {
        let mut best: Option<Change> = None;
        let mut see = |change: Change| {
            if change.gain > 0 && best.as_ref().is_none_or(|b| change.gain > b.gain) {
                best = Some(change);
            }
        };
        let worth = |entry: usize, more: i128| {
            let sum = self.sums[entry];
            let missing = |s: i128| (floor - s).max(0);
            more + WEIGHT * (missing(sum) - missing(sum + more))
        };
        let can_give = self.load[old as usize] > table.problem.least[old as usize];
        let own = i128::from(table.value(entry, old));
        for new in 0..table.jurors as u32 {
            let value = table.value(entry, new);
            if value == NEVER || new == old || self.held[entry].contains(&new) {
                continue;
            }
            let gain = worth(entry, i128::from(value) - own);
            if can_give && self.has_room(table, new) {
                see(Change { gain, new, other: None });
            }
            for &other in &holders[new as usize] {
                let at = other as usize;
                let given = i128::from(table.value(at, new));
                let mut third = |juror: u32| {
                    let value = table.value(at, juror);
                    if value != NEVER && !self.held[at].contains(&juror) {
                        let gain = gain + worth(at, i128::from(value) - given);
                        see(Change { gain, new, other: Some((other, juror)) });
                    }
                };
                third(old);
                if can_give && gain > 0 {
                    let is_right = |j: u32| self.has_room(table, j) && !self.held[at].contains(&j);
                    if !spare[at].is_some_and(is_right) {
                        spare[at] = self.best_spare(table, at);
                    }
                    if let Some(juror) = spare[at] {
                        third(juror);
                    }
                }
            }
        }
        best
    }
}

struct Change {
    gain: i128,
    new: u32,
    /// Who loses `new`, and whom they get for it.
    other: Option<(u32, u32)>,
}
