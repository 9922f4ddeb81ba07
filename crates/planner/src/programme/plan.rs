//! What a programme's plan says.

use crate::Status;
use serde::{Deserialize, Serialize};

/// The sixteen terms of the cost, by the keys of their weights without `_weight`, in the
/// order in which the benchmark counts them.
pub const TERMS: [&str; 16] = [
    "tracks_sessions_penalty",
    "tracks_rooms_penalty",
    "sessions_rooms_penalty",
    "similar_tracks_penalty",
    "num_rooms_per_track",
    "parallel_tracks",
    "consecutive_tracks",
    "submissions_timezones_penalty",
    "submissions_order",
    "submissions_sessions_penalty",
    "submissions_rooms_penalty",
    "presenters_conflicts",
    "attendees_conflicts",
    "chairs_conflicts",
    "presenters_conflicts_timeslot_level",
    "attendees_conflicts_timeslot_level",
];

/// Where a submission is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Placement {
    /// From 0.
    pub session: usize,
    /// From 0.
    pub room: usize,
    /// The first of its slots, from 0.
    pub slot: usize,
}

/// Which track has which cell, and where every submission is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Per session and room: the track of the cell.
    pub cells: Vec<Vec<Option<usize>>>,
    /// Per submission.
    pub placements: Vec<Placement>,
}

/// What the solver has to say.
#[derive(Clone, Debug)]
pub struct Answer {
    /// How good the plan is known to be.
    pub status: Status,
    /// The best plan found: fewest presenter clashes first, then the lowest cost.
    pub plan: Option<Plan>,
    /// What it costs: the terms times their weights.
    pub cost: i64,
    /// The raw counts, in the order of [`TERMS`].
    pub terms: [i64; 16],
    /// No plan costs less, however many presenters clash in it.
    pub bound: i64,
    /// Why there is no plan, where none can exist.
    pub reason: Option<String>,
}
