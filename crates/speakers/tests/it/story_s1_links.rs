//! S-1: no password; a personal link and a code to the invited address. A
//! forwarded link alone signs nobody in, and a revoked one is worth nothing.

use crate::prepared::{Prepared, prepared_with_accounts};
use kernel::Viewer;
use speakers::link::{Sent, links, revoke_link, send_link};
use testkit::{Actor, Engine, both_engines};

const ORIGIN: &str = "http://convoke.test";

async fn invited(all: &Prepared) -> String {
    let ctx = all.house.seen_by(all.editor());
    let sent = send_link(all.house.db(), &ctx, &all.edition, ORIGIN, all.lin).await.unwrap();
    assert_eq!(sent, Sent::Letter);
    link_in_letter(all).await
}

async fn link_in_letter(all: &Prepared) -> String {
    let letter = all.letters("speakers.link").await.into_iter().next().unwrap();
    assert_eq!(letter.to.as_str(), "lin@water.example");
    let start = letter.text.find(ORIGIN).unwrap() + ORIGIN.len();
    letter.text[start..].split_whitespace().next().unwrap().to_owned()
}

async fn code(all: &Prepared) -> String {
    let letter = all.letters("accounts.sign-in-code").await.into_iter().next().unwrap();
    letter.text.split("Your code: ").nth(1).unwrap().chars().take(9).collect()
}

async fn comes_in(all: &Prepared, browser: &mut Actor, link: &str) -> String {
    all.house.clock.advance_seconds(1);
    let asked = browser.post(link, &[]).await.is(303);
    assert!(asked.location().ends_with("/sign-in/code"));
    let code = code(all).await;
    browser.post("/en/sign-in/code", &[("code", &code)]).await.is(303).location().to_owned()
}

both_engines!(story_s1_a_link_and_a_code_lead_to_the_page_without_a_password, |engine: Engine| async move {
    let all = prepared_with_accounts(engine).await;
    let link = invited(&all).await;
    assert!(link.starts_with("/en/hangzhou-2024/speaking/links/"), "{link}");
    assert!(link.rsplit('/').next().unwrap().len() >= 43, "256 bits");
    let mut lin = all.house.stranger();
    let page = lin.get(&link).await.is(200).body;
    assert!(page.contains("l…@water.example") && !page.contains("lin@water.example"), "{page}");
    let target = comes_in(&all, &mut lin, &link).await;
    assert_eq!(target, "/en/hangzhou-2024/speaking");
    assert!(lin.get(&target).await.is(200).body.contains("Opening"));
    // Whoever is in already goes on to the page.
    assert_eq!(lin.get(&link).await.is(303).location(), "/en/hangzhou-2024/speaking");
});

both_engines!(story_s1_a_forwarded_link_alone_signs_nobody_in, |engine: Engine| async move {
    let all = prepared_with_accounts(engine).await;
    let link = invited(&all).await;
    let mut thief = all.house.stranger();
    thief.get(&link).await.is(200);
    assert!(thief.get("/en/hangzhou-2024/speaking").await.is(303).location().contains("/sign-in"));
    thief.post(&link, &[]).await.is(303);
    let page = thief.get("/en/sign-in/code").await.is(200).body;
    assert!(!page.contains("lin@water.example"), "whoever holds the link does not learn the address: {page}");
    thief.post("/en/sign-in/code", &[("code", "00000000")]).await.is(422);
    assert!(thief.get("/en/hangzhou-2024/speaking").await.is(303).location().contains("/sign-in"));
    // The code is worth something only in the browser that asked for it.
    let code = code(&all).await;
    all.house.stranger().post("/en/sign-in/code", &[("code", &code)]).await.is(422);
});

both_engines!(story_s1_a_link_is_revoked_and_renewed, |engine: Engine| async move {
    let all = prepared_with_accounts(engine).await;
    let first = invited(&all).await;
    let ctx = all.house.seen_by(all.editor());
    all.house.clock.advance_seconds(1);
    let second = invited(&all).await;
    assert_ne!(first, second);
    let mut lin = all.house.stranger();
    let nothing = lin.get("/en/hangzhou-2024/speaking/links/none").await.is(200).body;
    let token = first.rsplit('/').next().unwrap();
    let gone = lin.get(&first).await.is(200).body.replace(token, "none");
    assert_eq!(gone, nothing, "a link that was and one that never was are the same");
    lin.post(&first, &[]).await.is(422);
    assert!(lin.get(&second).await.is(200).body.contains("l…@"));
    revoke_link(all.house.db(), &ctx, &all.edition, all.lin).await.unwrap();
    assert!(!lin.get(&second).await.is(200).body.contains("l…@"));
    assert!(revoke_link(all.house.db(), &ctx, &all.edition, all.lin).await.is_err(), "there is none to revoke");
    let kept = links(all.house.db(), &ctx, all.edition.id, Some(all.lin)).await.unwrap();
    assert!(kept.iter().all(|link| link.revoked_at.is_some()) && kept.len() == 2);
    let stranger = all.house.seen_by(Viewer::stranger());
    assert!(links(all.house.db(), &stranger, all.edition.id, None).await.unwrap().is_empty());
    assert!(send_link(all.house.db(), &stranger, &all.edition, ORIGIN, all.lin).await.is_err());
    let none = send_link(all.house.db(), &ctx, &all.edition, ORIGIN, all.silent).await.unwrap();
    assert_eq!(none, Sent::NoAddress);
});

both_engines!(two_people_of_one_mailbox_are_not_mixed_up, |engine: Engine| async move {
    let all = prepared_with_accounts(engine).await;
    invited(&all).await;
    let twin = directory::seed::NewPerson {
        details: directory::PersonDetails {
            name: directory::PersonName::of("Twin"),
            email: Some(kernel::EmailAddress::parse("Lin@water.example").unwrap()),
            ..directory::PersonDetails::default()
        },
        editions: vec![all.edition.id],
        ..directory::seed::NewPerson::default()
    };
    let twin = directory::seed::seed_people(all.house.db(), &all.house.system(), &[twin], "test").await.unwrap()[0];
    let ctx = all.house.seen_by(all.editor());
    let sent = send_link(all.house.db(), &ctx, &all.edition, ORIGIN, twin).await.unwrap();
    assert_eq!(sent, Sent::SharedAddress);
});
