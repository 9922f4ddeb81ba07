//! O-5 and V-2: whoever starred a session is told when it is moved or
//! cancelled; nobody else is, and nobody twice.

use crate::prepared::{at, congress, editor};
use kernel::EmailAddress;
use programme::{
    Views, release,
    session::{Placement, cancel, place, replace_person},
};
use testkit::{Engine, both_engines};

both_engines!(story_v2_only_who_starred_it_is_told, |engine: Engine| async move {
    let c = congress(engine).await;
    let ids = c.a_day().await;
    let (db, system, ctx) = (c.house.db(), c.house.system(), c.house.seen_by(editor(&c)));
    c.publish().await;
    for (email, code) in [("a@example.org", "key555"), ("b@example.org", "pen234"), ("c@example.org", "tem333")] {
        let email = EmailAddress::parse(email).unwrap();
        let account = accounts::seed_account(db, &system, &email, "Reader", None, &[]).await.unwrap();
        let viewer = kernel::Viewer::account(account, None, kernel::Strength::OneFactor, Vec::new());
        let star = format!("/en/hangzhou-2024/sessions/{code}/star");
        c.house.actor(viewer).post(&star, &[]).await.is(303);
    }
    let to = Placement { room: Some(c.lake), starts_at: Some(at("26 14:00")), minutes: 45 };
    place(db, &ctx, &c.edition, ids[4], 1, to).await.unwrap();
    cancel(db, &ctx, &c.edition, ids[0], 1).await.unwrap();
    c.later();
    c.publish().await;
    let handlers = programme::module(&Views::new()).jobs;
    let runner = jobs::Runner::new(db.clone(), handlers);
    c.house.clock.advance_seconds(120);
    assert_eq!(runner.run_until_idle().await.unwrap(), 2);
    let letters = mail::letters(db, &system, 10).await.unwrap();
    let mut told: Vec<(String, String)> = letters.iter().map(|kept| (kept.to.to_string(), kept.text.clone())).collect();
    told.sort();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].0 == "a@example.org" && told[0].1.contains("“The river” moves from 26 Sep 09:30"), "{told:?}");
    assert!(told[1].0 == "b@example.org" && told[1].1.contains("“Opening of the days” is cancelled."), "{told:?}");
});

both_engines!(story_o5_the_release_page_says_who_is_told, |engine: Engine| async move {
    let c = congress(engine).await;
    let ids = c.a_day().await;
    let (db, system, ctx) = (c.house.db(), c.house.system(), c.house.seen_by(editor(&c)));
    c.publish().await;
    let chen = EmailAddress::parse("chen@example.org").unwrap();
    accounts::seed_account(db, &system, &chen, "Chen", Some(c.chen), &[]).await.unwrap();
    let nothing = release::preview(db, &ctx, &c.edition).await.unwrap().touched;
    assert!(nothing.letters.is_empty() && nothing.unreached.is_empty(), "{nothing:?}");

    let to = Placement { room: Some(c.lake), starts_at: Some(at("26 14:00")), minutes: 45 };
    place(db, &ctx, &c.edition, ids[4], 1, to).await.unwrap();
    cancel(db, &ctx, &c.edition, ids[0], 1).await.unwrap();
    replace_person(db, &ctx, &c.edition, ids[3], 1, (c.lin, c.chen)).await.unwrap();
    let touched = release::preview(db, &ctx, &c.edition).await.unwrap().touched;
    let unreached: Vec<_> = touched.unreached.keys().copied().collect();
    assert_eq!(unreached.len(), 2, "Lin and the one whom nobody may know take part: {touched:?}");
    assert!(unreached.contains(&c.lin) && unreached.contains(&c.hidden));
    let [told] = &touched.letters[..] else { panic!("{touched:?}") };
    assert!(told.takes_part && told.sessions.contains(&ids[3]) && told.sessions.contains(&ids[4]));

    let mut desk = c.house.actor(editor(&c));
    let page = desk.get("/en/hangzhou-2024/desk/release").await.is(200).body;
    assert!(page.contains("Who is told") && page.contains("One person who takes part gets a letter"), "{page}");
    assert!(page.contains("Lin Yue") || page.contains("林悦"), "{page}");
    let page = desk.get("/zh/hangzhou-2024/desk/release").await.is(200).body;
    assert!(page.contains("通知对象") && page.contains("将致信"), "{page}");

    c.later();
    c.publish().await;
    let runner = jobs::Runner::new(db.clone(), programme::module(&Views::new()).jobs);
    c.house.clock.advance_seconds(120);
    assert_eq!(runner.run_until_idle().await.unwrap(), 2);
    let letters = mail::letters(db, &system, 10).await.unwrap();
    let [sent] = &letters[..] else { panic!("{letters:?}") };
    assert_eq!(sent.text, told.letter.text, "what the page showed is what was sent");
    for words in
        ["Sessions in which you take part have changed:", "“The river” moves", "You take part in “Rain in the street”"]
    {
        assert!(sent.text.contains(words), "{words}: {}", sent.text);
    }
});
