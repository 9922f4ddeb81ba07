//! The programme on paper: as a book (A4), as a booklet (A5), and each day on one
//! page. The browser prints it; nothing is needed but the page and its sheets.
//!
//! What differs from order to order, the names in the running heads and the
//! places in a plan, is a style sheet of its own beside the page, because the
//! content-security policy forbids inline styles.

mod book;
mod index;
mod measure;
mod order;
mod plan;
mod sheet;
#[cfg(feature = "pdf")]
mod typeset;

#[cfg(feature = "pdf")]
pub(super) use typeset::routes as pdf_routes;

use super::{compose::Composer, moment::utc_offset};
use crate::{
    session::SPOKEN,
    view::{ProgrammeView, Views},
};
use askama::Template;
use axum::{
    Extension,
    extract::Path,
    http::header::CONTENT_TYPE,
    response::{IntoResponse, Redirect, Response},
};
use kernel::Locale;
use order::{Order, Paper};
use std::collections::BTreeSet;
use ui::{Form, Page};
use web::{Cx, Submission};

/// Whether there is a press.
const HAS_PDF: bool = cfg!(feature = "pdf");

/// Where an order is put together.
#[derive(Template)]
#[template(path = "programme/print/choose.html")]
struct ChoosePage<'c> {
    page: Page,
    form: Form,
    base: &'c str,
    as_of: Option<String>,
    papers: Vec<(String, String)>,
    days: Vec<(String, String)>,
    tracks: Vec<(String, String)>,
    spoken: Vec<(String, String)>,
    locales: Vec<(String, String)>,
    /// The whole programme as PDF; nothing without the feature `pdf`.
    copies: Vec<PaperCopy>,
}

/// A format in which the programme can be had as PDF.
struct PaperCopy {
    /// `Booklet, A5 (148 × 210 mm)`.
    name: String,
    /// Address, language, and the language's own name.
    languages: Vec<(String, &'static str, &'static str)>,
}

#[derive(Template)]
#[template(path = "programme/print/book.html")]
struct BookPage<'c> {
    page: Page,
    set: &'c Composer<'c>,
    order: &'c Order,
    front: Front,
    days: Vec<book::BookDay<'c>>,
    index: Vec<index::Line<'c>>,
}

#[derive(Template)]
#[template(path = "programme/print/plan.html")]
struct PlanPage<'c> {
    page: Page,
    set: &'c Composer<'c>,
    order: &'c Order,
    front: Front,
    plans: Vec<plan::Plan<'c>>,
    /// Letters so small that a larger paper should be offered.
    is_tiny: bool,
}

/// What a printed programme says about itself.
struct Front {
    dates: String,
    place: String,
    as_of: String,
    clock: String,
    /// Only a part of the programme: which.
    part: String,
}

/// The page where an order is put together, or, once there is one, what it gives.
pub(super) async fn show(
    cx: Cx,
    Extension(views): Extension<Views>,
    Path(slug): Path<String>,
) -> web::Result<Response> {
    let view = views.view(&cx, &slug).await?;
    let sent = sent(&cx);
    let order = Order::read(&sent, &view);
    if let Some(order) = &order
        && let Some(other) = sent.value("to").parse::<Locale>().ok().filter(|other| *other != cx.locale())
    {
        let path = format!("/{}/{slug}/print?{}", other.tag(), order.query());
        return Ok(Redirect::to(&path).into_response());
    }
    web::cached(&cx, || async {
        let mut page = congress::edition_page(&cx, &view.edition);
        // It is the programme once more, for paper.
        page.robots_index = false;
        let stars = BTreeSet::new();
        let set = Composer::new(&page, &view, stars);
        match &order {
            None => web::ok(&choose(page, &set, sent)),
            Some(order) if order.paper.is_plan() => web::ok(&plans(page, &set, order)),
            Some(order) => web::ok(&book(page, &set, order)),
        }
    })
    .await
}

/// The style sheet of an order.
pub(super) async fn sheet(
    cx: Cx,
    Extension(views): Extension<Views>,
    Path(slug): Path<String>,
) -> web::Result<Response> {
    let view = views.view(&cx, &slug).await?;
    let order = Order::read(&sent(&cx), &view).ok_or(web::Error::NotFound)?;
    web::cached(&cx, || async {
        let page = congress::edition_page(&cx, &view.edition);
        let set = Composer::new(&page, &view, BTreeSet::new());
        let css = sheet::of(&set, &order, &front(&page, &set, &order));
        Ok(([(CONTENT_TYPE, "text/css; charset=utf-8")], css).into_response())
    })
    .await
}

