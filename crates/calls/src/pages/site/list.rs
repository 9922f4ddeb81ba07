//! The calls of an edition, the viewer's own proposals, and where a code is shown.

use super::super::{desk::tone, moment::Moment};
use crate::{
    Call, Phase, Proposal, access::show_code as open_by_code, call::calls, member::is_reviewer, proposal::own_proposals,
};
use askama::Template;
use axum::{extract::Path, response::Response};
use congress::{Edition, Words};
use kernel::Problems;
use ui::{FlashKind, Form, Page};
use web::{Cx, Submission};

#[derive(Template)]
#[template(path = "calls/site/list.html")]
struct ListPage {
    page: Page,
    calls: Vec<CallLine>,
    own: Vec<OwnLine>,
    form: Form,
    is_signed_in: bool,
}

struct CallLine {
    href: String,
    title: Words,
    phase: Phase,
    access: &'static str,
    opens: Moment,
    closes: Moment,
    review_href: String,
}

struct OwnLine {
    href: String,
    title: String,
    lang: &'static str,
    state: &'static str,
    tone: &'static str,
    call: String,
}

pub(super) async fn show(cx: Cx, Path(slug): Path<String>) -> web::Result<Response> {
    let edition = congress::edition(&cx, &slug).await?;
    web::ok(&list(&cx, &edition, Form::new()).await?)
}

pub(super) async fn show_code(cx: Cx, Path(slug): Path<String>, sent: Submission) -> web::Result<Response> {
    let edition = congress::edition(&cx, &slug).await?;
    let opened = match sent.problems.is_empty() {
        true => open_by_code(cx.db(), cx.ctx(), edition.id, sent.value("code")).await,
        false => Err(sent.problems.clone().into()),
    };
    match opened {
        Ok(call) => {
            let path = format!("/{}/calls/{}", edition.slug, call.slug);
            Ok(web::with_flash(&cx, &path, FlashKind::Done, "calls-code-taken"))
        }
        Err(crate::Error::Invalid(problems)) => refused(&cx, &edition, sent.form, &problems).await,
        Err(other) => Err(other.into()),
    }
}

async fn refused(cx: &Cx, edition: &Edition, form: Form, problems: &Problems) -> web::Result<Response> {
    web::invalid(&list(cx, edition, form.with_problems(problems, cx.text())).await?)
}

async fn list(cx: &Cx, edition: &Edition, form: Form) -> web::Result<ListPage> {
    let page = congress::edition_page(cx, edition);
    // What is being written or put away is the desk's.
    let all: Vec<Call> = calls(cx.db(), cx.ctx(), edition.id).await?;
    let mut lines = Vec::new();
    for call in all.iter().filter(|call| call.state == crate::CallState::Open) {
        let is_reviewer = !cx.viewer().is_stranger() && is_reviewer(cx.db(), cx.ctx(), call.id).await?;
        lines.push(line(cx, &page, edition, call, is_reviewer));
    }
    // What can be done now comes first.
    lines.sort_by_key(|line| match line.phase {
        Phase::Open => 0,
        Phase::Announced => 1,
        _ => 2,
    });
    let own = own_proposals(cx.db(), cx.ctx(), edition.id).await?;
    Ok(ListPage {
        calls: lines,
        own: own.iter().map(|proposal| own_line(cx, &page, edition, proposal, &all)).collect(),
        form,
        is_signed_in: !cx.viewer().is_stranger(),
        page,
    })
}

fn line(cx: &Cx, page: &Page, edition: &Edition, call: &Call, is_reviewer: bool) -> CallLine {
    let base = page.path(format!("/{}/calls/{}", edition.slug, call.slug));
    CallLine {
        title: Words::of(&call.title, cx.locale()),
        phase: call.phase(cx.now()),
        access: call.access.key(),
        opens: Moment::new(call.opens_at, &call.zone, cx.locale()),
        closes: Moment::new(call.closes_at, &call.zone, cx.locale()),
        review_href: if is_reviewer { format!("{base}/review") } else { String::new() },
        href: base,
    }
}

fn own_line(cx: &Cx, page: &Page, edition: &Edition, proposal: &Proposal, calls: &[Call]) -> OwnLine {
    let call = calls.iter().find(|call| call.id == proposal.call);
    let state = proposal.apparent();
    OwnLine {
        href: page.path(format!("/{}/proposals/{}", edition.slug, proposal.code)),
        title: proposal.heading().to_owned(),
        lang: proposal.locale.html_lang(),
        state: state.speaker_key(),
        tone: tone(state),
        call: call.map(|call| call.title.get(cx.locale()).text.to_owned()).unwrap_or_default(),
    }
}
