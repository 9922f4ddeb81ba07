//! The layers around the routes, from the outside in: panics, headers,
//! language, the request's context, and the wording of errors.

use crate::{
    App, Cx, Error, Module, RouteInfo, Routes,
    cookies::Cookie,
    cx::{API, FLASH},
    error::Unworded,
    language, own_routes, reply,
    routes::not_above,
    security, submission,
};
use askama::Template;
use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, FromRequestParts, Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
};
use kernel::Denied;
use std::{borrow::Cow, sync::Arc, time::Duration};
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer, csrf::CsrfLayer, timeout::TimeoutLayer};
use ui::Page;

/// No page takes longer; a slower one is a mistake of ours.
const PATIENCE: Duration = Duration::from_secs(30);

/// The whole house as one router, and its route table.
pub fn build(app: &App, modules: Vec<Module>) -> (Router, Vec<RouteInfo>) {
    ui::register(&crate::TEXT);
    let routes = all_routes(modules);
    let table = routes.table().to_vec();
    (around(app, routes), table)
}

/// The route table of a house of these modules.
pub fn table(modules: Vec<Module>) -> Vec<RouteInfo> {
    all_routes(modules).table().to_vec()
}

fn all_routes(modules: Vec<Module>) -> Routes {
    modules.into_iter().fold(own_routes::routes(), |all, module| all.and(module.routes))
}

fn around(app: &App, routes: Routes) -> Router {
    let ordinary = |router: Router<App>| {
        router
            .layer(DefaultBodyLimit::max(submission::LIMIT))
            .layer(from_fn(|request: Request, next: Next| not_above(submission::LIMIT as u64, request, next)))
            .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, PATIENCE))
    };
    let inner = routes
        .into_router(ordinary)
        .layer(CsrfLayer::new())
        .layer(from_fn_with_state(app.clone(), context))
        .with_state(app.clone());
    // The routes are looked up only after the language has been taken off the path.
    Router::new()
        .fallback_service(inner)
        .layer(from_fn(language::strip))
        .layer(from_fn_with_state(app.clone(), security::headers))
        .layer(CompressionLayer::new().gzip(true).quality(tower_http::CompressionLevel::Fastest))
        .layer(from_fn(measure))
        .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
            tracing::error!("a handler panicked");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }))
}

async fn measure(request: Request, next: Next) -> Response {
    let method = method_label(request.method());
    let response = next.run(request).await;
    let status: Cow<'static, str> = match response.status() {
        StatusCode::OK => "200".into(),
        StatusCode::SEE_OTHER => "303".into(),
        StatusCode::NOT_MODIFIED => "304".into(),
        StatusCode::NOT_FOUND => "404".into(),
        other => other.as_str().to_owned().into(),
    };
    metrics::counter!("convoke_requests_total", "method" => method, "status" => status).increment(1);
    response
}

/// A method of our routes, or `other`: a client that invents methods must not
/// fill the memory with counters.
fn method_label(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        _ => "other",
    }
}

