//! Writing: the verbs of the desk. Who may is asked before a body is read, so
//! that a refusal tells nothing of what was sent.

use super::{
    answer::{Answer, not_done, seen, tagged},
    body::{Sent, integer},
    details,
    draft::{Places, subject},
    shape,
};
use crate::{
    error::Error,
    release::{self, publish},
    session::{self, Session, create_session, revise_session},
};
use axum::{
    Json,
    extract::Path,
    http::{HeaderValue, StatusCode, header},
    response::IntoResponse,
};
use congress::Edition;
use kernel::Permission;
use web::Cx;

const EDIT: Permission = Permission::EditProgramme;

pub(super) async fn create(cx: Cx, Path(slug): Path<String>, sent: Sent) -> Answer {
    let edition = congress::desk(&cx, &slug, EDIT).await?;
    let places = Places::load(&cx, &edition).await?;
    let details = details::details(sent.fields(&cx)?, None, &places)?;
    let made = create_session(cx.db(), cx.ctx(), edition.id, &details).await;
    let path = made.as_ref().ok().map(|made| format!("/api/v1/editions/{slug}/sessions/{}?draft=true", made.code));
    let mut answer = answer(&cx, &edition, StatusCode::CREATED, made).await?;
    if let Some(path) = path.and_then(|path| HeaderValue::from_str(&path).ok()) {
        answer.headers_mut().insert(header::LOCATION, path);
    }
    Ok(answer)
}

pub(super) async fn revise(cx: Cx, Path((slug, segment)): Path<(String, String)>, sent: Sent) -> Answer {
    let (edition, session) = subject(&cx, &slug, &segment, EDIT).await?;
    let revision = seen(&cx, &edition, &session).await?;
    let places = Places::load(&cx, &edition).await?;
    let details = details::details(sent.fields(&cx)?, Some(&session), &places)?;
    let revised = revise_session(cx.db(), cx.ctx(), &edition, session.id, revision, &details).await;
    answer(&cx, &edition, StatusCode::OK, revised).await
}

pub(super) async fn place(cx: Cx, Path((slug, segment)): Path<(String, String)>, sent: Sent) -> Answer {
    let (edition, session) = subject(&cx, &slug, &segment, EDIT).await?;
    let revision = seen(&cx, &edition, &session).await?;
    let places = Places::load(&cx, &edition).await?;
    let placement = details::placement(sent.fields(&cx)?, &places)?;
    let placed = session::place(cx.db(), cx.ctx(), &edition, session.id, revision, placement).await;
    answer(&cx, &edition, StatusCode::OK, placed).await
}

pub(super) async fn confirm(cx: Cx, Path((slug, segment)): Path<(String, String)>) -> Answer {
    let (edition, session) = subject(&cx, &slug, &segment, EDIT).await?;
    let revision = seen(&cx, &edition, &session).await?;
    let confirmed = session::confirm(cx.db(), cx.ctx(), &edition, session.id, revision).await;
    answer(&cx, &edition, StatusCode::OK, confirmed).await
}

pub(super) async fn cancel(cx: Cx, Path((slug, segment)): Path<(String, String)>) -> Answer {
    let (edition, session) = subject(&cx, &slug, &segment, EDIT).await?;
    let revision = seen(&cx, &edition, &session).await?;
    let cancelled = session::cancel(cx.db(), cx.ctx(), &edition, session.id, revision).await;
    answer(&cx, &edition, StatusCode::OK, cancelled).await
}

pub(super) async fn reinstate(cx: Cx, Path((slug, segment)): Path<(String, String)>) -> Answer {
    let (edition, session) = subject(&cx, &slug, &segment, EDIT).await?;
    let revision = seen(&cx, &edition, &session).await?;
    let reinstated = session::reinstate(cx.db(), cx.ctx(), &edition, session.id, revision).await;
    answer(&cx, &edition, StatusCode::OK, reinstated).await
}

/// The session as it is now, or why nothing was stored.
pub(super) async fn answer(cx: &Cx, edition: &Edition, status: StatusCode, done: Result<Session, Error>) -> Answer {
    match done {
        Ok(session) => {
            let mut now = shape::of_draft(cx, edition, vec![session]).await?;
            Ok(tagged(status, &now.pop().unwrap_or_default()))
        }
        Err(error) => Err(not_done(cx, edition, error).await),
    }
}

pub(super) async fn publish_draft(cx: Cx, Path(slug): Path<String>, sent: Sent) -> Answer {
    let edition = congress::desk(&cx, &slug, Permission::ReleaseProgramme).await?;
    let (expected, name, note) = details::release(sent.fields(&cx)?)?;
    match publish(cx.db(), cx.ctx(), &edition, expected, (name.as_str(), note.as_str())).await {
        Ok(made) => Ok((StatusCode::CREATED, Json(shape::release(&made))).into_response()),
        Err(error) => Err(not_done(&cx, &edition, error).await),
    }
}

/// The latest release is taken back, while its letters wait: the answer is the
/// release that says again what stood before.
pub(super) async fn take_back(cx: Cx, Path(slug): Path<String>, sent: Sent) -> Answer {
    let edition = congress::desk(&cx, &slug, Permission::ReleaseProgramme).await?;
    let mut sent = sent.fields(&cx)?;
    let expected = sent.required("expected", |value| integer(&value.unwrap_or_default()));
    let problems = sent.end();
    let Some(expected) = expected.filter(|_| problems.is_empty()) else { return Err(problems.into()) };
    match release::take_back(cx.db(), cx.ctx(), &edition, expected).await {
        Ok(restored) => Ok((StatusCode::CREATED, Json(shape::release(&restored))).into_response()),
        Err(error) => Err(not_done(&cx, &edition, error).await),
    }
}
