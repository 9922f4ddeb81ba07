//! `cargo xtask fuzz`: mutated files against everything that reads strangers' bytes.
//!
//! `tests/fuzz` does the work; this builds it, looks after its workers
//! (one that overflows its stack or takes too much dies, and that is a finding), and says
//! how a finding is read again.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::machine::{cargo, repository, run as run_command, target};

/// Where real files lie in the repository.
const CORPUS: &[&str] = &["crates/schedule/tests/data", "tests/fuzz/corpus"];

struct Plan {
    time: Duration,
    seed: u64,
    workers: u64,
    corpus: Vec<PathBuf>,
    replay: Vec<PathBuf>,
}

impl Plan {
    fn parse(arguments: &[&str]) -> Result<Self> {
        let mut plan =
            Self { time: Duration::from_secs(300), seed: 1, workers: 1, corpus: Vec::new(), replay: Vec::new() };
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            let mut value = || words.next().with_context(|| format!("{word} needs a value"));
            let here = |path: &str| std::path::absolute(path).with_context(|| path.to_owned());
            match *word {
                "--minutes" => plan.time = Duration::from_secs(value()?.parse::<u64>()?.saturating_mul(60)),
                "--seed" => plan.seed = value()?.parse()?,
                "--workers" => plan.workers = value()?.parse()?,
                "--corpus" => plan.corpus.push(here(value()?)?),
                "--replay" => plan.replay.push(here(value()?)?),
                other => bail!("`fuzz` does not know {other}"),
            }
        }
        plan.corpus.extend(CORPUS.iter().map(|folder| repository().join(folder)).filter(|folder| folder.is_dir()));
        Ok(plan)
    }
}

/// Runs it, and fails when something was found.
pub fn run(arguments: &[&str]) -> Result<()> {
    let plan = Plan::parse(arguments)?;
    let program = build()?;
    if !plan.replay.is_empty() {
        return run_command(Command::new(program).arg("replay").args(&plan.replay));
    }
    let folder = target()?.join("fuzz/findings");
    fs::create_dir_all(&folder)?;
    let before = findings(&folder)?;
    let ends = Instant::now() + plan.time;
    let mut next_seed = plan.seed;
    let mut workers: Vec<Worker> = Vec::new();
    loop {
        while workers.len() < usize::try_from(plan.workers)? && Instant::now() < ends {
            workers.push(Worker::start(&program, next_seed, ends - Instant::now(), &folder, &plan.corpus)?);
            next_seed += 1;
        }
        if workers.is_empty() {
            break;
        }
        std::thread::sleep(Duration::from_millis(200));
        let mut going = Vec::new();
        for mut worker in workers {
            match worker.child.try_wait()? {
                None => going.push(worker),
                Some(status) if status.success() => {}
                Some(status) => worker.fell(&folder, status)?,
            }
        }
        workers = going;
    }
    let found: Vec<PathBuf> = findings(&folder)?.into_iter().filter(|file| !before.contains(file)).collect();
    if found.is_empty() {
        eprintln!("fuzz: nothing found");
        return Ok(());
    }
    for file in &found {
        eprintln!("found: {}\n  again: cargo xtask fuzz --replay {}", file.display(), file.display());
    }
    bail!("{} findings", found.len())
}

/// The profile of the workspace makes what reads files quick, and keeps the checks of
/// arithmetic.
fn build() -> Result<PathBuf> {
    run_command(&mut cargo(&["build", "--quiet", "-p", "fuzz"]))?;
    Ok(target()?.join("debug/fuzz"))
}

struct Worker {
    seed: u64,
    child: Child,
}

impl Worker {
    fn start(program: &Path, seed: u64, time: Duration, folder: &Path, corpus: &[PathBuf]) -> Result<Self> {
        let mut command = Command::new(program);
        command.arg("run").arg(seed.to_string()).arg(time.as_secs().max(1).to_string()).arg(folder).args(corpus);
        Ok(Self { seed, child: command.spawn().context("the fuzzer does not start")? })
    }

    /// The input that ended it becomes a finding.
    fn fell(&self, folder: &Path, status: std::process::ExitStatus) -> Result<()> {
        let current = folder.join(format!("current-{}", self.seed));
        let bytes = fs::read(&current).with_context(|| format!("the worker of seed {} failed: {status}", self.seed))?;
        let at = bytes.iter().position(|byte| *byte == b'\n').context("no input was begun")?;
        let name = String::from_utf8_lossy(&bytes[..at]).into_owned();
        let file = folder.join(format!("{name}.seed-{}", self.seed));
        eprintln!("FOUND by {name}: the worker of seed {} ended with {status}", self.seed);
        fs::write(&file, &bytes[at + 1..])?;
        fs::remove_file(current)?;
        Ok(())
    }
}

fn findings(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if !path.file_name().unwrap_or_default().to_string_lossy().starts_with("current-") {
            all.push(path);
        }
    }
    all.sort();
    Ok(all)
}