/// Finds out who asks, once, and words what goes wrong in their language.
async fn context(State(app): State<App>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let cx = match Cx::from_request_parts(&mut parts, &app).await {
        Ok(cx) => cx,
        Err(error) => return (error.status(), "Convoke cannot reach its database.").into_response(),
    };
    let is_get = parts.method == Method::GET;
    let shows_flash = is_get && cx.cookie(FLASH).is_some();
    // No record is named with a NUL, and PostgreSQL fails when it is asked for one.
    let holds_nul = parts.uri.path().contains("%00");
    let mut response = match (cx.token_is_refused(), holds_nul) {
        (true, _) => Error::TokenRefused.into_response(),
        (_, true) => Error::NotFound.into_response(),
        _ => next.run(Request::from_parts(parts, body)).await,
    };
    if needs_words(&response) {
        response = worded(&cx, is_get, &response);
    }
    let is_page = |r: &Response| {
        r.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
    };
    if shows_flash && is_page(&response) {
        let gone = Cookie {
            name: FLASH.to_owned(),
            value: String::new(),
            max_age: Some(0),
            secure: app.settings().is_https(),
        };
        if let Some(value) = gone.header() {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    response
}

fn needs_words(response: &Response) -> bool {
    let status = response.status();
    let is_plain =
        response.headers().get(header::CONTENT_TYPE).is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    (status.is_client_error() || status.is_server_error()) && is_plain
}

fn worded(cx: &Cx, is_get: bool, response: &Response) -> Response {
    let error = response.extensions().get::<Unworded>().map(|unworded| Arc::clone(&unworded.0));
    let is_api = cx.here().starts_with(API);
    let wants_json = is_api || cx.header(header::ACCEPT).is_some_and(|accept| accept.starts_with("application/json"));
    let status = match response.status() {
        StatusCode::METHOD_NOT_ALLOWED if !is_api => StatusCode::NOT_FOUND,
        status => status,
    };
    if wants_json {
        let mut problem = problem_json(cx, status, error.as_deref());
        if let Some(methods) = response.headers().get(header::ALLOW).filter(|_| is_api) {
            problem.headers_mut().insert(header::ALLOW, methods.clone());
        }
        return problem;
    }
    let next = if is_get { format!("?next={}", escape(cx.here())) } else { String::new() };
    match error.as_deref() {
        Some(Error::Denied(Denied::NotSignedIn)) => reply::see_other(cx, &format!("/sign-in{next}")),
        Some(Error::Denied(Denied::SecondFactorMissing)) => {
            reply::see_other(cx, &format!("/account/second-factor{next}"))
        }
        known => error_page(cx, status, known),
    }
}

#[derive(Template)]
#[template(path = "web/error.html")]
struct ErrorPage {
    page: Page,
    status: u16,
    title: String,
    advice: String,
    details: Vec<String>,
}

fn error_page(cx: &Cx, status: StatusCode, error: Option<&Error>) -> Response {
    let text = cx.text();
    let key = message_key(status);
    let details = match error {
        Some(Error::Invalid(problems)) => {
            problems.iter().flat_map(|(_, list)| list.iter().map(|problem| text.problem(problem))).collect()
        }
        _ => Vec::new(),
    };
    let page = ErrorPage {
        page: cx.error_page(),
        status: status.as_u16(),
        title: text.t(&format!("web-{key}")),
        advice: match error {
            // The domain knows best what happened; its message is a sentence.
            Some(Error::Conflict(sentence)) => text.t(sentence),
            _ => text.t(&format!("web-{key}-advice")),
        },
        details,
    };
    reply::html(status, &page).unwrap_or_else(|_| status.into_response())
}

fn problem_json(cx: &Cx, status: StatusCode, error: Option<&Error>) -> Response {
    let text = cx.text();
    let title = match error {
        Some(Error::TokenRefused) => "token-refused",
        _ => message_key(status),
    };
    let mut problem = serde_json::json!({
        "type": "about:blank",
        "title": text.t(&format!("web-{title}")),
        "status": status.as_u16(),
    });
    if let Some(Error::Invalid(problems)) = error {
        let fields: serde_json::Map<_, _> = problems
            .iter()
            .map(|(field, list)| (field.to_owned(), list.iter().map(|p| text.problem(p)).collect::<Vec<_>>().into()))
            .collect();
        problem["fields"] = fields.into();
    }
    if let Some(Error::Conflict(sentence)) = error {
        problem["detail"] = text.t(sentence).into();
    }
    // RFC 9457.
    let kind = HeaderValue::from_static("application/problem+json");
    let mut response = (status, [(header::CONTENT_TYPE, kind)], Json(problem)).into_response();
    if status == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}

fn message_key(status: StatusCode) -> &'static str {
    match status.as_u16() {
        400 => "unreadable",
        401 => "sign-in-needed",
        403 => "forbidden",
        404 => "not-found",
        405 => "method",
        409 => "conflict",
        413 => "too-large",
        422 => "invalid",
        429 => "too-many",
        _ => "failed",
    }
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
