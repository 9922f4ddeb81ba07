//! The API: what strangers read, what tokens read and change, and that nothing
//! a program sends makes it fail. Every answer is held against the description.

use crate::prepared::{Congress, at, congress, editor, session};
use axum::{body::Body, http::Request};
use hangzhou::described;
use kernel::{Permission, PersonId, Reach, Role, Viewer, Visibility};
use serde_json::{Value, json};
use testkit::{Actor, Answer, Engine, both_engines, viewer_with};

const ROOT: &str = "/api/v1/editions/hangzhou-2024";
const WRITE: &[Permission] = &[Permission::ReadDesk, Permission::EditProgramme, Permission::ReleaseProgramme];

#[track_caller]
fn problem(answer: &Answer, status: u16) -> Value {
    assert_eq!(answer.status.as_u16(), status, "{}", answer.body);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let body = described("Problem", answer);
    assert_eq!(body["status"], status);
    body
}

fn codes(page: &Value) -> Vec<&str> {
    page["items"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect()
}

/// A program with a token of the congress' editor.
fn program(c: &Congress, permissions: &'static [Permission]) -> Actor {
    c.house.program(editor(c).within(Reach { edition: Some(c.edition.id), permissions }))
}

async fn send(program: &Actor, method: &str, path: &str, seen: Option<&str>, body: &Value) -> Answer {
    let mut program = match seen {
        Some(tag) => program.clone().with_header("if-match", tag),
        None => program.clone(),
    };
    program.json(method, &format!("{ROOT}{path}"), &body.to_string()).await
}

both_engines!(a_stranger_reads_the_release_page_by_page, |engine: Engine| async move {
    let c = congress(engine).await;
    c.a_day().await;
    let mut stranger = c.house.stranger();
    assert_eq!(described("SessionPage", &stranger.get(&format!("{ROOT}/sessions")).await.is(200))["items"], json!([]));
    c.publish().await;
    let first = stranger.get(&format!("{ROOT}/sessions?limit=2")).await.is(200);
    assert_eq!(first.header("access-control-allow-origin"), "*");
    assert!(first.header("vary").contains("accept-language") && first.header("vary").contains("authorization"));
    let first = described("SessionPage", &first);
    assert_eq!(codes(&first), ["FRM222", "KEY555"]);
    let next = format!("{ROOT}/sessions?limit=2&cursor={}", first["next"].as_str().unwrap());
    let second = described("SessionPage", &stranger.get(&next).await.is(200));
    assert_eq!(codes(&second), ["PEN234", "TEM333"]);
    let last = format!("{ROOT}/sessions?limit=2&cursor={}", second["next"].as_str().unwrap());
    let last = described("SessionPage", &stranger.get(&last).await.is(200));
    assert_eq!((codes(&last), &last["next"]), (vec!["TEM444"], &Value::Null));

    let opening = stranger.get(&format!("{ROOT}/sessions/PEN234")).await.is(200);
    let again = stranger.clone().with_header("if-none-match", opening.header("etag"));
    again.clone().get(&format!("{ROOT}/sessions/PEN234")).await.is(304);
    let opening = described("Session", &opening);
    assert_eq!(opening["starts_at"], "2024-09-25T01:30:00Z");
    assert_eq!(opening["people"].as_array().unwrap().len(), 1, "nobody stands in the place of the hidden one");
    assert_eq!((&opening["room"], &opening["revision"]), (&json!("grand-hall"), &Value::Null));
    let forum = described("Session", &stranger.get(&format!("{ROOT}/sessions/FRM222-whatever")).await.is(200));
    assert_eq!((&forum["items"], &forum["track"]), (&json!(["TEM333", "TEM444"]), &json!("digital-water")));
    let people = stranger.get(&format!("{ROOT}/people")).await.is(200);
    assert!(!people.everything().contains("Mo Ming") && people.body.contains("Lin Yue"));
    described("PersonPage", &people);
    let rooms = stranger.get(&format!("{ROOT}/rooms")).await.is(200);
    assert!(!rooms.body.contains("secret-chamber"), "{}", rooms.body);
    described("RoomPage", &rooms);
    described("TrackPage", &stranger.get(&format!("{ROOT}/tracks")).await.is(200));
    described("ReleasePage", &stranger.get(&format!("{ROOT}/releases")).await.is(200));
    let edition = described("Edition", &stranger.get(ROOT).await.is(200));
    assert_eq!(edition["release"]["number"], 1);
    described("EditionPage", &stranger.get("/api/v1/editions").await.is(200));

    // People are named, and problems are told, in the language that was asked for.
    let mut chinese = c.house.stranger().with_header("accept-language", "zh-CN");
    assert!(chinese.get(&format!("{ROOT}/people")).await.is(200).body.contains("林悦"));
    let wrong = chinese.get(&format!("{ROOT}/sessions?limit=0&cursor=%ff&draft=perhaps")).await;
    let wrong = problem(&wrong, 422);
    assert_eq!(wrong["fields"].as_object().unwrap().len(), 3, "{wrong}");
    assert_eq!(wrong["fields"]["limit"][0], "请填写 1 至 200 之间的数字。");
    for nothing in ["/sessions/ZZZZZZ", "/sessions/x", "/nothing", "/sessions/%00"] {
        problem(&stranger.get(&format!("{ROOT}{nothing}")).await, 404);
    }
    problem(&stranger.get("/api/v1/editions/%00/rooms").await, 404);
    assert!(problem(&stranger.json("DELETE", ROOT, "").await, 405).is_object());
});

both_engines!(a_token_reads_the_draft_as_far_as_it_reaches, |engine: Engine| async move {
    let c = congress(engine).await;
    let mut hidden = session("SEC222", "Behind closed doors", "26 15:00", c.hall, &[c.lin]);
    hidden.details.visibility = Visibility::Concealed;
    c.seed(&[session("DRF222", "A thought", "26 11:00", c.hall, &[c.lin]), hidden]).await;
    c.publish().await;
    let draft = format!("{ROOT}/sessions?draft=true");
    let one = format!("{ROOT}/sessions/DRF222?draft=true");
    let mut reader = program(&c, &[Permission::ReadDesk]);
    let list = reader.get(&draft).await.is(200);
    assert_eq!(codes(&described("SessionPage", &list)), ["DRF222"]);
    let found = reader.get(&one).await.is(200);
    assert_eq!(found.header("etag"), "\"1\"");
    assert_eq!(described("Session", &found)["revision"], 1);
    // It reads, and changes nothing.
    let patch = send(&reader, "PATCH", "/sessions/DRF222", Some("\"1\""), &json!({ "capacity": 5 })).await;
    problem(&patch, 404);
    problem(&send(&reader, "POST", "/releases", None, &json!({ "expected": 1 })).await, 404);

    // A stranger, a visitor, staff whose factor is missing, a token for elsewhere.
    problem(&c.house.stranger().get(&draft).await, 401);
    problem(&c.house.program(viewer_with(8, None, &[])).get(&draft).await, 404);
    let elsewhere = Reach { edition: Some(kernel::EditionId(uuid::Uuid::from_u128(9))), permissions: WRITE };
    problem(&c.house.program(editor(&c).within(elsewhere)).get(&draft).await, 404);
    for path in ["/sessions", "/releases"] {
        problem(&send(&c.house.stranger(), "POST", path, None, &json!({})).await, 401);
        problem(&send(&c.house.program(viewer_with(8, None, &[])), "POST", path, None, &json!({})).await, 404);
    }

    // Lin sits in the closed room and sees it by her browser; no token of hers does,
    // and neither is handed what was made for the other.
    let lin = |person: Option<PersonId>| viewer_with(6, person, &[(Some(c.edition.id), Role::Organiser)]);
    let token = |viewer: Viewer| viewer.within(Reach { edition: None, permissions: WRITE });
    let path = format!("{ROOT}/sessions/SEC222");
    c.house.actor(lin(Some(c.lin))).get(&path).await.is(200);
    problem(&c.house.program(token(lin(Some(c.lin)))).get(&path).await, 404);
    problem(&c.house.program(token(lin(None))).get(&format!("{path}?draft=true")).await, 404);
    c.house.actor(lin(Some(c.lin))).get(&path).await.is(200);
});

both_engines!(a_program_makes_places_and_releases, |engine: Engine| async move {
    let c = congress(engine).await;
    c.a_day().await;
    c.publish().await;
    let program = program(&c, WRITE);
    let new = json!({ "kind": "keynote", "title": { "en": "Rivers", "zh": "江河" }, "languages": ["en"], "track": "digital-water" });
    let made = send(&program, "POST", "/sessions", None, &new).await.is(201);
    assert_eq!(made.header("etag"), "\"1\"");
    let location = made.location().to_owned();
    let made = described("Session", &made);
    let code = made["code"].as_str().unwrap();
    assert_eq!((&made["state"], &made["track"]), (&json!("draft"), &json!("digital-water")));
    described("Session", &program.clone().get(&location).await.is(200));

    let path = format!("/sessions/{code}");
    problem(&send(&program, "PATCH", &path, None, &json!({ "capacity": 80 })).await, 428);
    let patch = json!({ "title": { "en": "Great rivers" }, "capacity": 80, "summary": { "zh": "大江大河" } });
    let patched = described("Session", &send(&program, "PATCH", &path, Some("\"1\""), &patch).await.is(200));
    assert_eq!(patched["title"], json!({ "en": "Great rivers", "zh": "江河" }));
    assert_eq!((&patched["track"], &patched["capacity"]), (&json!("digital-water"), &json!(80)));
    let late = send(&program, "PATCH", &path, Some("\"1\""), &json!({ "capacity": null })).await;
    assert_eq!(late.header("etag"), "\"2\"");
    assert_eq!(problem(&late, 412)["current"]["capacity"], 80);

    let place = |room: &str, start: &str| json!({ "room": room, "starts_at": start, "minutes": 45 });
    let placement = format!("{path}/placement");
    let taken = place("grand-hall", "2024-09-25T09:30:00+08:00");
    let refused = send(&program, "PUT", &placement, Some("\"2\""), &taken).await;
    assert!(problem(&refused, 422)["fields"]["room"].is_array(), "{}", refused.body);
    let free = place("grand-hall", "2024-09-25T15:00:00+08:00");
    let placed = described("Session", &send(&program, "PUT", &placement, Some("\"2\""), &free).await.is(200));
    assert_eq!((&placed["ends_at"], &placed["room"]), (&json!("2024-09-25T07:45:00Z"), &json!("grand-hall")));
    assert_eq!(at("25 15:00").to_rfc3339(), placed["starts_at"]);
    let act =
        async |word: &str, tag: &str| send(&program, "POST", &format!("{path}/{word}"), Some(tag), &json!({})).await;
    assert_eq!(described("Session", &act("confirmation", "\"3\"").await.is(200))["state"], "confirmed");
    assert!(problem(&act("reinstatement", "\"4\"").await, 422)["fields"]["state"].is_array());

    problem(&send(&program, "POST", "/releases", None, &json!({ "expected": 0 })).await, 409);
    let released = send(&program, "POST", "/releases", None, &json!({ "expected": 1, "name": "Second" })).await.is(201);
    assert_eq!(described("Release", &released)["number"], 2);
    problem(&send(&program, "POST", "/releases", None, &json!({ "expected": 2 })).await, 422);
    let seen = c.house.stranger().get(&format!("{ROOT}{path}")).await.is(200);
    assert_eq!(described("Session", &seen)["title"]["en"], "Great rivers");
    assert_eq!(described("Session", &act("cancellation", "*").await.is(200))["state"], "cancelled");
    assert_eq!(described("Session", &act("reinstatement", "\"5\"").await.is(200))["state"], "confirmed");
});

both_engines!(a_program_says_who_is_in_a_session, |engine: Engine| async move {
    let c = congress(engine).await;
    let ids = c.a_day().await;
    c.publish().await;
    // Without the right to read contacts, the hidden one is not shown, and not lost.
    let crew = viewer_with(7, None, &[(Some(c.edition.id), Role::Organiser)]);
    let token = c.house.program(crew.within(Reach { edition: Some(c.edition.id), permissions: WRITE }));
    let path = "/sessions/PEN234/people";
    let cast =
        json!({ "people": [{ "slug": "chen-chen", "role": "moderator" }, { "slug": "lin-yue", "role": "host" }] });
    problem(&send(&token, "PUT", path, None, &cast).await, 428);
    let set = described("Session", &send(&token, "PUT", path, Some("\"1\""), &cast).await.is(200));
    let people = set["people"].as_array().unwrap();
    assert_eq!(people.len(), 2, "{people:?}");
    assert_eq!((&people[0]["slug"], &people[0]["role"]), (&json!("chen-chen"), &json!("moderator")));
    let all = programme::session::people_of(c.house.db(), &c.house.system(), ids[0]).await.unwrap();
    assert!(all.len() == 3 && all[2].person == c.hidden, "{all:?}");
    for wrong in [
        json!({ "people": [{ "slug": "nobody", "role": "host" }] }),
        json!({ "people": [{ "slug": "mo-ming", "role": "host" }] }),
        json!({ "people": [{ "slug": "lin-yue", "role": "king" }] }),
        json!({ "people": [{ "slug": "lin-yue", "role": "host", "x": 1 }] }),
        json!({ "people": [1] }),
        json!({ "people": {} }),
        json!({}),
    ] {
        let refused = problem(&send(&token, "PUT", path, Some("*"), &wrong).await, 422);
        assert!(refused["fields"]["people"].is_array(), "{wrong}: {refused}");
    }
    let twice = json!({ "people": [{ "slug": "lin-yue", "role": "host" }, { "slug": "lin-yue", "role": "host" }] });
    assert!(problem(&send(&token, "PUT", path, Some("*"), &twice).await, 422)["fields"]["person"].is_array());
    let swap = json!({ "old": "lin-yue", "new": "chen-chen" });
    let items = "/sessions/TEM444/people/replacement";
    let set = described("Session", &send(&token, "POST", items, Some("*"), &swap).await.is(200));
    assert_eq!(set["people"][0]["slug"], "chen-chen");
    assert!(problem(&send(&token, "POST", items, Some("*"), &swap).await, 422)["fields"]["old"].is_array());
});

both_engines!(a_program_moves_several_and_takes_it_back, |engine: Engine| async move {
    let c = congress(engine).await;
    c.a_day().await;
    let mut draft = session("DRF222", "A thought", "26 15:00", c.far, &[]);
    draft.state = programme::session::SessionState::Draft;
    c.seed(&[draft]).await;
    c.publish().await;
    let program = program(&c, WRITE);
    let read = |code: &str, revision: i64| json!({ "code": code, "revision": revision });
    let swap = json!({ "other": read("KEY555", 1) });
    let both = send(&program, "POST", "/sessions/PEN234/swap", Some("\"1\""), &swap).await.is(200);
    let both = described("SessionPage", &both);
    assert_eq!(
        (&both["items"][0]["starts_at"], &both["items"][0]["revision"]),
        (&json!("2024-09-26T01:30:00Z"), &json!(2))
    );
    let late = send(&program, "POST", "/sessions/PEN234/swap", Some("\"2\""), &swap).await;
    assert_eq!(problem(&late, 412)["current"]["code"], "KEY555", "the other one was read too early");
    c.later();
    let shift = json!({ "sessions": [read("PEN234", 2), read("DRF222", 1)], "minutes": 30 });
    assert_eq!(described("Moved", &send(&program, "POST", "/shift", None, &shift).await.is(200))["moved"], 2);
    problem(&send(&program, "POST", "/shift", None, &shift).await, 412);
    let undone = described("Act", &send(&program, "POST", "/undo", None, &json!({})).await.is(200));
    assert_eq!((&undone["verb"], undone["sessions"].as_array().unwrap().len()), (&json!("shifted"), 2));
    assert_eq!(described("Act", &send(&program, "POST", "/redo", None, &json!({})).await.is(200))["verb"], "shifted");
    assert!(problem(&send(&program, "POST", "/redo", None, &json!({})).await, 422)["fields"]["act"].is_array());
    for wrong in
        [json!({}), json!({ "sessions": [] }), json!({ "sessions": [read("ZZZZZZ", 1)] }), json!({ "sessions": [1] })]
    {
        assert!(problem(&send(&program, "POST", "/shift", None, &wrong).await, 422)["fields"]["sessions"].is_array());
        assert!(
            problem(&send(&program, "POST", "/confirmation", None, &wrong).await, 422)["fields"]["sessions"].is_array()
        );
    }
    let mut draft = c.house.program(editor(&c));
    let now = described("Session", &draft.get(&format!("{ROOT}/sessions/DRF222?draft=true")).await.is(200));
    let confirm = json!({ "sessions": [read("DRF222", now["revision"].as_i64().unwrap())] });
    assert_eq!(
        described("Confirmed", &send(&program, "POST", "/confirmation", None, &confirm).await.is(200))["confirmed"],
        1
    );
});

both_engines!(a_program_looks_before_it_releases, |engine: Engine| async move {
    let c = congress(engine).await;
    c.a_day().await;
    c.publish().await;
    let program = program(&c, WRITE);
    let preview = format!("{ROOT}/releases/preview");
    let nothing = described("Preview", &program.clone().get(&preview).await.is(200));
    assert_eq!((&nothing["changes"], &nothing["can_release"]), (&json!([]), &json!(false)));
    let to = json!({ "room": "lake-room", "starts_at": "2024-09-26T14:00:00+08:00", "minutes": 45 });
    send(&program, "PUT", "/sessions/KEY555/placement", Some("*"), &to).await.is(200);
    let found = described("Preview", &program.clone().get(&preview).await.is(200));
    assert_eq!((&found["changes"][0]["session"], &found["changes"][0]["kind"]), (&json!("KEY555"), &json!("moved")));
    assert_eq!((&found["can_release"], &found["last"]["number"]), (&json!(true), &json!(1)));
    problem(&c.house.stranger().get(&preview).await, 401);
    problem(&c.house.program(viewer_with(8, None, &[])).get(&preview).await, 404);

    let rules = format!("{ROOT}/rules");
    let before = described("Rules", &program.clone().get(&rules).await.is(200));
    assert_eq!(before["rules"]["walk"], "warn");
    let patch = json!({ "rules": { "walk": "block", "capacity": "ignore" } });
    let after = described("Rules", &send(&program, "PATCH", "/rules", None, &patch).await.is(200));
    assert_eq!((&after["rules"]["walk"], &after["rules"]["room_overlap"]), (&json!("block"), &json!("block")));
    let back = described(
        "Rules",
        &send(&program, "PATCH", "/rules", None, &json!({ "rules": { "walk": null } })).await.is(200),
    );
    assert_eq!((&back["rules"]["walk"], &back["rules"]["capacity"]), (&json!("warn"), &json!("ignore")));
    let wrong = json!({ "rules": { "walk": "perhaps", "gravity": "block" } });
    let wrong = problem(&send(&program, "PATCH", "/rules", None, &wrong).await, 422);
    assert_eq!(wrong["fields"].as_object().unwrap().len(), 2, "{wrong}");
});

both_engines!(nothing_that_is_sent_makes_it_fail, |engine: Engine| async move {
    let c = congress(engine).await;
    c.a_day().await;
    let program = program(&c, WRITE).with_header("if-match", "*");
    let deep = format!("{}{}", "[".repeat(50_000), "]".repeat(50_000));
    let nested = format!("{{\"title\":{}1{}}}", "{\"en\":".repeat(500), "}".repeat(500));
    let long = json!({ "kind": "keynote", "title": { "en": "x".repeat(100_000), "zh": "a\u{0}b" } }).to_string();
    let odd = json!({ "kind": 7, "title": [], "summary": { "en": 1, "fr": "x" }, "parent": "\u{0}", "track": "%", "languages": ["xx"],
        "interpretation": {}, "visibility": null, "city": -1, "capacity": 1e300, "surprise": true, "": "" });
    let placements =
        json!({ "room": {}, "starts_at": "+999999-01-01T00:00:00Z", "minutes": 9_223_372_036_854_775_807_u64 });
    let bodies = [
        "",
        "null",
        "{",
        "[]",
        "\"x\"",
        "{}",
        deep.as_str(),
        &nested,
        &long,
        &odd.to_string(),
        &placements.to_string(),
    ];
    let targets = [
        ("POST", "/sessions"),
        ("PATCH", "/sessions/PEN234"),
        ("PUT", "/sessions/PEN234/placement"),
        ("PUT", "/sessions/PEN234/people"),
        ("POST", "/sessions/PEN234/people/replacement"),
        ("POST", "/sessions/PEN234/swap"),
        ("POST", "/shift"),
        ("POST", "/confirmation"),
        ("PATCH", "/rules"),
        ("POST", "/releases"),
    ];
    for (method, path) in targets {
        for body in bodies {
            let answer = program.clone().json(method, &format!("{ROOT}{path}"), body).await;
            let harmless = path == "/sessions/PEN234" && body == "{}";
            let status = answer.status.as_u16();
            assert!(harmless || matches!(status, 400 | 422), "{method} {path} {:.40}: {status} {}", body, answer.body);
            if !harmless {
                problem(&answer, status);
            }
        }
        let raw = |kind: &'static str, body: Vec<u8>| {
            let request = Request::builder().method(method).uri(format!("{ROOT}{path}")).header("content-type", kind);
            let mut program = program.clone();
            async move { program.send(request, Body::from(body)).await }
        };
        problem(&raw("application/json", b"{\"name\":\"\xff\"}".to_vec()).await, 400);
        problem(&raw("text/plain", b"{}".to_vec()).await, 415);
        problem(&raw("application/json", vec![b' '; 1_100_000]).await, 413);
    }
    let odd = problem(&program.clone().json("POST", &format!("{ROOT}/sessions"), &odd.to_string()).await, 422);
    let fields: Vec<&String> = odd["fields"].as_object().unwrap().keys().collect();
    let all = [
        "",
        "capacity",
        "city",
        "interpretation",
        "kind",
        "languages",
        "parent",
        "summary_en",
        "summary_fr",
        "surprise",
        "title",
        "track",
        "visibility",
    ];
    assert_eq!(fields, all);
    for tag in ["\"0\"", "W/\"1\"", "1", "\"\"", "\"x\"", "*, *"] {
        let program = c.house.program(editor(&c)).with_header("if-match", tag);
        let answer = program.clone().json("POST", &format!("{ROOT}/sessions/PEN234/confirmation"), "").await;
        assert!(problem(&answer, 412)["current"]["code"] == "PEN234", "{tag}");
    }
});

