//! What is on now, and what comes next in every room: for somebody who stands
//! in a corridor.

use super::{
    compose::Composer,
    entry::{Entry, stands_alone},
    moment::day_of,
};
use crate::view::{ProgrammeView, SessionView, Views};
use askama::Template;
use axum::{Extension, extract::Path, response::Response};
use kernel::{RoomId, Timestamp};
use std::collections::BTreeSet;
use ui::Page;
use web::Cx;

#[derive(Template)]
#[template(path = "programme/site/now.html")]
struct NowPage<'c> {
    page: Page,
    set: &'c Composer<'c>,
    now: Vec<Entry<'c>>,
    next: Vec<Entry<'c>>,
    /// The day of what comes next, when it is not today.
    next_day: Option<String>,
    /// Whose clock the times are by.
    clock: String,
}

pub(super) async fn show(
    cx: Cx,
    Extension(views): Extension<Views>,
    Path(slug): Path<String>,
) -> web::Result<Response> {
    let view = views.view(&cx, &slug).await?;
    let (now, next) = (running(&view, cx.now()), following(&view, cx.now()));
    let today = day_of(cx.now(), &view.edition.zone);
    let later = next.first().map(|session| session.day).filter(|day| *day != today);
    // The page changes when a session begins or ends, and at midnight; not with every second.
    let codes = |some: &[&SessionView]| some.iter().map(|session| session.code.as_str()).collect::<String>();
    let variant = format!("{} {} {}", codes(&now), codes(&next), later.is_some());
    let write = |mut page: Page, set: &Composer<'_>, (): ()| {
        // What is true for a minute is not for a search engine.
        page.robots_index = false;
        web::ok(&NowPage {
            next_day: later.map(|day| ui::long_date(day, page.locale)),
            clock: set.clock(cx.now()),
            now: now.iter().map(|session| set.entry(session)).collect(),
            next: next.iter().map(|session| set.entry(session)).collect(),
            set,
            page,
        })
    };
    super::answer(&cx, &view, &variant, super::nothing_else, write).await
}

fn takes_place(session: &&SessionView) -> bool {
    stands_alone(session) && !session.cancelled
}

/// What has begun and not ended.
pub(super) fn running(view: &ProgrammeView, now: Timestamp) -> Vec<&SessionView> {
    let on = |session: &&SessionView| session.is_on(now);
    view.sessions.iter().filter(takes_place).filter(on).collect()
}

/// The next session of every room on the next day on which anything begins;
/// what is in no room is each on its own.
pub(super) fn following(view: &ProgrammeView, now: Timestamp) -> Vec<&SessionView> {
    let mut later = view.sessions.iter().filter(takes_place).filter(|session| session.is_ahead(now)).peekable();
    let Some(day) = later.peek().map(|first| first.day) else { return Vec::new() };
    let mut rooms: BTreeSet<RoomId> = BTreeSet::new();
    later
        .take_while(|session| session.day == day)
        .filter(|session| session.room.is_none_or(|room| rooms.insert(room)))
        .collect()
}
