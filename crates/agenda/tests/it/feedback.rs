//! Feedback: after a session has begun, one answer each, read by the desk, and by
//! speakers where the edition lets them and enough have answered.

use crate::prepared::{at, congress, editor, path, signed_in};
use agenda::feedback::{FeedbackPolicy, Readers, readers};
use congress::{CloneDetails, ClonePart, clone_edition};
use kernel::{LocalizedText, Role, Slug, Strength, Viewer};
use programme::{Views, opinion};
use std::sync::Arc;
use testkit::{Engine, both_engines, viewer_with};

both_engines!(an_opinion_needs_a_session_that_has_begun, |engine: Engine| async move {
    let c = congress(engine).await;
    c.a_day().await;
    let send = path("/sessions/wrk222/feedback");
    let page = path("/sessions/wrk222-workshop-of-pipes");
    let mut browser = c.house.stranger();
    assert!(browser.get(&send).await.is(200).body.contains("This session has not begun"));
    browser.post(&send, &[("rating", "5")]).await.is(422);
    assert!(browser.cookie("convoke-stars").is_none(), "who is refused gets no key");
    assert!(!c.house.stranger().get(&page).await.body.contains("What did you think of it?"));
    c.house.clock.set(at("25 09:30"));
    assert!(c.house.stranger().get(&page).await.body.contains("What did you think of it?"), "by the clock, at once");
    let bad = browser.post(&send, &[("rating", "6"), ("comment", "kept as typed")]).await.is(422).body;
    assert!(bad.contains("id=\"rating-problem\"") && bad.contains("kept as typed"), "{bad}");
    browser.post(&send, &[("rating", "5"), ("comment", "Well said")]).await.is(303);
    browser.post(&send, &[("rating", "4"), ("comment", "Second thoughts")]).await.is(303);
    let again = browser.get(&send).await.is(200).body;
    assert!(again.contains("Second thoughts") && again.contains("You have answered before."), "{again}");

    let mut desk = c.house.actor(editor(&c));
    let read = desk.get(&path("/desk/sessions/WRK222/feedback")).await.is(200).body;
    assert!(read.contains("Second thoughts") && !read.contains("Well said"), "one answer, the last: {read}");
    assert!(read.contains("4.0 on average, one answer"), "{read}");
});

both_engines!(a_name_is_read_by_the_desk_alone_and_only_if_it_is_given, |engine: Engine| async move {
    let c = congress(engine).await;
    c.a_day().await;
    c.house.clock.set(at("25 12:00"));
    let send = path("/sessions/wrk222/feedback");
    let (_, mut ada) = c.visitor("ada").await;
    let (_, mut ben) = c.visitor("ben").await;
    ada.post(&send, &[("rating", "2"), ("comment", "Too loud")]).await.is(303);
    ben.post(&send, &[("rating", "5"), ("comment", "Just right"), ("nameless", "yes")]).await.is(303);
    let mut desk = c.house.actor(editor(&c));
    let read = desk.get(&path("/desk/sessions/WRK222/feedback")).await.is(200).body;
    assert!(read.contains("ada ·") && !read.contains("ben ·"), "{read}");
    assert!(desk.get(&path("/desk/feedback")).await.is(200).body.contains("For the desk only: fewer than three"));

    // Lin spoke there.
    let account = c.account("lin").await;
    let lin = || c.house.actor(Viewer::account(account, Some(c.lin), Strength::OneFactor, Vec::new()));
    let (_, mut cyd) = c.visitor("cyd").await;
    desk.post(&path("/desk/feedback"), &[("offered", "yes"), ("readers", "speakers")]).await.is(303);
    assert!(!lin().get(&send).await.is(200).body.contains("Just right"), "two of two would know each other");
    cyd.post(&send, &[("rating", "5"), ("comment", "")]).await.is(303);
    let page = lin().get(&send).await.is(200).body;
    assert!(page.contains("Just right") && page.contains("4.0 on average, 3 answers"), "{page}");
    assert!(!page.contains("ada"), "no name: {page}");
    for other in [&mut ada, &mut cyd, &mut c.house.stranger()] {
        let page = other.get(&send).await.is(200).body;
        assert!(!page.contains("Just right") && !page.contains("on average"), "{page}");
    }
    desk.post(&path("/desk/feedback"), &[("offered", "yes"), ("readers", "desk")]).await.is(303);
    assert!(!lin().get(&send).await.body.contains("Just right"));
});

