//! what is held about somebody's plans is told whole, and forgotten when the
//! account is erased; a place that is freed goes to who waits.

use crate::prepared::{at, congress, open, path, signed_in};
use accounts::{OwnData, Owner};
use agenda::AgendaData;
use testkit::{Engine, both_engines};

both_engines!(story_x1_plans_are_told_and_forgotten, |engine: Engine| async move {
    let c = congress(engine).await;
    let ids = c.a_day().await;
    c.terms(ids[0], &open(1)).await;
    let (ada, mut browser) = c.visitor("ada").await;
    let (ben, mut waiting) = c.visitor("ben").await;
    browser.post(&path("/sessions/wrk222/sign-up"), &[]).await.is(303);
    waiting.post(&path("/sessions/wrk222/sign-up"), &[]).await.is(303);
    browser.post(&path("/sessions/day555/star"), &[]).await.is(303);
    c.house.clock.set(at("25 09:40"));
    for (giver, words) in [(&mut browser, "mine"), (&mut waiting, "theirs")] {
        giver
            .post(&path("/sessions/wrk222/feedback"), &[("rating", "4"), ("comment", words), ("nameless", "yes")])
            .await
            .is(303);
    }
    let (db, ctx) = (c.house.db(), c.house.seen_by(signed_in(ada)));
    let owner = Owner { account: ada, person: None };
    let told = AgendaData.export(db, &ctx, &owner).await.unwrap();
    assert_eq!(told["sign_ups"][0]["state"], "signed_up", "{told}");
    assert_eq!(told["stars"].as_array().unwrap().len(), 1, "{told}");
    assert_eq!(told["feedback"].as_array().unwrap().len(), 1, "nameless for others, not for its giver: {told}");
    assert_eq!(told["feedback"][0]["comment"], "mine");

    db.write("test.erase", |tx: db::Tx| {
        let (ctx, owner) = (&ctx, &owner);
        async move { AgendaData.erase(&tx, ctx, owner).await }
    })
    .await
    .unwrap();
    let nothing = AgendaData.export(db, &ctx, &owner).await.unwrap();
    for share in ["sign_ups", "stars", "feedback"] {
        assert_eq!(nothing[share].as_array().unwrap().len(), 0, "{nothing}");
    }
    assert_eq!(programme::sign_up::sweep(db, &c.house.system()).await.unwrap(), 1);
    assert_eq!(c.list(ids[0]).await, (vec![ben], vec![]));
    let theirs = AgendaData.export(db, &ctx, &Owner { account: ben, person: None }).await.unwrap();
    assert_eq!(theirs["feedback"].as_array().unwrap().len(), 1, "nobody else's goes");
});
