//! O-5: releases that follow each other while letters wait tell of it in one
//! letter, which states what holds in the end.

use crate::{
    prepared::{congress, editor},
    take_back::{died, letters, move_river, reader, runner},
};
use programme::{
    release::{self, Announcement, Dispatch},
    session::{cancel, reinstate},
};
use testkit::{Engine, both_engines};

const PAGE: &str = "/en/hangzhou-2024/desk/release";

both_engines!(story_o5_two_releases_in_a_row_are_one_letter, |engine: Engine| async move {
    let c = congress(engine).await;
    let ids = c.a_day().await;
    let (db, system) = (c.house.db(), c.house.system());
    let ctx = || c.house.seen_by(editor(&c));
    c.publish().await;
    c.house.clock.advance_seconds(600);
    runner(&c).run_until_idle().await.unwrap();
    reader(&c, "river@example.org", "key555").await;
    reader(&c, "opening@example.org", "pen234").await;

    // The river moves and the opening is cancelled; half a minute later the opening
    // takes place again and the river is elsewhere.
    move_river(&c, ids[4], "14:00").await;
    cancel(db, &ctx(), &c.edition, ids[0], 1).await.unwrap();
    let words = |text| Announcement { letters: text, ..Announcement::default() };
    let second = [(kernel::Locale::En, "The lake room is closed.")];
    let second = release::publish(db, &ctx(), &c.edition, 1, words(&second)).await.unwrap();
    c.house.clock.advance_seconds(30);
    move_river(&c, ids[4], "16:00").await;
    reinstate(db, &ctx(), &c.edition, ids[0], 2).await.unwrap();
    let mut desk = c.house.actor(editor(&c));
    let page = desk.get(PAGE).await.is(200).body;
    assert!(page.contains("one letter of everything since release 2"), "{page}");
    let promised = release::preview(db, &ctx(), &c.edition).await.unwrap();
    assert_eq!((promised.gathers, promised.touched.letters.len()), (Some(2), 1), "{:?}", promised.touched);
    let third = [(kernel::Locale::En, "We are sorry.")];
    let third = release::publish(db, &ctx(), &c.edition, 2, words(&third)).await.unwrap();

    // The first job is due and leaves it to the later one, which waits anew.
    c.house.clock.advance_seconds(100);
    runner(&c).run_until_idle().await.unwrap();
    assert_eq!(letters(&c).await, []);
    c.house.clock.advance_seconds(20);
    runner(&c).run_until_idle().await.unwrap();
    let sent = letters(&c).await;
    let [(to, text)] = &sent[..] else { panic!("one letter to the one whom it concerns in the end: {sent:?}") };
    assert_eq!(to, "river@example.org");
    assert!(text.starts_with("The lake room is closed.\n\nWe are sorry.\n\n"), "{text}");
    assert!(text.contains("“The river” moves from 26 Sep 09:30") && text.contains("16:00"), "{text}");
    assert!(!text.contains("14:00") && !text.contains("Opening"), "only what holds: {text}");
    for release in [second.id, third.id] {
        let kept = release::letters(db.read(), &system, release).await.unwrap().unwrap();
        assert_eq!(kept.state, Dispatch::Left);
    }
    c.house.clock.advance_seconds(3600);
    runner(&c).run_until_idle().await.unwrap();
    assert_eq!(letters(&c).await.len(), 1);
    let page = desk.get(PAGE).await.is(200).body;
    assert!(page.contains("One letter was sent"), "{page}");
});

both_engines!(story_o5_what_waited_leaves_when_the_later_release_is_taken_back, |engine: Engine| async move {
    let c = congress(engine).await;
    let ids = c.a_day().await;
    let (db, ctx) = (c.house.db(), c.house.seen_by(editor(&c)));
    c.publish().await;
    c.house.clock.advance_seconds(600);
    runner(&c).run_until_idle().await.unwrap();
    reader(&c, "river@example.org", "key555").await;
    move_river(&c, ids[4], "14:00").await;
    c.publish().await;
    c.house.clock.advance_seconds(60);
    move_river(&c, ids[4], "16:00").await;
    c.publish().await;
    // The job of the second has begun already when the third is taken back.
    c.house.clock.advance_seconds(90);
    runner(&c).run_until_idle().await.unwrap();
    assert_eq!(letters(&c).await, []);
    release::take_back(db, &ctx, &c.edition, 3).await.unwrap();
    runner(&c).run_until_idle().await.unwrap();
    let sent = letters(&c).await;
    let [(_, text)] = &sent[..] else { panic!("{sent:?}") };
    assert!(text.contains("14:00") && !text.contains("16:00"), "{text}");
    c.house.clock.advance_seconds(3600);
    runner(&c).run_until_idle().await.unwrap();
    assert_eq!(letters(&c).await.len(), 1, "and nobody is told twice");
});

