//! What a speaker writes about himself or herself.

use super::{
    super::{
        Refusal,
        desk::{Compared, Version, compared},
        field::{Field, fields},
        own_at, refusal,
    },
    tabs::Head,
};
use crate::{
    AskedOf, Call, Proposal, ProposalState, Question,
    proposal::{Speaker, SpeakerDetails, save_speaker, speakers},
    question::questions,
    typed::revision,
};
use askama::Template;
use axum::{extract::Path, response::Response};
use congress::Edition;
use ui::{FlashKind, Form, Page};
use web::{Cx, Submission};

#[derive(Template)]
#[template(path = "calls/site/speaker.html")]
struct SpeakerPage {
    page: Page,
    head: Head,
    form: Form,
    fields: Vec<Field>,
    action: String,
    may_edit: bool,
    versions: Vec<Version>,
}

pub(super) async fn show(cx: Cx, Path((slug, code)): Path<(String, String)>) -> web::Result<Response> {
    let (edition, call, proposal) = own_at(&cx, &slug, &code).await?;
    let form = SpeakerDetails::form(&own(&cx, &proposal).await?);
    let asked = questions(cx.db(), cx.ctx(), call.id).await?;
    web::ok(&sheet(&cx, &edition, (&call, &asked), &proposal, form).await?)
}

async fn own(cx: &Cx, proposal: &Proposal) -> web::Result<Speaker> {
    let all = speakers(cx.db(), cx.ctx(), proposal.id).await?;
    let own = all.into_iter().find(|speaker| Some(speaker.account) == cx.viewer().account_id());
    own.ok_or(web::Error::NotFound)
}

pub(super) async fn save(
    cx: Cx,
    Path((slug, code)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let (edition, call, proposal) = own_at(&cx, &slug, &code).await?;
    let before = own(&cx, &proposal).await?;
    let asked = questions(cx.db(), cx.ctx(), call.id).await?;
    let stored = match SpeakerDetails::read(&sent, &asked, proposal.kind, &before.answers) {
        Ok(details) => save_speaker(cx.db(), cx.ctx(), &call, &proposal, revision(&sent), &details).await,
        Err(problems) => Err(problems.into()),
    };
    let Err(error) = stored else {
        let path = format!("/{}/proposals/{}/speaker", edition.slug, proposal.code);
        return Ok(web::with_flash(&cx, &path, FlashKind::Done, "calls-speaker-saved"));
    };
    match refusal(error)? {
        Refusal::Problems(problems) => {
            let form = sent.form.with_problems(&problems, cx.text());
            web::invalid(&sheet(&cx, &edition, (&call, &asked), &proposal, form).await?)
        }
        Refusal::Stale => {
            let theirs = SpeakerDetails::form(&before);
            let mut sheet = sheet(&cx, &edition, (&call, &asked), &proposal, sent.form).await?;
            sheet.versions = versions(&cx, &sheet, &theirs);
            sheet.form.set("revision", theirs.value("revision"));
            web::conflict(&sheet)
        }
    }
}

fn versions(cx: &Cx, sheet: &SpeakerPage, theirs: &Form) -> Vec<Version> {
    let none: &[(String, String)] = &[];
    let own = ["name", "latin", "affiliation", "biography"];
    let mut rows: Vec<Compared<'_>> =
        own.iter().map(|name| ((*name).to_owned(), cx.text().t(&format!("calls-field-{name}")), none)).collect();
    rows.extend(sheet.fields.iter().map(|field| (field.name.clone(), field.label.clone(), field.options.as_slice())));
    compared(&rows, theirs, &sheet.form)
}

async fn sheet(
    cx: &Cx,
    edition: &Edition,
    (call, asked): (&Call, &[Question]),
    proposal: &Proposal,
    form: Form,
) -> web::Result<SpeakerPage> {
    let page = congress::edition_page(cx, edition);
    let open = [ProposalState::Draft, ProposalState::Submitted, ProposalState::WaitListed];
    Ok(SpeakerPage {
        head: Head::new(cx, &page, edition, (call, proposal), "/speaker").await?,
        form,
        fields: fields(cx, asked, AskedOf::Speaker, proposal.kind),
        action: page.path(format!("/{}/proposals/{}/speaker", edition.slug, proposal.code)),
        may_edit: open.contains(&proposal.apparent()),
        versions: Vec::new(),
        page,
    })
}
