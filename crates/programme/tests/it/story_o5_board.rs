//! O-5: the programme is moved about on the board, and every act can be taken back.

use crate::prepared::{Congress, at, congress, editor, session};
use kernel::Role;
use programme::{
    acts::{last, redo, undo},
    session::{Placement, Shift, When, confirm, people_of, place, session as read, sessions, set_people, shift, swap},
};
use testkit::{Actor, Engine, both_engines, viewer_with};

const BOARD: &str = "/en/hangzhou-2024/desk/board";

async fn send(actor: &mut Actor, path: &str, fields: &[(&str, &str)]) -> testkit::Answer {
    actor.post(&format!("/en/hangzhou-2024/desk/{path}"), fields).await
}

pub(crate) async fn two(engine: Engine) -> (Congress, Vec<kernel::SessionId>) {
    let c = congress(engine).await;
    let ids = c
        .seed(&[
            session("AAA222", "The river", "25 09:30", c.hall, &[c.lin]),
            session("BBB222", "The bridge", "25 11:00", c.lake, &[c.chen]),
        ])
        .await;
    (c, ids)
}

both_engines!(story_o5_board, |engine: Engine| async move {
    let (c, ids) = two(engine).await;
    let mut actor = c.house.actor(editor(&c));
    let board = actor.get(BOARD).await.is(200).body;
    assert!(board.contains("data-session=\"AAA222.1\"") && board.contains("09:30–10:15"), "{board}");
    let (hall, lake) = (c.hall.to_string(), c.lake.to_string());
    let to = |session, room, clock| {
        [("session", session), ("room", room), ("day", "2024-09-25"), ("starts_at", clock), ("back", "2024-09-25")]
    };

    send(&mut actor, "board/moves", &to("AAA222.1", &hall, "10:00")).await.is(303);
    let moved = actor.get(BOARD).await.is(200).body;
    assert!(moved.contains("10:00–10:45") && moved.contains("AAA222.2"), "length is kept: {moved}");

    // Into the other's place: refused, nothing moved, and a swap is offered.
    let refused = send(&mut actor, "board/moves", &to("AAA222.2", &lake, "11:15")).await.is(422).body;
    assert!(refused.contains("Swap it with") && refused.contains("BBB222.1"), "{refused}");
    let pair = [("session", "AAA222.2"), ("other", "BBB222.1"), ("back", "2024-09-25")];
    c.later();
    send(&mut actor, "board/swaps", &pair).await.is(303);
    let system = c.house.system();
    let river = read(c.house.db(), &system, ids[0]).await.unwrap().unwrap();
    let bridge = read(c.house.db(), &system, ids[1]).await.unwrap().unwrap();
    assert_eq!((river.room, river.starts_at), (Some(c.lake), Some(at("25 11:00"))));
    assert_eq!((bridge.room, bridge.starts_at), (Some(c.hall), Some(at("25 10:00"))));

    // Back, back, and forth again.
    for _ in 0..2 {
        send(&mut actor, "undo", &[("back", "2024-09-25")]).await.is(303);
    }
    let river = read(c.house.db(), &system, ids[0]).await.unwrap().unwrap();
    assert_eq!((river.room, river.starts_at), (Some(c.hall), Some(at("25 09:30"))));
    send(&mut actor, "redo", &[("back", "2024-09-25")]).await.is(303);
    let river = read(c.house.db(), &system, ids[0]).await.unwrap().unwrap();
    assert_eq!(river.starts_at, Some(at("25 10:00")));
    assert!(actor.get(BOARD).await.body.contains("was moved"));
});

both_engines!(two_editors_at_one_board_lose_nothing, |engine: Engine| async move {
    let (c, ids) = two(engine).await;
    let mut first = c.house.actor(editor(&c));
    let mut second = c.house.actor(viewer_with(6, None, &[(Some(c.edition.id), Role::ProgrammeEditor)]));
    let hall = c.hall.to_string();
    let to = |clock| [("session", "AAA222.1"), ("room", hall.as_str()), ("day", "2024-09-25"), ("starts_at", clock)];
    send(&mut first, "board/moves", &to("13:00")).await.is(303);
    let stale = send(&mut second, "board/moves", &to("14:00")).await.is(409).body;
    assert!(stale.contains("Somebody else has just changed") && stale.contains("value=\"14:00\""), "{stale}");
    assert!(stale.contains("value=\"AAA222.2\" selected"), "sent again, it holds: {stale}");

    // The second takes nothing of the first back.
    send(&mut second, "undo", &[]).await.is(303);
    let river = read(c.house.db(), &c.house.system(), ids[0]).await.unwrap().unwrap();
    assert_eq!(river.starts_at, Some(at("25 13:00")));

    // What the second then changes, the first can no longer take back.
    let again = [("session", "AAA222.2"), ("room", hall.as_str()), ("day", "2024-09-25"), ("starts_at", "15:00")];
    send(&mut second, "board/moves", &again).await.is(303);
    send(&mut first, "undo", &[]).await.is(303);
    assert!(first.get(BOARD).await.body.contains("cannot be taken back"));
    let river = read(c.house.db(), &c.house.system(), ids[0]).await.unwrap().unwrap();
    assert_eq!(river.starts_at, Some(at("25 15:00")));
});

