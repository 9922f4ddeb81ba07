//! The demonstration answers at every sample address of the route table.

use crate::support::{
    fillings::fits,
    house::{FILES, on_this_machine, open, strong},
    look::in_language,
};
use convoke::demo::{self, Profile};
use kernel::EmailAddress;
use testkit::Engine;
use web::Who;

/// Addresses that are drawn for one reader, or made by a day that the
/// demonstration has not had: no sample of them can answer.
const DRAWN: &[&str] = &[
    "/sign-in/local/{token}",
    "/house/breach/{id}",
    "/house/breach/{id}/affected.csv",
    "/{edition}/co-speaker/{token}",
    "/{edition}/speaking/tasks/{item}",
    "/{edition}/desk/speakers/{person}/tasks/{item}",
    "/{edition}/speaking/parts/{id}",
    "/{edition}/files/{document}",
];

#[tokio::test(flavor = "multi_thread")]
async fn every_sample_answers_in_the_demonstration() {
    let house = open(Engine::sqlite()).await;
    let (db, ctx) = (house.db(), house.system());
    demo::fill(db, &ctx, &FILES, Profile::R1, |_| {}).await.unwrap();
    let email = EmailAddress::parse("owner@example.org").unwrap();
    let owner = accounts::seed_account(db, &ctx, &email, "", None, &[]).await.unwrap();
    let mut owner = strong(&house, owner).await;
    let mut silent = Vec::new();
    for route in &house.table {
        assert!(
            fits(route.path, route.sample),
            "{} {}: the sample {} is not of it",
            route.method,
            route.path,
            route.sample
        );
        if route.method != "GET" || DRAWN.contains(&route.path) {
            continue;
        }
        for language in ["en", "zh"] {
            let path = in_language(language, route, route.sample);
            let answer = match route.who {
                Who::Anyone => house.stranger().get(&path).await,
                Who::Machine | Who::Demonstration => on_this_machine(&mut house.stranger(), &path).await,
                Who::SignedIn | Who::Staff(_) | Who::House(_) => owner.get(&path).await,
            };
            if answer.status.as_u16() >= 400 || answer.location().contains("/sign-in") {
                silent.push(format!("{} {path}: {} {}", route.who, answer.status, answer.location()));
            }
        }
    }
    assert!(silent.is_empty(), "{} samples:\n{}", silent.len(), silent.join("\n"));
}

/// An edition's pages stand at its own word, so none may be called as a part of
/// the site is.
#[tokio::test(flavor = "multi_thread")]
async fn no_edition_can_take_the_address_of_a_page() {
    let house = open(Engine::sqlite()).await;
    for route in &house.table {
        let segment = route.path.trim_start_matches('/').split('/').next().unwrap_or_default();
        let word = segment.split('.').next().unwrap_or_default();
        let free = word.is_empty() || word.starts_with('{') || congress::RESERVED_SLUGS.contains(&word);
        assert!(free, "{} {}: an edition could be called {word:?}", route.method, route.path);
    }
}
