//! The board: a day of the draft, every room beside the other. Sessions are
//! moved by dragging, by arrow keys, or by the form below; all three send the
//! same form to the same place. Several that are ticked go together.

mod act;
mod grid;

pub(super) use act::{move_one, redo, refused, swap_two, undo};

use super::{
    bulk, heading,
    list::{self, Finding, days},
    named, placement,
};
use crate::{
    acts,
    closures::{Reason, closures},
    drafts::Drafts,
    error::Error,
    rules::{self, Conflict, Level, Names},
    session::{Session, shift_check},
};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, RawQuery},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use congress::Edition;
use grid::{Board, Sources};
use jiff::civil::Date;
use kernel::{Permission, PersonId, Problems, SessionId, Timestamp};
use std::{collections::HashMap, sync::Arc};
use ui::{Form, Options, Page};
use web::{Cx, Submission};

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
    choices: Options,
    zone: String,
    /// Why a room may be closed.
    reasons: Vec<(String, String)>,
    undo: Option<String>,
    redo: Option<String>,
    offer: Option<Offer>,
    stale: Option<String>,
    /// What the rules would say of moving the ticked ones, once it was asked.
    looked: Option<Vec<Finding>>,
    may_edit: bool,
}

/// The board of a day; one that is not of the edition shows the first. With
/// ticked sessions it says, too, what the rules would say of moving them.
pub(super) async fn show(
    cx: Cx,
    Extension(drafts): Extension<Drafts>,
    Path(slug): Path<String>,
    RawQuery(query): RawQuery,
) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::ReadDesk).await?;
    let sent = Submission::parse(query.as_deref().unwrap_or_default().as_bytes());
    if !sent.has("chosen") && !sent.has("back") {
        let form = Form::filled([("day", sent.value("day"))]);
        return web::ok(&board_page(&cx, &edition, &drafts, sent.value("day"), form).await?);
    }
    let (looked, problems) = match together(&cx, &edition, &sent).await? {
        Ok(findings) => (Some(findings), Problems::new()),
        Err(problems) => (None, problems),
    };
    if !problems.is_empty() {
        return refused(&cx, &edition, &sent, &problems, None).await;
    }
    let page = board_page(&cx, &edition, &drafts, sent.value("back"), sent.form.clone()).await?;
    web::ok(&BoardPage { looked, ..page })
}

/// The address of a day's board, without language.
pub(super) fn board_path(edition: &Edition, day: &str) -> String {
    match day.parse::<Date>() {
        Ok(day) => format!("/{}/desk/board?day={day}", edition.slug),
        Err(_) => format!("/{}/desk/board", edition.slug),
    }
}

async fn board_page(cx: &Cx, edition: &Edition, drafts: &Drafts, day: &str, mut form: Form) -> web::Result<BoardPage> {
    let (db, ctx) = (cx.db(), cx.ctx());
    let page = congress::edition_page(cx, edition);
    let sessions = drafts.sessions(db, ctx, edition.id).await?;
    let rooms = congress::rooms(db, ctx, edition.id).await?;
    let tracks = congress::tracks(db, ctx, edition.id).await?;
    let conflicts = drafts.conflicts(db, ctx, edition).await?;
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
        choices: choices(cx, edition, sessions),
        zone: edition.zone.to_string(),
        reasons: Reason::ALL.iter().map(|reason| (reason.to_string(), page.t(reason.key()))).collect(),
        undo: undo.map(act),
        redo: redo.map(act),
        offer: None,
        stale: None,
        looked: None,
        may_edit: cx.can(Permission::EditProgramme, edition.id),
        form,
        page,
    })
}

/// Every session as a choice: how the forms name it, and a line about it. Thousands
/// share a few dozen times, and each of these is put into words once.
fn choices(cx: &Cx, edition: &Edition, sessions: &[Arc<Session>]) -> Options {
    let mut times: HashMap<(Option<Timestamp>, i32), String> = HashMap::new();
    let mut line = |session: &Session| {
        let title = heading(session, cx.locale());
        let when =
            times.entry((session.starts_at, session.minutes)).or_insert_with(|| list::when(cx, edition, session));
        if when.is_empty() { title } else { format!("{title} ({when})") }
    };
    Options::written(sessions.iter().map(|session| (named(session), line(session))))
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

#[derive(Template)]
#[template(path = "programme/desk/board_check.html")]
struct Checked {
    page: Page,
    findings: Vec<Finding>,
}

/// What the rules would say of a place, before anything is moved: of one session
/// that is held, or of all that are ticked. A question that is not one has no answer.
pub(super) async fn check(cx: Cx, Path(slug): Path<String>, RawQuery(query): RawQuery) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::ReadDesk).await?;
    let asked = Submission::parse(query.as_deref().unwrap_or_default().as_bytes());
    let findings = match asked.has("chosen") {
        true => together(&cx, &edition, &asked).await?.unwrap_or_else(|_| Vec::new()),
        false => alone(&cx, &edition, &asked).await?,
    };
    web::ok(&Checked { page: congress::edition_page(&cx, &edition), findings })
}

async fn alone(cx: &Cx, edition: &Edition, asked: &Submission) -> web::Result<Vec<Finding>> {
    let code = asked.value("session").split('.').next().unwrap_or_default();
    let session = act::by_code(cx, edition, code).await?;
    let (Some(session), Ok(placement)) = (session, placement::read(asked, Problems::new(), &edition.zone)) else {
        return Ok(Vec::new());
    };
    let conflicts = rules::conflicts_at(cx.db(), cx.ctx(), edition, session.id, placement).await?;
    let names = Names::of_conflicts(cx.db(), cx.ctx(), edition, &conflicts).await?;
    Ok(conflicts.iter().map(|conflict| finding(cx, conflict, session.id, &names)).collect())
}

/// What the rules would say of moving all that are ticked, each with its title.
async fn together(cx: &Cx, edition: &Edition, asked: &Submission) -> web::Result<Result<Vec<Finding>, Problems>> {
    let (chosen, shift) = match bulk::asked(cx, edition, asked).await? {
        Ok(asked) => asked,
        Err(problems) => return Ok(Err(problems)),
    };
    let ids: Vec<SessionId> = chosen.iter().map(|(id, _)| *id).collect();
    let conflicts = match shift_check(cx.db(), cx.ctx(), edition, &ids, shift).await {
        Ok(conflicts) => conflicts,
        Err(Error::Invalid(problems)) => return Ok(Err(problems)),
        Err(error) => return Err(error.into()),
    };
    let names = Names::of_conflicts(cx.db(), cx.ctx(), edition, &conflicts).await?;
    let told = |conflict: &Conflict| {
        // Told from the side of a ticked one; its items speak for themselves.
        let sides = [Some(conflict.session), conflict.other];
        let side = sides.into_iter().flatten().find(|side| ids.contains(side)).unwrap_or(conflict.session);
        let told = finding(cx, conflict, side, &names);
        match names.title(side) {
            Some(title) if !title.is_empty() => {
                let words = [("title", title.into()), ("words", told.words.as_str().into())];
                Finding { words: cx.text().with("programme-bulk-finding", &words), ..told }
            }
            _ => told,
        }
    };
    Ok(Ok(conflicts.iter().map(told).collect()))
}

/// A number that grows with every change: a board that is open asks for it and
/// fetches itself anew when it has grown.
pub(super) async fn pulse(cx: Cx, Path(slug): Path<String>) -> web::Result<Response> {
    congress::desk(&cx, &slug, Permission::ReadDesk).await?;
    let mut response = (StatusCode::OK, cx.db().generation().to_string()).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
