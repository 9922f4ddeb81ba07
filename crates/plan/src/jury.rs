//! `convoke plan jury`.

mod say;

use crate::{
    ending::{Ending, Refused, print, read},
    watch::Run,
};
use clap::{Args, ValueEnum};
use planner::{
    Control, Status,
    jury::{self, Answer, Files, Floored, Problem, Shortage, Source},
};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// A jury to be assigned.
#[derive(Args)]
pub struct Options {
    /// The folder with affinity.csv and params.json; perhaps with conflicts.csv, entries.csv, jurors.csv.
    dir: PathBuf,
    /// What the plan is best in: the total affinity, the least sum of an entry and then the
    /// total, or all plans that no other beats in both.
    #[arg(long, value_enum, default_value = "total")]
    objective: Objective,
    /// The least sum of affinities that every entry must have.
    #[arg(long, value_name = "X")]
    floor: Option<String>,
    /// Say why this juror is not on this entry.
    #[arg(long, value_name = "ENTRY,JUROR")]
    why: Vec<String>,
    /// A printed plan whose pairs stay, but for the open work of the juror who drops out.
    #[arg(long, value_name = "PLAN", requires = "without")]
    keep: Option<PathBuf>,
    /// Who drops out of the plan that is kept.
    #[arg(long, value_name = "JUROR", requires = "keep")]
    without: Option<String>,
    /// Pairs whose review is done and stays: a sheet with entry and juror.
    #[arg(long, value_name = "FILE", requires = "keep")]
    done: Option<PathBuf>,
    /// Scores so far, a sheet with item, judge and score: the entries about which they cannot
    /// tell whether they are in the top get more reviews, by jurors who have not judged them.
    #[arg(long, value_name = "FILE", requires = "top", conflicts_with_all = ["keep", "floor"])]
    scores: Option<PathBuf>,
    /// How many win, for --scores.
    #[arg(long, value_name = "K")]
    top: Option<usize>,
    /// How many reviews more, for --scores.
    #[arg(long, value_name = "N", default_value_t = 1)]
    more: u32,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    run: Run,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Objective {
    Total,
    Floor,
    Frontier,
}

/// The problem of a folder.
pub(crate) fn problem(dir: &Path) -> Result<Problem, Refused> {
    let mut texts: Vec<Option<String>> = Vec::new();
    for source in Source::ALL {
        let path = dir.join(source.name());
        texts.push(if source.is_needed() || path.exists() { Some(read(&path)?) } else { None });
    }
    let text = |source: Source| Source::ALL.iter().position(|s| *s == source).and_then(|at| texts[at].as_deref());
    let files = Files {
        affinity: text(Source::Affinity).unwrap_or(""),
        params: text(Source::Params).unwrap_or(""),
        conflicts: text(Source::Conflicts),
        entries: text(Source::Entries),
        jurors: text(Source::Jurors),
    };
    jury::read(files).map_err(|(source, flaw)| Refused::file(&dir.join(source.name()), flaw))
}

/// The pairs of a printed plan.
pub(crate) fn pairs_of(problem: &Problem, plan: &Value) -> Result<Vec<(u32, u32)>, String> {
    let pairs = plan.get("pairs").and_then(Value::as_array).ok_or("there is no list of pairs")?;
    let name = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    pairs
        .iter()
        .map(|pair| {
            let both = pair.as_array().filter(|p| p.len() == 2).ok_or_else(|| format!("{pair} is no pair"))?;
            let (entry, juror) = (name(&both[0]), name(&both[1]));
            let entry = problem.entries.find(&entry).ok_or_else(|| format!("no entry is called {entry}"))?;
            let juror = problem.jurors.find(&juror).ok_or_else(|| format!("no juror is called {juror}"))?;
            Ok((entry, juror))
        })
        .collect()
}

/// A plan that was printed to a file.
fn printed(problem: &Problem, path: &Path) -> Result<Vec<(u32, u32)>, Refused> {
    let plan: Value = serde_json::from_str(&read(path)?).map_err(|e| Refused::file(path, e))?;
    pairs_of(problem, &plan).map_err(|e| Refused::file(path, e))
}

fn named_pair(problem: &Problem, text: &str) -> Result<(u32, u32), Refused> {
    let (entry, juror) = text.split_once(',').ok_or_else(|| Refused(format!("{text}: not ENTRY,JUROR")))?;
    let entry = problem.entries.find(entry.trim()).ok_or_else(|| Refused(format!("no entry is called {entry}")))?;
    let juror = problem.jurors.find(juror.trim()).ok_or_else(|| Refused(format!("no juror is called {juror}")))?;
    Ok((entry, juror))
}

pub(crate) fn run(options: &Options) -> Result<Ending, Refused> {
    let problem = problem(&options.dir)?;
    let floor = match &options.floor {
        None => None,
        Some(text) => Some(problem.amount(text).ok_or_else(|| Refused(format!("--floor {text}: not a number")))?),
    };
    let whys: Vec<(u32, u32)> = options.why.iter().map(|text| named_pair(&problem, text)).collect::<Result<_, _>>()?;
    if let (Some(keep), Some(without)) = (&options.keep, &options.without) {
        return reassign(options, &problem, keep, without);
    }
    if let Some(scores) = &options.scores {
        return more(options, &problem, scores);
    }
    if options.objective == Objective::Frontier {
        let (all, after) = options.run.under_watch(|control| jury::frontier(&problem, &control));
        return Ok(say::frontier(&problem, &all, after, options.json));
    }
    let solve = |control: Control<'_>| match (options.objective, floor) {
        (Objective::Floor, _) => jury::highest_floor(&problem, &control),
        (_, Some(floor)) => jury::with_floor(&problem, floor, &control),
        _ => {
            let answer = jury::assign(&problem, &control);
            Floored { floor_bound: jury::highest_dream(&problem), answer, hopeless: None }
        }
    };
    let (found, after) = options.run.under_watch(solve);
    if found.answer.plan.is_none() {
        return Ok(say::nothing(&problem, &found, options.json));
    }
    let mut answer = say::plan(&problem, &found);
    answer["seconds"] = json!(after.as_secs_f64());
    let reasons = jury::why(&problem, &found.answer, &whys);
    if !whys.is_empty() {
        answer["why"] = reasons.iter().map(|reason| say::reason(&problem, reason)).collect();
    }
    answer["short"] = say::short(&problem, &found.answer);
    if options.json {
        print(&answer.to_string());
    } else {
        say::readable(&problem, &found);
        reasons.iter().for_each(|reason| print(&say::sentence(&problem, reason)));
    }
    Ok(Ending::Planned)
}

