//! The problem as clauses.
//!
//! After the encodings that Bofill et al. (JAIR 74, 2022) compare, with three changes
//! that were measured: a participant's meetings are counted slot by slot in unary,
//! which gives the number of meetings, the beginning, the end and the breaks at once;
//! whoever has no break has the first and the last meeting a fixed distance apart,
//! for every pair of counts; and the tables of a slot are counted over participants
//! who never meet each other instead of over meetings, which is a quarter of them.

use super::{
    Plan,
    finder::breaks,
    formula::{Formula, Lit},
};
use crate::meetings::Problem;

/// What each participant's breaks must be between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) least: usize,
    pub(super) most: Option<usize>,
}

/// A problem in clauses, and which literals mean what.
pub(super) struct Encoding {
    pub(super) formula: Formula,
    /// Per meeting its slots, each with the literal that says it is there.
    places: Vec<Vec<(usize, Lit)>>,
    /// Per participant: more than so many breaks.
    breaks: Vec<Vec<Lit>>,
    /// More than so many breaks together, as far as they were counted yet.
    total: Vec<Lit>,
}

/// What is counted of one participant.
struct Row {
    /// Busy in each slot, where that is possible.
    busy: Vec<Option<Lit>>,
    meetings: usize,
}

impl Encoding {
    /// All the rules, and every participant's breaks within the window.
    pub(super) fn whole(problem: &Problem, window: Window) -> Self {
        Self::places(problem, Formula::new()).whole_of(problem, window)
    }

    /// The same for a solver that is set to find plans.
    pub(super) fn whole_to_find(problem: &Problem, window: Window) -> Self {
        Self::places(problem, Formula::to_find()).whole_of(problem, window)
    }

    fn whole_of(self, problem: &Problem, window: Window) -> Self {
        let mut this = self;
        let rows = this.rows(problem, true);
        this.tables(problem, &rows);
        for row in &rows {
            let breaks = this.breaks_of(row, window);
            this.breaks.push(breaks);
        }
        this
    }

    /// Only who meets whom when: no tables, no breaks. Where the search begins.
    pub(super) fn bare(problem: &Problem) -> Self {
        let mut this = Self::places(problem, Formula::new());
        this.rows(problem, false);
        this
    }

    fn places(problem: &Problem, mut formula: Formula) -> Self {
        let places: Vec<Vec<(usize, Lit)>> = problem
            .meetings
            .iter()
            .map(|meeting| problem.allowed(meeting).iter().map(|slot| (slot, formula.variable())).collect())
            .collect();
        for slots in &places {
            let literals: Vec<Lit> = slots.iter().map(|(_, literal)| *literal).collect();
            formula.clause(&literals);
            formula.at_most_one(&literals);
        }
        for (number, meeting) in problem.meetings.iter().enumerate() {
            for earlier in &meeting.after {
                for (slot, literal) in &places[number] {
                    let mut clause = vec![-literal];
                    clause.extend(places[*earlier].iter().filter(|(s, _)| s < slot).map(|(_, l)| *l));
                    formula.clause(&clause);
                }
                for (slot, literal) in &places[*earlier] {
                    let mut clause = vec![-literal];
                    clause.extend(places[number].iter().filter(|(s, _)| s > slot).map(|(_, l)| *l));
                    formula.clause(&clause);
                }
            }
        }
        Self { formula, places, breaks: Vec::new(), total: Vec::new() }
    }

    /// Nobody is in two meetings at once; `named` gives a literal for being in one.
    fn rows(&mut self, problem: &Problem, named: bool) -> Vec<Row> {
        let mut rows = Vec::new();
        for agenda in problem.agendas() {
            let mut by_slot: Vec<Vec<Lit>> = vec![Vec::new(); problem.slots];
            for number in &agenda {
                for (slot, literal) in &self.places[*number] {
                    by_slot[*slot].push(*literal);
                }
            }
            let mut busy = Vec::new();
            for mut literals in by_slot {
                self.formula.at_most_one(&literals);
                busy.push(match literals.as_slice() {
                    _ if !named => None,
                    [] => None,
                    [only] => Some(*only),
                    _ => {
                        let busy = self.formula.variable();
                        for literal in &literals {
                            self.formula.clause(&[-literal, busy]);
                        }
                        literals.push(-busy);
                        self.formula.clause(&literals);
                        Some(busy)
                    }
                });
            }
            rows.push(Row { busy, meetings: agenda.len() });
        }
        rows
    }

