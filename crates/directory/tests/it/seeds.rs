//! Many at once: the demonstration and the stress set are made in seconds.

use crate::prepared::{person, prepared};
use directory::{PersonName, Purpose, seed::seed_people};
use kernel::{EmailAddress, Visibility};
use testkit::{Engine, both_engines};

both_engines!(two_thousand_people_page_by_page, |engine: Engine| async move {
    let all = prepared(engine).await;
    let (db, ctx) = (all.house.db(), all.house.system());
    let people: Vec<_> = (0..2000)
        .map(|n| {
            let mut person = person(PersonName::of(&format!("Person {}", n % 700)), all.here.id);
            person.details.email = Some(EmailAddress::parse(&format!("p{n}@example.org")).unwrap());
            person.consents = vec![(Purpose::Listing, Visibility::Public)];
            person
        })
        .collect();
    let start = std::time::Instant::now();
    let ids = seed_people(db, &ctx, &people, "test data").await.unwrap();
    assert_eq!(ids.len(), 2000);
    eprintln!("2,000 people in {:?}", start.elapsed());
    let mut stranger = all.house.stranger();
    let mut path = "/en/hangzhou-2024/people?initial=p".to_owned();
    let mut seen = std::collections::HashSet::new();
    loop {
        let page = stranger.get(&path).await.is(200).body;
        for link in page.split("href=\"/en/hangzhou-2024/people/").skip(1) {
            assert!(seen.insert(link.split('"').next().unwrap().to_owned()), "twice");
        }
        let Some(next) = page.split("rel=\"next\" href=\"").nth(1) else { break };
        path = next.split('"').next().unwrap().replace("&amp;", "&").replace("&#38;", "&");
    }
    assert_eq!(seen.len(), 2000);
});