fn sent(cx: &Cx) -> Submission {
    Submission::parse(cx.here().split_once('?').map_or("", |(_, query)| query).as_bytes())
}

fn choose<'c>(page: Page, set: &'c Composer<'_>, sent: Submission) -> ChoosePage<'c> {
    let view = set.view;
    let locale = page.locale;
    let mut form = sent.form;
    if form.value("format").is_empty() {
        form.set("format", Paper::Book.as_str());
    }
    if form.value("to").is_empty() {
        form.set("to", locale.tag());
    }
    let day = |day: &jiff::civil::Date| (day.to_string(), ui::long_date(*day, locale));
    let name = |code: &str| crate::session::language_name(code, locale).to_owned();
    let heard = view.spoken();
    let copy = |paper: &Paper| {
        let (width, height) = paper.size();
        let address = |l: &Locale| format!("/{}/{}/print.pdf?format={paper}", l.tag(), view.edition.slug);
        PaperCopy {
            name: format!("{} ({width} × {height} mm)", page.t(paper.key())),
            languages: Locale::ALL.iter().map(|l| (address(l), l.html_lang(), l.own_name())).collect(),
        }
    };
    ChoosePage {
        as_of: view.release.as_ref().map(|_| as_of(&page, view)),
        papers: Paper::ALL.iter().map(|paper| (paper.to_string(), page.t(paper.key()))).collect(),
        days: view.days().iter().map(day).collect(),
        tracks: view.tracks.iter().map(|t| (t.slug.to_string(), set.phrase(&t.name).text.to_owned())).collect(),
        spoken: SPOKEN
            .iter()
            .filter(|(code, ..)| heard.contains(code))
            .map(|(code, ..)| ((*code).to_owned(), name(code)))
            .collect(),
        copies: Paper::ALL.iter().filter(|_| HAS_PDF).map(copy).collect(),
        locales: Locale::ALL.iter().map(|l| (l.tag().to_owned(), l.own_name().to_owned())).collect(),
        base: &set.base,
        form,
        page,
    }
}

fn book<'c>(page: Page, set: &'c Composer<'_>, order: &'c Order) -> BookPage<'c> {
    let days = book::days(set, order);
    BookPage { front: front(&page, set, order), index: index::of(set, &days), days, set, order, page }
}

fn plans<'c>(page: Page, set: &'c Composer<'_>, order: &'c Order) -> PlanPage<'c> {
    let plans = plan::all(set, order);
    let is_tiny = order.paper == Paper::DayA4 && plans.iter().any(plan::Plan::is_tiny);
    PlanPage { front: front(&page, set, order), plans, is_tiny, set, order, page }
}

fn front(page: &Page, set: &Composer<'_>, order: &Order) -> Front {
    let edition = &set.view.edition;
    let first = set.view.sessions.first();
    Front {
        dates: ui::date_range(edition.first_day, edition.last_day, page.locale),
        place: set.phrase(&edition.place).text.to_owned(),
        as_of: as_of(page, set.view),
        clock: first.map_or_else(String::new, |first| set.clock(first.starts_at)),
        part: order.part(set),
    }
}

/// `As of release 3, 25 Sep 2024 18:00 (UTC+8)`: paper does not follow changes.
fn as_of(page: &Page, view: &ProgrammeView) -> String {
    let Some(release) = &view.release else { return page.t("programme-site-unreleased") };
    let at = release.released_at.in_zone(&view.edition.zone);
    let day = match page.locale {
        Locale::En => format!("{} {}", ui::short_date(at.date(), page.locale), at.year()),
        Locale::Zh => format!("{}年{}", at.year(), ui::short_date(at.date(), page.locale)),
    };
    let clock = format!("{:02}:{:02} {}", at.hour(), at.minute(), utc_offset(release.released_at, &view.edition.zone));
    let args = [("n", release.number.into()), ("date", day.into()), ("time", clock.into())];
    page.text.with("programme-print-as-of", &args)
}
