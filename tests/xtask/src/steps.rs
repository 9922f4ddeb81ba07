//! The steps of a run: a heading, how long each took, and one line at the end.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// What has been done so far. Everything is said on the error output, as cargo does, so
/// that headings and cargo's lines stay in order when they go to a file.
pub struct Steps {
    started: Instant,
    done: Vec<Step>,
    skipped: Vec<String>,
}

struct Step {
    name: &'static str,
    took: Duration,
    passed: bool,
}

impl Steps {
    /// Starts the clock.
    pub fn begin() -> Self {
        Self { started: Instant::now(), done: Vec::new(), skipped: Vec::new() }
    }

    /// Notes, loudly, that something is left out of this run.
    pub fn skip(&mut self, what: &str) {
        eprintln!("!!! SKIPPED: {what}");
        self.skipped.push(what.to_owned());
    }

    /// Does one step and says whether it passed; a failure does not stop the others.
    pub fn run(&mut self, name: &'static str, work: impl FnOnce() -> Result<()>) -> bool {
        eprintln!("\n=== {name}");
        let started = Instant::now();
        let outcome = work();
        let took = started.elapsed();
        let passed = outcome.is_ok();
        self.done.push(Step { name, took, passed });
        match outcome {
            // The closing line says it for the last step: see `finish`.
            Ok(()) if name == LAST => {}
            Ok(()) => eprintln!("=== {name}: done in {}", spoken(took)),
            Err(problem) => eprintln!("=== {name}: FAILED after {}: {problem:#}", spoken(took)),
        }
        passed
    }

    /// The closing line. A continuous integration run that went well ends with the words of
    /// the test runner itself, which is what people and machines look for there.
    pub fn finish(self) -> Result<()> {
        let failed: Vec<&str> = self.done.iter().filter(|step| !step.passed).map(|step| step.name).collect();
        if !failed.is_empty() {
            bail!("{}; FAILED: {}", self.summary(), failed.join(", "));
        }
        if std::env::var_os("CI").is_none() || !self.skipped.is_empty() {
            eprintln!("\n{}; all passed", self.summary());
        }
        Ok(())
    }

    fn summary(&self) -> String {
        let steps: Vec<String> = self.done.iter().map(|step| format!("{} {}", step.name, spoken(step.took))).collect();
        let skipped = match self.skipped.as_slice() {
            [] => String::new(),
            some => format!("; SKIPPED: {}", some.join(", ")),
        };
        let total = spoken(self.started.elapsed());
        format!("{total} in all: {}{skipped}", steps.join(", "))
    }
}

/// The step whose own summary should stay in sight.
pub const LAST: &str = "tests";

fn spoken(took: Duration) -> String {
    match took.as_secs() {
        seconds @ 0..=9 => format!("{seconds}.{} s", took.subsec_millis() / 100),
        seconds @ 10..=99 => format!("{seconds} s"),
        seconds => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_well() {
        let spoken: Vec<String> =
            [1_250, 42_000, 754_000].into_iter().map(|ms| spoken(Duration::from_millis(ms))).collect();
        assert_eq!(spoken, ["1.2 s", "42 s", "12 min 34 s"]);
    }

    #[test]
    fn one_failure_fails_the_run_but_not_the_steps_after_it() {
        let mut steps = Steps::begin();
        assert!(!steps.run("lints", || bail!("a warning")));
        assert!(steps.run("build", || Ok(())));
        let words = steps.finish().unwrap_err().to_string();
        assert!(words.ends_with("FAILED: lints"), "{words}");
    }
}
