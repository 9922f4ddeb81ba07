//! Why there is no plan: the smallest set of rules that can be named.
//!
//! First what can be seen without a search ([`sight`]): a meeting without a slot, too
//! many meetings for the slots of a participant or for the tables (Hall's condition,
//! by augmenting paths), meetings that wait for each other. Then the SAT solver with
//! one assumption for each rule: those that its refutation used, less every one
//! without which it still refutes.

mod sight;

use super::{
    brake::Brake,
    formula::{Formula, Found, Lit},
};
use crate::meetings::{Problem, Session};
use std::collections::BTreeSet;

pub(super) use sight::at_sight;

/// How hard it is tried to do without one rule, in conflicts.
const CONFLICTS: i32 = 3000;

/// More clauses than this are not written down for a reason.
const MOST_CLAUSES: usize = 20_000_000;

/// One rule that can be left out.
#[derive(Clone, Debug)]
enum Rule {
    Takes(usize),
    Alone(usize),
    Barred(usize),
    Session(usize),
    Fixed(usize),
    After(usize, usize),
    Tables,
}

/// Numbers from 1, as they stand in a sentence.
pub(super) fn list(numbers: impl IntoIterator<Item = usize>) -> String {
    const MOST: usize = 40;
    let numbers: BTreeSet<usize> = numbers.into_iter().map(|number| number + 1).collect();
    let mut words: Vec<String> = numbers.iter().take(MOST).map(usize::to_string).collect();
    if numbers.len() > MOST {
        words.push(format!("{} more", numbers.len() - MOST));
    }
    match words.pop() {
        Some(last) if words.is_empty() => last,
        Some(last) => format!("{} and {last}", words.join(", ")),
        None => String::new(),
    }
}

/// "meeting 3", "meetings 3 and 4".
pub(super) fn named(one: &str, numbers: impl IntoIterator<Item = usize> + Clone) -> String {
    let plural = if numbers.clone().into_iter().take(2).count() == 2 { "s" } else { "" };
    format!("{one}{plural} {}", list(numbers))
}

/// The rules that cannot be kept together, in words. To be asked where there is no
/// plan.
pub(super) fn by_search(problem: &Problem, fairness: Option<usize>, halt: &Brake) -> String {
    let pairs: usize = problem.agendas().iter().map(|agenda| agenda.len() * agenda.len() / 2).sum();
    let waits: usize = problem.meetings.iter().map(|meeting| meeting.after.len() * problem.slots).sum();
    let tables = problem.meetings.len() * (problem.tables.min(problem.meetings.len()) + 1);
    if (pairs + waits + tables).saturating_mul(problem.slots) > MOST_CLAUSES {
        return "proven by search; there are too many rules to name those that cannot be kept".to_owned();
    }
    let mut formula = Formula::new();
    let mut rules: Vec<(Rule, Lit)> = Vec::new();
    write_down(problem, &mut formula, &mut rules);
    formula.stop_with(halt.another());
    let assumed: Vec<Lit> = rules.iter().map(|(_, literal)| *literal).collect();
    match formula.search(&assumed, None) {
        Found::Refuted => {}
        Found::Nothing => return "proven by search; the time was over before the rules could be named".to_owned(),
        Found::Model => {
            return match fairness {
                Some(most) => format!(
                    "every other rule can be kept, but not with breaks of any two participants that differ by at most {most}"
                ),
                None => "proven by search".to_owned(),
            };
        }
    }
    rules.retain(|(_, literal)| formula.failed(*literal));
    // Rules that make shorter sentences are kept longest.
    rules.sort_by_key(|(rule, _)| match rule {
        Rule::Session(_) | Rule::After(..) => 0,
        Rule::Barred(_) | Rule::Fixed(_) => 1,
        Rule::Tables => 2,
        Rule::Alone(_) => 3,
        Rule::Takes(_) => 4,
    });
    let mut tried = 0;
    while tried < rules.len() && !halt.is_pulled() {
        let without: Vec<Lit> =
            rules.iter().enumerate().filter(|(at, _)| *at != tried).map(|(_, (_, literal))| *literal).collect();
        if formula.search(&without, Some(CONFLICTS)) == Found::Refuted {
            let gone = rules.remove(tried).1;
            debug_assert!(!without.contains(&gone));
            rules.retain(|(_, literal)| formula.failed(*literal));
            // Those before were needed with more rules, so they are needed now.
            tried = tried.min(rules.len());
        } else {
            tried += 1;
        }
    }
    say(problem, &rules)
}

