//! The live stream.

use crate::prepared::{congress, node};
use std::time::Duration;
use testkit::{Engine, Events, both_engines};

const LIVE: &str = "/en/lake-2024/live";

/// The next piece that is no heartbeat.
async fn next(events: &mut Events) -> String {
    tokio::time::timeout(Duration::from_secs(10), events.next()).await.expect("an event").unwrap_or_default()
}

fn id(piece: &str) -> String {
    piece.lines().find_map(|line| line.strip_prefix("id: ")).unwrap_or_else(|| panic!("{piece}")).to_owned()
}

both_engines!(a_reader_gets_a_snapshot_and_then_what_changes, |engine| async move {
    let congress = congress(engine).await;
    let mut crew = congress.crew();
    congress.press(&mut crew, "PEN222", "0", "full").await.is(303);
    let mut reader = congress.house.stranger().with_header("accept-encoding", "gzip");
    let mut events = reader.listen(LIVE).await;
    assert_eq!(events.status, 200);
    assert!(events.headers["content-type"] == "text/event-stream" && !events.headers.contains_key("content-encoding"));
    let first = next(&mut events).await;
    assert!(
        first.starts_with("retry: ") && first.contains("event: snapshot") && first.contains("Room full"),
        "{first}"
    );
    assert!(first.contains("\"PEN222\"") && first.contains("\"title\":\"Opening\""), "{first}");
    let mut chinese = congress.house.stranger();
    let mut beside = chinese.listen("/zh/lake-2024/live").await;
    assert!(next(&mut beside).await.contains("会场已满"));

    congress.press(&mut crew, "PEN222", "1", "late-15").await.is(303);
    let event = next(&mut events).await;
    assert!(
        event.contains("event: marks") && event.contains("about 09:15") && event.contains("about 10:15"),
        "{event}"
    );
    assert!(!event.contains("TAK222"), "only what changed: {event}");
    assert!(next(&mut beside).await.contains("约 09:15 开始"));
    congress.press(&mut crew, "PEN222", "2", "on_time").await.is(303);
    let event = next(&mut events).await;
    assert!(event.contains("\"TEA222\":{\"title\":\"Tea\",\"marks\":[]}"), "{event}");

    // Who comes back with all that is said is told nothing twice.
    let mut back = congress.house.stranger().with_header("last-event-id", &id(&event));
    let again = back.get(LIVE).await.is(200).body;
    assert!(!again.contains("event:") && again.starts_with("retry: "), "{again}");
    let mut late = congress.house.stranger().with_header("last-event-id", &id(&first));
    assert!(!late.get(LIVE).await.is(200).body.contains("about 09:15"));
});

both_engines!(everybody_is_told_what_they_may_know, |engine| async move {
    let congress = congress(engine).await;
    let mut crew = congress.crew();
    congress.press(&mut crew, "TAK222", "0", "late-60").await.is(303);
    congress.press(&mut crew, "NVT222", "0", "full").await.is(303);
    let stranger = congress.house.stranger().get(LIVE).await.is(200).everything();
    assert!(stranger.contains("TAK222") && !stranger.contains("PLANTED") && !stranger.contains("NVT222"), "{stranger}");
    let staff = crew.get(LIVE).await.is(200).body;
    assert!(staff.contains("NVT222") && !staff.contains("CNC222"), "{staff}");
    // Behind a closed door there is a page, and no stream.
    let mut guest = congress.house.actor(testkit::viewer_with(11, Some(congress.guest), &[]));
    let told = guest.get(LIVE).await.is(200).body;
    assert!(told.contains("TAK222") && !told.contains("CNC222") && !told.contains("NVT222"), "{told}");
    congress.house.stranger().get("/en/nothing-2030/live").await.is(404);
});

both_engines!(a_house_that_closes_ends_its_streams, |engine| async move {
    let congress = congress(engine).await;
    let mut reader = congress.house.stranger();
    let mut events = reader.listen(LIVE).await;
    next(&mut events).await;
    congress.house.app.close();
    let end = tokio::time::timeout(Duration::from_secs(5), events.next()).await.expect("the stream ends");
    assert_eq!(end, None);
});

/// SQLite serves one process only.
#[tokio::test(flavor = "multi_thread")]
async fn a_reader_of_one_node_is_told_what_was_pressed_at_another() {
    let Some(engine) = Engine::postgres().await else { return };
    let address = engine.address();
    let congress = congress(engine).await;
    let there = node(Engine::Postgres(address)).await;
    there.clock.set(congress.house.app.now());
    let mut feed = db::ChangeFeed::from_now(there.db()).await.unwrap();
    let mut events = there.stranger().listen(LIVE).await;
    let first = next(&mut events).await;
    congress.press(&mut congress.crew(), "PEN222", "0", "full").await.is(303);
    // What the binary does three times a second.
    assert!(!feed.poll(there.db()).await.unwrap().is_empty());
    there.db().note_change();
    let event = next(&mut events).await;
    assert!(!first.contains("Room full") && event.contains("Room full"), "{event}");
    // The id is the same here: who comes back to the other node is told nothing twice.
    let mut back = congress.house.stranger().with_header("last-event-id", &id(&event));
    assert!(!back.get(LIVE).await.is(200).body.contains("event:"));
}
