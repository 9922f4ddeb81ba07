use crate::{
    ending::{Ending, Refused, print, read},
    watch::Run,
};
use clap::Args;
use planner::{
    Status,
    programme::{
        arrange::{EventAnswer, arrange},
        event::{Event, Place},
        plan::{self, Answer},
        sheet::Sheet,
        solve::solve,
    },
};
use serde::{Deserialize, Serialize, de::IgnoredAny};
use serde_json::{Map, Value, json};
use std::{path::PathBuf, time::Duration};

const DEFAULT_LIMIT: Duration = Duration::from_secs(20);

/// What to plan and how long.
#[derive(Args)]
#[command(after_help = "Without --time-limit the best plan of 20 seconds is printed.")]
pub struct Options {
    /// A sheet of the conference scheduling benchmark, or an event of Convoke's own (it has
    /// `sessions`), as JSON.
    file: PathBuf,
    #[command(flatten)]
    run: Run,
    /// Print one JSON object and nothing else.
    #[arg(long)]
    json: bool,
}

/// The two problems look different at the first level. What is no JSON at all is read as a
/// sheet, and refused there.
pub(crate) fn is_event(text: &str) -> bool {
    #[derive(Deserialize)]
    struct Shape {
        sessions: Option<IgnoredAny>,
        sub_track: Option<IgnoredAny>,
    }
    serde_json::from_str::<Shape>(text).is_ok_and(|shape| shape.sessions.is_some() && shape.sub_track.is_none())
}

pub(crate) fn run(options: &Options) -> Result<Ending, Refused> {
    let text = read(&options.file)?;
    let refused = |flaw: &dyn std::fmt::Display| Refused::file(&options.file, flaw);
    let mut run = options.run.clone();
    run.time_limit = run.time_limit.or(Some(DEFAULT_LIMIT));
    if is_event(&text) {
        let event = Event::parse(&text).map_err(|flaw| refused(&flaw))?;
        let (answer, took) = run.under_watch(|control| arrange(&event, &control));
        let answer = answer.map_err(|wrong| refused(&wrong))?;
        return tell_event(options, &event, answer, took);
    }
    let sheet = Sheet::parse(&text).map_err(|flaw| refused(&flaw))?;
    let (answer, took) = run.under_watch(|control| solve(&sheet, &control));
    tell_sheet(options, &sheet, answer, took)
}

fn without_plan(options: &Options, status: Status, reason: Option<String>, took: Duration) -> Ending {
    let (ending, reason) = match status {
        Status::Infeasible => (Ending::Infeasible, reason.unwrap_or_default()),
        _ => (Ending::Unknown, "neither a plan nor a proof that none exists was found".to_owned()),
    };
    if options.json {
        print(&json!({ "status": status, "reason": reason, "seconds": took.as_secs_f64() }).to_string());
    } else {
        print(&reason);
    }
    ending
}

/// The first lines of an answer for people.
fn summary(status: Status, cost: i64, bound: i64, took: Duration, terms: &Map<String, Value>) -> Vec<String> {
    let word = match status {
        Status::Optimal => "optimal",
        Status::Feasible => "feasible",
        Status::Infeasible => "infeasible",
        Status::Unknown => "unknown",
    };
    let mut lines = vec![format!("{word}: cost {cost}, bound {bound}, {:.1} s", took.as_secs_f64())];
    lines.extend(
        terms.iter().filter(|(_, count)| **count != json!(0)).map(|(name, count)| format!("{count:>10} {name}")),
    );
    lines
}

