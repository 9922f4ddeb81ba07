//! What is being prepared makes no difference to a stranger: not to a page, a
//! feed, a count, a tag or a length.

use crate::support::{
    congress::{self, withdraw},
    fillings::{Fillings, Known},
    house,
    look::{in_language, text_of},
    planting,
};
use std::collections::BTreeMap;
use testkit::{House, both_engines};

/// Everything that a stranger can open, as it is now.
async fn everything(house: &House, fillings: &Fillings) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for route in house.table.iter().filter(|route| route.method == "GET") {
        for address in fillings.addresses(route) {
            if address.hidden.as_ref().is_some_and(|hidden| hidden.filling.known == Known::Nobody) {
                continue;
            }
            for language in ["en", "zh"] {
                let path = in_language(language, route, &address.path);
                let answer = house.stranger().get(&path).await;
                all.insert(path, text_of(&answer, None));
            }
        }
    }
    all
}

both_engines!(a_stranger_sees_no_difference, |engine| async move {
    let house = house::open(engine).await;
    let (db, ctx) = (house.db(), &house.system());
    let made = congress::build(db, ctx).await;
    let fillings = Fillings::of(&house, &made).await;
    let before = everything(&house, &fillings).await;
    assert!(before.len() > 100, "{}", before.len());

    planting::plant(db, ctx, &made).await;
    planting::accounts(db, ctx, &made).await;
    let after = everything(&house, &fillings).await;
    let changed: Vec<&String> = before.keys().filter(|path| before[*path] != after[*path]).collect();
    assert!(changed.is_empty(), "{changed:?}");

    // A difference would be seen: what a person takes back is gone at once.
    withdraw(db, ctx, made.people.open).await;
    let after = everything(&house, &fillings).await;
    for path in ["/en/hangzhou-2024/people", "/zh/hangzhou-2024/schedule.json", "/en/hangzhou-2024/sessions/PUBAAA"] {
        assert_ne!(before[path], after[path], "{path}");
        assert!(!after[path].contains("Lin Yue") && !after[path].contains("林悦"), "{path}");
    }
});
