//! The sessions that this browser, or this account, has starred. Never kept:
//! it is one person's page.

use super::{
    compose::Composer,
    entry::{Day, Entry},
    home::Calendar,
};
use crate::{
    stars,
    view::{SessionView, Views},
};
use askama::Template;
use axum::{Extension, extract::Path, response::Response};
use ui::Page;
use web::Cx;

#[derive(Template)]
#[template(path = "programme/site/starred.html")]
struct StarredPage<'c> {
    page: Page,
    set: &'c Composer<'c>,
    count: usize,
    clashes: usize,
    days: Vec<Day<'c>>,
    /// The address of the private calendar, once it was asked for.
    calendar: Option<Calendar>,
    /// The list belongs to an account, not to this browser alone.
    is_account: bool,
}

pub(super) async fn show(
    cx: Cx,
    Extension(views): Extension<Views>,
    Path(slug): Path<String>,
) -> web::Result<Response> {
    let view = views.view(&cx, &slug).await?;
    let stars = stars::starred(&cx).await?;
    let mut page = congress::edition_page(&cx, &view.edition);
    page.robots_index = false;
    let calendar = stars::feed_path(&cx).await?.map(|path| Calendar::at(&page, &page.path(path)));
    let own: Vec<&SessionView> = view.sessions.iter().filter(|session| stars.contains(&session.id)).collect();
    let set = Composer::new(&page, &view, stars);
    let entries: Vec<Entry<'_>> = own.iter().map(|session| with_clashes(set.entry(session), &own)).collect();
    web::ok(&StarredPage {
        count: entries.len(),
        clashes: entries.iter().filter(|entry| !entry.clashes.is_empty()).count(),
        days: set.by_day(entries),
        calendar,
        is_account: !cx.viewer().is_stranger(),
        set: &set,
        page,
    })
}

/// Nobody can be in two rooms at once; a forum and its own item are one room.
fn with_clashes<'c>(entry: Entry<'c>, all: &[&'c SessionView]) -> Entry<'c> {
    let own = entry.session;
    let clash = |other: &&&'c SessionView| {
        let related = other.parent == Some(own.id) || own.parent == Some(other.id);
        let together = other.starts_at < own.ends_at && own.starts_at < other.ends_at;
        other.id != own.id && together && !related && !other.cancelled && !own.cancelled
    };
    Entry { clashes: all.iter().filter(clash).copied().collect(), ..entry }
}
