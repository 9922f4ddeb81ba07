//! The half that finds better plans.

use super::{
    Plan,
    brake::Brake,
    encoding::{Encoding, Window},
    formula::{Found, Lit},
    search::Search,
};
use crate::chance::Chance;
use crate::meetings::Problem;

/// So many rounds are only annealed.
const ANNEALED: u32 = 7;
/// The most steps of annealing in a round.
const STEPS: u64 = 500_000;

/// The conflicts of a round that asks for the best plan.
const AIMED: i32 = 6000;
/// Parts that are solved in a round, and with how many conflicts each.
const TRIES: u32 = 10;
const CONFLICTS: i32 = 500;

pub(super) struct Finder<'a> {
    problem: &'a Problem,
    window: Window,
    brake: Brake,
    seed: u64,
    bare: Option<Encoding>,
    search: Option<Search<'a>>,
    best: Option<Plan>,
    parts: Option<Parts>,
    /// Asked for a plan with so many breaks.
    aim: Option<(usize, Encoding)>,
}

impl<'a> Finder<'a> {
    pub(super) fn new(problem: &'a Problem, window: Window, seed: u64, brake: Brake) -> Self {
        Self { problem, window, brake, seed, bare: None, search: None, best: None, parts: None, aim: None }
    }

    pub(super) fn best(&self) -> Option<&Plan> {
        self.best.as_ref()
    }

    /// Takes over a plan that somebody else found.
    pub(super) fn learn(&mut self, plan: &Plan) {
        if self.best.as_ref().is_none_or(|best| plan.breaks < best.breaks) {
            self.best = Some(plan.clone());
        }
    }

    /// Works for a round, or until a plan has no more than `enough` breaks. True where
    /// there cannot be any plan.
    pub(super) fn run(&mut self, round: u32, enough: usize) -> bool {
        if self.search.is_none() && self.begin() {
            return true;
        }
        let Some(search) = &mut self.search else { return false };
        match (round >= ANNEALED, round % 4, self.best.is_some()) {
            (true, 0..=2, _) => self.aim(enough),
            (true, _, true) => self.improve(enough),
            _ => {
                search.run(STEPS.min(20_000 << round.min(10)), enough, &self.brake);
                if let Some((breaks, slots)) = search.best() {
                    let plan = Plan { breaks, slots: slots.to_vec() };
                    self.learn(&plan);
                }
            }
        }
        false
    }

    /// Asks for a plan that is as good as can be, of a solver that is set to find one.
    /// The bound is a clause, not an assumption, so that all of it is simplified.
    fn aim(&mut self, enough: usize) {
        if self.aim.as_ref().is_none_or(|(bound, _)| *bound != enough) {
            let mut aim = Encoding::whole_to_find(self.problem, self.window);
            aim.formula.stop_with(self.brake.clone());
            if let Some(more) = aim.more_than(enough) {
                aim.formula.clause(&[-more]);
            }
            self.aim = Some((enough, aim));
        }
        // A refutation is the prover's to make, with the bound that it keeps.
        if let Some((_, aim)) = &mut self.aim
            && aim.formula.search(&[], Some(AIMED)) == Found::Model
        {
            let plan = aim.plan(self.problem);
            self.learn(&plan);
        }
    }

    fn improve(&mut self, enough: usize) {
        let Some(best) = &mut self.best else { return };
        let parts =
            self.parts.get_or_insert_with(|| Parts::new(self.problem, self.window, self.seed, self.brake.clone()));
        parts.run(self.problem, best, enough);
    }

    /// A first plan, without tables and breaks.
    fn begin(&mut self) -> bool {
        let bare = self.bare.get_or_insert_with(|| {
            let mut bare = Encoding::bare(self.problem);
            bare.formula.stop_with(self.brake.clone());
            bare
        });
        match bare.formula.search(&[], Some(10_000)) {
            Found::Nothing => false,
            Found::Refuted => true,
            Found::Model => {
                let slots = bare.slots();
                self.search = Some(Search::new(self.problem, self.window.most, &slots, self.seed));
                self.bare = None;
                false
            }
        }
    }
}

/// Improves a plan by solving parts of it exactly (large neighbourhood search, Shaw
/// 1998): some participants' meetings are free, all others stay.
struct Parts {
    encoding: Encoding,
    random: Chance,
    /// The share of the participants who are free.
    share: f64,
}

impl Parts {
    fn new(problem: &Problem, window: Window, seed: u64, brake: Brake) -> Self {
        let mut encoding = Encoding::whole_to_find(problem, window);
        encoding.formula.stop_with(brake);
        Self { encoding, random: Chance::new(seed ^ 0x9A27), share: 0.3 }
    }

    fn run(&mut self, problem: &Problem, best: &mut Plan, enough: usize) {
        let mut left = TRIES;
        while left > 0 && best.breaks > enough {
            left -= 1;
            let Some(more) = self.encoding.more_than(best.breaks - 1) else { return };
            let free = self.draw(problem, best);
            let held = best.slots.iter().copied().enumerate().filter(|(number, _)| !free[*number]);
            let mut assumed: Vec<Lit> = self.encoding.hold(held).collect();
            assumed.push(-more);
            match self.encoding.formula.search(&assumed, Some(CONFLICTS)) {
                Found::Model => *best = self.encoding.plan(problem),
                Found::Refuted => self.share = (self.share * 1.05).min(1.0),
                Found::Nothing => self.share = (self.share * 0.95).max(0.02),
            }
        }
    }

    /// Which meetings are free.
    fn draw(&mut self, problem: &Problem, best: &Plan) -> Vec<bool> {
        let breaks = breaks(problem, &best.slots);
        let broken: Vec<usize> = (0..problem.participants).filter(|p| breaks[*p] > 0).collect();
        let mut chosen: Vec<bool> = (0..problem.participants).map(|_| self.random.unit() < self.share).collect();
        if !broken.is_empty() {
            chosen[broken[self.random.below(broken.len())]] = true;
        }
        problem.meetings.iter().map(|meeting| meeting.parties.iter().any(|party| chosen[*party])).collect()
    }
}

/// The breaks of each participant.
pub(super) fn breaks(problem: &Problem, slots: &[usize]) -> Vec<usize> {
    let mut busy = vec![Vec::new(); problem.participants];
    for (meeting, slot) in problem.meetings.iter().zip(slots) {
        for party in &meeting.parties {
            busy[*party].push(*slot);
        }
    }
    busy.iter_mut()
        .map(|slots| {
            slots.sort_unstable();
            slots.windows(2).filter(|pair| pair[1] > pair[0] + 1).count()
        })
        .collect()
}
