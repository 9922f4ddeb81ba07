//! O-5 and V-2: whoever starred a session is told when it is moved or
//! cancelled; nobody else is, and nobody twice.

use crate::prepared::{at, congress, editor};
use kernel::EmailAddress;
use programme::{
    Views,
    session::{Placement, cancel, place},
};
use testkit::{Engine, both_engines};

both_engines!(story_v2_only_who_starred_it_is_told, |engine: Engine| async move {
    let c = congress(engine).await;
    let ids = c.a_day().await;
    let (db, system, ctx) = (c.house.db(), c.house.system(), c.house.seen_by(editor(&c)));
    c.publish().await;
    for (email, code) in [("a@example.org", "key555"), ("b@example.org", "pen234"), ("c@example.org", "tem333")] {
        let email = EmailAddress::parse(email).unwrap();
        let account = accounts::seed_account(db, &system, &email, "Reader", None, &[]).await.unwrap();
        let viewer = kernel::Viewer::account(account, None, kernel::Strength::OneFactor, Vec::new());
        let star = format!("/en/hangzhou-2024/sessions/{code}/star");
        c.house.actor(viewer).post(&star, &[]).await.is(303);
    }
    let to = Placement { room: Some(c.lake), starts_at: Some(at("26 14:00")), minutes: 45 };
    place(db, &ctx, &c.edition, ids[4], 1, to).await.unwrap();
    cancel(db, &ctx, &c.edition, ids[0], 1).await.unwrap();
    c.later();
    c.publish().await;
    let handlers = programme::module(&Views::new()).jobs;
    let runner = jobs::Runner::new(db.clone(), handlers);
    assert_eq!(runner.run_until_idle().await.unwrap(), 1);
    let letters = mail::letters(db, &system, 10).await.unwrap();
    let mut told: Vec<(String, String)> = letters.iter().map(|kept| (kept.to.to_string(), kept.text.clone())).collect();
    told.sort();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].0 == "a@example.org" && told[0].1.contains("“The river” moves from 26 Sep 09:30"), "{told:?}");
    assert!(told[1].0 == "b@example.org" && told[1].1.contains("“Opening of the days” is cancelled."), "{told:?}");
});
