//! Giving the code, or following the link of the letter.

use super::{browser, cookie::Awaiting, problems_of, sign_in::landing};
use crate::{
    code::{self, CodeState},
    rate,
    secret::Token,
    sign_in::{self, Awaited, Proof},
};
use axum::{extract::Path, response::Response};
use kernel::Problems;
use ui::{Form, Page};
use web::{Cx, Routes, Submission, Who};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/sign-in/code", show, Who::Anyone, "/sign-in/code")
        .post("/sign-in/code", give, Who::Anyone, "/sign-in/code")
        .get("/sign-in/link/{token}", show_link, Who::Anyone, "/sign-in/link/none")
        .post("/sign-in/link/{token}", follow, Who::Anyone, "/sign-in/link/none")
}

#[derive(askama::Template)]
#[template(path = "accounts/code.html")]
struct CodePage {
    page: Page,
    form: Form,
    /// Where the letter went; empty when this browser awaits nothing.
    email: String,
    /// A code may still be given.
    open: bool,
}

#[derive(askama::Template)]
#[template(path = "accounts/link.html")]
struct LinkPage {
    page: Page,
    form: Form,
    token: String,
    email: String,
    /// This is the browser that asked.
    open: bool,
}

async fn awaited(cx: &Cx) -> web::Result<Option<Awaited>> {
    match Awaiting::Code.read(cx) {
        Some(token) => Ok(sign_in::awaited(cx.db(), cx.ctx(), &token).await?),
        None => Ok(None),
    }
}

fn is_open(cx: &Cx, awaited: Option<&Awaited>) -> bool {
    awaited.is_some_and(|a| a.life.state == CodeState::Waiting && cx.now() < a.life.expires_at)
}

async fn page(cx: &Cx, form: Form) -> web::Result<CodePage> {
    let awaited = awaited(cx).await?;
    Ok(CodePage {
        page: cx.page(),
        form,
        open: is_open(cx, awaited.as_ref()),
        email: awaited.map_or_else(String::new, |a| a.shown),
    })
}

async fn show(cx: Cx) -> web::Result<Response> {
    web::ok(&page(&cx, Form::new()).await?)
}

async fn give(cx: Cx, sent: Submission) -> web::Result<Response> {
    let typed = code::normalised(sent.value("code"));
    match enter(&cx, &Proof::Code(typed)).await? {
        Ok(response) => Ok(response),
        Err(problems) => {
            let form = sent.form.clone().with_problems(&problems, cx.text());
            web::invalid(&page(&cx, form).await?)
        }
    }
}

async fn enter(cx: &Cx, proof: &Proof) -> web::Result<Result<Response, Problems>> {
    let holder = Awaiting::Code.read(cx);
    let network = rate::network(cx.peer());
    match sign_in::enter(cx.db(), cx.ctx(), holder.as_ref(), proof, &browser(cx), &network).await {
        Ok(entered) => Ok(Ok(landing(cx, &entered).await?)),
        Err(error) => Ok(Err(problems_of(error)?)),
    }
}

/// Opening the link does nothing yet: mail servers open links to look at them.
async fn show_link(cx: Cx, Path(token): Path<String>) -> web::Result<Response> {
    web::ok(&link_page(&cx, Form::new(), token).await?)
}

async fn link_page(cx: &Cx, form: Form, token: String) -> web::Result<LinkPage> {
    let awaited = awaited(cx).await?;
    Ok(LinkPage {
        page: cx.page(),
        form,
        token: Token::parse(&token).map_or_else(String::new, |token| token.to_text()),
        open: is_open(cx, awaited.as_ref()),
        email: awaited.map_or_else(String::new, |a| a.shown),
    })
}

async fn follow(cx: Cx, Path(token): Path<String>) -> web::Result<Response> {
    let link = Token::parse(&token).ok_or(web::Error::NotFound)?;
    match enter(&cx, &Proof::Link(link)).await? {
        Ok(response) => Ok(response),
        Err(problems) => {
            let form = Form::new().with_problems(&problems, cx.text());
            web::invalid(&link_page(&cx, form, token).await?)
        }
    }
}
