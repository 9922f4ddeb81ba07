//! What concerns several sessions: two that change places, many that are moved
//! or confirmed together. Each is named with the revision that was read, because
//! one `If-Match` cannot speak for several.

use super::{
    answer::{Answer, Refused, not_done, seen, varying},
    body::{Fields, Sent, integer, string, wrong},
    draft::{Places, subject},
    paging::page,
    shape,
};
use crate::session::{Read, Shift, When, confirm_all, session, shift as shift_all, swap as swap_two};
use axum::{Json, extract::Path, response::IntoResponse};
use jiff::civil::Date;
use kernel::{FieldProblem, Permission, Problems};
use serde_json::{Value, json};
use web::Cx;

const EDIT: Permission = Permission::EditProgramme;
/// As many as a congress has.
const MOST: usize = 5000;

pub(super) async fn swap(cx: Cx, Path((slug, segment)): Path<(String, String)>, sent: Sent) -> Answer {
    let (edition, first) = subject(&cx, &slug, &segment, EDIT).await?;
    let revision = seen(&cx, &edition, &first).await?;
    let places = Places::load(&cx, &edition).await?;
    let mut sent = sent.fields(&cx)?;
    let other = sent.required("other", |value| named(value.unwrap_or_default(), &places));
    let problems = sent.end();
    let Some(other) = other else { return Err(problems.into()) };
    problems.or(())?;
    if let Err(error) = swap_two(cx.db(), cx.ctx(), &edition, (first.id, revision), other).await {
        return Err(not_done(&cx, &edition, error).await);
    }
    let mut both = Vec::new();
    for id in [first.id, other.0] {
        both.extend(session(cx.db(), cx.ctx(), id).await.map_err(web::Error::from)?);
    }
    let both = shape::of_draft(&cx, &edition, both).await?;
    Ok(varying(Json(page(both, None)).into_response()))
}

pub(super) async fn shift(cx: Cx, Path(slug): Path<String>, sent: Sent) -> Answer {
    let edition = congress::desk(&cx, &slug, EDIT).await?;
    let places = Places::load(&cx, &edition).await?;
    let mut sent = sent.fields(&cx)?;
    let number = |value: Option<Value>| value.map_or(Ok(0), |value| integer(&value));
    let (days, minutes) = (sent.read("days", number), sent.read("minutes", number));
    let day = sent.read("day", |value| match value {
        None => Ok(None),
        Some(word) => string(word)?.parse::<Date>().map(Some).map_err(|_| FieldProblem::new("programme-problem-day")),
    });
    let off = sent.read("off", |value| match value {
        None => Ok(false),
        Some(value) => value.as_bool().ok_or(wrong("boolean")),
    });
    let room = sent.read("room", |value| match value {
        None => Ok(None),
        Some(word) => places.room(&string(word)?).map(Some).ok_or(FieldProblem::new("programme-problem-unknown")),
    });
    // A field that could not be read is a problem, and nothing is moved.
    let (days, minutes) = (days.unwrap_or_default(), minutes.unwrap_or_default());
    let when = match (off.unwrap_or_default(), day.flatten()) {
        (true, _) => When::Off,
        (false, Some(day)) => When::On { day, minutes },
        (false, None) => When::By { days, minutes },
    };
    let by = Shift { when, room: room.flatten() };
    let chosen = chosen(sent, &places)?;
    match shift_all(cx.db(), cx.ctx(), &edition, &chosen, by).await {
        Ok(moved) => Ok(counted("moved", moved)),
        Err(error) => Err(not_done(&cx, &edition, error).await),
    }
}

pub(super) async fn confirm(cx: Cx, Path(slug): Path<String>, sent: Sent) -> Answer {
    let edition = congress::desk(&cx, &slug, EDIT).await?;
    let places = Places::load(&cx, &edition).await?;
    let chosen = chosen(sent.fields(&cx)?, &places)?;
    match confirm_all(cx.db(), cx.ctx(), &edition, &chosen).await {
        Ok(confirmed) => Ok(counted("confirmed", confirmed)),
        Err(error) => Err(not_done(&cx, &edition, error).await),
    }
}

fn counted(word: &str, sessions: usize) -> axum::response::Response {
    varying(Json(json!({ word: sessions })).into_response())
}

/// The sessions that are named; what was not read by now is no field.
fn chosen(mut sent: Fields, places: &Places) -> Result<Vec<Read>, Refused> {
    let chosen = sent.required("sessions", |value| match value {
        Some(Value::Array(list)) if (1..=MOST).contains(&list.len()) => {
            list.into_iter().map(|one| named(one, places)).collect()
        }
        Some(Value::Array(_)) => Err(FieldProblem::new("programme-problem-chosen")),
        _ => Err(wrong("array")),
    });
    let problems: Problems = sent.end();
    match chosen {
        Some(chosen) => Ok(problems.or(chosen)?),
        None => Err(problems.into()),
    }
}

/// `{ "code": "7KQ2MD", "revision": 3 }`.
fn named(value: Value, places: &Places) -> Result<Read, FieldProblem> {
    let Value::Object(mut fields) = value else { return Err(wrong("object")) };
    let code = string(fields.remove("code").unwrap_or_default())?;
    let revision = fields.remove("revision").and_then(|value| value.as_i64()).ok_or(wrong("integer"))?;
    if !fields.is_empty() {
        return Err(FieldProblem::new("programme-api-unknown-field"));
    }
    let id = places.session(&code).ok_or(FieldProblem::new("programme-problem-unknown"))?;
    Ok((id, revision))
}
