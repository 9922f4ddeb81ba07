//! `convoke plan meetings` for a brokerage event: thousands of people and their wishes.

use crate::{
    ending::{Ending, Refused, print},
    watch::Run,
};
use planner::{
    Status,
    brokerage::{Answer, Event, Plan, check, read, solve},
};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// The text is a brokerage event, or would be one: it is JSON, which MiniZinc is not.
pub(crate) fn is_one(text: &str) -> bool {
    text.trim_start().starts_with('{')
}

/// What is printed, and read again to be checked. Slots count from 1.
#[derive(Serialize, Deserialize)]
struct Printed {
    status: String,
    weight: u64,
    bound: u64,
    breaks: u64,
    seconds: f64,
    /// Per wish; `null` where it does not come true.
    slots: Vec<Option<u8>>,
}

/// Plans the event of this text.
pub(crate) fn run(file: &Path, text: &str, run: &Run, json: bool) -> Result<Ending, Refused> {
    let event = read(text).map_err(|flaw| Refused::file(file, flaw))?;
    let (answer, took) = run.under_watch(|control| solve(&event, &control));
    let Answer { status, plan, weight, bound, breaks } = answer;
    if json {
        let status = if status == Status::Optimal { "optimal" } else { "feasible" }.to_owned();
        let slots = plan.slots.iter().map(|slot| slot.map(|slot| slot + 1)).collect();
        let printed = Printed { status, weight, bound, breaks, seconds: took.as_secs_f64(), slots };
        print(&serde_json::to_string(&printed).map_err(|error| Refused(error.to_string()))?);
    } else {
        let met = plan.slots.iter().flatten().count();
        let gap = 100.0 * (bound - weight) as f64 / (bound.max(1)) as f64;
        print(&format!(
            "{met} of {} wishes come true, with a weight of {weight}; no plan has more than {bound} ({gap:.3} %).\n\
             {breaks} breaks, {:.2} a person.",
            event.wishes.len(),
            breaks as f64 / event.there.len().max(1) as f64
        ));
    }
    Ok(Ending::Planned)
}

/// Verifies a printed plan.
pub(crate) fn verify(file: &Path, text: &str, plan: &Path, printed: &str) -> Result<Ending, Refused> {
    let event: Event = read(text).map_err(|flaw| Refused::file(file, flaw))?;
    let printed: Printed = serde_json::from_str(printed).map_err(|error| Refused::file(plan, error))?;
    let slots = printed.slots.iter().map(|slot| slot.map(|slot| slot.wrapping_sub(1))).collect();
    let score = check::check(&event, &Plan { slots }).map_err(|why| Refused::file(plan, why))?;
    if (score.weight, score.breaks) != (printed.weight, printed.breaks) || printed.bound < score.weight {
        return Err(Refused::file(
            plan,
            format!(
                "it says weight {} and {} breaks; it has {} and {}",
                printed.weight, printed.breaks, score.weight, score.breaks
            ),
        ));
    }
    print(&format!("valid: weight {}, {} meetings, {} breaks", score.weight, score.meetings, score.breaks));
    Ok(Ending::Planned)
}