both_engines!(story_o5_gathered_letters_are_told_once_even_if_a_node_dies, |engine: Engine| async move {
    let c = congress(engine).await;
    let ids = c.a_day().await;
    c.publish().await;
    c.house.clock.advance_seconds(600);
    runner(&c).run_until_idle().await.unwrap();
    for email in ["a@example.org", "b@example.org"] {
        reader(&c, email, "key555").await;
    }
    move_river(&c, ids[4], "14:00").await;
    c.publish().await;
    c.house.clock.advance_seconds(30);
    move_river(&c, ids[4], "16:00").await;
    c.publish().await;
    c.house.clock.advance_seconds(120);
    // A node that gathered both, told one of two and died; both jobs are still there.
    let told = "INSERT INTO release_notice (release, account, told_at) SELECT r.id, a.id, 0 \
        FROM programme_release r CROSS JOIN account a WHERE r.number = 3 AND a.email = 'a@example.org'";
    let left = "UPDATE release_dispatch SET state = 'left', settled_at = 1 WHERE state = 'held'";
    let with = "UPDATE release_dispatch SET told_with = (SELECT id FROM programme_release WHERE number = 3) \
        WHERE release = (SELECT id FROM programme_release WHERE number = 2)";
    died(&c, &[told, left, with]).await;
    runner(&c).run_until_idle().await.unwrap();
    let sent = letters(&c).await;
    assert!(
        matches!(&sent[..], [(to, text)] if to == "b@example.org" && text.contains("from 26 Sep 09:30")),
        "{sent:?}"
    );
});

both_engines!(story_o5_letters_that_do_not_wait_take_along_those_that_do, |engine: Engine| async move {
    let c = congress(engine).await;
    let ids = c.a_day().await;
    let (db, ctx) = (c.house.db(), c.house.seen_by(editor(&c)));
    c.publish().await;
    c.house.clock.advance_seconds(600);
    runner(&c).run_until_idle().await.unwrap();
    reader(&c, "river@example.org", "key555").await;
    move_river(&c, ids[4], "14:00").await;
    c.publish().await;
    release::set_hold(db, &ctx, c.edition.id, 0).await.unwrap();
    c.house.clock.advance_seconds(30);
    move_river(&c, ids[4], "16:00").await;
    c.publish().await;
    for _ in 0..2 {
        runner(&c).run_until_idle().await.unwrap();
        let sent = letters(&c).await;
        assert!(matches!(&sent[..], [(_, text)] if text.contains("16:00") && !text.contains("14:00")), "{sent:?}");
        c.house.clock.advance_seconds(3600);
    }
});

both_engines!(story_o5_a_first_release_has_no_letters_that_could_leave, |engine: Engine| async move {
    let c = congress(engine).await;
    c.a_day().await;
    c.publish().await;
    let mut desk = c.house.actor(editor(&c));
    let page = desk.get(PAGE).await.is(200).body;
    assert!(
        page.contains("the first one. It can be taken back until") && page.contains("Take release 1 back"),
        "{page}"
    );
    assert!(!page.contains("Its letters leave"), "{page}");
    c.house.clock.advance_seconds(3600);
    runner(&c).run_until_idle().await.unwrap();
    let page = desk.get(PAGE).await.is(200).body;
    assert!(page.contains("There was nobody to write a letter to"), "{page}");
    assert!(!page.contains("The letters of release 1"), "{page}");
    let late = desk.post(&format!("{PAGE}/withdrawal"), &[("expected", "1")]).await.is(409).body;
    assert!(late.contains("could be taken back is over") && !late.contains("letters have left"), "{late}");
    let page = desk.get("/zh/hangzhou-2024/desk/release").await.is(200).body;
    assert!(page.contains("没有需要致信的人"), "{page}");
});
