//! The pairs that are not listed.
//!
//! They may be a thousand times as many as those that are, all with one affinity. Where
//! all fit they are written out. Where they do not, only some are, and the prices of the
//! best assignment among those tell which others could be of use: columns are added
//! until none could (Ford and Fulkerson, *A suggested computation for maximal
//! multi-commodity network flows*, 1958).

use super::{
    auction::auction,
    exact::exact_prices,
    feasible::{Shortage, feasible},
    graph::{Arcs, Graph},
    problem::{Pairs, Problem},
};
use crate::Control;
use std::borrow::Cow;

/// With no more pairs than this all are written out.
const ALL: u64 = 4_000_000;
/// How many pairs an entry gets in one round, where it has use for some.
const ROUND: usize = 8;

/// The best assignment, the pairs it was found among, and the prices that prove it.
pub(super) struct Best<'p> {
    pub pairs: Cow<'p, Pairs>,
    pub taken: Arcs,
    /// What proves it; `None` if the control stopped the run.
    pub prices: Option<Vec<i128>>,
}

/// Why there is no assignment.
pub(super) enum Failure {
    Short(Shortage),
    /// The control stopped the run, or the pairs are too many to think of.
    Unknown,
}

impl Problem {
    pub(super) fn graph<'a>(&'a self, pairs: &'a Pairs) -> Graph<'a> {
        Graph {
            starts: &pairs.starts,
            jurors: &pairs.jurors,
            values: &pairs.values,
            demand: &self.reviews,
            least: &self.least,
            most: &self.most,
        }
    }

    /// All pairs that can be, if they are few enough to be written out.
    pub(super) fn all_pairs(&self) -> Option<Cow<'_, Pairs>> {
        let Some(absent) = self.absent else { return Some(Cow::Borrowed(&self.pairs)) };
        let all = self.entries.len() as u64 * self.jurors.len() as u64;
        if all > ALL {
            return None;
        }
        let everybody: Vec<u32> = (0..self.jurors.len() as u32).collect();
        Some(Cow::Owned(self.widened(absent, |_| &everybody)))
    }

    /// The listed pairs, and of the others those with these jurors, who stand in order.
    fn widened<'a>(&self, absent: i64, more: impl Fn(u32) -> &'a [u32]) -> Pairs {
        let mut pairs = Pairs { starts: vec![0], ..Pairs::default() };
        let mut conflicts = self.conflicts.iter().peekable();
        for entry in 0..self.entries.len() as u32 {
            let mut range = self.pairs.of(entry).peekable();
            for &juror in more(entry) {
                while let Some(at) = range.next_if(|&at| self.pairs.jurors[at] <= juror) {
                    pairs.jurors.push(self.pairs.jurors[at]);
                    pairs.values.push(self.pairs.values[at]);
                }
                while conflicts.next_if(|c| (c.entry, c.juror) < (entry, juror)).is_some() {}
                let is_conflict = conflicts.peek().is_some_and(|c| (c.entry, c.juror) == (entry, juror));
                let is_listed =
                    pairs.jurors.len() > pairs.starts[entry as usize] as usize && pairs.jurors.last() == Some(&juror);
                if !is_conflict && !is_listed {
                    pairs.jurors.push(juror);
                    pairs.values.push(absent);
                }
            }
            for at in range {
                pairs.jurors.push(self.pairs.jurors[at]);
                pairs.values.push(self.pairs.values[at]);
            }
            pairs.starts.push(pairs.jurors.len() as u32);
        }
        pairs
    }

    /// The best assignment by total affinity.
    pub(super) fn best(&self, control: &Control<'_>) -> Result<Best<'_>, Failure> {
        match (self.all_pairs(), self.absent) {
            (Some(pairs), _) => self.best_among(pairs, control),
            (None, Some(absent)) => self.best_by_columns(absent, control),
            (None, None) => Err(Failure::Unknown),
        }
    }

    fn best_among<'p>(&self, pairs: Cow<'p, Pairs>, control: &Control<'_>) -> Result<Best<'p>, Failure> {
        let graph = self.graph(&pairs);
        let first = feasible(&graph).map_err(Failure::Short)?;
        let Some(sold) = auction(&graph, control) else {
            return Ok(Best { pairs, taken: first, prices: None });
        };
        let prices = sold.is_exact.then(|| exact_prices(&graph, &sold.taken, &sold.prices, sold.scale)).flatten();
        Ok(Best { taken: sold.taken, prices, pairs })
    }

    fn best_by_columns(&self, absent: i64, control: &Control<'_>) -> Result<Best<'_>, Failure> {
        let jurors = self.jurors.len();
        let mut more: Vec<Vec<u32>> = vec![Vec::new(); self.entries.len()];
        let mut width = 0;
        loop {
            let pairs = self.widened(absent, |entry| &more[entry as usize]);
            match feasible(&self.graph(&pairs)) {
                Ok(_) => break,
                Err(short) if width >= jurors => return Err(Failure::Short(short)),
                Err(short) if self.is_hopeless() => return Err(Failure::Short(short)),
                Err(_) => {}
            }
            width = (2 * width).max(ROUND);
            if control.is_over() || width as u64 * self.entries.len() as u64 > 50 * ALL {
                return Err(Failure::Unknown);
            }
            // Everybody's turn comes equally often.
            let mut turn = 0;
            for (entry, more) in more.iter_mut().enumerate() {
                *more = (turn..turn + width.min(jurors)).map(|j| (j % jurors) as u32).collect();
                more.retain(|&juror| self.affinity(entry as u32, juror).is_some());
                more.sort_unstable();
                turn = (turn + width) % jurors;
            }
        }
        loop {
            let pairs = self.widened(absent, |entry| &more[entry as usize]);
            let best = self.best_among(Cow::Owned(pairs), control)?;
            let Some(prices) = &best.prices else { return Ok(best) };
            if !self.add_columns(absent, &best, prices, &mut more) {
                return Ok(best);
            }
        }
    }

    /// The counts alone forbid it, whatever the pairs.
    fn is_hopeless(&self) -> bool {
        let sum = |counts: &[u32]| counts.iter().map(|&c| u64::from(c)).sum::<u64>();
        let needed = sum(&self.reviews);
        needed > sum(&self.most) || needed < sum(&self.least)
    }

    /// Adds the cheapest of the pairs that an entry would rather have. Whether there were any.
    fn add_columns(&self, absent: i64, best: &Best<'_>, prices: &[i128], more: &mut [Vec<u32>]) -> bool {
        let mut order: Vec<u32> = (0..prices.len() as u32).filter(|&j| self.most[j as usize] > 0).collect();
        order.sort_unstable_by_key(|&j| (prices[j as usize], j));
        let mut is_any = false;
        for (entry, more) in more.iter_mut().enumerate() {
            let range = best.pairs.of(entry as u32);
            let gain = |at: usize| i128::from(best.pairs.values[at]) - prices[best.pairs.jurors[at] as usize];
            let Some(least) = range.clone().filter(|&at| best.taken.has(at)).map(gain).min() else { continue };
            let known = &best.pairs.jurors[range];
            let before = more.len();
            for &juror in &order {
                if i128::from(absent) - prices[juror as usize] <= least || more.len() == before + ROUND {
                    break;
                }
                if known.binary_search(&juror).is_err() && self.conflict(entry as u32, juror).is_none() {
                    more.push(juror);
                }
            }
            is_any |= more.len() > before;
            more.sort_unstable();
        }
        is_any
    }
}
