//! Every page of this crate, in every language, for those who may see it.

use crate::prepared::{account, house, strong};
use kernel::{Locale, Role};
use testkit::{Engine, both_engines};

both_engines!(every_page_answers_in_every_language, |engine: Engine| async move {
    let house = house(engine).await;
    let boss = account(&house, "boss@example.cn", &[(None, Role::Owner)]).await;
    let mut boss = strong(&house, boss).await;
    let pages = house.table.iter().filter(|route| route.method == "GET" && !route.is_bare());
    // Samples with a key that nobody has answer 404; the stories open those pages.
    let pages: Vec<_> = pages.filter(|r| !r.path.contains("{id}") && !r.path.contains("/local/")).collect();
    assert!(pages.len() > 12);
    for locale in Locale::ALL {
        for route in pages.iter().filter(|route| route.path.starts_with("/account") || route.path.contains("sign-in")) {
            let answer = boss.get(&format!("/{locale}{}", route.sample)).await.is(200);
            assert!(!answer.body.contains("[accounts-"), "{} lacks a text", route.path);
        }
        for path in ["/hangzhou-2024/desk/roles", "/house/roles", "/house/breach", "/permissions"] {
            let body = boss.get(&format!("/{locale}{path}")).await.is(200).body;
            assert!(body.contains(&format!("<html lang=\"{}\"", locale.html_lang())), "{path}");
        }
    }
});
