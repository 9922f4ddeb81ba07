//! The pages. A handler reads the request, calls one verb of the domain, and
//! answers; what is decided is decided there.

mod account;
mod breach;
mod code;
mod cookie;
mod moment;
mod passkeys;
mod permissions;
mod privacy;
mod roles;
mod second_factor;
mod sessions;
mod sign_in;
mod tokens;

use crate::{
    error::Error,
    secret::Token,
    session::{self, Browser},
    setup::Setup,
};
use axum::{http::header, response::Response};
use kernel::Problems;
use std::sync::Arc;
use web::{Cx, Routes};

/// Every route of this crate.
pub(crate) fn routes(setup: Arc<Setup>) -> Routes {
    sign_in::routes()
        .and(code::routes())
        .and(account::routes())
        .and(sessions::routes())
        .and(passkeys::routes())
        .and(second_factor::routes())
        .and(tokens::routes())
        .and(privacy::routes())
        .and(roles::routes())
        .and(breach::routes())
        .and(permissions::routes())
        .with(setup)
}

/// The browser keeps what it awaits a code with, and goes to where the code is given.
pub(crate) fn awaiting_code(cx: &Cx, token: &Token) -> Response {
    cookie::Awaiting::Code.give(cx, web::see_other(cx, "/sign-in/code"), token)
}

/// The session token that the browser holds, valid or not.
fn held(cx: &Cx) -> Option<Token> {
    cx.session_token().and_then(Token::parse)
}

/// The session token of somebody who is signed in.
fn held_for_certain(cx: &Cx) -> Result<Token, Error> {
    held(cx).ok_or(Error::Denied(kernel::Denied::NotSignedIn))
}

/// The browser at the other end.
fn browser(cx: &Cx) -> Browser {
    Browser { device: session::device(cx.header(header::USER_AGENT)), holds: held(cx) }
}

/// What is wrong with the form; every other error is passed on.
fn problems_of(error: Error) -> web::Result<Problems> {
    match error {
        Error::Invalid(problems) => Ok(problems),
        other => Err(other.into()),
    }
}

/// `?next=…`
#[derive(Default, serde::Deserialize)]
struct NextQuery {
    #[serde(default)]
    next: String,
}
