//! The access codes of a call.

use super::{
    super::{Refusal, desk_call, moment::Moment, refusal},
    tabs::Head,
};
use crate::{
    Call, CodeId,
    access::{Code, NewCode, codes, make_code, revoke_code},
    typed::revision,
};
use askama::Template;
use axum::{extract::Path, response::Response};
use congress::Edition;
use kernel::Permission;
use ui::{FlashKind, Form, Page};
use web::{Cx, Submission};

#[derive(Template)]
#[template(path = "calls/desk/codes.html")]
struct CodesPage {
    page: Page,
    head: Head,
    rows: Vec<Row>,
    form: Form,
    zone: String,
}

struct Row {
    code: Code,
    ends: String,
    is_over: bool,
}

pub(super) async fn list(cx: Cx, Path((slug, call)): Path<(String, String)>) -> web::Result<Response> {
    let (edition, call) = desk_call(&cx, &slug, &call, Permission::EditProgramme).await?;
    web::ok(&sheet(&cx, &edition, &call, Form::filled([("most", "1")])).await?)
}

pub(super) async fn make(
    cx: Cx,
    Path((slug, call)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let (edition, call) = desk_call(&cx, &slug, &call, Permission::EditProgramme).await?;
    let made = match NewCode::read(&sent, &call) {
        Ok(new) => make_code(cx.db(), cx.ctx(), &call, &new).await,
        Err(problems) => Err(problems.into()),
    };
    let Err(error) = made else { return Ok(back(&cx, &edition, &call, "calls-code-made")) };
    let Refusal::Problems(problems) = refusal(error)? else { return Err(web::Error::NotFound) };
    let form = sent.form.with_problems(&problems, cx.text());
    web::invalid(&sheet(&cx, &edition, &call, form).await?)
}

pub(super) async fn revoke(
    cx: Cx,
    Path((slug, call, id)): Path<(String, String, CodeId)>,
    sent: Submission,
) -> web::Result<Response> {
    let (edition, call) = desk_call(&cx, &slug, &call, Permission::EditProgramme).await?;
    revoke_code(cx.db(), cx.ctx(), &call, id, revision(&sent)).await?;
    Ok(back(&cx, &edition, &call, "calls-code-revoked"))
}

fn back(cx: &Cx, edition: &Edition, call: &Call, key: &'static str) -> Response {
    web::with_flash(cx, &format!("/{}/desk/calls/{}/codes", edition.slug, call.slug), FlashKind::Done, key)
}

async fn sheet(cx: &Cx, edition: &Edition, call: &Call, form: Form) -> web::Result<CodesPage> {
    let page = congress::edition_page(cx, edition);
    let row = |code: Code| Row {
        ends: code.ends_at.map(|end| Moment::new(end, &call.zone, cx.locale()).local).unwrap_or_default(),
        is_over: code.revoked_at.is_some() || code.ends_at.is_some_and(|end| end <= cx.now()),
        code,
    };
    Ok(CodesPage {
        head: Head::new(cx, &page, edition, call, "/codes"),
        rows: codes(cx.db(), cx.ctx(), call.id).await?.into_iter().map(row).collect(),
        form,
        zone: call.zone.to_string(),
        page,
    })
}
