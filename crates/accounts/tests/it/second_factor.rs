//! Staff show a second factor before their roles wake.

use crate::prepared::{HANGZHOU, account, between, house, password, signed_in, strong};
use kernel::Role;
use testkit::{Actor, Engine, House, both_engines};

const PAGE: &str = "/en/account/second-factor";
const DESK: &str = "/en/hangzhou-2024/desk/roles";

/// Sets up an app, and returns its secret and the recovery codes.
async fn set_up(house: &House, browser: &mut Actor) -> (String, Vec<String>) {
    browser.post("/en/account/second-factor/app", &[]).await.is(303);
    let page = browser.get(PAGE).await.is(200).body;
    assert!(page.contains("<svg"), "a picture to scan");
    let secret = between(&page, "<code>", "</code>").to_owned();
    let wrong = browser.post("/en/account/second-factor/app/confirmation", &[("password", "000000")]).await.is(422);
    assert!(wrong.body.contains("not valid now") && wrong.body.contains(&secret));
    let given = [("password", password(house, &secret))];
    let given = [(given[0].0, given[0].1.as_str())];
    let codes = browser.post("/en/account/second-factor/app/confirmation", &given).await.is(200).body;
    let codes = between(&codes, "<ol class=\"code-list", "</ol>");
    let codes = codes.split("<li>").skip(1).map(|c| c.split('<').next().unwrap().to_owned()).collect();
    (secret, codes)
}

both_engines!(roles_sleep_until_the_second_factor, |engine: Engine| async move {
    let house = house(engine).await;
    account(&house, "owner@example.cn", &[(Some(HANGZHOU), Role::Owner)]).await;
    let mut owner = signed_in(&house, "owner@example.cn").await;
    let asleep = owner.get(DESK).await.is(303);
    assert_eq!(asleep.location(), "/en/account/second-factor?next=/hangzhou-2024/desk/roles");
    assert!(owner.get(PAGE).await.is(200).body.contains("Set up a second factor, and your roles wake"));
    let before = owner.cookie("convoke").unwrap().to_owned();
    let (secret, codes) = set_up(&house, &mut owner).await;
    assert_eq!(codes.len(), 10);
    assert_ne!(owner.cookie("convoke").unwrap(), before, "the token changes with its worth");
    house.stranger().with_cookie("convoke", &before).get("/en/account").await.is(303);
    owner.get(DESK).await.is(200);

    // Twelve hours later they sleep again, and a password works once.
    house.clock.advance_seconds(12 * 3600);
    owner.get(DESK).await.is(303);
    let now = password(&house, &secret);
    owner.post(PAGE, &[("password", &now), ("next", "/hangzhou-2024/desk/roles")]).await.is(303);
    owner.get(DESK).await.is(200);

    let mut second = signed_in(&house, "owner@example.cn").await;
    assert!(second.post(PAGE, &[("password", &now)]).await.is(422).body.contains("not valid now"), "a replay");
    second.post(PAGE, &[("password", &codes[0].to_lowercase())]).await.is(303);
    second.get(DESK).await.is(200);
    let mut third = signed_in(&house, "owner@example.cn").await;
    third.post(PAGE, &[("password", &codes[0])]).await.is(422);
});

both_engines!(a_stolen_mailbox_takes_no_factor_away, |engine: Engine| async move {
    let house = house(engine).await;
    let lin = account(&house, "lin@example.cn", &[(Some(HANGZHOU), Role::Owner)]).await;
    let mut owner = strong(&house, lin).await;
    set_up(&house, &mut owner).await;
    let mut thief = signed_in(&house, "lin@example.cn").await;
    for path in ["/app/removal", "/recovery-codes", "/app"] {
        let refused = thief.post(&format!("{PAGE}{path}"), &[]).await.is(303);
        assert_eq!(refused.location(), "/en/account/second-factor", "{path}");
    }
    thief.post("/en/account/passkeys/challenge", &[]).await.is(303);
    thief.get("/en/account/privacy/data.json").await.is(303);
    thief.post("/en/account/privacy/erasure", &[("email", "lin@example.cn")]).await.is(303);
    owner.post("/en/account/second-factor/recovery-codes", &[]).await.is(200);
    owner.post("/en/account/second-factor/app/removal", &[]).await.is(303);
    assert!(owner.get(PAGE).await.is(200).body.contains("Set up an app"));
});

both_engines!(second_factors_are_limited, |engine: Engine| async move {
    let house = house(engine).await;
    let lin = account(&house, "lin@example.cn", &[]).await;
    let mut owner = strong(&house, lin).await;
    let (secret, _) = set_up(&house, &mut owner).await;
    house.clock.advance_seconds(15 * 60);
    let mut thief = signed_in(&house, "lin@example.cn").await;
    for _ in 0..10 {
        thief.post(PAGE, &[("password", "123456")]).await.is(422);
    }
    let right = password(&house, &secret);
    assert!(thief.post(PAGE, &[("password", &right)]).await.is(422).body.contains("Too many tries"));
    assert!(
        thief.post("/zh/account/second-factor", &[("password", &right)]).await.is(422).body.contains("尝试次数过多")
    );
});
