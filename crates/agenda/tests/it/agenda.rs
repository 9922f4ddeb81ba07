//! V-2, the agenda: stars, places and parts in one page, with what stands between
//! them; its calendar; and what a browser keeps of it.

use crate::prepared::{SLUG, congress, open, path, signed_in};
use crate::prepared::{at, editor};
use kernel::{Strength, Viewer};
use programme::{
    LiveState, Stage,
    session::{Placement, cancel, place},
};
use testkit::{Engine, both_engines};

both_engines!(story_v2_one_page_for_stars_places_and_parts, |engine: Engine| async move {
    let c = congress(engine).await;
    let ids = c.a_day().await;
    c.terms(ids[2], &open(1)).await;
    let account = c.account("lin").await;
    let mut lin = c.house.actor(Viewer::account(account, Some(c.lin), Strength::OneFactor, Vec::new()));
    let empty = c.house.stranger().get(&path("/agenda")).await.is(200).body;
    assert!(empty.contains("Nothing planned yet") && empty.contains("noindex"), "{empty}");
    lin.post(&path("/sessions/tlk333/star"), &[("back", "/hangzhou-2024/agenda")]).await.is(303);
    let (_, mut other) = c.visitor("other").await;
    other.post(&path("/sessions/eve444/sign-up"), &[]).await.is(303);
    lin.post(&path("/sessions/eve444/sign-up"), &[]).await.is(303);
    let page = lin.get(&path("/agenda")).await.is(200).body;
    for words in [
        "3 sessions.",
        "2 of them overlap.",
        "You take part",
        "Wait-list: 1",
        "Same time as",
        "5 minutes between, and 10 on foot from museum-hall",
        "Kept with your account",
        "data-worker=\"/en/hangzhou-2024/agenda-worker.js\"",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("The lake"), "what is nobody's is not in it");
    let chinese = lin.get(&format!("/zh/{SLUG}/agenda")).await.is(200).body;
    assert!(
        chinese.contains("我的日程") && chinese.contains("候补第 1 位") && chinese.contains("您参与本场"),
        "{chinese}"
    );

    // The calendar holds the star, and the place once there is one.
    lin.post(&path("/starred/feed"), &[]).await.is(303);
    let address = format!("/en/stars/{}.ics", lin.cookie("convoke-star-feed").unwrap());
    let entries = |body: &str| body.matches("BEGIN:VEVENT").count();
    assert_eq!(entries(&c.house.stranger().get(&address).await.is(200).body), 1, "who waits has no appointment");
    other.post(&path("/sessions/eve444/sign-up/cancellation"), &[]).await.is(303);
    assert_eq!(entries(&c.house.stranger().get(&address).await.is(200).body), 2);
});

both_engines!(a_browser_without_an_account_keeps_its_agenda, |engine: Engine| async move {
    let c = congress(engine).await;
    c.a_day().await;
    let mut reader = c.house.stranger();
    for code in ["wrk222", "tlk333"] {
        reader.post(&path(&format!("/sessions/{code}/star")), &[]).await.is(303);
    }
    let own = reader.get(&path("/agenda")).await.is(200).body;
    assert!(own.contains("2 sessions.") && own.contains("Kept for this browser only."), "{own}");
    assert_eq!(reader.get(&path("/starred")).await.is(303).location(), path("/agenda"), "bookmarks lead on");
    reader.post(&path("/starred/feed"), &[]).await.is(303);
    assert!(reader.get(&path("/agenda")).await.body.contains("webcal://convoke.test/en/stars/"));
    // After signing in nothing is lost, and the account's own is beside it.
    let account = c.account("ada").await;
    let token = reader.cookie("convoke-stars").unwrap().to_owned();
    let mut signed = c.house.actor(signed_in(account)).with_cookie("convoke-stars", &token);
    signed.post(&path("/sessions/day555/star"), &[]).await.is(303);
    assert!(signed.get(&path("/agenda")).await.is(200).body.contains("3 sessions."));
});

