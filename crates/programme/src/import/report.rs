//! What an import did.

use congress::Edition;
use schedule::Repairs;
use serde::Serialize;

/// How many records of a sort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Count {
    /// They are new.
    pub made: usize,
    /// They differ from the last time.
    pub updated: usize,
    /// They are as they were.
    pub unchanged: usize,
}

/// How often a rule of the programme is broken by what is stored now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The rule, by its name in the code: `room_overlap`.
    pub rule: String,
    /// How often.
    pub times: usize,
}

/// What an import did.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// The edition that holds the schedule now.
    #[serde(skip)]
    pub edition: Edition,
    /// Its slug.
    pub slug: String,
    /// It was made by this import.
    pub new_edition: bool,
    /// Sessions.
    pub sessions: Count,
    /// People.
    pub people: Count,
    /// Rooms.
    pub rooms: Count,
    /// Tracks.
    pub tracks: Count,
    /// Events of an earlier import that the file has no longer; their sessions stay.
    pub gone: Vec<String>,
    /// What was repaired.
    pub repairs: Repairs,
    /// Rules that the programme breaks.
    pub findings: Vec<Finding>,
    /// Rules that no longer block, so that the schedule could be published.
    pub eased: Vec<String>,
    /// The number of the release that was made.
    pub release: Option<i32>,
    /// Why no release was made although one was asked for.
    pub not_released: Option<String>,
    /// Everybody sees the edition.
    pub public: bool,
}
