//! What is done to several sessions at once, all or none: those ticked in the
//! list, and those ticked on the board. Both send the same form to the same place;
//! the board's says with `back` which of its days was looked at.

use super::{Refusal, board, list, refusal};
use crate::{
    error::Error,
    session::{Read, Shift, When, confirm_all, sessions, shift},
};
use axum::{extract::Path, response::Response};
use congress::Edition;
use jiff::civil::Date;
use kernel::{FieldProblem, Permission, Problems, RoomId};
use std::{collections::HashMap, ops::RangeInclusive};
use ui::FlashKind;
use web::{Cx, Submission};

const DAYS: RangeInclusive<i32> = -60..=60;
const MINUTES: RangeInclusive<i32> = -1440..=1440;

pub(super) async fn shift_chosen(cx: Cx, Path(slug): Path<String>, sent: Submission) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::EditProgramme).await?;
    let (chosen, by) = match asked(&cx, &edition, &sent).await? {
        Ok(asked) => asked,
        Err(problems) => return refused(&cx, &edition, &sent, &problems).await,
    };
    let done = match by.when {
        When::Off => "programme-bulk-taken-off",
        _ => "programme-bulk-moved",
    };
    let moved = shift(cx.db(), cx.ctx(), &edition, &chosen, by).await;
    answer(&cx, &edition, &sent, moved, done).await
}

pub(super) async fn confirm_chosen(cx: Cx, Path(slug): Path<String>, sent: Submission) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::EditProgramme).await?;
    let mut problems = sent.problems.clone();
    let chosen = problems.take("chosen", chosen(&cx, &edition, &sent).await?);
    let (Some(chosen), true) = (chosen, problems.is_empty()) else {
        return refused(&cx, &edition, &sent, &problems).await;
    };
    let confirmed = confirm_all(cx.db(), cx.ctx(), &edition, &chosen).await;
    answer(&cx, &edition, &sent, confirmed, "programme-bulk-confirmed").await
}

/// Which sessions are ticked, and where they are to go.
pub(super) async fn asked(
    cx: &Cx,
    edition: &Edition,
    sent: &Submission,
) -> web::Result<Result<(Vec<Read>, Shift), Problems>> {
    let mut problems = sent.problems.clone();
    let chosen = problems.take("chosen", chosen(cx, edition, sent).await?);
    let days = problems.take("days", number(sent.value("days"), DAYS));
    let minutes = problems.take("later", number(sent.value("later"), MINUTES));
    let day = problems.take("to_day", day(edition, sent.value("to_day")));
    let room = problems.take("into", room(sent.value("into")));
    let (Some(chosen), Some(days), Some(minutes), Some(day), Some(room), true) =
        (chosen, days, minutes, day, room, problems.is_empty())
    else {
        return Ok(Err(problems));
    };
    let when = match (sent.has("off"), day) {
        (true, _) => When::Off,
        (false, Some(day)) => When::On { day, minutes },
        (false, None) => When::By { days, minutes },
    };
    Ok(Ok((chosen, Shift { when, room })))
}

/// The page that the form came from, with what was ticked and why nothing was done.
async fn refused(cx: &Cx, edition: &Edition, sent: &Submission, problems: &Problems) -> web::Result<Response> {
    match sent.value("back") {
        "" => list::refused(cx, edition, sent.form.clone(), problems).await,
        _ => board::refused(cx, edition, sent, problems, None).await,
    }
}

async fn answer(
    cx: &Cx,
    edition: &Edition,
    sent: &Submission,
    result: Result<usize, Error>,
    done: &'static str,
) -> web::Result<Response> {
    match result {
        Ok(_) => {
            let path = match sent.value("back") {
                "" => format!("/{}/desk/sessions", edition.slug),
                day => board::board_path(edition, day),
            };
            Ok(web::with_flash(cx, &path, FlashKind::Done, done))
        }
        Err(error) => match refusal(error)? {
            Refusal::Problems(problems) => refused(cx, edition, sent, &problems).await,
            Refusal::Stale(_) => {
                let problem = FieldProblem::new("programme-problem-chosen-stale");
                refused(cx, edition, sent, &Problems::of("chosen", problem)).await
            }
        },
    }
}

type Chosen = Result<Vec<Read>, FieldProblem>;

/// The ticked sessions, each `CODE.revision`.
async fn chosen(cx: &Cx, edition: &Edition, sent: &Submission) -> web::Result<Chosen> {
    let all = sessions(cx.db(), cx.ctx(), edition.id).await?;
    let by_code: HashMap<&str, _> = all.iter().map(|session| (session.code.as_str(), session.id)).collect();
    let one = |raw: &str| {
        let (code, revision) = raw.split_once('.')?;
        Some((*by_code.get(code)?, revision.parse().ok()?))
    };
    let found: Option<Vec<Read>> = sent.values("chosen").iter().map(|raw| one(raw)).collect();
    let found = found.filter(|found| !found.is_empty());
    Ok(found.ok_or(FieldProblem::new("programme-problem-chosen")))
}

/// A day of the edition; nothing leaves each on its own.
fn day(edition: &Edition, raw: &str) -> Result<Option<Date>, FieldProblem> {
    if raw.is_empty() {
        return Ok(None);
    }
    let day = raw.parse().ok().filter(|day| edition.days().any(|known| known == *day));
    day.map(Some).ok_or(FieldProblem::new("programme-problem-choice"))
}

fn room(raw: &str) -> Result<Option<RoomId>, FieldProblem> {
    if raw.is_empty() {
        return Ok(None);
    }
    raw.parse().map(Some).map_err(|_| FieldProblem::new("programme-problem-unknown"))
}

fn number(raw: &str, range: RangeInclusive<i32>) -> Result<i32, FieldProblem> {
    let raw = raw.trim();
    let number = if raw.is_empty() { Some(0) } else { raw.parse().ok() };
    let wrong = || FieldProblem::new("problem-number").with("min", range.start()).with("max", range.end());
    number.filter(|number| range.contains(number)).ok_or_else(wrong)
}
