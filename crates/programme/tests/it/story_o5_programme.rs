//! O-5: overlaps are found, including identical start and length; rules can be
//! softened; a release is an immutable version whose difference is told; one
//! with a blocking conflict is refused.

use crate::prepared::{Congress, at, congress, editor, session};
use programme::{
    Error,
    release::{self, ChangeKind},
    rules::{self, Level, Rule},
    session::{Placement, cancel, place, reinstate, session as find},
};
use testkit::{Engine, both_engines};

async fn rules_broken(c: &Congress) -> Vec<Rule> {
    let ctx = c.house.seen_by(editor(c));
    let found = rules::conflicts(c.house.db(), &ctx, &c.edition).await.unwrap();
    found.iter().map(|conflict| conflict.rule).collect()
}

both_engines!(story_o5_overlaps_block_and_can_be_softened, |engine: Engine| async move {
    let c = congress(engine).await;
    let (db, ctx) = (c.house.db(), c.house.seen_by(editor(&c)));
    // The same start, the same length, the same room, the same speaker.
    c.seed(&[
        session("AAA222", "One", "25 09:30", c.hall, &[c.lin]),
        session("BBB222", "Two", "25 09:30", c.hall, &[c.lin]),
    ])
    .await;
    assert_eq!(rules_broken(&c).await, [Rule::RoomOverlap, Rule::PersonOverlap]);
    let refused = release::publish(db, &ctx, &c.edition, 0, ("", "")).await.unwrap_err();
    assert!(matches!(refused, Error::Blocked(found) if found.len() == 2));
    let mut levels = rules::levels(db.read(), &ctx, c.edition.id).await.unwrap();
    levels.set(Rule::RoomOverlap, Level::Warn);
    levels.set(Rule::PersonOverlap, Level::Ignore);
    rules::set_levels(db, &ctx, c.edition.id, &levels).await.unwrap();
    assert_eq!(rules_broken(&c).await, [Rule::RoomOverlap]);
    assert_eq!(release::publish(db, &ctx, &c.edition, 0, ("", "")).await.unwrap().number, 1);
});

both_engines!(story_o5_a_short_walk_and_a_small_room_warn, |engine: Engine| async move {
    let c = congress(engine).await;
    let mut large = session("AAA222", "Large", "25 09:30", c.hall, &[c.lin]);
    large.details.capacity = Some(500);
    c.seed(&[large, session("BBB222", "Far away", "25 10:20", c.far, &[c.lin])]).await;
    assert_eq!(rules_broken(&c).await, [Rule::Walk, Rule::Capacity]);
});

both_engines!(story_o5_moves_are_checked_and_told, |engine: Engine| async move {
    let c = congress(engine).await;
    let ids = c.a_day().await;
    let (db, ctx) = (c.house.db(), c.house.seen_by(editor(&c)));
    assert_eq!(rules_broken(&c).await, []);
    assert_eq!(c.publish().await.number, 1);
    let again = release::publish(db, &ctx, &c.edition, 1, ("", "")).await.unwrap_err();
    assert!(matches!(again, Error::Invalid(_)), "nothing has changed: {again:?}");

    let to = |room, start: &str| Placement { room: Some(room), starts_at: Some(at(start)), minutes: 45 };
    let river = find(db, &ctx, ids[4]).await.unwrap().unwrap();
    let blocked = place(db, &ctx, &c.edition, river.id, river.revision, to(c.hall, "25 09:45")).await.unwrap_err();
    let Error::Invalid(problems) = blocked else { panic!("{blocked:?}") };
    assert_eq!(problems.of_field("room")[0].key, "programme-problem-room-taken");
    assert!(problems.of_field("room")[0].args.iter().any(|(_, words)| words == "Opening of the days"));
    let outside = place(db, &ctx, &c.edition, river.id, river.revision, to(c.hall, "28 09:30")).await.unwrap_err();
    let Error::Invalid(problems) = outside else { panic!("{outside:?}") };
    assert_eq!(problems.of_field("starts_at")[0].key, "programme-problem-outside-days");

    let moved = place(db, &ctx, &c.edition, river.id, river.revision, to(c.lake, "26 14:00")).await.unwrap();
    let late = place(db, &ctx, &c.edition, river.id, river.revision, to(c.hall, "26 15:00")).await.unwrap_err();
    assert!(matches!(late, Error::Stale(current) if *current == moved), "two editors, one session");

    let opening = find(db, &ctx, ids[0]).await.unwrap().unwrap();
    cancel(db, &ctx, &c.edition, opening.id, opening.revision).await.unwrap();
    let told = release::preview(db, &ctx, &c.edition).await.unwrap();
    let kinds: Vec<&ChangeKind> = told.changes.iter().map(|change| &change.kind).collect();
    assert!(matches!(kinds[..], [ChangeKind::Cancelled, ChangeKind::Moved(..)]), "{kinds:?}");

    c.later();
    let second = c.publish().await;
    let history = release::history(db, &ctx, &c.edition).await.unwrap();
    assert_eq!(history[0].release, second);
    assert_eq!(history[0].changes[0], "“Opening of the days” is cancelled.");
    assert!(history[0].changes[1].contains("from 26 Sep 09:30–10:15, grand-hall to 26 Sep 14:00–14:45, lake-room"));
    let chinese = release::history(db, &ctx.in_locale(kernel::Locale::Zh), &c.edition).await.unwrap();
    assert!(chinese[0].changes[0].contains("已取消"), "{:?}", chinese[0].changes);
    assert!(release::verify(db, &c.house.system()).await.unwrap().is_empty());
});

