//! Who speaks with whom: those who have joined, and the links by which others can.

use super::{super::own_at, tabs::Head};
use crate::{
    Call, Error, LinkId, Proposal, ProposalState,
    proposal::{Link, Speaker, links, make_link, revoke_link, speakers},
    typed::revision,
};
use askama::Template;
use axum::{extract::Path, response::Response};
use congress::Edition;
use kernel::words;
use ui::{FlashKind, Form, Page};
use web::{Cx, Submission};

#[derive(Template)]
#[template(path = "calls/site/co_speakers.html")]
struct CoSpeakersPage {
    page: Page,
    head: Head,
    form: Form,
    speakers: Vec<Speaker>,
    links: Vec<Link>,
    action: String,
    /// Shown in the answer itself: only its digest is stored.
    made: String,
    may_invite: bool,
}

pub(super) async fn show(cx: Cx, Path((slug, code)): Path<(String, String)>) -> web::Result<Response> {
    let (edition, call, proposal) = own_at(&cx, &slug, &code).await?;
    let form = Form::filled([("revision", proposal.revision.to_string())]);
    web::ok(&sheet(&cx, &edition, &call, &proposal, form).await?)
}

pub(super) async fn make(
    cx: Cx,
    Path((slug, code)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let (edition, call, proposal) = own_at(&cx, &slug, &code).await?;
    let mut problems = sent.problems.clone();
    let note = problems.take("note", words::line(sent.value("note"), 120));
    let made = match note.filter(|_| problems.is_empty()) {
        Some(note) => make_link(cx.db(), cx.ctx(), proposal.id, revision(&sent), &note).await,
        None => Err(problems.into()),
    };
    match made {
        Ok(token) => {
            let form = Form::filled([("revision", proposal.revision.to_string())]);
            let mut sheet = sheet(&cx, &edition, &call, &proposal, form).await?;
            let path = sheet.page.path(format!("/{}/co-speaker/{token}", edition.slug));
            sheet.made = format!("{}{path}", sheet.page.origin);
            web::ok(&sheet)
        }
        Err(Error::Invalid(problems)) => {
            let form = sent.form.with_problems(&problems, cx.text());
            web::invalid(&sheet(&cx, &edition, &call, &proposal, form).await?)
        }
        Err(other) => Err(other.into()),
    }
}

pub(super) async fn revoke(cx: Cx, Path((slug, code, id)): Path<(String, String, LinkId)>) -> web::Result<Response> {
    let (edition, _, proposal) = own_at(&cx, &slug, &code).await?;
    revoke_link(cx.db(), cx.ctx(), &proposal, id).await?;
    let path = format!("/{}/proposals/{}/co-speakers", edition.slug, proposal.code);
    Ok(web::with_flash(&cx, &path, FlashKind::Done, "calls-link-revoked"))
}

async fn sheet(
    cx: &Cx,
    edition: &Edition,
    call: &Call,
    proposal: &Proposal,
    form: Form,
) -> web::Result<CoSpeakersPage> {
    let page = congress::edition_page(cx, edition);
    let head = Head::new(cx, &page, edition, (call, proposal), "/co-speakers").await?;
    Ok(CoSpeakersPage {
        speakers: speakers(cx.db(), cx.ctx(), proposal.id).await?,
        links: links(cx.db(), cx.ctx(), proposal.id).await?,
        action: page.path(format!("/{}/proposals/{}/co-speakers", edition.slug, proposal.code)),
        made: String::new(),
        may_invite: head.is_owner && matches!(proposal.apparent(), ProposalState::Draft | ProposalState::Submitted),
        head,
        form,
        page,
    })
}
