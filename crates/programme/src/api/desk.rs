//! What the desk knows of the draft as a whole: what a release would do, how
//! strictly the rules are taken, and the step back.

use super::{
    answer::{Answer, in_words, not_done, varying},
    body::{Sent, string, wrong},
    draft::Places,
    shape,
};
use crate::{
    acts::{self, Act},
    error::Error,
    release::{Change, people_in, preview as look},
    rules::{Level, Levels, Names, Rule, levels, set_levels},
};
use axum::{Json, extract::Path, response::IntoResponse};
use congress::Edition;
use kernel::{FieldProblem, Permission};
use serde_json::{Map, Value, json};
use web::Cx;

pub(super) async fn preview(cx: Cx, Path(slug): Path<String>) -> Answer {
    let edition = congress::desk(&cx, &slug, Permission::ReadDesk).await?;
    let found = look(cx.db(), cx.ctx(), &edition).await.map_err(web::Error::from)?;
    let places = Places::load(&cx, &edition).await?;
    let names = Names::load(cx.db(), cx.ctx(), &edition, &people_in(&found.changes)).await.map_err(web::Error::from)?;
    let change = |change: &Change| {
        let words = change.words(cx.text(), &edition.zone, &names)?;
        let kind = change.kind.key().trim_start_matches("programme-tag-");
        Some(json!({ "session": places.code(change.session), "kind": kind, "words": words }))
    };
    let told = found.touched.letters.iter();
    let participants = told.clone().filter(|told| told.takes_part).count();
    let body = json!({
        "last": found.last.as_ref().map(shape::release),
        "changes": found.changes.iter().filter_map(change).collect::<Vec<_>>(),
        "blocking": in_words(&cx, &edition, &found.blocking).await?,
        "warnings": in_words(&cx, &edition, &found.warnings).await?,
        "told": { "participants": participants, "readers": told.count() - participants },
        "can_release": found.blocking.is_empty() && found.changes_anything,
    });
    Ok(varying(Json(body).into_response()))
}

pub(super) async fn rules(cx: Cx, Path(slug): Path<String>) -> Answer {
    let edition = congress::desk(&cx, &slug, Permission::ReadDesk).await?;
    let chosen = levels(cx.db().read(), cx.ctx(), edition.id).await.map_err(web::Error::from)?;
    Ok(listed(&chosen))
}

/// A merge patch: a rule that is not named stays, `null` is its default again.
pub(super) async fn set_rules(cx: Cx, Path(slug): Path<String>, sent: Sent) -> Answer {
    let edition = congress::desk(&cx, &slug, Permission::EditProgramme).await?;
    let mut chosen = levels(cx.db().read(), cx.ctx(), edition.id).await.map_err(web::Error::from)?;
    let mut sent = sent.fields(&cx)?;
    let patch = sent.required("rules", |value| match value {
        Some(Value::Object(patch)) => Ok(patch),
        _ => Err(wrong("object")),
    });
    let mut problems = sent.end();
    for (word, value) in patch.unwrap_or_default() {
        let Some(rule) = Rule::ALL.iter().find(|rule| rule.as_str() == word) else {
            problems.add(&word, FieldProblem::new("programme-api-unknown-field"));
            continue;
        };
        if let Some(level) = problems.take(&word, level(*rule, value)) {
            chosen.set(*rule, level);
        }
    }
    problems.or(())?;
    match set_levels(cx.db(), cx.ctx(), edition.id, &chosen).await {
        Ok(()) => Ok(listed(&chosen)),
        Err(error) => Err(not_done(&cx, &edition, error).await),
    }
}

fn level(rule: Rule, value: Value) -> Result<Level, FieldProblem> {
    if value.is_null() {
        return Ok(rule.default_level());
    }
    string(value)?.parse().map_err(|_| FieldProblem::new("programme-problem-choice"))
}

fn listed(chosen: &Levels) -> axum::response::Response {
    let level = |rule: &Rule| (rule.as_str().to_owned(), json!(chosen.of(*rule).as_str()));
    let rules: Map<String, Value> = Rule::ALL.iter().map(level).collect();
    varying(Json(json!({ "rules": rules })).into_response())
}

pub(super) async fn undo(cx: Cx, Path(slug): Path<String>) -> Answer {
    let edition = congress::desk(&cx, &slug, Permission::EditProgramme).await?;
    let done = acts::undo(cx.db(), cx.ctx(), &edition).await;
    turned(&cx, &edition, done).await
}

pub(super) async fn redo(cx: Cx, Path(slug): Path<String>) -> Answer {
    let edition = congress::desk(&cx, &slug, Permission::EditProgramme).await?;
    let done = acts::redo(cx.db(), cx.ctx(), &edition).await;
    turned(&cx, &edition, done).await
}

async fn turned(cx: &Cx, edition: &Edition, done: Result<Act, Error>) -> Answer {
    match done {
        Ok(act) => {
            let places = Places::load(cx, edition).await?;
            // A session that was made and taken back is no more; it has no code.
            let codes: Vec<&str> = act.sessions.iter().filter_map(|id| places.code(*id)).collect();
            Ok(varying(Json(json!({ "verb": act.verb, "sessions": codes })).into_response()))
        }
        Err(error) => Err(not_done(cx, edition, error).await),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_the_default_again() {
        for rule in Rule::ALL {
            assert_eq!(level(*rule, Value::Null), Ok(rule.default_level()));
        }
        assert_eq!(level(Rule::Walk, json!("block")), Ok(Level::Block));
        assert_eq!(level(Rule::Walk, json!("perhaps")).unwrap_err().key, "programme-problem-choice");
    }
}
