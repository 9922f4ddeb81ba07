//! O-5: a room is closed for a while. The rules and the board know of it, the
//! public never does, and the act is taken back like every other.

use crate::prepared::{at, congress, editor};
use kernel::{Role, RoomId};
use programme::{
    Error, acts,
    closures::{Reason, close_room, closures, reopen_room},
    rules::{self, Rule},
    session::{Placement, place},
};
use testkit::{Engine, both_engines, viewer_with};

both_engines!(story_o5_a_closed_room_takes_no_session, |engine: Engine| async move {
    let c = congress(engine).await;
    let ids = c.a_day().await;
    let (db, ctx) = (c.house.db(), c.house.seen_by(editor(&c)));
    let time = (at("26 14:00"), at("26 16:00"));
    let closed = close_room(db, &ctx, c.edition.id, c.far, time, (Reason::Repair, "Lamps")).await.unwrap();
    let to = |start: &str| Placement { room: Some(c.far), starts_at: Some(at(start)), minutes: 45 };
    let refused = place(db, &ctx, &c.edition, ids[4], 1, to("26 15:30")).await.unwrap_err();
    let Error::Invalid(problems) = refused else { panic!("{refused:?}") };
    assert_eq!(problems.of_field("room")[0].key, "programme-problem-room-closed");
    c.later();
    let ctx = c.house.seen_by(editor(&c));
    place(db, &ctx, &c.edition, ids[4], 1, to("26 16:00")).await.unwrap();

    // A pipe bursts whatever is planned: what stands there is found, not moved.
    c.later();
    let ctx = c.house.seen_by(editor(&c));
    let time = (at("26 16:30"), at("27 09:00"));
    close_room(db, &ctx, c.edition.id, c.far, time, (Reason::SetUp, "")).await.unwrap();
    let found = rules::conflicts(db, &ctx, &c.edition).await.unwrap();
    assert!(matches!(&found[..], [one] if one.rule == Rule::RoomClosed && one.session == ids[4]), "{found:?}");

    let act = acts::undo(db, &ctx, &c.edition).await.unwrap();
    assert_eq!(act.room, Some(c.far));
    assert_eq!(rules::conflicts(db, &ctx, &c.edition).await.unwrap(), []);
    acts::redo(db, &ctx, &c.edition).await.unwrap();
    assert_eq!(closures(db.read(), &ctx, c.edition.id).await.unwrap().len(), 2);
    c.later();
    let ctx = c.house.seen_by(editor(&c));
    reopen_room(db, &ctx, c.edition.id, closed.id).await.unwrap();
    assert!(matches!(reopen_room(db, &ctx, c.edition.id, closed.id).await, Err(Error::NotFound)));
    acts::undo(db, &ctx, &c.edition).await.unwrap();
    let all = closures(db.read(), &ctx, c.edition.id).await.unwrap();
    assert_eq!(all[0], closed, "what was opened again is closed as it was");
});

both_engines!(story_o5_what_somebody_else_opened_is_not_closed_again, |engine: Engine| async move {
    let c = congress(engine).await;
    let (db, ctx) = (c.house.db(), c.house.seen_by(editor(&c)));
    let other = c.house.seen_by(viewer_with(6, None, &[(Some(c.edition.id), Role::ProgrammeEditor)]));
    let time = (at("26 14:00"), at("26 16:00"));
    let closed = close_room(db, &ctx, c.edition.id, c.far, time, (Reason::Rehearsal, "")).await.unwrap();
    reopen_room(db, &other, c.edition.id, closed.id).await.unwrap();
    let overtaken = acts::undo(db, &ctx, &c.edition).await.unwrap_err();
    let Error::Invalid(problems) = overtaken else { panic!("{overtaken:?}") };
    assert_eq!(problems.of_field("act")[0].key, "programme-problem-overtaken");
});

both_engines!(a_closure_has_a_room_a_time_and_an_editor, |engine: Engine| async move {
    let c = congress(engine).await;
    let (db, ctx) = (c.house.db(), c.house.seen_by(editor(&c)));
    let why = (Reason::Other, "");
    for time in [(at("26 16:00"), at("26 14:00")), (at("26 14:00"), at("26 14:00"))] {
        let refused = close_room(db, &ctx, c.edition.id, c.far, time, why).await.unwrap_err();
        assert!(matches!(refused, Error::Invalid(_)), "{refused:?}");
    }
    let time = (at("26 14:00"), at("26 16:00"));
    let nowhere: RoomId = ctx.new_id();
    let refused = close_room(db, &ctx, c.edition.id, nowhere, time, why).await.unwrap_err();
    assert!(matches!(&refused, Error::Invalid(problems) if !problems.of_field("room").is_empty()), "{refused:?}");
    let clerk = c.house.seen_by(viewer_with(9, None, &[(Some(c.edition.id), Role::DirectoryEditor)]));
    assert!(matches!(close_room(db, &clerk, c.edition.id, c.far, time, why).await, Err(Error::Denied(_))));
    close_room(db, &ctx, c.edition.id, c.far, time, why).await.unwrap();
    assert_eq!(closures(db.read(), &clerk, c.edition.id).await.unwrap().len(), 1, "the desk reads it");
    let stranger = c.house.seen_by(kernel::Viewer::stranger());
    assert_eq!(closures(db.read(), &stranger, c.edition.id).await.unwrap(), [], "nobody else does");
});

