//! Two nodes on one PostgreSQL: what one does, the other shows within a second.
//! SQLite serves one process only.

use crate::support::{
    congress::{self, at, withdraw},
    house::on_this_machine,
};
use convoke::{config::Config, house};
use db::Db;
use kernel::{SystemClock, SystemEntropy};
use programme::session::{Placement, place};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use testkit::{Actor, Engine};

/// What is promised is a second; a busy machine is given more before the test fails.
const PATIENCE: Duration = Duration::from_secs(5);

async fn connected(address: &str) -> Db {
    Db::connect(address, Arc::new(SystemClock), Arc::new(SystemEntropy)).await.unwrap()
}

async fn node(address: &str) -> house::House {
    house::House::around(connected(address).await, &Config::default(), true).await.unwrap()
}

/// Waits until a page holds, or no longer holds, some words; says how long it took.
async fn until(actor: &mut Actor, path: &str, words: &str, there: bool) -> Duration {
    let start = Instant::now();
    loop {
        let answer = actor.get(path).await.is(200);
        let took = start.elapsed();
        if answer.body.contains(words) == there {
            println!("{path}: {words:?} is {} after {} ms", if there { "there" } else { "gone" }, took.as_millis());
            return took;
        }
        assert!(took < PATIENCE, "{words:?} after {took:?} in {}", answer.body);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_shows_what_another_has_done() {
    let Some(engine) = Engine::postgres().await else { return };
    let address = engine.address();
    let first = connected(&address).await;
    first.migrate(&house::migrations()).await.unwrap();
    let ctx = first.system();
    let made = congress::build(&first, &ctx).await;
    let (one, two) = (node(&address).await, node(&address).await);
    let mut here = Actor::new(one.router.clone());
    let mut there = Actor::new(two.router.clone());

    // A reader stars a talk at one node and subscribes at the other.
    here.post("/en/hangzhou-2024/sessions/PUBCCC/star", &[("starred", "yes")]).await.is(303);
    here.post("/en/hangzhou-2024/starred/feed", &[]).await.is(303);
    let token = here.cookie("convoke-star-feed").expect("the address of the calendar").to_owned();
    let calendar = format!("/en/stars/{token}.ics");
    let timetable = "/en/hangzhou-2024/timetable?view=list";
    let talk = "/en/hangzhou-2024/sessions/PUBCCC";
    for path in [timetable, talk, "/en/hangzhou-2024/people", &calendar] {
        // Twice, so that the page is one that is kept.
        there.get(path).await.is(200);
        there.get(path).await.is(200);
    }

    let elsewhere = Placement { room: Some(made.annex), starts_at: Some(at(19)), minutes: 60 };
    place(&one.db, &one.db.system(), &made.edition, made.sessions[2], 1, elsewhere).await.unwrap();
    programme::release::publish(&one.db, &one.db.system(), &made.edition, 1, ("Second", "")).await.unwrap();
    assert!(here.get(talk).await.is(200).body.contains("19:00"), "the node that released shows it at once");
    until(&mut there, talk, "19:00", true).await;
    until(&mut there, timetable, "19:00", true).await;
    let body = there.get(&calendar).await.is(200).body;
    assert!(body.contains("SEQUENCE:1") && body.contains("A talk that will move"), "{body}");

    // Consent is taken back at the other node.
    until(&mut here, "/en/hangzhou-2024/people", "Lin Yue", true).await;
    withdraw(&two.db, &two.db.system(), made.people.open).await;
    assert!(!there.get("/en/hangzhou-2024/people").await.is(200).body.contains("Lin Yue"));
    until(&mut here, "/en/hangzhou-2024/people", "Lin Yue", false).await;
    until(&mut here, "/en/hangzhou-2024/schedule.json", "Lin Yue", false).await;

    // The letter-box of the house answers on the machine only, at both.
    for mut actor in [here, there] {
        actor.get("/metrics").await.is(404);
        on_this_machine(&mut actor, "/metrics").await.is(200);
    }
    one.background.stop().await;
    two.background.stop().await;
}
