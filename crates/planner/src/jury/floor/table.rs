//! All pairs of a problem in one table, for methods that look at every pair many times.

use crate::jury::problem::{Pairs, Problem};

/// A pair that cannot be.
pub(super) const NEVER: i64 = i64::MIN;

/// What each pair is worth, and the limits.
pub(super) struct Table<'p> {
    pub problem: &'p Problem,
    pub jurors: usize,
    values: Vec<i64>,
}

impl<'p> Table<'p> {
    /// `pairs` are all that can be. `None` if there are too many to look at.
    pub fn new(problem: &'p Problem, pairs: &Pairs) -> Option<Self> {
        let (entries, jurors) = (problem.entries.len(), problem.jurors.len());
        if entries as u64 * jurors as u64 > 16_000_000 {
            return None;
        }
        let mut values = vec![NEVER; entries * jurors];
        for entry in 0..entries {
            for at in pairs.of(entry as u32) {
                let juror = pairs.jurors[at] as usize;
                if problem.most[juror] > 0 {
                    values[entry * jurors + juror] = pairs.values[at];
                }
            }
        }
        Some(Self { problem, jurors, values })
    }

    pub fn entries(&self) -> usize {
        self.problem.reviews.len()
    }

    /// What the jurors are worth to an entry.
    pub fn row(&self, entry: usize) -> &[i64] {
        &self.values[entry * self.jurors..][..self.jurors]
    }

    pub fn value(&self, entry: usize, juror: u32) -> i64 {
        self.values[entry * self.jurors + juror as usize]
    }

    /// The greatest number that divides every affinity: totals are multiples of it.
    pub fn grain(&self) -> i64 {
        let all = self.values.iter().filter(|v| **v != NEVER);
        all.fold(0_i64, |a, &b| divisor(a, b)).max(1)
    }

    /// How much two affinities differ at most.
    pub fn range(&self) -> i64 {
        let all = || self.values.iter().copied().filter(|v| *v != NEVER);
        all().max().unwrap_or(0) - all().min().unwrap_or(0)
    }

    /// The greatest sum that an entry could have if it chose first; `None` if it cannot have enough jurors.
    pub fn dream(&self, entry: usize) -> Option<i128> {
        let mut row: Vec<i64> = self.row(entry).iter().copied().filter(|v| *v != NEVER).collect();
        let needed = self.problem.reviews[entry] as usize;
        if row.len() < needed {
            return None;
        }
        row.sort_unstable_by(|a, b| b.cmp(a));
        Some(row[..needed].iter().map(|&v| i128::from(v)).sum())
    }
}

fn divisor(mut a: i64, mut b: i64) -> i64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.abs()
}