fn tell_sheet(options: &Options, sheet: &Sheet, answer: Answer, took: Duration) -> Result<Ending, Refused> {
    #[derive(Serialize)]
    struct Printed<'a> {
        status: Status,
        cost: i64,
        bound: i64,
        seconds: f64,
        terms: Map<String, Value>,
        #[serde(flatten)]
        plan: &'a plan::Plan,
    }
    let Some(plan) = &answer.plan else {
        return Ok(without_plan(options, answer.status, answer.reason, took));
    };
    let terms: Map<String, Value> =
        plan::TERMS.iter().zip(answer.terms).map(|(name, count)| ((*name).to_owned(), count.into())).collect();
    let Answer { status, cost, bound, .. } = answer;
    if options.json {
        let printed = Printed { status, cost, bound, seconds: took.as_secs_f64(), terms, plan };
        print(&serde_json::to_string(&printed).map_err(|error| Refused(error.to_string()))?);
    } else {
        let mut lines = summary(status, cost, bound, took, &terms);
        lines.extend(plan.placements.iter().enumerate().map(|(i, at)| {
            format!("{}: session {}, room {}, slot {}", sheet.submission_name(i), at.session, at.room, at.slot)
        }));
        print(&lines.join("\n"));
    }
    Ok(Ending::Planned)
}

fn tell_event(options: &Options, event: &Event, answer: EventAnswer, took: Duration) -> Result<Ending, Refused> {
    #[derive(Serialize)]
    struct Printed<'a> {
        status: Status,
        cost: i64,
        /// How often a rule is broken; 0 unless the status is `unknown`.
        broken: i64,
        bound: i64,
        seconds: f64,
        terms: Value,
        placements: &'a [Option<Place>],
    }
    let EventAnswer { status, places, terms, price, bound, reason } = answer;
    if status == Status::Infeasible {
        return Ok(without_plan(options, status, reason, took));
    }
    let terms = serde_json::to_value(terms).map_err(|error| Refused(error.to_string()))?;
    if options.json {
        let (cost, broken, seconds) = (price.cost, price.broken, took.as_secs_f64());
        let printed = Printed { status, cost, broken, bound, seconds, terms, placements: &places };
        print(&serde_json::to_string(&printed).map_err(|error| Refused(error.to_string()))?);
    } else {
        let terms = terms.as_object().cloned().unwrap_or_default();
        let mut lines = summary(status, price.cost, bound, took, &terms);
        lines.extend(places.iter().enumerate().map(|(i, place)| match place {
            Some(at) => format!("{}: slot {}, {}", event.session_name(i), at.slot, event.room_name(at.room)),
            None => format!("{}: no place", event.session_name(i)),
        }));
        print(&lines.join("\n"));
    }
    // A programme that breaks a rule is something to work on, but no plan.
    Ok(if price.broken == 0 { Ending::Planned } else { Ending::Unknown })
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVENT: &str = r#"{"slots": [{"day": 0, "start": 540, "end": 600}], "rooms": [{"seats": 10}],
        "sessions": [{"name": "Opening", "audience": 12}]}"#;

    fn told(text: &str) -> Result<Ending, String> {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let file = folder.path().join("programme.json");
        std::fs::write(&file, text).expect("a file can be written");
        let run = Run { time_limit: Some(Duration::from_millis(50)), seed: 1, threads: Some(1) };
        super::run(&Options { file, run, json: true }).map_err(|Refused(why)| why)
    }

    #[test]
    fn an_event_is_told_from_a_sheet_by_its_shape() {
        assert!(is_event(EVENT));
        assert!(!is_event(r#"{"sub_track": [], "sessions": 3}"#));
        assert!(!is_event("{}") && !is_event("") && !is_event("[1, 2]"));
        assert_eq!(told(EVENT), Ok(Ending::Planned));
    }

    #[test]
    fn what_cannot_be_is_told_apart_from_what_cannot_be_read() {
        let two = EVENT.replace("[{\"name\"", "[{\"name\": \"Closing\"}, {\"name\"");
        assert_eq!(told(&two), Ok(Ending::Infeasible));
        let wrong = EVENT.replace("\"audience\": 12", "\"audience\": 12, \"room\": 3");
        assert!(told(&wrong).is_err_and(|why| why.contains("line 2, column")));
        assert!(told("{").is_err_and(|why| why.contains("line 1, column")));
    }
}