both_engines!(a_flood_of_answers_is_stopped, |engine: Engine| async move {
    let c = congress(engine).await;
    c.a_day().await;
    c.house.clock.set(at("25 12:00"));
    let account = c.account("ada").await;
    let mut ada = c.house.actor(signed_in(account));
    let send = path("/sessions/wrk222/feedback");
    for _ in 0..60 {
        ada.post(&send, &[("rating", "1")]).await.is(303);
    }
    ada.post(&send, &[("rating", "1")]).await.is(429);
});

both_engines!(the_desk_decides_about_what_visitors_are_asked, |engine: Engine| async move {
    let c = congress(engine).await;
    c.a_day().await;
    c.house.clock.set(at("25 12:00"));
    let (send, page) = (path("/sessions/wrk222/feedback"), path("/sessions/wrk222-workshop-of-pipes"));
    let question = "What did you think of it?";
    let (mut desk, mut reader) = (c.house.actor(editor(&c)), c.house.stranger());
    assert!(reader.get(&page).await.body.contains(question));
    reader.post(&send, &[("rating", "5"), ("comment", "Well said")]).await.is(303);

    // One session alone.
    let sheet = path("/desk/sessions/WRK222/feedback");
    assert!(desk.get(&sheet).await.is(200).body.contains("name=\"asked\" value=\"yes\" checked"));
    desk.post(&sheet, &[]).await.is(303);
    assert!(!reader.get(&page).await.body.contains(question), "at once");
    assert!(reader.get(&send).await.is(200).body.contains("Nobody is asked about this session"));
    let late = reader.post(&send, &[("rating", "1")]).await.is(422).body;
    assert!(late.contains("Nobody is asked about this session"), "{late}");
    assert!(reader.get(&path("/sessions/tlk333-rain-in-the-street")).await.body.contains(question), "only this one");
    let overview = desk.get(&path("/desk/feedback")).await.is(200).body;
    assert!(overview.contains("Not asked") && overview.contains("Workshop of pipes"), "{overview}");
    assert!(desk.get(&sheet).await.body.contains("Well said"), "what was said stays");

    // The whole edition.
    desk.post(&sheet, &[("asked", "yes")]).await.is(303);
    assert!(reader.get(&page).await.body.contains(question));
    desk.post(&path("/desk/feedback"), &[("readers", "desk")]).await.is(303);
    for other in [&page, &path("/sessions/tlk333-rain-in-the-street")] {
        assert!(!reader.get(other).await.body.contains(question));
    }
    assert!(desk.get(&sheet).await.body.contains("asks about no session at the moment"));
    let mut clerk = c.house.actor(viewer_with(9, None, &[(Some(c.edition.id), Role::Reader)]));
    clerk.get(&sheet).await.is(200);
    clerk.post(&sheet, &[("asked", "yes")]).await.is(404);
    clerk.post(&path("/desk/feedback"), &[("offered", "yes"), ("readers", "desk")]).await.is(404);
});

both_engines!(a_clone_asks_and_reads_as_its_edition_did, |engine: Engine| async move {
    let c = congress(engine).await;
    c.a_day().await;
    let mut desk = c.house.actor(editor(&c));
    desk.post(&path("/desk/feedback"), &[("readers", "speakers")]).await.is(303);
    let parts: [Arc<dyn ClonePart>; 2] = [programme::neighbour(&Views::new()), Arc::new(FeedbackPolicy)];
    let details = CloneDetails {
        slug: Slug::parse("hangzhou-2025").unwrap(),
        name: LocalizedText::both("Hangzhou Stage 2025", "2025 杭州站"),
        first_day: jiff::civil::date(2025, 9, 24),
    };
    let (db, ctx) = (c.house.db(), c.house.system());
    let next = clone_edition(db, &ctx, c.edition.id, &details, &parts).await.unwrap();
    assert_eq!(readers(db, &ctx, next.id).await.unwrap(), Readers::Speakers);
    let asked = opinion::asked(db.read(), &ctx, next.id).await.unwrap();
    assert!(!asked.offered && asked.off.is_empty(), "{asked:?}");
});
