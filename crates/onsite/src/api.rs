//! The day for programs: what the pages and the live stream show, and the crew's
//! presses. `docs/api-design.md` tells the rules; every address is described
//! where those of the programme are.
//!
//! Nobody reads of what is concealed, as in the stream, not even those in the
//! room: there a room is reserved, and no more is said.

use crate::{
    Error, RoomDay,
    day::reserved_rooms,
    pages::now_and_next,
    press::{self, Press, Verb},
    record::{Record, records},
};
use axum::{
    Extension, Json,
    extract::Path,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use kernel::{FieldProblem, Permission, SessionId, Viewer, Visibility};
use programme::{
    ProgrammeView, SessionView, Stage, Views,
    api::{Answer, Asked, Sent, has_seen, integer, page, refused, string, tag, varying},
    api_at as at, api_sample as sample,
};
use serde_json::{Value, json};
use std::{collections::HashMap, sync::Arc};
use web::{Cx, Routes, Who};

pub(crate) fn routes() -> Routes {
    let run = Who::Staff(Permission::RunRooms);
    Routes::new()
        .get(at!("/live"), states, Who::Anyone, sample!("/live"))
        .get(at!("/rooms/now"), rooms, Who::Anyone, sample!("/rooms/now"))
        .get(at!("/sessions/{session}/live"), state, Who::Anyone, sample!("/sessions/OPEN24/live"))
        .post(at!("/sessions/{session}/presses"), press_one, run, sample!("/sessions/OPEN24/presses"))
        .post(at!("/sessions/{session}/presses/undo"), undo, run, sample!("/sessions/OPEN24/presses/undo"))
}

/// Answers from the page cache for as long as the minute lasts: what is on depends on it.
async fn kept<F>(cx: &Cx, make: impl FnOnce() -> F) -> Answer
where
    F: Future<Output = web::Result<Value>>,
{
    let minute = (cx.now().as_seconds() / 60).to_string();
    let answer = web::cached_as(cx, &minute, || async { Ok(Json(make().await?).into_response()) }).await?;
    Ok(varying(answer))
}

async fn states(cx: Cx, Extension(views): Extension<Views>, Path(slug): Path<String>) -> Answer {
    let asked = Asked::of(&cx)?;
    kept(&cx, || async {
        let view = views.view(&cx, &slug).await?;
        let revisions = Revisions::load(&cx, &view).await?;
        let said = view.sessions.iter().filter(|one| is_open(one) && one.live.is_some());
        let (items, next) = asked.cut(said.map(|one| (one.code.clone(), shape(&cx, &view, one, &revisions))));
        Ok(page(items, next))
    })
    .await
}

async fn rooms(cx: Cx, Extension(views): Extension<Views>, Path(slug): Path<String>) -> Answer {
    let asked = Asked::of(&cx)?;
    kept(&cx, || async {
        let view = views.view(&cx, &slug).await?;
        let rooms = congress::rooms(cx.db(), cx.ctx(), view.edition.id).await?;
        let reserved = reserved_rooms(cx.db(), &cx.seen_by(Viewer::stranger()), &views, &slug, &rooms).await?;
        let today = cx.now().in_zone(&view.edition.zone).date();
        let items = rooms.iter().map(|room| {
            let own = |one: &&SessionView| one.room == Some(room.id) && one.day == today && one.parent.is_none();
            let own: Vec<&SessionView> =
                view.sessions.iter().filter(own).filter(|one| is_open(one) && !one.cancelled).collect();
            let (now, next) = now_and_next(&own, cx.now());
            let code = |session: Option<&SessionView>| session.map(|one| one.code.clone());
            let reserved = now.is_none() && reserved.contains(&room.id);
            let value =
                json!({ "room": room.slug.as_str(), "now": code(now), "next": code(next), "reserved": reserved });
            (room.slug.to_string(), value)
        });
        let (items, next) = asked.cut(items);
        Ok(page(items, next))
    })
    .await
}

async fn state(cx: Cx, Extension(views): Extension<Views>, Path((slug, segment)): Path<(String, String)>) -> Answer {
    let view = views.view(&cx, &slug).await?;
    let session = view.session_at(&segment).filter(|one| is_open(one)).ok_or(web::Error::NotFound)?;
    let revisions = Revisions::load(&cx, &view).await?;
    Ok(tagged(&shape(&cx, &view, session, &revisions)))
}

async fn press_one(
    cx: Cx,
    Extension(views): Extension<Views>,
    Path((slug, segment)): Path<(String, String)>,
    sent: Sent,
) -> Answer {
    let place = Place::of(&cx, &views, &slug, &segment).await?;
    let revision = place.revision();
    if !has_seen(&cx, revision)? {
        return stale(&cx, &views, &slug, &segment).await;
    }
    let mut sent = sent.fields(&cx)?;
    let verb = sent.required("press", |value| {
        let word = string(value.unwrap_or_default())?;
        word.parse::<Verb>().map_err(|_| FieldProblem::new("programme-problem-choice"))
    });
    let minutes = sent.read("minutes", |value| value.map_or(Ok(0), |value| integer(&value)));
    let problems = sent.end();
    let Some(verb) = verb.filter(|_| problems.is_empty()) else { return Err(problems.into()) };
    let said = Press { verb, minutes: minutes.unwrap_or_default() };
    let pressed = press::press(cx.db(), cx.ctx(), &place.day, place.session, revision, said).await;
    match pressed {
        Ok(()) => state(cx, Extension(views), Path((slug, segment))).await,
        Err(Error::Stale) => stale(&cx, &views, &slug, &segment).await,
        Err(error) => Err(web::Error::from(error).into()),
    }
}

async fn undo(cx: Cx, Extension(views): Extension<Views>, Path((slug, segment)): Path<(String, String)>) -> Answer {
    let place = Place::of(&cx, &views, &slug, &segment).await?;
    let last = press::last_press(cx.db(), cx.ctx(), &place.day).await.map_err(web::Error::from)?;
    let Some(last) = last.filter(|last| last.session == place.session) else {
        return Err(web::Error::Conflict("onsite-nothing-to-undo").into());
    };
    let undone = press::undo(cx.db(), cx.ctx(), &place.day, last.id).await;
    match undone {
        Ok(_) => state(cx, Extension(views), Path((slug, segment))).await,
        Err(error) => Err(web::Error::from(error).into()),
    }
}

/// A session in its room's day, for the crew.
struct Place {
    day: RoomDay,
    session: SessionId,
}

impl Place {
    async fn of(cx: &Cx, views: &Views, slug: &str, segment: &str) -> web::Result<Self> {
        let edition = congress::desk(cx, slug, Permission::RunRooms).await?;
        let view = views.view(cx, slug).await?;
        let session = view.session_at(segment).filter(|one| is_open(one)).ok_or(web::Error::NotFound)?;
        let rooms = congress::rooms(cx.db(), cx.ctx(), edition.id).await?;
        let room = rooms.iter().find(|room| Some(room.id) == session.room).ok_or(web::Error::NotFound)?;
        let day = RoomDay::load(cx, views, slug, room.slug.as_str(), Some(&session.day.to_string())).await?;
        Ok(Self { session: session.id, day })
    }

    fn revision(&self) -> i64 {
        self.day.records.get(&self.session).map_or(0, |record| record.revision)
    }
}

/// Somebody else was faster: 412, with how things are now.
async fn stale(cx: &Cx, views: &Views, slug: &str, segment: &str) -> Answer {
    let view: Arc<ProgrammeView> = views.view(cx, slug).await?;
    let session = view.session_at(segment).ok_or(web::Error::NotFound)?;
    let current = shape(cx, &view, session, &Revisions::load(cx, &view).await?);
    Err(refused(cx, StatusCode::PRECONDITION_FAILED, "programme-api-stale", json!({ "current": current })))
}

/// How often something was said about sessions, for those who run rooms.
struct Revisions(Option<HashMap<SessionId, Record>>);

impl Revisions {
    async fn load(cx: &Cx, view: &ProgrammeView) -> web::Result<Self> {
        if !cx.can(Permission::RunRooms, view.edition.id) {
            return Ok(Self(None));
        }
        Ok(Self(Some(records(cx.db().read(), cx.ctx(), view.edition.id).await?)))
    }

    fn of(&self, session: &SessionView) -> Option<i64> {
        let records = self.0.as_ref()?;
        Some(records.get(&session.id).map_or(0, |record| record.revision))
    }
}

fn is_open(session: &SessionView) -> bool {
    session.visibility != Visibility::Concealed
}

fn shape(cx: &Cx, view: &ProgrammeView, session: &SessionView, revisions: &Revisions) -> Value {
    let stage = session.live.as_ref().map_or(Stage::Waiting, |live| live.stage);
    let late = match stage {
        Stage::Waiting => session.runs_from().minutes_since(session.starts_at),
        Stage::Running | Stage::Over => session.runs_until().minutes_since(session.ends_at),
    };
    let marks = view.marks(session, cx.text());
    let marks: Vec<Value> = marks.iter().map(|mark| json!({ "tone": mark.tone, "words": mark.words })).collect();
    json!({
        "code": session.code,
        "stage": stage.as_str(),
        "starts_at": session.runs_from().to_rfc3339(),
        "ends_at": session.runs_until().to_rfc3339(),
        "late_minutes": late.max(0),
        "full": session.live.as_ref().is_some_and(|live| live.full),
        "marks": marks,
        "revision": revisions.of(session),
    })
}

/// The crew's answers carry the revision as their tag, which `If-Match` takes.
fn tagged(value: &Value) -> Response {
    let tag: Option<HeaderValue> = value["revision"].as_i64().map(tag);
    let mut response = varying(Json(value).into_response());
    if let Some(tag) = tag {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}
