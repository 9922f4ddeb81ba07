//! The binary's own pages: figures for the operator, and the demonstration's
//! mail.

use askama::Template;
use axum::response::Response;
use kernel::Viewer;
use mail::KeptLetter;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::sync::LazyLock;
use web::{Cx, Error, Module, Routes, Who};

ui::catalogue!();

static METRICS: LazyLock<Option<PrometheusHandle>> = LazyLock::new(|| PrometheusBuilder::new().install_recorder().ok());

/// The binary's own slice.
pub fn module() -> Module {
    ui::register(&TEXT);
    LazyLock::force(&METRICS);
    Module {
        name: "convoke",
        routes: Routes::new().get("/metrics", metrics, Who::Machine, "/metrics").get(
            "/demonstration/mail",
            mail_page,
            Who::Demonstration,
            "/demonstration/mail",
        ),
        migrations: &[],
        menu: Vec::new(),
        jobs: jobs::Handlers::new(),
    }
}

async fn metrics() -> Result<String, Error> {
    METRICS.as_ref().map(PrometheusHandle::render).ok_or(Error::NotFound)
}

/// Letters that the page shows.
const LATEST: u64 = 50;

#[derive(Template)]
#[template(path = "convoke/mail.html")]
struct MailPage {
    page: ui::Page,
    letters: Vec<KeptLetter>,
}

async fn mail_page(cx: Cx) -> Result<Response, Error> {
    // Only the demonstration, on its own machine, gets here: the letters are to invented people.
    let letters = mail::letters(cx.db(), &cx.ctx().seen_by(Viewer::system()), LATEST).await?;
    web::ok(&MailPage { page: cx.page(), letters })
}

#[cfg(test)]
mod tests {
    #[test]
    fn both_languages_are_complete() {
        let templates = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        ui::text::assert_complete(&super::TEXT, &templates);
    }
}
