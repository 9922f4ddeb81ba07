//! What the kernel knows about a process: time and memory.

use std::fs;
use std::process::Command;
use std::sync::LazyLock;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::machine;

/// /proc counts time in ticks, whose length only the C library knows.
static TICK: LazyLock<Duration> = LazyLock::new(|| {
    let per_second =
        machine::read(Command::new("getconf").arg("CLK_TCK")).ok().and_then(|said| said.parse().ok()).unwrap_or(100);
    Duration::from_secs(1) / per_second
});

/// Processor time a process has used, in user code and in the kernel.
pub fn processor_time(pid: u32) -> Result<Duration> {
    Ok(Stat::of(pid)?.time)
}

/// Processor time of all children of this process that have ended.
pub fn children_time() -> Result<Duration> {
    Ok(Stat::of(std::process::id())?.buried)
}

/// The same of a process and all its children, living and buried: PostgreSQL has a process
/// for each connection.
pub fn family_time(parent: u32) -> Result<Duration> {
    let own = Stat::of(parent)?;
    let children: Duration = fs::read_dir("/proc")?
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        // A process may end while we look.
        .filter_map(|pid| Stat::of(pid).ok())
        .filter(|stat| stat.parent == parent)
        .map(|stat| stat.time)
        .sum();
    Ok(own.time + own.buried + children)
}

/// Resident memory in bytes.
pub fn resident(pid: u32) -> Result<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|rest| rest.split_whitespace().next());
    let kilobytes: u64 = kilobytes.context("no VmRSS in /proc")?.parse()?;
    Ok(kilobytes * 1024)
}

struct Stat {
    parent: u32,
    time: Duration,
    buried: Duration,
}

impl Stat {
    fn of(pid: u32) -> Result<Self> {
        let line = fs::read_to_string(format!("/proc/{pid}/stat")).with_context(|| format!("process {pid} is gone"))?;
        Self::parse(&line).context("cannot read /proc/…/stat")
    }

    /// The program's name stands in parentheses and may hold anything, even parentheses.
    fn parse(line: &str) -> Option<Self> {
        let (_, rest) = line.rsplit_once(") ")?;
        let fields: Vec<&str> = rest.split(' ').collect();
        let ticks = |index: usize| fields.get(index)?.parse::<u32>().ok();
        Some(Self {
            parent: ticks(1)?,
            time: *TICK * (ticks(11)? + ticks(12)?),
            buried: *TICK * (ticks(13)? + ticks(14)?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_strange_name_does_not_shift_the_fields() {
        let line = "7 (a ) b) S 3 7 7 0 -1 4194560 1 2 3 4 150 50 10 20 20 0 1 0 9 9 9";
        let stat = Stat::parse(line).unwrap();
        assert_eq!(stat.parent, 3);
        assert_eq!(stat.time, *TICK * 200);
        assert_eq!(stat.buried, *TICK * 30);
    }

    #[test]
    fn we_ourselves_use_memory() {
        if fs::exists("/proc/self/stat").unwrap() {
            assert!(resident(std::process::id()).unwrap() > 100_000);
        }
    }
}
