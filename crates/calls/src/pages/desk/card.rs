//! The score card of a call.

use super::{
    super::{Refusal, desk_call, refusal},
    Version, compared,
    tabs::Head,
};
use crate::{Call, ScoreCard, call::set_card, typed::revision};
use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use congress::Edition;
use kernel::Permission;
use ui::{FlashKind, Form, Page};
use web::{Cx, Submission};

#[derive(Template)]
#[template(path = "calls/desk/card.html")]
struct CardPage {
    page: Page,
    head: Head,
    form: Form,
    /// The rows of criteria, each with the names of its fields.
    rows: Vec<[String; 5]>,
    action: String,
    versions: Vec<Version>,
}

pub(super) async fn show(cx: Cx, Path((slug, call)): Path<(String, String)>) -> web::Result<Response> {
    let (edition, call) = desk_call(&cx, &slug, &call, Permission::EditProgramme).await?;
    let form = call.card.form(call.revision);
    web::ok(&sheet(&cx, &edition, &call, form))
}

pub(super) async fn store(
    cx: Cx,
    Path((slug, call)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let (edition, call) = desk_call(&cx, &slug, &call, Permission::EditProgramme).await?;
    let stored = match ScoreCard::read(&sent) {
        Ok(card) => set_card(cx.db(), cx.ctx(), &call, revision(&sent), &card).await,
        Err(problems) => Err(problems.into()),
    };
    let Err(error) = stored else {
        let path = format!("/{}/desk/calls/{}/card", edition.slug, call.slug);
        return Ok(web::with_flash(&cx, &path, FlashKind::Done, "calls-card-saved"));
    };
    match refusal(error)? {
        Refusal::Problems(problems) => {
            web::invalid(&sheet(&cx, &edition, &call, sent.form.with_problems(&problems, cx.text())))
        }
        Refusal::Stale => {
            let theirs = call.card.form(call.revision);
            let mut sheet = sheet(&cx, &edition, &call, sent.form);
            sheet.compare(&theirs);
            web::html(StatusCode::CONFLICT, &sheet)
        }
    }
}

fn sheet(cx: &Cx, edition: &Edition, call: &Call, form: Form) -> CardPage {
    let page = congress::edition_page(cx, edition);
    let head = Head::new(cx, &page, edition, call, "/card");
    let row = |n: usize| {
        [
            format!("name_{n}_en"),
            format!("name_{n}_zh"),
            format!("anchors_{n}_en"),
            format!("anchors_{n}_zh"),
            format!("weight_{n}"),
        ]
    };
    CardPage {
        action: format!("{}/card", head.base),
        rows: (1..=crate::card::MOST_CRITERIA).map(row).collect(),
        versions: Vec::new(),
        head,
        form,
        page,
    }
}

impl CardPage {
    fn compare(&mut self, theirs: &Form) {
        let none: &[(String, String)] = &[];
        let scale = ["least", "most", "step"];
        let label = |name: &str| self.page.t(&format!("calls-field-scale-{name}"));
        let mut rows: Vec<_> = scale.iter().map(|name| ((*name).to_owned(), label(name), none)).collect();
        let parts = ["name-en", "name-zh", "anchors-en", "anchors-zh", "weight"];
        for (number, fields) in (1..).zip(&self.rows) {
            for (field, part) in fields.iter().zip(parts) {
                let words = self.page.t(&format!("calls-field-criterion-{part}"));
                rows.push((field.clone(), format!("{number}. {words}"), none));
            }
        }
        let versions = compared(&rows, theirs, &self.form);
        self.versions = versions;
        self.form.set("revision", theirs.value("revision"));
    }
}
