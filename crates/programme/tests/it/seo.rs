//! What search engines and link previews are told, and what they are not.

use super::site::open;
use programme::{
    release,
    session::{Placement, place, session_by_code},
};
use serde_json::Value;

/// The data of schema.org in a page.
fn data(page: &str) -> Value {
    let start = "<script type=\"application/ld+json\">";
    let (_, rest) = page.split_once(start).unwrap();
    serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
}

testkit::both_engines!(a_session_tells_search_engines_what_the_page_shows, |engine| async move {
    let house = open(engine).await;
    let mut stranger = house.stranger();
    let page = stranger.get("/en/lake-2024/sessions/OPEN24").await.is(200).body;
    let event = data(&page);
    assert_eq!(event["name"], "Opening & welcome");
    assert_eq!(event["startDate"], "2024-09-25T09:00+08:00");
    assert_eq!(event["endDate"], "2024-09-25T10:30+08:00");
    assert_eq!(event["eventStatus"], "https://schema.org/EventScheduled");
    assert_eq!(event["location"]["name"], "Grand Hall");
    assert_eq!(event["location"]["address"], "Congress Centre, 1 Lake Road, Hangzhou, China");
    assert_eq!(event["inLanguage"], serde_json::json!(["zh"]));
    assert_eq!(event["superEvent"]["name"], "Lake Congress 2024");
    // Who did not agree to be named is no performer; who has two roles is one.
    assert_eq!(event["performer"].as_array().unwrap().len(), 1);
    assert_eq!(event["performer"][0]["name"], "Lin Yue");
    assert!(
        page.contains("hreflang=\"x-default\" href=\"http://convoke.test/lake-2024/sessions/open24-opening-welcome\"")
    );
    assert!(page.contains("<meta property=\"og:title\" content=\"Opening &#38; welcome\">"), "{page}");
    assert!(page.contains("<meta property=\"og:description\" content=\"First paragraph.\">"));
    let cancelled = stranger.get("/zh/lake-2024/sessions/GNE222").await.is(200).body;
    assert_eq!(data(&cancelled)["eventStatus"], "https://schema.org/EventCancelled");
    assert_eq!(data(&cancelled)["name"], "已取消的演讲");
    let item = stranger.get("/en/lake-2024/sessions/PART22").await.is(200).body;
    assert_eq!(data(&item)["superEvent"]["name"], "Water under the street");
    // The room in the cellar is unknown, so the place is the congress's.
    let cellar = stranger.get("/en/lake-2024/sessions/CELL22").await.is(200).body;
    assert_eq!(data(&cellar)["location"]["name"], "Hangzhou, China");
    let home = data(&stranger.get("/en/lake-2024").await.is(200).body);
    assert_eq!((&home["startDate"], &home["endDate"]), (&"2024-09-25".into(), &"2024-09-26".into()));
});

testkit::both_engines!(the_map_names_every_public_page_and_no_other, |engine| async move {
    let house = open(engine).await;
    let mut stranger = house.stranger();
    let robots = stranger.get("/robots.txt").await.is(200).body;
    assert!(robots.contains("\nSitemap: http://convoke.test/sitemap.xml\n"), "{robots}");
    let index = stranger.get("/sitemap.xml").await.is(200);
    assert_eq!(index.header("content-type"), "application/xml; charset=utf-8");
    for tag in ["en", "zh"] {
        assert!(index.body.contains(&format!("<loc>http://convoke.test/{tag}/lake-2024/sitemap.xml</loc><lastmod>")));
    }
    let map = stranger.get("/zh/lake-2024/sitemap.xml").await.is(200).body;
    for path in
        ["", "/timetable", "/rooms/grand-hall", "/people", "/people/lin-yue", "/sessions/open24-opening-welcome"]
    {
        assert!(map.contains(&format!("<loc>http://convoke.test/zh/lake-2024{path}</loc>")), "{path}: {map}");
    }
    assert!(map.contains("hreflang=\"zh-Hans\" href=\"http://convoke.test/zh/lake-2024/timetable\""));
    assert!(map.contains("hreflang=\"x-default\" href=\"http://convoke.test/lake-2024/timetable\""));
    for hidden in ["drft22", "rgst22", "rooms/cellar", "planted", "PLANTED"] {
        assert!(!map.contains(hidden), "{hidden}");
    }
    // Every session page of the map answers.
    for path in map.split("<loc>http://convoke.test").skip(1).filter_map(|rest| rest.split('<').next()) {
        if path.contains("/sessions/") || path.contains("/rooms/") {
            stranger.get(path).await.is(200);
        }
    }
    stranger.get("/en/nowhere-2024/sitemap.xml").await.is(404);
});

testkit::both_engines!(a_moved_session_is_rescheduled_and_says_from_when, |engine| async move {
    let house = open(engine).await;
    let (db, system) = (house.db(), house.system());
    let edition = congress::edition_by_slug(db, &system, "lake-2024").await.unwrap().unwrap();
    let visit = session_by_code(db, &system, edition.id, "VST222").await.unwrap().unwrap();
    let later = visit.starts_at.map(|start| start.plus_minutes(60));
    let to = Placement { room: visit.room, starts_at: later, minutes: visit.minutes };
    place(db, &system, &edition, visit.id, visit.revision, to).await.unwrap();
    let mut stranger = house.stranger();
    let path = "/en/lake-2024/sessions/VST222";
    let unreleased = data(&stranger.get(path).await.is(200).body);
    assert_eq!(unreleased["eventStatus"], "https://schema.org/EventScheduled", "the draft is nobody's business");
    release::publish(db, &system, &edition, 1, ("Second", "")).await.unwrap();
    let event = data(&stranger.get(path).await.is(200).body);
    assert_eq!(event["eventStatus"], "https://schema.org/EventRescheduled");
    assert_eq!(event["previousStartDate"], "2024-09-26T08:30+08:00");
    assert_eq!(event["startDate"], "2024-09-26T09:30+08:00");
});
