//! Differences and sequence numbers.

use super::super::content::number;
use super::*;
use crate::session::{Languages, PersonRole, SessionKind};
use uuid::Uuid;

fn released(n: u128) -> Released {
    Released {
        session: SessionId(Uuid::from_u128(n)),
        visibility: Visibility::Public,
        sequence: 3,
        content: Content {
            code: "7KQ2MD".to_owned(),
            parent: None,
            kind: SessionKind::Keynote,
            title: LocalizedText::both("Rivers", "河流"),
            summary: LocalizedText::new(),
            track: None,
            languages: Languages::default(),
            interpretation: Languages::default(),
            standing: Standing::Confirmed,
            starts_at: Timestamp::from_micros(1_727_226_000_000_000),
            minutes: 45,
            room: Some(RoomId(Uuid::from_u128(9))),
            city: None,
            capacity: None,
            people: vec![PersonInSession { person: PersonId(Uuid::from_u128(7)), role: PersonRole::Speaker }],
        },
    }
}

fn edited(edit: impl Fn(&mut Released)) -> (Vec<Change>, i32) {
    let before = vec![released(1)];
    let mut after = before.clone();
    edit(&mut after[0]);
    number(&mut after, &before, &HashMap::new());
    (difference(&before, &after), after[0].sequence)
}

#[test]
fn nothing_changed() {
    assert_eq!(edited(|_| {}), (vec![], 3));
}

#[test]
fn what_a_calendar_shows_makes_the_sequence_grow() {
    let (changes, sequence) = edited(|s| s.content.starts_at = s.content.starts_at.plus_minutes(15));
    assert!(matches!(changes[..], [Change { kind: ChangeKind::Moved(..), .. }]));
    assert_eq!(sequence, 4);
    let (changes, sequence) = edited(|s| s.content.standing = Standing::Cancelled);
    assert!(matches!(changes[..], [Change { kind: ChangeKind::Cancelled, .. }]));
    assert_eq!(sequence, 4);
    let (changes, sequence) = edited(|s| s.content.title = LocalizedText::both("Lakes", "湖泊"));
    assert!(matches!(changes[..], [Change { kind: ChangeKind::Renamed(_), .. }]));
    assert_eq!(sequence, 4);
    assert_eq!(edited(|s| s.content.room = None).1, 4);
}

#[test]
fn other_changes_are_told_but_do_not_count() {
    let (changes, sequence) = edited(|s| s.content.people.clear());
    assert!(matches!(changes[..], [Change { kind: ChangeKind::Left(_), .. }]));
    assert_eq!(sequence, 3);
    let (changes, sequence) = edited(|s| s.content.summary = LocalizedText::both("a", "b"));
    assert!(matches!(changes[..], [Change { kind: ChangeKind::Rewritten, .. }]));
    assert_eq!(sequence, 3);
}

#[test]
fn sessions_come_and_go_and_come_back_with_a_higher_number() {
    let (before, mut after) = (vec![released(1)], vec![released(2)]);
    let kinds: Vec<ChangeKind> = difference(&before, &after).into_iter().map(|change| change.kind).collect();
    assert!(matches!(kinds[..], [ChangeKind::Removed, ChangeKind::Added(_)]));
    number(&mut after, &before, &HashMap::new());
    assert_eq!(after[0].sequence, 0);
    number(&mut after, &before, &[(SessionId(Uuid::from_u128(2)), 5)].into());
    assert_eq!(after[0].sequence, 6);
}

#[test]
fn content_survives_the_database_to_the_byte() {
    use kernel::column::Column;
    let content = released(1).content;
    let back = Content::from_raw(content.to_raw()).unwrap();
    assert_eq!(back, content);
    assert_eq!(serde_json::to_vec(&back).unwrap(), serde_json::to_vec(&content).unwrap());
}