both_engines!(a_browser_knows_whose_agenda_it_keeps, |engine: Engine| async move {
    let c = congress(engine).await;
    c.a_day().await;
    let owner = |body: &str| body.split("data-owner=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let (ada, mut first) = c.visitor("ada").await;
    let (_, mut second) = c.visitor("ben").await;
    let marks = [
        owner(&first.get(&path("/agenda")).await.body),
        owner(&second.get(&path("/agenda")).await.body),
        owner(&c.house.stranger().get(&path("/agenda")).await.body),
    ];
    assert!(marks[0] != marks[1] && marks[2].is_empty() && !marks[0].is_empty(), "{marks:?}");
    assert_eq!(marks[0], owner(&c.house.actor(signed_in(ada)).get(&format!("/zh/{SLUG}/agenda")).await.body));

    let worker = c.house.stranger().get(&path("/agenda-worker.js")).await.is(200);
    assert_eq!(worker.header("content-type"), "text/javascript; charset=utf-8");
    assert_eq!(worker.header("cache-control"), "no-cache");
    assert!(worker.body.contains("\"scope\":\"/en/hangzhou-2024/\""), "its reach is this edition");
    assert!(!worker.body.contains("http://") && !worker.body.contains("https://"), "nothing from elsewhere");
    assert!(c.house.stranger().get(&format!("/zh/{SLUG}/agenda-worker.js")).await.body.contains("截至"));
    let manifest = c.house.stranger().get(&path("/manifest.webmanifest")).await.is(200);
    let read: serde_json::Value = serde_json::from_str(&manifest.body).unwrap();
    assert_eq!(read["start_url"], "/en/hangzhou-2024/agenda");
    for icon in read["icons"].as_array().unwrap() {
        c.house.stranger().get(icon["src"].as_str().unwrap()).await.is(200);
    }
    c.house.stranger().get("/en/nothing-2030/agenda-worker.js").await.is(404);
    c.house.stranger().get("/en/nothing-2030/manifest.webmanifest").await.is(404);
});

both_engines!(story_v2_the_agenda_says_what_happens_on_the_day, |engine: Engine| async move {
    let c = congress(engine).await;
    let ids = c.a_day().await;
    let mut reader = c.house.stranger();
    for code in ["wrk222", "tlk333", "eve444", "day555"] {
        reader.post(&path(&format!("/sessions/{code}/star")), &[]).await.is(303);
    }
    let calm = reader.get(&path("/agenda")).await.is(200).body;
    assert!(calm.contains("data-live=\"WRK222\"") && calm.contains("data-stream=\"/en/hangzhou-2024/live\""), "{calm}");
    assert!(calm.contains("live.js") && calm.contains("data-live-region") && !calm.contains(">Next<"), "{calm}");

    // The workshop is on, and full; the talk is late; the river is elsewhere; the lake is off.
    let (db, ctx) = (c.house.db(), c.house.seen_by(editor(&c)));
    let to = Placement { room: Some(c.hall), starts_at: Some(at("25 11:30")), minutes: 45 };
    place(db, &ctx, &c.edition, ids[2], 1, to).await.unwrap();
    cancel(db, &ctx, &c.edition, ids[3], 1).await.unwrap();
    c.publish().await;
    c.house.clock.set(at("25 09:40"));
    let on = |from: &str, until: &str, stage, full| LiveState { stage, starts_at: at(from), ends_at: at(until), full };
    c.say(ids[0], on("25 09:30", "25 10:15", Stage::Running, true)).await;
    c.say(ids[1], on("25 10:20", "25 11:05", Stage::Waiting, false)).await;
    let page = reader.get(&path("/agenda")).await.is(200).body;
    let entry = |code: &str| {
        page.split("<li class=\"entry").find(|part| part.contains(&format!("data-live=\"{code}\""))).unwrap().to_owned()
    };
    assert!(entry("WRK222").contains("On now") && entry("WRK222").contains("Room full"), "{page}");
    assert!(entry("TLK333").contains("Running late, about 10:20") && entry("TLK333").contains(">Next<"), "{page}");
    assert!(entry("EVE444").contains("Moved: was") && entry("EVE444").contains("10:50"), "{page}");
    assert!(entry("DAY555").contains("Cancelled") && !entry("DAY555").contains(">Next<"), "{page}");
    let chinese = reader.get(&format!("/zh/{SLUG}/agenda")).await.is(200).body;
    assert!(
        chinese.contains("会场已满") && chinese.contains("下一场") && chinese.contains("有调整，原为"),
        "{chinese}"
    );
    // The same marks as on the programme's pages; and what the browser keeps is old now.
    let session = reader.get(&path("/sessions/wrk222-workshop-of-pipes")).await.is(200).body;
    assert!(session.contains("Room full") && session.contains("On now"), "{session}");
    let stamp = |body: &str| body.split("data-stamp=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let before = stamp(&page);
    c.say(ids[1], on("25 10:30", "25 11:15", Stage::Waiting, false)).await;
    assert_ne!(before, stamp(&reader.get(&path("/agenda")).await.body));
    // Without a word of the crew the clock says what is on.
    c.house.clock.set(at("25 11:40"));
    let page = reader.get(&path("/agenda")).await.is(200).body;
    assert!(page.contains(">Now<"), "{page}");
});
