//! Passkeys: the one thing here that needs a script, because only a script may
//! speak to an authenticator. The pages say so where there is none.
//!
//! The script asks for a challenge, puts the authenticator's answer into the
//! form and submits it; from there on it is a form like every other.

use super::{
    browser,
    cookie::{self, Awaiting},
    held_for_certain,
    moment::moment,
    problems_of, sign_in,
};
use crate::{
    error::Error,
    local_path::LocalPath,
    passkey::{self, Challenge},
    rate,
};
use axum::{
    Json,
    extract::Path,
    response::{IntoResponse, Response},
};
use kernel::Problems;
use ui::{FlashKind, Form, Page};
use web::{Cx, Routes, Submission, Who};
use webauthn_rs::prelude::Webauthn;

pub(super) fn routes() -> Routes {
    let sample = "/account/passkeys/00000000-0000-7000-8000-000000000000/removal";
    Routes::new()
        .post("/sign-in/passkey/challenge", ask_who, Who::Anyone, "/sign-in/passkey/challenge")
        .post("/sign-in/passkey", come_in, Who::Anyone, "/sign-in/passkey")
        .get("/account/passkeys", show, Who::SignedIn, "/account/passkeys")
        .post("/account/passkeys/challenge", ask_for_new, Who::SignedIn, "/account/passkeys/challenge")
        .post("/account/passkeys", register, Who::SignedIn, "/account/passkeys")
        .post("/account/passkeys/{id}/removal", remove, Who::SignedIn, sample)
}

struct Line {
    id: String,
    name: String,
    since: String,
    last_used: String,
}

#[derive(askama::Template)]
#[template(path = "accounts/passkeys.html")]
struct PasskeysPage {
    page: Page,
    form: Form,
    lines: Vec<Line>,
    /// The house is reached by a name; passkeys belong to names.
    possible: bool,
}

fn party(cx: &Cx) -> web::Result<Webauthn> {
    passkey::relying_party(&cx.app().settings().origin).ok_or(web::Error::NotFound)
}

fn challenge(cx: &Cx, challenge: Challenge) -> Response {
    Awaiting::Passkey.give(cx, Json(challenge.options).into_response(), &challenge.browser)
}

async fn ask_who(cx: Cx) -> web::Result<Response> {
    let asked = passkey::begin_sign_in(cx.db(), cx.ctx(), &party(&cx)?, &rate::network(cx.peer())).await?;
    Ok(challenge(&cx, asked))
}

async fn come_in(cx: Cx, sent: Submission) -> web::Result<Response> {
    let (party, token) = (party(&cx)?, Awaiting::Passkey.read(&cx));
    match passkey::sign_in(cx.db(), cx.ctx(), &party, token.as_ref(), &browser(&cx), sent.value("answer")).await {
        Ok(session) => {
            let next = LocalPath::parse(sent.value("next"));
            let target = next.as_ref().map_or("/account", LocalPath::as_str);
            let response = web::with_flash(&cx, target, FlashKind::Done, "accounts-flash-signed-in");
            Ok(cookie::give_session(&cx, Awaiting::Passkey.take_back(&cx, response), &session))
        }
        Err(error) => {
            let form = sent.form.clone().with_problems(&problems_of(error)?, cx.text());
            web::invalid(&sign_in::page(&cx, form, sent.value("next")))
        }
    }
}

async fn show(cx: Cx) -> web::Result<Response> {
    web::ok(&page(&cx, Form::new()).await?)
}

async fn page(cx: &Cx, form: Form) -> web::Result<PasskeysPage> {
    let line = |key: passkey::PasskeyLine| Line {
        id: key.id.to_string(),
        name: key.name,
        since: moment(key.created_at, cx.locale()),
        last_used: key.last_used_at.map_or_else(String::new, |at| moment(at, cx.locale())),
    };
    Ok(PasskeysPage {
        page: cx.page(),
        form,
        lines: passkey::list(cx.db(), cx.ctx()).await?.into_iter().map(line).collect(),
        possible: party(cx).is_ok(),
    })
}

async fn ask_for_new(cx: Cx) -> web::Result<Response> {
    let asked = passkey::begin_registration(cx.db(), cx.ctx(), &party(&cx)?, &rate::network(cx.peer())).await?;
    Ok(challenge(&cx, asked))
}

async fn register(cx: Cx, sent: Submission) -> web::Result<Response> {
    if !sent.problems.is_empty() {
        return refused(&cx, &sent, &sent.problems).await;
    }
    let (party, token, held) = (party(&cx)?, Awaiting::Passkey.read(&cx), held_for_certain(&cx)?);
    let (answer, name) = (sent.value("answer"), sent.value("name"));
    match passkey::register(cx.db(), cx.ctx(), &party, token.as_ref(), &held, answer, name).await {
        Ok(session) => {
            let response = web::with_flash(&cx, "/account/passkeys", FlashKind::Done, "accounts-flash-passkey-added");
            Ok(cookie::give_session(&cx, Awaiting::Passkey.take_back(&cx, response), &session))
        }
        Err(Error::Invalid(problems)) => refused(&cx, &sent, &problems).await,
        Err(error) => Err(error.into()),
    }
}

async fn refused(cx: &Cx, sent: &Submission, problems: &Problems) -> web::Result<Response> {
    let form = sent.form.clone().with_problems(problems, cx.text());
    web::invalid(&page(cx, form).await?)
}

async fn remove(cx: Cx, Path(id): Path<uuid::Uuid>) -> web::Result<Response> {
    passkey::remove(cx.db(), cx.ctx(), id).await?;
    Ok(web::with_flash(&cx, "/account/passkeys", FlashKind::Done, "accounts-flash-passkey-removed"))
}
