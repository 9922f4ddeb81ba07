//! The pile of a reviewer, and how much of it is done.

use super::reviewed_call;
use crate::{Proposal, Review, ReviewState, review::reviewable, typed::decimal};
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
}

pub(super) async fn show(cx: Cx, Path((slug, call)): Path<(String, String)>) -> web::Result<Response> {
    let (edition, call) = reviewed_call(&cx, &slug, &call).await?;
    let page = congress::edition_page(&cx, &edition);
    let base = page.path(format!("/{}/calls/{}/review", edition.slug, call.slug));
    let pile = reviewable(cx.db(), cx.ctx(), &call).await?;
    let row = |(proposal, review): &(Proposal, Option<Review>)| {
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
        }
    };
    let rows: Vec<Row> = pile.iter().map(row).collect();
    let is_done = |(_, review): &(Proposal, Option<Review>)| {
        review.as_ref().is_some_and(|review| review.state == ReviewState::Submitted)
    };
    let next = pile.iter().find(|one| !is_done(one)).map(|(proposal, _)| format!("{base}/{}", proposal.code));
    web::ok(&PilePage {
        call: Words::of(&call.title, cx.locale()),
        blind: call.blind,
        done: pile.iter().filter(|one| is_done(one)).count(),
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
