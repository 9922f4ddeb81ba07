//! S-2: a replacement in three presses keeps the session, publishes it again, tells
//! those who are concerned, and moves what is owed to the successor.

use crate::prepared::{START, at, prepared};
use programme::session::{people_of, session};
use speakers::{ItemState, TaskKind, item::desk_view};
use testkit::{Engine, both_engines};

const LIN: &str = "/en/hangzhou-2024/desk/speakers/lin-yue";

both_engines!(story_s2_a_replacement_keeps_the_session_and_moves_what_is_owed, |engine: Engine| async move {
    let all = prepared(engine).await;
    all.asks(TaskKind::Biography, "21 12:00").await;
    all.asks(TaskKind::Abstract, "22 12:00").await;
    all.lin().post("/en/hangzhou-2024/speaking/tasks/abstract.OPEN24", &[("confirmed", "yes")]).await.is(303);
    let mut desk = all.desk();
    // One: the person on the board. Two: the successor. Three: the button.
    let board = desk.get("/en/hangzhou-2024/desk/speakers").await.is(200).body;
    assert!(board.contains(&format!("href=\"{LIN}\"")), "{board}");
    let sheet = desk.get(LIN).await.is(200).body;
    assert!(sheet.contains("value=\"OPEN24.1\""), "{sheet}");
    let fields = [("session", "OPEN24.1"), ("successor", "Chen Chen"), ("publish", "yes")];
    assert_eq!(desk.post(&format!("{LIN}/replacements"), &fields).await.is(303).location(), LIN);

    let ctx = all.house.seen_by(all.editor());
    let kept = session(all.house.db(), &ctx, all.sessions[0]).await.unwrap().unwrap();
    assert_eq!((kept.starts_at, kept.room), (Some(at(START)), Some(all.hall)));
    assert_eq!(people_of(all.house.db(), &ctx, kept.id).await.unwrap()[0].person, all.chen);
    let page = all.house.stranger().get("/en/hangzhou-2024/sessions/OPEN24").await.is(200).body;
    assert!(page.contains("Chen Chen") && !page.contains("Lin Yue"), "it is published: {page}");

    let view = desk_view(all.house.db(), &ctx, all.edition.id).await.unwrap();
    let of =
        |person| view.of(person).filter(|one| one.session == Some(kept.id)).map(|one| one.state).collect::<Vec<_>>();
    assert_eq!(of(all.chen), [ItemState::Open], "the successor owes it at once");
    assert!(of(all.lin).is_empty(), "and who spoke before does not");
    assert_eq!(view.former.len(), 1, "what was handed in is kept and closed");
    let mut lin = all.lin();
    assert!(!lin.get("/en/hangzhou-2024/speaking").await.is(200).body.contains("Opening"));
    lin.post("/en/hangzhou-2024/speaking/tasks/abstract.OPEN24", &[("confirmed", "yes")]).await.is(404);
});

both_engines!(
    story_s2_where_other_changes_wait_nothing_is_published_behind_anybodys_back,
    |engine: Engine| async move {
        let all = prepared(engine).await;
        let ctx = all.house.seen_by(all.editor());
        programme::session::cancel(all.house.db(), &ctx, &all.edition, all.sessions[1], 1).await.unwrap();
        let fields = [("session", "OPEN24.1"), ("successor", "chen-chen"), ("publish", "yes")];
        let answer = all.desk().post(&format!("{LIN}/replacements"), &fields).await.is(303);
        assert_eq!(answer.location(), "/en/hangzhou-2024/desk/release");
        let page = all.house.stranger().get("/en/hangzhou-2024/sessions/OPEN24").await.is(200).body;
        assert!(page.contains("Lin Yue"), "{page}");
        let wrong = [("session", "OPEN24.2"), ("successor", "Nobody At All")];
        let refused = all.desk().post("/en/hangzhou-2024/desk/speakers/chen-chen/replacements", &wrong).await.is(422);
        assert!(refused.body.contains("id=\"successor-problem\""), "{}", refused.body);
    }
);

both_engines!(story_s2_who_cannot_come_is_no_successor, |engine: Engine| async move {
    let all = prepared(engine).await;
    let path = "/en/hangzhou-2024/desk/speakers/chen-chen/absences";
    let fields = [("from", "2024-09-25T09:00"), ("to", "2024-09-25T12:00"), ("note", "")];
    all.desk().post(path, &fields).await.is(303);
    let fields = [("session", "OPEN24.1"), ("successor", "chen-chen"), ("publish", "yes")];
    let refused = all.desk().post(&format!("{LIN}/replacements"), &fields).await.is(422);
    assert!(
        refused.body.contains("id=\"successor-problem\"") && refused.body.contains("Chen Chen"),
        "{}",
        refused.body
    );
    all.house.actor(all.visitor()).post(&format!("{LIN}/replacements"), &fields).await.is(404);
});
