//! V-2: a full session has a wait-list, and whoever waits moves up by itself:
//! when somebody gives up, when there are more places, when the room is larger.
//! Whoever is on a list is told when the session is called off.

use crate::prepared::{congress, editor, open, path};
use congress::{RoomDetails, RoomKind};
use kernel::{LocalizedText, Slug};
use programme::{
    session::{Placement, cancel, place},
    sign_up::TermsDetails,
};
use testkit::{Engine, both_engines};

both_engines!(story_v2_one_click_and_the_first_who_waits_moves_up, |engine: Engine| async move {
    let c = congress(engine).await;
    let ids = c.a_day().await;
    c.terms(ids[0], &open(1)).await;
    let (ada, mut ada_browser) = c.visitor("ada").await;
    let (ben, mut ben_browser) = c.visitor("ben").await;
    let (cyd, mut cyd_browser) = c.visitor("cyd").await;
    let page = path("/sessions/wrk222-workshop-of-pipes");
    assert!(ada_browser.get(&page).await.is(200).body.contains("1 place left of 1"));
    let back = ada_browser.post(&path("/sessions/wrk222/sign-up"), &[]).await.is(303);
    assert_eq!(back.location(), page);
    // Pressed twice is pressed once.
    ada_browser.post(&path("/sessions/wrk222/sign-up"), &[]).await.is(303);
    assert!(ada_browser.get(&page).await.body.contains("You have a place."));
    ben_browser.post(&path("/sessions/wrk222/sign-up"), &[]).await.is(303);
    cyd_browser.post(&path("/sessions/wrk222/sign-up"), &[]).await.is(303);
    let waits = cyd_browser.get(&page).await.is(200).body;
    assert!(waits.contains("You are number 2 on the wait-list."), "{waits}");
    assert!(waits.contains("All 1 places are taken.") && waits.contains("2 people are waiting."), "{waits}");
    let seen = c.house.stranger().get(&page).await.is(200).body;
    assert!(seen.contains("2 people are waiting.") && seen.contains("Sign in to sign up"), "{seen}");

    ada_browser.post(&path("/sessions/wrk222/sign-up/cancellation"), &[]).await.is(303);
    assert_eq!(c.list(ids[0]).await, (vec![ben], vec![cyd]), "in the transaction that freed the place");
    assert!(c.house.stranger().get(&page).await.body.contains("One person is waiting."), "no finished page is old");
    c.work().await;
    c.work().await;
    // Each is told where they stand by now, once.
    let told = [
        ("ben@example.org".into(), "You have a place: Workshop of pipes".into()),
        ("cyd@example.org".into(), "You are on the wait-list: Workshop of pipes".into()),
    ];
    assert_eq!(c.letters().await, told);
    // Whoever gave up comes again at the end of the line.
    ada_browser.post(&path("/sessions/wrk222/sign-up"), &[]).await.is(303);
    assert_eq!(c.list(ids[0]).await, (vec![ben], vec![cyd, ada]));
});

both_engines!(story_v2_more_places_and_a_larger_room_promote, |engine: Engine| async move {
    let c = congress(engine).await;
    let ids = c.a_day().await;
    c.terms(ids[0], &open(1)).await;
    let mut accounts = Vec::new();
    for n in 0..24 {
        accounts.push(c.account(&format!("guest{n:02}")).await);
    }
    let (db, ctx) = (c.house.db(), c.house.system());
    programme::sign_up::seed(db, &ctx, c.edition.id, ids[0], 1, &accounts).await.unwrap();
    c.terms(ids[0], &open(3)).await;
    assert_eq!(c.list(ids[0]).await.0, accounts[..3], "more places promote at once");

    // Without a number of its own a session has as many places as its room seats.
    c.terms(ids[0], &TermsDetails { places: None, ..open(1) }).await;
    assert_eq!(c.list(ids[0]).await.0.len(), 20);
    let larger = RoomDetails {
        venue: congress::rooms(db, &ctx, c.edition.id).await.unwrap().iter().find(|r| r.id == c.hall).unwrap().venue,
        slug: Slug::parse("grand-hall").unwrap(),
        name: LocalizedText::both("grand-hall", "grand-hall"),
        capacity: 22,
        kind: RoomKind::Hall,
        position: 10,
        published: true,
    };
    congress::revise_room(db, &ctx, c.edition.id, c.hall, 1, &larger).await.unwrap();
    assert_eq!(programme::sign_up::sweep(db, &ctx).await.unwrap(), 2, "a room that grew");

    // A larger room counts when it is announced.
    let to = Placement { room: Some(c.museum), starts_at: c.draft(ids[0]).await.starts_at, minutes: 20 };
    place(db, &c.house.seen_by(editor(&c)), &c.edition, ids[0], 1, to).await.unwrap();
    assert_eq!(programme::sign_up::sweep(db, &ctx).await.unwrap(), 0, "a draft gives nobody a place");
    c.publish().await;
    c.house.clock.advance_seconds(60);
    c.work().await;
    let (holds, waits) = c.list(ids[0]).await;
    assert_eq!((holds, waits.len()), (accounts.clone(), 0), "within a minute, by the sweep alone");
    c.work().await;
    let told = c.letters().await;
    assert_eq!(told.iter().filter(|(_, subject)| subject.starts_with("You have a place")).count(), 23, "{told:?}");
});

