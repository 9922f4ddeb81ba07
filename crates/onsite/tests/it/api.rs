//! The day for programs: what strangers read of it, and what the crew says.

use crate::prepared::{Congress, at, congress};
use hangzhou::described;
use kernel::{Permission, Reach};
use serde_json::{Value, json};
use testkit::{Actor, Answer, both_engines, viewer_with};

const ROOT: &str = "/api/v1/editions/lake-2024";

fn program(congress: &Congress, permissions: &'static [Permission]) -> Actor {
    congress.house.program(congress.crew_viewer(7).within(Reach { edition: Some(congress.edition.id), permissions }))
}

async fn send(program: &Actor, path: &str, seen: Option<&str>, body: &Value) -> Answer {
    let mut program = match seen {
        Some(tag) => program.clone().with_header("if-match", tag),
        None => program.clone(),
    };
    program.json("POST", &format!("{ROOT}{path}"), &body.to_string()).await
}

both_engines!(the_crew_says_it_by_a_program_and_everybody_reads_it, |engine| async move {
    let congress = congress(engine).await;
    let crew = program(&congress, &[Permission::ReadDesk, Permission::RunRooms]);
    let mut stranger = congress.house.stranger();
    assert_eq!(described("LivePage", &stranger.get(&format!("{ROOT}/live")).await.is(200))["items"], json!([]));

    let opening = crew.clone().get(&format!("{ROOT}/sessions/PEN222/live")).await.is(200);
    assert_eq!(opening.header("etag"), "\"0\"");
    assert_eq!(described("Live", &opening)["stage"], "waiting");
    let late = json!({ "press": "late", "minutes": 15 });
    assert_eq!(send(&crew, "/sessions/PEN222/presses", None, &late).await.status.as_u16(), 428);
    let said = send(&crew, "/sessions/PEN222/presses", Some("\"0\""), &late).await.is(200);
    assert_eq!(said.header("etag"), "\"1\"");
    let said = described("Live", &said);
    assert_eq!((&said["late_minutes"], &said["starts_at"]), (&json!(15), &json!("2024-09-25T01:15:00Z")));
    congress.house.clock.advance_seconds(60);
    send(&crew, "/sessions/PEN222/presses", Some("\"1\""), &json!({ "press": "full" })).await.is(200);

    // The page and the program say the same; what follows for tea is told, too.
    let live = described("LivePage", &stranger.get(&format!("{ROOT}/live")).await.is(200));
    let codes: Vec<&Value> = live["items"].as_array().unwrap().iter().map(|one| &one["code"]).collect();
    assert_eq!(codes, ["PEN222", "TEA222"]);
    let opening = &live["items"][0];
    assert_eq!((&opening["full"], &opening["revision"]), (&json!(true), &Value::Null));
    assert_eq!(
        opening["marks"],
        json!([
            { "tone": "warn", "words": "Running late, about 09:15" },
            { "tone": "danger", "words": "Room full" },
        ])
    );
    let page = stranger.get("/en/lake-2024/sessions/PEN222").await.is(200).body;
    assert!(page.contains("Running late, about 09:15") && page.contains("Room full"), "{page}");

    // A late one loses nothing: it is told how things are.
    let stale = send(&crew, "/sessions/PEN222/presses", Some("\"1\""), &json!({ "press": "started" })).await;
    assert_eq!(stale.status.as_u16(), 412, "{}", stale.body);
    assert!(stale.body.contains("\"revision\":2"), "{}", stale.body);
    for (body, field) in [
        (json!({ "press": "late", "minutes": 999 }), "minutes"),
        (json!({ "press": "gone" }), "press"),
        (json!({ "press": "full", "minute": 5 }), "minute"),
        (json!({}), "press"),
    ] {
        let wrong = send(&crew, "/sessions/PEN222/presses", Some("\"2\""), &body).await;
        assert_eq!(wrong.status.as_u16(), 422, "{body}: {}", wrong.body);
        let wrong: Value = serde_json::from_str(&wrong.body).unwrap();
        assert!(wrong["fields"][field].is_array(), "{body}: {wrong}");
    }
    let undone = send(&crew, "/sessions/PEN222/presses/undo", None, &json!({})).await.is(200);
    assert_eq!(described("Live", &undone)["full"], false);
    assert_eq!(send(&crew, "/sessions/TEA222/presses/undo", None, &json!({})).await.status.as_u16(), 409);
});

both_engines!(what_is_on_now_is_read_room_by_room, |engine| async move {
    let congress = congress(engine).await;
    let mut stranger = congress.house.stranger();
    let now = |answer: Answer| described("RoomNowPage", &answer.is(200))["items"].clone();
    congress.house.clock.set(at("09:10"));
    let rooms = now(stranger.get(&format!("{ROOT}/rooms/now")).await);
    assert_eq!(rooms[1], json!({ "room": "hall", "now": "PEN222", "next": "TEA222", "reserved": false }));
    congress.house.clock.set(at("11:40"));
    let rooms = now(stranger.get(&format!("{ROOT}/rooms/now")).await);
    assert_eq!(
        rooms,
        json!([
            { "room": "annex", "now": "WRK222", "next": null, "reserved": false },
            { "room": "hall", "now": null, "next": "ZAS222", "reserved": true },
        ])
    );
});

both_engines!(who_does_not_run_rooms_says_nothing_and_learns_of_nothing_closed, |engine| async move {
    let congress = congress(engine).await;
    let late = json!({ "press": "late", "minutes": 15 });
    let press = "/sessions/PEN222/presses";
    let mut stranger = congress.house.stranger();
    assert_eq!(send(&stranger, press, Some("*"), &late).await.status.as_u16(), 401);
    let visitor = congress.house.program(viewer_with(5, None, &[]));
    assert_eq!(send(&visitor, press, Some("*"), &late).await.status.as_u16(), 404);
    // A token that only reads, in the name of somebody who may.
    let reader = program(&congress, &[Permission::ReadDesk]);
    assert_eq!(send(&reader, press, Some("*"), &late).await.status.as_u16(), 404);
    let crew = program(&congress, &[Permission::ReadDesk, Permission::RunRooms]);
    for hidden in ["CNC222", "ZZZ999"] {
        let answers = [
            stranger.get(&format!("{ROOT}/sessions/{hidden}/live")).await,
            send(&crew, &format!("/sessions/{hidden}/presses"), Some("*"), &late).await,
            send(&crew, &format!("/sessions/{hidden}/presses/undo"), None, &json!({})).await,
        ];
        for answer in answers {
            assert_eq!(answer.status.as_u16(), 404, "{hidden}: {}", answer.body);
            assert!(!answer.body.contains("PLANTED"), "{}", answer.body);
        }
    }
    congress.house.clock.set(at("11:40"));
    for path in ["/live", "/rooms/now"] {
        let body = stranger.get(&format!("{ROOT}{path}")).await.is(200).everything();
        assert!(!body.contains("CNC222") && !body.contains("NVT222"), "{body}");
    }
});
