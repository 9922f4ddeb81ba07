//! Languages, booths and teams.

use super::super::{Level, Levels, check, check::RoomFacts};
use super::*;
use kernel::{Timestamp, VenueId};
use proptest::prelude::*;
use uuid::Uuid;

fn session(n: u128) -> SessionId {
    SessionId(Uuid::from_u128(n))
}

fn person(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(n))
}

fn room(n: u128) -> RoomId {
    RoomId(Uuid::from_u128(n))
}

fn tongues(codes: &[&str]) -> Languages {
    Languages::parse(codes).unwrap()
}

/// A session of its own hour, so that no other rule finds anything.
fn slot(n: u128, minutes: i64, spoken: &[&str], interpreted: &[&str], interpreters: &[u128]) -> Slot {
    let start = Timestamp::from_micros(0).plus_minutes(i64::try_from(n).unwrap() * 1500);
    Slot {
        session: session(n),
        parent: None,
        time: Some((start, start.plus_minutes(minutes))),
        room: Some(room(n)),
        people: Vec::new(),
        seats: None,
        signed_up: 0,
        confirmed: true,
        public: true,
        spoken: tongues(spoken),
        interpreted: tongues(interpreted),
        interpreters: interpreters.iter().map(|n| person(*n)).collect(),
    }
}

fn plan(slots: Vec<Slot>, promised: &[&str], booths: &[u128]) -> Plan {
    let facts = RoomFacts { venue: VenueId(Uuid::from_u128(1)), capacity: 10, published: true };
    Plan {
        rooms: slots.iter().filter_map(|slot| Some((slot.room?, facts))).collect(),
        slots,
        promised: tongues(promised),
        booths: booths.iter().map(|n| room(*n)).collect(),
        ..Plan::default()
    }
}

fn found(slots: Vec<Slot>, promised: &[&str], booths: &[u128]) -> Vec<(SessionId, Option<(usize, usize)>)> {
    let all = check(&plan(slots, promised, booths), &Levels::default());
    assert!(all.iter().all(|one| one.rule == Rule::Interpreter && one.level == Level::Warn), "{all:?}");
    all.into_iter().map(|one| (one.session, one.team)).collect()
}

#[test]
fn interpretation_needs_somebody_or_a_booth() {
    let hour = |people: &[u128]| slot(1, 60, &["zh"], &["en"], people);
    assert_eq!(found(vec![hour(&[])], &[], &[]), [(session(1), Some((0, 2)))]);
    assert_eq!(found(vec![hour(&[7])], &[], &[]), [(session(1), Some((1, 2)))]);
    assert_eq!(found(vec![hour(&[7, 8])], &[], &[]), []);
    assert_eq!(found(vec![hour(&[7, 7])], &[], &[]), [(session(1), Some((1, 2)))], "one person is one person");
    assert_eq!(found(vec![hour(&[])], &[], &[1]), []);
    assert_eq!(found(vec![hour(&[])], &[], &[2]).len(), 1, "another room's booth");
    // Into what is spoken nobody interprets.
    assert_eq!(found(vec![slot(1, 60, &["zh", "en"], &["en"], &[])], &[], &[]), []);
}

#[test]
fn a_promised_language_is_spoken_or_interpreted() {
    assert_eq!(found(vec![slot(1, 60, &["zh"], &[], &[])], &["en", "zh"], &[]), [(session(1), None)]);
    assert_eq!(found(vec![slot(1, 60, &["zh", "en"], &[], &[])], &["en", "zh"], &[]), []);
    assert_eq!(found(vec![slot(1, 60, &["zh"], &["en"], &[])], &["en", "zh"], &[1]), [], "a booth speaks it");
    assert_eq!(found(vec![slot(1, 60, &["zh"], &["ru"], &[])], &["en"], &[1]), [(session(1), None)]);
    assert_eq!(found(vec![slot(1, 60, &[], &[], &[])], &["en"], &[]), [], "where nobody speaks, nobody listens");
    assert_eq!(found(vec![slot(1, 60, &["zh"], &[], &[])], &[], &[]), [], "nothing was promised");
}