both_engines!(story_o5_a_room_is_closed_and_opened_on_the_board, |engine: Engine| async move {
    let c = congress(engine).await;
    c.a_day().await;
    let mut desk = c.house.actor(editor(&c));
    let room = c.far.to_string();
    let mut sent = vec![
        ("back", "2024-09-26"),
        ("closed_room", room.as_str()),
        ("closed_day", "2024-09-26"),
        ("closed_from", "14:00"),
        ("closed_minutes", "zero"),
        ("closed_reason", "none"),
        ("closed_note", "Ask Wang"),
    ];
    let page = desk.post("/en/hangzhou-2024/desk/closures", &sent).await.is(422).body;
    for words in ["closed_minutes-problem", "closed_reason-problem", "value=\"Ask Wang\"", "value=\"14:00\""] {
        assert!(page.contains(words), "{words}: {page}");
    }
    (sent[4].1, sent[5].1) = ("120", "repair");
    desk.post("/en/hangzhou-2024/desk/closures", &sent).await.is(303);
    let page = desk.get("/en/hangzhou-2024/desk/board?day=2024-09-26").await.is(200).body;
    for words in ["tt-closed", "museum-hall, 14:00–16:00: Repair", "Ask Wang", "museum-hall was closed for a while"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let check = format!(
        "/en/hangzhou-2024/desk/board/check?session=KEY555.1&room={room}&day=2024-09-26&starts_at=15:30&minutes=45"
    );
    let told = desk.get(&check).await.is(200).body;
    assert!(told.contains("museum-hall is closed at that time."), "{told}");
    c.later();
    let page = desk.get("/en/hangzhou-2024/desk/board?day=2024-09-25").await.is(200).body;
    assert!(!page.contains("tt-closed"), "another day");
    let id = closures(c.house.db().read(), &c.house.system(), c.edition.id).await.unwrap()[0].id.to_string();
    desk.post("/en/hangzhou-2024/desk/closures/removal", &[("closure", "what")]).await.is(404);
    desk.post("/en/hangzhou-2024/desk/closures/removal", &[("closure", &id), ("back", "2024-09-26")]).await.is(303);
    let page = desk.get("/zh/hangzhou-2024/desk/board?day=2024-09-26").await.is(200).body;
    assert!(!page.contains("tt-closed") && page.contains("重新开放 museum-hall"), "{page}");
});

both_engines!(story_c3_the_desk_promises_languages_and_names_booths, |engine: Engine| async move {
    let c = congress(engine).await;
    c.a_day().await;
    let mut desk = c.house.actor(editor(&c));
    let levels: Vec<(&str, &str)> = Rule::ALL.iter().map(|rule| (rule.as_str(), "warn")).collect();
    let hall = c.hall.to_string();
    let mut sent = levels.clone();
    sent.extend([("languages", "en"), ("languages", "ru"), ("booths", hall.as_str())]);
    desk.post("/en/hangzhou-2024/desk/rules", &sent).await.is(303);
    let page = desk.get("/en/hangzhou-2024/desk/rules").await.is(200).body;
    assert_eq!(page.matches(" checked").count(), 3, "{page}");
    let found = rules::conflicts(c.house.db(), &c.house.system(), &c.edition).await.unwrap();
    // Five sessions without Russian; three of them in a room without a team.
    let found: Vec<_> = found.iter().filter(|one| one.rule == Rule::Interpreter).map(|one| one.team).collect();
    assert_eq!(found.iter().filter(|team| team.is_none()).count(), 5, "{found:?}");
    assert_eq!(found.iter().filter(|team| team.is_some()).count(), 3, "{found:?}");
    let page = desk.get("/en/hangzhou-2024/desk/sessions").await.is(200).body;
    assert!(page.contains("Its interpretation needs 2 interpreters; none is named."), "{page}");
    let mut wrong = levels;
    wrong.extend([("languages", "xx"), ("booths", "here")]);
    let page = desk.post("/en/hangzhou-2024/desk/rules", &wrong).await.is(422).body;
    assert!(page.contains("id=\"booths\"") && page.contains("problem"), "{page}");
});
