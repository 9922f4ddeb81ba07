//! The programme as PDF: what the printed pages say, out of the same model, set by
//! the press instead of a browser. Only with the feature `pdf`.
//!
//! A copy is kept by what stands in it, so that everybody who may read the same
//! gets the same copy, and a release prints anew only what it changed.

mod words;

use super::{Order, book, plans, sent};
use crate::{
    site::{
        compose::Composer,
        kept::{Kept, key_of},
    },
    view::{ProgrammeView, Views},
};
use axum::{
    Extension,
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use kernel::{Locale, Timestamp};
use pdf::{Job, Press};
use std::{collections::BTreeSet, sync::LazyLock};
use web::{Cx, Routes, Who};

type Sources = &'static [(&'static str, &'static str)];

const PAPER: (&str, &str) = ("paper.typ", include_str!("../../../templates/programme/print/paper.typ"));
const BOOK: Sources = &[("book.typ", include_str!("../../../templates/programme/print/book.typ")), PAPER];
const PLAN: Sources = &[("plan.typ", include_str!("../../../templates/programme/print/plan.typ")), PAPER];

/// Memory that copies may take, in bytes: some hundred of them.
const CAPACITY: usize = 32 * 1024 * 1024;
/// Each waits a second or more for the one before; who comes later is told so.
const MOST_WAITING: usize = 12;

/// The press of this process, set up when the first copy is wanted.
static PRESS: LazyLock<Result<Press, String>> = LazyLock::new(|| {
    let faces = [
        ui::faces::SERIF,
        ui::faces::SERIF_STRONG,
        ui::faces::SERIF_ITALIC,
        ui::faces::SANS,
        ui::faces::SANS_STRONG,
        ui::faces::DISPLAY,
        ui::faces::CHINESE,
    ];
    Press::new(&faces).map_err(|error| error.to_string())
});

/// The copies of this node.
#[derive(Clone)]
struct Copies(Kept);

/// What is to be set, of one order.
struct Setting {
    sources: Sources,
    data: String,
    ident: String,
    as_of: Timestamp,
}

/// The address of the PDF, beside those of the printed pages.
pub(in crate::site) fn routes() -> Routes {
    Routes::new()
        .get("/{edition}/print.pdf", show, Who::Anyone, "/hangzhou-2024/print.pdf?format=day-a4")
        .with(Copies(Kept::new(CAPACITY, MOST_WAITING)))
}

/// An order as PDF.
async fn show(
    cx: Cx,
    Extension(views): Extension<Views>,
    Extension(copies): Extension<Copies>,
    Path(slug): Path<String>,
) -> web::Result<Response> {
    let view = views.view(&cx, &slug).await?;
    let sent = sent(&cx);
    let order = Order::read(&sent, &view).ok_or(web::Error::NotFound)?;
    if let Ok(other) = sent.value("to").parse::<Locale>()
        && other != cx.locale()
    {
        let path = format!("/{}/{slug}/print.pdf?{}", other.tag(), order.query());
        return Ok(Redirect::to(&path).into_response());
    }
    let setting = Setting::new(&cx, &view, &order)?;
    let key = key_of(format!("{} {} {}", setting.as_of, setting.ident, setting.data).as_bytes());
    let digest = data_encoding::BASE64URL_NOPAD.encode(&key[..16]);
    let tag = format!("W/\"{digest}\"");
    let name = format!("inline; filename=\"{slug}-{}-{}.pdf\"", order.paper, cx.locale().tag());
    let kept_by = if cx.is_cacheable() { "no-cache" } else { "private, no-cache" };
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/pdf"));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_str(&name).map_err(web::Error::internal)?);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(kept_by));
    headers.insert(header::VARY, HeaderValue::from_static("cookie"));
    headers.insert(header::ETAG, HeaderValue::from_str(&tag).map_err(web::Error::internal)?);
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex"));
    let is_known = |sent: &str| sent.split(',').any(|known| known.trim() == tag);
    if cx.header(header::IF_NONE_MATCH).is_some_and(is_known) {
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    let bytes = copies.0.get(key, move || setting.print()).await?;
    Ok((headers, bytes).into_response())
}

impl Setting {
    /// # Errors
    /// [`web::Error::NotFound`] before the first release: a draft is not printed.
    fn new(cx: &Cx, view: &ProgrammeView, order: &Order) -> web::Result<Self> {
        let as_of = view.release.as_ref().ok_or(web::Error::NotFound)?.released_at;
        let page = congress::edition_page(cx, &view.edition);
        let ident = format!("{}{}?{}", page.origin, page.in_edition("/print.pdf"), order.query());
        let set = Composer::new(&page, view, BTreeSet::new());
        let (sources, data) = if order.paper.is_plan() {
            (PLAN, serde_json::to_string(&words::plans(&plans(page, &set, order)))?)
        } else {
            (BOOK, serde_json::to_string(&words::book(&book(page, &set, order)))?)
        };
        Ok(Self { sources, data, ident, as_of })
    }

    fn print(self) -> Result<Vec<u8>, String> {
        let press = PRESS.as_ref().map_err(Clone::clone)?;
        let job = Job { sources: self.sources, data: self.data, ident: self.ident, as_of: self.as_of };
        let printed = press.print(&job).map_err(|error| error.to_string())?;
        tracing::debug!(pages = printed.pages, bytes = printed.bytes.len(), "a programme was printed");
        Ok(printed.bytes)
    }
}
