//! Passkeys: made, used, replayed in vain, removed.

use crate::{
    authenticator::Authenticator,
    prepared::{HANGZHOU, account, between, house, signed_in},
};
use kernel::Role;
use testkit::{Actor, Engine, both_engines};

const DESK: &str = "/en/hangzhou-2024/desk/roles";

async fn register(browser: &mut Actor, key: &mut Authenticator, name: &str) {
    let options = browser.post("/en/account/passkeys/challenge", &[]).await.is(200).body;
    let answer = key.create(&options);
    browser.post("/en/account/passkeys", &[("answer", &answer), ("name", name)]).await.is(303);
}

async fn use_key(browser: &mut Actor, key: &mut Authenticator) -> String {
    let options = browser.post("/en/sign-in/passkey/challenge", &[]).await.is(200).body;
    key.get(&options)
}

both_engines!(story_x3_passkeys, |engine: Engine| async move {
    let house = house(engine).await;
    account(&house, "lin@example.cn", &[(Some(HANGZHOU), Role::Owner)]).await;
    let mut browser = signed_in(&house, "lin@example.cn").await;
    let mut key = Authenticator::new(1);
    register(&mut browser, &mut key, "工作电脑").await;
    assert!(browser.get("/en/account/passkeys").await.is(200).body.contains("工作电脑"));
    browser.get(DESK).await.is(200);

    // It signs in at once, with both factors, and an answer counts once.
    let mut fresh = house.stranger();
    let answer = use_key(&mut fresh, &mut key).await;
    let mut copy = fresh.clone();
    let fields = [("answer", answer.as_str()), ("next", "/hangzhou-2024/desk")];
    assert_eq!(fresh.post("/en/sign-in/passkey", &fields).await.is(303).location(), "/en/hangzhou-2024/desk");
    fresh.get(DESK).await.is(200);
    assert!(copy.post("/en/sign-in/passkey", &fields).await.is(422).body.contains("could not be checked"));
    assert!(!fresh.get("/en/account/passkeys").await.is(200).body.contains("Never"));

    // Removed, it opens nothing.
    let page = fresh.get("/en/account/passkeys").await.body;
    let removal = format!("/en/account/passkeys/{}/removal", between(&page, "/en/account/passkeys/", "/removal"));
    let mut other = signed_in(&house, "other@example.cn").await;
    other.post(&removal, &[]).await.is(404);
    fresh.post(&removal, &[]).await.is(303);
    let mut late = house.stranger();
    let answer = use_key(&mut late, &mut key).await;
    late.post("/en/sign-in/passkey", &[("answer", &answer)]).await.is(422);
});

both_engines!(what_does_not_fit_is_refused_without_saying_why, |engine: Engine| async move {
    let house = house(engine).await;
    let mut browser = signed_in(&house, "lin@example.cn").await;
    let mut key = Authenticator::new(1);
    register(&mut browser, &mut key, "phone").await;
    let refuse = async |answer: String, mut browser: Actor| {
        let body = browser.post("/en/sign-in/passkey", &[("answer", &answer)]).await.is(422).body;
        assert!(body.contains("could not be checked"));
    };
    // A key that nobody knows, one that checked no finger, nonsense, no question asked.
    let mut stranger = house.stranger();
    let answer = use_key(&mut stranger, &mut Authenticator::new(2)).await;
    refuse(answer, stranger).await;
    let mut stranger = house.stranger();
    key.flags = 1;
    let answer = use_key(&mut stranger, &mut key).await;
    refuse(answer, stranger).await;
    key.flags = 5;
    let mut stranger = house.stranger();
    let answer = use_key(&mut stranger, &mut key).await;
    refuse("{}".to_owned(), stranger).await;
    refuse(answer, house.stranger()).await;
    // The question of a registration is no question of a sign-in.
    let options = browser.post("/en/account/passkeys/challenge", &[]).await.is(200).body;
    let answer = key.get(&options);
    refuse(answer, browser.clone()).await;
    // A name is needed, and the account's page says so.
    let options = browser.post("/en/account/passkeys/challenge", &[]).await.is(200).body;
    let answer = Authenticator::new(3).create(&options);
    let unnamed = browser.post("/en/account/passkeys", &[("answer", &answer), ("name", " ")]).await.is(422);
    assert!(unnamed.body.contains("name-problem"));
});
