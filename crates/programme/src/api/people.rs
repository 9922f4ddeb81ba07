//! Who is in a session. People are named by the slug of their page; whom the
//! program may not know of stays where they are.

use super::{
    answer::{Answer, Refused, seen},
    body::{Fields, Sent, string, wrong},
    draft::subject,
    write::answer,
};
use crate::session::{PersonInSession, PersonRole, people_of, replace_person, set_people};
use axum::{extract::Path, http::StatusCode};
use congress::Edition;
use directory::person::person_by_slug;
use kernel::{FieldProblem, Permission, PersonId, Problems};
use serde_json::Value;
use std::collections::HashMap;
use web::Cx;

/// Longer lists are refused before anybody is looked up.
const MOST: usize = 60;

pub(super) async fn set(cx: Cx, Path((slug, segment)): Path<(String, String)>, sent: Sent) -> Answer {
    let (edition, session) = subject(&cx, &slug, &segment, Permission::EditProgramme).await?;
    let revision = seen(&cx, &edition, &session).await?;
    let named = read(sent.fields(&cx)?)?;
    let mut people = Vec::with_capacity(named.len());
    for (slug, role) in named {
        people.push(PersonInSession { person: who(&cx, &edition, "people", &slug).await?, role });
    }
    people.extend(unknown(&cx, &people_of(cx.db(), cx.ctx(), session.id).await.map_err(web::Error::from)?).await?);
    let set = set_people(cx.db(), cx.ctx(), &edition, session.id, revision, &people).await;
    answer(&cx, &edition, StatusCode::OK, set).await
}

pub(super) async fn replace(cx: Cx, Path((slug, segment)): Path<(String, String)>, sent: Sent) -> Answer {
    let (edition, session) = subject(&cx, &slug, &segment, Permission::EditProgramme).await?;
    let revision = seen(&cx, &edition, &session).await?;
    let mut sent = sent.fields(&cx)?;
    let mut slug = |name| sent.required(name, |value| string(value.unwrap_or_default()));
    let (old, new) = (slug("old"), slug("new"));
    sent.end().or(())?;
    let (Some(old), Some(new)) = (old, new) else { return Err(Problems::new().into()) };
    let old = who(&cx, &edition, "old", &old).await?;
    let present = people_of(cx.db(), cx.ctx(), session.id).await.map_err(web::Error::from)?;
    if !present.iter().any(|entry| entry.person == old) {
        return Err(Problems::of("old", FieldProblem::new("programme-problem-person-gone")).into());
    }
    let new = who(&cx, &edition, "new", &new).await?;
    let replaced = replace_person(cx.db(), cx.ctx(), &edition, session.id, revision, (old, new)).await;
    answer(&cx, &edition, StatusCode::OK, replaced).await
}

/// Slugs and roles, in their order.
fn read(mut sent: Fields) -> Result<Vec<(String, PersonRole)>, Problems> {
    let people = sent.required("people", |value| match value {
        Some(Value::Array(list)) if list.len() <= MOST => list.into_iter().map(entry).collect(),
        Some(Value::Array(_)) => Err(FieldProblem::new("programme-problem-people").with("limit", MOST)),
        _ => Err(wrong("array")),
    });
    let problems = sent.end();
    match people {
        Some(people) => problems.or(people),
        None => Err(problems),
    }
}

fn entry(value: Value) -> Result<(String, PersonRole), FieldProblem> {
    let Value::Object(mut fields) = value else { return Err(wrong("object")) };
    let slug = string(fields.remove("slug").unwrap_or_default())?;
    let role = string(fields.remove("role").unwrap_or_default())?;
    let role = role.parse().map_err(|_| FieldProblem::new("programme-problem-choice"))?;
    if fields.is_empty() { Ok((slug, role)) } else { Err(FieldProblem::new("programme-api-unknown-field")) }
}

/// Somebody of this edition whom the program may know of.
async fn who(cx: &Cx, edition: &Edition, field: &str, slug: &str) -> Result<PersonId, Refused> {
    let nobody = || Problems::of(field, FieldProblem::new("programme-problem-person"));
    // Not every engine takes every text, and no slug is longer.
    if slug.is_empty() || slug.len() > 120 || slug.contains('\0') {
        return Err(nobody().into());
    }
    let found = person_by_slug(cx.db(), cx.ctx(), edition.id, slug).await.map_err(web::Error::from)?;
    Ok(found.ok_or_else(nobody)?.id)
}

/// Those in a session that the program is not shown.
async fn unknown(cx: &Cx, people: &[PersonInSession]) -> Result<Vec<PersonInSession>, Refused> {
    let ids: Vec<PersonId> = people.iter().map(|entry| entry.person).collect();
    let cards: HashMap<_, _> = directory::person_cards(cx.db(), cx.ctx(), &ids).await.map_err(web::Error::from)?;
    let is_unknown = |entry: &&PersonInSession| cards.get(&entry.person).is_none_or(|card| card.is_hidden);
    Ok(people.iter().filter(is_unknown).copied().collect())
}
