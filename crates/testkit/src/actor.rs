//! Somebody with a browser: sends requests, keeps cookies, follows nothing.

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, StatusCode, header},
};
use http_body_util::BodyExt;
use std::collections::BTreeMap;
use tower::ServiceExt;

/// One person's browser.
#[derive(Clone)]
pub struct Actor {
    router: Router,
    cookies: BTreeMap<String, String>,
    headers: Vec<(String, String)>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as text.
    pub body: String,
}

impl Answer {
    /// Where a redirect leads.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// A header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default()
    }

    /// Body and headers in one text, to search for what must not be there.
    pub fn everything(&self) -> String {
        format!("{:?}\n{}", self.headers, self.body)
    }

    /// Asserts a status, and shows the body otherwise.
    ///
    /// # Panics
    /// When the status is another.
    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{} {}", self.location(), self.body);
        self
    }
}

impl Actor {
    /// A browser without cookies, in front of this router.
    pub fn new(router: Router) -> Self {
        Self { router, cookies: BTreeMap::new(), headers: Vec::new() }
    }

    /// The same person with one more cookie.
    #[must_use]
    pub fn with_cookie(mut self, name: &str, value: &str) -> Self {
        self.cookies.insert(name.to_owned(), value.to_owned());
        self
    }

    /// The same person sending one more header.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// A cookie that was set.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// `GET path`, with its language prefix.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path), Body::empty()).await
    }

    /// `POST path` with form fields.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = fields.iter().map(|(k, v)| format!("{}={}", encode(k), encode(v))).collect::<Vec<_>>().join("&");
        self.post_raw(path, body.into_bytes()).await
    }

    /// `POST path` with a body as it is.
    pub async fn post_raw(&mut self, path: &str, body: Vec<u8>) -> Answer {
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, Body::from(body)).await
    }

    /// Sends JSON by any method.
    pub async fn json(&mut self, method: &str, path: &str, body: &str) -> Answer {
        let request = Request::builder().method(method).uri(path).header(header::CONTENT_TYPE, "application/json");
        self.send(request, Body::from(body.to_owned())).await
    }

    /// Opens a stream of events and keeps it open.
    pub async fn listen(&mut self, path: &str) -> Events {
        let (parts, body) = self.answered(Request::get(path), Body::empty()).await;
        Events { status: parts.status, headers: parts.headers, body }
    }

    /// Sends any request.
    pub async fn send(&mut self, request: axum::http::request::Builder, body: Body) -> Answer {
        let (parts, body) = self.answered(request, body).await;
        // A stream of events has no end: its first piece, a whole snapshot, is what a reader sees first.
        let is_stream = parts.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "text/event-stream");
        let mut events = Events { status: parts.status, headers: parts.headers, body };
        let body = if is_stream { events.next().await.unwrap_or_default() } else { events.rest().await };
        Answer { status: events.status, headers: events.headers, body }
    }

    async fn answered(
        &mut self,
        mut request: axum::http::request::Builder,
        body: Body,
    ) -> (axum::http::response::Parts, Body) {
        request = request.header(header::HOST, "convoke.test");
        if !self.cookies.is_empty() {
            let line = self.cookies.iter().map(|(k, v)| format!("{k}={v}")).collect::<Vec<_>>().join("; ");
            request = request.header(header::COOKIE, line);
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let response = self.router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        for line in parts.headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().unwrap();
            let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
            if line.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        (parts, body)
    }
}

/// An answer that is still being sent.
pub struct Events {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    body: Body,
}

impl Events {
    /// The next piece; nothing when the other end has closed.
    pub async fn next(&mut self) -> Option<String> {
        let frame = self.body.frame().await?.unwrap();
        Some(String::from_utf8_lossy(&frame.into_data().unwrap_or_default()).into_owned())
    }

    async fn rest(&mut self) -> String {
        let bytes = axum::body::to_bytes(std::mem::take(&mut self.body), usize::MAX).await.unwrap();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

fn encode(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}
