//! Tokens: made by their owners, shown once, over at once when revoked.

use crate::prepared::{HANGZHOU, account, between, house, signed_in, strong};
use kernel::Role;
use testkit::{Actor, Engine, House, both_engines};

/// A browser makes a token; what it is is read from the page.
async fn made(browser: &mut Actor, fields: &[(&str, &str)]) -> String {
    let page = browser.post("/en/account/tokens", fields).await.is(200);
    assert_eq!(page.header("cache-control"), "private, no-store");
    between(&page.body, "value=\"cvk_", "\"").to_owned()
}

/// A program that shows a token.
fn program(house: &House, token: &str) -> Actor {
    house.stranger().with_header("authorization", &format!("Bearer cvk_{token}"))
}

const READ: [(&str, &str); 4] =
    [("name", "Hall screens"), ("scopes", "programme:read"), ("edition", "hangzhou-2024"), ("days", "30")];

both_engines!(a_token_is_shown_once_and_opens_only_the_api, |engine: Engine| async move {
    let house = house(engine).await;
    let lin = account(&house, "lin@example.cn", &[(Some(HANGZHOU), Role::Organiser)]).await;
    let mut browser = strong(&house, lin).await;
    assert!(browser.get("/zh/account/tokens").await.is(200).body.contains("您还没有令牌"));
    let token = made(&mut browser, &READ).await;
    let list = browser.get("/en/account/tokens").await.is(200).body;
    assert!(list.contains("Hall screens") && list.contains("Edition hangzhou-2024") && list.contains("Never"));
    assert!(!list.contains(&token), "shown once only");
    let export = browser.get("/en/account/privacy/data.json").await;
    assert!(!export.body.contains(&token), "{}", export.body);

    program(&house, &token).get("/api/permissions").await.is(200);
    assert!(browser.get("/en/account/tokens").await.is(200).body.contains("20 September 2024"), "the day of its use");
    // No page of people's opens to it: there it is as if nothing had been shown.
    program(&house, &token).get("/en/account").await.is(303);
    program(&house, &token).get("/en/hangzhou-2024/desk/roles").await.is(303);

    for wrong in ["Bearer cvk_", "Bearer nothing", "Basic bGluOmxpbg==", "Bearer", "cvk_x"] {
        let refused = house.stranger().with_header("authorization", wrong).get("/api/permissions").await.is(401);
        assert_eq!(refused.header("content-type"), "application/problem+json", "{wrong}");
        assert_eq!(refused.header("www-authenticate"), "Bearer");
        assert!(refused.body.contains("unknown, revoked or expired"), "{}", refused.body);
    }
    // A good cookie does not help a bad token.
    let mut both =
        browser.clone().with_header("authorization", "Bearer cvk_wrong").with_header("accept-language", "zh");
    assert!(both.get("/api/permissions").await.is(401).body.contains("此令牌不存在"));
});

both_engines!(a_token_ends, |engine: Engine| async move {
    let house = house(engine).await;
    let lin = account(&house, "lin@example.cn", &[(None, Role::Owner)]).await;
    account(&house, "other@example.cn", &[]).await;
    let mut browser = strong(&house, lin).await;
    let revoked = made(&mut browser, &READ).await;
    let page = browser.get("/en/account/tokens").await.is(200).body;
    let revocation = format!("/en/account/tokens/{}/revocation", between(&page, "/account/tokens/", "/revocation"));
    signed_in(&house, "other@example.cn").await.post(&revocation, &[]).await.is(404);
    program(&house, &revoked).get("/api/permissions").await.is(200);
    browser.post(&revocation, &[]).await.is(303);
    program(&house, &revoked).get("/api/permissions").await.is(401);
    browser.post(&revocation, &[]).await.is(404);

    let expiring = made(&mut browser, &READ).await;
    house.clock.advance_seconds(30 * 24 * 3600 - 1);
    program(&house, &expiring).get("/api/permissions").await.is(200);
    house.clock.advance_seconds(1);
    program(&house, &expiring).get("/api/permissions").await.is(401);

    let mut browser = strong(&house, lin).await;
    let taken = made(&mut browser, &READ).await;
    let breach = [("reason", "A copy of the database was sold."), ("from", "2024-10-01T00:00"), ("until", "")];
    browser.post("/en/house/breach", &breach).await.is(303);
    program(&house, &taken).get("/api/permissions").await.is(401);
});

both_engines!(a_wrong_form_comes_back_and_sleeping_roles_make_none, |engine: Engine| async move {
    let house = house(engine).await;
    let lin = account(&house, "lin@example.cn", &[(Some(HANGZHOU), Role::Organiser)]).await;
    let mut weak = signed_in(&house, "lin@example.cn").await;
    let refused = weak.post("/en/account/tokens", &READ).await.is(303);
    assert!(refused.location().starts_with("/en/account/second-factor"), "{}", refused.location());

    let mut browser = strong(&house, lin).await;
    let fields = [("name", ""), ("edition", "paris-1900"), ("days", "10000")];
    let page = browser.post("/en/account/tokens", &fields).await.is(422).body;
    for field in ["name", "scopes", "edition", "days"] {
        assert!(page.contains(&format!("id=\"{field}-problem\"")), "{field}: {page}");
    }
    for _ in 0..20 {
        made(&mut browser, &READ).await;
    }
    let page = browser.post("/en/account/tokens", &READ).await.is(422).body;
    assert!(page.contains("You have 20 tokens already"), "{page}");
    // Somebody without a role may have one: it reads what everybody signed in reads.
    account(&house, "visitor@example.cn", &[]).await;
    let mut visitor = signed_in(&house, "visitor@example.cn").await;
    made(&mut visitor, &[("name", "Mine"), ("scopes", "programme:read"), ("days", "365")]).await;
});
