//! N-4: "Country / region" everywhere, the organiser's own names, "countries
//! and regions" in sums, and no borders on any page.

use crate::prepared::prepared;
use kernel::Role;
use testkit::{Engine, both_engines, viewer_with};

both_engines!(story_n4_the_label_is_country_or_region, |engine: Engine| async move {
    let all = prepared(engine).await;
    let mut editor = all.house.actor(all.editor());
    for path in [
        "cities",
        "cities/1795565",
        "organisations/west-lake-data",
        "desk/organisations/new",
        "desk/delegations",
        "desk/delegations/new",
    ] {
        for (locale, label) in [("en", "Country / region"), ("zh", "国家/地区")] {
            let page = editor.get(&format!("/{locale}/hangzhou-2024/{path}")).await.is(200).body;
            assert!(page.contains(label), "{locale} {path}: {page}");
            let bare = page.replace("countries and regions", "").replace(label, "");
            assert!(!bare.contains(">Country<") && !bare.contains(">国家<"), "{locale} {path}");
        }
    }
    let page = all.house.stranger().get("/en/hangzhou-2024/cities").await.body;
    assert!(page.contains("country or region") || page.contains("countries and regions"), "{page}");
    let page = all.house.stranger().get("/zh/hangzhou-2024/cities").await.body;
    assert!(page.contains("国家和地区"), "{page}");
});

both_engines!(story_n4_the_house_has_the_last_word_on_names, |engine: Engine| async move {
    let all = prepared(engine).await;
    let mut stranger = all.house.stranger();
    assert!(stranger.get("/en/hangzhou-2024/cities/1795565").await.body.contains("Guangdong, China"));
    let mut owner = all.house.actor(viewer_with(1, None, &[(None, Role::Owner)]));
    let chosen = [
        ("code", "CN"),
        ("name_en", "P.R. of China"),
        ("name_zh", "中华人民共和国"),
        ("revision", "0"),
        ("step", "save"),
    ];
    owner.post("/en/hangzhou-2024/desk/country-names", &chosen).await.is(303);
    for path in ["cities", "cities/1795565", "organisations", "organisations/west-lake-data"] {
        let page = stranger.get(&format!("/en/hangzhou-2024/{path}")).await.is(200).body;
        assert!(page.contains("P.R. of China"), "{path}: {page}");
    }
    assert!(stranger.get("/api/cities?q=Shenzhen").await.body.contains("P.R. of China"));
    assert!(stranger.get("/zh/cities?q=Shenzhen").await.body.contains("中华人民共和国"));
});

both_engines!(story_n4_no_borders_are_served, |engine: Engine| async move {
    let all = prepared(engine).await;
    let mut stranger = all.house.stranger();
    for path in ["/en/hangzhou-2024/cities", "/en/hangzhou-2024/cities/1795565", "/api/cities?q=Shenzhen"] {
        let body = stranger.get(path).await.is(200).body;
        for sign in ["geojson", "topojson", "MultiPolygon", "Polygon", "<canvas", "tile"] {
            assert!(!body.contains(sign), "{path} holds {sign}");
        }
    }
});
