//! an address alone signs nobody in, and tells nothing.

use crate::prepared::{account, between, code_in, house, letter, letters, link_in, signed_in, waiting};
use testkit::{Engine, House, both_engines};

both_engines!(story_x3_sign_in, |engine: Engine| async move {
    let house = house(engine).await;
    account(&house, "lin@example.cn", &[]).await;
    let mut browser = waiting(&house, "LIN@example.cn").await;
    assert!(browser.get("/en/sign-in/code").await.is(200).body.contains("LIN@example.cn"));
    let code = code_in(&letter(&house, "LIN@example.cn").await);

    // The code without the browser that asked is worth nothing.
    let mut thief = house.stranger();
    let refused = thief.post("/en/sign-in/code", &[("code", &code)]).await.is(422);
    assert!(refused.body.contains("This browser is not waiting for a code"));
    assert!(refused.body.contains(&code), "the form keeps what was typed");

    let entered = browser.post("/en/sign-in/code", &[("code", &code)]).await.is(303);
    let set = format!("{:?}", entered.headers);
    assert!(set.contains("HttpOnly; SameSite=Lax"), "{set}");
    assert!(browser.get("/en/account").await.is(200).body.contains("lin@example.cn"));
    browser.get("/en/account/sessions").await.is(200);

    // The same form again: the cookie is gone, and so is the code.
    assert!(browser.post("/en/sign-in/code", &[("code", &code)]).await.is(422).body.contains("not waiting"));
    browser.post("/en/sign-out", &[]).await.is(303);
    assert_eq!(browser.get("/en/account").await.is(303).location(), "/en/sign-in?next=/account");
});

both_engines!(a_code_is_used_once_even_with_its_browser, |engine: Engine| async move {
    let house = house(engine).await;
    let mut browser = waiting(&house, "lin@example.cn").await;
    let mut copy = browser.clone();
    let code = code_in(&letter(&house, "lin@example.cn").await);
    browser.post("/en/sign-in/code", &[("code", &code)]).await.is(303);
    assert!(copy.post("/en/sign-in/code", &[("code", &code)]).await.is(422).body.contains("has been used already"));
    assert!(copy.post("/zh/sign-in/code", &[("code", &code)]).await.is(422).body.contains("此验证码已被使用"));
});

both_engines!(the_sixth_try_is_refused_even_when_right, |engine: Engine| async move {
    let house = house(engine).await;
    let mut browser = waiting(&house, "lin@example.cn").await;
    let code = code_in(&letter(&house, "lin@example.cn").await);
    let wrong = if code.starts_with('1') { "22222222" } else { "11111111" };
    assert!(browser.post("/en/sign-in/code", &[("code", "123")]).await.is(422).body.contains("eight digits"));
    for left in ["4 tries", "3 tries", "2 tries", "one try"] {
        assert!(browser.post("/en/sign-in/code", &[("code", wrong)]).await.is(422).body.contains(left), "{left}");
    }
    assert!(browser.post("/en/sign-in/code", &[("code", wrong)]).await.is(422).body.contains("no longer valid"));
    assert!(browser.post("/en/sign-in/code", &[("code", &code)]).await.is(422).body.contains("no longer valid"));
    assert!(browser.post("/zh/sign-in/code", &[("code", &code)]).await.is(422).body.contains("此验证码已失效"));
    browser.get("/en/account").await.is(303);
});

both_engines!(a_code_lives_a_quarter_of_an_hour, |engine: Engine| async move {
    let house = house(engine).await;
    let mut late = waiting(&house, "lin@example.cn").await;
    let code = code_in(&letter(&house, "lin@example.cn").await);
    house.clock.advance_seconds(15 * 60);
    assert!(late.post("/en/sign-in/code", &[("code", &code)]).await.is(422).body.contains("older than 15 minutes"));
    let mut in_time = waiting(&house, "lin@example.cn").await;
    let code = code_in(&letter(&house, "lin@example.cn").await);
    house.clock.advance_seconds(15 * 60 - 1);
    in_time.post("/en/sign-in/code", &[("code", &code)]).await.is(303);
});

