//! Two editors, one record: both versions side by side, and a choice.

use super::edition_page;
use crate::{
    edition::Edition,
    fields::{Difference, Field, differences, rows},
};
use askama::Template;
use axum::response::Response;
use ui::{Form, Page};
use web::Cx;

#[derive(Template)]
#[template(path = "congress/conflict.html")]
struct ConflictPage {
    page: Page,
    action: String,
    back: String,
    differences: Vec<Difference>,
    hidden: Vec<(String, String)>,
}

/// Where the two ways out of a conflict lead, without language.
pub(super) struct WaysOut {
    /// Takes the form again.
    pub(super) action: String,
    /// Shows what is stored.
    pub(super) back: String,
}

/// Answers 409 with what is stored beside what was sent. Sending again carries
/// the revision that was now seen.
pub(super) fn page(
    cx: &Cx,
    edition: &Edition,
    ways: &WaysOut,
    fields: &[Field],
    theirs: &Form,
    yours: &Form,
) -> web::Result<Response> {
    let page = edition_page(cx, edition);
    let text = cx.text();
    let controls = rows(fields, text).into_iter().flatten();
    let mut hidden: Vec<(String, String)> = controls
        .map(|control| {
            let value = yours.value(&control.name).to_owned();
            (control.name, value)
        })
        .collect();
    hidden.push(("revision".to_owned(), theirs.value("revision").to_owned()));
    // Answers given beside the fields are given again.
    for name in ["keep", "step"] {
        hidden.extend(yours.has(name).then(|| (name.to_owned(), yours.value(name).to_owned())));
    }
    web::conflict(&ConflictPage {
        action: page.path(&ways.action),
        back: page.path(&ways.back),
        differences: differences(fields, theirs, yours, text),
        hidden,
        page,
    })
}
