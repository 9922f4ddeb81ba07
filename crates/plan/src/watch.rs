//! The clock, the stop and the progress line of a run.

use clap::Args;
use planner::{Control, Progress};
use std::{
    io::{IsTerminal, Write},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

/// How long and how a solver runs.
#[derive(Args, Clone, Debug)]
pub struct Run {
    /// Seconds after which the best plan so far is printed.
    #[arg(long, value_name = "S", value_parser = seconds)]
    pub time_limit: Option<Duration>,
    /// The source of every random choice.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// How many threads may work; as many as there are cores, unless said.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: Option<u16>,
}

fn seconds(text: &str) -> Result<Duration, String> {
    text.parse::<f64>()
        .ok()
        .and_then(|s| Duration::try_from_secs_f64(s).ok())
        .ok_or_else(|| "not a number of seconds".to_owned())
}

impl Run {
    /// Runs a solver under a clock that starts now, with a line of progress on a
    /// terminal. Gives what the solver gave, and how long it took.
    pub fn under_watch<T>(&self, solve: impl FnOnce(Control<'_>) -> T) -> (T, Duration) {
        let began = Instant::now();
        let clock = || began.elapsed();
        let stop = AtomicBool::new(false);
        let threads =
            self.threads.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from);
        let shown = AtomicBool::new(false);
        let last = Mutex::new(Progress::default());
        let on_terminal = std::io::stderr().is_terminal();
        let report = |now: Progress| {
            let mut known = last.lock().unwrap_or_else(PoisonError::into_inner);
            known.incumbent = now.incumbent.or(known.incumbent);
            known.bound = now.bound.or(known.bound);
            if on_terminal {
                shown.store(true, Ordering::Relaxed);
                let line = line(*known, began.elapsed());
                // A terminal that went away takes its line with it.
                let _ = write!(std::io::stderr().lock(), "\r\x1b[K{line}");
            }
        };
        let control =
            Control { clock: &clock, limit: self.time_limit, stop: &stop, seed: self.seed, threads, report: &report };
        let answer = solve(control);
        if shown.load(Ordering::Relaxed) {
            let _ = write!(std::io::stderr().lock(), "\r\x1b[K");
        }
        (answer, began.elapsed())
    }
}

/// Incumbent, bound and gap.
fn line(known: Progress, after: Duration) -> String {
    let say = |value: Option<f64>| {
        value.map_or_else(
            || "–".to_owned(),
            |v| format!("{v:.3}").trim_end_matches('0').trim_end_matches('.').to_owned(),
        )
    };
    let gap = match (known.incumbent, known.bound) {
        (Some(a), Some(b)) if a == b => "0 %".to_owned(),
        (Some(a), Some(b)) => format!("{:.2} %", 100.0 * (a - b).abs() / a.abs().max(b.abs())),
        _ => "–".to_owned(),
    };
    format!("{:6.1} s  best {}  bound {}  gap {gap}", after.as_secs_f64(), say(known.incumbent), say(known.bound))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_what_is_known() {
        let at = Duration::from_millis(1500);
        assert_eq!(line(Progress::default(), at), "   1.5 s  best –  bound –  gap –");
        assert_eq!(
            line(Progress { incumbent: Some(8.0), bound: Some(6.0) }, at),
            "   1.5 s  best 8  bound 6  gap 25.00 %"
        );
        assert_eq!(line(Progress { incumbent: Some(0.0), bound: Some(0.0) }, at), "   1.5 s  best 0  bound 0  gap 0 %");
    }
}
