//! Jury assignment beside OR-Tools' min-cost flow.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Result, bail};

use super::Plan;
use super::peers::Peers;
use super::run::Run;
use super::table::{Table, ratio, seconds};
use crate::machine::{cargo, run as run_command, target};

const SETS: [&str; 4] = ["preflib1", "aamas2015", "midl", "midl-lower"];

/// A table of totals, processor seconds and memory.
pub fn measure(plan: &Plan, ours: &Path, peers: Option<&Peers>) -> Result<String> {
    let mut sets: Vec<PathBuf> = SETS.iter().map(|set| plan.data.join("jury/assignment").join(set)).collect();
    if !plan.quick {
        sets.push(synthetic()?);
    }
    let mut table =
        Table::new(&["set", "total", "Convoke s", "MB", "OR-Tools s", "MB", "s, ours ÷ theirs", "MB, ours ÷ theirs"]);
    for set in &sets {
        let name = super::named(set, "");
        eprint!("{name}: ");
        let run = Run::of(Command::new(ours).args(["plan", "jury"]).arg(set).arg("--json"))?;
        if run.text("status") != Some("optimal") {
            bail!("{name} was not solved: {}", run.said.get(..200).unwrap_or(&run.said));
        }
        let total = run.number("total").unwrap_or_default();
        let mut cells = vec![name.clone(), total.to_string(), seconds(run.processor), megabytes(run.peak)];
        match peers {
            None => cells.extend(std::iter::repeat_n("–".to_owned(), 4)),
            Some(peers) => {
                let theirs = Run::of(peers.script("jury.py").arg(set))?;
                let their_total = theirs.number("total").unwrap_or_default();
                if (their_total - total).abs() > 1e-6 * total.abs() {
                    bail!("{name}: OR-Tools finds {their_total}, we find {total}");
                }
                let solver = Duration::from_secs_f64(theirs.number("seconds").unwrap_or_default());
                cells.extend([seconds(solver), megabytes(theirs.peak)]);
                let memory = run.peak as f64 / theirs.peak.max(1) as f64;
                cells.extend([format!("{:.2}", ratio(run.processor, solver)), format!("{memory:.2}")]);
            }
        }
        eprintln!("{}", cells[2..].join(" "));
        table.row(&cells);
    }
    table.note(
        "Ours is the whole process with reading and printing; theirs is the seconds of the solver alone, but the memory of \
         the whole process, Python and all.",
    );
    Ok(table.into_text())
}

/// 20,000 entries and jurors, 100 candidates each; made once.
fn synthetic() -> Result<PathBuf> {
    let folder = target()?.join("bench/jury-20000");
    if !folder.join("params.json").is_file() {
        run_command(
            cargo(&["run", "--release", "--package=convoke-plan", "--example=generate", "--", "jury"]).arg(&folder),
        )?;
    }
    Ok(folder)
}

fn megabytes(bytes: u64) -> String {
    (bytes >> 20).to_string()
}
