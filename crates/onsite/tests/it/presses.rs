//! What the crew says, and what everybody reads then.

use crate::prepared::{CREW, at, congress};
use kernel::Role;
use programme::session::{Placement, place};
use testkit::{Actor, both_engines, viewer_with};

async fn page(actor: &mut Actor, path: &str) -> String {
    actor.get(path).await.is(200).body
}

both_engines!(a_delay_is_read_by_everybody_and_taken_up_by_tea, |engine| async move {
    let congress = congress(engine).await;
    let (mut crew, mut stranger) = (congress.crew(), congress.house.stranger());
    let opening = "/en/lake-2024/sessions/PEN222";
    assert!(!page(&mut stranger, opening).await.contains("Running late"));
    congress.press(&mut crew, "PEN222", "0", "late-15").await.is(303);
    assert!(page(&mut stranger, opening).await.contains("Running late, about 09:15"));
    assert!(page(&mut stranger, "/zh/lake-2024/sessions/PEN222").await.contains("延后，约 09:15 开始"));
    assert!(page(&mut stranger, "/en/lake-2024/timetable?view=list").await.contains("Running late, about 09:15"));
    // Tea loses its fifteen minutes, and nothing after it moves.
    assert!(page(&mut stranger, "/en/lake-2024/sessions/TEA222").await.contains("Running late, about 10:15"));
    assert!(!page(&mut stranger, "/en/lake-2024/sessions/TAK222").await.contains("Running late"));
    // Ten more is more than tea has: the talk begins later, the time before the next takes it up.
    congress.press(&mut crew, "PEN222", "1", "late-10").await.is(303);
    assert!(page(&mut stranger, "/en/lake-2024/sessions/TAK222").await.contains("Running late, about 10:35"));
    assert!(!page(&mut stranger, "/en/lake-2024/sessions/ZAS222").await.contains("Running late"));
    // What is on now follows: at half past nine, five minutes into the opening.
    congress.house.clock.set(at("10:20"));
    let now = page(&mut stranger, "/en/lake-2024/now").await;
    assert!(now.split_once("<h2>Next").unwrap().0.contains("Opening"), "{now}");
});

