//! The days of the congress themselves.

use super::site::open;

testkit::both_engines!(story_v2_now_and_next_in_every_room, |engine| async move {
    let house = open(engine).await;
    let mut stranger = house.stranger();
    let set = |at: &str| house.clock.set(at.parse::<jiff::Timestamp>().unwrap().into());
    set("2024-09-25T01:30:00Z");
    let page = stranger.get("/en/lake-2024/now").await.is(200).body;
    assert!(page.contains("Look again") && page.contains("noindex"));
    let (now, next) = page.split_once("<h2>Next").unwrap();
    assert!(now.contains("Opening &#38; welcome") && !now.contains("Nothing is on"), "{now}");
    // The next of each room: tea, the forum, and after the opening the talk in its hall.
    assert!(next.contains("Tea") && next.contains("Water under the street") && next.contains("替代的演讲"), "{next}");
    assert!(
        !next.contains("Cancelled talk") && !next.contains("Sponge districts") && !next.contains("Visit to the lake")
    );
    // The very second at which the opening ends it is not on any more.
    set("2024-09-25T02:30:00Z");
    let page = stranger.get("/en/lake-2024/now").await.is(200).body;
    assert!(page.split_once("<h2>Next").unwrap().0.contains("Tea"), "{page}");
    assert!(!page.contains("Opening &#38; welcome"));
    // In the evening the next day is said, and what only some may know of is not.
    set("2024-09-25T12:00:00Z");
    let page = stranger.get("/zh/lake-2024/now").await.is(200).body;
    assert!(page.contains("此刻没有正在进行的活动") && page.contains("9月26日") && page.contains("湖区参观"), "{page}");
    set("2024-09-26T11:30:00Z");
    let page = stranger.get("/en/lake-2024/now").await.is(200).everything();
    assert!(page.contains("Nothing more is on the programme.") && !page.contains("PLANTED"), "a dinner for some");
});