    /// At most so many meetings in a slot.
    fn tables(&mut self, problem: &Problem, rows: &[Row]) {
        let count = problem.meetings.len();
        if count <= problem.tables {
            return;
        }
        // Participants of whom no two are in one meeting: their busy slots count
        // their meetings, and only the other meetings are counted themselves.
        let agendas = problem.agendas();
        let mut by_load: Vec<usize> = (0..problem.participants).filter(|p| agendas[*p].len() > 1).collect();
        by_load.sort_by_key(|p| std::cmp::Reverse(agendas[*p].len()));
        let mut barred = vec![false; problem.participants];
        let mut counted = vec![false; count];
        let mut inputs: Vec<Vec<Lit>> = vec![Vec::new(); problem.slots];
        for participant in by_load {
            if barred[participant] {
                continue;
            }
            for number in &agendas[participant] {
                counted[*number] = true;
                for party in &problem.meetings[*number].parties {
                    barred[*party] = true;
                }
            }
            for (slot, busy) in rows[participant].busy.iter().enumerate() {
                inputs[slot].extend(busy);
            }
        }
        for (places, _) in self.places.iter().zip(&counted).filter(|(_, counted)| !**counted) {
            for (slot, literal) in places {
                inputs[*slot].push(*literal);
            }
        }
        // The same once more over everybody: the breaks follow from who is busy when,
        // and a bound on them can be proven without a word on single meetings.
        let widest = problem.meetings.iter().map(|meeting| meeting.parties.len()).max().unwrap_or(0);
        for slot in 0..problem.slots {
            let all: Vec<Lit> = rows.iter().filter_map(|row| row.busy[slot]).collect();
            self.at_most(&all, problem.tables.saturating_mul(widest));
        }
        // What the other slots cannot hold is in this one.
        let least = count.saturating_sub(problem.tables.saturating_mul(problem.slots - 1));
        for inputs in inputs {
            self.at_most(&inputs, problem.tables);
            let idle: Vec<Lit> = inputs.iter().map(|literal| -literal).collect();
            match inputs.len().checked_sub(least) {
                Some(most) if least > 0 => self.at_most(&idle, most),
                Some(_) => {}
                None => self.formula.clause(&[]),
            }
        }
    }

    fn at_most(&mut self, literals: &[Lit], most: usize) {
        if most == 0 {
            for literal in literals {
                self.formula.clause(&[-literal]);
            }
        } else if literals.len() > most {
            let sums = self.formula.count(literals, most + 1, false);
            self.formula.clause(&[-sums[most]]);
        }
    }

    /// Counts the breaks of one participant, and holds them within the window.
    fn breaks_of(&mut self, row: &Row, window: Window) -> Vec<Lit> {
        let both = window.least > 0;
        let slots = row.busy.len();
        let n = row.meetings;
        let mut breaks = Vec::new();
        if n > 0 {
            let counts = self.counts(row);
            let gaps = if n > 1 { self.gaps(row, &counts, both) } else { Vec::new() };
            let possible = (n - 1).min(slots.saturating_sub(n)).min(gaps.len());
            let wanted = window.most.map_or(possible, |most| possible.min(most + 1));
            breaks = self.formula.count(&gaps, wanted, both);
            if let Some(most) = window.most
                && breaks.len() > most
            {
                self.formula.clause(&[-breaks[most]]);
                breaks.truncate(most);
            }
            if let Some(some) = breaks.first().copied() {
                self.blocks(&counts, n, some);
            }
        }
        match window.least.checked_sub(1) {
            None => {}
            Some(at) => match breaks.get(at).copied() {
                Some(enough) => self.formula.clause(&[enough]),
                None => self.formula.clause(&[]),
            },
        }
        breaks
    }

