//! Nobody left behind: plans in which every entry has at least a given sum of affinities.
//!
//! With a floor the assignment is no flow any more but an integer program. Bounds come
//! from two Lagrangian relaxations, plans from the flows they solve, mended by
//! exchanges; what is left between the two is searched by branching on the pair that
//! the relaxation is least sure of. Without end in time, plan and bound are told as they are.

mod bound;
mod branch;
mod choice;
mod exchange;
mod table;

use super::{
    arcs::Failure,
    assign::{Answer, Plan, assign},
    problem::{Pairs, Problem},
};
use crate::{Control, Progress, Status};
use bound::by_flows;
use exchange::Draft;
use std::borrow::Cow;
use table::Table;

/// What a floor costs, and how high it can be.
#[derive(Clone, Debug)]
pub struct Floored {
    /// The plan with the greatest total among those with the floor.
    pub answer: Answer,
    /// No plan has a higher floor, in units of `10^-digits`.
    pub floor_bound: i128,
    /// The entry that can never have this floor, if that is why there is no plan.
    pub hopeless: Option<u32>,
}

/// The best total among the plans in which every entry's sum is at least `floor`, in units of `10^-digits`.
pub fn with_floor(problem: &Problem, floor: i128, control: &Control<'_>) -> Floored {
    let unfloored = assign(problem, control);
    let Some(plan) = &unfloored.plan else {
        return Floored { answer: unfloored, floor_bound: 0, hopeless: None };
    };
    let (table, pairs) = match tables(problem) {
        Ok(both) => both,
        Err(_) => {
            let (status, floor_bound) = (Status::Unknown, highest_dream(problem));
            let answer = if plan.floor >= floor { unfloored } else { Answer { status, plan: None, ..unfloored } };
            return Floored { answer, floor_bound, hopeless: None };
        }
    };
    let dreams: Vec<i128> = (0..table.entries()).map(|e| table.dream(e).unwrap_or(0)).collect();
    let floor_bound = dreams.iter().copied().min().unwrap_or(0);
    if plan.floor >= floor || dreams.is_empty() {
        return Floored { answer: unfloored, floor_bound, hopeless: None };
    }
    if let Some(hopeless) = dreams.iter().position(|d| *d < floor) {
        let answer = Answer::nothing(Status::Infeasible, None);
        return Floored { answer, floor_bound, hopeless: Some(hopeless as u32) };
    }
    let answer = search(&table, &pairs, floor, Draft::new(&table, &plan.pairs), control);
    Floored { answer, floor_bound, hopeless: None }
}

fn tables(problem: &Problem) -> Result<(Table<'_>, Cow<'_, Pairs>), Failure> {
    let pairs = problem.all_pairs().ok_or(Failure::Unknown)?;
    let table = Table::new(problem, &pairs).ok_or(Failure::Unknown)?;
    Ok((table, pairs))
}

/// The least of what the entries could have if each chose first, from the listed pairs alone.
pub fn highest_dream(problem: &Problem) -> i128 {
    (0..problem.entries.len() as u32)
        .map(|entry| {
            let mut row: Vec<i64> = problem.pairs.values[problem.pairs.of(entry)].to_vec();
            let needed = problem.reviews[entry as usize] as usize;
            row.extend(problem.absent.iter().cycle().take(if problem.absent.is_some() { needed } else { 0 }));
            row.sort_unstable_by(|a, b| b.cmp(a));
            row.iter().take(needed).map(|&v| i128::from(v)).sum()
        })
        .min()
        .unwrap_or(0)
}

fn search(table: &Table<'_>, pairs: &Pairs, floor: i128, mut first: Draft, control: &Control<'_>) -> Answer {
    let problem = table.problem;
    let start = first.improve(table, floor).then_some(first);
    let nothing = |status| Answer::nothing(status, None);
    // A flow costs as many steps of the other bound as there are pairs to a place.
    let rounds = if pairs.jurors.len() > 50_000 { 60 } else { 80 };
    let Some(flows) = by_flows(table, pairs, floor, start, rounds, control) else { return nothing(Status::Unknown) };
    // Every plan with the floor has at least the floor for every entry.
    if flows.bound < floor * table.entries() as i128 {
        return nothing(Status::Infeasible);
    }
    let found = branch::branch(table, pairs, floor, flows, control);
    let Some(draft) = found.draft else {
        return nothing(if found.bound.is_none() { Status::Infeasible } else { Status::Unknown });
    };
    let plan = Plan::of(problem, draft.pairs());
    let bound = found.bound.map_or(plan.total, |b| b.max(plan.total));
    let number = |value| Some(problem.number(value));
    (control.report)(Progress { incumbent: number(plan.total), bound: number(bound) });
    let status = if bound == plan.total { Status::Optimal } else { Status::Feasible };
    Answer { status, plan: Some(plan), bound: Some(bound), prices: Vec::new(), shortage: None }
}

/// The highest floor, and the greatest total with it. Half intervals: a floor that a plan
/// has is below, one that is proven impossible above. Optimal means both are proven.
pub fn highest_floor(problem: &Problem, control: &Control<'_>) -> Floored {
    let first = with_floor(problem, i128::MIN / 4, control);
    let Some(plan) = first.answer.plan.clone() else { return first };
    let Ok((table, _)) = tables(problem) else { return first };
    let mut low = plan.floor;
    let mut high = first.floor_bound;
    let mut best = first;
    let mut is_proven = true;
    let mut ceiling = high;
    while low < high && !control.is_over() {
        let middle = low + (high - low + 1) / 2;
        let grain = i128::from(table.grain());
        let middle = (middle.div_euclid(grain) * grain).max(low + 1);
        let next = with_floor(problem, middle, control);
        match &next.answer.plan {
            Some(plan) => {
                low = plan.floor;
                best = next;
            }
            None => {
                high = middle - 1;
                if next.answer.status == Status::Infeasible {
                    ceiling = ceiling.min(high);
                } else {
                    is_proven = false;
                }
            }
        }
    }
    best.floor_bound = ceiling.max(low);
    if best.floor_bound > low || !is_proven && best.answer.status == Status::Optimal && ceiling > low {
        best.answer.status = Status::Feasible;
    }
    best
}

/// The plans that no other beats in both floor and total, from the greatest total on. Each
/// is proven as its status says; if the control stops the run, the list ends early.
pub fn frontier(problem: &Problem, control: &Control<'_>) -> Vec<Floored> {
    let mut all: Vec<Floored> = Vec::new();
    let mut floor = i128::MIN / 4;
    while !control.is_over() {
        let next = with_floor(problem, floor, control);
        let Some(plan) = &next.answer.plan else {
            if all.is_empty() {
                all.push(next);
            }
            break;
        };
        floor = plan.floor + 1;
        // The same total with a higher floor: the one before is beaten.
        if all.last().and_then(|l| l.answer.plan.as_ref()).is_some_and(|l| l.total <= plan.total) {
            all.pop();
        }
        all.push(next);
    }
    all
}
