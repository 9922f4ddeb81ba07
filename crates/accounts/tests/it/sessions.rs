//! Sessions: listed, ended, renewed, and over by themselves.

use crate::prepared::{account, between, house, on_this_machine, signed_in, strong};
use kernel::Role;
use testkit::{Engine, both_engines};

both_engines!(an_owner_ends_sessions_they_do_not_know, |engine: Engine| async move {
    let house = house(engine).await;
    account(&house, "lin@example.cn", &[]).await;
    account(&house, "other@example.cn", &[]).await;
    let agent = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0";
    let mut here = signed_in(&house, "lin@example.cn").await.with_header("user-agent", agent);
    let mut there = signed_in(&house, "lin@example.cn").await;
    let mut stranger = signed_in(&house, "other@example.cn").await;

    let page = here.get("/en/account/sessions").await.is(200).body;
    assert!(page.contains("2 sessions") && page.contains("This browser") && page.contains("Not recorded"));
    let ending = format!("/en/account/sessions/{}/ending", between(&page, "/en/account/sessions/", "/ending"));
    stranger.post(&ending, &[]).await.is(404);
    there.get("/en/account").await.is(200);
    here.post(&ending, &[]).await.is(303);
    assert_eq!(there.get("/en/account").await.is(303).location(), "/en/sign-in?next=/account");
    here.post(&ending, &[]).await.is(404);

    let mut third = signed_in(&house, "lin@example.cn").await;
    here.post("/en/account/sessions/endings", &[]).await.is(303);
    third.get("/en/account").await.is(303);
    here.get("/en/account").await.is(200);
    stranger.get("/en/account").await.is(200);
});

both_engines!(a_session_ends_when_unused_and_at_last, |engine: Engine| async move {
    let house = house(engine).await;
    let mut browser = signed_in(&house, "lin@example.cn").await;
    let day = 24 * 3600;
    for _ in 0..4 {
        house.clock.advance_seconds(7 * day - 1);
        browser.get("/en/account").await.is(200);
    }
    house.clock.advance_seconds(3 * day);
    browser.get("/en/account").await.is(303);
    let mut idle = signed_in(&house, "lin@example.cn").await;
    house.clock.advance_seconds(7 * day);
    idle.get("/en/account").await.is(303);
});

both_engines!(signing_in_again_replaces_the_session, |engine: Engine| async move {
    let house = house(engine).await;
    let lin = account(&house, "lin@example.cn", &[(None, Role::Owner)]).await;
    let mut browser = strong(&house, lin).await;
    let mut planted = browser.clone();
    let path = accounts::local_link(house.db(), &house.system(), lin).await.unwrap();
    browser.get(&format!("/en{path}")).await.is(404);
    on_this_machine(&mut browser, &format!("/en{path}")).await.is(303);
    planted.get("/en/account").await.is(303);
    browser.get("/en/account").await.is(200);
    // A new link makes the former one worthless, and nonsense is no link.
    accounts::local_link(house.db(), &house.system(), lin).await.unwrap();
    on_this_machine(&mut house.stranger(), &format!("/en{path}")).await.is(404);
    on_this_machine(&mut house.stranger(), "/en/sign-in/local/none").await.is(404);
});
