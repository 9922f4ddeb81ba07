//! The rules against cases by hand and against a brute force.

use super::*;
use proptest::prelude::*;
use uuid::Uuid;

fn session(n: u128) -> SessionId {
    SessionId(Uuid::from_u128(n))
}

fn minute(n: i64) -> Timestamp {
    Timestamp::from_micros(0).plus_minutes(n)
}

fn room(n: u128) -> RoomId {
    RoomId(Uuid::from_u128(n))
}

fn venue(n: u128) -> VenueId {
    VenueId(Uuid::from_u128(n))
}

fn slot(n: u128, start: i64, length: i64) -> Slot {
    Slot {
        session: session(n),
        parent: None,
        time: Some((minute(start), minute(start + length))),
        room: None,
        people: Vec::new(),
        seats: None,
        signed_up: 0,
        confirmed: true,
        public: true,
        spoken: Languages::default(),
        interpreted: Languages::default(),
        interpreters: Vec::new(),
    }
}

fn plan(slots: Vec<Slot>) -> Plan {
    // Rooms 0 to 3 stand in venue 0, rooms 4 and 5 in venue 1, twenty minutes away.
    let facts = |n: u128| RoomFacts { venue: venue(n / 4), capacity: 100, published: n != 5 };
    Plan {
        slots,
        rooms: (0..6).map(|n| (room(n), facts(n))).collect(),
        walks: [((venue(0), venue(1)), 20), ((venue(1), venue(0)), 20)].into(),
        days: Some((minute(0), minute(3000))),
        ..Plan::default()
    }
}

fn rules(slots: Vec<Slot>) -> Vec<Rule> {
    check(&plan(slots), &Levels::default()).iter().map(|conflict| conflict.rule).collect()
}

#[test]
fn identical_start_and_length_overlap() {
    let pair = |n| Slot { room: Some(room(1)), people: vec![PersonId(Uuid::nil())], ..slot(n, 60, 30) };
    assert_eq!(rules(vec![pair(1), pair(2)]), [Rule::RoomOverlap, Rule::PersonOverlap]);
}

#[test]
fn one_after_the_other_is_no_overlap() {
    let at = |n, start| Slot { room: Some(room(1)), people: vec![PersonId(Uuid::nil())], ..slot(n, start, 30) };
    assert_eq!(rules(vec![at(1, 60), at(2, 90)]), []);
    assert_eq!(rules(vec![at(1, 60), at(2, 89)]), [Rule::RoomOverlap, Rule::PersonOverlap]);
}

#[test]
fn a_forum_shares_its_room_and_people_with_its_items_but_they_do_not_share_with_each_other() {
    let in_room = |slot: Slot| Slot { room: Some(room(1)), people: vec![PersonId(Uuid::nil())], ..slot };
    let forum = in_room(slot(1, 60, 120));
    let item = |n, start| in_room(Slot { parent: Some(session(1)), ..slot(n, start, 30) });
    assert_eq!(rules(vec![forum.clone(), item(2, 60), item(3, 90)]), []);
    assert_eq!(rules(vec![forum.clone(), item(2, 60), item(3, 80)]), [Rule::RoomOverlap, Rule::PersonOverlap]);
    assert_eq!(rules(vec![forum, item(2, 160)]), [Rule::OutsideParent]);
}

#[test]
fn a_walk_takes_time() {
    let at = |n, start, r| Slot { room: Some(room(r)), people: vec![PersonId(Uuid::nil())], ..slot(n, start, 30) };
    assert_eq!(rules(vec![at(1, 0, 0), at(2, 49, 4)]), [Rule::Walk]);
    assert_eq!(rules(vec![at(1, 0, 0), at(2, 50, 4)]), []);
    assert_eq!(rules(vec![at(1, 0, 0), at(2, 30, 3)]), []);
}

#[test]
fn seats_days_and_rooms() {
    assert_eq!(rules(vec![Slot { room: Some(room(0)), seats: Some(101), ..slot(1, 0, 30) }]), [Rule::Capacity]);
    assert_eq!(rules(vec![slot(1, 2990, 30)]), [Rule::OutsideDays]);
    assert_eq!(rules(vec![Slot { room: Some(room(5)), ..slot(1, 0, 30) }]), [Rule::HiddenRoom]);
    assert_eq!(rules(vec![Slot { time: None, ..slot(1, 0, 30) }]), [Rule::Unplaced]);
    assert_eq!(rules(vec![Slot { time: None, confirmed: false, ..slot(1, 0, 30) }]), []);
}

#[test]
fn nobody_is_scheduled_into_a_time_at_which_they_cannot() {
    let lin = PersonId(Uuid::from_u128(7));
    let with = |start| {
        let mut plan = plan(vec![Slot { people: vec![lin], ..slot(1, start, 30) }]);
        plan.away.insert(lin, vec![(minute(0), minute(20)), (minute(100), minute(200))]);
        check(&plan, &Levels::default())
    };
    // Touching ends are no meeting.
    assert_eq!(with(20), []);
    assert_eq!(with(70), []);
    for start in [19, 71, 120, 199] {
        let found = with(start);
        assert_eq!((found[0].rule, found[0].level, found[0].person), (Rule::Unavailable, Level::Block, Some(lin)));
        assert_eq!(found.len(), 1, "{start}");
    }
}

