//! The agenda without network: a service worker that keeps one reader's agenda
//! and its sessions on their own device, and the manifest by which a phone puts
//! it on its home screen.
//!
//! The worker is served below the edition and the language, so that its reach is
//! no longer than that; it never looks at the desk.

use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;
use web::{Cx, Routes, Who};

const WORKER: &str = include_str!("../assets/worker.js");
/// Pages that one agenda keeps: more sessions than anybody visits.
const MOST: usize = 150;
/// Files without which the pages look wrong.
const FILES: &[&str] = &[
    "convoke.css",
    "convoke.js",
    "agenda.js",
    "vendor/htmx.min.js",
    "icon.svg",
    "fonts/instrument-sans.woff2",
    "fonts/newsreader-text.woff2",
    "fonts/newsreader-display.woff2",
];

static PATHS: LazyLock<Vec<String>> =
    LazyLock::new(|| FILES.iter().filter_map(|name| ui::assets::current(name)).collect());

/// Changes with the worker and with every file that it keeps.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let whole = format!("{WORKER}{}", PATHS.join("\n"));
    data_encoding::HEXLOWER.encode(&Sha256::digest(whole)[..8])
});

pub(crate) fn routes() -> Routes {
    Routes::new().get("/{edition}/agenda-worker.js", worker, Who::Anyone, "/hangzhou-2024/agenda-worker.js").get(
        "/{edition}/manifest.webmanifest",
        manifest,
        Who::Anyone,
        "/hangzhou-2024/manifest.webmanifest",
    )
}

async fn worker(cx: Cx, Path(slug): Path<String>) -> web::Result<Response> {
    let edition = congress::edition(&cx, &slug).await?;
    let text = cx.text();
    let base = format!("/{}/{}/", cx.locale().tag(), edition.slug);
    let config = json!({
        "version": *VERSION,
        "scope": base,
        "desk": format!("{base}desk"),
        "agenda": format!("{base}agenda"),
        "files": *PATHS,
        "most": MOST,
        "lang": cx.locale().html_lang(),
        "sheet": ui::assets::current("convoke.css"),
        "words": {
            "asOf": text.t("agenda-as-of"),
            "title": text.t("agenda-offline"),
            "lead": text.t("agenda-offline-lead"),
            "agenda": text.t("agenda-menu"),
        },
    });
    let body = format!("const CONFIG = {config};\n{WORKER}");
    Ok(answer("text/javascript; charset=utf-8", body))
}

/// Web Application Manifest (W3C).
async fn manifest(cx: Cx, Path(slug): Path<String>) -> web::Result<Response> {
    let edition = congress::edition(&cx, &slug).await?;
    let base = format!("/{}/{}/", cx.locale().tag(), edition.slug);
    let icon =
        |name: &str, kind: &str, sizes: &str| json!({ "src": ui::assets::current(name), "type": kind, "sizes": sizes });
    let name = edition.name.get(cx.locale()).text;
    let body = json!({
        "id": format!("{base}agenda"),
        "name": name,
        "short_name": cx.text().t("agenda-menu"),
        "lang": cx.locale().html_lang(),
        "start_url": format!("{base}agenda"),
        "scope": base,
        "display": "minimal-ui",
        "background_color": "#fcfbf9",
        "theme_color": "#005f5f",
        "icons": [
            icon("icon.svg", "image/svg+xml", "any"),
            icon("icon-192.png", "image/png", "192x192"),
            icon("icon-512.png", "image/png", "512x512"),
        ],
    });
    Ok(answer("application/manifest+json", body.to_string()))
}

/// Asked for again every time: an old worker would keep old pages.
fn answer(kind: &'static str, body: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    ];
    (headers, body).into_response()
}
