//! What is done to several sessions of the list at once, all or none.

use super::{Refusal, list::refused, refusal};
use crate::{
    error::Error,
    session::{Read, Shift, confirm_all, sessions, shift},
};
use axum::{extract::Path, response::Response};
use congress::Edition;
use kernel::{FieldProblem, Permission, Problems};
use std::{collections::HashMap, ops::RangeInclusive};
use ui::FlashKind;
use web::{Cx, Submission};

const DAYS: RangeInclusive<i32> = -60..=60;
const MINUTES: RangeInclusive<i32> = -1440..=1440;

pub(super) async fn shift_chosen(cx: Cx, Path(slug): Path<String>, sent: Submission) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::EditProgramme).await?;
    let mut problems = sent.problems.clone();
    let chosen = problems.take("chosen", chosen(&cx, &edition, &sent).await?);
    let days = problems.take("days", number(sent.value("days"), DAYS));
    let minutes = problems.take("minutes", number(sent.value("minutes"), MINUTES));
    let room = match sent.value("into") {
        "" => Some(None),
        raw => problems.take("into", raw.parse().map(Some).map_err(|_| FieldProblem::new("programme-problem-unknown"))),
    };
    let (Some(chosen), Some(days), Some(minutes), Some(room), true) =
        (chosen, days, minutes, room, problems.is_empty())
    else {
        return refused(&cx, &edition, sent.form, &problems).await;
    };
    let moved = shift(cx.db(), cx.ctx(), &edition, &chosen, Shift { days, minutes, room }).await;
    answer(&cx, &edition, sent, moved, "programme-bulk-moved").await
}

pub(super) async fn confirm_chosen(cx: Cx, Path(slug): Path<String>, sent: Submission) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::EditProgramme).await?;
    let mut problems = sent.problems.clone();
    let chosen = problems.take("chosen", chosen(&cx, &edition, &sent).await?);
    let (Some(chosen), true) = (chosen, problems.is_empty()) else {
        return refused(&cx, &edition, sent.form, &problems).await;
    };
    let confirmed = confirm_all(cx.db(), cx.ctx(), &edition, &chosen).await;
    answer(&cx, &edition, sent, confirmed, "programme-bulk-confirmed").await
}

async fn answer(
    cx: &Cx,
    edition: &Edition,
    sent: Submission,
    result: Result<usize, Error>,
    done: &'static str,
) -> web::Result<Response> {
    match result {
        Ok(_) => Ok(web::with_flash(cx, &format!("/{}/desk/sessions", edition.slug), FlashKind::Done, done)),
        Err(error) => match refusal(error)? {
            Refusal::Problems(problems) => refused(cx, edition, sent.form, &problems).await,
            Refusal::Stale(_) => {
                let problem = FieldProblem::new("programme-problem-chosen-stale");
                refused(cx, edition, sent.form, &Problems::of("chosen", problem)).await
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

fn number(raw: &str, range: RangeInclusive<i32>) -> Result<i32, FieldProblem> {
    let raw = raw.trim();
    let number = if raw.is_empty() { Some(0) } else { raw.parse().ok() };
    let wrong = || FieldProblem::new("problem-number").with("min", range.start()).with("max", range.end());
    number.filter(|number| range.contains(number)).ok_or_else(wrong)
}