both_engines!(the_last_press_is_taken_back, |engine| async move {
    let congress = congress(engine).await;
    let (mut crew, mut stranger) = (congress.crew(), congress.house.stranger());
    congress.press(&mut crew, "PEN222", "0", "late-15").await.is(303);
    congress.house.clock.advance_seconds(60);
    congress.press(&mut crew, "PEN222", "1", "full").await.is(303);
    assert!(page(&mut stranger, "/en/lake-2024/sessions/PEN222").await.contains("Room full"));
    let mut take_back = async || {
        let shown = page(&mut crew, CREW).await;
        let id = shown.split("name=\"press\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        crew.post(&format!("{CREW}/undo"), &[("press", &id), ("day", "2024-09-25")]).await.is(303);
        id
    };
    take_back().await;
    let shown = page(&mut stranger, "/en/lake-2024/sessions/PEN222").await;
    assert!(!shown.contains("Room full") && shown.contains("about 09:15"), "{shown}");
    let id = take_back().await;
    assert!(!page(&mut stranger, "/en/lake-2024/sessions/PEN222").await.contains("about 09:15"));
    assert!(!page(&mut stranger, "/en/lake-2024/sessions/TEA222").await.contains("about 10:15"));
    // There is nothing more to take back.
    crew.post(&format!("{CREW}/undo"), &[("press", &id), ("day", "2024-09-25")]).await.is(404);
});

both_engines!(two_crew_members_lose_nothing_to_each_other, |engine| async move {
    let congress = congress(engine).await;
    let mut one = congress.crew();
    let mut two = congress.house.actor(congress.crew_viewer(8));
    congress.press(&mut one, "PEN222", "0", "late-15").await.is(303);
    // The other one's page was older.
    let answer = congress.press(&mut two, "PEN222", "0", "late-5").await.is(409).body;
    assert!(answer.contains("Somebody else was faster") && answer.contains("09:15–10:15"), "{answer}");
    // What follows from a press is no press: the next session can be spoken about at once.
    congress.press(&mut two, "TEA222", "0", "full").await.is(303);
    // Each takes back what is theirs, and only while nobody pressed about it since.
    congress.press(&mut two, "PEN222", "1", "full").await.is(303);
    let shown = page(&mut one, CREW).await;
    let id = shown.split("name=\"press\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    one.post(&format!("{CREW}/undo"), &[("press", &id), ("day", "2024-09-25")]).await.is(409);
    let log = db::audit_log(congress.house.db(), &congress.house.system(), congress.edition.id, 50).await.unwrap();
    assert_eq!(log.iter().filter(|line| line.verb == "room.pressed").count(), 3);
});

both_engines!(a_session_begins_and_ends_and_nothing_comes_too_early, |engine| async move {
    let congress = congress(engine).await;
    let (mut crew, mut stranger) = (congress.crew(), congress.house.stranger());
    congress.house.clock.set(at("09:08"));
    congress.press(&mut crew, "PEN222", "0", "started").await.is(303);
    let shown = page(&mut stranger, "/en/lake-2024/sessions/PEN222").await;
    assert!(shown.contains("Running late, until about 10:08"), "{shown}");
    congress.press(&mut crew, "PEN222", "1", "started").await.is(422);
    congress.house.clock.set(at("09:40"));
    congress.press(&mut crew, "PEN222", "1", "ended").await.is(303);
    assert!(page(&mut stranger, "/en/lake-2024/sessions/PEN222").await.contains("Ended"));
    assert!(!page(&mut stranger, "/en/lake-2024/sessions/TEA222").await.contains("Running late"));
    let now = page(&mut stranger, "/en/lake-2024/now").await;
    assert!(!now.split_once("<h2>Next").unwrap().0.contains("Opening"), "{now}");
    // What is over can only be taken back.
    let answer = congress.press(&mut crew, "PEN222", "2", "late-5").await.is(422).body;
    assert!(answer.contains("cannot be said"), "{answer}");
});

both_engines!(a_closed_door_is_pushed_and_nobody_learns_of_it, |engine| async move {
    let congress = congress(engine).await;
    let mut crew = congress.crew();
    let shown = page(&mut crew, CREW).await;
    assert!(shown.contains("11:30–12:00 · Reserved") && !shown.contains("PLANTED door") && !shown.contains("CNC222"));
    congress.press(&mut crew, "CNC222", "0", "late-15").await.is(404);
    congress.press(&mut crew, "TAK222", "0", "late-60").await.is(303);
    // The door opens at twenty past twelve, and the last talk waits for it.
    let shown = page(&mut crew, CREW).await;
    assert!(shown.contains("12:20–12:50 · Reserved") && shown.contains("12:50–13:20"), "{shown}");
    assert!(!shown.contains("PLANTED door"));
    let mut guest = congress.house.actor(viewer_with(11, Some(congress.guest), &[]));
    let shown = page(&mut guest, "/en/lake-2024/sessions/CNC222").await;
    assert!(shown.contains("Running late, about 12:20"), "{shown}");
    congress.house.stranger().get("/en/lake-2024/sessions/CNC222").await.is(404);
});

both_engines!(what_was_said_about_another_start_no_longer_holds, |engine| async move {
    let congress = congress(engine).await;
    let (mut crew, mut stranger) = (congress.crew(), congress.house.stranger());
    congress.press(&mut crew, "ZAS222", "0", "late-15").await.is(303);
    assert!(page(&mut stranger, "/en/lake-2024/sessions/ZAS222").await.contains("about 12:15"));
    let (db, ctx) = (congress.house.db(), congress.house.system());
    let later = Placement { room: Some(congress.hall), starts_at: Some(at("14:00")), minutes: 30 };
    place(db, &ctx, &congress.edition, congress.sessions[4], 1, later).await.unwrap();
    congress.release(1).await;
    assert!(!page(&mut stranger, "/en/lake-2024/sessions/ZAS222").await.contains("Running late"));
    congress.press(&mut crew, "ZAS222", "1", "late-5").await.is(303);
    assert!(page(&mut stranger, "/en/lake-2024/sessions/ZAS222").await.contains("about 14:05"));
});

both_engines!(who_does_not_run_rooms_says_nothing, |engine| async move {
    let congress = congress(engine).await;
    let mut reader = congress.house.actor(viewer_with(12, None, &[(Some(congress.edition.id), Role::Reader)]));
    congress.press(&mut reader, "PEN222", "0", "late-15").await.is(404);
    reader.get(CREW).await.is(404);
    let mut crew = congress.crew();
    for (press, status) in
        [("late-0", 422), ("late-241", 422), ("late-x", 422), ("dance", 422), ("on_time", 422), ("seats", 422)]
    {
        congress.press(&mut crew, "PEN222", "0", press).await.is(status);
    }
    congress.press(&mut crew, "PEN222", "", "full").await.is(409);
    congress.press(&mut crew, "WRK222", "0", "full").await.is(404);
    congress.press(&mut crew, "nothing", "0", "full").await.is(404);
});
