//! What follows from what was said about a room's day: a pure function.
//!
//! A room's day is a line of stops in the order of the plan. One that begins
//! late or takes longer pushes the next one, but only as far as it must: the
//! time between them shrinks to what the turnover needs, and a break shrinks to
//! the shortest that its organisers allow. Nothing begins before its plan.

use kernel::{SessionId, Timestamp};
use serde::{Deserialize, Serialize};

/// What was said about a session; of most sessions nothing is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Minutes that it begins later than planned.
    pub delay: i32,
    /// Minutes that it takes longer than planned.
    pub overrun: i32,
    /// When it began.
    pub started_at: Option<Timestamp>,
    /// When it was over.
    pub ended_at: Option<Timestamp>,
    /// Nobody else is let in.
    pub full: bool,
}

/// A session, or a break, in the line of its room.
#[derive(Clone, Debug, PartialEq)]
pub struct Stop {
    /// Which one.
    pub session: SessionId,
    /// When it is planned to begin.
    pub start: Timestamp,
    /// When it is planned to end.
    pub end: Timestamp,
    /// Minutes that it needs at least: a break less than its length.
    pub shortest: i64,
    /// Minutes that must lie between the stop before and this one; where less
    /// is planned, what is planned.
    pub gap: i64,
    /// What was said about it.
    pub said: Said,
    /// The items of a forum, in time order. Time between them belongs to the forum and is kept.
    pub items: Vec<Stop>,
}

/// When a stop is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expected {
    /// Which one.
    pub session: SessionId,
    /// It begins, or began; never before its plan.
    pub start: Timestamp,
    /// It ends, or ended.
    pub end: Timestamp,
}

/// When every stop of a room's day is expected, items among them, in the order
/// of the line.
pub fn follow(line: &[Stop]) -> Vec<Expected> {
    let mut all = Vec::new();
    let mut before: Option<(&Stop, Timestamp)> = None;
    for stop in line {
        let free = before.map(|(earlier, end)| end.plus_minutes(stop.gap.min(minutes(earlier.end, stop.start))));
        let end = one(stop, free, &mut all);
        before = Some((stop, end));
    }
    all
}

/// Expects one stop and its items; answers with its end.
fn one(stop: &Stop, free: Option<Timestamp>, all: &mut Vec<Expected>) -> Timestamp {
    let start = begins(stop, free);
    let length = stop.shortest.min(minutes(stop.start, stop.end));
    let mut end = stop.end.max(start.plus_minutes(length));
    let place = all.len();
    all.push(Expected { session: stop.session, start, end });
    let (mut planned, mut reached) = (stop.start, start);
    for item in &stop.items {
        // Between items everything stays as far apart as it was planned.
        reached = one(item, Some(reached.plus_minutes(minutes(planned, item.start))), all);
        planned = item.end;
    }
    if !stop.items.is_empty() {
        end = end.max(reached.plus_minutes(minutes(planned, stop.end)));
    }
    end = end.plus_minutes(i64::from(stop.said.overrun));
    if let Some(ended) = stop.said.ended_at {
        end = ended.max(start);
    }
    all[place].end = end;
    end
}

fn begins(stop: &Stop, free: Option<Timestamp>) -> Timestamp {
    if let Some(started) = stop.said.started_at {
        return started.max(stop.start);
    }
    let said = stop.start.plus_minutes(i64::from(stop.said.delay));
    free.map_or(said, |free| said.max(free))
}

/// Minutes from one moment to the next; negative when the second comes first.
fn minutes(from: Timestamp, to: Timestamp) -> i64 {
    to.minutes_since(from)
}

#[cfg(test)]
#[path = "line_tests.rs"]
mod tests;
