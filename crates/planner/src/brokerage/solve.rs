//! From an event to a plan with its bound.

use super::{
    Event, Plan,
    bound::{Bound, bound},
    breaks::Days,
    grid::Grid,
    search::Search,
};
use crate::{Control, Progress, Status, chance::Chance};
use std::time::Duration;

/// Of the time, when the search for weight ends at the latest, and where fewer breaks begin.
const WEIGHT_PART: f64 = 0.75;
/// Attempts per wish where no time is set.
const ATTEMPTS: usize = 60;
/// Attempts at least.
const LEAST_ATTEMPTS: usize = 20_000;
/// Shifts per meeting where no time is set.
const SHIFTS: usize = 100;
/// How many breaks more may pass at first, in the mean.
const BREAK_HEAT: f64 = 0.7;
/// Once the plan is so near to the bound, the rest of the time is for breaks.
const NEAR: f64 = 0.0001;
/// Steps between two looks at the clock.
const STEPS: usize = 4096;

/// A plan, what it is worth, and what none is worth more than.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Optimal where the weight meets the bound; breaks are never proven.
    pub status: Status,
    /// Where everybody is.
    pub plan: Plan,
    /// The weight of the wishes that come true.
    pub weight: u64,
    /// No plan weighs more.
    pub bound: u64,
    /// How many breaks all people have together.
    pub breaks: u64,
}

/// Plans an event: the greatest weight first, then as few breaks as can be.
///
/// Every thread searches on its own, and the best plan is taken. Without a time limit
/// the work is fixed, and the same seed and number of threads give the same plan.
pub fn solve(event: &Event, control: &Control<'_>) -> Answer {
    let bound = bound(event, control);
    (control.report)(Progress { incumbent: None, bound: Some(bound.weight as f64) });
    let mut plans: Vec<(Plan, u64, u64)> = std::thread::scope(|scope| {
        let lanes: Vec<_> = (1..control.threads.max(1) as u64)
            .map(|lane| {
                scope.spawn({
                    let bound = &bound;
                    move || search(event, bound, control, lane)
                })
            })
            .collect();
        let mut plans = vec![search(event, &bound, control, 0)];
        // A lane that panicked has nothing to add.
        plans.extend(lanes.into_iter().filter_map(|lane| lane.join().ok()));
        plans
    });
    // The first of equals, so that the order in which lanes end does not matter.
    plans.sort_by_key(|(_, weight, breaks)| (std::cmp::Reverse(*weight), *breaks));
    let (plan, weight, breaks) = plans.swap_remove(0);
    let status = if weight == bound.weight { Status::Optimal } else { Status::Feasible };
    Answer { status, plan, weight, bound: bound.weight, breaks }
}

/// How far a part of the work has come, from 0 to 1 and beyond.
fn share(control: &Control<'_>, began: Duration, end: f64, done: usize, all: usize) -> f64 {
    match control.limit {
        _ if control.is_over() => 2.0,
        Some(limit) => {
            let (began, now) = (began.as_secs_f64(), (control.clock)().as_secs_f64());
            (now - began) / (limit.as_secs_f64() * end - began).max(1e-9)
        }
        None => done as f64 / all.max(1) as f64,
    }
}

fn search(event: &Event, bound: &Bound, control: &Control<'_>, lane: u64) -> (Plan, u64, u64) {
    let chance = Chance::new(control.seed ^ lane.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let mut search = Search::new(Grid::new(event), chance);
    search.fill(bound, &|| control.is_over());
    let mut best = search.grid.clone();
    let heaviest = event.wishes.iter().map(|wish| wish.weight).max().unwrap_or(1);
    // What the bound would not have is not worth an attempt, but for a little.
    let worth: Vec<u32> = (0..event.wishes.len() as u32)
        .filter(|&wish| bound.gain(event, wish as usize) > -0.05 * f64::from(heaviest))
        .collect();
    // A small event is looked at more often: what it passes through should not be missed.
    let steps = worth.len().clamp(16, STEPS);
    let attempts = (ATTEMPTS * worth.len()).max(LEAST_ATTEMPTS);
    let began = (control.clock)();
    let mut done = 0;
    while !worth.is_empty() {
        let part = share(control, began, WEIGHT_PART, done, attempts);
        let is_near = search.grid.weight as f64 >= bound.weight as f64 * (1.0 - NEAR);
        if search.grid.weight > best.weight {
            best = search.grid.clone();
            (control.report)(Progress { incumbent: Some(best.weight as f64), bound: Some(bound.weight as f64) });
        }
        if part >= 1.0 || is_near {
            break;
        }
        search.heat = 0.08 * f64::from(heaviest) * (1.0 - part).powi(2);
        for _ in 0..steps {
            let wish = worth[search.chance.below(worth.len())] as usize;
            if search.grid.slot(wish).is_none() {
                search.attempt(wish);
            }
        }
        done += steps;
    }
    let breaks = fewer_breaks(&mut best, &mut search.chance, control);
    (best.plan(), best.weight, breaks)
}

fn fewer_breaks(grid: &mut Grid<'_>, chance: &mut Chance, control: &Control<'_>) -> u64 {
    let mut days = Days::of(grid);
    let began = (control.clock)();
    let all = SHIFTS * grid.event.wishes.len();
    let mut done = 0;
    while days.breaks > 0 {
        let part = share(control, began, 1.0, done, all);
        if part >= 1.0 {
            break;
        }
        let heat = BREAK_HEAT * (1.0 - part) - 0.03;
        (0..STEPS).for_each(|_| days.shift(grid, chance, heat));
        done += STEPS;
    }
    days.breaks.unsigned_abs()
}
