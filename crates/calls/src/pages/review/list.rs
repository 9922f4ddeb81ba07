//! The queue of a reviewer, and how much of it is done.

use super::reviewed_call;
use crate::{
    Review, ReviewState,
    review::{Queued, progress, queue},
    typed::decimal,
};
use askama::Template;
use axum::{extract::Path, response::Response};
use congress::Words;
use ui::Page;
use web::Cx;

#[derive(Template)]
#[template(path = "calls/review/list.html")]
struct PilePage {
    page: Page,
    call: Words,
    blind: bool,
    rows: Vec<Row>,
    done: usize,
    /// Of how many: of what was asked, or of everything.
    total: usize,
    /// The first that is not done.
    next_href: String,
}

struct Row {
    href: String,
    title: String,
    lang: &'static str,
    code: String,
    kind: &'static str,
    /// Id of the name of the state of the own review.
    state: &'static str,
    tone: &'static str,
    score: String,
    is_asked: bool,
}

pub(super) async fn show(cx: Cx, Path((slug, call)): Path<(String, String)>) -> web::Result<Response> {
    let (edition, call) = reviewed_call(&cx, &slug, &call).await?;
    let page = congress::edition_page(&cx, &edition);
    let base = page.path(format!("/{}/calls/{}/review", edition.slug, call.slug));
    let queue = queue(cx.db(), cx.ctx(), &call).await?;
    let row = |Queued { proposal, review, is_asked }: &Queued| {
        let (state, tone) = state_of(review.as_ref());
        let total = review.as_ref().and_then(|review| review.scores.total(&call.card));
        Row {
            href: format!("{base}/{}", proposal.code),
            title: proposal.heading().to_owned(),
            lang: proposal.locale.html_lang(),
            code: proposal.code.clone(),
            kind: proposal.kind.key(),
            state,
            tone,
            score: total.map(points).unwrap_or_default(),
            is_asked: *is_asked,
        }
    };
    let rows: Vec<Row> = queue.iter().map(row).collect();
    let next = queue.iter().find(|one| !one.is_done()).map(|one| format!("{base}/{}", one.proposal.code));
    let (done, total) = progress(&queue);
    web::ok(&PilePage {
        call: Words::of(&call.title, cx.locale()),
        blind: call.blind,
        done,
        total,
        next_href: next.unwrap_or_default(),
        rows,
        page,
    })
}

fn state_of(review: Option<&Review>) -> (&'static str, &'static str) {
    match review.map(|review| review.state) {
        Some(ReviewState::Submitted) => ("calls-review-submitted", "good"),
        Some(_) => ("calls-review-draft", "warn"),
        None => ("calls-review-none", "outline"),
    }
}

/// Hundredths of a point as a score: `7.4`.
pub(super) fn points(hundredths: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "a score has at most 10,000 hundredths")]
    let rounded = hundredths.round() as i32;
    decimal(rounded)
}
