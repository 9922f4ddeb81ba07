//! The language of a request stands in its path: `/en/…`, `/zh/…`. Routes are
//! written without it.

use crate::cookies;
use axum::{
    extract::Request,
    http::{HeaderValue, Method, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use kernel::Locale;

/// Paths that have no language: machines read them.
const BARE: &[&str] =
    &["/assets/", "/api/", "/healthz", "/metrics", "/robots.txt", "/sitemap.xml", "/favicon.ico", "/.well-known/"];

/// Where a request is, apart from its language.
#[derive(Clone, Debug)]
pub(crate) struct Here {
    pub(crate) locale: Locale,
    pub(crate) path: String,
}

impl Default for Here {
    fn default() -> Self {
        Self { locale: Locale::En, path: "/".to_owned() }
    }
}

/// Whether a path stands without a language.
pub(crate) fn is_bare(path: &str) -> bool {
    BARE.iter().any(|bare| path.starts_with(bare))
}

/// Takes the language off the path, or sends a reader to a language.
pub(crate) async fn strip(mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let tagged = Locale::ALL.iter().find_map(|locale| {
        let rest = path.strip_prefix('/')?.strip_prefix(locale.tag())?;
        (rest.is_empty() || rest.starts_with('/')).then_some((*locale, rest))
    });
    let query = request.uri().query().map_or_else(String::new, |query| format!("?{query}"));
    let (locale, rest) = match tagged {
        Some((locale, "")) => (locale, "/".to_owned()),
        Some((locale, rest)) => (locale, rest.to_owned()),
        None if is_bare(path) => (preferred(&request), path.to_owned()),
        None if request.method() == Method::GET || request.method() == Method::HEAD => {
            return to_language(preferred(&request), path, &query);
        }
        None => (preferred(&request), path.to_owned()),
    };
    let here = format!("{rest}{query}");
    match here.parse::<Uri>() {
        Ok(uri) => *request.uri_mut() = uri,
        Err(_) => return StatusCode::BAD_REQUEST.into_response(),
    }
    request.extensions_mut().insert(Here { locale, path: here });
    next.run(request).await
}

fn preferred(request: &Request) -> Locale {
    let header = |name| request.headers().get(name).and_then(|v: &HeaderValue| v.to_str().ok());
    cookies::read(request.headers(), "convoke-language")
        .and_then(|tag| tag.parse().ok())
        .or_else(|| header(header::ACCEPT_LANGUAGE).and_then(Locale::negotiate))
        .unwrap_or(Locale::En)
}

/// The same page in another language; `here` is its path without one, with its query.
pub fn in_language(locale: Locale, here: &str) -> Response {
    let (path, query) = here.split_at(here.find('?').unwrap_or(here.len()));
    to_language(locale, path, query)
}

fn to_language(locale: Locale, path: &str, query: &str) -> Response {
    // A path that begins with two slashes would name another host.
    let path = format!("/{}", path.trim_start_matches('/'));
    let target = format!("/{}{}{query}", locale.tag(), path.trim_end_matches('/'));
    let Ok(location) = HeaderValue::from_str(&target) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let headers = [
        (header::LOCATION, location),
        (header::VARY, HeaderValue::from_static("accept-language, cookie")),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
    ];
    (StatusCode::FOUND, headers).into_response()
}
