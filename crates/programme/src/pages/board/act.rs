//! What is done on the board: a move, a swap, a step back, a step forth.

use super::{BoardPage, Offer, board_page, board_path, heading};
use crate::{
    acts,
    drafts::Drafts,
    error::Error,
    pages::{Refusal, named, placement, refusal},
    rules::{self, Rule},
    session::{Placement, Session, place, session, session_by_code, swap},
};
use axum::{extract::Path, http::StatusCode, response::Response};
use congress::Edition;
use kernel::{FieldProblem, Permission, Problems};
use ui::FlashKind;
use web::{Cx, Submission};

pub(in crate::pages) async fn move_one(
    cx: Cx,
    Path(slug): Path<String>,
    mut sent: Submission,
) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::EditProgramme).await?;
    let mut problems = sent.problems.clone();
    let found = problems.take("session", who(&cx, &edition, sent.value("session")).await?);
    if let Some((session, _)) = &found
        && sent.value("minutes").is_empty()
    {
        sent.form.set("minutes", session.minutes.to_string());
    }
    let read = placement::read(&sent.form, problems, &edition.zone);
    let (session, revision, placement) = match (found, read) {
        (Some((session, revision)), Ok(placement)) => (session, revision, placement),
        (_, Err(problems)) => return refused(&cx, &edition, &sent, &problems, None).await,
        // A session that was not found is a problem, so nothing was read.
        (None, Ok(_)) => return Err(web::Error::NotFound),
    };
    match place(cx.db(), cx.ctx(), &edition, session.id, revision, placement).await {
        Ok(_) => Ok(done(&cx, &edition, &sent, "programme-session-moved")),
        Err(error) => match refusal(error)? {
            Refusal::Problems(problems) => {
                let offer = offer(&cx, &edition, &session, placement).await?;
                refused(&cx, &edition, &sent, &problems, offer).await
            }
            Refusal::Stale(current) => beside(&cx, &edition, &sent, &current).await,
        },
    }
}

pub(in crate::pages) async fn swap_two(cx: Cx, Path(slug): Path<String>, sent: Submission) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::EditProgramme).await?;
    let mut problems = sent.problems.clone();
    let first = problems.take("session", who(&cx, &edition, sent.value("session")).await?);
    let second = problems.take("other", who(&cx, &edition, sent.value("other")).await?);
    let (Some((a, at)), Some((b, bt)), true) = (first, second, problems.is_empty()) else {
        return refused(&cx, &edition, &sent, &problems, None).await;
    };
    match swap(cx.db(), cx.ctx(), &edition, (a.id, at), (b.id, bt)).await {
        Ok(_) => Ok(done(&cx, &edition, &sent, "programme-board-swapped")),
        Err(error) => match refusal(error)? {
            Refusal::Problems(problems) => refused(&cx, &edition, &sent, &problems, None).await,
            Refusal::Stale(current) => beside(&cx, &edition, &sent, &current).await,
        },
    }
}

pub(in crate::pages) async fn undo(cx: Cx, Path(slug): Path<String>, sent: Submission) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::EditProgramme).await?;
    let result = acts::undo(cx.db(), cx.ctx(), &edition).await;
    turned(&cx, &edition, &sent, result, "programme-board-undone")
}

pub(in crate::pages) async fn redo(cx: Cx, Path(slug): Path<String>, sent: Submission) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::EditProgramme).await?;
    let result = acts::redo(cx.db(), cx.ctx(), &edition).await;
    turned(&cx, &edition, &sent, result, "programme-board-redone")
}

