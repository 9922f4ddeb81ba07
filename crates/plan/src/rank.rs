//! `convoke rank`.

use crate::{
    ending::{Ending, Refused, print, read},
    watch::Run,
};
use clap::Args;
use planner::{
    jury::Labels,
    rank::{self, Question, Ranking, Sheets, Shift},
};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Scores to be ranked.
#[derive(Args)]
pub struct RankOptions {
    /// A sheet with item, judge and score; or with a name, means and standard errors.
    file: PathBuf,
    /// How many win.
    #[arg(long, value_name = "K", default_value_t = 1)]
    top: usize,
    /// How sure all rank sets together are.
    #[arg(long, value_name = "P", default_value_t = 0.95, value_parser = level)]
    level: f64,
    /// Which means, if the sheet has several: math for math_score and math_se.
    #[arg(long, value_name = "NAME")]
    measure: Option<String>,
    /// Say what changes without each judge.
    #[arg(long)]
    sensitivity: bool,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    run: Run,
}

fn level(text: &str) -> Result<f64, String> {
    text.parse().ok().filter(|p| *p > 0.0 && *p < 1.0).ok_or_else(|| "not between 0 and 1".to_owned())
}

pub(crate) fn run(options: &RankOptions) -> Result<Ending, Refused> {
    let text = read(&options.file)?;
    let sheet = rank::read(&text, options.measure.as_deref()).map_err(|flaw| Refused::file(&options.file, flaw))?;
    let question = Question { top: options.top, level: options.level };
    let (items, judges, ranking, shifts) = match sheet {
        Sheets::Means(means) => {
            let (ranking, _) = options.run.under_watch(|control| rank::rank_means(&means, question, &control));
            (means.items, Labels::default(), ranking, Vec::new())
        }
        Sheets::Scores(scores) => {
            let (found, _) = options.run.under_watch(|control| {
                let ranking = rank::rank(&scores, question, &control)?;
                let shifts = if options.sensitivity {
                    rank::without_each_judge(&scores, question.top, &control)?
                } else {
                    Vec::new()
                };
                Ok::<_, rank::TooLarge>((ranking, shifts))
            });
            let (ranking, shifts) = found.map_err(|e| Refused::file(&options.file, e))?;
            (scores.items, scores.judges, ranking, shifts)
        }
    };
    if options.json {
        let mut answer = as_json(&items, &judges, &ranking, options.top);
        if options.sensitivity {
            answer["sensitivity"] = shifts.iter().map(|shift| as_shift(&items, &judges, shift)).collect();
        }
        print(&answer.to_string());
    } else {
        readable(&items, &ranking, options.top);
        for shift in &shifts {
            let far = shift.farthest.map_or(String::new(), |(item, from, to)| {
                format!("; farthest {} from {from} to {to}", items.name(item))
            });
            print(&format!("Without judge {}: {} ranks change{far}.", judges.name(shift.judge), shift.moved));
        }
    }
    Ok(Ending::Planned)
}

/// What is not a number is none.
fn number(value: f64) -> Value {
    if value.is_finite() { json!(value) } else { Value::Null }
}

fn as_json(items: &Labels, judges: &Labels, ranking: &Ranking, top: usize) -> Value {
    let list: Vec<Value> = (ranking.items.iter())
        .map(|item| {
            json!({
                "item": items.value(item.item),
                "n": item.summary.n,
                "mean": number(item.summary.mean),
                "trimmed_mean": number(item.summary.trimmed_mean),
                "median": number(item.summary.median),
                "z_mean": number(item.summary.z_mean),
                "estimate": number(item.estimate),
                "standard_error": number(item.standard_error),
                "p_top": number(item.p_top),
                "rank_low": item.rank_low,
                "rank_high": item.rank_high,
                "in_band": item.is_in_band(top),
            })
        })
        .collect();
    let panel: Vec<Value> = (ranking.judges.iter())
        .map(|judge| {
            json!({
                "judge": judges.value(judge.judge),
                "n": judge.n,
                "mean": number(judge.mean),
                "effect": number(judge.severity),
                "is_constant": judge.is_constant,
            })
        })
        .collect();
    let components = ranking.components.map(|c| json!({ "item": c.item, "judge": c.judge, "residual": c.residual }));
    json!({
        "components": components,
        "mean": number(ranking.mean),
        "parts": ranking.parts,
        "top": top,
        "items": list,
        "judges": panel,
        "notes": ranking.notes,
    })
}

fn as_shift(items: &Labels, judges: &Labels, shift: &Shift) -> Value {
    let names = |all: &[u32]| all.iter().map(|&at| items.value(at)).collect::<Value>();
    json!({
        "judge": judges.value(shift.judge),
        "moved": shift.moved,
        "farthest": shift.farthest.map(|(item, from, to)| json!({ "item": items.value(item), "from": from, "to": to })),
        "enters": names(&shift.enters),
        "leaves": names(&shift.leaves),
    })
}

fn readable(items: &Labels, ranking: &Ranking, top: usize) {
    print("rank  estimate      ±      mean   trimmed    median    n  P(top)      ranks  item");
    for (at, item) in ranking.items.iter().enumerate() {
        let band = if item.is_in_band(top) { '?' } else { ' ' };
        print(&format!(
            "{:4} {:9.3} {:6.3} {:9.3} {:9.3} {:9.3} {:4}  {:6.3}  {:4}–{:<4} {band} {}",
            at + 1,
            item.estimate,
            item.standard_error,
            item.summary.mean,
            item.summary.trimmed_mean,
            item.summary.median,
            item.summary.n,
            item.p_top,
            item.rank_low,
            item.rank_high,
            items.name(item.item)
        ));
    }
    if let Some(c) = ranking.components {
        print(&format!("Variances: item {:.4}, judge {:.4}, residual {:.4}.", c.item, c.judge, c.residual));
    }
    ranking.notes.iter().for_each(|note| print(note));
}
