//! Two editors, one record: both versions side by side, and a choice.

use askama::Template;
use axum::response::Response;
use congress::{Edition, edition_page};
use kernel::Locale;
use ui::{Form, Page};
use web::Cx;

/// A field that is compared: its name, the id of its label, and whether it is
/// written in every language.
pub(super) type Compared = (&'static str, &'static str, bool);

#[derive(Template)]
#[template(path = "directory/conflict.html")]
struct ConflictPage {
    page: Page,
    action: String,
    differences: Vec<Difference>,
    hidden: Vec<(String, String)>,
}

struct Difference {
    label: String,
    theirs: String,
    yours: String,
}

/// Answers 409 with what is stored beside what was sent. To send it again
/// carries the revision that was now seen. `path` shows what is stored, and
/// takes the form.
pub(super) fn page(
    cx: &Cx,
    edition: &Edition,
    path: &str,
    fields: &[Compared],
    theirs: &Form,
    yours: &Form,
) -> web::Result<Response> {
    let page = edition_page(cx, edition);
    let mut differences = Vec::new();
    let mut hidden = vec![("revision".to_owned(), theirs.value("revision").to_owned())];
    for (name, label) in controls(&page, fields) {
        if yours.has(&name) {
            hidden.push((name.clone(), yours.value(&name).to_owned()));
        }
        if theirs.value(&name) != yours.value(&name) {
            let (theirs, yours) = (theirs.value(&name).to_owned(), yours.value(&name).to_owned());
            differences.push(Difference { label, theirs, yours });
        }
    }
    web::conflict(&ConflictPage { action: page.in_edition(path), differences, hidden, page })
}

fn controls(page: &Page, fields: &[Compared]) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (name, key, every_language) in fields {
        if *every_language {
            all.extend(Locale::ALL.iter().map(|locale| {
                (crate::typed::in_language(name, *locale), super::related_view::in_language(page, key, *locale))
            }));
        } else {
            all.push(((*name).to_owned(), page.t(key)));
        }
    }
    all
}
