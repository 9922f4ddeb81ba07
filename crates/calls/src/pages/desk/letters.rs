//! The letters that tell decisions: read before they go.

use super::{
    super::{Refusal, desk_call, origin, refusal},
    decisions::chosen,
    tabs::Head,
    tone,
};
use crate::{
    Call, Error,
    decision::{Preview, preview, tell},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use congress::Edition;
use kernel::{FieldProblem, Permission, Problems};
use ui::{FlashKind, Form, Page};
use web::{Cx, Submission};

#[derive(Template)]
#[template(path = "calls/desk/letters.html")]
struct LettersPage {
    page: Page,
    head: Head,
    found: Preview,
    rows: Vec<Row>,
    form: Form,
    count: usize,
}

struct Row {
    named: String,
    title: String,
    lang: &'static str,
    code: String,
    state: &'static str,
    tone: &'static str,
    is_chosen: bool,
}

pub(super) async fn show(cx: Cx, Path((slug, call)): Path<(String, String)>) -> web::Result<Response> {
    let (edition, call) = desk_call(&cx, &slug, &call, Permission::EditProgramme).await?;
    web::ok(&sheet(&cx, &edition, &call, None).await?)
}

pub(super) async fn send(
    cx: Cx,
    Path((slug, call)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let (edition, call) = desk_call(&cx, &slug, &call, Permission::EditProgramme).await?;
    let mut problems = sent.problems.clone();
    let chosen = problems.take("chosen", chosen(&cx, &call, sent.values("chosen")).await?);
    let told = match chosen.filter(|_| problems.is_empty()) {
        Some(chosen) => tell(cx.db(), cx.ctx(), &edition, &call, &chosen, origin(&cx)).await,
        None => Err(Error::Invalid(problems)),
    };
    let Err(error) = told else {
        let path = format!("/{}/desk/calls/{}", edition.slug, call.slug);
        return Ok(web::with_flash(&cx, &path, FlashKind::Done, "calls-letters-sent"));
    };
    let (problems, status) = match refusal(error)? {
        Refusal::Problems(problems) => (problems, StatusCode::UNPROCESSABLE_ENTITY),
        Refusal::Stale => {
            (Problems::of("chosen", FieldProblem::new("calls-problem-letters-stale")), StatusCode::CONFLICT)
        }
    };
    let form = sent.form.with_problems(&problems, cx.text());
    web::html(status, &sheet(&cx, &edition, &call, Some(form)).await?)
}

/// `form` is what was sent; before that everything is ticked.
async fn sheet(cx: &Cx, edition: &Edition, call: &Call, form: Option<Form>) -> web::Result<LettersPage> {
    let page = congress::edition_page(cx, edition);
    let found = preview(cx.db(), cx.ctx(), edition, call, origin(cx)).await?;
    let row = |proposal: &crate::Proposal| {
        let named = format!("{}.{}", proposal.code, proposal.seen());
        Row {
            is_chosen: form.as_ref().is_none_or(|form| form.chosen("chosen", &named)),
            named,
            title: proposal.heading().to_owned(),
            lang: proposal.locale.html_lang(),
            code: proposal.code.clone(),
            state: proposal.state.key(),
            tone: tone(proposal.state),
        }
    };
    Ok(LettersPage {
        head: Head::new(cx, &page, edition, call, "/letters"),
        rows: found.waiting.iter().map(row).collect(),
        count: found.letters.iter().map(|letter| letter.count).sum(),
        found,
        form: form.unwrap_or_default(),
        page,
    })
}
