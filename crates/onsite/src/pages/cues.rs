//! Cues of the show-caller: written and taken away on the run sheet.

use super::{path, room_day, sent_day, sheet};
use crate::{
    Error,
    cue::{CueDetails, CueId, add_cue, remove_cue},
};
use axum::{Extension, extract::Path, response::Response};
use kernel::{FieldProblem, Permission};
use programme::Views;
use ui::FlashKind;
use web::{Cx, Submission};

pub(super) async fn add(
    cx: Cx,
    Extension(views): Extension<Views>,
    Path((slug, room)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let (edition, day) = room_day(&cx, &views, (&slug, &room), sent.value("day"), Permission::RunRooms).await?;
    let result = match (day.view.session_at(sent.value("session")), CueDetails::read(&sent)) {
        (Some(session), Ok(details)) => add_cue(cx.db(), cx.ctx(), edition.id, session.id, &details).await.map(drop),
        (found, read) => {
            let mut problems = read.err().unwrap_or_default();
            if found.is_none() {
                problems.add("session", FieldProblem::new("programme-problem-choice"));
            }
            Err(Error::Invalid(problems))
        }
    };
    match result {
        Ok(()) => Ok(web::with_flash(&cx, &path(&day, "/sheet"), FlashKind::Done, "onsite-cue-added")),
        Err(Error::Invalid(problems)) => {
            let form = sent.form.clone().with_problems(&problems, cx.text());
            web::invalid(&sheet::sheet_page(&cx, &day, form).await?)
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn remove(
    cx: Cx,
    Extension(views): Extension<Views>,
    Path((slug, room, id)): Path<(String, String, CueId)>,
    sent: Submission,
) -> web::Result<Response> {
    let day = sent_day(&cx, &views, (&slug, &room), &sent).await?;
    remove_cue(cx.db(), cx.ctx(), day.view.edition.id, id).await?;
    Ok(web::with_flash(&cx, &path(&day, "/sheet"), FlashKind::Done, "onsite-cue-removed"))
}
