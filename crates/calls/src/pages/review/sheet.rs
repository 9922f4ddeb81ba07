//! One proposal and the reviewer's score card for it.

use super::{list::points, reviewed_call};
use crate::{
    AskedOf, Call, Criterion, Error, Proposal, Review, ReviewState,
    pages::{
        Refusal,
        desk::{Version, compared},
        field::{Line, lines},
        refusal,
    },
    proposal::{Speaker, speakers},
    question::questions,
    review::{
        Queued, ReviewDetails, SaveHow, others, own_review, queue, recuse as step_aside, reviewable_by_code,
        save_review,
    },
    typed::{decimal, revision},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use congress::{Edition, Words};
use programme::session::language_name;
use ui::{FlashKind, Form, Page};
use web::{Cx, Submission};

#[derive(Template)]
#[template(path = "calls/review/sheet.html")]
struct SheetPage {
    page: Page,
    call: Words,
    proposal: Proposal,
    kind: String,
    track: String,
    languages: String,
    lines: Vec<Line>,
    /// Nobody, where the call is blind.
    speakers: Vec<(Speaker, Vec<Line>)>,
    criteria: Vec<Judged>,
    form: Form,
    scale: [String; 3],
    /// Its own review counts already.
    is_submitted: bool,
    /// Speakers were told of a decision: nothing changes any more.
    is_over: bool,
    others: Vec<Other>,
    action: String,
    list: String,
    next_href: String,
    versions: Vec<Version>,
}

/// A criterion as a field.
struct Judged {
    field: String,
    name: String,
    hint: String,
}

/// What somebody else thinks, without a name.
struct Other {
    total: String,
    remark: String,
}

type At = Path<(String, String, String)>;

pub(super) async fn show(cx: Cx, Path((slug, call, code)): At) -> web::Result<Response> {
    let (edition, call) = reviewed_call(&cx, &slug, &call).await?;
    let proposal = reviewable_by_code(cx.db(), cx.ctx(), &call, &code).await?;
    let own = own_review(cx.db(), cx.ctx(), proposal.id).await?;
    let form = ReviewDetails::form(own.as_ref());
    web::ok(&sheet(&cx, &edition, &call, proposal, own.as_ref(), form).await?)
}

pub(super) async fn save(cx: Cx, at: At, sent: Submission) -> web::Result<Response> {
    write(cx, at, sent, SaveHow::Partly).await
}

pub(super) async fn submit(cx: Cx, at: At, sent: Submission) -> web::Result<Response> {
    write(cx, at, sent, SaveHow::Submitted).await
}

async fn write(cx: Cx, Path((slug, call, code)): At, sent: Submission, how: SaveHow) -> web::Result<Response> {
    let (edition, call) = reviewed_call(&cx, &slug, &call).await?;
    let proposal = reviewable_by_code(cx.db(), cx.ctx(), &call, &code).await?;
    let seen = (proposal.id, revision(&sent));
    let stored = match ReviewDetails::read(&sent, &call.card, how) {
        Ok(details) => save_review(cx.db(), cx.ctx(), &call, seen, &details, how).await,
        Err(problems) => Err(problems.into()),
    };
    match stored {
        Ok(state) => {
            let path = format!("/{}/calls/{}/review/{}", edition.slug, call.slug, proposal.code);
            let submitted = state == ReviewState::Submitted;
            let key = if submitted { "calls-review-counts" } else { "calls-review-saved" };
            Ok(web::with_flash(&cx, &path, FlashKind::Done, key))
        }
        Err(error) => refused(&cx, &edition, &call, proposal, sent.form, error).await,
    }
}

async fn refused(
    cx: &Cx,
    edition: &Edition,
    call: &Call,
    proposal: Proposal,
    typed: Form,
    error: Error,
) -> web::Result<Response> {
    let own = own_review(cx.db(), cx.ctx(), proposal.id).await?;
    let (form, status) = match refusal(error)? {
        Refusal::Problems(problems) => (typed.with_problems(&problems, cx.text()), StatusCode::UNPROCESSABLE_ENTITY),
        Refusal::Stale => (typed, StatusCode::CONFLICT),
    };
    let mut sheet = sheet(cx, edition, call, proposal, own.as_ref(), form).await?;
    if status == StatusCode::CONFLICT {
        let theirs = ReviewDetails::form(own.as_ref());
        let none: &[(String, String)] = &[];
        let mut rows: Vec<_> = sheet.criteria.iter().map(|one| (one.field.clone(), one.name.clone(), none)).collect();
        rows.push(("remark".to_owned(), cx.text().t("calls-field-remark"), none));
        sheet.versions = compared(&rows, &theirs, &sheet.form);
        sheet.form.set("revision", theirs.value("revision"));
    }
    web::html(status, &sheet)
}

pub(super) async fn recuse(cx: Cx, Path((slug, call, code)): At, sent: Submission) -> web::Result<Response> {
    let (edition, call) = reviewed_call(&cx, &slug, &call).await?;
    let proposal = reviewable_by_code(cx.db(), cx.ctx(), &call, &code).await?;
    step_aside(cx.db(), cx.ctx(), &call, proposal.id, revision(&sent)).await?;
    let path = format!("/{}/calls/{}/review", edition.slug, call.slug);
    Ok(web::with_flash(&cx, &path, FlashKind::Done, "calls-review-recused"))
}

async fn sheet(
    cx: &Cx,
    edition: &Edition,
    call: &Call,
    proposal: Proposal,
    own: Option<&Review>,
    form: Form,
) -> web::Result<SheetPage> {
    let (db, ctx, locale) = (cx.db(), cx.ctx(), cx.locale());
    let page = congress::edition_page(cx, edition);
    let asked = questions(db, ctx, call.id).await?;
    let base = page.path(format!("/{}/calls/{}/review", edition.slug, call.slug));
    // Asked of the call, not of the role: staff who review a blind call are blind.
    let known = if call.blind { Vec::new() } else { speakers(db, ctx, proposal.id).await? };
    let with_lines = |speaker: Speaker| {
        let of = (AskedOf::Speaker, proposal.kind);
        let lines = lines(cx, &asked, of, &speaker.answers, true);
        (speaker, lines)
    };
    let queue = queue(db, ctx, call).await?;
    let open = |one: &&Queued| one.proposal.id != proposal.id && !one.is_done();
    let tracks = super::super::desk::tracks_of(cx, edition, call).await?;
    let track = tracks.into_iter().find(|(id, _)| proposal.track.is_some_and(|track| track.to_string() == *id));
    let languages: Vec<&str> = proposal.languages.codes().map(|code| language_name(code, locale)).collect();
    Ok(SheetPage {
        call: Words::of(&call.title, locale),
        kind: page.t(proposal.kind.key()),
        track: track.map(|(_, name)| name).unwrap_or_default(),
        languages: languages.join(page.t("calls-comma").as_str()),
        lines: lines(cx, &asked, (AskedOf::Proposal, proposal.kind), &proposal.answers, true),
        speakers: known.into_iter().map(with_lines).collect(),
        criteria: call.card.criteria.iter().map(|criterion| judged(&page, criterion)).collect(),
        scale: [call.card.least, call.card.most, call.card.step].map(decimal),
        is_submitted: own.is_some_and(|own| own.state == ReviewState::Submitted),
        is_over: proposal.told.is_some(),
        others: others(db, ctx, proposal.id).await?.into_iter().map(|review| other(call, review)).collect(),
        action: format!("{base}/{}", proposal.code),
        next_href: queue.iter().find(open).map(|one| format!("{base}/{}", one.proposal.code)).unwrap_or_default(),
        list: base,
        versions: Vec::new(),
        form,
        proposal,
        page,
    })
}

fn judged(page: &Page, criterion: &Criterion) -> Judged {
    let anchors = criterion.anchors.get(page.locale).text;
    let weight = page.t1("calls-weight-is", "weight", decimal(criterion.weight));
    Judged {
        field: format!("score_{}", criterion.key),
        name: criterion.name.get(page.locale).text.to_owned(),
        hint: if anchors.is_empty() { weight } else { format!("{anchors} · {weight}") },
    }
}

fn other(call: &Call, review: Review) -> Other {
    Other { total: review.scores.total(&call.card).map(points).unwrap_or_default(), remark: review.remark }
}
