//! The routes that belong to no domain: files, health, theme, samples.

use crate::{Cx, Error, Routes, Submission, Who, cookies::Cookie, cx::THEME, reply};
use axum::{
    extract::Path,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use kernel::Locale;
use ui::{Asset, Theme};

/// A year, in seconds: a choice of theme or language is kept that long.
const YEAR: i64 = 365 * 24 * 3600;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/assets/{hash}/{*name}", asset, Who::Anyone, "/assets/sheet/convoke.css")
        .get("/healthz", health, Who::Anyone, "/healthz")
        .get("/robots.txt", robots, Who::Anyone, "/robots.txt")
        .get("/favicon.ico", icon, Who::Anyone, "/favicon.ico")
        .get("/design", design, Who::Anyone, "/design")
        .get("/accessibility", accessibility, Who::Anyone, "/accessibility")
        .get("/privacy", privacy, Who::Anyone, "/privacy")
        .post("/theme", choose_theme, Who::Anyone, "/theme")
        .post("/language", choose_language, Who::Anyone, "/language")
}

async fn asset(Path((hash, name)): Path<(String, String)>) -> Result<Response, Error> {
    if hash == "sheet" {
        // The sheet's address changes with its content; this one leads there.
        let target = ui::assets::current(&name).ok_or(Error::NotFound)?;
        return Ok((StatusCode::FOUND, [(header::LOCATION, target)]).into_response());
    }
    let asset = Asset::find(&hash, &name).ok_or(Error::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(asset.content_type)),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
    ];
    Ok((headers, asset.bytes.clone()).into_response())
}

async fn health(cx: Cx) -> Response {
    match cx.db().ping().await {
        Ok(()) => "ok\n".into_response(),
        Err(error) => {
            tracing::error!(%error, "the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, [(header::CONTENT_TYPE, "text/x-health")], "database\n").into_response()
        }
    }
}

async fn robots(cx: Cx) -> String {
    let origin = &cx.app().settings().origin;
    format!(
        "# {origin}\nUser-agent: *\nDisallow: /en/account\nDisallow: /zh/account\nDisallow: /en/sign-in\nDisallow: /zh/sign-in\n\
         Sitemap: {origin}/sitemap.xml\n"
    )
}

async fn icon() -> Result<Response, Error> {
    let target = ui::assets::current("icon.svg").ok_or(Error::NotFound)?;
    Ok((StatusCode::FOUND, [(header::LOCATION, target)]).into_response())
}

async fn design(cx: Cx) -> Result<Response, Error> {
    reply::ok(&ui::design::DesignPage::sample(cx.page()))
}

#[derive(askama::Template)]
#[template(path = "web/statement.html")]
struct Statement {
    page: ui::Page,
    title: String,
    paragraphs: Vec<String>,
}

async fn accessibility(cx: Cx) -> Result<Response, Error> {
    statement(&cx, "web-accessibility", 4)
}

async fn privacy(cx: Cx) -> Result<Response, Error> {
    statement(&cx, "web-privacy", 5)
}

fn statement(cx: &Cx, key: &str, paragraphs: usize) -> Result<Response, Error> {
    let text = cx.text();
    reply::ok(&Statement {
        page: cx.page(),
        title: text.t(key),
        paragraphs: (1..=paragraphs).map(|n| text.t(&format!("{key}-{n}"))).collect(),
    })
}

async fn choose_theme(cx: Cx, sent: Submission) -> Response {
    let theme: Theme = sent.value("theme").parse().unwrap_or(Theme::Auto);
    remember(&cx, THEME, theme.as_str(), back(cx.locale(), &sent))
}

async fn choose_language(cx: Cx, sent: Submission) -> Response {
    let locale: Locale = sent.value("language").parse().unwrap_or(cx.locale());
    remember(&cx, "convoke-language", locale.tag(), back(locale, &sent))
}

/// Where the reader came from. Only a path of this house: anything else is home.
fn back(locale: Locale, sent: &Submission) -> String {
    let wanted = sent.value("next");
    let is_path = wanted.starts_with('/')
        && !wanted.starts_with("//")
        && !wanted.contains('\\')
        && wanted.bytes().all(|b| (0x21..0x7f).contains(&b));
    format!("/{}{}", locale.tag(), if is_path { wanted } else { "" })
}

fn remember(cx: &Cx, name: &str, value: &str, target: String) -> Response {
    let cookie = Cookie {
        name: name.to_owned(),
        value: value.to_owned(),
        max_age: Some(YEAR),
        secure: cx.app().settings().is_https(),
    };
    let mut response = match HeaderValue::from_str(&target) {
        Ok(location) => (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response(),
        Err(_) => return Error::Unreadable.into_response(),
    };
    if let Some(value) = cookie.header() {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}
