//! Reading and writing cookies (RFC 6265).

use axum::http::{HeaderMap, HeaderValue, header};

/// Finished cookies of a request.
pub fn read<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// A cookie to set. It is never readable by scripts and stays on this site.
#[derive(Clone, Debug)]
pub struct Cookie {
    /// Its name.
    pub name: String,
    /// Its value: characters that RFC 6265 allows, such as base64url.
    pub value: String,
    /// Seconds until it ends; `None` is the end of the browser's session; 0 removes it.
    pub max_age: Option<i64>,
    /// Only by https.
    pub secure: bool,
}

impl Cookie {
    /// The header that sets it; `None` when the value cannot stand in a header.
    pub fn header(&self) -> Option<HeaderValue> {
        let mut line = format!("{}={}; Path=/; HttpOnly; SameSite=Lax", self.name, self.value);
        if self.secure {
            line.push_str("; Secure");
        }
        if let Some(seconds) = self.max_age {
            line.push_str(&format!("; Max-Age={seconds}"));
        }
        HeaderValue::from_str(&line).ok()
    }
}