fn write_down(problem: &Problem, formula: &mut Formula, rules: &mut Vec<(Rule, Lit)>) {
    let mut rule = |formula: &mut Formula, rule: Rule| {
        let literal = formula.variable();
        rules.push((rule, literal));
        literal
    };
    let places: Vec<Vec<Lit>> =
        problem.meetings.iter().map(|_| (0..problem.slots).map(|_| formula.variable()).collect()).collect();
    let barred: Vec<Lit> = (0..problem.participants)
        .map(|person| if problem.forbidden[person].is_empty() { 0 } else { rule(formula, Rule::Barred(person)) })
        .collect();
    for (number, meeting) in problem.meetings.iter().enumerate() {
        let takes = rule(formula, Rule::Takes(number));
        let mut clause = places[number].clone();
        clause.push(-takes);
        formula.clause(&clause);
        formula.at_most_one(&places[number]);
        if meeting.session != Session::Either {
            let session = rule(formula, Rule::Session(number));
            let inside = problem.session(meeting.session);
            for slot in (0..problem.slots).filter(|slot| !inside.contains(*slot)) {
                formula.clause(&[-session, -places[number][slot]]);
            }
        }
        if let Some(fixed) = meeting.fixed {
            let held = rule(formula, Rule::Fixed(number));
            for slot in (0..problem.slots).filter(|slot| *slot != fixed) {
                formula.clause(&[-held, -places[number][slot]]);
            }
        }
        for party in &meeting.parties {
            for slot in problem.forbidden[*party].iter() {
                formula.clause(&[-barred[*party], -places[number][slot]]);
            }
        }
        for earlier in &meeting.after {
            let after = rule(formula, Rule::After(number, *earlier));
            for slot in 0..problem.slots {
                for later in slot..problem.slots {
                    formula.clause(&[-after, -places[number][slot], -places[*earlier][later]]);
                }
            }
        }
    }
    for (person, agenda) in problem.agendas().iter().enumerate().filter(|(_, agenda)| agenda.len() > 1) {
        let alone = rule(formula, Rule::Alone(person));
        for (at, one) in agenda.iter().enumerate() {
            for other in &agenda[..at] {
                for (here, there) in places[*one].iter().zip(&places[*other]) {
                    formula.clause(&[-alone, -here, -there]);
                }
            }
        }
    }
    if problem.meetings.len() > problem.tables {
        let tables = rule(formula, Rule::Tables);
        for slot in 0..problem.slots {
            let here: Vec<Lit> = places.iter().map(|slots| slots[slot]).collect();
            if problem.tables == 0 {
                for literal in here {
                    formula.clause(&[-tables, -literal]);
                }
            } else {
                let sums = formula.count(&here, problem.tables + 1, false);
                formula.clause(&[-tables, -sums[problem.tables]]);
            }
        }
    }
}

fn say(problem: &Problem, rules: &[(Rule, Lit)]) -> String {
    let pick = |choose: fn(&Rule) -> Option<usize>| -> Vec<usize> {
        rules.iter().filter_map(|(rule, _)| choose(rule)).collect()
    };
    let mut said = Vec::new();
    let takes = pick(|rule| if let Rule::Takes(number) = rule { Some(*number) } else { None });
    if !takes.is_empty() {
        said.push(format!("{} must take place", named("meeting", takes)));
    }
    let alone = pick(|rule| if let Rule::Alone(person) = rule { Some(*person) } else { None });
    if !alone.is_empty() {
        said.push(format!("{} can only be in one meeting at a time", named("participant", alone)));
    }
    for (rule, _) in rules {
        match rule {
            Rule::Barred(person) => said.push(format!(
                "participant {} cannot use {}",
                person + 1,
                named("slot", problem.forbidden[*person].iter().collect::<Vec<_>>())
            )),
            Rule::Session(number) => said.push(format!(
                "meeting {} is in the {}",
                number + 1,
                if problem.meetings[*number].session == Session::Morning { "morning" } else { "afternoon" }
            )),
            Rule::Fixed(number) => {
                if let Some(slot) = problem.meetings[*number].fixed {
                    said.push(format!("meeting {} is fixed in slot {}", number + 1, slot + 1));
                }
            }
            Rule::After(number, earlier) => {
                said.push(format!("meeting {} is after meeting {}", number + 1, earlier + 1));
            }
            Rule::Tables => said.push(format!("a slot holds {} meetings", problem.tables)),
            Rule::Takes(_) | Rule::Alone(_) => {}
        }
    }
    format!("these cannot hold together: {}", said.join("; "))
}
