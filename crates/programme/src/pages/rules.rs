//! How strictly the edition takes each rule.

use crate::rules::{Level, Levels, Rule, levels, set_levels};
use askama::Template;
use axum::{extract::Path, response::Response};
use kernel::{FieldProblem, Permission, Problems};
use ui::{FlashKind, Form, Page};
use web::{Cx, Submission};

#[derive(Template)]
#[template(path = "programme/desk/rules.html")]
struct RulesPage {
    page: Page,
    form: Form,
    /// Name of the field, name of the rule.
    rules: Vec<(&'static str, String)>,
    levels: Vec<(String, String)>,
    may_edit: bool,
}

pub(super) async fn show(cx: Cx, Path(slug): Path<String>) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::ReadDesk).await?;
    let chosen = levels(cx.db().read(), cx.ctx(), edition.id).await?;
    let form = Form::filled(Rule::ALL.iter().map(|rule| (rule.as_str(), chosen.of(*rule).as_str())));
    web::ok(&sheet(&cx, &edition, form))
}

pub(super) async fn store(cx: Cx, Path(slug): Path<String>, sent: Submission) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::EditProgramme).await?;
    let mut problems: Problems = sent.problems.clone();
    let mut chosen = Levels::default();
    for rule in Rule::ALL {
        let level = sent.value(rule.as_str()).parse::<Level>();
        let level = level.map_err(|_| FieldProblem::new("programme-problem-choice"));
        if let Some(level) = problems.take(rule.as_str(), level) {
            chosen.set(*rule, level);
        }
    }
    if !problems.is_empty() {
        return web::invalid(&sheet(&cx, &edition, sent.form.with_problems(&problems, cx.text())));
    }
    set_levels(cx.db(), cx.ctx(), edition.id, &chosen).await?;
    Ok(web::with_flash(&cx, &format!("/{}/desk/rules", edition.slug), FlashKind::Done, "programme-rules-saved"))
}

fn sheet(cx: &Cx, edition: &congress::Edition, form: Form) -> RulesPage {
    RulesPage {
        page: congress::edition_page(cx, edition),
        form,
        rules: Rule::ALL.iter().map(|rule| (rule.as_str(), cx.text().t(rule.key()))).collect(),
        levels: Level::ALL.iter().map(|level| (level.to_string(), cx.text().t(level.key()))).collect(),
        may_edit: cx.can(Permission::EditProgramme, edition.id),
    }
}
