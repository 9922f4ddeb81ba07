//! `convoke plan meetings`.

use crate::{
    brokerage,
    ending::{self, Ending, Refused},
    watch::Run,
};
use clap::Args;
use planner::{
    Status,
    meetings::{Problem, dzn, exact},
};
use serde::Serialize;
use std::{
    fmt::Write,
    path::{Path, PathBuf},
    str::FromStr,
};

/// Plans meetings in slots.
#[derive(Args)]
pub struct Options {
    /// MiniZinc data of the published problem (`.dzn`), or a brokerage event as JSON
    /// (`slots`, `tables`, `people`, `away`, `wishes`).
    file: PathBuf,
    /// How far apart the breaks of two participants may be, or `none` for any distance.
    #[arg(long, value_name = "D", default_value = "2")]
    fairness: Fairness,
    #[command(flatten)]
    run: Run,
    /// One object instead of a table.
    #[arg(long)]
    json: bool,
}

/// How far apart the breaks of two participants may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fairness(Option<usize>);

impl Fairness {
    pub(crate) fn most(self) -> Option<usize> {
        self.0
    }
}

impl FromStr for Fairness {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "none" => Ok(Self(None)),
            _ => text.parse().map(|most: u32| Self(Some(most as usize))).map_err(|_| "neither a number nor `none`"),
        }
    }
}

/// What is printed. Slots count from 1.
#[derive(Serialize)]
struct Printed {
    status: Status,
    breaks: Option<usize>,
    /// `null` where there is no plan.
    bound: Option<usize>,
    seconds: f64,
    slots: Option<Vec<usize>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

/// Reads a published problem.
pub(crate) fn problem(path: &Path, text: &str) -> Result<Problem, Refused> {
    dzn::read(text).map_err(|flaw| Refused::file(path, flaw))
}

pub(crate) fn run(options: &Options) -> Result<Ending, Refused> {
    let text = ending::read(&options.file)?;
    if brokerage::is_one(&text) {
        return brokerage::run(&options.file, &text, &options.run, options.json);
    }
    let problem = problem(&options.file, &text)?;
    let fairness = options.fairness.most();
    let (answer, took) = options.run.under_watch(|control| exact::plan(&problem, fairness, &control));
    let ending = match answer.status {
        Status::Optimal | Status::Feasible => Ending::Planned,
        Status::Infeasible => Ending::Infeasible,
        Status::Unknown => Ending::Unknown,
    };
    let printed = Printed {
        status: answer.status,
        breaks: answer.breaks,
        bound: (answer.status != Status::Infeasible).then_some(answer.bound),
        seconds: (took.as_secs_f64() * 1000.0).round() / 1000.0,
        slots: answer.slots.map(|slots| slots.iter().map(|slot| slot + 1).collect()),
        reason: answer.reason,
    };
    ending::print(&if options.json {
        serde_json::to_string(&printed).map_err(|error| Refused(error.to_string()))?
    } else {
        table(&problem, &printed)
    });
    Ok(ending)
}

/// The meetings of each slot, and what they cost.
fn table(problem: &Problem, printed: &Printed) -> String {
    let mut text = match printed.status {
        Status::Optimal => "No plan has fewer breaks.".to_owned(),
        Status::Feasible => "A plan; one with fewer breaks may exist.".to_owned(),
        Status::Infeasible => "There is no plan.".to_owned(),
        Status::Unknown => "No plan was found in the time given.".to_owned(),
    };
    if let Some(reason) = &printed.reason {
        // Writing to a text cannot fail.
        let _ = write!(text, " {reason}");
    }
    if let (Some(breaks), Some(bound), Some(slots)) = (printed.breaks, printed.bound, &printed.slots) {
        let _ = write!(text, "\n{breaks} breaks, at least {bound}, after {:.2} s", printed.seconds);
        for slot in 1..=problem.slots {
            let _ = write!(text, "\nslot {slot}:");
            for (number, meeting) in problem.meetings.iter().enumerate().filter(|(number, _)| slots[*number] == slot) {
                let parties: Vec<String> = meeting.parties.iter().map(|party| (party + 1).to_string()).collect();
                let _ = write!(text, " {}({})", number + 1, parties.join("–"));
            }
        }
    }
    text
}
