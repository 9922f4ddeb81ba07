//! How strictly the edition takes each rule, and what it promises to whoever listens.

use crate::{
    rules::{Hearing, Level, Levels, Rooms, Rule, hearing, levels, set_hearing, set_levels},
    session::{Languages, SPOKEN, language_name},
};
use askama::Template;
use axum::{extract::Path, response::Response};
use kernel::{FieldProblem, Permission, Problems};
use std::collections::BTreeSet;
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
    languages: Vec<(String, String)>,
    rooms: Vec<(String, String)>,
    may_edit: bool,
}

pub(super) async fn show(cx: Cx, Path(slug): Path<String>) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::ReadDesk).await?;
    let chosen = levels(cx.db().read(), cx.ctx(), edition.id).await?;
    let promise = hearing(cx.db().read(), cx.ctx(), edition.id).await?;
    let rules = Rule::ALL.iter().map(|rule| (rule.as_str(), chosen.of(*rule).to_string()));
    let languages = promise.languages.codes().map(|code| ("languages", code.to_owned()));
    let booths = promise.booths.0.iter().map(|room| ("booths", room.to_string()));
    let form = Form::filled(rules.chain(languages).chain(booths));
    web::ok(&sheet(&cx, &edition, form).await?)
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
    let languages = problems.take("languages", Languages::parse(sent.values("languages")));
    let rooms: Result<BTreeSet<_>, _> = sent.values("booths").iter().map(|raw| raw.parse()).collect();
    let booths = problems.take("booths", rooms.map_err(|_| FieldProblem::new("programme-problem-choice")));
    let (Some(languages), Some(booths), true) = (languages, booths, problems.is_empty()) else {
        return web::invalid(&sheet(&cx, &edition, sent.form.with_problems(&problems, cx.text())).await?);
    };
    set_levels(cx.db(), cx.ctx(), edition.id, &chosen).await?;
    set_hearing(cx.db(), cx.ctx(), edition.id, &Hearing { languages, booths: Rooms(booths) }).await?;
    Ok(web::with_flash(&cx, &format!("/{}/desk/rules", edition.slug), FlashKind::Done, "programme-rules-saved"))
}

async fn sheet(cx: &Cx, edition: &congress::Edition, form: Form) -> web::Result<RulesPage> {
    let rooms = congress::rooms(cx.db(), cx.ctx(), edition.id).await?;
    let tongue = |code: &&str| ((*code).to_owned(), language_name(code, cx.locale()).to_owned());
    Ok(RulesPage {
        page: congress::edition_page(cx, edition),
        form,
        rules: Rule::ALL.iter().map(|rule| (rule.as_str(), cx.text().t(rule.key()))).collect(),
        levels: Level::ALL.iter().map(|level| (level.to_string(), cx.text().t(level.key()))).collect(),
        languages: SPOKEN.iter().map(|(code, ..)| code).map(tongue).collect(),
        rooms: rooms.iter().map(|room| (room.id.to_string(), room.name.get(cx.locale()).text.to_owned())).collect(),
        may_edit: cx.can(Permission::EditProgramme, edition.id),
    })
}
