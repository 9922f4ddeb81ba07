//! Everything that was submitted to a call, with what the reviews add up to.

use super::{super::desk_call, tabs::Head, tone, tracks_of};
use crate::{
    Call, Proposal, ProposalState,
    decision::Verdict,
    proposal::{drafts_and_submissions, proposals_of, speakers_of},
    review::{Summary, reviews_of, summaries},
};
use askama::Template;
use axum::{extract::Path, response::Response};
use axum_extra::extract::Query;
use congress::Edition;
use kernel::Permission;
use serde::Deserialize;
use ui::{Form, Page};
use web::Cx;

/// Values and their words.
type Choices = Vec<(String, String)>;

#[derive(Template)]
#[template(path = "calls/desk/proposals.html")]
pub(super) struct ProposalsPage {
    page: Page,
    head: Head,
    rows: Vec<Row>,
    total: usize,
    drafts: u64,
    filters: Vec<(&'static str, String, Choices)>,
    filter: Form,
    pub(super) form: Form,
    verdicts: Vec<(String, String)>,
    untold: usize,
    may_edit: bool,
}

struct Row {
    href: String,
    title: String,
    lang: &'static str,
    code: String,
    named: String,
    speakers: String,
    kind: &'static str,
    track: String,
    state: &'static str,
    tone: &'static str,
    /// The decision was told to nobody yet.
    is_untold: bool,
    summary: Summary,
}

impl Row {
    fn number(&self, value: f64) -> String {
        if self.summary.count == 0 { "–".to_owned() } else { format!("{value:.2}") }
    }
}

/// What is asked for; what is not understood asks for nothing.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Filter {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    track: String,
    #[serde(default)]
    state: String,
}

impl Filter {
    fn takes(&self, proposal: &Proposal) -> bool {
        let track = || proposal.track.map(|track| track.to_string()).unwrap_or_default();
        (self.kind.is_empty() || proposal.kind.as_str() == self.kind)
            && (self.track.is_empty() || track() == self.track)
            && (self.state.is_empty() || proposal.state.as_str() == self.state)
    }
}

pub(super) async fn list(
    cx: Cx,
    Path((slug, call)): Path<(String, String)>,
    Query(filter): Query<Filter>,
) -> web::Result<Response> {
    let (edition, call) = desk_call(&cx, &slug, &call, Permission::ReadDesk).await?;
    web::ok(&sheet(&cx, &edition, &call, &filter, Form::new()).await?)
}

pub(super) async fn sheet(
    cx: &Cx,
    edition: &Edition,
    call: &Call,
    filter: &Filter,
    form: Form,
) -> web::Result<ProposalsPage> {
    let (db, ctx, text) = (cx.db(), cx.ctx(), cx.text());
    let page = congress::edition_page(cx, edition);
    let head = Head::new(cx, &page, edition, call, "");
    let tracks = tracks_of(cx, edition, call).await?;
    let all = proposals_of(db, ctx, call.id).await?;
    let ids: Vec<_> = all.iter().map(|proposal| proposal.id).collect();
    let speakers = speakers_of(db, ctx, &ids).await?;
    let sums = summaries(&call.card, &reviews_of(db, ctx, call.id).await?);
    let row = |proposal: &Proposal| {
        let names: Vec<&str> =
            speakers.get(&proposal.id).into_iter().flatten().map(|speaker| speaker.name.as_str()).collect();
        let track = tracks.iter().find(|(id, _)| proposal.track.is_some_and(|track| track.to_string() == *id));
        Row {
            href: format!("{}/proposals/{}", head.base, proposal.code),
            title: proposal.heading().to_owned(),
            lang: proposal.locale.html_lang(),
            code: proposal.code.clone(),
            named: format!("{}.{}", proposal.code, proposal.seen()),
            speakers: names.join(text.t("calls-comma").as_str()),
            kind: proposal.kind.key(),
            track: track.map(|(_, name)| name.clone()).unwrap_or_default(),
            state: proposal.state.key(),
            tone: tone(proposal.state),
            is_untold: proposal.state.is_decided() && !proposal.is_told(),
            summary: sums.get(&proposal.id).copied().unwrap_or_default(),
        }
    };
    let mut rows: Vec<Row> = all.iter().filter(|proposal| filter.takes(proposal)).map(row).collect();
    // The best first; what nobody has judged last; codes tell nothing and decide ties.
    rows.sort_by(|a, b| b.summary.mean.total_cmp(&a.summary.mean).then_with(|| a.code.cmp(&b.code)));
    let states = ProposalState::ALL.iter().filter(|state| **state != ProposalState::Draft);
    let kinds = call.kinds.iter().map(|kind| (kind.to_string(), text.t(kind.key()))).collect();
    let counts = drafts_and_submissions(db, ctx, edition.id).await?;
    Ok(ProposalsPage {
        total: all.len(),
        drafts: counts.get(&call.id).map_or(0, |(drafts, _)| *drafts),
        untold: all.iter().filter(|one| one.state.is_decided() && !one.is_told()).count(),
        filters: vec![
            ("kind", text.t("calls-field-kind"), kinds),
            ("track", text.t("calls-field-track"), tracks.clone()),
            ("state", text.t("calls-field-state"), states.map(|one| (one.to_string(), text.t(one.key()))).collect()),
        ],
        filter: Form::filled(
            [("kind", &filter.kind), ("track", &filter.track), ("state", &filter.state)].map(|(k, v)| (k, v.clone())),
        ),
        verdicts: Verdict::ALL.iter().map(|one| (one.to_string(), text.t(one.key()))).collect(),
        may_edit: cx.can(Permission::EditProgramme, edition.id),
        rows,
        head,
        form,
        page,
    })
}