/// Only the open work of the juror who drops out goes to others.
fn reassign(options: &Options, problem: &Problem, keep: &Path, without: &str) -> Result<Ending, Refused> {
    let kept = printed(problem, keep)?;
    let juror = problem.jurors.find(without).ok_or_else(|| Refused(format!("no juror is called {without}")))?;
    let done = match &options.done {
        None => Vec::new(),
        Some(path) => jury::read_pairs(problem, &read(path)?).map_err(|flaw| Refused::file(path, flaw))?,
    };
    let (answer, after) = options.run.under_watch(|control| jury::reassign(problem, &kept, juror, &done, &control));
    finish(options, problem, answer, after, &kept)
}

/// More reviews where the scores cannot tell.
fn more(options: &Options, problem: &Problem, path: &Path) -> Result<Ending, Refused> {
    use planner::rank::{Question, Sheets};
    let sheet = planner::rank::read(&read(path)?, None).map_err(|flaw| Refused::file(path, flaw))?;
    let Sheets::Scores(scores) = sheet else { return Err(Refused::file(path, "no scores, but means")) };
    let question = Question { top: options.top.unwrap_or(1), level: 0.95 };
    let (found, after) =
        options.run.under_watch(|control| jury::more_reviews(problem, &scores, question, options.more, &control));
    let (answer, before) = found.map_err(|e| Refused::file(path, e))?;
    finish(options, problem, answer, after, &before)
}

fn finish(
    options: &Options,
    problem: &Problem,
    answer: Answer,
    after: std::time::Duration,
    before: &[(u32, u32)],
) -> Result<Ending, Refused> {
    let found = Floored { floor_bound: jury::highest_dream(problem), answer, hopeless: None };
    let Some(plan) = &found.answer.plan else { return Ok(say::nothing(problem, &found, options.json)) };
    let new: Vec<(u32, u32)> = plan.pairs.iter().copied().filter(|p| !before.contains(p)).collect();
    if options.json {
        let mut said = say::plan(problem, &found);
        said["seconds"] = json!(after.as_secs_f64());
        said["new"] = say::pairs(problem, &new);
        print(&said.to_string());
    } else {
        for (entry, juror) in new {
            print(&format!("{}: {}", problem.entries.name(entry), problem.jurors.name(juror)));
        }
    }
    Ok(Ending::Planned)
}

/// What there is no plan for.
fn explained(problem: &Problem, found: &Floored) -> Value {
    let list = |labels: &jury::Labels, all: &[u32]| all.iter().map(|&at| labels.value(at)).collect::<Value>();
    match (&found.answer.shortage, found.hopeless) {
        (Some(Shortage::OfJurors { entries, jurors, needed, available }), _) => json!({
            "short": "jurors", "entries": list(&problem.entries, entries), "jurors": list(&problem.jurors, jurors),
            "needed": needed, "available": available,
            "categories": jury::categories_of(problem, entries),
        }),
        (Some(Shortage::OfEntries { jurors, needed, available }), _) => json!({
            "short": "entries", "jurors": list(&problem.jurors, jurors), "needed": needed, "available": available,
        }),
        (None, Some(entry)) => json!({ "short": "affinity", "entries": [problem.entries.value(entry)] }),
        (None, None) => Value::Null,
    }
}

fn status(answer: &Answer) -> Value {
    serde_json::to_value(answer.status).unwrap_or(Value::Null)
}

fn ending(status: Status) -> Ending {
    match status {
        Status::Infeasible => Ending::Infeasible,
        Status::Unknown => Ending::Unknown,
        Status::Optimal | Status::Feasible => Ending::Planned,
    }
}
