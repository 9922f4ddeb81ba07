//! The screen in the foyer: every room, what is on and what comes next.

use super::{
    Name, clock,
    display::{Shown, public_view, screen, shown},
    overview::now_and_next,
};
use crate::day::reserved_rooms;
use askama::Template;
use axum::{Extension, extract::Path, response::Response};
use kernel::{RoomId, Viewer};
use programme::{ProgrammeView, SessionView, Views};
use std::collections::HashSet;
use ui::Page;
use web::Cx;

struct Row {
    room: Name,
    slug: String,
    now: Option<Shown>,
    next: Option<Shown>,
    /// Something is on that is not for everybody.
    reserved: bool,
}

#[derive(Template)]
#[template(path = "onsite/foyer.html")]
struct FoyerPage {
    page: Page,
    clock: String,
    zone: String,
    date: String,
    rows: Vec<Row>,
    stream: String,
}

pub(super) async fn show(
    cx: Cx,
    Extension(views): Extension<Views>,
    Path(slug): Path<String>,
) -> web::Result<Response> {
    let view = public_view(&cx, &views, &slug).await?;
    let clock = clock(cx.now(), &view.edition.zone);
    // The page of a minute, and not of the same minute of another day.
    let minute = (cx.now().as_seconds() / 60).to_string();
    web::cached_as(&cx, &minute, || async {
        let page = screen(&cx, &view);
        let stranger = cx.seen_by(Viewer::stranger());
        let reserved = reserved_rooms(cx.db(), &stranger, &views, &slug, &view.rooms).await?;
        web::ok(&foyer_page(&cx, page, &view, &reserved, clock))
    })
    .await
}

fn foyer_page(cx: &Cx, page: Page, view: &ProgrammeView, reserved: &HashSet<RoomId>, clock: String) -> FoyerPage {
    let today = cx.now().in_zone(&view.edition.zone).date();
    let of_today: Vec<&SessionView> =
        view.sessions.iter().filter(|s| s.day == today && s.parent.is_none() && !s.cancelled).collect();
    let row = |room: &congress::Room| {
        let own: Vec<&SessionView> = of_today.iter().filter(|s| s.room == Some(room.id)).copied().collect();
        let (now, next) = now_and_next(&own, cx.now());
        let reserved = now.is_none() && reserved.contains(&room.id);
        (!own.is_empty() || reserved).then(|| Row {
            room: Name::of(&room.name, cx.locale()),
            slug: room.slug.to_string(),
            now: now.map(|session| shown(cx, view, session)),
            next: next.map(|session| shown(cx, view, session)),
            reserved,
        })
    };
    FoyerPage {
        rows: view.rooms.iter().filter_map(row).collect(),
        zone: view.edition.zone.name().to_owned(),
        date: ui::long_date(today, cx.locale()),
        stream: page.in_edition("/live"),
        clock,
        page,
    }
}
