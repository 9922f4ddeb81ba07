//! The public pages of the programme: the home page of an edition, the
//! timetable as grid and as list, sessions, rooms, stars and changes.
//!
//! Every page is written from the [`crate::view::ProgrammeView`] in memory and
//! shows no row that the view does not hold. What changes with the clock (the
//! day at which the timetable opens, what comes next) is part of the key under
//! which a finished page is kept; what belongs to one reader is never kept.

mod cast;
mod changes;
mod choice;
mod compose;
mod entry;
mod facets;
pub(crate) mod grid;
mod home;
mod kept;
pub(crate) mod lanes;
mod moment;
mod now;
mod picture;
mod print;
mod room;
mod session;
mod sharing;
mod sign_up;
mod sitemap;
mod starred;
mod timetable;
mod widget;

pub use sign_up::{Panel, Step};

use crate::{stars, view::ProgrammeView};
use axum::response::Response;
use compose::Composer;
use std::collections::BTreeSet;
use ui::Page;
use web::{Cx, MenuEntry, Routes, Who};

/// The public pages, with addresses that answer in the demonstration.
pub(crate) fn routes() -> Routes {
    let all = Who::Anyone;
    let routes = Routes::new()
        .get("/{edition}", home::show, all, "/hangzhou-2024")
        .get("/{edition}/timetable", timetable::show, all, "/hangzhou-2024/timetable")
        .get("/{edition}/sessions/{session}", session::show, all, "/hangzhou-2024/sessions/OPEN24")
        .get(
            "/{edition}/sessions/{session}/picture.png",
            picture::session,
            all,
            "/hangzhou-2024/sessions/OPEN24/picture.png",
        )
        .get("/{edition}/picture.png", picture::edition, all, "/hangzhou-2024/picture.png")
        .get("/{edition}/rooms/{room}", room::show, all, "/hangzhou-2024/rooms/grand-hall")
        .get("/{edition}/starred", starred::show, all, "/hangzhou-2024/starred")
        .get("/{edition}/changes", changes::show, all, "/hangzhou-2024/changes")
        .get("/{edition}/print", print::show, all, "/hangzhou-2024/print")
        .get("/{edition}/print.css", print::sheet, all, "/hangzhou-2024/print.css?format=day-a4")
        .get("/{edition}/now", now::show, all, "/hangzhou-2024/now")
        .get("/{edition}/widget", widget::show, all, "/hangzhou-2024/widget")
        .and(widget::routes())
        .get("/sitemap.xml", sitemap::index, all, "/sitemap.xml")
        .get("/{edition}/sitemap.xml", sitemap::pages, all, "/hangzhou-2024/sitemap.xml")
        .with(picture::Pictures::default());
    #[cfg(feature = "pdf")]
    let routes = routes.and(print::pdf_routes());
    routes
}

/// Their entries in the menu; the directory's stand between them.
pub(crate) fn menu() -> Vec<MenuEntry> {
    let entry = |key, path, order| MenuEntry { key, path, desk: None, order };
    vec![entry("programme-site-timetable", "/{edition}/timetable", 10)]
}

/// A page on which sessions can be starred: `load` fetches what is not in the
/// view, `write` writes the page. Without stars it is the same for everybody and
/// kept under `variant`; with stars it is made for its reader.
async fn answer<T, F>(
    cx: &Cx,
    view: &ProgrammeView,
    variant: &str,
    load: impl FnOnce() -> F,
    write: impl FnOnce(Page, &Composer<'_>, T) -> web::Result<Response>,
) -> web::Result<Response>
where
    F: Future<Output = web::Result<T>>,
{
    let page = || congress::edition_page(cx, &view.edition);
    if stars::has_list(cx) {
        let page = page();
        let set = Composer::new(&page, view, stars::starred(cx).await?);
        return write(page, &set, load().await?);
    }
    web::cached_as(cx, variant, || async {
        let page = page();
        let set = Composer::new(&page, view, BTreeSet::new());
        write(page, &set, load().await?)
    })
    .await
}

/// For pages that need nothing beside the view.
async fn nothing_else() -> web::Result<()> {
    Ok(())
}
