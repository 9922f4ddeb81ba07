//! Proven plans for the published problem.
//!
//! Two halves work towards each other until they meet. One proves: a SAT solver
//! (CaDiCaL) is asked for a plan with as few breaks as the bound says, and every
//! refutation raises the bound by one. The other finds: annealing with Kempe chains,
//! and once that has cooled, the SAT solver again, on parts of the best plan.
//!
//! They work in rounds of a fixed number of steps and conflicts, and tell each other
//! what they know only between rounds. That makes the plan a function of the problem
//! and the seed alone: with two threads the halves of a round run at the same time,
//! with one after each other, and the plan is the same. Only a time limit changes it.
//!
//! Fairness says how far apart the breaks of two participants may be. First everybody
//! may have up to so many; a plan in which everybody has at least one is looked for
//! only where that could be better, which needs as many breaks as participants.

mod brake;
mod encoding;
mod finder;
mod formula;
mod prover;
mod reason;
mod search;

use self::{
    brake::Brake,
    encoding::Window,
    finder::Finder,
    prover::{News, Prover},
};
use super::Problem;
use crate::{Control, Progress, Status};
use std::{sync::mpsc, time::Duration};

/// What came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// How good the plan is known to be.
    pub status: Status,
    /// The slot of each meeting, from 0.
    pub slots: Option<Vec<usize>>,
    /// The breaks of all participants together in that plan.
    pub breaks: Option<usize>,
    /// No plan has fewer breaks.
    pub bound: usize,
    /// Why there is no plan, in words; meetings, participants and slots from 1.
    pub reason: Option<String>,
}

/// More literals than this are not written down: the answer is then that nothing is known.
const MOST_LITERALS: usize = 60_000_000;

/// Plans the meetings. The breaks of two participants differ by at most `fairness`,
/// or by any number where it is `None`.
pub fn plan(problem: &Problem, fairness: Option<usize>, control: &Control<'_>) -> Answer {
    if let Some(reason) = reason::at_sight(problem) {
        return Answer { status: Status::Infeasible, slots: None, breaks: None, bound: 0, reason: Some(reason) };
    }
    let halt = Brake::new();
    let (done, ended) = mpsc::channel::<()>();
    std::thread::scope(|scope| {
        // A search for a model cannot look at the clock itself.
        let watched = halt.clone();
        scope.spawn(move || {
            while let Err(mpsc::RecvTimeoutError::Timeout) = ended.recv_timeout(Duration::from_millis(20)) {
                if control.is_over() {
                    watched.pull();
                    break;
                }
            }
        });
        let answer = levels(problem, fairness, control, &halt);
        drop(done);
        answer
    })
}

fn levels(problem: &Problem, fairness: Option<usize>, control: &Control<'_>, halt: &Brake) -> Answer {
    let mut best: Option<Plan> = None;
    let mut bound = None;
    let mut is_proven = true;
    // Nobody can have more breaks than one less than their meetings.
    let highest = problem.agendas().iter().map(|agenda| agenda.len().saturating_sub(1)).min().unwrap_or(0);
    let last = fairness.map_or(0, |_| highest);
    for least in 0..=last {
        let cheapest = least * problem.participants;
        if best.as_ref().is_some_and(|best| best.breaks <= cheapest) {
            break;
        }
        let window = Window { least, most: fairness.map(|most| least + most) };
        let level = Level { problem, window, control, halt };
        let ended = level.solve(best.take());
        best = ended.best;
        // What this level cannot beat, the next one may.
        bound = match (bound, ended.bound) {
            (Some(one), Some(other)) => Some(std::cmp::min::<usize>(one, other)),
            (one, other) => one.or(other),
        };
        is_proven &= ended.is_proven;
        if control.is_over() && !ended.is_proven {
            if least < last {
                bound = bound.map(|bound| bound.min((least + 1) * problem.participants));
            }
            break;
        }
    }
    let breaks = best.as_ref().map(|best| best.breaks);
    let status = match (is_proven, breaks) {
        (true, Some(_)) => Status::Optimal,
        (true, None) => Status::Infeasible,
        (false, Some(breaks)) if bound == Some(breaks) => Status::Optimal,
        (false, Some(_)) => Status::Feasible,
        (false, None) => Status::Unknown,
    };
    let bound = match (status, breaks) {
        (Status::Optimal, Some(breaks)) => breaks,
        _ => bound.unwrap_or(0),
    };
    let reason = (status == Status::Infeasible).then(|| reason::by_search(problem, fairness, halt));
    Answer { status, slots: best.map(|best| best.slots), breaks, bound, reason }
}