both_engines!(story_v2_whoever_is_on_the_list_is_told_of_the_end, |engine: Engine| async move {
    let c = congress(engine).await;
    let ids = c.a_day().await;
    c.terms(ids[0], &open(1)).await;
    let (_, mut ada) = c.visitor("ada").await;
    let (_, mut ben) = c.visitor("ben").await;
    c.visitor("nobody").await;
    for browser in [&mut ada, &mut ben] {
        browser.post(&path("/sessions/wrk222/sign-up"), &[]).await.is(303);
        // Starred too: one letter all the same.
        browser.post(&path("/sessions/wrk222/star"), &[]).await.is(303);
    }
    // The letters that say who has a place.
    c.work().await;
    assert_eq!(c.letters().await.len(), 2);
    let desk = c.house.seen_by(editor(&c));
    cancel(c.house.db(), &desk, &c.edition, ids[0], 1).await.unwrap();
    let touched = programme::release::preview(c.house.db(), &desk, &c.edition).await.unwrap().touched;
    assert_eq!(touched.letters.len(), 2, "{touched:?}");
    c.house.clock.advance_seconds(60);
    c.publish().await;
    // A release can be taken back for a while; then its letters leave.
    c.house.clock.advance_seconds(600);
    c.work().await;
    c.work().await;
    let mut letters = mail::letters(c.house.db(), &c.house.system(), 50).await.unwrap();
    letters.retain(|letter| letter.kind == "programme.changed");
    assert_eq!(letters.len(), 2, "{letters:?}");
    for letter in &letters {
        assert!(letter.text.contains("Sessions for which you signed up have changed:"), "{}", letter.text);
        assert!(letter.text.contains("“Workshop of pipes” is cancelled."), "{}", letter.text);
    }
    let page = ada.get(&path("/sessions/wrk222-workshop-of-pipes")).await.is(200).body;
    assert!(!page.contains("Give my place up") && page.contains("This session will not take place."));
    ada.post(&path("/sessions/wrk222/sign-up"), &[]).await.is(422);
});

both_engines!(sign_up_opens_and_closes_by_the_clock_of_the_server, |engine: Engine| async move {
    let c = congress(engine).await;
    let ids = c.a_day().await;
    let window = TermsDetails {
        opens_at: Some(crate::prepared::at("21 12:00")),
        closes_at: Some(crate::prepared::at("24 12:00")),
        waits: false,
        ..open(1)
    };
    let (_, mut ada) = c.visitor("ada").await;
    let send = path("/sessions/wrk222/sign-up");
    assert!(ada.post(&send, &[]).await.is(422).body.contains("One does not sign up for this session."));
    c.terms(ids[0], &window).await;
    assert!(ada.post(&send, &[]).await.is(422).body.contains("Sign-up has not opened yet."));
    let page = ada.get(&path("/sessions/wrk222-workshop-of-pipes")).await.body;
    assert!(page.contains("Sign-up opens on Saturday, 21 September 2024 at 12:00."), "{page}");
    c.house.clock.set(crate::prepared::at("21 12:00"));
    let (_, mut late) = c.visitor("late").await;
    ada.post(&send, &[]).await.is(303);
    let full = late.post(&send, &[]).await.is(422).body;
    assert!(full.contains("All places are taken, and there is no wait-list."), "{full}");
    c.house.clock.set(crate::prepared::at("24 12:00"));
    ada.post(&path("/sessions/wrk222/sign-up/cancellation"), &[]).await.is(303);
    assert!(late.post(&send, &[]).await.is(422).body.contains("Sign-up is closed."));
    // A stranger is asked who they are, and nothing that is hidden can be signed up for.
    let asked = c.house.stranger().post(&send, &[]).await.is(303);
    assert!(asked.location().starts_with("/en/sign-in"), "{}", asked.location());
    late.post(&path("/sessions/zzzzzz/sign-up"), &[]).await.is(404);
});
