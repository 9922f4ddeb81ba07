//! O-4: two hundred press the button in one second, and ten places are left.

use crate::prepared::{congress, open, path};
use kernel::AccountId;
use std::collections::BTreeSet;
use testkit::{Engine, both_engines};

both_engines!(story_o4_two_hundred_for_the_last_ten_places, |engine: Engine| async move {
    let c = congress(engine).await;
    let ids = c.a_day().await;
    c.terms(ids[0], &open(15)).await;
    let mut first = Vec::new();
    for n in 0..5 {
        first.push(c.account(&format!("early{n}")).await);
    }
    programme::sign_up::seed(c.house.db(), &c.house.system(), c.edition.id, ids[0], 15, &first).await.unwrap();

    let mut pressed = tokio::task::JoinSet::new();
    for n in 0..200 {
        let (_, mut browser) = c.visitor(&format!("guest{n:03}")).await;
        pressed.spawn(async move { browser.post(&path("/sessions/wrk222/sign-up"), &[]).await.status.as_u16() });
    }
    let answers = pressed.join_all().await;
    assert!(answers.iter().all(|status| *status == 303), "no errors: {answers:?}");
    let (holds, waits) = c.list(ids[0]).await;
    assert_eq!((holds.len(), waits.len()), (15, 190));
    let everybody: BTreeSet<AccountId> = holds.iter().chain(&waits).copied().collect();
    assert_eq!(everybody.len(), 205, "each once");
    assert!(first.iter().all(|account| holds.contains(account)));
});
