//! Writing a proposal: saved as a draft or handed in, as typed when refused, and
//! beside what somebody else stored when two were at it.

use super::{
    super::{
        Refusal,
        desk::{Compared, Version, compared, tracks_of},
        field::{Field, Line, fields, lines},
        origin, own_at, refusal,
    },
    tabs::Head,
};
use crate::{
    AskedOf, Call, Error, Proposal, ProposalState, Question,
    proposal::{ProposalDetails, save as store, withdraw as take_back},
    question::{Strictness, questions},
    typed::revision,
};
use askama::Template;
use axum::{
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use congress::Edition;
use kernel::Locale;
use programme::session::{SPOKEN, language_name};
use ui::{FlashKind, Form, Page};
use web::{Cx, Submission};

#[derive(Template)]
#[template(path = "calls/site/proposal.html")]
struct ProposalPage {
    page: Page,
    head: Head,
    form: Form,
    kinds: Vec<(String, String)>,
    tracks: Vec<(String, String)>,
    locales: Vec<(String, String)>,
    languages: Vec<(String, String)>,
    fields: Vec<Field>,
    lines: Vec<Line>,
    action: String,
    proposal: Proposal,
    submitted: String,
    /// It can be written now.
    may_edit: bool,
    may_withdraw: bool,
    versions: Vec<Version>,
}

pub(super) async fn show(cx: Cx, Path((slug, code)): Path<(String, String)>) -> web::Result<Response> {
    let (edition, call, proposal) = own_at(&cx, &slug, &code).await?;
    let form = ProposalDetails::form(&proposal);
    web::ok(&sheet(&cx, &edition, &call, proposal, form).await?)
}

pub(super) async fn save(cx: Cx, path: Path<(String, String)>, sent: Submission) -> web::Result<Response> {
    write(cx, path, sent, Strictness::Draft).await
}

pub(super) async fn submit(cx: Cx, path: Path<(String, String)>, sent: Submission) -> web::Result<Response> {
    write(cx, path, sent, Strictness::Submission).await
}

async fn write(
    cx: Cx,
    Path((slug, code)): Path<(String, String)>,
    sent: Submission,
    wanted: Strictness,
) -> web::Result<Response> {
    let (edition, call, proposal) = own_at(&cx, &slug, &code).await?;
    // What was handed in stays complete, whichever button is pressed.
    let how = if proposal.state == ProposalState::Draft { wanted } else { Strictness::Submission };
    let asked = questions(cx.db(), cx.ctx(), call.id).await?;
    let seen = (proposal.id, revision(&sent));
    let stored = match ProposalDetails::read(&sent, &call, &asked, &proposal.answers, how) {
        Ok(details) => store(cx.db(), cx.ctx(), (&call, &asked), seen, &details, how, origin(&cx)).await,
        Err(problems) => Err(problems.into()),
    };
    match stored {
        Ok(stored) => Ok(done(&cx, &edition, &stored, how)),
        Err(error) => refused(&cx, &edition, &call, proposal, sent.form, error).await,
    }
}

/// To the page again; to the script that saves drafts by itself, the revision
/// that its next form is made from.
fn done(cx: &Cx, edition: &Edition, stored: &Proposal, how: Strictness) -> Response {
    if cx.header(header::ACCEPT) == Some("text/x-revision") {
        return (StatusCode::OK, stored.revision.to_string()).into_response();
    }
    let path = format!("/{}/proposals/{}", edition.slug, stored.code);
    let key = if how == Strictness::Submission { "calls-proposal-submitted" } else { "calls-proposal-saved" };
    web::with_flash(cx, &path, FlashKind::Done, key)
}

async fn refused(
    cx: &Cx,
    edition: &Edition,
    call: &Call,
    proposal: Proposal,
    typed: Form,
    error: Error,
) -> web::Result<Response> {
    match refusal(error)? {
        Refusal::Problems(problems) => {
            let form = typed.with_problems(&problems, cx.text());
            let mut sheet = sheet(cx, edition, call, proposal, form).await?;
            // What was typed is shown again even when the clock has decided.
            sheet.may_edit = true;
            web::invalid(&sheet)
        }
        Refusal::Stale => {
            let asked = questions(cx.db(), cx.ctx(), call.id).await?;
            let theirs = ProposalDetails::form(&proposal);
            let mut sheet = sheet(cx, edition, call, proposal, typed).await?;
            sheet.versions = versions(cx, &sheet, &theirs, &asked);
            sheet.form.set("revision", theirs.value("revision"));
            sheet.may_edit = true;
            web::conflict(&sheet)
        }
    }
}

fn versions(cx: &Cx, sheet: &ProposalPage, theirs: &Form, asked: &[Question]) -> Vec<Version> {
    let text = cx.text();
    let none: &[(String, String)] = &[];
    let mut rows: Vec<Compared<'_>> = vec![
        ("kind".into(), text.t("calls-field-kind"), &sheet.kinds),
        ("track".into(), text.t("calls-field-track"), &sheet.tracks),
        ("locale".into(), text.t("calls-field-locale"), &sheet.locales),
        ("title".into(), text.t("calls-field-title"), none),
        ("summary".into(), text.t("calls-field-summary"), none),
        ("languages".into(), text.t("calls-field-languages"), &sheet.languages),
    ];
    for field in &sheet.fields {
        if asked.iter().any(|question| question.field() == field.name) {
            rows.push((field.name.clone(), field.label.clone(), &field.options));
        }
    }
    compared(&rows, theirs, &sheet.form)
}

