//! What is long over is swept away, and nothing else.

use crate::prepared::{code_in, house, letter, setup, waiting};
use jobs::Runner;
use testkit::{Engine, House, both_engines};

async fn an_hour_s_work(house: &House) {
    let runner = Runner::new(house.db().clone(), accounts::module(setup()).jobs);
    runner.tick().await.unwrap();
    assert_eq!(runner.run_until_idle().await.unwrap(), 1);
}

both_engines!(old_codes_are_swept_away, |engine: Engine| async move {
    let house = house(engine).await;
    let mut old = waiting(&house, "lin@example.cn").await;
    let code = code_in(&letter(&house, "lin@example.cn").await);
    house.clock.advance_seconds(23 * 3600);
    let mut young = waiting(&house, "wang@example.cn").await;
    an_hour_s_work(&house).await;
    assert!(old.post("/en/sign-in/code", &[("code", &code)]).await.is(422).body.contains("older than 15 minutes"));
    house.clock.advance_seconds(3600);
    an_hour_s_work(&house).await;
    assert!(old.post("/en/sign-in/code", &[("code", &code)]).await.is(422).body.contains("not waiting for a code"));
    assert!(young.get("/en/sign-in/code").await.is(200).body.contains("wang@example.cn"));
});
