//! The half that raises the bound.

use super::{
    Plan,
    brake::Brake,
    encoding::{Encoding, Window},
    formula::Found,
};
use crate::meetings::Problem;

pub(super) struct Prover<'a> {
    problem: &'a Problem,
    encoding: Encoding,
    bound: usize,
}

/// What the prover knows after a round.
pub(super) struct News {
    /// No plan of the level has fewer breaks.
    pub(super) bound: usize,
    pub(super) plan: Option<Plan>,
    /// The level has no plan at all.
    pub(super) impossible: bool,
}

impl<'a> Prover<'a> {
    pub(super) fn new(problem: &'a Problem, window: Window, floor: usize, brake: Brake) -> Self {
        let mut encoding = Encoding::whole(problem, window);
        encoding.formula.stop_with(brake);
        Self { problem, encoding, bound: floor }
    }

    /// Asks for a plan as good as the bound, and raises it for every refutation. Pulls
    /// the brake of the finder where nothing better than `known` can be found.
    pub(super) fn run(&mut self, conflicts: i32, known: Option<usize>, finding: &Brake) -> News {
        let mut plan = None;
        let mut impossible = false;
        loop {
            if known.is_some_and(|known| known <= self.bound) {
                finding.pull();
                break;
            }
            let more = self.encoding.more_than(self.bound);
            let assumed = more.map(|more| -more);
            match self.encoding.formula.search(assumed.as_slice(), Some(conflicts)) {
                Found::Nothing => break,
                Found::Model => {
                    plan = Some(self.encoding.plan(self.problem));
                    break;
                }
                Found::Refuted => match assumed {
                    Some(assumed) if self.encoding.formula.failed(assumed) => {
                        self.encoding.formula.clause(&[-assumed]);
                        self.bound += 1;
                    }
                    _ => {
                        impossible = true;
                        finding.pull();
                        break;
                    }
                },
            }
        }
        News { bound: self.bound, plan, impossible }
    }
}
