//! The page of a room: what takes place in it, and its calendar.

use super::{
    compose::{Composer, Phrase},
    entry::{Day, Entry, counts, stands_alone},
    home::Calendar,
};
use crate::view::{SessionView, Views};
use askama::Template;
use axum::{Extension, extract::Path, response::Response};
use congress::{Room, Venue};
use ui::Page;
use web::Cx;

#[derive(Template)]
#[template(path = "programme/site/room.html")]
struct RoomPage<'c> {
    page: Page,
    set: &'c Composer<'c>,
    room: &'c Room,
    name: Phrase<'c>,
    venue: Option<Phrase<'c>>,
    address: Option<Phrase<'c>>,
    sessions: usize,
    days: Vec<Day<'c>>,
    calendar: Calendar,
}

pub(super) async fn show(
    cx: Cx,
    Extension(views): Extension<Views>,
    Path((slug, room)): Path<(String, String)>,
) -> web::Result<Response> {
    let view = views.view(&cx, &slug).await?;
    let room = view.room_at(&room).ok_or(web::Error::NotFound)?;
    let load = || async { Ok(congress::venues(cx.db(), cx.ctx(), view.edition.id).await?) };
    let write = |page: Page, set: &Composer<'_>, venues: Vec<Venue>| {
        let venue = venues.iter().find(|venue| venue.id == room.venue);
        web::ok(&room_page(page, set, room, venue))
    };
    super::answer(&cx, &view, "", load, write).await
}

fn room_page<'c>(page: Page, set: &'c Composer<'_>, room: &'c Room, venue: Option<&'c Venue>) -> RoomPage<'c> {
    let inside = |session: &&SessionView| session.room == Some(room.id) && stands_alone(session);
    let entry = |session: &'c SessionView| Entry { in_its_room: true, ..set.whole(session) };
    let own: Vec<&SessionView> = set.view.sessions.iter().filter(inside).collect();
    RoomPage {
        name: set.phrase(&room.name),
        venue: venue.map(|venue| set.phrase(&venue.name)),
        address: venue.map(|venue| set.phrase(&venue.address)).filter(|address| !address.is_empty()),
        sessions: own.iter().filter(|session| counts(session)).count(),
        days: set.by_day(own.into_iter().map(entry)),
        calendar: Calendar::at(&page, &page.in_edition(format!("/rooms/{}/sessions.ics", room.slug))),
        room,
        set,
        page,
    }
}
