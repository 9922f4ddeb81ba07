//! The crew's page: a room's day on a phone, with large buttons. Every button
//! is a form of its own and works without scripts.

use super::{
    AskedDay, Name,
    card::{Block, blocks},
    clock, path, room_day, tabs,
};
use crate::{
    RoomDay,
    press::{Pressed, last_press},
};
use askama::Template;
use axum::{Extension, extract::Path, response::Response};
use axum_extra::extract::Query;
use kernel::Permission;
use programme::Views;
use ui::{MenuItem, Page};
use web::Cx;

/// Why the page is shown again instead of what was asked.
pub(super) enum Trouble {
    /// Somebody else pressed since.
    Stale,
    /// Words that say why not.
    Refused(String),
}

/// The last press of this viewer.
struct Last {
    id: String,
    words: String,
}

#[derive(Template)]
#[template(path = "onsite/crew.html")]
pub(super) struct CrewPage {
    page: Page,
    room: Name,
    date: String,
    day: String,
    tabs: Vec<MenuItem>,
    blocks: Vec<Block>,
    last: Option<Last>,
    trouble: Option<Trouble>,
    clock: String,
    /// Addresses below the room's day, with language: for forms and links.
    base: String,
}

pub(super) async fn show(
    cx: Cx,
    Extension(views): Extension<Views>,
    Path((slug, room)): Path<(String, String)>,
    Query(asked): AskedDay,
) -> web::Result<Response> {
    let (_, day) = room_day(&cx, &views, (&slug, &room), &asked.day, Permission::RunRooms).await?;
    web::ok(&crew_page(&cx, &day, None).await?)
}

pub(super) async fn crew_page(cx: &Cx, day: &RoomDay, trouble: Option<Trouble>) -> web::Result<CrewPage> {
    let edition = &day.view.edition;
    let page = congress::edition_page(cx, edition);
    let last = last_press(cx.db(), cx.ctx(), day).await?;
    let at = |date| format!("/{}/desk/day/{}?day={date}", edition.slug, day.room.slug);
    Ok(CrewPage {
        room: Name::of(&day.room.name, cx.locale()),
        date: ui::long_date(day.day, cx.locale()),
        day: day.day.to_string(),
        tabs: tabs(&page, edition, day.day, at),
        blocks: blocks(cx, day),
        last: last.map(|last| Last { id: last.id.to_string(), words: in_words(cx, day, &last) }),
        trouble,
        clock: clock(cx.now(), &edition.zone),
        base: page.in_edition(format!("/desk/day/{}", day.room.slug)),
        page,
    })
}

/// `14:02 · Running late by 10 minutes · Water under the street`.
fn in_words(cx: &Cx, day: &RoomDay, last: &Pressed) -> String {
    let title = day.view.session(last.session).map_or("", |session| session.title_in(cx.locale()).text);
    let key = format!("onsite-pressed-{}", last.press.verb.as_str().replace('_', "-"));
    let said = cx.text().with(&key, &[("n", last.press.minutes.into())]);
    format!("{} · {said} · {title}", clock(last.at, &day.view.edition.zone))
}

/// The page's address, without language, at a session.
pub(super) fn crew_path(day: &RoomDay, code: &str) -> String {
    format!("{}#s-{code}", path(day, ""))
}
