//! The plan with the greatest total.

use super::{
    arcs::{Best, Failure},
    feasible::Shortage,
    problem::Problem,
};
use crate::{Control, Progress, Status};

/// Who judges what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Entry and juror, in order.
    pub pairs: Vec<(u32, u32)>,
    /// The sum of the affinities, in units of `10^-digits`.
    pub total: i128,
    /// The least sum of affinities that an entry has, likewise; 0 without entries.
    pub floor: i128,
}

impl Plan {
    /// The plan of these pairs, all of which can be.
    pub(super) fn of(problem: &Problem, mut pairs: Vec<(u32, u32)>) -> Self {
        pairs.sort_unstable();
        let mut sums = vec![0_i128; problem.entries.len()];
        for &(entry, juror) in &pairs {
            sums[entry as usize] += i128::from(problem.affinity(entry, juror).unwrap_or(0));
        }
        Self { pairs, total: sums.iter().sum(), floor: sums.iter().copied().min().unwrap_or(0) }
    }
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What is known of the plan.
    pub status: Status,
    /// The plan, if one was found.
    pub plan: Option<Plan>,
    /// No plan has a greater total, in units of `10^-digits`.
    pub bound: Option<i128>,
    /// What one more place of each juror is worth, in the same units; with an optimal plan.
    pub prices: Vec<i128>,
    /// Why there is no plan.
    pub shortage: Option<Shortage>,
}

impl Answer {
    pub(super) fn nothing(status: Status, shortage: Option<Shortage>) -> Self {
        Self { status, plan: None, bound: None, prices: Vec::new(), shortage }
    }
}

/// The plan with the greatest total affinity. An exact answer, unless the control stops it.
pub fn assign(problem: &Problem, control: &Control<'_>) -> Answer {
    let best = match problem.best(control) {
        Ok(best) => best,
        Err(Failure::Short(shortage)) => return Answer::nothing(Status::Infeasible, Some(shortage)),
        Err(Failure::Unknown) => return Answer::nothing(Status::Unknown, None),
    };
    let plan = Plan::of(problem, best.list());
    let bound = best.prices.is_some().then_some(plan.total);
    let number = |value| problem.number(value);
    (control.report)(Progress { incumbent: Some(number(plan.total)), bound: bound.map(number) });
    let status = if bound.is_some() { Status::Optimal } else { Status::Feasible };
    Answer { status, plan: Some(plan), bound, prices: best.prices.unwrap_or_default(), shortage: None }
}

impl Best<'_> {
    /// The pairs that are taken.
    pub(super) fn list(&self) -> Vec<(u32, u32)> {
        let mut entry = 0;
        let mut list = Vec::new();
        for at in self.taken.iter() {
            while self.pairs.starts[entry as usize + 1] as usize <= at {
                entry += 1;
            }
            list.push((entry, self.pairs.jurors[at]));
        }
        list
    }
}
