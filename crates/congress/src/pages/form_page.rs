//! The one page for every form of this crate.

use super::edition_page;
use crate::{
    edition::Edition,
    fields::{Control, Field, rows},
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use kernel::Problems;
use ui::{Form, Page};
use web::Cx;

/// A form with its fields, filled, and with what is wrong.
#[derive(Template)]
#[template(path = "congress/form.html")]
pub(super) struct FormPage {
    page: Page,
    title: String,
    lead: String,
    action: String,
    back: String,
    submit: String,
    rows: Vec<Vec<Control>>,
    form: Form,
    removal: Option<String>,
    question: Option<ZoneQuestion>,
}

/// What the zone question shows.
#[derive(Clone, Debug, Default)]
pub(super) struct ZoneQuestion {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) total: u64,
    pub(super) moments: Vec<MomentRow>,
}

/// One moment before the change and after either answer.
#[derive(Clone, Debug)]
pub(super) struct MomentRow {
    pub(super) label: String,
    pub(super) now: String,
    pub(super) wall_clock: String,
    pub(super) instants: String,
}

/// What a form page is made from. Paths are without language.
pub(super) struct FormSheet<'a> {
    pub(super) title: String,
    pub(super) lead: &'static str,
    pub(super) submit: &'static str,
    pub(super) action: String,
    pub(super) back: String,
    pub(super) fields: &'a [Field],
    pub(super) form: Form,
}

impl FormSheet<'_> {
    /// The page outside or inside an edition.
    pub(super) fn page(self, cx: &Cx, edition: Option<&Edition>) -> FormPage {
        let page = edition.map_or_else(|| cx.page(), |edition| edition_page(cx, edition));
        let text = cx.text();
        FormPage {
            title: self.title,
            lead: if self.lead.is_empty() { String::new() } else { text.t(self.lead) },
            submit: text.t(self.submit),
            action: page.path(&self.action),
            back: page.path(&self.back),
            rows: rows(self.fields, text),
            form: self.form,
            removal: None,
            question: None,
            page,
        }
    }

    /// The same with what is wrong.
    #[must_use]
    pub(super) fn with_problems(mut self, cx: &Cx, problems: &Problems) -> Self {
        self.form = self.form.with_problems(problems, cx.text());
        self
    }
}

impl FormPage {
    /// Offers to remove the record, at this path without language.
    #[must_use]
    pub(super) fn removable(mut self, path: &str) -> Self {
        self.removal = Some(self.page.path(path));
        self
    }

    /// Asks what the zone change shall keep.
    #[must_use]
    pub(super) fn asking(mut self, question: ZoneQuestion) -> Self {
        self.question = Some(question);
        self
    }

    /// The answer.
    pub(super) fn answer(&self, status: StatusCode) -> web::Result<Response> {
        web::html(status, self)
    }
}
