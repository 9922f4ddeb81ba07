//! The few shapes of an answer.

use crate::{Cx, Error, cookies::Cookie, cx::FLASH};
use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use ui::FlashKind;

/// A page with a status.
pub fn html(status: StatusCode, template: &impl Template) -> Result<Response, Error> {
    Ok((status, Html(template.render()?)).into_response())
}

/// A page.
pub fn ok(template: &impl Template) -> Result<Response, Error> {
    html(StatusCode::OK, template)
}

/// A form again, as typed, with what is wrong.
pub fn invalid(template: &impl Template) -> Result<Response, Error> {
    html(StatusCode::UNPROCESSABLE_ENTITY, template)
}

/// A form again, beside what somebody else stored meanwhile.
pub fn conflict(template: &impl Template) -> Result<Response, Error> {
    html(StatusCode::CONFLICT, template)
}

/// After a change: the page to see it on, given without language.
pub fn see_other(cx: &Cx, path: &str) -> Response {
    let target = format!("/{}/{}", cx.locale().tag(), path.trim_start_matches('/'));
    match HeaderValue::from_str(&target) {
        Ok(location) => (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response(),
        Err(_) => Error::internal("a redirect to a path that is no header").into_response(),
    }
}

/// As [`see_other`], with a message on the next page, by the id of its text.
pub fn with_flash(cx: &Cx, path: &str, kind: FlashKind, key: &'static str) -> Response {
    let mut response = see_other(cx, path);
    let cookie = Cookie {
        name: FLASH.to_owned(),
        value: format!("{kind}.{key}"),
        max_age: Some(60),
        secure: cx.app().settings().is_https(),
    };
    if let Some(value) = cookie.header() {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}
