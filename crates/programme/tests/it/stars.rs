//! Stars in a browser and with an account, and the calendar of them.

use crate::prepared::congress;
use crate::story_v2_agenda::entry;
use testkit::{Engine, both_engines, viewer_with};

both_engines!(a_browser_keeps_its_stars_and_makes_a_calendar, |engine: Engine| async move {
    let c = congress(engine).await;
    let ids = c.a_day().await;
    c.publish().await;
    let mut visitor = c.house.stranger();
    let star = "/en/hangzhou-2024/sessions/key555/star";
    let back = visitor.post(star, &[("back", "/hangzhou-2024/timetable")]).await.is(303);
    assert_eq!(back.location(), "/en/hangzhou-2024/timetable");
    visitor.post(star, &[("starred", "yes"), ("back", "//evil.example")]).await.is(303);
    visitor.post("/en/hangzhou-2024/starred/feed", &[]).await.is(303);
    let token = visitor.cookie("convoke-star-feed").unwrap().to_owned();
    let path = format!("/en/stars/{token}.ics");
    let calendar = c.house.stranger().get(&path).await.is(200);
    assert_eq!(calendar.body.matches("BEGIN:VEVENT").count(), 1, "twice is once");
    assert!(!entry(&calendar.body, ids[4]).is_empty());
    let tag = calendar.header("etag").to_owned();
    c.house.stranger().with_header("if-none-match", &tag).get(&path).await.is(304);

    visitor.post("/en/hangzhou-2024/sessions/tem333/star", &[]).await.is(303);
    let more = c.house.stranger().get(&path).await.is(200);
    assert_eq!(more.body.matches("BEGIN:VEVENT").count(), 2, "the calendar follows at once");
    visitor.post(star, &[("starred", "no")]).await.is(303);
    let less = c.house.stranger().get(&path).await.is(200);
    assert!(entry(&less.body, ids[4]).is_empty());

    visitor.post("/en/hangzhou-2024/starred/feed", &[]).await.is(303);
    c.house.stranger().get(&path).await.is(404);
    let renewed = format!("/en/stars/{}.ics", visitor.cookie("convoke-star-feed").unwrap());
    c.house.stranger().get(&renewed).await.is(200);
    visitor.post("/en/hangzhou-2024/starred/feed/removal", &[]).await.is(303);
    c.house.stranger().get(&renewed).await.is(404);
});

both_engines!(an_account_keeps_its_stars_everywhere, |engine: Engine| async move {
    let c = congress(engine).await;
    c.a_day().await;
    c.publish().await;
    let viewer = viewer_with(8, None, &[]);
    let mut phone = c.house.actor(viewer.clone());
    phone.post("/en/hangzhou-2024/sessions/key555/star", &[]).await.is(303);
    let mut laptop = c.house.actor(viewer);
    laptop.post("/en/hangzhou-2024/starred/feed", &[]).await.is(303);
    let path = format!("/en/stars/{}.ics", laptop.cookie("convoke-star-feed").unwrap());
    let calendar = c.house.stranger().get(&path).await.is(200);
    assert_eq!(calendar.body.matches("BEGIN:VEVENT").count(), 1);
});

both_engines!(nothing_unseen_can_be_starred_and_no_token_guessed, |engine: Engine| async move {
    let c = congress(engine).await;
    c.a_day().await;
    let mut visitor = c.house.stranger();
    visitor.post("/en/hangzhou-2024/sessions/key555/star", &[]).await.is(404);
    for guess in ["demonstration.ics", "0.ics", ".ics", "%00.ics", "x"] {
        visitor.get(&format!("/en/stars/{guess}")).await.is(404);
    }
});
