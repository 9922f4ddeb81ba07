//! The conference scheduling benchmark, twenty seconds on one core for each sheet.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use super::run::Run;
use super::table::Table;
use super::{Plan, files, named};

/// What a plain annealer reached in twenty seconds on one core, and what the library's own
/// method did where it publishes that (CoSPLib v1.0.2, evaluated with its own checker).
const KNOWN: [(&str, &str, &str); 8] = [
    ("N2OR", "1", "2"),
    ("GECCO19", "30", "1,000,116"),
    ("GECCO20", "5,773", "6,298"),
    ("GECCO20Poster", "0", "–"),
    ("GECCO22", "1,500", "34,878"),
    ("ISF22", "107", "528,181"),
    ("OR60", "76", "7,417"),
    ("OR60F", "31", "433"),
];

/// A table of costs.
pub fn measure(plan: &Plan, ours: &Path) -> Result<String> {
    let limit = if plan.quick { "5" } else { "20" };
    let mut table = Table::new(&["sheet", "Convoke", "bound", "presenter clashes", "plain annealer", "published"]);
    for file in files(&plan.data.join("programme"), ".json")? {
        let name = named(&file, ".json");
        eprint!("{name}: ");
        let run = Run::of(Command::new(ours).args(["plan", "programme"]).arg(&file).args([
            "--json",
            "--threads",
            "1",
            "--seed",
            "1",
            "--time-limit",
            limit,
        ]))?;
        let number = |name: &str| run.number(name).map_or("–".to_owned(), |number| number.to_string());
        let (_, annealer, published) = KNOWN.iter().find(|(known, ..)| *known == name).unwrap_or(&("", "–", "–"));
        eprintln!("{}", number("cost"));
        table.row(&[
            name,
            format!("**{}**", number("cost")),
            number("bound"),
            number("presenters_conflicts"),
            (*annealer).to_owned(),
            (*published).to_owned(),
        ]);
    }
    table.note(&format!("{limit} s on one core each, seed 1."));
    Ok(table.into_text())
}