both_engines!(the_link_works_in_the_browser_that_asked, |engine: Engine| async move {
    let house = house(engine).await;
    let mut browser = waiting(&house, "lin@example.cn").await;
    let link = link_in(&letter(&house, "lin@example.cn").await);
    // A mail server that looks at the link, and a thief who has the letter.
    let mut other = house.stranger();
    assert!(other.get(&link).await.is(200).body.contains("only in the browser that asked"));
    other.post(&link, &[]).await.is(422);
    assert!(browser.get(&link).await.is(200).body.contains("lin@example.cn"));
    browser.post(&link, &[]).await.is(303);
    browser.get("/en/account").await.is(200);
});

/// What a stranger sees who asks for an address.
async fn asked(house: &House, email: &str) -> String {
    let mut browser = house.stranger();
    let answer = browser.post("/en/sign-in", &[("email", email)]).await.is(303);
    let page = browser.get("/en/sign-in/code").await.is(200);
    let cookie = browser.cookie("convoke-code").unwrap();
    format!("{:?} {} {}", answer.headers, page.body, answer.body).replace(cookie, "COOKIE").replace(email, "EMAIL")
}

both_engines!(nobody_learns_which_addresses_have_accounts, |engine: Engine| async move {
    let house = house(engine).await;
    account(&house, "known@example.cn", &[]).await;
    let known = asked(&house, "known@example.cn").await;
    let unknown = asked(&house, "nobody@example.cn").await;
    assert_eq!(known, unknown);
    assert_eq!(letters(&house).await, 2, "the same work: one letter each");
    assert!(!letter(&house, "known@example.cn").await.contains("no account"));
    assert!(letter(&house, "nobody@example.cn").await.contains("There is no account with this address yet"));
});

both_engines!(an_unknown_address_gets_an_account_with_its_code, |engine: Engine| async move {
    let house = house(engine).await;
    let mut browser = signed_in(&house, "new@example.cn").await;
    assert!(browser.get("/en/account").await.is(200).body.contains("how should we call you"));
    let bad = browser.post("/en/account", &[("name", ""), ("language", "xx")]).await.is(422);
    assert!(bad.body.contains("2 ") && bad.body.contains("Please fill in this field"));
    browser.post("/en/account", &[("name", "王小明"), ("language", "zh")]).await.is(303);
    assert!(browser.get("/en/account").await.is(200).body.contains("王小明"));
});

both_engines!(letters_are_limited_for_every_address_alike, |engine: Engine| async move {
    let house = house(engine).await;
    account(&house, "known@example.cn", &[]).await;
    for email in ["known@example.cn", "nobody@example.cn"] {
        for _ in 0..6 {
            waiting(&house, email).await;
        }
        let refused = house.stranger().post("/en/sign-in", &[("email", email)]).await.is(422);
        assert!(refused.body.contains("Too many codes were asked for"));
        assert!(refused.body.contains(email), "the form keeps what was typed");
    }
    assert_eq!(letters(&house).await, 12);
    house.clock.advance_seconds(3600);
    waiting(&house, "known@example.cn").await;
});

both_engines!(bad_input_is_told_next_to_its_field, |engine: Engine| async move {
    let house = house(engine).await;
    let mut browser = house.stranger();
    let bad = browser.post("/en/sign-in", &[("email", "lin@")]).await.is(422);
    assert!(bad.body.contains("id=\"email-problem\"") && bad.body.contains("value=\"lin@\""));
    assert!(browser.post("/zh/sign-in", &[("email", "")]).await.is(422).body.contains("email-problem"));
    assert!(browser.post_raw("/en/sign-in", b"email=%ff%fe".to_vec()).await.is(422).body.contains("damaged"));
    // Where to go afterwards is a page of this house, or nowhere.
    for next in ["https://evil.example/", "//evil.example", "/\\evil.example"] {
        let body = browser.get(&format!("/en/sign-in?next={next}")).await.is(200).body;
        let form = between(&body, "<main", "</main>");
        assert!(form.contains("name=\"next\" value=\"\""), "{next}: {form}");
    }
    assert!(
        browser.get("/en/sign-in?next=/hangzhou-2024/starred").await.body.contains("value=\"/hangzhou-2024/starred\"")
    );
});
