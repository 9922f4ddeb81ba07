//! The board: a day of the draft, every room beside the other. Sessions are
//! moved by dragging, by arrow keys, or by the form below; all three send the
//! same form to the same place.

mod act;
mod grid;

pub(super) use act::{move_one, redo, refused, swap_two, undo};

use super::{
    heading,
    list::{self, Finding, days},
    named, placement,
};
use crate::{
    acts,
    closures::{Reason, closures},
    rules::{self, Conflict, Level, Names},
    session::{Session, sessions},
};
use askama::Template;
use axum::{
    extract::Path,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Query;
use congress::Edition;
use grid::{Board, Sources};
use jiff::civil::Date;
use kernel::{Permission, PersonId, Problems, SessionId};
use serde::Deserialize;
use std::collections::HashMap;
use ui::{Form, Page};
use web::Cx;

/// Which day is shown; one that is not of the edition shows the first.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Shown {
    day: String,
}

/// A day of the edition as a tab.
struct Day {
    value: String,
    words: String,
    href: String,
    current: bool,
}

/// Two sessions that could change places.
pub(super) struct Offer {
    session: String,
    other: String,
    words: String,
}

#[derive(Template)]
#[template(path = "programme/desk/board.html")]
struct BoardPage {
    page: Page,
    form: Form,
    board: Board,
    day: String,
    tabs: Vec<Day>,
    days: Vec<(String, String)>,
    rooms: Vec<(String, String)>,
    /// Every session as a choice: `CODE.revision`.
    choices: Vec<(String, String)>,
    zone: String,
    /// Why a room may be closed.
    reasons: Vec<(String, String)>,
    undo: Option<String>,
    redo: Option<String>,
    offer: Option<Offer>,
    stale: Option<String>,
    may_edit: bool,
}

pub(super) async fn show(cx: Cx, Path(slug): Path<String>, Query(shown): Query<Shown>) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::ReadDesk).await?;
    let form = Form::filled([("day", shown.day.as_str())]);
    let page = board_page(&cx, &edition, &shown.day, form).await?;
    web::ok(&page)
}

/// The address of a day's board, without language.
pub(super) fn board_path(edition: &Edition, day: &str) -> String {
    match day.parse::<Date>() {
        Ok(day) => format!("/{}/desk/board?day={day}", edition.slug),
        Err(_) => format!("/{}/desk/board", edition.slug),
    }
}

async fn board_page(cx: &Cx, edition: &Edition, day: &str, mut form: Form) -> web::Result<BoardPage> {
    let (db, ctx) = (cx.db(), cx.ctx());
    let page = congress::edition_page(cx, edition);
    let sessions = sessions(db, ctx, edition.id).await?;
    let rooms = congress::rooms(db, ctx, edition.id).await?;
    let tracks = congress::tracks(db, ctx, edition.id).await?;
    let conflicts = rules::conflicts(db, ctx, edition).await?;
    let people: Vec<PersonId> = conflicts.iter().filter_map(|conflict| conflict.person).collect();
    let names = Names::among(db, ctx, edition, (&sessions, &rooms), &people).await?;
    let day = edition.days().find(|known| known.to_string() == day).unwrap_or(edition.first_day);
    let closures = closures(db.read(), ctx, edition.id).await?;
    let (sessions, rooms, closures) = (&sessions[..], &rooms[..], &closures[..]);
    let sources = Sources { edition, sessions, rooms, tracks: &tracks, closures, text: cx.text() };
    let board = Board::of(&sources, day, findings(cx, &conflicts, &names));
    for field in ["day", "closed_day"] {
        if form.value(field).is_empty() {
            form.set(field, day.to_string());
        }
    }
    let (undo, redo) = acts::last(db, ctx, edition.id).await?;
    let act = |act: acts::Act| {
        let room = || act.room.and_then(|room| names.room(room));
        let title = act.sessions.iter().find_map(|id| names.title(*id)).or_else(room).unwrap_or_default().to_owned();
        page.t2(act.verb.key(), "title", title, "n", act.sessions.len())
    };
    let tab = |day_of: Date| Day {
        value: day_of.to_string(),
        words: ui::short_date(day_of, cx.locale()),
        href: page.path(board_path(edition, &day_of.to_string())),
        current: day_of == day,
    };
    Ok(BoardPage {
        board,
        day: day.to_string(),
        tabs: edition.days().map(tab).collect(),
        days: days(cx, edition),
        rooms: rooms.iter().map(|room| (room.id.to_string(), room.name.get(cx.locale()).text.to_owned())).collect(),
        choices: sessions.iter().map(|session| (named(session), in_a_line(cx, edition, session))).collect(),
        zone: edition.zone.to_string(),
        reasons: Reason::ALL.iter().map(|reason| (reason.to_string(), page.t(reason.key()))).collect(),
        undo: undo.map(act),
        redo: redo.map(act),
        offer: None,
        stale: None,
        may_edit: cx.can(Permission::EditProgramme, edition.id),
        form,
        page,
    })
}

