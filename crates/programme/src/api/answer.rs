//! The shapes of an answer: JSON with its tag, or a problem (RFC 9457) in the
//! language that the program asked for.

use super::shape;
use crate::{
    error::Error,
    rules::{Conflict, Names, problem},
    session::Session,
};
use axum::{
    Json,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use congress::Edition;
use kernel::Problems;
use serde_json::{Value, json};
use web::Cx;

/// An answer, or a refusal that is finished already.
pub type Answer = Result<Response, Refused>;

/// A refusal. Boxed, because most answers are none.
pub struct Refused(Box<Response>);

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        *self.0
    }
}

impl From<web::Error> for Refused {
    fn from(error: web::Error) -> Self {
        Self(Box::new(error.into_response()))
    }
}

impl From<Problems> for Refused {
    fn from(problems: Problems) -> Self {
        web::Error::from(problems).into()
    }
}

/// What the answers of one address depend on, beside the address.
const VARY: &str = "accept-encoding, accept-language, authorization, cookie";

/// A finished answer of a read.
pub fn varying(mut response: Response) -> Response {
    response.headers_mut().insert(header::VARY, HeaderValue::from_static(VARY));
    response
}

/// A problem with a sentence of the catalogue, and what else there is to say.
pub fn refused(cx: &Cx, status: StatusCode, key: &str, more: Value) -> Refused {
    let mut body = json!({ "type": "about:blank", "title": cx.text().t(key), "status": status.as_u16() });
    if let (Some(body), Value::Object(more)) = (body.as_object_mut(), more) {
        body.extend(more);
    }
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"))];
    Refused(Box::new((status, kind, Json(body)).into_response()))
}

/// A session of the draft, with its revision as its tag.
pub(super) fn tagged(status: StatusCode, session: &Value) -> Response {
    let headers = [(header::ETAG, tag(session["revision"].as_i64().unwrap_or_default()))];
    varying((status, headers, Json(session)).into_response())
}

/// `"7"`: a strong tag, as `If-Match` wants one.
pub fn tag(revision: i64) -> HeaderValue {
    let quoted = format!("\"{revision}\"");
    // A number between quotation marks is a header.
    HeaderValue::from_str(&quoted).unwrap_or(HeaderValue::from_static("\"0\""))
}

/// The revision that the program has seen (RFC 9110, 13.1.1).
pub(super) async fn seen(cx: &Cx, edition: &Edition, session: &Session) -> Result<i64, Refused> {
    match has_seen(cx, session.revision)? {
        true => Ok(session.revision),
        false => Err(stale(cx, edition, session.clone()).await),
    }
}

/// Whether the program has seen a record at `revision` (RFC 9110, 13.1.1).
///
/// # Errors
/// 428 when it does not say what it has seen.
pub fn has_seen(cx: &Cx, revision: i64) -> Result<bool, Refused> {
    let Some(sent) = cx.header(HeaderName::from_static("if-match")) else {
        return Err(refused(cx, StatusCode::PRECONDITION_REQUIRED, "programme-api-if-match", Value::Null));
    };
    let mut known = sent.split(',').filter_map(|tag| tag.trim().strip_prefix('"')?.strip_suffix('"')?.parse().ok());
    Ok(sent.trim() == "*" || known.any(|seen: i64| seen == revision))
}

/// Somebody else was faster: 412, with what it is now.
async fn stale(cx: &Cx, edition: &Edition, current: Session) -> Refused {
    let tag = tag(current.revision);
    match shape::of_draft(cx, edition, vec![current]).await {
        Ok(mut now) => {
            let current = now.pop().unwrap_or_default();
            let more = json!({ "current": current });
            let mut answer = refused(cx, StatusCode::PRECONDITION_FAILED, "programme-api-stale", more);
            answer.0.headers_mut().insert(header::ETAG, tag);
            answer
        }
        Err(error) => error.into(),
    }
}

/// Why a verb of the programme did not happen.
pub(super) async fn not_done(cx: &Cx, edition: &Edition, error: Error) -> Refused {
    match error {
        Error::Stale(current) => stale(cx, edition, *current).await,
        Error::Blocked(conflicts) => match in_words(cx, edition, &conflicts).await {
            Ok(words) => refused(cx, StatusCode::CONFLICT, "programme-blocked", json!({ "conflicts": words })),
            Err(error) => error.into(),
        },
        other => web::Error::from(other).into(),
    }
}

/// What forbids a release, or should be looked at, told from the side that the viewer may know of.
pub(super) async fn in_words(cx: &Cx, edition: &Edition, conflicts: &[Conflict]) -> web::Result<Vec<String>> {
    let people: Vec<_> = conflicts.iter().filter_map(|conflict| conflict.person).collect();
    let names = Names::load(cx.db(), cx.ctx(), edition, &people).await?;
    let words = |conflict: &Conflict| {
        let sides = [Some(conflict.session), conflict.other];
        let known = sides.into_iter().flatten().find(|side| names.title(*side).is_some());
        match known {
            Some(side) => cx.text().problem(&problem(conflict, side, &names)),
            None => cx.text().t(conflict.rule.key()),
        }
    };
    Ok(conflicts.iter().map(words).collect())
}
