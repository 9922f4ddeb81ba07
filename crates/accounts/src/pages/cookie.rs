//! The three cookies of this crate: the session, the browser that awaits a
//! code, and the browser that awaits an authenticator.

use crate::{secret::Token, session::LIFE_DAYS};
use axum::{
    http::{HeaderValue, header},
    response::Response,
};
use web::{Cx, cookies::Cookie};

/// A day in seconds.
const DAY: i64 = 24 * 3600;

/// What a short-lived cookie is for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Awaiting {
    /// A code by mail.
    Code,
    /// An answer of an authenticator.
    Passkey,
}

impl Awaiting {
    /// By https the name's prefix binds the cookie to this very host.
    fn cookie_name(self, cx: &Cx) -> &'static str {
        match (self, cx.app().settings().is_https()) {
            (Self::Code, true) => "__Host-convoke-code",
            (Self::Code, false) => "convoke-code",
            (Self::Passkey, true) => "__Host-convoke-passkey",
            (Self::Passkey, false) => "convoke-passkey",
        }
    }

    /// The token that this browser was given.
    pub(super) fn read(self, cx: &Cx) -> Option<Token> {
        cx.cookie(self.cookie_name(cx)).and_then(Token::parse)
    }

    /// Gives the browser a token, until it is closed or an hour has passed.
    pub(super) fn give(self, cx: &Cx, response: Response, token: &Token) -> Response {
        set(cx, response, self.cookie_name(cx), token.to_text(), 3600)
    }

    /// Takes the token back.
    pub(super) fn take_back(self, cx: &Cx, response: Response) -> Response {
        set(cx, response, self.cookie_name(cx), String::new(), 0)
    }
}

/// Gives the browser its session.
pub(super) fn give_session(cx: &Cx, response: Response, token: &Token) -> Response {
    set(cx, response, cx.session_cookie_name(), token.to_text(), LIFE_DAYS * DAY)
}

/// Takes the session back, and with it what the browser kept of its pages for
/// when there is no network (W3C Clear Site Data).
pub(super) fn take_session_back(cx: &Cx, mut response: Response) -> Response {
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"storage\""));
    set(cx, response, cx.session_cookie_name(), String::new(), 0)
}

fn set(cx: &Cx, mut response: Response, name: &str, value: String, max_age: i64) -> Response {
    let cookie =
        Cookie { name: name.to_owned(), value, max_age: Some(max_age), secure: cx.app().settings().is_https() };
    if let Some(value) = cookie.header() {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}