fn in_a_line(cx: &Cx, edition: &Edition, session: &Session) -> String {
    let title = heading(session, cx.locale());
    match list::when(cx, edition, session) {
        when if when.is_empty() => title,
        when => format!("{title} ({when})"),
    }
}

/// What the rules found, by session.
fn findings(cx: &Cx, conflicts: &[Conflict], names: &Names) -> HashMap<SessionId, Vec<Finding>> {
    let mut all: HashMap<SessionId, Vec<Finding>> = HashMap::new();
    for conflict in conflicts {
        for session in [Some(conflict.session), conflict.other].into_iter().flatten() {
            all.entry(session).or_default().push(finding(cx, conflict, session, names));
        }
    }
    all
}

fn finding(cx: &Cx, conflict: &Conflict, session: SessionId, names: &Names) -> Finding {
    let words = cx.text().problem(&rules::problem(conflict, session, names));
    Finding { blocks: conflict.level == Level::Block, words }
}

/// What is asked of the rules while a session is held.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Held {
    session: String,
    room: String,
    day: String,
    starts_at: String,
    minutes: String,
}

#[derive(Template)]
#[template(path = "programme/desk/board_check.html")]
struct Checked {
    page: Page,
    findings: Vec<Finding>,
}

/// What the rules would say of a place, before anything is moved. A question
/// that is not one has no answer.
pub(super) async fn check(cx: Cx, Path(slug): Path<String>, Query(held): Query<Held>) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::ReadDesk).await?;
    let mut findings = Vec::new();
    let code = held.session.split('.').next().unwrap_or_default();
    let fields = Form::filled([
        ("room", held.room.as_str()),
        ("day", held.day.as_str()),
        ("starts_at", held.starts_at.as_str()),
        ("minutes", held.minutes.as_str()),
    ]);
    let session = act::by_code(&cx, &edition, code).await?;
    if let (Some(session), Ok(placement)) = (session, placement::read(&fields, Problems::new(), &edition.zone)) {
        let conflicts = rules::conflicts_at(cx.db(), cx.ctx(), &edition, session.id, placement).await?;
        let names = Names::of_conflicts(cx.db(), cx.ctx(), &edition, &conflicts).await?;
        findings = conflicts.iter().map(|conflict| finding(&cx, conflict, session.id, &names)).collect();
    }
    web::ok(&Checked { page: congress::edition_page(&cx, &edition), findings })
}

/// A number that grows with every change: a board that is open asks for it and
/// fetches itself anew when it has grown.
pub(super) async fn pulse(cx: Cx, Path(slug): Path<String>) -> web::Result<Response> {
    congress::desk(&cx, &slug, Permission::ReadDesk).await?;
    let mut response = (StatusCode::OK, cx.db().generation().to_string()).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
