//! Plans and reasons in words and as JSON.

use super::{ending, explained, status};
use crate::ending::{Ending, print};
use planner::jury::{Answer, Floored, Problem, Reason, Shortage, Verdict};
use serde_json::{Value, json};
use std::time::Duration;

/// Pairs by the names of the file.
pub(super) fn pairs(problem: &Problem, pairs: &[(u32, u32)]) -> Value {
    pairs.iter().map(|&(e, j)| json!([problem.entries.value(e), problem.jurors.value(j)])).collect()
}

/// The plan as the contract has it.
pub(super) fn plan(problem: &Problem, found: &Floored) -> Value {
    let plan = found.answer.plan.clone().unwrap_or_default();
    json!({
        "status": status(&found.answer),
        "total": problem.number(plan.total),
        "bound": found.answer.bound.map(|b| problem.number(b)),
        "floor": problem.number(plan.floor),
        "floor_bound": problem.number(found.floor_bound),
        "pairs": pairs(problem, &plan.pairs),
    })
}

pub(super) fn frontier(problem: &Problem, all: &[Floored], after: Duration, as_json: bool) -> Ending {
    let with_plan: Vec<&Floored> = all.iter().filter(|f| f.answer.plan.is_some()).collect();
    if with_plan.is_empty() {
        return match all.first() {
            Some(found) => nothing(problem, found, as_json),
            None => Ending::Unknown,
        };
    }
    if as_json {
        let list: Vec<Value> = with_plan.iter().map(|found| plan(problem, found)).collect();
        let is_proven = with_plan.iter().all(|f| f.answer.status == planner::Status::Optimal);
        let status = if is_proven { "optimal" } else { "feasible" };
        print(&json!({ "status": status, "seconds": after.as_secs_f64(), "frontier": list }).to_string());
    } else {
        print("     floor        total");
        for found in with_plan {
            let plan = found.answer.plan.clone().unwrap_or_default();
            let (floor, total) = (problem.number(plan.floor), problem.number(plan.total));
            print(&format!("{floor:10} {total:12}  {}", status(&found.answer).as_str().unwrap_or("")));
        }
    }
    Ending::Planned
}

/// There is no plan: why.
pub(super) fn nothing(problem: &Problem, found: &Floored, as_json: bool) -> Ending {
    let reason = explained(problem, found);
    if as_json {
        print(&json!({ "status": status(&found.answer), "reason": reason }).to_string());
    } else {
        print(&in_words(problem, found));
    }
    ending(found.answer.status)
}

fn names(labels: &planner::jury::Labels, all: &[u32]) -> String {
    let mut text: Vec<&str> = all.iter().take(12).map(|&at| labels.name(at)).collect();
    if all.len() > 12 {
        text.push("…");
    }
    text.join(", ")
}

fn in_words(problem: &Problem, found: &Floored) -> String {
    match (&found.answer.shortage, found.hopeless) {
        (Some(Shortage::OfJurors { entries, jurors, needed, available }), _) => {
            let categories = planner::jury::categories_of(problem, entries);
            let of = if categories.is_empty() { String::new() } else { format!(" of {}", categories.join(", ")) };
            format!(
                "No plan: {} entries{of} ({}) need {needed} reviews, but the {} jurors who may judge them can give \
                 only {available}.",
                entries.len(),
                names(&problem.entries, entries),
                jurors.len()
            )
        }
        (Some(Shortage::OfEntries { jurors, needed, available }), _) => format!(
            "No plan: {} jurors ({}) must get {needed} entries, but there are only {available} for them.",
            jurors.len(),
            names(&problem.jurors, jurors)
        ),
        (None, Some(entry)) => {
            format!("No plan: entry {} cannot have this floor, whoever judges it.", problem.entries.name(entry))
        }
        (None, None) if found.answer.status == planner::Status::Infeasible => {
            "No plan: no assignment has this floor.".to_owned()
        }
        (None, None) => "Neither a plan nor a proof that there is none was found in the time given.".to_owned(),
    }
}

/// A table of the plan.
pub(super) fn readable(problem: &Problem, found: &Floored) {
    let Some(plan) = &found.answer.plan else { return };
    let mut at = 0;
    while at < plan.pairs.len() {
        let entry = plan.pairs[at].0;
        let end = at + plan.pairs[at..].iter().take_while(|p| p.0 == entry).count();
        let jurors: Vec<&str> = plan.pairs[at..end].iter().map(|p| problem.jurors.name(p.1)).collect();
        let sum: i128 = plan.pairs[at..end].iter().filter_map(|p| problem.affinity(p.0, p.1)).map(i128::from).sum();
        print(&format!("{}: {}  ({})", problem.entries.name(entry), jurors.join(", "), problem.number(sum)));
        at = end;
    }
    let known = status(&found.answer);
    let (total, floor) = (problem.number(plan.total), problem.number(plan.floor));
    print(&format!("Total {total}, floor {floor}: {}.", known.as_str().unwrap_or("")));
}

/// Jurors of whom more would help, dearest first.
pub(super) fn short(problem: &Problem, answer: &Answer) -> Value {
    let mut all: Vec<(usize, i128)> =
        answer.prices.iter().copied().enumerate().filter(|(_, price)| *price > 0).collect();
    all.sort_by_key(|&(at, price)| (-price, at));
    let mut list = Vec::new();
    for (juror, price) in all {
        list.push(json!({ "juror": problem.jurors.value(juror as u32), "gain": problem.number(price) }));
    }
    list.into()
}

pub(super) fn reason(problem: &Problem, reason: &Reason) -> Value {
    let mut said = json!({
        "entry": problem.entries.value(reason.entry),
        "juror": problem.jurors.value(reason.juror),
        "text": sentence(problem, reason),
    });
    match &reason.verdict {
        Verdict::Assigned => said["verdict"] = "assigned".into(),
        Verdict::Conflict(why) => {
            said["verdict"] = "conflict".into();
            said["reason"] = why.to_string().into();
        }
        Verdict::Absent => said["verdict"] = "absent".into(),
        Verdict::Impossible => said["verdict"] = "impossible".into(),
        Verdict::Loss { loss, changes } => {
            said["verdict"] = "loss".into();
            said["loss"] = json!(problem.number(*loss));
            said["gives"] = pairs(problem, &changes.gives);
            said["takes"] = pairs(problem, &changes.takes);
        }
        Verdict::Unknown => said["verdict"] = "unknown".into(),
    }
    said
}

pub(super) fn sentence(problem: &Problem, reason: &Reason) -> String {
    let (entry, juror) = (problem.entries.name(reason.entry), problem.jurors.name(reason.juror));
    match &reason.verdict {
        Verdict::Assigned => format!("{juror} judges {entry}."),
        Verdict::Conflict(why) => format!("{juror} must not judge {entry}: {why}"),
        Verdict::Absent => format!("{juror} is no candidate for {entry}."),
        Verdict::Impossible => format!("With {juror} on {entry} no plan keeps every rule."),
        Verdict::Loss { loss, changes } => format!(
            "With {juror} on {entry} the best total is {} less; {} pairs would change.",
            problem.number(*loss),
            changes.gives.len() + changes.takes.len()
        ),
        Verdict::Unknown => format!("Why {juror} is not on {entry} is not known without a proof of the total."),
    }
}
