//! The route table. A route is declared with who may use it and an address
//! that answers in the demonstration; the stranger walk, `convoke routes` and
//! the router itself are made from the same declaration.

use crate::{App, Cx, Error, language, submission};
use axum::{
    Extension, Router,
    body::HttpBody as _,
    extract::{DefaultBodyLimit, Request},
    handler::Handler,
    http::{StatusCode, header},
    middleware::{Next, from_fn},
    response::{IntoResponse, Response},
    routing::{MethodRouter, get, patch, post, put},
};
use kernel::{Denied, Permission};
use std::time::Duration;
use tower_http::timeout::TimeoutLayer;

/// A file of 200 MB over a line of half a megabit a second.
const PATIENCE_WITH_FILES: Duration = Duration::from_secs(3600);

/// For whom a route is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Everybody; what they see depends on who they are.
    Anyone,
    /// Everybody who is signed in.
    SignedIn,
    /// Staff of the edition with this permission. The handler asks with
    /// `cx.require`; strangers are sent to sign in before it runs.
    Staff(Permission),
    /// Staff of the house.
    House(Permission),
    /// The machine itself, not through a proxy.
    Machine,
    /// The machine itself, while it demonstrates.
    Demonstration,
}

impl std::fmt::Display for Who {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Anyone => f.write_str("anyone"),
            Self::SignedIn => f.write_str("signed_in"),
            Self::Staff(permission) => write!(f, "staff:{permission}"),
            Self::House(permission) => write!(f, "house:{permission}"),
            Self::Machine => f.write_str("machine"),
            Self::Demonstration => f.write_str("demonstration"),
        }
    }
}

/// One line of the route table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteInfo {
    /// `GET`, `POST`; below `/api/` also `PUT` and `PATCH`, which no form can send.
    pub method: &'static str,
    /// The pattern, without language.
    pub path: &'static str,
    /// For whom it is.
    pub who: Who,
    /// An address, without language, that answers in the demonstration.
    pub sample: &'static str,
    /// The largest body that it takes, in bytes.
    pub limit: u64,
}

impl RouteInfo {
    /// The route has no language in its path.
    pub fn is_bare(&self) -> bool {
        language::is_bare(self.path)
    }

    /// The sample address as it is called, in English where there is a choice.
    pub fn sample_path(&self) -> String {
        if self.is_bare() { self.sample.to_owned() } else { format!("/en{}", self.sample.trim_end_matches('/')) }
    }
}

/// The routes of a module.
#[derive(Default)]
pub struct Routes {
    router: Router<App>,
    /// Routes with a limit of their own; the ordinary one does not lie around them.
    wide: Router<App>,
    table: Vec<RouteInfo>,
}

