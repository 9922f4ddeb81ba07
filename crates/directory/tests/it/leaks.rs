//! What is hidden does not leave: not on a page, not in a header, a count, a
//! filter or a search, whoever asks.

use crate::prepared::{Prepared, SHENZHEN, prepared};
use directory::{Statement, consent};
use kernel::Visibility;
use testkit::{Actor, Engine, both_engines};

/// Everything hidden is called by one of these.
const PLANTED: &[&str] = &["planted", "暗中", "暗职", "7777"];

fn paths() -> Vec<String> {
    let mut all = Vec::new();
    for locale in ["en", "zh"] {
        for edition in ["hangzhou-2024", "shanghai-2025"] {
            for path in [
                "people",
                "people?initial=p",
                "people?initial=other",
                "people?city=1795565",
                "people?organisation=west-lake-data",
                "people?organisation=plantedcorp",
                "people?after=lin-yue",
                "people?after=plantedname-silent",
                "people/lin-yue",
                "people/plantedname-silent",
                "people/plantedunlisted-wu",
                "organisations",
                "organisations?kind=company",
                "organisations?city=1795565",
                "organisations?after=plantedcorp",
                "organisations/west-lake-data",
                "organisations/plantedcorp",
                "cities",
                "cities/1795565",
                "cities/1526797",
                "desk/people",
                "desk/people?q=planted",
                "desk/people/lin-yue",
                "desk/people/plantedname-silent",
                "desk/people/new",
                "desk/organisations",
                "desk/organisations/plantedcorp",
                "desk/delegations",
                "desk/delegations/shenzhen",
                "desk/delegations/plantedland",
                "desk/delegations/new",
            ] {
                all.push(format!("/{locale}/{edition}/{path}"));
            }
        }
        all.push(format!("/{locale}/cities?q=Shenzhen"));
        all.push(format!("/{locale}/account/consents"));
    }
    all.push("/api/cities?q=Shenzhen".to_owned());
    all
}

async fn nothing_leaves(mut actor: Actor, who: &str) {
    for path in paths() {
        let answer = actor.get(&path).await;
        assert!(answer.status.as_u16() < 500, "{who} {path}: {}", answer.body);
        // What the reader typed may come back; it is no news.
        let typed: Vec<&str> = PLANTED.iter().copied().filter(|word| path.contains(word)).collect();
        let body = answer.everything().to_lowercase();
        for word in PLANTED.iter().filter(|word| !typed.contains(*word)) {
            assert!(!body.contains(word), "{who} {path} tells {word}: {}", answer.body);
        }
        if path.contains("plantedname-silent") && !path.contains('?') {
            assert!([303, 302, 401, 404].contains(&answer.status.as_u16()), "{who} {path}: {}", answer.status);
        }
    }
}

both_engines!(nobody_outside_sees_what_is_hidden, |engine: Engine| async move {
    let all = prepared(engine).await;
    nothing_leaves(all.house.stranger(), "a stranger").await;
    nothing_leaves(all.house.actor(all.visitor()), "a visitor").await;
    nothing_leaves(all.house.actor(all.outsider()), "staff of another edition").await;
});

both_engines!(an_unknown_person_and_a_hidden_one_are_one_answer, |engine: Engine| async move {
    let all = prepared(engine).await;
    let mut stranger = all.house.stranger();
    let hidden = stranger.get("/en/hangzhou-2024/people/plantedname-silent").await.is(404);
    let unknown = stranger.get("/en/hangzhou-2024/people/nobody-at-all").await.is(404);
    assert_eq!(hidden.body, unknown.body);
    let mut outsider = all.house.actor(all.outsider());
    outsider.get("/en/hangzhou-2024/desk/people").await.is(404);
    outsider.get("/en/hangzhou-2024/people/plantedname-silent").await.is(404);
});

both_engines!(each_sees_what_each_may, |engine: Engine| async move {
    let all = prepared(engine).await;
    let page = all.house.stranger().get("/en/hangzhou-2024/people").await.is(200).body;
    assert!(page.contains("Lin Yue") && page.contains("Chief Smart City Officer, Shenzhen"), "{page}");
    assert!(!page.contains("Registered Reyes"));
    let page = all.house.stranger().get("/zh/hangzhou-2024/people").await.is(200).body;
    assert!(page.contains("林悦") && page.contains("深圳 首席智慧城市官"), "{page}");
    let page = all.house.actor(all.visitor()).get("/en/hangzhou-2024/people").await.is(200).body;
    assert!(page.contains("Registered Reyes"));
    let mut editor = all.house.actor(all.editor());
    let page = editor.get("/en/hangzhou-2024/desk/people").await.is(200).body;
    assert!(page.contains("Plantedname Silent") && page.contains("Plantedunlisted Wu"));
    let record = editor.get("/en/hangzhou-2024/desk/people/lin-yue").await.is(200).body;
    assert!(record.contains("plantedmail@example.org") && record.contains("Plantedadviser"), "{record}");
    let mut herself = all.house.actor(all.as_person(all.hidden));
    let page = herself.get("/en/hangzhou-2024/people/plantedname-silent").await.is(200).body;
    assert!(page.contains("silent-plantedmail@example.org"));
});

both_engines!(cards_of_hidden_people_do_not_exist, |engine: Engine| async move {
    let all = prepared(engine).await;
    let ids = [all.listed, all.hidden];
    let cards = async |all: &Prepared, viewer| {
        directory::person_cards(all.house.db(), &all.house.seen_by(viewer), &ids).await.unwrap()
    };
    assert_eq!(cards(&all, kernel::Viewer::stranger()).await.len(), 1);
    assert_eq!(cards(&all, all.outsider()).await.len(), 1);
    let staff = cards(&all, all.editor()).await;
    assert!(staff[&all.hidden].is_hidden && !staff[&all.listed].is_hidden);
    assert_eq!(staff[&all.listed].city, Some(SHENZHEN));
});

both_engines!(a_field_opens_for_its_audience_only, |engine: Engine| async move {
    let all = prepared(engine).await;
    let (db, own) = (all.house.db(), all.house.seen_by(all.as_person(all.listed)));
    let said = |audience| Statement {
        purpose: directory::Purpose::Email,
        audience,
        channel: directory::Channel::Web,
        basis: String::new(),
    };
    let path = "/en/hangzhou-2024/people/lin-yue";
    let (mut stranger, mut visitor) = (all.house.stranger(), all.house.actor(all.visitor()));
    consent::state(db, &own, all.listed, &said(Some(Visibility::Registered))).await.unwrap();
    assert!(!stranger.get(path).await.body.contains("plantedmail"));
    assert!(visitor.get(path).await.body.contains("plantedmail"));
    consent::state(db, &own, all.listed, &said(Some(Visibility::Public))).await.unwrap();
    assert!(stranger.get(path).await.body.contains("plantedmail"));
    // Withdrawn: gone with the next view, out of the cache too.
    consent::state(db, &own, all.listed, &said(None)).await.unwrap();
    assert!(!stranger.get(path).await.body.contains("plantedmail"));
    assert!(!visitor.get(path).await.body.contains("plantedmail"));
});
