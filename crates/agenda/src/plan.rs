//! Whether somebody can do what they planned: what is at the same time, where
//! the walk is longer than the pause, and where there is time to spare. Pure.

use kernel::{SessionId, Timestamp, VenueId};

/// A pause of at least so many minutes is worth a line.
const WORTH_SAYING: i64 = 30;

/// A session in a plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slot {
    /// Which one.
    pub session: SessionId,
    /// The forum that it is an item of.
    pub parent: Option<SessionId>,
    /// Start and end.
    pub time: (Timestamp, Timestamp),
    /// In which building; nothing where nobody may know.
    pub venue: Option<VenueId>,
    /// It takes place.
    pub holds: bool,
}

/// What is to be said at a session of a plan. Numbers are places in the plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hints {
    /// The others that take place at the same time.
    pub clashes: Vec<usize>,
    /// The way from an earlier one is longer than the pause.
    pub rush: Option<Rush>,
    /// Minutes without anything before it, since the last one of the same day.
    pub pause: Option<i64>,
}

/// A way that is longer than the pause before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rush {
    /// From where.
    pub from: usize,
    /// Minutes on foot.
    pub walk: i64,
    /// Minutes that there are.
    pub time: i64,
}

/// The hints at every session of `plan`, which is in time order. `walk` knows
/// the minutes between two buildings; `same_day` whether two instants are of one
/// day in the zone of the edition.
pub fn hints(
    plan: &[Slot],
    walk: impl Fn(VenueId, VenueId) -> i64,
    same_day: impl Fn(Timestamp, Timestamp) -> bool,
) -> Vec<Hints> {
    let mut all = vec![Hints::default(); plan.len()];
    for (at, slot) in plan.iter().enumerate().filter(|(_, slot)| slot.holds) {
        let others = || plan.iter().enumerate().filter(move |(other, one)| *other != at && one.holds);
        all[at].clashes = others().filter(|(_, one)| clash(slot, one)).map(|(other, _)| other).collect();
        all[at].rush = others().filter_map(|(from, one)| rush(slot, from, one, &walk)).min_by_key(|rush| rush.time);
        // An item is no pause of its forum: what began before and lasts longer counts.
        let before = others().filter(|(other, one)| (one.time.0, *other) < (slot.time.0, at));
        let busy_until = before.filter(|(_, one)| same_day(one.time.0, slot.time.0)).map(|(_, one)| one.time.1).max();
        let pause = busy_until.map(|end| slot.time.0.minutes_since(end));
        all[at].pause = pause.filter(|minutes| *minutes >= WORTH_SAYING);
    }
    all
}

fn are_related(a: &Slot, b: &Slot) -> bool {
    a.parent == Some(b.session) || b.parent == Some(a.session)
}

fn clash(a: &Slot, b: &Slot) -> bool {
    !are_related(a, b) && a.time.0 < b.time.1 && b.time.0 < a.time.1
}

fn rush(slot: &Slot, from: usize, before: &Slot, walk: &impl Fn(VenueId, VenueId) -> i64) -> Option<Rush> {
    let (Some(there), Some(here)) = (before.venue, slot.venue) else { return None };
    if there == here || before.time.1 > slot.time.0 {
        return None;
    }
    let (walk, time) = (walk(there, here), slot.time.0.minutes_since(before.time.1));
    (time < walk).then_some(Rush { from, walk, time })
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn session(n: u128) -> SessionId {
        SessionId(Uuid::from_u128(n))
    }

    fn venue(n: u128) -> Option<VenueId> {
        Some(VenueId(Uuid::from_u128(n)))
    }

    fn slot(n: u128, start: i64, minutes: i64, venue: Option<VenueId>) -> Slot {
        let at = |minute| Timestamp::from_micros(0).plus_minutes(minute);
        Slot { session: session(n), parent: None, time: (at(start), at(start + minutes)), venue, holds: true }
    }

    fn told(plan: &[Slot]) -> Vec<Hints> {
        let day = |at: Timestamp| at.as_seconds().div_euclid(86_400);
        hints(plan, |_, _| 12, |a, b| day(a) == day(b))
    }

    #[test]
    fn what_is_at_the_same_time_is_said_at_both() {
        let told = told(&[slot(1, 0, 60, venue(1)), slot(2, 30, 60, venue(1)), slot(3, 90, 30, venue(1))]);
        assert_eq!(told[0].clashes, [1]);
        assert_eq!(told[1].clashes, [0]);
        assert!(told[2].clashes.is_empty(), "who goes at the end of one is in time for the next");
    }

    #[test]
    fn a_forum_is_not_in_the_way_of_its_item_and_what_is_cancelled_of_nothing() {
        let forum = slot(1, 0, 120, venue(1));
        let item = Slot { parent: Some(session(1)), ..slot(2, 30, 30, venue(1)) };
        let off = Slot { holds: false, ..slot(3, 40, 30, venue(1)) };
        let later = slot(4, 150, 30, venue(1));
        let told = told(&[forum, item, off, later]);
        assert!(told.iter().all(|hints| hints.clashes.is_empty()));
        assert_eq!(told[3].pause, Some(30), "the forum lasts longer than its item");
        assert_eq!(told[1].pause, None);
    }

    #[test]
    fn a_way_that_is_longer_than_the_pause_is_told() {
        let told = told(&[slot(1, 0, 60, venue(1)), slot(2, 65, 30, venue(2)), slot(3, 107, 10, venue(1))]);
        assert_eq!(told[1].rush, Some(Rush { from: 0, walk: 12, time: 5 }));
        assert_eq!(told[2].rush, None, "twelve minutes are enough for twelve minutes");
    }

    #[test]
    fn a_night_is_no_pause() {
        let told = told(&[slot(1, 0, 60, None), slot(2, 24 * 60, 60, None), slot(3, 24 * 60 + 120, 60, None)]);
        assert_eq!((told[1].pause, told[2].pause), (None, Some(60)));
    }
}
