//! How many interpreters an edition takes a session to need, and at which hour
//! they are too few.

use crate::prepared::{Congress, congress, editor, session, slug};
use congress::{CloneDetails, ClonePart, clone_edition};
use kernel::{LocalizedText, Role, Visibility};
use programme::{
    Views,
    rules::{Hearing, Rule, Teams, conflicts, set_hearing, teams},
    session::{Languages, PersonInSession, PersonRole},
};
use std::sync::Arc;
use testkit::{Engine, both_engines, viewer_with};

const PAGE: &str = "/en/hangzhou-2024/desk/interpreters";

/// Rooms without a team in their booths.
async fn without_booths(engine: Engine) -> Congress {
    let c = congress(engine).await;
    set_hearing(c.house.db(), &c.house.system(), c.edition.id, &Hearing::default()).await.unwrap();
    c
}

both_engines!(the_desk_sees_the_hour_at_which_interpreters_are_too_few, |engine: Engine| async move {
    let c = without_booths(engine).await;
    let mut desk = c.house.actor(editor(&c));
    assert!(desk.get(PAGE).await.is(200).body.contains("Nothing is interpreted yet"));
    let into = |code, start, room, people: &[kernel::PersonId]| {
        let mut one = session(code, code, start, room, &[]);
        one.details.languages = Languages::parse(&["zh"]).unwrap();
        one.details.interpretation = Languages::parse(&["en"]).unwrap();
        one.people = people.iter().map(|id| PersonInSession { person: *id, role: PersonRole::Interpreter }).collect();
        one
    };
    let mut hidden = into("HDN222", "25 10:00", c.far, &[]);
    hidden.details.visibility = Visibility::Concealed;
    c.seed(&[into("AAA222", "25 09:30", c.hall, &[c.lin, c.chen]), into("BBB222", "25 10:00", c.lake, &[]), hidden])
        .await;
    let page = desk.get(PAGE).await.is(200).body;
    let row = |clock: &str, numbers: [&str; 4]| {
        let cells: String = numbers[..3].iter().map(|n| format!("<td class=\"num\">{n}</td>")).collect();
        format!("<th scope=\"row\">{clock}</th>{cells}<td class=\"num\">{}</td>", numbers[3])
    };
    assert!(page.contains(&row("09:00", ["2", "2", "2", "–"])), "what is behind closed doors is not counted: {page}");
    assert!(page.contains(&row("10:00", ["4", "2", "2", "<strong>2</strong>"])), "{page}");
    assert!(page.contains("First at 10:00: 2 too few. Worst at 10:00: 2 too few."), "{page}");
    let chinese = desk.get("/zh/hangzhou-2024/desk/interpreters").await.is(200).body;
    assert!(chinese.contains("最早缺员：10:00，缺 2 名"), "{chinese}");
    c.house.stranger().get(PAGE).await.is(303);
});

both_engines!(an_edition_says_how_many_interpreters_it_takes, |engine: Engine| async move {
    let c = without_booths(engine).await;
    let mut one = session("AAA222", "The river", "25 09:30", c.hall, &[]);
    one.details.languages = Languages::parse(&["zh"]).unwrap();
    one.details.interpretation = Languages::parse(&["en"]).unwrap();
    c.seed(&[one]).await;
    let (db, system) = (c.house.db(), c.house.system());
    let needed = async || {
        let found = conflicts(db, &system, &c.edition).await.unwrap();
        found.iter().find(|one| one.rule == Rule::Interpreter).and_then(|one| one.team).map(|(_, needed)| needed)
    };
    assert_eq!(needed().await, Some(2));
    let mut desk = c.house.actor(editor(&c));
    let page = desk.get(PAGE).await.is(200).body;
    assert!(page.contains("value=\"40\"") && page.contains("value=\"240\"") && page.contains("value=\"6\""), "{page}");
    let sent = |alone: &'static str, least: &'static str| {
        [
            ("alone", alone),
            ("pair", "240"),
            ("three", "360"),
            ("four", "480"),
            ("between_three", "6"),
            ("per_booth", "2"),
            ("pair_from", "en"),
            ("pair_to", "zh"),
            ("pair_least", least),
            ("pair_from", ""),
            ("pair_to", ""),
            ("pair_least", ""),
        ]
    };
    let wrong = desk.post(PAGE, &sent("300", "99")).await.is(422).body;
    assert!(wrong.contains("id=\"pair-problem\"") && wrong.contains("id=\"pairs-problem\""), "{wrong}");
    assert!(wrong.contains("value=\"300\"") && wrong.contains("value=\"99\""), "as typed: {wrong}");
    assert_eq!(teams(db.read(), &system, c.edition.id).await.unwrap(), Teams::default());
    desk.post(PAGE, &sent("60", "3")).await.is(303);
    assert_eq!(needed().await, Some(3), "the pair needs more");
    let mut reader = c.house.actor(viewer_with(9, None, &[(Some(c.edition.id), Role::Reader)]));
    assert!(reader.get(PAGE).await.is(200).body.contains("value=\"60\""));
    reader.post(PAGE, &sent("40", "2")).await.is(404);

    let parts: [Arc<dyn ClonePart>; 1] = [programme::neighbour(&Views::new())];
    let details = CloneDetails {
        slug: slug("hangzhou-2025"),
        name: LocalizedText::both("Hangzhou Stage 2025", "2025 杭州站"),
        first_day: jiff::civil::date(2025, 9, 24),
    };
    let next = clone_edition(db, &system, c.edition.id, &details, &parts).await.unwrap();
    let own = teams(db.read(), &system, next.id).await.unwrap();
    assert_eq!((own.steps[0], own.pairs.0.len()), (60, 1));
});