async fn sheet(cx: &Cx, edition: &Edition, call: &Call, proposal: Proposal, form: Form) -> web::Result<ProposalPage> {
    let (locale, text) = (cx.locale(), cx.text());
    let page = congress::edition_page(cx, edition);
    let asked = questions(cx.db(), cx.ctx(), call.id).await?;
    let head = Head::new(cx, &page, edition, (call, &proposal), "").await?;
    let kind = form.value("kind").parse().unwrap_or(proposal.kind);
    let open =
        matches!(proposal.apparent(), ProposalState::Draft | ProposalState::Submitted) && proposal.told.is_none();
    let submitted = proposal.submitted_at.map(|at| at.to_jiff().strftime("%Y-%m-%d %H:%M:%S%.3f UTC").to_string());
    let languages = SPOKEN.iter().map(|(code, ..)| ((*code).to_owned(), language_name(code, locale).to_owned()));
    Ok(ProposalPage {
        kinds: call.kinds.iter().map(|kind| (kind.to_string(), text.t(kind.key()))).collect(),
        tracks: tracks_of(cx, edition, call).await?,
        locales: Locale::ALL.iter().map(|one| (one.to_string(), one.own_name().to_owned())).collect(),
        languages: languages.collect(),
        fields: fields(cx, &asked, AskedOf::Proposal, kind),
        lines: lines(cx, &asked, (AskedOf::Proposal, proposal.kind), &proposal.answers, false),
        action: page.path(format!("/{}/proposals/{}", edition.slug, proposal.code)),
        submitted: submitted.unwrap_or_default(),
        may_edit: open && head.is_open,
        may_withdraw: head.is_owner
            && proposal.state.next(proposal.is_told()).contains(&ProposalState::Withdrawn)
            && !matches!(proposal.apparent(), ProposalState::Rejected),
        versions: Vec::new(),
        form,
        head,
        proposal,
        page,
    })
}

impl ProposalPage {
    /// The name of the chosen value of a list.
    fn word<'a>(&self, choices: &'a [(String, String)], value: impl ToString) -> &'a str {
        let value = value.to_string();
        choices.iter().find(|(key, _)| *key == value).map_or("", |(_, word)| word)
    }

    fn spoken(&self) -> String {
        let names: Vec<&str> =
            self.proposal.languages.codes().map(|code| language_name(code, self.page.locale)).collect();
        names.join(self.page.t("calls-comma").as_str())
    }
}

pub(super) async fn withdraw(
    cx: Cx,
    Path((slug, code)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let (edition, _, proposal) = own_at(&cx, &slug, &code).await?;
    take_back(cx.db(), cx.ctx(), proposal.id, revision(&sent)).await?;
    let path = format!("/{}/proposals/{}", edition.slug, proposal.code);
    Ok(web::with_flash(&cx, &path, FlashKind::Done, "calls-proposal-withdrawn"))
}