impl Routes {
    /// No routes yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A page or feed.
    #[must_use]
    pub fn get<H, T>(self, path: &'static str, handler: H, who: Who, sample: &'static str) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add("GET", path, get(handler), who, sample)
    }

    /// A form's target.
    #[must_use]
    pub fn post<H, T>(self, path: &'static str, handler: H, who: Who, sample: &'static str) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add("POST", path, post(handler), who, sample)
    }

    /// The target of a form or of a program that sends a file of up to `limit` bytes.
    /// The handler reads the body as it comes ([`axum::body::Body`], or
    /// [`crate::FileForm`]) and holds none of it; it is given an hour.
    #[must_use]
    pub fn post_file<H, T>(mut self, path: &'static str, handler: H, who: Who, sample: &'static str, limit: u64) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        let whole = move |request: Request, next: Next| not_above(limit, request, next);
        let slow = TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, PATIENCE_WITH_FILES);
        let route = enter(Router::new(), path, guarded(post(handler), who))
            .layer(DefaultBodyLimit::disable())
            .layer(from_fn(whole))
            .layer(slow);
        self.wide = self.wide.merge(route);
        self.table.push(RouteInfo { method: "POST", path, who, sample, limit });
        self
    }

    /// A program puts something in the place of what is there.
    #[must_use]
    pub fn put<H, T>(self, path: &'static str, handler: H, who: Who, sample: &'static str) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add("PUT", path, put(handler), who, sample)
    }

    /// A program changes a part of what is there.
    #[must_use]
    pub fn patch<H, T>(self, path: &'static str, handler: H, who: Who, sample: &'static str) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add("PATCH", path, patch(handler), who, sample)
    }

    fn add(
        mut self,
        method: &'static str,
        path: &'static str,
        handler: MethodRouter<App>,
        who: Who,
        sample: &'static str,
    ) -> Self {
        self.router = enter(self.router, path, guarded(handler, who));
        self.table.push(RouteInfo { method, path, who, sample, limit: submission::LIMIT as u64 });
        self
    }

    /// Makes a value available to the handlers declared so far, as `Extension<T>`.
    #[must_use]
    pub fn with<T: Clone + Send + Sync + 'static>(mut self, value: T) -> Self {
        self.router = self.router.layer(Extension(value.clone()));
        self.wide = self.wide.layer(Extension(value));
        self
    }

    /// These routes and those.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.wide = self.wide.merge(other.wide);
        self.table.extend(other.table);
        self
    }

    /// The table.
    pub fn table(&self) -> &[RouteInfo] {
        &self.table
    }

    /// One router: `around` lays the ordinary limits around all but the wide ones.
    pub(crate) fn into_router(self, around: impl FnOnce(Router<App>) -> Router<App>) -> Router<App> {
        around(self.router).merge(self.wide)
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place where a route enters a router")]
fn enter(router: Router<App>, path: &'static str, handler: MethodRouter<App>) -> Router<App> {
    router.route(path, handler)
}

fn guarded(handler: MethodRouter<App>, who: Who) -> MethodRouter<App> {
    match who {
        Who::Anyone => handler,
        Who::Machine => handler.layer(from_fn(only_this_machine)),
        Who::Demonstration => handler.layer(from_fn(only_in_demonstration)),
        Who::SignedIn | Who::Staff(_) | Who::House(_) => handler.layer(from_fn(only_signed_in)),
    }
}

/// What says that it is too large is refused before anything is done: not every
/// handler reads what it is sent.
pub(crate) async fn not_above(limit: u64, request: Request, next: Next) -> Response {
    let said = request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    let length = said.unwrap_or_else(|| request.body().size_hint().lower());
    if length > limit { Error::TooLarge.into_response() } else { next.run(request).await }
}

async fn only_signed_in(request: Request, next: Next) -> Response {
    // The server has put the context there before any route is looked up.
    match request.extensions().get::<Cx>() {
        Some(cx) if cx.viewer().is_stranger() => Error::Denied(Denied::NotSignedIn).into_response(),
        Some(_) => next.run(request).await,
        None => Error::internal("a route ran outside the server").into_response(),
    }
}

async fn only_this_machine(request: Request, next: Next) -> Response {
    if is_this_machine(&request) { next.run(request).await } else { Error::NotFound.into_response() }
}

async fn only_in_demonstration(request: Request, next: Next) -> Response {
    let demonstrates = request.extensions().get::<Cx>().is_some_and(|cx| cx.app().settings().demonstration);
    if demonstrates && is_this_machine(&request) { next.run(request).await } else { Error::NotFound.into_response() }
}

/// The request comes from a loopback address, and no proxy stands between: a
/// proxy on this machine would make the whole world look local.
fn is_this_machine(request: &Request) -> bool {
    let local = |cx: &Cx| cx.peer().is_some_and(|peer| peer.ip().is_loopback());
    let proxied =
        ["forwarded", "x-forwarded-for", "x-real-ip", "via"].iter().any(|name| request.headers().contains_key(*name));
    !proxied && request.extensions().get::<Cx>().is_some_and(local)
}
