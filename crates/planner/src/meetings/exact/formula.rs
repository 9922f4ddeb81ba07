//! Clauses, and the two counting constraints that are made of them.

use super::brake::Brake;
use cadical_sys::{CaDiCal, Status};

/// A literal: a variable, or its negation as a negative number.
pub(super) type Lit = i32;

/// A SAT solver and the variables given out so far.
pub(super) struct Formula {
    solver: CaDiCal,
    variables: i32,
    truth: Lit,
}

/// How a search ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    Model,
    Refuted,
    /// The limit was reached, or somebody stopped the search.
    Nothing,
}

impl Formula {
    pub(super) fn new() -> Self {
        Self::with(CaDiCal::new())
    }

    /// One that is set to find models rather than refutations.
    pub(super) fn to_find() -> Self {
        let mut solver = CaDiCal::new();
        solver.configure("sat");

        Self::with(solver)
    }

    fn with(solver: CaDiCal) -> Self {
        let mut new = Self { solver, variables: 0, truth: 0 };
        new.truth = new.variable();
        new.clause(&[new.truth]);
        new
    }

    /// A literal that is always true.
    pub(super) fn truth(&self) -> Lit {
        self.truth
    }

    pub(super) fn variable(&mut self) -> Lit {
        self.variables += 1;
        self.variables
    }

    pub(super) fn clause(&mut self, literals: &[Lit]) {
        if literals.contains(&self.truth) {
            return;
        }
        for literal in literals.iter().filter(|l| **l != -self.truth) {
            self.solver.add(*literal);
        }
        self.solver.add(0);
    }

    /// At most one of them. Pairs where they are few, otherwise a chain of groups with
    /// one new variable each (Klieber and Kwon's commander, in a row).
    pub(super) fn at_most_one(&mut self, literals: &[Lit]) {
        const GROUP: usize = 6;
        let mut rest = literals.to_vec();
        while rest.len() > GROUP {
            let tail = rest.split_off(GROUP - 1);
            let later = self.variable();
            for literal in &tail {
                self.clause(&[-literal, later]);
            }
            rest.push(later);
            self.pairs(&rest);
            rest = tail;
        }
        self.pairs(&rest);
    }

    fn pairs(&mut self, literals: &[Lit]) {
        for (i, a) in literals.iter().enumerate() {
            for b in &literals[..i] {
                self.clause(&[-a, -b]);
            }
        }
    }

    /// Counts in unary (Bailleux and Boufkhad's totalizer, cut off at `most`): the
    /// literal at `k` is implied where more than `k` of the inputs are true. With
    /// `both`, it also implies that they are.
    pub(super) fn count(&mut self, inputs: &[Lit], most: usize, both: bool) -> Vec<Lit> {
        if inputs.len() <= 1 || most == 0 {
            return inputs.iter().copied().take(most).collect();
        }
        let (left, right) = inputs.split_at(inputs.len() / 2);
        let (left, right) = (self.count(left, most, both), self.count(right, most, both));
        let width = (left.len() + right.len()).min(most);
        let sums: Vec<Lit> = (0..width).map(|_| self.variable()).collect();
        for i in 0..=left.len() {
            for j in 0..=right.len() {
                let sum = i + j;
                if (1..=width).contains(&sum) {
                    let mut clause = vec![sums[sum - 1]];
                    clause.extend(i.checked_sub(1).map(|at| -left[at]));
                    clause.extend(j.checked_sub(1).map(|at| -right[at]));
                    self.clause(&clause);
                }
                // A half that was cut off may be larger than its last literal says, but
                // then the sum is at least `most` and nothing follows from it.
                if both && sum < width {
                    let mut clause = vec![-sums[sum]];
                    clause.extend(left.get(i));
                    clause.extend(right.get(j));
                    self.clause(&clause);
                }
            }
        }
        for pair in sums.windows(2) {
            self.clause(&[-pair[1], pair[0]]);
        }
        sums
    }

    /// Searches for at most so many conflicts.
    pub(super) fn search(&mut self, assumed: &[Lit], conflicts: Option<i32>) -> Found {
        for literal in assumed {
            self.solver.assume(*literal);
        }
        if let Some(conflicts) = conflicts {
            self.solver.limit("conflicts", conflicts);
        }
        match self.solver.solve() {
            Status::SATISFIABLE => Found::Model,
            Status::UNSATISFIABLE => Found::Refuted,
            Status::UNKNOWN => Found::Nothing,
        }
    }

    /// Is it true in the model of the last search?
    pub(super) fn holds(&mut self, literal: Lit) -> bool {
        self.solver.val(literal) > 0
    }

    /// Did the last refutation need this assumption?
    pub(super) fn failed(&mut self, literal: Lit) -> bool {
        self.solver.failed(literal)
    }

    /// Ends a search from outside.
    pub(super) fn stop_with(&mut self, brake: Brake) {
        self.solver.connect_terminator(brake);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_says_how_many() {
        for (inputs, most) in [(5, 5), (5, 3), (7, 4)] {
            for pattern in 0..1_u32 << inputs {
                let mut formula = Formula::new();
                let literals: Vec<Lit> = (0..inputs).map(|_| formula.variable()).collect();
                let sums = formula.count(&literals, most, true);
                for (at, literal) in literals.iter().enumerate() {
                    let literal = if pattern >> at & 1 == 1 { *literal } else { -*literal };
                    formula.clause(&[literal]);
                }
                assert_eq!(formula.search(&[], None), Found::Model);
                let counted = sums.iter().filter(|sum| formula.holds(**sum)).count();
                assert_eq!(counted, (pattern.count_ones() as usize).min(most), "{inputs} {most} {pattern:b}");
            }
        }
    }

    #[test]
    fn of_many_at_most_one_holds() {
        let mut formula = Formula::new();
        let literals: Vec<Lit> = (0..20).map(|_| formula.variable()).collect();
        formula.at_most_one(&literals);
        for a in &literals {
            assert_eq!(formula.search(&[*a], None), Found::Model);
            for b in literals.iter().filter(|b| *b != a) {
                assert_eq!(formula.search(&[*a, *b], None), Found::Refuted);
            }
        }
    }
}
