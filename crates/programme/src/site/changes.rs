//! The releases of the programme, each with what it changed, in words.

use crate::{
    release::{self, ReleaseDifference},
    view::Views,
};
use askama::Template;
use axum::{Extension, extract::Path, response::Response};
use ui::Page;
use web::Cx;

#[derive(Template)]
#[template(path = "programme/site/changes.html")]
struct ChangesPage {
    page: Page,
    /// Newest first.
    releases: Vec<Told>,
}

/// A release and when it was made, in words.
struct Told {
    difference: ReleaseDifference,
    /// For machines, and for readers by the edition's clock.
    datetime: String,
    date: String,
    clock: String,
}

pub(super) async fn show(
    cx: Cx,
    Extension(views): Extension<Views>,
    Path(slug): Path<String>,
) -> web::Result<Response> {
    let view = views.view(&cx, &slug).await?;
    web::cached(&cx, || async {
        let page = congress::edition_page(&cx, &view.edition);
        let tell = |difference: ReleaseDifference| {
            let at = difference.release.released_at.in_zone(&view.edition.zone);
            Told {
                datetime: difference.release.released_at.to_rfc3339(),
                date: ui::long_date(at.date(), page.locale),
                clock: format!("{:02}:{:02}", at.hour(), at.minute()),
                difference,
            }
        };
        let history = release::history(cx.db(), cx.ctx(), &view.edition).await?;
        web::ok(&ChangesPage { releases: history.into_iter().map(tell).collect(), page })
    })
    .await
}
