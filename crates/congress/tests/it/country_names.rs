//! N-4: one name for a country or region, everywhere in this house.

use crate::prepared::{house_with, owner, public_hangzhou};
use congress::{Neighbours, country_names};
use kernel::{Locale, Role, Viewer};
use testkit::{Engine, both_engines, viewer_with};

fn catalogue(code: &str, locale: Locale) -> Option<String> {
    (code == "CZ").then(|| if locale == Locale::En { "Czech Republic" } else { "捷克共和国" }.to_owned())
}

both_engines!(a_name_is_previewed_then_holds_everywhere, |engine: Engine| async move {
    let house = house_with(engine, Neighbours { catalogue_name: Some(catalogue), ..Neighbours::default() }).await;
    let edition = public_hangzhou(&house).await;
    let mut organiser = house.actor(owner());
    let path = "/en/hangzhou-2024/desk/country-names";
    let fields = |step, revision| {
        [("code", "cz"), ("name_en", "Czechia"), ("name_zh", "捷克"), ("revision", revision), ("step", step)]
    };
    let preview = organiser.post(path, &fields("preview", "0")).await.is(200);
    for words in ["Czech Republic", "Czechia", "捷克共和国", "Country / region"] {
        assert!(preview.body.contains(words), "{words}: {}", preview.body);
    }
    let stranger = house.seen_by(Viewer::stranger());
    assert_eq!(country_names(house.db(), &stranger).await.unwrap().get("CZ", Locale::Zh), None, "nothing is stored");
    organiser.post(path, &fields("save", "0")).await.is(303);
    assert_eq!(country_names(house.db(), &stranger).await.unwrap().get("CZ", Locale::Zh), Some("捷克"));
    organiser.post(path, &fields("save", "0")).await.is(409);
    organiser.post(path, &fields("save", "1")).await.is(303);
    let bad = [("code", "Czech"), ("name_en", "Czechia"), ("name_zh", "捷克"), ("step", "save")];
    assert!(organiser.post(path, &bad).await.is(422).body.contains("two letters"));

    let mut local = house.actor(viewer_with(4, None, &[(Some(edition.id), Role::Owner)]));
    local.get(path).await.is(200);
    local.post(path, &fields("save", "2")).await.is(404);
    organiser.post(&format!("{path}/removal"), &[("code", "CZ"), ("revision", "2")]).await.is(303);
    assert_eq!(country_names(house.db(), &stranger).await.unwrap().get("CZ", Locale::En), None);
});
