//! What a program sent, read strictly: every field that is wrong is told, by the
//! name that it has in the forms.

use super::answer::{Refused, refused};
use axum::{
    body::Bytes,
    extract::{FromRequest, Request, rejection::BytesRejection},
    http::{StatusCode, header},
};
use kernel::{FieldProblem, Locale, LocalizedText, Problems, TextState};
use serde_json::{Map, Value};
use web::{App, Cx, Error};

/// Unknown fields that are told; more of them help nobody.
const MOST_UNKNOWN: usize = 20;

/// A body as it came. It is read only after the handler has asked who may.
pub struct Sent {
    kind: Option<String>,
    bytes: Result<Bytes, Error>,
}

impl FromRequest<App> for Sent {
    type Rejection = std::convert::Infallible;

    async fn from_request(request: Request, app: &App) -> Result<Self, Self::Rejection> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).map(str::to_owned);
        let bytes = Bytes::from_request(request, app).await.map_err(|rejection| match rejection {
            BytesRejection::FailedToBufferBody(inner) if inner.status() == 413 => Error::TooLarge,
            _ => Error::Unreadable,
        });
        Ok(Self { kind, bytes })
    }
}

impl Sent {
    /// The fields of a JSON object.
    ///
    /// # Errors
    /// 415 for what is not JSON, 400 for what cannot be read, 422 for no object.
    pub fn fields(self, cx: &Cx) -> Result<Fields, Refused> {
        let kind = self.kind.as_deref().unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        if kind != "application/json" && kind != "application/merge-patch+json" {
            return Err(refused(cx, StatusCode::UNSUPPORTED_MEDIA_TYPE, "programme-api-media-type", Value::Null));
        }
        match serde_json::from_slice(&self.bytes?) {
            Ok(Value::Object(map)) => Ok(Fields { map, problems: Problems::new() }),
            Ok(_) => Err(Error::Invalid(Problems::of("", wrong("object"))).into()),
            Err(_) => Err(Error::Unreadable.into()),
        }
    }
}

/// A field of the wrong type.
pub fn wrong(expected: &'static str) -> FieldProblem {
    FieldProblem::new("programme-api-type").with("expected", expected)
}

/// The fields that are still to be read, and what is wrong with those that were.
pub struct Fields {
    map: Map<String, Value>,
    pub(super) problems: Problems,
}

impl Fields {
    /// Takes a field out.
    pub(super) fn take(&mut self, name: &str) -> Option<Value> {
        self.map.remove(name)
    }

    /// Reads a field: `None` when it was not sent or is wrong, and then told.
    /// `null` is read as nothing.
    pub fn read<T>(&mut self, name: &str, read: impl FnOnce(Option<Value>) -> Result<T, FieldProblem>) -> Option<T> {
        let value = self.take(name)?;
        self.problems.take(name, read(Some(value).filter(|value| !value.is_null())))
    }

    /// As [`Fields::read`], for a field that must be there.
    pub fn required<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(Option<Value>) -> Result<T, FieldProblem>,
    ) -> Option<T> {
        if !self.map.contains_key(name) {
            self.problems.add(name, FieldProblem::new("problem-required"));
            return None;
        }
        self.read(name, read)
    }

    /// Changes a text by language, as a merge patch does: what is not named
    /// stays, and `null` takes a language away (RFC 7396).
    pub(super) fn texts(
        &mut self,
        name: &str,
        text: LocalizedText,
        check: impl Fn(&str) -> Result<String, FieldProblem>,
    ) -> LocalizedText {
        let mut patch = match self.take(name) {
            None => return text,
            Some(Value::Object(patch)) => patch,
            Some(_) => {
                self.problems.add(name, wrong("object"));
                return text;
            }
        };
        let mut next = LocalizedText::new();
        for locale in Locale::ALL {
            let field = format!("{name}_{locale}");
            let words = match patch.remove(locale.tag()) {
                None => text.text(*locale).to_owned(),
                Some(Value::Null) => String::new(),
                Some(Value::String(words)) => self.problems.take(&field, check(&words)).unwrap_or_default(),
                Some(_) => {
                    self.problems.add(&field, wrong("string"));
                    continue;
                }
            };
            next.set(*locale, words, TextState::Approved);
        }
        for other in patch.keys().take(MOST_UNKNOWN) {
            self.problems.add(&format!("{name}_{other}"), FieldProblem::new("programme-api-unknown-field"));
        }
        next
    }

    /// What was sent and is no field is told, too: a mistyped name changes nothing silently.
    pub fn end(mut self) -> Problems {
        for name in self.map.keys().take(MOST_UNKNOWN) {
            self.problems.add(name, FieldProblem::new("programme-api-unknown-field"));
        }
        self.problems
    }
}

/// Words.
///
/// # Errors
/// That it is of another type.
pub fn string(value: Value) -> Result<String, FieldProblem> {
    match value {
        Value::String(words) => Ok(words),
        _ => Err(wrong("string")),
    }
}

/// A whole number that the columns can hold.
///
/// # Errors
/// That it is of another type, or too large.
pub fn integer(value: &Value) -> Result<i32, FieldProblem> {
    value.as_i64().and_then(|number| i32::try_from(number).ok()).ok_or(wrong("integer"))
}

/// A list of words.
pub(super) fn strings(value: Option<Value>) -> Result<Vec<String>, FieldProblem> {
    match value {
        None => Ok(Vec::new()),
        Some(Value::Array(list)) => list.into_iter().map(string).collect(),
        Some(_) => Err(wrong("array")),
    }
}
