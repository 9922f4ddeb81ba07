//! One run of a program: what it said, and what it needed.

use std::fs;
use std::io::Read;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::bench::process;

/// How often memory is looked at.
const LOOK: Duration = Duration::from_millis(5);

/// What a program said, and what it needed.
pub struct Run {
    /// Its standard output.
    pub said: String,
    /// Processor time, in user code and in the kernel, of all its threads.
    pub processor: Duration,
    /// The most memory it held, in bytes, as far as it was seen.
    pub peak: u64,
}

impl Run {
    /// Runs it to its end, with its complaints on our own error output.
    pub fn of(command: &mut Command) -> Result<Self> {
        let before = process::children_time()?;
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start {}", command.get_program().to_string_lossy()))?;
        let mut out = child.stdout.take().context("its output was piped")?;
        let reader = thread::spawn(move || {
            let mut said = String::new();
            out.read_to_string(&mut said).map(|_| said)
        });
        let mut peak = 0;
        let status = loop {
            peak = high_water(child.id()).unwrap_or(0).max(peak);
            match child.try_wait()? {
                Some(status) => break status,
                None => thread::sleep(LOOK),
            }
        };
        let said = reader.join().map_err(|_| anyhow::anyhow!("its output could not be read"))??;
        let processor = process::children_time()?.saturating_sub(before);
        // 0 is a plan, 1 none in time, 3 none at all; whatever else ended did not plan.
        if !matches!(status.code(), Some(0 | 1 | 3)) {
            bail!("{} ended with {status}", command.get_program().to_string_lossy());
        }
        Ok(Self { said, processor, peak })
    }

    /// The number after `"name":` in what it said.
    pub fn number(&self, name: &str) -> Option<f64> {
        let rest = self.value(name)?;
        let end = rest.find([',', '}', ']', '\n']).unwrap_or(rest.len());
        rest[..end].trim().parse().ok()
    }

    /// The text after `"name":` in what it said.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.value(name)?.strip_prefix('"')?.split('"').next()
    }

    fn value(&self, name: &str) -> Option<&str> {
        Some(self.said.split_once(&format!("\"{name}\":"))?.1.trim_start())
    }
}

/// The most a process has held so far; nothing once it has ended.
fn high_water(pid: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read() {
        let run = Run::of(Command::new("echo").arg(r#"{"status": "optimal","total":201.885, "cost": null}"#)).unwrap();
        assert_eq!(run.text("status"), Some("optimal"));
        assert_eq!(run.number("total"), Some(201.885));
        assert_eq!(run.number("cost"), None);
    }
}
