//! The page of a call: what it asks for, until when, and where to begin.

use super::super::{call_at, moment::Moment};
use crate::{
    Access, AskedOf, Call, Error, Phase,
    access::{Right, right},
    call::extensions,
    member::is_reviewer,
    proposal::{NewProposal, start as begin},
    question::questions,
};
use askama::Template;
use axum::{extract::Path, response::Response};
use congress::{Edition, Words};
use kernel::{Locale, Viewer};
use ui::{FlashKind, Form, Page};
use web::{Cx, Submission};

#[derive(Template)]
#[template(path = "calls/site/call.html")]
struct CallPage {
    page: Page,
    title: Words,
    body: Words,
    phase: Phase,
    access: Access,
    opens: Moment,
    closes: Moment,
    /// What the deadline was, what it became, and when it was moved.
    extensions: Vec<(String, String)>,
    kinds: Vec<(String, String, i32)>,
    tracks: Vec<String>,
    asked: Vec<String>,
    asked_of_speakers: Vec<String>,
    form: Form,
    locales: Vec<(String, String)>,
    kind_choices: Vec<(String, String)>,
    action: String,
    is_signed_in: bool,
    /// Whoever looks could begin now.
    may_start: bool,
    /// It is open, and asks for a code that was not shown.
    needs_code: bool,
    review_href: String,
    sign_in: String,
}

pub(super) async fn show(cx: Cx, Path((slug, call)): Path<(String, String)>) -> web::Result<Response> {
    let (edition, call) = call_at(&cx, &slug, &call).await?;
    let form = Form::filled([("locale", cx.locale().as_str())]);
    web::ok(&sheet(&cx, &edition, &call, form).await?)
}

pub(super) async fn start(
    cx: Cx,
    Path((slug, call)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let (edition, call) = call_at(&cx, &slug, &call).await?;
    let begun = match NewProposal::read(&sent, &call) {
        Ok(new) => begin(cx.db(), cx.ctx(), &call, &new).await,
        Err(problems) => Err(problems.into()),
    };
    match begun {
        Ok(proposal) => {
            let path = format!("/{}/proposals/{}", edition.slug, proposal.code);
            Ok(web::with_flash(&cx, &path, FlashKind::Done, "calls-proposal-started"))
        }
        Err(Error::Invalid(problems)) => {
            let form = sent.form.with_problems(&problems, cx.text());
            web::invalid(&sheet(&cx, &edition, &call, form).await?)
        }
        Err(other) => Err(other.into()),
    }
}

async fn sheet(cx: &Cx, edition: &Edition, call: &Call, form: Form) -> web::Result<CallPage> {
    let (db, ctx, locale, text) = (cx.db(), cx.ctx(), cx.locale(), cx.text());
    let page = congress::edition_page(cx, edition);
    let right = own_right(cx, call).await?;
    let is_open = call.deadline(cx.now(), right.until).is_open();
    let questions = questions(db, ctx, call.id).await?;
    let asked = |of: AskedOf| {
        let own = questions.iter().filter(move |one| one.asked_of == of && !one.retired);
        own.map(|one| one.label.get(locale).text.to_owned()).collect()
    };
    let extensions = extensions(db, ctx, call.id).await?;
    let moment = |at| Moment::new(at, &call.zone, locale);
    let base = format!("/{}/calls/{}", edition.slug, call.slug);
    let reviews = !cx.viewer().is_stranger() && is_reviewer(db, ctx, call.id).await?;
    Ok(CallPage {
        title: Words::of(&call.title, locale),
        body: Words::of(&call.body, locale),
        phase: call.phase(cx.now()),
        access: call.access,
        opens: moment(call.opens_at),
        closes: moment(call.closes_at),
        extensions: extensions.iter().map(|one| (moment(one.earlier).local, moment(one.later).local)).collect(),
        kinds: call.kinds.0.iter().map(|one| (one.kind.to_string(), text.t(one.kind.key()), one.minutes)).collect(),
        tracks: super::super::desk::tracks_of(cx, edition, call).await?.into_iter().map(|(_, name)| name).collect(),
        asked: asked(AskedOf::Proposal),
        asked_of_speakers: asked(AskedOf::Speaker),
        form,
        locales: Locale::ALL.iter().map(|one| (one.to_string(), one.own_name().to_owned())).collect(),
        kind_choices: call.kinds.iter().map(|kind| (kind.to_string(), text.t(kind.key()))).collect(),
        action: page.path(format!("{base}/proposals")),
        is_signed_in: !cx.viewer().is_stranger(),
        may_start: right.may_propose && is_open,
        needs_code: !right.may_propose && is_open,
        review_href: if reviews { page.path(format!("{base}/review")) } else { String::new() },
        sign_in: page.path(format!("/sign-in?next={base}")),
        page,
    })
}

async fn own_right(cx: &Cx, call: &Call) -> web::Result<Right> {
    let Some(account) = cx.viewer().account_id() else {
        return Ok(Right { may_propose: call.access == Access::Public, until: None });
    };
    let everything = cx.ctx().seen_by(Viewer::system());
    Ok(right(cx.db().read(), &everything, call, account).await?)
}
