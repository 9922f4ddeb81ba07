//! `convoke plan check meetings`.

use crate::{
    brokerage,
    ending::{self, Ending, Refused},
    meetings::{Fairness, problem},
};
use clap::Args;
use planner::meetings::check;
use serde::Deserialize;
use serde_json::json;
use std::path::PathBuf;

/// Verifies a plan of meetings.
#[derive(Args)]
pub struct Options {
    /// What was to be planned.
    file: PathBuf,
    /// What was printed.
    plan: PathBuf,
    /// How far apart the breaks of two participants may be, or `none`.
    #[arg(long, value_name = "D", default_value = "2")]
    fairness: Fairness,
    /// One object instead of sentences.
    #[arg(long)]
    json: bool,
}

/// As much of a printed plan as is checked. Slots count from 1.
#[derive(Deserialize)]
struct Printed {
    breaks: Option<usize>,
    slots: Option<Vec<usize>>,
}

pub(crate) fn run(options: &Options) -> Result<Ending, Refused> {
    let input = ending::read(&options.file)?;
    let text = ending::read(&options.plan)?;
    if brokerage::is_one(&input) {
        return brokerage::verify(&options.file, &input, &options.plan, &text);
    }
    let problem = problem(&options.file, &input)?;
    let printed: Printed = serde_json::from_str(&text).map_err(|error| Refused::file(&options.plan, error))?;
    let Some(slots) = printed.slots else {
        return Err(Refused::file(&options.plan, "there is no plan in it"));
    };
    if slots.contains(&0) {
        return Err(Refused::file(&options.plan, "slots count from 1"));
    }
    let slots: Vec<usize> = slots.iter().map(|slot| slot - 1).collect();
    let mut verdict = check::check(&problem, options.fairness.most(), &slots);
    if let Some(breaks) = printed.breaks
        && breaks != verdict.breaks
        && slots.len() == problem.meetings.len()
    {
        verdict.broken.push(format!("the plan says {breaks} breaks and has {}", verdict.breaks));
    }
    if options.json {
        ending::print(
            &json!({ "valid": verdict.is_valid(), "breaks": verdict.breaks, "broken": verdict.broken }).to_string(),
        );
    } else if verdict.is_valid() {
        ending::print(&format!("valid, {} breaks", verdict.breaks));
    } else {
        ending::print(&verdict.broken.join("\n"));
    }
    Ok(if verdict.is_valid() { Ending::Planned } else { Ending::Unknown })
}
