//! V-2, the part of the feeds: a calendar follows a release; what was cancelled
//! says so; what did not change keeps its sequence number.

use crate::prepared::{at, congress, editor};
use programme::session::{Placement, cancel, place};
use testkit::{Engine, both_engines};

/// The lines of one entry, unfolded.
pub fn entry(calendar: &str, id: impl ToString) -> Vec<String> {
    let whole = calendar.replace("\r\n ", "");
    let uid = format!("UID:{}", id.to_string());
    let entry = whole.split("BEGIN:VEVENT").find(|part| part.lines().any(|line| line == uid));
    entry.unwrap_or_default().lines().map(str::to_owned).collect()
}

both_engines!(story_v2_calendar_follows_release, |engine: Engine| async move {
    let c = congress(engine).await;
    let ids = c.a_day().await;
    let (db, ctx) = (c.house.db(), c.house.seen_by(editor(&c)));
    let path = "/en/hangzhou-2024/schedule.ics";
    let mut visitor = c.house.stranger();
    assert!(!visitor.get(path).await.is(200).body.contains("VEVENT"), "nothing before the first release");
    c.publish().await;
    let first = visitor.get(path).await.is(200);
    assert_eq!(first.header("content-type"), "text/calendar; charset=utf-8");
    let river = entry(&first.body, ids[4]);
    for line in
        ["DTSTART:20240926T013000Z", "DTEND:20240926T021500Z", "SEQUENCE:0", "STATUS:CONFIRMED", "SUMMARY:The river"]
    {
        assert!(river.iter().any(|have| have == line), "{line}: {river:?}");
    }

    place(
        db,
        &ctx,
        &c.edition,
        ids[4],
        1,
        Placement { room: Some(c.lake), starts_at: Some(at("26 14:00")), minutes: 45 },
    )
    .await
    .unwrap();
    cancel(db, &ctx, &c.edition, ids[0], 1).await.unwrap();
    let same = visitor.get(path).await.is(200);
    assert_eq!(same.body, first.body, "a draft is not an announcement");
    c.later();
    c.publish().await;
    let second = visitor.get(path).await.is(200).body;
    let river = entry(&second, ids[4]);
    assert!(river.contains(&"DTSTART:20240926T060000Z".to_owned()) && river.contains(&"SEQUENCE:1".to_owned()));
    let opening = entry(&second, ids[0]);
    assert!(opening.contains(&"STATUS:CANCELLED".to_owned()) && opening.contains(&"SEQUENCE:1".to_owned()));
    assert!(entry(&second, ids[2]).contains(&"SEQUENCE:0".to_owned()), "what did not change does not count");
});

both_engines!(story_v2_who_has_it_already_gets_nothing, |engine: Engine| async move {
    let c = congress(engine).await;
    c.a_day().await;
    c.publish().await;
    for path in ["schedule.ics", "schedule.xml", "schedule.json", "schedule-v2.json", "rooms/grand-hall/sessions.ics"] {
        let path = format!("/en/hangzhou-2024/{path}");
        let first = c.house.stranger().get(&path).await.is(200);
        let tag = first.header("etag").to_owned();
        assert!(!tag.is_empty(), "{path}");
        let again = c.house.stranger().with_header("if-none-match", &tag).get(&path).await.is(304);
        assert!(again.body.is_empty());
    }
});

both_engines!(story_v2_calendars_of_one_thing, |engine: Engine| async move {
    let c = congress(engine).await;
    let ids = c.a_day().await;
    c.publish().await;
    let mut visitor = c.house.stranger();
    let one = visitor.get("/zh/hangzhou-2024/sessions/key555-an-old-title/session.ics").await.is(200).body;
    assert!(entry(&one, ids[4]).iter().any(|line| line == "SUMMARY:The river（中文）"), "{one}");
    let room = visitor.get("/en/hangzhou-2024/rooms/lake-room/sessions.ics").await.is(200).body;
    assert_eq!(room.matches("BEGIN:VEVENT").count(), 3);
    let person = visitor.get("/en/hangzhou-2024/people/lin-yue/sessions.ics").await.is(200).body;
    assert_eq!(person.matches("BEGIN:VEVENT").count(), 2, "{person}");
    visitor.get("/en/hangzhou-2024/rooms/secret-chamber/sessions.ics").await.is(404);
    visitor.get("/en/hangzhou-2024/people/mo-ming/sessions.ics").await.is(404);
    visitor.get("/en/hangzhou-2024/sessions/zzzzzz/session.ics").await.is(404);
});
