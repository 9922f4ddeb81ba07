//! What follows, before anybody says it: the sessions that a delay would push,
//! who would have to be in two places, who starred what moves.

use super::{AskedDay, Name, clock, path, room_day};
use crate::{
    Error, RoomDay,
    follows::{Clash, Follows, Moved, what_follows},
    press::Press,
};
use askama::Template;
use axum::{Extension, extract::Path, http::StatusCode, response::Response};
use axum_extra::extract::Query;
use kernel::{Permission, Problems, SessionId};
use programme::{SessionView, Views};
use ui::{Form, Page};
use web::Cx;

/// A session that would move.
struct Row {
    title: Name,
    before: String,
    after: String,
    later: i64,
    starred: i64,
    is_subject: bool,
}

#[derive(Template)]
#[template(path = "onsite/delay.html")]
struct DelayPage {
    page: Page,
    form: Form,
    title: Name,
    code: String,
    day: String,
    revision: i64,
    minutes: i32,
    rows: Vec<Row>,
    clashes: Vec<String>,
    absorbed: i64,
    /// When the room is free, before and after.
    free: Option<(String, String)>,
    /// Nothing is asked yet, or it cannot be done.
    is_open: bool,
    /// Where the press goes, and where the reader came from.
    action: String,
    back: String,
    /// The plan itself, for a change that stays; only for who may change it.
    board: Option<String>,
}

pub(super) async fn show(
    cx: Cx,
    Extension(views): Extension<Views>,
    Path((slug, room)): Path<(String, String)>,
    Query(asked): AskedDay,
) -> web::Result<Response> {
    let (_, day) = room_day(&cx, &views, (&slug, &room), &asked.day, Permission::RunRooms).await?;
    let session = subject(&day, &asked.session)?;
    let day = on_its_day(&cx, &views, day, &session).await?;
    let minutes = asked.minutes.trim().parse().unwrap_or(0);
    let (status, follows, problems) =
        match what_follows(cx.db(), cx.ctx(), &day, session.id, Press::late(minutes)).await {
            Ok(follows) => (StatusCode::OK, Some(follows), Problems::new()),
            Err(Error::Invalid(problems)) => (StatusCode::UNPROCESSABLE_ENTITY, None, problems),
            Err(error) => return Err(error.into()),
        };
    let form = Form::filled([("minutes", asked.minutes.as_str())]).with_problems(&problems, cx.text());
    web::html(status, &delay_page(&cx, &day, &session, minutes, follows, form))
}

fn subject(day: &RoomDay, code: &str) -> web::Result<SessionView> {
    let found = day.view.session_at(code).filter(|session| session.room == Some(day.room.id) && !session.cancelled);
    found.cloned().ok_or(web::Error::NotFound)
}

/// A session names its day better than the address does.
async fn on_its_day(cx: &Cx, views: &Views, day: RoomDay, session: &SessionView) -> web::Result<RoomDay> {
    if day.day == session.day {
        return Ok(day);
    }
    let (slug, room) = (day.view.edition.slug.clone(), day.room.slug.clone());
    RoomDay::load(cx, views, slug.as_str(), room.as_str(), Some(&session.day.to_string())).await
}

fn delay_page(
    cx: &Cx,
    day: &RoomDay,
    session: &SessionView,
    minutes: i32,
    follows: Option<Follows>,
    form: Form,
) -> DelayPage {
    let edition = &day.view.edition;
    let page = congress::edition_page(cx, edition);
    let may_plan = cx.can(Permission::EditProgramme, edition.id);
    let is_open = follows.is_some();
    let follows = follows.unwrap_or_default();
    let zone = &edition.zone;
    DelayPage {
        title: Name::of(&session.title, cx.locale()),
        code: session.code.clone(),
        day: day.day.to_string(),
        revision: day.records.get(&session.id).map_or(0, |record| record.revision),
        minutes,
        rows: follows.moved.iter().filter_map(|moved| row(cx, day, session.id, moved)).collect(),
        clashes: follows.clashes.iter().filter_map(|clash| clash_in_words(cx, day, clash)).collect(),
        absorbed: follows.absorbed,
        free: follows.free.map(|(before, after)| (clock(before, zone), clock(after, zone))),
        is_open,
        action: page.in_edition(format!("/desk/day/{}", day.room.slug)),
        back: page.path(path(day, "")),
        board: may_plan.then(|| page.in_edition(format!("/desk/board?day={}", day.day))),
        form,
        page,
    }
}

fn row(cx: &Cx, day: &RoomDay, subject: SessionId, moved: &Moved) -> Option<Row> {
    let session = day.view.session(moved.after.session)?;
    let zone = &day.view.edition.zone;
    let span = |start, end| format!("{}–{}", clock(start, zone), clock(end, zone));
    let starts_later = moved.after.start.minutes_since(moved.before.start);
    Some(Row {
        title: Name::of(&session.title, cx.locale()),
        before: span(moved.before.start, moved.before.end),
        after: span(moved.after.start, moved.after.end),
        later: if starts_later > 0 { starts_later } else { moved.after.end.minutes_since(moved.before.end) },
        starred: moved.starred,
        is_subject: session.id == subject,
    })
}

/// `Lin Yue (interpreter): “Water forum” and “The river” would overlap.`
fn clash_in_words(cx: &Cx, day: &RoomDay, clash: &Clash) -> Option<String> {
    let (first, second) = (day.view.session(clash.first)?, day.view.session(clash.second)?);
    let person = first.people.iter().chain(&second.people).find(|one| one.id == clash.person)?;
    let key = if clash.is_walk { "onsite-clash-walk" } else { "onsite-clash-overlap" };
    let interprets = if clash.interprets { "yes" } else { "no" };
    let title = |session: &SessionView| session.title_in(cx.locale()).text.to_owned();
    let arguments = [
        ("person", person.name.as_str().into()),
        ("interprets", interprets.into()),
        ("first", title(first).into()),
        ("second", title(second).into()),
    ];
    Some(cx.text().with(key, &arguments))
}
