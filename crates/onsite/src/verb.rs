//! What can be said about a session on its day, and when.

use crate::{
    error::Error,
    line::{Said, Stop},
    record::stage,
};
use kernel::Timestamp;
use programme::Stage;

kernel::text_enum! {
    /// What was said.
    pub enum Verb {
        /// It began.
        Started = "started",
        /// It begins later; of one that is on: it takes longer.
        Late = "late",
        /// It is on time again.
        OnTime = "on_time",
        /// Nobody else is let in.
        Full = "full",
        /// There are seats again.
        Seats = "seats",
        /// It is over.
        Ended = "ended",
    }
}

/// The longest that one press can delay, in minutes.
pub const MOST_MINUTES: i32 = 240;
/// The longest that all of them can.
const MOST_DELAY: i32 = 720;

/// A press: what is said, and by how many minutes it is later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Press {
    /// What is said.
    pub verb: Verb,
    /// Minutes, for [`Verb::Late`]; else 0.
    pub minutes: i32,
}

impl Press {
    /// A press without minutes.
    pub const fn of(verb: Verb) -> Self {
        Self { verb, minutes: 0 }
    }

    /// So many minutes later than expected so far.
    pub const fn late(minutes: i32) -> Self {
        Self { verb: Verb::Late, minutes }
    }
}

/// What a stop becomes when this is said about it at `now`.
///
/// # Errors
/// [`Error::Invalid`] at `press` for what makes no sense now, at `minutes` for
/// a delay that is none or too long.
pub(crate) fn said_by(
    stop: &Stop,
    expected: (Timestamp, Timestamp),
    press: Press,
    now: Timestamp,
) -> Result<Said, Error> {
    let mut said = stop.said;
    let refused = || Err(Error::field("press", "onsite-problem-press"));
    // What is pressed at another time, as in a rehearsal, is taken to be as expected.
    let present = now >= stop.start.plus_minutes(-180) && now <= expected.1.plus_minutes(12 * 60);
    let minute = Timestamp::from_micros(now.as_micros().div_euclid(60_000_000) * 60_000_000);
    let at = |expected: Timestamp| if present { minute } else { expected };
    match (stage(&said), press.verb) {
        (Stage::Waiting, Verb::Started) => said.started_at = Some(at(expected.0)),
        (Stage::Waiting, Verb::Late) => {
            let from = if present { expected.0.max(minute) } else { expected.0 };
            said.delay = later(from.minutes_since(stop.start), press.minutes)?;
        }
        (Stage::Running, Verb::Late) => {
            let from = if present { expected.1.max(minute) } else { expected.1 };
            said.overrun = later(from.minutes_since(expected.1) + i64::from(said.overrun), press.minutes)?;
        }
        (Stage::Waiting, Verb::OnTime) => said.delay = 0,
        (Stage::Running, Verb::OnTime) => said.overrun = 0,
        (Stage::Over, _) => return refused(),
        (_, Verb::Full) => said.full = true,
        (_, Verb::Seats) => said.full = false,
        (_, Verb::Ended) => {
            // What nobody said had begun began when it was expected, or just now.
            let began = said.started_at.unwrap_or_else(|| expected.0.min(at(expected.0)));
            said.started_at = Some(began);
            said.ended_at = Some(at(expected.1).max(began));
        }
        (Stage::Running, Verb::Started) => return refused(),
    }
    if said == stop.said { refused() } else { Ok(said) }
}

fn later(so_far: i64, minutes: i32) -> Result<i32, Error> {
    if !(1..=MOST_MINUTES).contains(&minutes) {
        return Err(Error::field("minutes", "onsite-problem-late"));
    }
    let sum = so_far + i64::from(minutes);
    i32::try_from(sum)
        .ok()
        .filter(|sum| *sum <= MOST_DELAY)
        .ok_or_else(|| Error::field("minutes", "onsite-problem-late"))
}
