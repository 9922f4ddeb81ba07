//! Closing a room and opening it again, from the board.

use super::{board, placement};
use crate::{
    closures::{Reason, close_room, reopen_room},
    error::Error,
};
use axum::{extract::Path, response::Response};
use kernel::{FieldProblem, Permission, Problems};
use ui::{FlashKind, Form};
use web::{Cx, Submission};

/// The fields of the form, and what they are to whoever reads a placement.
const FIELDS: [(&str, &str); 4] =
    [("closed_room", "room"), ("closed_day", "day"), ("closed_from", "starts_at"), ("closed_minutes", "minutes")];

pub(super) async fn close(cx: Cx, Path(slug): Path<String>, sent: Submission) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::EditProgramme).await?;
    let mut problems = sent.problems.clone();
    let reason = sent.value("closed_reason").parse::<Reason>();
    let reason = problems.take("closed_reason", reason.map_err(|_| FieldProblem::new("programme-problem-choice")));
    let asked = Form::filled(FIELDS.map(|(own, name)| (name, sent.value(own))));
    let read = placement::read(&asked, Problems::new(), &edition.zone).and_then(|place| {
        let wanting = |name| Problems::of(name, FieldProblem::new("problem-required"));
        let room = place.room.ok_or_else(|| wanting("room"))?;
        let start = place.starts_at.ok_or_else(|| wanting("starts_at"))?;
        Ok((room, (start, start.plus_minutes(i64::from(place.minutes)))))
    });
    let closed = match (read, reason) {
        (Ok((room, time)), Some(reason)) if problems.is_empty() => {
            let why = (reason, sent.value("closed_note"));
            close_room(cx.db(), cx.ctx(), edition.id, room, time, why).await.map(|_| ())
        }
        (Ok(_), _) => Err(Error::Invalid(Problems::new())),
        (Err(found), _) => Err(Error::Invalid(found)),
    };
    match closed {
        Ok(()) => {
            let path = board::board_path(&edition, sent.value("closed_day"));
            Ok(web::with_flash(&cx, &path, FlashKind::Done, "programme-closed-done"))
        }
        Err(Error::Invalid(found)) => {
            for (field, told) in found.iter() {
                told.iter().for_each(|problem| problems.add(own_field(field), problem.clone()));
            }
            board::refused(&cx, &edition, &sent, &problems, None).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The field of this form that a problem of a placement or a note belongs to.
fn own_field(field: &str) -> &'static str {
    match FIELDS.iter().find(|(_, name)| *name == field) {
        Some((own, _)) => own,
        None => "closed_note",
    }
}

pub(super) async fn reopen(cx: Cx, Path(slug): Path<String>, sent: Submission) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::EditProgramme).await?;
    let id = sent.value("closure").parse().map_err(|_| web::Error::NotFound)?;
    reopen_room(cx.db(), cx.ctx(), edition.id, id).await?;
    let path = board::board_path(&edition, sent.value("back"));
    Ok(web::with_flash(&cx, &path, FlashKind::Done, "programme-reopened-done"))
}