    /// `counts[s][k]`: at least k of the participant's n meetings are before slot s,
    /// for k up to n + 1.
    fn counts(&mut self, row: &Row) -> Vec<Vec<Lit>> {
        let n = row.meetings;
        let truth = self.formula.truth();
        let usable = row.busy.iter().flatten().count();
        let mut seen = 0;
        let mut counts: Vec<Vec<Lit>> = Vec::with_capacity(row.busy.len() + 1);
        for slot in 0..=row.busy.len() {
            let here = slot.checked_sub(1).and_then(|before| row.busy[before]);
            seen += usize::from(here.is_some());
            let mut count = vec![truth];
            for k in 1..=n + 1 {
                count.push(if k > seen || k > n {
                    -truth
                } else if k + (usable - seen) <= n {
                    truth
                } else {
                    match (here, counts.last()) {
                        (None, Some(before)) => before[k],
                        _ => self.formula.variable(),
                    }
                });
            }
            if let (Some(busy), Some(before)) = (here, counts.last()) {
                for k in 1..=n + 1 {
                    self.formula.clause(&[-before[k], count[k]]);
                    self.formula.clause(&[-busy, -before[k - 1], count[k]]);
                    self.formula.clause(&[busy, before[k], -count[k]]);
                    self.formula.clause(&[before[k - 1], -count[k]]);
                }
            }
            counts.push(count);
        }
        counts
    }

    /// Where a break begins: busy, then idle, and not done yet.
    fn gaps(&mut self, row: &Row, counts: &[Vec<Lit>], both: bool) -> Vec<Lit> {
        let truth = self.formula.truth();
        let mut gaps = Vec::new();
        for (pair, count) in row.busy.windows(2).zip(&counts[1..]) {
            let Some(before) = pair[0] else { continue };
            let here = pair[1].unwrap_or(-truth);
            let done = count[row.meetings];
            if done == truth {
                continue;
            }
            let gap = self.formula.variable();
            self.formula.clause(&[-before, here, done, gap]);
            if both {
                self.formula.clause(&[-gap, before]);
                self.formula.clause(&[-gap, -here]);
                self.formula.clause(&[-gap, -done]);
            }
            gaps.push(gap);
        }
        gaps
    }

    /// Without a break, whoever has begun k meetings is done n − k slots later.
    fn blocks(&mut self, counts: &[Vec<Lit>], n: usize, some: Lit) {
        for slot in 0..counts.len() {
            for k in 1..n {
                if let Some(later) = counts.get(slot + n - k) {
                    self.formula.clause(&[some, -counts[slot][k], later[n]]);
                }
            }
        }
    }

    /// The literal that says: more than so many breaks together. `None` where that
    /// cannot be.
    pub(super) fn more_than(&mut self, breaks: usize) -> Option<Lit> {
        let all: Vec<Lit> = self.breaks.iter().flatten().copied().collect();
        if breaks >= all.len() {
            return None;
        }
        if breaks >= self.total.len() {
            let most = (2 * breaks).max(8).min(all.len());
            self.total = self.formula.count(&all, most, false);
        }
        self.total.get(breaks).copied()
    }

    /// The literals that hold these meetings in their slots.
    pub(super) fn hold<'a>(
        &'a self,
        held: impl Iterator<Item = (usize, usize)> + 'a,
    ) -> impl Iterator<Item = Lit> + 'a {
        held.filter_map(|(meeting, slot)| {
            self.places[meeting].iter().find(|place| place.0 == slot).map(|place| place.1)
        })
    }

    /// The plan in the model of the last search.
    pub(super) fn plan(&mut self, problem: &Problem) -> Plan {
        let slots = self.slots();
        Plan { breaks: breaks(problem, &slots).iter().sum(), slots }
    }

    /// The slot of each meeting in the model of the last search.
    pub(super) fn slots(&mut self) -> Vec<usize> {
        self.places
            .iter()
            .map(|places| {
                let place = places.iter().find(|(_, literal)| self.formula.holds(*literal));
                place.expect("a model gives every meeting one of its slots").0
            })
            .collect()
    }
}
