//! A submitted form, read strictly: broken text is a problem with its field,
//! and nothing is guessed.

use crate::{App, Error};
use axum::{
    body::Bytes,
    extract::{FromRequest, Request, rejection::BytesRejection},
    http::header,
};
use kernel::{FieldProblem, Problems};
use std::ops::Deref;
use ui::Form;

/// The largest form that any page takes, in bytes.
pub const LIMIT: usize = 1024 * 1024;

/// What was typed, and which fields could not be read.
#[derive(Clone, Debug, Default)]
pub struct Submission {
    /// The fields as typed.
    pub form: Form,
    /// Fields whose text was not UTF-8. Begin a validation with a clone of it.
    pub problems: Problems,
}

impl Deref for Submission {
    type Target = Form;
    fn deref(&self) -> &Form {
        &self.form
    }
}

impl FromRequest<App> for Submission {
    type Rejection = Error;

    async fn from_request(request: Request, app: &App) -> Result<Self, Error> {
        let is_form = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .is_none_or(|kind| kind.starts_with("application/x-www-form-urlencoded"));
        if !is_form {
            return Err(Error::Unreadable);
        }
        let body = Bytes::from_request(request, app).await.map_err(|rejection| match rejection {
            BytesRejection::FailedToBufferBody(inner) if inner.status() == 413 => Error::TooLarge,
            _ => Error::Unreadable,
        })?;
        Ok(Self::parse(&body))
    }
}

impl Submission {
    /// Reads `application/x-www-form-urlencoded` (WHATWG URL Standard, 5.1).
    pub fn parse(body: &[u8]) -> Self {
        let mut fields: Vec<(String, String)> = Vec::new();
        let mut problems = Problems::new();
        for pair in body.split(|b| *b == b'&').filter(|pair| !pair.is_empty()) {
            let at = pair.iter().position(|b| *b == b'=').unwrap_or(pair.len());
            let name = String::from_utf8_lossy(&decode(&pair[..at])).into_owned();
            let value = match String::from_utf8(decode(pair.get(at + 1..).unwrap_or_default())) {
                Ok(value) => value,
                Err(broken) => {
                    problems.add(&name, FieldProblem::new("problem-unreadable"));
                    String::from_utf8_lossy(broken.as_bytes()).into_owned()
                }
            };
            fields.push((name, value));
        }
        Self { form: Form::filled(fields), problems }
    }
}

fn decode(raw: &[u8]) -> Vec<u8> {
    let hex = |b: Option<&u8>| b.and_then(|b| char::from(*b).to_digit(16));
    let mut out = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((&first, tail)) = rest.split_first() {
        rest = tail;
        match (first, hex(tail.first()), hex(tail.get(1))) {
            (b'%', Some(high), Some(low)) => {
                // Two hexadecimal digits are at most 255.
                out.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
                rest = &tail[2..];
            }
            (b'+', ..) => out.push(b' '),
            _ => out.push(first),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_decoded() {
        let sent = Submission::parse("name=O%27Brien+%E7%8E%8B&tag=a&tag=b&empty=&bare".as_bytes());
        assert_eq!(sent.value("name"), "O'Brien 王");
        assert_eq!(sent.values("tag"), ["a", "b"]);
        assert_eq!(sent.value("empty"), "");
        assert!(sent.has("bare"));
        assert!(sent.problems.is_empty());
    }

    #[test]
    fn broken_text_is_a_problem_with_its_field() {
        let sent = Submission::parse(b"title=%ff%fe&other=ok");
        assert_eq!(sent.problems.of_field("title")[0].key, "problem-unreadable");
        assert!(sent.problems.of_field("other").is_empty());
    }

    #[test]
    fn a_stray_percent_stays() {
        assert_eq!(Submission::parse(b"a=100%&b=%zz").value("a"), "100%");
    }
}
