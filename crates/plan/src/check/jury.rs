use crate::{
    ending::{Ending, Refused, print, read},
    jury,
};
use clap::Args;
use planner::jury::check::check;
use serde_json::{Value, json};
use std::path::PathBuf;

/// A folder and the plan that was printed for it.
#[derive(Args)]
pub struct Options {
    /// The folder with affinity.csv, conflicts.csv and params.json.
    dir: PathBuf,
    /// What `plan jury --json` printed.
    plan: PathBuf,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(options: &Options) -> Result<Ending, Refused> {
    let problem = jury::problem(&options.dir)?;
    let plan: Value = serde_json::from_str(&read(&options.plan)?).map_err(|e| Refused::file(&options.plan, e))?;
    let plans = match plan.get("frontier").and_then(Value::as_array) {
        Some(all) => all.iter().collect(),
        None => vec![&plan],
    };
    let mut broken = Vec::new();
    let mut worths = Vec::new();
    for plan in plans {
        let pairs = jury::pairs_of(&problem, plan).map_err(|e| Refused::file(&options.plan, e))?;
        match check(&problem, &pairs) {
            Err(more) => broken.extend(more),
            Ok(worth) => {
                let real = (problem.number(worth.total), problem.number(worth.floor));
                for (key, value) in [("total", real.0), ("floor", real.1)] {
                    let said = plan.get(key).and_then(Value::as_f64);
                    if said.is_some_and(|said| said != value) {
                        broken.push(format!("the {key} is {value}, not {}", said.unwrap_or(f64::NAN)));
                    }
                }
                worths.push(json!({ "total": real.0, "floor": real.1 }));
            }
        }
    }
    if options.json {
        print(&json!({ "valid": broken.is_empty(), "broken": broken, "plans": worths }).to_string());
    } else if broken.is_empty() {
        worths.iter().for_each(|w| print(&format!("Every rule is kept: total {}, floor {}.", w["total"], w["floor"])));
    } else {
        broken.iter().for_each(|b| print(b));
    }
    if broken.is_empty() {
        Ok(Ending::Planned)
    } else {
        Err(Refused::file(&options.plan, "the plan is not what it says"))
    }
}