/// There is no form to show again: what was refused is told above the board.
fn turned(
    cx: &Cx,
    edition: &Edition,
    sent: &Submission,
    result: Result<acts::Act, Error>,
    key: &'static str,
) -> web::Result<Response> {
    let told = ["programme-problem-nothing-to-undo", "programme-problem-overtaken"];
    let (kind, key) = match result {
        Ok(_) => (FlashKind::Done, key),
        Err(error) => match refusal(error)? {
            Refusal::Problems(problems) => {
                let known = |key: &&'static str| problems.of_field("act").iter().any(|problem| problem.key == *key);
                (
                    FlashKind::Problem,
                    told.into_iter().find(|key| known(key)).unwrap_or("programme-problem-undo-blocked"),
                )
            }
            Refusal::Stale(_) => (FlashKind::Problem, "programme-problem-overtaken"),
        },
    };
    Ok(web::with_flash(cx, &board_path(edition, sent.value("back")), kind, key))
}

/// The day that was looked at stays open, whatever was moved out of it.
fn done(cx: &Cx, edition: &Edition, sent: &Submission, key: &'static str) -> Response {
    web::with_flash(cx, &board_path(edition, sent.value("back")), FlashKind::Done, key)
}

type Found = Result<(Session, i64), FieldProblem>;

/// The session with this code. What cannot be a code is not looked for: not
/// every engine takes every text.
pub(super) async fn by_code(cx: &Cx, edition: &Edition, code: &str) -> web::Result<Option<Session>> {
    if code.is_empty() || code.len() > 12 || !code.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Ok(None);
    }
    Ok(session_by_code(cx.db(), cx.ctx(), edition.id, code).await?)
}

/// The session that `CODE.revision` names.
async fn who(cx: &Cx, edition: &Edition, raw: &str) -> web::Result<Found> {
    let unknown = || FieldProblem::new("programme-problem-choice");
    let Some((code, revision)) = raw.split_once('.') else { return Ok(Err(unknown())) };
    let Ok(revision) = revision.parse() else { return Ok(Err(unknown())) };
    Ok(by_code(cx, edition, code).await?.map(|session| (session, revision)).ok_or_else(unknown))
}

pub(in crate::pages) async fn refused(
    cx: &Cx,
    edition: &Edition,
    sent: &Submission,
    problems: &Problems,
    offer: Option<Offer>,
) -> web::Result<Response> {
    let typed = sent.form.clone().with_problems(problems, cx.text());
    let page: BoardPage = board_page(cx, edition, &Drafts::default(), sent.value("back"), typed).await?;
    web::invalid(&BoardPage { offer, ..page })
}

/// The board as it is now, with the form as typed: sent again, it carries the
/// revision that was now seen.
async fn beside(cx: &Cx, edition: &Edition, sent: &Submission, current: &Session) -> web::Result<Response> {
    let mut typed = sent.form.clone();
    for field in ["session", "other"] {
        if typed.value(field).split('.').next() == Some(&current.code) {
            typed.set(field, named(current));
        }
    }
    let page: BoardPage = board_page(cx, edition, &Drafts::default(), sent.value("back"), typed).await?;
    let stale = Some(heading(current, cx.locale()));
    web::html(StatusCode::CONFLICT, &BoardPage { stale, ..page })
}

/// Where one session alone is in the way, the two may change places.
async fn offer(cx: &Cx, edition: &Edition, held: &Session, placement: Placement) -> web::Result<Option<Offer>> {
    let conflicts = rules::conflicts_at(cx.db(), cx.ctx(), edition, held.id, placement).await?;
    let mut others = conflicts.iter().filter(|conflict| conflict.rule == Rule::RoomOverlap);
    let (Some(only), None) = (others.next(), others.next()) else { return Ok(None) };
    let other = if only.session == held.id { only.other } else { Some(only.session) };
    let Some(other) = other else { return Ok(None) };
    // What the viewer may not know of is not offered.
    let Some(other) = session(cx.db(), cx.ctx(), other).await? else { return Ok(None) };
    if other.parent.is_some() || held.parent.is_some() {
        return Ok(None);
    }
    Ok(Some(Offer { session: named(held), other: named(&other), words: heading(&other, cx.locale()) }))
}
