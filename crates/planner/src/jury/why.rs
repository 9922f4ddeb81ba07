//! Why a juror is not on an entry, and what it would cost to have it so.
//!
//! With the pair forced in, the best plan differs along one cycle of the residual graph:
//! the shortest, by the reduced costs of the prices that prove the plan (Ahuja, Magnanti
//! and Orlin, *Network flows*, 1993, chapter 9). So the loss is exact and the changes are a
//! plan.

use super::{
    assign::Answer,
    problem::{Labels, Problem},
};
use std::{cmp::Reverse, collections::BinaryHeap, collections::HashSet};

/// What was asked, and the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Of this entry.
    pub entry: u32,
    /// And this juror.
    pub juror: u32,
    /// Why they are no pair.
    pub verdict: Verdict,
}

/// Why two are no pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// They are.
    Assigned,
    /// They must not be, for this reason.
    Conflict(Box<str>),
    /// They are not listed, and what is not listed cannot be.
    Absent,
    /// No plan that keeps the counts and loads has this pair.
    Impossible,
    /// The best plan with this pair is worse.
    Loss {
        /// By this much, in units of `10^-digits`.
        loss: i128,
        /// And differs in this.
        changes: Changes,
    },
    /// The plan was not proven to be the best total, so nothing can be said.
    Unknown,
}

/// What would be different.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Pairs that would go.
    pub gives: Vec<(u32, u32)>,
    /// Pairs that would come.
    pub takes: Vec<(u32, u32)>,
}

/// The categories of these entries, each once.
pub fn categories_of(problem: &Problem, entries: &[u32]) -> Vec<String> {
    let labels: &Labels = &problem.categories;
    let mut all: Vec<u32> = entries.iter().filter_map(|&e| problem.category.get(e as usize).copied()).collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter().map(|c| labels.name(c).to_owned()).filter(|name| !name.is_empty()).collect()
}

/// Answers questions about the plan with the greatest total.
pub fn why(problem: &Problem, answer: &Answer, pairs: &[(u32, u32)]) -> Vec<Reason> {
    let Some(plan) = &answer.plan else { return Vec::new() };
    let held: HashSet<(u32, u32)> = plan.pairs.iter().copied().collect();
    pairs
        .iter()
        .map(|&(entry, juror)| {
            let verdict = if held.contains(&(entry, juror)) {
                Verdict::Assigned
            } else if let Some(conflict) = problem.conflict(entry, juror) {
                Verdict::Conflict(conflict.reason.clone())
            } else if problem.affinity(entry, juror).is_none() {
                Verdict::Absent
            } else if answer.prices.is_empty() {
                Verdict::Unknown
            } else {
                cheapest(problem, answer, &held, entry, juror).unwrap_or(Verdict::Impossible)
            };
            Reason { entry, juror, verdict }
        })
        .collect()
}

/// How the search came to a juror: the entry that moved there, and from where; or nobody, when idle places moved.
#[derive(Clone, Copy)]
enum Step {
    Start,
    /// This entry gives up the juror before and takes this one.
    Moves(u32, u32),
    /// The juror before has one review more, this one has one less.
    Idle(u32),
}

/// Dijkstra from the juror who gets one review too many.
fn cheapest(problem: &Problem, answer: &Answer, held: &HashSet<(u32, u32)>, entry: u32, juror: u32) -> Option<Verdict> {
    let plan = answer.plan.as_ref()?;
    let jurors = problem.jurors.len();
    let mut holders: Vec<Vec<u32>> = vec![Vec::new(); jurors];
    for &(e, j) in &plan.pairs {
        holders[j as usize].push(e);
    }
    let gain = |e: u32, j: u32| problem.affinity(e, j).map(|v| i128::from(v) - answer.prices[j as usize]);
    let mut distance: Vec<Option<i128>> = vec![None; jurors];
    let mut came: Vec<Step> = vec![Step::Start; jurors];
    let mut is_done = vec![false; jurors];
    let mut heap = BinaryHeap::new();
    distance[juror as usize] = Some(0);
    heap.push(Reverse((0_i128, juror)));
    let mut end: Option<(i128, u32)> = None;
    while let Some(Reverse((far, at))) = heap.pop() {
        if std::mem::replace(&mut is_done[at as usize], true) {
            continue;
        }
        // The entry itself gives up this juror.
        if held.contains(&(entry, at)) {
            let loss = far + gain(entry, at)? - gain(entry, juror)?;
            if end.is_none_or(|(best, _)| loss < best) {
                end = Some((loss, at));
            }
        }
        let mut reach = |to: u32, length: i128, step: Step| {
            let slot = &mut distance[to as usize];
            if !is_done[to as usize] && slot.is_none_or(|d| far + length < d) {
                *slot = Some(far + length);
                came[to as usize] = step;
                heap.push(Reverse((far + length, to)));
            }
        };
        for &other in holders[at as usize].iter().filter(|e| **e != entry) {
            let Some(now) = gain(other, at) else { continue };
            for to in 0..jurors as u32 {
                if to != at
                    && problem.most[to as usize] > 0
                    && !held.contains(&(other, to))
                    && let Some(then) = gain(other, to)
                {
                    reach(to, now - then, Step::Moves(other, at));
                }
            }
        }
        let load = |j: u32| holders[j as usize].len() as u32;
        if load(at) < problem.most[at as usize] {
            for to in 0..jurors as u32 {
                if to != at && load(to) > problem.least[to as usize] {
                    let length = answer.prices[to as usize] - answer.prices[at as usize];
                    reach(to, length, Step::Idle(at));
                }
            }
        }
    }
    let (loss, mut at) = end?;
    let mut changes = Changes { gives: vec![(entry, at)], takes: vec![(entry, juror)] };
    while at != juror {
        at = match came[at as usize] {
            Step::Start => break,
            Step::Moves(other, before) => {
                changes.gives.push((other, before));
                changes.takes.push((other, at));
                before
            }
            Step::Idle(before) => before,
        };
    }
    Some(Verdict::Loss { loss, changes })
}
