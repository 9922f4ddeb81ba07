//! Every page in every language, and the words in them.

use crate::prepared::{house, owner, public_hangzhou};
use testkit::{Engine, both_engines};

both_engines!(every_page_is_there_in_both_languages, |engine: Engine| async move {
    let house = house(engine).await;
    public_hangzhou(&house).await;
    let mut organiser = house.actor(owner());
    let own = congress::module(congress::Neighbours::default()).routes;
    // The front door leads on, to the home page that another crate makes.
    for route in own.table().iter().filter(|route| route.method == "GET" && route.path != "/") {
        for language in ["en", "zh"] {
            let answer = organiser.get(&format!("/{language}{}", route.sample)).await;
            assert!(answer.status.is_success(), "{} {}", route.sample, answer.status);
            assert!(!answer.body.contains("[congress-"), "{} lacks a text", route.sample);
            assert_eq!(answer.body.matches("<h1").count(), 1, "{} has one heading", route.sample);
        }
    }
});

#[test]
fn every_text_is_in_both_languages() {
    let templates = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    ui::text::assert_complete(&congress::TEXT, &templates);
}
