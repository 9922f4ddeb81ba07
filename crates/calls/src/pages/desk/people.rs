//! Reviewers and invitees of a call.

use super::{
    super::{Refusal, desk_call, origin, refusal},
    tabs::Head,
};
use crate::{
    Call, Member, MemberId, Part,
    member::{dismiss as end, invite as ask, members},
    typed,
};
use askama::Template;
use axum::{extract::Path, response::Response};
use congress::Edition;
use kernel::{EmailAddress, Permission};
use ui::{FlashKind, Form, Page};
use web::{Cx, Submission};

#[derive(Template)]
#[template(path = "calls/desk/people.html")]
struct PeoplePage {
    page: Page,
    head: Head,
    rows: Vec<Member>,
    form: Form,
    parts: Vec<(String, String)>,
}

pub(super) async fn list(cx: Cx, Path((slug, call)): Path<(String, String)>) -> web::Result<Response> {
    let (edition, call) = desk_call(&cx, &slug, &call, Permission::EditProgramme).await?;
    web::ok(&sheet(&cx, &edition, &call, Form::filled([("part", "reviewer")])).await?)
}

pub(super) async fn invite(
    cx: Cx,
    Path((slug, call)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let (edition, call) = desk_call(&cx, &slug, &call, Permission::EditProgramme).await?;
    let mut problems = sent.problems.clone();
    let email = problems.take("email", EmailAddress::parse(sent.value("email")));
    let part = problems.take("part", typed::choice(sent.value("part")));
    let asked = match (part, email) {
        (Some(part), Some(email)) if problems.is_empty() => {
            ask(cx.db(), cx.ctx(), &call, (part, &email), origin(&cx)).await.map(drop)
        }
        _ => Err(problems.into()),
    };
    let Err(error) = asked else { return Ok(back(&cx, &edition, &call, "calls-invited")) };
    let Refusal::Problems(problems) = refusal(error)? else { return Err(web::Error::NotFound) };
    let form = sent.form.with_problems(&problems, cx.text());
    web::invalid(&sheet(&cx, &edition, &call, form).await?)
}

pub(super) async fn dismiss(cx: Cx, Path((slug, call, id)): Path<(String, String, MemberId)>) -> web::Result<Response> {
    let (edition, call) = desk_call(&cx, &slug, &call, Permission::EditProgramme).await?;
    end(cx.db(), cx.ctx(), &call, id).await?;
    Ok(back(&cx, &edition, &call, "calls-dismissed"))
}

fn back(cx: &Cx, edition: &Edition, call: &Call, key: &'static str) -> Response {
    web::with_flash(cx, &format!("/{}/desk/calls/{}/people", edition.slug, call.slug), FlashKind::Done, key)
}

async fn sheet(cx: &Cx, edition: &Edition, call: &Call, form: Form) -> web::Result<PeoplePage> {
    let page = congress::edition_page(cx, edition);
    Ok(PeoplePage {
        head: Head::new(cx, &page, edition, call, "/people"),
        rows: members(cx.db(), cx.ctx(), call.id).await?,
        parts: Part::ALL.iter().map(|part| (part.to_string(), page.t(part.key()))).collect(),
        form,
        page,
    })
}
