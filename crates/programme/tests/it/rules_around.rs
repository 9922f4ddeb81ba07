//! The rules ask the database for little when one session moves. What they then
//! say of it is what they say when they have read the whole draft.

use crate::prepared::{at, congress, session};
use kernel::PersonId;
use programme::{
    rules::{Conflict, Level, Levels, Rule, conflicts, conflicts_at, set_levels},
    seed::NewSession,
    session::{Languages, PersonInSession, PersonRole, Placement, SessionKind, SessionState},
};
use testkit::{Engine, both_engines};

/// A crowded draft: everything meets everything, in two venues and within a
/// walk's reach, with forums, interpreters and sessions that wait.
fn crowd(c: &crate::prepared::Congress, mut seed: u64) -> Vec<NewSession> {
    let mut draw = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % below
    };
    let rooms = [c.hall, c.lake, c.far, c.secret];
    let people: [PersonId; 3] = [c.lin, c.chen, c.hidden];
    let letters: Vec<char> = "ABCDEFGHJKMNPQRSTUVWXYZ".chars().collect();
    let mut forums: Vec<usize> = Vec::new();
    let mut all = Vec::new();
    for number in 0..60 {
        let code = format!("{}{}D234", letters[number / 23], letters[number % 23]);
        let start = format!("{} {:02}:{:02}", 24 + draw(3), 8 + draw(9), 5 * draw(12));
        let mut one = session(&code, &code, &start, rooms[draw(4)], &[]);
        one.minutes = i32::try_from(5 * (1 + draw(30))).unwrap();
        for person in &people {
            if draw(3) > 0 {
                continue;
            }
            let role = if draw(4) == 0 { PersonRole::Interpreter } else { PersonRole::Speaker };
            one.people.push(PersonInSession { person: *person, role });
        }
        one.details.capacity = (draw(4) == 0).then_some(500);
        if draw(5) == 0 {
            one.details.interpretation = Languages::default();
        }
        one.state = [SessionState::Cancelled, SessionState::Draft, SessionState::Confirmed][draw(7).min(2)];
        if draw(8) == 0 {
            one.starts_at = None;
        }
        match draw(4) {
            0 => {
                one.details.kind = SessionKind::Forum;
                forums.push(number);
            }
            1 if !forums.is_empty() => {
                one.details.kind = SessionKind::Item;
                one.forum = Some(forums[draw(forums.len())]);
            }
            _ => {}
        }
        all.push(one);
    }
    all
}

both_engines!(one_session_is_judged_as_in_the_whole_draft, |engine: Engine| async move {
    let c = congress(engine).await;
    let (db, ctx) = (c.house.db(), c.house.system());
    let mut levels = Levels::default();
    Rule::ALL.iter().for_each(|rule| levels.set(*rule, Level::Warn));
    set_levels(db, &ctx, c.edition.id, &levels).await.unwrap();
    let drafts = crowd(&c, 20_240_925);
    let ids = c.seed(&drafts).await;
    let whole = conflicts(db, &ctx, &c.edition).await.unwrap();
    let kinds: std::collections::BTreeSet<Rule> = whole.iter().map(|one| one.rule).collect();
    assert!(kinds.len() >= 7 && kinds.contains(&Rule::PersonOverlap), "the crowd is too well-behaved: {kinds:?}");
    for (draft, id) in drafts.iter().zip(&ids) {
        // The items of a forum that has no time have none either, once it is moved there.
        let untimed_forum = draft.details.kind == SessionKind::Forum && draft.starts_at.is_none();
        if draft.state == SessionState::Cancelled || untimed_forum {
            continue;
        }
        let expected: Vec<Conflict> = whole.iter().filter(|one| one.concerns(*id)).cloned().collect();
        let there = Placement { room: draft.room, starts_at: draft.starts_at, minutes: draft.minutes };
        let found = conflicts_at(db, &ctx, &c.edition, *id, there).await.unwrap();
        assert_eq!(found, expected, "{}", draft.code);
    }
    // Held over another place, it meets what is there.
    let there = Placement { room: Some(c.hall), starts_at: Some(at("25 08:00")), minutes: 600 };
    let found = conflicts_at(db, &ctx, &c.edition, ids[0], there).await.unwrap();
    let taken = found.iter().filter(|one| one.rule == Rule::RoomOverlap).count();
    let in_the_way = drafts.iter().zip(&ids).filter(|(draft, id)| {
        let time = draft.starts_at.map(|start| (start, start.plus_minutes(i64::from(draft.minutes))));
        draft.room == Some(c.hall)
            && **id != ids[0]
            && draft.state != SessionState::Cancelled
            && time.is_some_and(|(from, to)| from < at("25 18:00") && at("25 08:00") < to)
            && draft.forum != Some(0)
    });
    assert_eq!(taken, in_the_way.count());
    assert!(taken > 1, "the hall is full");
});
