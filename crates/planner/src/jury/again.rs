//! Assignments that build on one that stands: a juror drops out, or scores leave a doubt.

use super::{
    assign::{Answer, Plan, assign},
    problem::{Conflict, Problem},
    sheet::Sheet,
};
use crate::{
    Control, Flaw,
    rank::{Question, Scores, TooLarge, rank},
};
use std::collections::HashSet;

/// Entry and juror, row by row.
///
/// # Errors
///
/// A name that the problem does not have, and where.
pub fn read_pairs(problem: &Problem, text: &str) -> Result<Vec<(u32, u32)>, Flaw> {
    let mut sheet = Sheet::open(text)?;
    let (entry, juror) = (sheet.need("entry")?, sheet.need("juror")?);
    let mut pairs = Vec::new();
    while sheet.read()? {
        let find = |at: usize, labels: &super::Labels| {
            let name = sheet.field(at).text.trim();
            labels.find(name).ok_or_else(|| sheet.wrong(at, format!("nobody is called {name}")))
        };
        pairs.push((find(entry, &problem.entries)?, find(juror, &problem.jurors)?));
    }
    Ok(pairs)
}

/// The best plan in which all kept pairs stay, but for those of the juror who drops out
/// that are not done. Least loads are no condition here: nobody loses work for them.
pub fn reassign(
    problem: &Problem,
    kept: &[(u32, u32)],
    without: u32,
    done: &[(u32, u32)],
    control: &Control<'_>,
) -> Answer {
    let done: HashSet<(u32, u32)> = done.iter().copied().collect();
    let stays: Vec<(u32, u32)> = kept.iter().copied().filter(|p| p.1 != without || done.contains(p)).collect();
    let mut rest = beside(problem, &stays);
    rest.most[without as usize] = 0;
    complete(problem, &rest, stays, control)
}

/// The best way to give `more` reviews to every entry about which the scores cannot tell
/// whether it is in the top. Also the pairs that have judged already.
///
/// # Errors
///
/// If the model of the scores would not fit into memory.
pub fn more_reviews(
    problem: &Problem,
    scores: &Scores,
    question: Question,
    more: u32,
    control: &Control<'_>,
) -> Result<(Answer, Vec<(u32, u32)>), TooLarge> {
    let ranking = rank(scores, question, control)?;
    let mut before: Vec<(u32, u32)> = (scores.rows.iter())
        .filter_map(|&(item, judge, _)| {
            let entry = problem.entries.find(scores.items.name(item))?;
            Some((entry, problem.jurors.find(scores.judges.name(judge))?))
        })
        .collect();
    before.sort_unstable();
    before.dedup();
    let mut rest = beside(problem, &before);
    rest.reviews.fill(0);
    for item in ranking.items.iter().filter(|item| item.is_in_band(question.top)) {
        if let Some(entry) = problem.entries.find(scores.items.name(item.item)) {
            rest.reviews[entry as usize] = more;
        }
    }
    Ok((complete(problem, &rest, before.clone(), control), before))
}

/// What is left to assign when these pairs stand.
fn beside(problem: &Problem, stays: &[(u32, u32)]) -> Problem {
    let mut rest = problem.clone();
    rest.least.fill(0);
    for &(entry, juror) in stays {
        let (reviews, most) = (&mut rest.reviews[entry as usize], &mut rest.most[juror as usize]);
        *reviews = reviews.saturating_sub(1);
        *most = most.saturating_sub(1);
        rest.conflicts.push(Conflict { entry, juror, reason: "is on it already".into() });
    }
    rest.conflicts.sort_by_key(|c| (c.entry, c.juror));
    rest.conflicts.dedup_by_key(|c| (c.entry, c.juror));
    let mut pairs = super::Pairs { starts: vec![0], ..super::Pairs::default() };
    for entry in 0..problem.entries.len() as u32 {
        for at in problem.pairs.of(entry) {
            if rest.conflict(entry, problem.pairs.jurors[at]).is_none() {
                pairs.jurors.push(problem.pairs.jurors[at]);
                pairs.values.push(problem.pairs.values[at]);
            }
        }
        pairs.starts.push(pairs.jurors.len() as u32);
    }
    rest.pairs = pairs;
    rest
}

fn complete(problem: &Problem, rest: &Problem, mut stays: Vec<(u32, u32)>, control: &Control<'_>) -> Answer {
    let mut answer = assign(rest, control);
    if let Some(plan) = answer.plan.take() {
        let fixed: i128 = stays.iter().filter_map(|p| problem.affinity(p.0, p.1)).map(i128::from).sum();
        answer.bound = answer.bound.map(|b| b + fixed);
        stays.extend(plan.pairs);
        answer.plan = Some(Plan::of(problem, stays));
    }
    answer
}