#[test]
fn a_forum_and_its_items_share_their_team() {
    let item = |n, people: &[u128]| Slot { parent: Some(session(1)), ..slot(n, 30, &["zh"], &["en"], people) };
    let forum = |people: &[u128]| Slot { time: None, confirmed: false, ..slot(1, 90, &["zh"], &["en"], people) };
    assert_eq!(
        found(vec![forum(&[7, 8]), item(2, &[]), item(3, &[])], &[], &[]).iter().filter(|one| one.1.is_some()).count(),
        0
    );
    // Two items, one interpreter each: the forum of an hour and a half has its two.
    let start = Timestamp::from_micros(0);
    let placed = |mut slot: Slot, from: i64, minutes: i64| {
        slot.time = Some((start.plus_minutes(from), start.plus_minutes(from + minutes)));
        slot.room = Some(room(1));
        slot
    };
    let slots = vec![placed(forum(&[]), 0, 90), placed(item(2, &[7]), 0, 30), placed(item(3, &[8]), 30, 30)];
    assert_eq!(found(slots, &[], &[]), []);
}

/// Straight from the definitions, one session after the other.
fn brute(plan: &Plan) -> Vec<(SessionId, Option<(usize, usize)>)> {
    let mut all = Vec::new();
    for slot in &plan.slots {
        let Some((start, end)) = slot.time else { continue };
        let spoken: Vec<&str> = slot.spoken.codes().collect();
        let mut heard = spoken.clone();
        heard.extend(slot.interpreted.codes().filter(|code| !spoken.contains(code)));
        if spoken.is_empty() {
            continue;
        }
        if plan.promised.codes().any(|code| !heard.contains(&code)) {
            all.push((slot.session, None));
        }
        if heard.len() == spoken.len() || slot.room.is_some_and(|room| plan.booths.contains(&room)) {
            continue;
        }
        let mut people: Vec<PersonId> = Vec::new();
        for other in &plan.slots {
            let same = other.session == slot.session;
            let inside = other.parent == Some(slot.session);
            // The team of my forum: its own people and those of all its items.
            let beside = slot.parent.is_some() && (slot.parent == Some(other.session) || other.parent == slot.parent);
            if same || inside || beside {
                people.extend(&other.interpreters);
            }
        }
        people.sort();
        people.dedup();
        let needed = plan.teams.needed(end.minutes_since(start), &heard.into_iter().collect());
        if people.len() < needed {
            all.push((slot.session, Some((people.len(), needed))));
        }
    }
    all.sort();
    all
}

const CODES: [&str; 4] = ["zh", "en", "ru", "fr"];

proptest! {
    #[test]
    fn what_is_unheard_is_what_the_brute_force_finds(
        raw in proptest::collection::vec(
            (5i64..700, 0usize..16, 0usize..16, proptest::collection::vec(0u128..5, 0..4), 0u128..9), 0..20),
        promised in 0usize..16,
        booths in proptest::collection::btree_set(0u128..20, 0..6),
    ) {
        let some = |bits: usize| (0..4).filter(|n| bits >> n & 1 == 1).map(|n| CODES[n]).collect::<Vec<_>>();
        let slots: Vec<Slot> = raw.iter().zip(0u128..).map(|((minutes, spoken, interpreted, people, forum), n)| Slot {
            parent: (n >= 2 && *forum < 2).then(|| session(*forum)),
            ..slot(n, *minutes, &some(*spoken), &some(*interpreted), people)
        }).collect();
        let plan = plan(slots, &some(promised), &booths.into_iter().collect::<Vec<_>>());
        let mut found: Vec<_> = check(&plan, &Levels::default())
            .into_iter()
            .filter(|one| one.rule == Rule::Interpreter)
            .map(|one| (one.session, one.team))
            .collect();
        found.sort();
        prop_assert_eq!(found, brute(&plan));
    }
}