#[test]
fn a_closed_room_takes_no_session() {
    let with = |at: u128, start| {
        let mut plan = plan(vec![Slot { room: Some(room(at)), ..slot(1, start, 30) }]);
        plan.closed.insert(room(1), vec![(minute(100), minute(200))]);
        check(&plan, &Levels::default()).iter().map(|one| (one.rule, one.room)).collect::<Vec<_>>()
    };
    assert_eq!(with(1, 70), []);
    assert_eq!(with(2, 120), []);
    assert_eq!(with(1, 71), [(Rule::RoomClosed, Some(room(1)))]);
}

#[test]
fn more_sign_ups_than_seats() {
    let signed = |seats, signed_up| rules(vec![Slot { room: Some(room(0)), seats, signed_up, ..slot(1, 0, 30) }]);
    assert_eq!(signed(None, 100), []);
    assert_eq!(signed(None, 101), [Rule::SignUps]);
    assert_eq!(signed(Some(20), 21), [Rule::SignUps]);
    // What the session promises does not make the room larger.
    assert_eq!(signed(Some(120), 101), [Rule::Capacity, Rule::SignUps]);
}

#[test]
fn an_ignored_rule_finds_nothing_and_a_warning_is_a_warning() {
    let pair = |n| Slot { room: Some(room(1)), ..slot(n, 60, 30) };
    let mut levels = Levels::default();
    levels.set(Rule::RoomOverlap, Level::Ignore);
    assert_eq!(check(&plan(vec![pair(1), pair(2)]), &levels), []);
    levels.set(Rule::RoomOverlap, Level::Warn);
    assert_eq!(check(&plan(vec![pair(1), pair(2)]), &levels)[0].level, Level::Warn);
}

/// Every pair compared with every other, straight from the definitions.
fn brute(plan: &Plan) -> Vec<(Rule, SessionId, SessionId, Option<PersonId>)> {
    let mut all = Vec::new();
    for a in &plan.slots {
        for b in &plan.slots {
            let (Some((a_from, a_to)), Some((b_from, b_to))) = (a.time, b.time) else { continue };
            let ordered = (a.time, a.session) < (b.time, b.session);
            if !ordered || a.parent == Some(b.session) || b.parent == Some(a.session) {
                continue;
            }
            let overlap = a_from < b_to && b_from < a_to;
            if overlap && a.room.is_some() && a.room == b.room {
                all.push((Rule::RoomOverlap, a.session, b.session, None));
            }
            let apart = a.room.zip(b.room).is_some_and(|(x, y)| plan.rooms[&x].venue != plan.rooms[&y].venue);
            for person in a.people.iter().filter(|p| b.people.contains(p)) {
                if overlap {
                    all.push((Rule::PersonOverlap, a.session, b.session, Some(*person)));
                } else if apart && b_from < a_to.plus_minutes(20) {
                    all.push((Rule::Walk, a.session, b.session, Some(*person)));
                }
            }
        }
    }
    all.sort();
    all
}

prop_compose! {
    fn any_slot()(start in 0i64..400, length in 5i64..120, r in 0u128..7, people in proptest::collection::btree_set(0u128..6, 0..4), forum in 0u128..12)
        -> (i64, i64, u128, Vec<u128>, u128) { (start, length, r, people.into_iter().collect(), forum) }
}

proptest! {
    #[test]
    fn pairs_are_those_of_the_brute_force(raw in proptest::collection::vec(any_slot(), 0..30)) {
        let slots: Vec<Slot> = raw.iter().zip(0u128..).map(|((start, length, r, people, forum), n)| Slot {
            room: (*r < 6).then(|| room(*r)),
            people: people.iter().map(|p| PersonId(Uuid::from_u128(*p))).collect(),
            // Some of the later ones are items of one of the first three.
            parent: (n >= 3 && *forum < 3).then(|| session(*forum)),
            ..slot(n, *start, *length)
        }).collect();
        let plan = plan(slots);
        let pairs = [Rule::RoomOverlap, Rule::PersonOverlap, Rule::Walk];
        let mut found: Vec<_> = check(&plan, &Levels::default())
            .into_iter()
            .filter(|c| pairs.contains(&c.rule))
            .map(|c| (c.rule, c.session, c.other.unwrap(), c.person))
            .collect();
        found.sort();
        prop_assert_eq!(found, brute(&plan));
    }
}

#[test]
fn seven_hundred_sessions_take_no_time() {
    let slots: Vec<Slot> = (0..700u128)
        .map(|n| {
            let start = i64::try_from(n / 6).unwrap() * 20;
            let people = (0..4).map(|k| PersonId(Uuid::from_u128((n * 7 + k * 13) % 600))).collect();
            Slot { room: Some(room(n % 6)), people, ..slot(n, start, 45) }
        })
        .collect();
    let plan = plan(slots);
    let begun = std::time::Instant::now();
    let found = check(&plan, &Levels::default());
    let took = begun.elapsed();
    assert!(!found.is_empty());
    // A debug build on a busy machine; a release build needs about a millisecond.
    assert!(took < std::time::Duration::from_millis(50), "{took:?}");
}
