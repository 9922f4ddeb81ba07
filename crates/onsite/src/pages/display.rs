//! The screen at a door: what is on, what comes next, in large type. It shows
//! what a stranger may know, whoever signed the screen in. While something is on
//! behind a closed door it says "reserved", so that nobody walks in, and nothing
//! else: no title, no person, no time until when.

use super::{Name, clock, overview::now_and_next};
use crate::day::reserved_rooms;
use askama::Template;
use axum::{Extension, extract::Path, response::Response};
use congress::Room;
use kernel::{Locale, Viewer};
use programme::{
    Mark, ProgrammeView, SessionView, Views,
    session::{Languages, language_name},
};
use std::sync::Arc;
use ui::Page;
use web::Cx;

/// A session on a screen.
pub(super) struct Shown {
    pub(super) title: Name,
    pub(super) from: String,
    pub(super) until: String,
    /// The plan's start, where it is later.
    pub(super) was: Option<String>,
    pub(super) people: Vec<String>,
    /// What is spoken, and what it is interpreted into.
    pub(super) languages: String,
    pub(super) marks: Vec<Mark>,
}

#[derive(Template)]
#[template(path = "onsite/display.html")]
struct DisplayPage {
    page: Page,
    room: Name,
    clock: String,
    zone: String,
    date: String,
    now: Option<Shown>,
    next: Option<Shown>,
    /// Something is on that is not for everybody.
    reserved: bool,
    stream: String,
}

/// The programme as everybody may read it.
pub(super) async fn public_view(cx: &Cx, views: &Views, slug: &str) -> web::Result<Arc<ProgrammeView>> {
    let stranger = cx.seen_by(Viewer::stranger());
    views.view_for(cx.db(), &stranger, slug).await
}

pub(super) async fn show(
    cx: Cx,
    Extension(views): Extension<Views>,
    Path((slug, room)): Path<(String, String)>,
) -> web::Result<Response> {
    let view = public_view(&cx, &views, &slug).await?;
    // A published room without an open session has a door too.
    let stranger = cx.seen_by(Viewer::stranger());
    let rooms = congress::rooms(cx.db(), &stranger, view.edition.id).await?;
    let room = rooms.into_iter().find(|one| one.slug.as_str() == room).ok_or(web::Error::NotFound)?;
    let clock = clock(cx.now(), &view.edition.zone);
    // The page of a minute, and not of the same minute of another day.
    let minute = (cx.now().as_seconds() / 60).to_string();
    web::cached_as(&cx, &minute, || async {
        let page = screen(&cx, &view);
        let reserved = reserved_rooms(cx.db(), &stranger, &views, &slug, std::slice::from_ref(&room)).await?;
        let shown = display_page(&cx, page, &view, &room, clock);
        web::ok(&DisplayPage { reserved: reserved.contains(&room.id), ..shown })
    })
    .await
}

/// A page of the edition that is no page to search for.
pub(super) fn screen(cx: &Cx, view: &ProgrammeView) -> Page {
    let mut page = congress::edition_page(cx, &view.edition);
    page.robots_index = false;
    page
}

fn display_page(cx: &Cx, page: Page, view: &ProgrammeView, room: &Room, clock: String) -> DisplayPage {
    let today = cx.now().in_zone(&view.edition.zone).date();
    let own: Vec<&SessionView> = view
        .sessions
        .iter()
        .filter(|s| s.room == Some(room.id) && s.day == today && s.parent.is_none() && !s.cancelled)
        .collect();
    let (now, next) = now_and_next(&own, cx.now());
    DisplayPage {
        room: Name::of(&room.name, cx.locale()),
        zone: view.edition.zone.name().to_owned(),
        date: ui::long_date(today, cx.locale()),
        now: now.map(|session| shown(cx, view, session)),
        next: next.map(|session| shown(cx, view, session)),
        reserved: false,
        stream: page.in_edition("/live"),
        clock,
        page,
    }
}

/// A session in the words of a screen.
pub(super) fn shown(cx: &Cx, view: &ProgrammeView, session: &SessionView) -> Shown {
    let zone = &view.edition.zone;
    let (from, planned) = (clock(session.runs_from(), zone), session.start_clock.clone());
    Shown {
        title: Name::of(&session.title, cx.locale()),
        was: Some(planned).filter(|planned| *planned != from),
        from,
        until: clock(session.runs_until(), zone),
        people: session.people.iter().take(4).map(|person| person.name.clone()).collect(),
        languages: spoken(cx, &session.languages, &session.interpretation),
        marks: view.marks(session, cx.text()),
    }
}

/// `Chinese, interpreted into English`.
fn spoken(cx: &Cx, languages: &Languages, interpretation: &Languages) -> String {
    let locale = cx.locale();
    let comma = if locale == Locale::Zh { "、" } else { ", " };
    let names = |all: &Languages| all.codes().map(|code| language_name(code, locale)).collect::<Vec<_>>().join(comma);
    if interpretation.is_empty() {
        return names(languages);
    }
    let arguments = [("spoken", names(languages).into()), ("into", names(interpretation).into())];
    cx.text().with("onsite-display-languages", &arguments)
}
