//! One proposal, whole: what was submitted, by whom, and what reviewers say.

use super::{
    super::{
        desk_call, desk_proposal,
        field::{Line, lines},
    },
    reviewing::{Assignees, assignees},
    tabs::Head,
    tone, tracks_of,
};
use crate::{
    AskedOf, Proposal, ReviewState,
    member::members,
    proposal::{Speaker, speakers},
    question::questions,
    review::reviews_of,
    typed::decimal,
};
use askama::Template;
use axum::{extract::Path, response::Response};
use kernel::{AccountId, Permission, Viewer};
use programme::session::language_name;
use std::collections::HashMap;
use ui::Page;
use web::Cx;

#[derive(Template)]
#[template(path = "calls/desk/proposal.html")]
struct ProposalPage {
    page: Page,
    head: Head,
    proposal: Proposal,
    tone: &'static str,
    kind: String,
    track: String,
    languages: String,
    submitted: String,
    lines: Vec<Line>,
    speakers: Vec<SpeakerCard>,
    criteria: Vec<String>,
    reviews: Vec<Judgement>,
    /// For those who may ask reviewers.
    assignees: Option<Assignees>,
    session_href: String,
}

struct SpeakerCard {
    speaker: Speaker,
    /// For those who may read contacts.
    email: String,
    lines: Vec<Line>,
}

struct Judgement {
    reviewer: String,
    is_recused: bool,
    scores: Vec<String>,
    total: String,
    remark: String,
}

pub(super) async fn show(cx: Cx, Path((slug, call, code)): Path<(String, String, String)>) -> web::Result<Response> {
    let (edition, call) = desk_call(&cx, &slug, &call, Permission::ReadDesk).await?;
    let proposal = desk_proposal(&cx, &edition, &call, &code).await?;
    let (db, ctx, locale) = (cx.db(), cx.ctx(), cx.locale());
    let page = congress::edition_page(&cx, &edition);
    let asked = questions(db, ctx, call.id).await?;
    let tracks = tracks_of(&cx, &edition, &call).await?;
    let track = tracks.into_iter().find(|(id, _)| proposal.track.is_some_and(|track| track.to_string() == *id));
    let all = speakers(db, ctx, proposal.id).await?;
    let emails =
        if cx.can(Permission::ReadContacts, edition.id) { addresses(&cx, &all).await? } else { HashMap::new() };
    let card = |speaker: Speaker| SpeakerCard {
        email: emails.get(&speaker.account).cloned().unwrap_or_default(),
        lines: lines(&cx, &asked, (AskedOf::Speaker, proposal.kind), &speaker.answers, false),
        speaker,
    };
    let languages: Vec<&str> = proposal.languages.codes().map(|code| language_name(code, locale)).collect();
    let submitted = proposal.submitted_at.map(|at| super::super::moment::Moment::new(at, &call.zone, locale).local);
    let session = match proposal.session {
        Some(id) => programme::session::session(db, ctx, id).await?,
        None => None,
    };
    web::ok(&ProposalPage {
        head: Head::new(&cx, &page, &edition, &call, ""),
        tone: tone(proposal.state),
        kind: page.t(proposal.kind.key()),
        track: track.map(|(_, name)| name).unwrap_or_default(),
        languages: languages.join(page.t("calls-comma").as_str()),
        submitted: submitted.unwrap_or_default(),
        lines: lines(&cx, &asked, (AskedOf::Proposal, proposal.kind), &proposal.answers, false),
        speakers: all.into_iter().map(card).collect(),
        criteria: call.card.criteria.iter().map(|one| one.name.get(locale).text.to_owned()).collect(),
        reviews: judgements(&cx, &call, &proposal).await?,
        assignees: assignees(&cx, &call, &proposal).await?,
        session_href: session
            .map(|session| page.path(format!("/{}/desk/sessions/{}", edition.slug, session.code)))
            .unwrap_or_default(),
        proposal,
        page,
    })
}

async fn addresses(cx: &Cx, speakers: &[Speaker]) -> web::Result<HashMap<AccountId, String>> {
    let ids: Vec<AccountId> = speakers.iter().map(|speaker| speaker.account).collect();
    let everything = cx.ctx().seen_by(Viewer::system());
    let found = accounts::accounts(cx.db(), &everything, &ids).await?;
    Ok(found.into_iter().filter_map(|one| Some((one.id, one.email?.to_string()))).collect())
}

async fn judgements(cx: &Cx, call: &crate::Call, proposal: &Proposal) -> web::Result<Vec<Judgement>> {
    let reviewers = members(cx.db(), cx.ctx(), call.id).await?;
    let all = reviews_of(cx.db(), cx.ctx(), call.id).await?;
    let own = all.into_iter().filter(|review| review.proposal == proposal.id);
    let judgement = |review: crate::Review| {
        let known = reviewers.iter().find(|member| member.account == review.account);
        let score = |one: &crate::Criterion| {
            review.scores.0.get(&one.key).map_or_else(|| "–".to_owned(), |score| decimal(*score))
        };
        Judgement {
            reviewer: known.map(|member| member.email.to_string()).unwrap_or_default(),
            is_recused: review.state == ReviewState::Recused,
            scores: call.card.criteria.iter().map(score).collect(),
            total: review.scores.total(&call.card).map(|total| format!("{:.2}", total / 100.0)).unwrap_or_default(),
            remark: review.remark,
        }
    };
    Ok(own.filter(|review| review.state != ReviewState::Draft).map(judgement).collect())
}