both_engines!(story_o5_a_forum_takes_its_items_along, |engine: Engine| async move {
    let c = congress(engine).await;
    let ids = c.a_day().await;
    let (db, ctx) = (c.house.db(), c.house.seen_by(editor(&c)));
    let forum = find(db, &ctx, ids[1]).await.unwrap().unwrap();
    let to = Placement { room: Some(c.far), starts_at: Some(at("26 14:00")), minutes: 120 };
    place(db, &ctx, &c.edition, forum.id, forum.revision, to).await.unwrap();
    let item = find(db, &ctx, ids[3]).await.unwrap().unwrap();
    assert_eq!((item.starts_at, item.room), (Some(at("26 15:00")), Some(c.far)));
    let shorter = Placement { minutes: 60, ..to };
    let refused = place(db, &ctx, &c.edition, forum.id, forum.revision + 1, shorter).await.unwrap_err();
    let Error::Invalid(problems) = refused else { panic!("{refused:?}") };
    assert_eq!(problems.of_field("starts_at")[0].key, "programme-problem-item-outside");
    let unchanged = find(db, &ctx, ids[1]).await.unwrap().unwrap();
    assert_eq!(unchanged.minutes, 120, "nothing is half-stored");
});

both_engines!(story_o5_a_reinstated_session_may_find_its_room_taken, |engine: Engine| async move {
    let c = congress(engine).await;
    let ids = c.a_day().await;
    let (db, ctx) = (c.house.db(), c.house.seen_by(editor(&c)));
    cancel(db, &ctx, &c.edition, ids[0], 1).await.unwrap();
    let to = Placement { room: Some(c.hall), starts_at: Some(at("25 09:30")), minutes: 45 };
    place(db, &ctx, &c.edition, ids[4], 1, to).await.unwrap();
    assert!(matches!(reinstate(db, &ctx, &c.edition, ids[0], 2).await, Err(Error::Invalid(_))));
});

both_engines!(story_o5_of_many_editors_one_releases, |engine: Engine| async move {
    let c = congress(engine).await;
    c.a_day().await;
    let tries = (0..6).map(|_| {
        let (db, ctx, edition) = (c.house.db().clone(), c.house.seen_by(editor(&c)), c.edition.clone());
        tokio::spawn(async move { release::publish(&db, &ctx, &edition, 0, ("", "")).await })
    });
    let mut made = 0;
    for one in tries.collect::<Vec<_>>() {
        match one.await.unwrap() {
            Ok(release) => {
                assert_eq!(release.number, 1);
                made += 1;
            }
            Err(error) => assert!(matches!(error, Error::Released | Error::Raced), "{error:?}"),
        }
    }
    assert_eq!(made, 1);
});

both_engines!(story_o5_of_two_moves_into_one_place_one_wins, |engine: Engine| async move {
    let c = congress(engine).await;
    let ids = c.a_day().await;
    let to = Placement { room: Some(c.far), starts_at: Some(at("27 09:30")), minutes: 45 };
    let tries = [ids[0], ids[4]].map(|id| {
        let (db, ctx, edition) = (c.house.db().clone(), c.house.seen_by(editor(&c)), c.edition.clone());
        tokio::spawn(async move { place(&db, &ctx, &edition, id, 1, to).await })
    });
    let mut won = 0;
    for one in tries {
        won += usize::from(one.await.unwrap().is_ok());
    }
    assert_eq!(won, 1, "the second finds the room taken");
    assert_eq!(rules_broken(&c).await, []);
});