both_engines!(a_program_takes_a_release_back_as_the_desk_does, |engine: Engine| async move {
    let c = congress(engine).await;
    c.a_day().await;
    c.publish().await;
    let editor = program(&c, WRITE);
    let move_it = json!({ "sessions": [{ "code": "KEY555", "revision": 1 }], "day": "2024-09-27", "minutes": 30 });
    let moved = send(&editor, "POST", "/shift", None, &move_it).await.is(200);
    assert_eq!(described("Moved", &moved)["moved"], 1);
    c.later();
    assert_eq!(send(&editor, "POST", "/releases", None, &json!({ "expected": 1 })).await.status.as_u16(), 201);
    let start = async || {
        let mut stranger = c.house.stranger();
        let answer = stranger.get(&format!("{ROOT}/sessions/KEY555")).await.is(200);
        described("Session", &answer)["starts_at"].as_str().unwrap().to_owned()
    };
    assert_eq!(start().await, "2024-09-27T02:00:00Z");
    let back = "/releases/withdrawal";
    problem(&send(&c.house.stranger(), "POST", back, None, &json!({ "expected": 2 })).await, 401);
    problem(&send(&program(&c, &[Permission::ReadDesk]), "POST", back, None, &json!({ "expected": 2 })).await, 404);
    problem(&send(&editor, "POST", back, None, &json!({ "expected": 1 })).await, 409);
    problem(&send(&editor, "POST", back, None, &json!({})).await, 422);
    c.later();
    let restored = send(&editor, "POST", back, None, &json!({ "expected": 2 })).await;
    assert_eq!(restored.status.as_u16(), 201, "{}", restored.body);
    assert_eq!(described("Release", &restored)["number"], 3);
    assert_eq!(start().await, "2024-09-26T01:30:00Z");
    // Too late, and told so.
    send(&editor, "POST", "/releases", None, &json!({ "expected": 3 })).await;
    c.house.clock.advance_seconds(3600);
    let runner = jobs::Runner::new(c.house.db().clone(), programme::module(&programme::Views::new()).jobs);
    runner.run_until_idle().await.unwrap();
    problem(&send(&editor, "POST", back, None, &json!({ "expected": 4 })).await, 409);

    // Off the timetable, by the same verb as the board.
    let off = json!({ "sessions": [{ "code": "KEY555", "revision": 2 }], "off": true });
    send(&editor, "POST", "/shift", None, &off).await.is(200);
    let draft = editor.clone().get(&format!("{ROOT}/sessions/KEY555?draft=true")).await.is(200);
    assert_eq!(described("Session", &draft)["starts_at"], Value::Null);
    problem(&send(&editor, "POST", "/shift", None, &json!({ "sessions": [], "off": "yes" })).await, 422);
});