/// A plan that keeps every rule.
#[derive(Clone, Debug)]
struct Plan {
    breaks: usize,
    slots: Vec<usize>,
}

/// The problem with every participant's breaks in one window.
struct Level<'a> {
    problem: &'a Problem,
    window: Window,
    control: &'a Control<'a>,
    halt: &'a Brake,
}

/// How a level ended.
struct Ended {
    best: Option<Plan>,
    /// No plan of this level has fewer; `None` where it has no plan.
    bound: Option<usize>,
    /// Its best plan is known, or that it has none (better than the one given).
    is_proven: bool,
}

impl Level<'_> {
    fn solve(&self, best: Option<Plan>) -> Ended {
        let floor = self.window.least * self.problem.participants;
        if self.literals() > MOST_LITERALS {
            return Ended { best, bound: Some(floor), is_proven: false };
        }
        // Either half stops the other where nothing is left for it to do.
        let (finding, proving) = (self.halt.another(), self.halt.another());
        let (orders, taken) = mpsc::channel();
        let (tell, news) = mpsc::channel();
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let mut prover = Prover::new(self.problem, self.window, floor, proving.clone());
                for (conflicts, known) in taken {
                    if tell.send(prover.run(conflicts, known, &finding)).is_err() {
                        break;
                    }
                }
            });
            let mut rounds = Rounds { level: self, orders, news, finding: &finding, proving: &proving };
            rounds.run(best, floor)
        })
    }

    /// At most about how many literals the clauses have.
    fn literals(&self) -> usize {
        let slots = self.problem.slots;
        let rows: usize = self.problem.agendas().iter().map(|agenda| agenda.len() * (slots + 1) * 16).sum();
        let width = self.problem.tables.min(self.problem.meetings.len()) + 1;
        let tables = slots * width * self.problem.participants.min(self.problem.meetings.len()) * 4;
        rows.saturating_add(tables)
    }
}

/// The halves of a level, round by round.
struct Rounds<'a> {
    level: &'a Level<'a>,
    orders: mpsc::Sender<(i32, Option<usize>)>,
    news: mpsc::Receiver<News>,
    finding: &'a Brake,
    proving: &'a Brake,
}

impl Rounds<'_> {
    fn run(&mut self, mut best: Option<Plan>, mut bound: usize) -> Ended {
        let Level { problem, window, control, halt } = *self.level;
        // Annealing knows no least number of breaks.
        let mut finder = (window.least == 0).then(|| Finder::new(problem, window, control.seed, self.finding.clone()));
        for round in 0_u32.. {
            // The first rounds are a blink, the later ones some tenths of a second.
            let conflicts = (100 << round.min(4)).min(1000) + 100 * round.min(20) as i32;
            let order = (conflicts, best.as_ref().map(|best| best.breaks));
            let together = control.threads > 1;
            if together && self.orders.send(order).is_err() {
                break;
            }
            let mut impossible = false;
            if let Some(finder) = &mut finder {
                impossible = finder.run(round, bound);
                if let Some(found) = finder.best()
                    && best.as_ref().is_none_or(|best| found.breaks < best.breaks)
                {
                    best = Some(found.clone());
                }
                if impossible || best.as_ref().is_some_and(|best| best.breaks <= bound) {
                    self.proving.pull();
                }
            }
            if impossible && !together {
                return Ended { best, bound: None, is_proven: true };
            }
            if self.proving.is_pulled() && !together {
                break;
            }
            if !together && self.orders.send(order).is_err() {
                break;
            }
            let Ok(news) = self.news.recv() else { break };
            if self.proving.is_pulled() && !halt.is_pulled() {
                // Nothing the other half found meanwhile may matter: it may be stopped
                // sooner or later.
                if impossible {
                    return Ended { best, bound: None, is_proven: true };
                }
                break;
            }
            bound = bound.max(news.bound);
            if let Some(found) = news.plan
                && best.as_ref().is_none_or(|best| found.breaks < best.breaks)
            {
                best = Some(found);
            }
            if news.impossible {
                let bound = best.as_ref().map(|best| best.breaks);
                return Ended { best, bound, is_proven: true };
            }
            (control.report)(Progress {
                incumbent: best.as_ref().map(|best| best.breaks as f64),
                bound: Some(bound as f64),
            });
            if halt.is_pulled() || best.as_ref().is_some_and(|best| best.breaks <= bound) {
                break;
            }
            if let (Some(finder), Some(best)) = (&mut finder, &best) {
                finder.learn(best);
            }
        }
        let is_proven = best.as_ref().is_some_and(|best| best.breaks <= bound);
        Ended { best, bound: Some(bound), is_proven }
    }
}
