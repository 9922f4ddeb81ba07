//! Brokerage events of 10,000 people, ten seconds each.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use super::Plan;
use super::run::Run;
use super::table::{Table, seconds};
use crate::machine::{cargo, run as run_command, target};

/// Slots, tables, percent of the slots in which people are away, the greatest weight.
const EVENTS: [[u32; 4]; 7] = [
    [48, 5000, 10, 1],
    [48, 2000, 10, 10],
    [48, 2000, 25, 10],
    [48, 2000, 40, 10],
    [60, 1200, 20, 5],
    [48, 300, 10, 10],
    [40, 400, 30, 3],
];
const PEOPLE: u32 = 10_000;

/// A table of gaps, breaks and memory.
pub fn measure(plan: &Plan, ours: &Path) -> Result<String> {
    let limit = if plan.quick { "5" } else { "10" };
    let mut table = Table::new(&[
        "slots, tables, away, weights",
        "weight met",
        "no plan has more than",
        "gap",
        "breaks a person",
        "s",
        "MB",
    ]);
    for event in EVENTS {
        let file = generated(event)?;
        let run = Run::of(Command::new(ours).args(["plan", "meetings"]).arg(&file).args([
            "--json",
            "--seed",
            "1",
            "--threads",
            "2",
            "--time-limit",
            limit,
        ]))?;
        let (Some(weight), Some(bound), Some(breaks)) =
            (run.number("weight"), run.number("bound"), run.number("breaks"))
        else {
            bail!("{} was not planned", file.display());
        };
        let [slots, tables, away, most] = event;
        eprintln!("{}: {weight} of {bound}", file.display());
        table.row(&[
            format!("{slots}, {tables}, {away} %, 1–{most}"),
            weight.to_string(),
            bound.to_string(),
            format!("{:.4} %", 100.0 * (bound - weight) / bound),
            format!("{:.2}", breaks / f64::from(PEOPLE)),
            seconds(run.processor),
            (run.peak >> 20).to_string(),
        ]);
    }
    table.note(&format!(
        "10,000 people, 100,000 wishes, seed 1; {limit} s on two threads, reading and printing beside it."
    ));
    Ok(table.into_text())
}

/// Made once.
fn generated(event: [u32; 4]) -> Result<PathBuf> {
    let words = event.map(|number| number.to_string());
    let file = target()?.join(format!("bench/brokerage-{}.json", words.join("-")));
    if !file.is_file() {
        let generate =
            ["run", "--release", "--quiet", "--package=convoke-plan", "--example=generate", "--", "brokerage"];
        run_command(cargo(&generate).arg(&file).args(&words))?;
    }
    Ok(file)
}
