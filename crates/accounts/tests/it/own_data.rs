//! One's own data: taken along, and erased.

use crate::prepared::{HANGZHOU, account, house_with, setup, signed_in};
use accounts::{OwnData, Owner};
use db::{Db, Tx};
use kernel::{Ctx, Role};
use std::sync::{Arc, Mutex};
use testkit::{Engine, both_engines};

/// Another domain that knows people.
#[derive(Default)]
struct Stars(Mutex<Vec<Owner>>);

#[async_trait::async_trait]
impl OwnData for Stars {
    fn name(&self) -> &'static str {
        "stars"
    }
    async fn export(&self, _: &Db, _: &Ctx, _: &Owner) -> Result<serde_json::Value, sea_orm::DbErr> {
        Ok(serde_json::json!(["Water under the street"]))
    }
    async fn erase(&self, _: &Tx, _: &Ctx, owner: &Owner) -> Result<(), sea_orm::DbErr> {
        self.0.lock().unwrap().push(*owner);
        Ok(())
    }
}

both_engines!(story_x1_own_data, |engine: Engine| async move {
    let stars = Arc::new(Stars::default());
    let house = house_with(engine, setup().with_own_data(stars.clone())).await;
    let lin = account(&house, "lin@example.cn", &[(Some(HANGZHOU), Role::Reader)]).await;
    let mut browser = signed_in(&house, "lin@example.cn").await;
    let answer = browser.get("/en/account/privacy/data.json").await.is(200);
    assert!(answer.header("content-disposition").starts_with("attachment"));
    let data: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(data["account"]["email"], "lin@example.cn");
    assert_eq!((&data["roles"][0]["role"], &data["stars"][0]), (&"reader".into(), &"Water under the street".into()));
    assert_eq!(data["sessions"].as_array().unwrap().len(), 1);

    let wrong = browser.post("/en/account/privacy/erasure", &[("email", "other@example.cn")]).await.is(422);
    assert!(wrong.body.contains("not the address of this account"));
    browser.post("/en/account/privacy/erasure", &[("email", " LIN@example.cn ")]).await.is(303);
    browser.get("/en/account").await.is(303);
    assert_eq!(stars.0.lock().unwrap().last().unwrap().account, lin);

    let rows = accounts::accounts(house.db(), &house.system(), &[lin]).await.unwrap();
    assert_eq!((&rows[0].email, rows[0].name.as_str()), (&None, ""));
    // The address is free again, and belongs to somebody new.
    let mut again = signed_in(&house, "lin@example.cn").await;
    let data = again.get("/en/account/privacy/data.json").await.is(200).body;
    assert!(!data.contains(&lin.to_string()) && !data.contains("reader"));
});

both_engines!(nobody_else_reads_it, |engine: Engine| async move {
    let house = house_with(engine, setup()).await;
    account(&house, "lin@example.cn", &[]).await;
    house.stranger().get("/en/account/privacy/data.json").await.is(303);
    let mut other = signed_in(&house, "other@example.cn").await;
    assert!(!other.get("/en/account/privacy/data.json").await.is(200).body.contains("lin@example.cn"));
});
