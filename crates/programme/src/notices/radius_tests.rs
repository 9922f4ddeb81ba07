//! Who and what a step touches.

use super::*;
use crate::{
    notices::Told,
    release::{Standing, difference},
    session::{Languages, PersonInSession, SessionKind},
};
use kernel::{LocalizedText, Timestamp, Visibility};
use std::collections::BTreeMap;
use uuid::Uuid;

const NINE: i64 = 1_727_226_000_000_000;

fn person(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(n))
}

fn released(n: u128, room: u128, people: &[(u128, PersonRole)], interpreted: bool) -> Released {
    let people = people.iter().map(|(n, role)| PersonInSession { person: person(*n), role: *role });
    let into: &[&str] = if interpreted { &["en"] } else { &[] };
    Released {
        session: SessionId(Uuid::from_u128(n)),
        visibility: Visibility::Public,
        sequence: 0,
        content: Content {
            code: "7KQ2MD".to_owned(),
            parent: None,
            kind: SessionKind::Keynote,
            title: LocalizedText::both("Rivers", "河流"),
            summary: LocalizedText::new(),
            track: None,
            languages: Languages::parse(&["zh"]).unwrap(),
            interpretation: Languages::parse(into).unwrap(),
            standing: Standing::Confirmed,
            starts_at: Timestamp::from_micros(NINE),
            minutes: 45,
            room: Some(RoomId(Uuid::from_u128(room))),
            city: None,
            capacity: None,
            people: people.collect(),
        },
    }
}

fn of(before: &[Released], after: &[Released]) -> Radius {
    let changes = difference(before, after);
    let mut cast: BTreeMap<PersonId, BTreeSet<SessionId>> = BTreeMap::new();
    for change in &changes {
        for one in before.iter().chain(after).filter(|one| one.session == change.session) {
            for entry in &one.content.people {
                cast.entry(entry.person).or_default().insert(change.session);
            }
        }
    }
    let touched = Touched { letters: Vec::<Told>::new(), unreached: BTreeMap::new(), cast };
    radius(&changes, (before, after), &touched, &Zone::parse("Asia/Shanghai").unwrap())
}

#[test]
fn a_move_touches_its_people_both_rooms_the_booths_and_the_print() {
    let before = [
        released(1, 8, &[(1, PersonRole::Speaker), (2, PersonRole::Moderator), (3, PersonRole::Interpreter)], true),
        released(2, 8, &[(4, PersonRole::Speaker)], true),
    ];
    let mut after = before.clone();
    after[0].content.room = Some(RoomId(Uuid::from_u128(9)));
    after[0].content.starts_at = after[0].content.starts_at.plus_minutes(24 * 60);
    let radius = of(&before, &after);
    assert_eq!(radius.speakers, BTreeSet::from([person(1)]), "nobody of the session that stays");
    assert_eq!(radius.moderators, BTreeSet::from([person(2)]));
    assert_eq!(radius.interpreters, BTreeSet::from([person(3)]));
    assert_eq!(radius.rooms, [8, 9].map(|n| RoomId(Uuid::from_u128(n))).into());
    assert_eq!(radius.interpretation, BTreeSet::from([before[0].session]));
    let days: Vec<String> = radius.days.iter().map(ToString::to_string).collect();
    assert_eq!(days, ["2024-09-25", "2024-09-26"]);
}

#[test]
fn a_new_word_touches_the_print_and_neither_room_nor_booth() {
    let before = [released(1, 8, &[(1, PersonRole::Speaker)], true)];
    let mut after = before.clone();
    after[0].content.summary = LocalizedText::both("More", "更多");
    let radius = of(&before, &after);
    assert!(radius.rooms.is_empty() && radius.interpretation.is_empty(), "{radius:?}");
    assert_eq!(radius.days.len(), 1);
    after[0].content.interpretation = Languages::default();
    assert_eq!(of(&before, &after).interpretation.len(), 1, "other languages are another order");
}

#[test]
fn nothing_touches_nothing() {
    let before = [released(1, 8, &[(1, PersonRole::Speaker)], true)];
    assert_eq!(of(&before, &before.clone()), Radius::default());
}
