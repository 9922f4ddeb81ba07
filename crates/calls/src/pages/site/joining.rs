//! Joining a proposal by a link. Opening it changes nothing; pressing does.

use crate::proposal::{follow_link, waiting};
use askama::Template;
use axum::{extract::Path, response::Response};
use ui::{FlashKind, Page};
use web::Cx;

#[derive(Template)]
#[template(path = "calls/site/joining.html")]
struct JoiningPage {
    page: Page,
    title: String,
    lang: &'static str,
    owner: String,
    action: String,
}

pub(super) async fn show(cx: Cx, Path((slug, token)): Path<(String, String)>) -> web::Result<Response> {
    let edition = congress::edition(&cx, &slug).await?;
    let found = waiting(cx.db(), cx.ctx(), edition.id, &token).await?;
    if found.has_joined {
        return Ok(web::see_other(&cx, &format!("/{}/proposals/{}", edition.slug, found.proposal.code)));
    }
    let page = congress::edition_page(&cx, &edition);
    web::ok(&JoiningPage {
        title: found.proposal.heading().to_owned(),
        lang: found.proposal.locale.html_lang(),
        owner: found.owner,
        action: page.path(format!("/{}/co-speaker/{token}", edition.slug)),
        page,
    })
}

pub(super) async fn join(cx: Cx, Path((slug, token)): Path<(String, String)>) -> web::Result<Response> {
    let edition = congress::edition(&cx, &slug).await?;
    let proposal = follow_link(cx.db(), cx.ctx(), edition.id, &token).await?;
    let path = format!("/{}/proposals/{}/speaker", edition.slug, proposal.code);
    Ok(web::with_flash(&cx, &path, FlashKind::Done, "calls-joined"))
}
