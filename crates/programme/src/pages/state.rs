//! Confirmation, cancellation, reinstatement: a press each.

use super::{Refusal, desk_path, refusal, revision, subject};
use crate::{
    error::Error,
    session::{self, Session},
};
use axum::{extract::Path, response::Response};
use congress::Edition;
use kernel::Permission;
use ui::FlashKind;
use web::{Cx, Submission};

pub(super) async fn confirm(
    cx: Cx,
    Path((slug, segment)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let (edition, session) = subject(&cx, &slug, &segment, Permission::EditProgramme).await?;
    let result = session::confirm(cx.db(), cx.ctx(), &edition, session.id, revision(&sent)).await;
    answer(&cx, &edition, &session, result, "programme-session-confirmed")
}

pub(super) async fn cancel(
    cx: Cx,
    Path((slug, segment)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let (edition, session) = subject(&cx, &slug, &segment, Permission::EditProgramme).await?;
    let result = session::cancel(cx.db(), cx.ctx(), &edition, session.id, revision(&sent)).await;
    answer(&cx, &edition, &session, result, "programme-session-cancelled")
}

pub(super) async fn reinstate(
    cx: Cx,
    Path((slug, segment)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let (edition, session) = subject(&cx, &slug, &segment, Permission::EditProgramme).await?;
    let result = session::reinstate(cx.db(), cx.ctx(), &edition, session.id, revision(&sent)).await;
    answer(&cx, &edition, &session, result, "programme-session-reinstated")
}

/// There is no form to show again: what was refused is told on the session's sheet.
fn answer(
    cx: &Cx,
    edition: &Edition,
    session: &Session,
    result: Result<Session, Error>,
    done: &'static str,
) -> web::Result<Response> {
    let path = desk_path(edition, session, "/placement");
    let (kind, key) = match result {
        Ok(_) => (FlashKind::Done, done),
        Err(error) => match refusal(error)? {
            Refusal::Stale(_) => return Err(web::Error::Conflict("programme-stale")),
            Refusal::Problems(problems) if problems.of_field("state").iter().any(|p| p.key == STATE) => {
                (FlashKind::Problem, STATE)
            }
            Refusal::Problems(_) => (FlashKind::Problem, "programme-reinstate-blocked"),
        },
    };
    Ok(web::with_flash(cx, &path, kind, key))
}

const STATE: &str = "programme-problem-state";
