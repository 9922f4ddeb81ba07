//! What is wanted: every session for which one signs up, and how many do.

use super::desk_feedback::when;
use askama::Template;
use axum::{extract::Path, response::Response};
use congress::Edition;
use kernel::{FieldProblem, Permission, Problems};
use programme::{
    session::{Session, sessions},
    sign_up::{self, OnClash, Tally},
};
use ui::{FlashKind, Form, Page};
use web::{Cx, Submission};

struct Row {
    href: String,
    title: String,
    when: String,
    is_offered: bool,
    tally: Tally,
    places: Option<i32>,
    /// Those who have a place or wait for one, of a hundred places.
    demand: Option<i64>,
}

#[derive(Template)]
#[template(path = "agenda/desk_sign_ups.html")]
struct SignUpsPage {
    page: Page,
    rows: Vec<Row>,
    form: Form,
    choices: Vec<(String, String)>,
    may_edit: bool,
}

pub(super) async fn show(cx: Cx, Path(slug): Path<String>) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::ReadDesk).await?;
    let chosen = sign_up::on_clash(cx.db().read(), cx.ctx(), edition.id).await?;
    web::ok(&sheet(&cx, &edition, Form::filled([("on_clash", chosen.as_str())])).await?)
}

pub(super) async fn choose(cx: Cx, Path(slug): Path<String>, sent: Submission) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::EditProgramme).await?;
    let mut problems: Problems = sent.problems.clone();
    let chosen = sent.value("on_clash").parse::<OnClash>().map_err(|_| FieldProblem::new("agenda-problem-choice"));
    match problems.take("on_clash", chosen).filter(|_| problems.is_empty()) {
        Some(chosen) => {
            sign_up::set_on_clash(cx.db(), cx.ctx(), edition.id, chosen).await?;
            let path = format!("/{}/desk/sign-ups", edition.slug);
            Ok(web::with_flash(&cx, &path, FlashKind::Done, "agenda-flash-saved"))
        }
        None => {
            let form = sent.form.with_problems(&problems, cx.text());
            web::invalid(&sheet(&cx, &edition, form).await?)
        }
    }
}

async fn sheet(cx: &Cx, edition: &Edition, form: Form) -> web::Result<SignUpsPage> {
    let page = congress::edition_page(cx, edition);
    let terms = sign_up::desk_terms(cx.db(), cx.ctx(), edition.id).await?;
    let demand = sign_up::demand(cx.db(), cx.ctx(), edition.id).await?;
    let mut all = sessions(cx.db(), cx.ctx(), edition.id).await?;
    all.retain(|session| terms.contains_key(&session.id) || demand.contains_key(&session.id));
    let places = sign_up::places(cx.db(), cx.ctx(), edition.id, &all).await?;
    let row = |session: &Session| {
        let tally = demand.get(&session.id).copied().unwrap_or_default();
        let places = places.get(&session.id).copied();
        Row {
            href: page.path(programme::desk_path(edition, session, "/sign-up")),
            title: programme::heading(session, cx.locale()),
            when: when(session, edition, &page),
            is_offered: terms.get(&session.id).is_some_and(|terms| terms.details.offered),
            demand: places.map(|places| (tally.taken + tally.waiting) * 100 / i64::from(places.max(1))),
            places,
            tally,
        }
    };
    Ok(SignUpsPage {
        rows: all.iter().map(row).collect(),
        form,
        choices: OnClash::ALL.iter().map(|one| (one.to_string(), page.t(one.key()))).collect(),
        may_edit: cx.can(Permission::EditProgramme, edition.id),
        page,
    })
}
