//! What a solver is told besides its problem, and what it tells while it works.

use serde::Serialize;
use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

/// How much a plan is known to be worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// No plan is better; proven.
    Optimal,
    /// The plan keeps every rule; a better one may exist.
    Feasible,
    /// No plan keeps every rule; proven.
    Infeasible,
    /// Neither a plan nor a proof was found in the time given.
    Unknown,
}

/// What is known so far.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Progress {
    /// The objective of the best plan yet.
    pub incumbent: Option<f64>,
    /// What no plan can be better than.
    pub bound: Option<f64>,
}

/// How a solver is run.
#[derive(Clone, Copy)]
pub struct Control<'a> {
    /// The time since the run began, by whatever clock the caller has.
    pub clock: &'a (dyn Fn() -> Duration + Sync),
    /// When to stop with what there is; `None` goes on to the proof.
    pub limit: Option<Duration>,
    /// Set from outside to stop.
    pub stop: &'a AtomicBool,
    /// The source of every random choice.
    pub seed: u64,
    /// How many threads may work at once; at least 1.
    pub threads: usize,
    /// Called with what is known, whenever it changes; from any thread.
    pub report: &'a (dyn Fn(Progress) + Sync),
}

impl Control<'_> {
    /// The time is over, or somebody stopped the run.
    pub fn is_over(&self) -> bool {
        self.stop.load(Ordering::Relaxed) || self.limit.is_some_and(|limit| (self.clock)() >= limit)
    }

    /// The time that is left, if it is limited.
    pub fn left(&self) -> Option<Duration> {
        self.limit.map(|limit| limit.saturating_sub((self.clock)()))
    }
}