both_engines!(every_act_is_taken_back_and_done_again, |engine: Engine| async move {
    let c = congress(engine).await;
    let ids = c.a_day().await;
    let (db, edition) = (c.house.db(), &c.edition);
    // A request's time is that of its context.
    let ctx = || c.house.seen_by(editor(&c));
    let mut draft = session("DRF222", "A draft", "27 09:30", c.hall, &[]);
    draft.state = programme::session::SessionState::Draft;
    let draft = c.seed(&[draft]).await[0];
    let states = async || {
        let all = sessions(db, &c.house.system(), edition.id).await.unwrap();
        let place = |s: programme::session::Session| (s.code, s.room, s.starts_at, s.minutes, s.state, s.title);
        all.into_iter().map(place).collect::<Vec<_>>()
    };
    let mut known = vec![states().await];

    let whole_day = Shift { when: When::By { days: 1, minutes: 120 }, room: None };
    let both = [(ids[0], 1), (ids[1], 1), (ids[2], 1)];
    assert_eq!(shift(db, &ctx(), edition, &both, whole_day).await.unwrap(), 4, "the other item moves with its forum");
    known.push(states().await);
    c.later();
    let later = Placement { room: Some(c.far), starts_at: Some(at("27 14:00")), minutes: 120 };
    place(db, &ctx(), edition, ids[1], 2, later).await.unwrap();
    known.push(states().await);
    c.later();
    swap(db, &ctx(), edition, (ids[0], 2), (ids[4], 1)).await.unwrap();
    known.push(states().await);
    c.later();
    confirm(db, &ctx(), edition, draft, 1).await.unwrap();
    known.push(states().await);
    c.later();
    let made =
        programme::session::create_session(db, &ctx(), edition.id, &crate::prepared::details("New")).await.unwrap();
    known.push(states().await);
    c.later();

    for step in (0..known.len() - 1).rev() {
        undo(db, &ctx(), edition).await.unwrap();
        assert_eq!(states().await, known[step], "after taking back {step}");
    }
    assert!(undo(db, &ctx(), edition).await.is_err() && last(db, &ctx(), edition.id).await.unwrap().0.is_none());
    for state in &known[1..] {
        redo(db, &ctx(), edition).await.unwrap();
        assert_eq!(&states().await, state);
    }
    assert!(redo(db, &ctx(), edition).await.is_err());
    assert!(read(db, &c.house.system(), made.id).await.unwrap().is_some());

    // People come back in their order; something new ends the way forth.
    let people = people_of(db, &ctx(), ids[0]).await.unwrap();
    let revision = read(db, &ctx(), ids[0]).await.unwrap().unwrap().revision;
    set_people(db, &ctx(), edition, ids[0], revision, &[]).await.unwrap();
    undo(db, &ctx(), edition).await.unwrap();
    assert_eq!(people_of(db, &ctx(), ids[0]).await.unwrap(), people);
    c.later();
    confirm_nothing_forth(&c, ids[4]).await;
});

/// After something new was done there is nothing to do again.
async fn confirm_nothing_forth(c: &Congress, id: kernel::SessionId) {
    let (db, ctx) = (c.house.db(), c.house.seen_by(editor(c)));
    let revision = read(db, &ctx, id).await.unwrap().unwrap().revision;
    let later = Placement { room: Some(c.far), starts_at: Some(at("27 18:00")), minutes: 20 };
    place(db, &ctx, &c.edition, id, revision, later).await.unwrap();
    assert!(last(db, &ctx, c.edition.id).await.unwrap().1.is_none());
}

both_engines!(the_ticked_sessions_move_together_or_not_at_all, |engine: Engine| async move {
    let (c, ids) = two(engine).await;
    let mut actor = c.house.actor(editor(&c));
    let list = actor.get("/en/hangzhou-2024/desk/sessions").await.is(200).body;
    assert!(list.contains("value=\"AAA222.1\""), "{list}");
    let lake = c.lake.to_string();
    // Both into one room at half past nine and eleven: that fits. Then on top of each other: that does not.
    let ticked = [("chosen", "AAA222.1"), ("chosen", "BBB222.1"), ("days", "1"), ("later", "-30"), ("into", &lake)];
    send(&mut actor, "shifts", &ticked).await.is(303);
    let river = read(c.house.db(), &c.house.system(), ids[0]).await.unwrap().unwrap();
    assert_eq!((river.room, river.starts_at), (Some(c.lake), Some(at("26 09:00"))));
    let one = [("chosen", "AAA222.2"), ("later", "80")];
    let refused = send(&mut actor, "shifts", &one).await.is(422).body;
    assert!(refused.contains("The bridge") && refused.contains("value=\"80\""), "{refused}");
    send(&mut actor, "shifts", &[("later", "80")]).await.is(422);
    send(&mut actor, "shifts", &[("chosen", "AAA222.2"), ("days", "1000")]).await.is(422);
    send(&mut actor, "shifts", &[("chosen", "AAA222.1"), ("days", "1")]).await.is(422);
    send(&mut actor, "confirmations", &[("chosen", "AAA222.2")]).await.is(303);
});

both_engines!(what_is_asked_before_a_move_moves_nothing, |engine: Engine| async move {
    let (c, ids) = two(engine).await;
    let mut reader = c.house.actor(viewer_with(7, None, &[(Some(c.edition.id), Role::Reader)]));
    let ask = |clock: &str| {
        format!("{BOARD}/check?session=AAA222.1&room={}&day=2024-09-25&starts_at={clock}&minutes=45", c.lake)
    };
    assert!(reader.get(&ask("11:30")).await.is(200).body.contains("The bridge"));
    assert!(!reader.get(&ask("15:00")).await.is(200).body.contains("<li>"));
    reader.get(&format!("{BOARD}/check?session=%00&day=x")).await.is(200);
    let river = read(c.house.db(), &c.house.system(), ids[0]).await.unwrap().unwrap();
    assert_eq!(river.revision, 1);
    assert!(!reader.get(BOARD).await.is(200).body.contains("board.js"), "who may not move gets no handles");
    c.house.stranger().get(BOARD).await.is(303);
});
