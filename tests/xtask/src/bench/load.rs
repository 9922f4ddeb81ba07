//! A load generator: a few connections, each asking again as soon as it has its answer.

use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow, ensure};

use crate::http::{self, Connection};

/// How hard and how long. Threads and blocking sockets are enough for a handful of
/// connections, and cost the machine less than a runtime would.
#[derive(Clone, Copy)]
pub struct Load {
    /// At the same time.
    pub connections: usize,
    /// Measured time for each page.
    pub duration: Duration,
    warm_up: Duration,
}

/// What was seen.
pub struct Outcome {
    /// Wall time from the first request to the last answer.
    pub elapsed: Duration,
    /// One for each request, the shortest first.
    pub latencies: Vec<Duration>,
}

impl Load {
    /// For numbers that get written down.
    pub const THOROUGH: Self =
        Self { connections: 8, duration: Duration::from_secs(5), warm_up: Duration::from_millis(500) };
    /// For a look in passing.
    pub const QUICK: Self =
        Self { connections: 8, duration: Duration::from_secs(1), warm_up: Duration::from_millis(200) };

    /// Fills caches and connection pools; measures nothing.
    pub fn warm_up(&self, port: u16, path: &str) -> Result<()> {
        drive(port, path, self.connections, self.warm_up).map(drop)
    }

    /// Asks for one path until the time is over.
    pub fn run(&self, port: u16, path: &str) -> Result<Outcome> {
        drive(port, path, self.connections, self.duration)
    }
}

impl Outcome {
    /// Answers in a second.
    pub fn rate(&self) -> f64 {
        self.latencies.len() as f64 / self.elapsed.as_secs_f64()
    }

    /// The latency that `percent` of all requests did not exceed.
    pub fn percentile(&self, percent: usize) -> Duration {
        let rank = (self.latencies.len() * percent).div_ceil(100);
        let index = rank.saturating_sub(1);
        self.latencies.get(index).copied().unwrap_or_default()
    }
}

fn drive(port: u16, path: &str, connections: usize, duration: Duration) -> Result<Outcome> {
    let started = Instant::now();
    let end = started + duration;
    let mut latencies = thread::scope(|scope| {
        let visitors: Vec<_> = (0..connections).map(|_| scope.spawn(|| visit(port, path, end))).collect();
        let mut all = Vec::new();
        for visitor in visitors {
            let seen = visitor.join().map_err(|_| anyhow!("a visitor panicked"))?;
            all.extend(seen?);
        }
        anyhow::Ok(all)
    })?;
    let elapsed = started.elapsed();
    latencies.sort_unstable();
    Ok(Outcome { elapsed, latencies })
}

fn visit(port: u16, path: &str, end: Instant) -> Result<Vec<Duration>> {
    let request = http::request(path);
    let mut connection = Connection::open(port)?;
    let mut body = Vec::new();
    let mut latencies = Vec::new();
    while Instant::now() < end {
        let asked = Instant::now();
        let head = connection.exchange(&request, &mut body)?;
        latencies.push(asked.elapsed());
        // A quick refusal must not pass for a quick page.
        ensure!(head.status == 200, "{path} answered {} under load", head.status);
    }
    Ok(latencies)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_of_the_nearest_rank() {
        let outcome =
            Outcome { elapsed: Duration::from_secs(2), latencies: (1..=200).map(Duration::from_millis).collect() };
        assert_eq!(outcome.percentile(50), Duration::from_millis(100));
        assert_eq!(outcome.percentile(99), Duration::from_millis(198));
        assert_eq!(outcome.rate(), 100.0);
    }
}
