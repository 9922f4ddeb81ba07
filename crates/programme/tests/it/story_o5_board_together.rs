//! O-5: several sessions go together on the board, and come back with one step.

use crate::{
    prepared::{at, editor},
    story_o5_board::two,
};
use programme::session::sessions;
use testkit::{Actor, Engine, both_engines};

const BOARD: &str = "/en/hangzhou-2024/desk/board";

both_engines!(what_is_ticked_on_the_board_moves_together_and_comes_back_at_once, |engine: Engine| async move {
    let (c, _) = two(engine).await;
    let mut actor = c.house.actor(editor(&c));
    let board = actor.get(BOARD).await.is(200).body;
    assert!(board.contains("form=\"together\" name=\"chosen\" value=\"AAA222.1\""), "{board}");
    let places = async || {
        let (db, system) = (c.house.db(), c.house.system());
        let all = sessions(db, &system, c.edition.id).await.unwrap();
        all.into_iter().map(|one| (one.room, one.starts_at)).collect::<Vec<_>>()
    };
    let before = places().await;

    // Looking first: both in one room at once is refused by a rule, and moves nothing.
    let look = |query: &str| format!("{BOARD}?back=2024-09-25&chosen=AAA222.1&chosen=BBB222.1&{query}");
    let hall = c.hall.to_string();
    let fine = actor.get(&look("later=30")).await.is(200).body;
    assert!(fine.contains("No rule speaks against it") && fine.contains("value=\"AAA222.1\" checked"), "{fine}");
    let late = actor.get(&look("to_day=2024-09-27&later=900")).await.is(200).body;
    assert!(late.contains("“The river”: ") && late.contains("value=\"900\""), "{late}");
    let fragment = actor.get(&format!("{BOARD}/check?chosen=AAA222.1&to_day=2024-09-27&later=900")).await.is(200).body;
    assert!(fragment.contains("<li>") && !fragment.contains("<main"), "{fragment}");
    actor.get(&look("later=many")).await.is(422);
    actor.get(&format!("{BOARD}?back=2024-09-25&later=5")).await.is(422);
    assert_eq!(places().await, before, "looking moves nothing");

    // To another day and room, each by its own clock; then back with one step.
    let ticked = |more: &[(&'static str, &str)]| {
        let mut fields = vec![("back", "2024-09-25".to_owned())];
        fields.extend(more.iter().map(|(name, value)| (*name, (*value).to_owned())));
        fields
    };
    let send = async |actor: &mut Actor, fields: Vec<(&'static str, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        actor.post("/en/hangzhou-2024/desk/shifts", &fields).await
    };
    let both = [("chosen", "AAA222.1"), ("chosen", "BBB222.1")];
    let mut to = ticked(&both);
    to.extend(ticked(&[("to_day", "2024-09-27"), ("into", &hall), ("later", "15")]).split_off(1));
    let answer = send(&mut actor, to).await.is(303);
    assert!(answer.header("location").ends_with("/desk/board?day=2024-09-25"), "the day that was looked at stays open");
    assert_eq!(places().await, [(Some(c.hall), Some(at("27 09:45"))), (Some(c.hall), Some(at("27 11:15")))]);
    actor.post("/en/hangzhou-2024/desk/undo", &[("back", "2024-09-25")]).await.is(303);
    assert_eq!(places().await, before);

    // Off the timetable: they wait, and come back with one step, too.
    let now: Vec<i64> = {
        let all = sessions(c.house.db(), &c.house.system(), c.edition.id).await.unwrap();
        all.into_iter().map(|one| one.revision).collect()
    };
    let named = [format!("AAA222.{}", now[0]), format!("BBB222.{}", now[1])];
    c.later();
    let off = ticked(&[("chosen", &named[0]), ("chosen", &named[1]), ("off", "1")]);
    send(&mut actor, off).await.is(303);
    assert!(places().await.iter().all(|(_, start)| start.is_none()));
    let board = actor.get(BOARD).await.is(200).body;
    assert!(board.contains("have no time any more") && board.contains("board-waiting"), "{board}");
    actor.post("/en/hangzhou-2024/desk/undo", &[("back", "2024-09-25")]).await.is(303);
    assert_eq!(places().await, before);

    // A stale tick moves nothing, and the board says so.
    let stale = send(&mut actor, ticked(&[("chosen", "AAA222.1"), ("later", "5")])).await.is(422).body;
    assert!(stale.contains("Somebody else has just changed one of these") && stale.contains("id=\"board\""), "{stale}");
    assert_eq!(places().await, before);
});
