//! The best jurors of one entry at given prices, with the floor and whatever was decided.

use super::table::{NEVER, Table};

/// What was decided of a pair.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Decision {
    /// Nothing.
    #[default]
    Open,
    /// It is in the plan.
    Taken,
    /// It is not.
    Banned,
}

/// Sets that one entry looks at before it is content with a bound.
const PATIENCE: usize = 200_000;

/// The best set of an entry.
#[derive(Clone, Debug, Default)]
pub(super) struct Choice {
    /// What no set exceeds, in the unit of the prices.
    pub gain: i128,
    /// The best set found; it has this gain unless the patience was exhausted.
    pub jurors: Vec<u32>,
}

/// Room that is used again.
#[derive(Default)]
pub(super) struct Chooser {
    /// Gain, affinity, juror; best gain first.
    open: Vec<(i64, i64, u32)>,
    /// The greatest affinity from here on.
    ahead: Vec<i64>,
    stack: Vec<usize>,
    best: Vec<u32>,
    best_gain: i128,
    looks: usize,
}

impl Chooser {
    /// The set of jurors with the greatest sum of `scale × affinity − price` whose
    /// affinities sum up to the floor. `None` if there is none.
    pub fn choose(
        &mut self,
        table: &Table<'_>,
        entry: usize,
        (prices, scale): (&[i64], i64),
        floor: i128,
        decisions: &[Decision],
    ) -> Option<Choice> {
        let mut needed = table.problem.reviews[entry] as usize;
        let (mut gain, mut missing) = (0_i128, floor);
        let mut taken = Vec::new();
        self.open.clear();
        for (juror, (&value, decision)) in table.row(entry).iter().zip(decisions).enumerate() {
            if value == NEVER || *decision == Decision::Banned {
                continue;
            }
            let own = value * scale - prices[juror];
            if *decision == Decision::Taken {
                needed = needed.checked_sub(1)?;
                gain += i128::from(own);
                missing -= i128::from(value);
                taken.push(juror as u32);
            } else {
                self.open.push((own, value, juror as u32));
            }
        }
        if self.open.len() < needed {
            return None;
        }
        if needed == 0 {
            return (missing <= 0).then_some(Choice { gain, jurors: taken });
        }
        // Where the best gains have the affinity, nothing else need be looked at.
        self.open.select_nth_unstable_by(needed - 1, |a, b| b.0.cmp(&a.0).then(a.2.cmp(&b.2)));
        let first = &self.open[..needed];
        if first.iter().map(|o| i128::from(o.1)).sum::<i128>() >= missing {
            gain += first.iter().map(|o| i128::from(o.0)).sum::<i128>();
            taken.extend(first.iter().map(|o| o.2));
            return Some(Choice { gain, jurors: taken });
        }
        self.open.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.2.cmp(&b.2)));
        self.ahead.clear();
        self.ahead.resize(self.open.len() + 1, i64::MIN / 4);
        for at in (0..self.open.len()).rev() {
            self.ahead[at] = self.ahead[at + 1].max(self.open[at].1);
        }
        let bound: i128 = self.open[..needed].iter().map(|o| i128::from(o.0)).sum();
        self.best.clear();
        self.best_gain = i128::MIN;
        self.looks = 0;
        self.stack.clear();
        self.search(0, needed, missing, 0);
        let is_certain = self.looks < PATIENCE;
        if self.best.is_empty() && is_certain {
            return None;
        }
        taken.extend(&self.best);
        Some(Choice { gain: gain + if is_certain { self.best_gain } else { bound }, jurors: taken })
    }

    fn search(&mut self, from: usize, needed: usize, missing: i128, gain: i128) {
        if needed == 0 {
            if missing <= 0 && gain > self.best_gain {
                self.best_gain = gain;
                self.best.clear();
                self.best.extend(self.stack.iter().map(|&at| self.open[at].2));
            }
            return;
        }
        for at in from..=self.open.len() - needed {
            self.looks += 1;
            let (own, value, _) = self.open[at];
            // The gains fall from here on, and so do the bounds.
            let bound = gain + self.open[at..at + needed].iter().map(|o| i128::from(o.0)).sum::<i128>();
            if bound <= self.best_gain || self.looks >= PATIENCE {
                return;
            }
            if i128::from(self.ahead[at]) * (needed as i128) < missing {
                return;
            }
            let rest = (needed - 1) as i128 * i128::from(self.ahead[at + 1]);
            if needed > 1 && i128::from(value) + rest < missing || needed == 1 && i128::from(value) < missing {
                continue;
            }
            self.stack.push(at);
            self.search(at + 1, needed - 1, missing - i128::from(value), gain + i128::from(own));
            self.stack.pop();
        }
    }
}
