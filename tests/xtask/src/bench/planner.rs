//! `cargo xtask bench planner`: our plans beside those of others, in one run.
//!
//! Every program is started alone, one after the other, on the same file, and what it needed
//! is read from the kernel. Ratios mean something on any machine; the seconds do not.

mod brokerage;
mod jury;
mod meetings;
mod peers;
mod programme;
mod run;
mod table;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::machine::{self, cargo, repository, target};

/// Where the published instances lie beside the repository.
const DATA: &str = "../shared/data";

/// What to measure, and against whom.
pub struct Plan {
    only: Option<String>,
    /// Fewer instances, and less time for each.
    quick: bool,
    /// Ours alone.
    peers: bool,
    data: PathBuf,
}

impl Plan {
    fn parse(arguments: &[&str]) -> Result<Self> {
        let mut plan = Self { only: None, quick: false, peers: true, data: repository().join(DATA) };
        let mut words = arguments.iter();
        while let Some(&word) = words.next() {
            match word {
                "meetings" | "brokerage" | "jury" | "programme" => plan.only = Some(word.to_owned()),
                "--quick" => plan.quick = true,
                "--no-peers" => plan.peers = false,
                "--data" => plan.data = words.next().context("--data needs a folder")?.into(),
                other => bail!("`cargo xtask bench planner` does not know `{other}`; see `cargo xtask`"),
            }
        }
        Ok(plan)
    }

    fn wants(&self, what: &str) -> bool {
        self.only.as_deref().is_none_or(|only| only == what)
    }
}

/// Measures, prints the tables, and writes them into docs/planner.md.
pub fn planner(arguments: &[&str]) -> Result<()> {
    let plan = Plan::parse(arguments)?;
    if !Path::new("/proc/self/stat").exists() {
        bail!("the benchmark reads processor time and memory from /proc: it runs on Linux only");
    }
    machine::run(&mut cargo(&["build", "--release", "--package=convoke-plan", "--example=plan"]))?;
    let ours = target()?.join("release/examples/plan");
    let peers = if plan.peers { Some(peers::Peers::installed()?) } else { None };
    if plan.wants("meetings") {
        publish("meetings", &meetings::measure(&plan, &ours, peers.as_ref())?)?;
    }
    if plan.wants("brokerage") {
        publish("brokerage", &brokerage::measure(&plan, &ours)?)?;
    }
    if plan.wants("jury") {
        publish("jury", &jury::measure(&plan, &ours, peers.as_ref())?)?;
    }
    if plan.wants("programme") {
        publish("programme", &programme::measure(&plan, &ours)?)?;
    }
    Ok(())
}

/// Prints a table and puts it between its marks in the document.
fn publish(name: &str, table: &str) -> Result<()> {
    println!("{table}");
    let file = repository().join("docs/planner.md");
    let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
    fs::write(&file, between(&text, name, table)?)?;
    eprintln!("written to {}", file.display());
    Ok(())
}

fn between(text: &str, name: &str, table: &str) -> Result<String> {
    let (from, to) = (format!("<!-- bench {name} -->"), "<!-- end -->");
    let (head, rest) = text.split_once(&from).with_context(|| format!("docs/planner.md has no mark {from}"))?;
    let (_, tail) = rest.split_once(to).with_context(|| format!("docs/planner.md does not end {from}"))?;
    Ok(format!("{head}{from}\n{}\n{to}{tail}", table.trim()))
}

/// The files of a folder whose names end like this, by name. A missing folder is said loudly.
fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| {
        format!("the published instances are not at {}; --data says where they are", folder.display())
    })?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.to_string_lossy().ends_with(ending));
    files.sort();
    Ok(files)
}

fn named(file: &Path, ending: &str) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    name.strip_suffix(ending).unwrap_or(&name).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_takes_the_place_of_the_last_one() {
        let text = "a\n<!-- bench jury -->\nold\n<!-- end -->\nb\n<!-- bench x -->\n<!-- end -->\n";
        let new = between(text, "jury", "| new |\n").unwrap();
        assert_eq!(new, "a\n<!-- bench jury -->\n| new |\n<!-- end -->\nb\n<!-- bench x -->\n<!-- end -->\n");
        assert!(between(text, "meetings", "").is_err());
    }

    #[test]
    fn options() {
        let plan = Plan::parse(&["jury", "--quick", "--no-peers"]).unwrap();
        assert!(plan.wants("jury") && !plan.wants("meetings") && plan.quick && !plan.peers);
        assert!(Plan::parse(&["--data"]).is_err());
    }
}
