//! One's own agenda: what is starred, where one has a place and what one takes
//! part in, by day, with what stands between. Never kept: it is one person's page.

mod now;

use crate::{
    mine::{Mine, mine},
    plan::{Hints, Slot, hints},
};
use askama::Template;
use axum::{Extension, extract::Path, response::Response};
use congress::Walks;
use jiff::civil::Date;
use kernel::{Timestamp, VenueId};
use programme::{
    Mark, ProgrammeView, SessionView, Views, release::earlier_place, rules::UNMEASURED_WALK, sign_up::SignUpState,
    stars,
};
use std::collections::HashMap;
use ui::Page;
use web::Cx;

/// A session of the agenda, in words.
struct Entry {
    href: String,
    /// Where its star is pressed.
    star: String,
    title: String,
    lang: Option<&'static str>,
    /// Said where the title is in another language than the page.
    shown_in: Option<String>,
    kind: String,
    colour: Option<i32>,
    from: (String, String),
    to: (String, String),
    place: String,
    /// Its code, by which the live stream names it.
    code: String,
    /// What happens to it on the day, as everywhere.
    marks: Vec<Mark>,
    /// It is on, or the next of today in this agenda.
    moment: Option<&'static str>,
    /// It was announced for another time or room before: which.
    moved: Option<String>,
    cancelled: bool,
    starred: bool,
    takes_part: bool,
    place_held: bool,
    /// 1 for the first who waits.
    position: Option<u64>,
    /// Its own page of sign-up, for who is on its list.
    sign_up: Option<String>,
    /// A pause before it.
    pause: String,
    /// The way to it is longer than the pause.
    rush: String,
    /// Title and address of what is at the same time.
    clashes: Vec<(String, String)>,
}

struct Day {
    date: Date,
    title: String,
    entries: Vec<Entry>,
}

struct Calendar {
    https: String,
    webcal: String,
}

#[derive(Template)]
#[template(path = "agenda/agenda.html")]
struct AgendaPage {
    page: Page,
    count: usize,
    clashes: usize,
    days: Vec<Day>,
    /// By whose clocks the times are.
    place: String,
    /// The address of the private calendar, once it was asked for.
    calendar: Option<Calendar>,
    /// The agenda belongs to an account, not to this browser alone.
    is_account: bool,
    /// Whose it is, and in which state: for what the browser keeps.
    owner: String,
    stamp: String,
    /// What happens on the day is told while the page is open.
    is_live: bool,
    first_day: String,
    last_day: String,
}

pub(super) async fn show(
    cx: Cx,
    Extension(views): Extension<Views>,
    Path(slug): Path<String>,
) -> web::Result<Response> {
    let view = views.view(&cx, &slug).await?;
    let mut page = congress::edition_page(&cx, &view.edition);
    page.robots_index = false;
    let all = mine(&cx, &view).await?;
    let walks = congress::walks(cx.db(), cx.ctx(), view.edition.id).await?;
    let told = told(&view, &all, &walks);
    let next = now::next(&view, &all, cx.now());
    let mut entries = Vec::with_capacity(all.len());
    for (one, hints) in all.iter().zip(&told) {
        let session = one.session;
        let moment = now::moment(session, next, cx.now());
        let was = earlier_place(cx.db(), cx.ctx(), view.edition.id, session).await?;
        let moved = was.and_then(|was| now::moved(&page, &view, session, was));
        entries.push(Entry { moment, moved, ..entry(&page, &view, one, hints, &all) });
    }
    let calendar = stars::feed_path(&cx).await?.map(|path| calendar(&page, &page.path(path)));
    web::ok(&AgendaPage {
        count: all.len(),
        clashes: told.iter().filter(|hints| !hints.clashes.is_empty()).count(),
        days: by_day(&page, all.iter().map(|one| one.session.day).zip(entries)),
        place: place_of(&view, &page),
        calendar,
        is_account: !cx.viewer().is_stranger(),
        owner: stars::owner_mark(&cx),
        stamp: now::stamp(&cx, &view, &all),
        is_live: view.is_live && !all.is_empty(),
        first_day: view.edition.first_day.to_string(),
        last_day: view.edition.last_day.to_string(),
        page,
    })
}

fn place_of(view: &ProgrammeView, page: &Page) -> String {
    let place = view.edition.place.get(page.locale).text;
    if place.is_empty() { view.edition.zone.to_string() } else { place.to_owned() }
}

fn calendar(page: &Page, path: &str) -> Calendar {
    let https = format!("{}{path}", page.origin);
    let bare = https.split_once("://").map_or(https.as_str(), |(_, rest)| rest);
    Calendar { webcal: format!("webcal://{bare}"), https }
}

fn told(view: &ProgrammeView, all: &[Mine<'_>], walks: &Walks) -> Vec<Hints> {
    let venues: HashMap<_, VenueId> = view.rooms.iter().map(|room| (room.id, room.venue)).collect();
    let slot = |one: &Mine<'_>| Slot {
        session: one.session.id,
        parent: one.session.parent,
        time: (one.session.starts_at, one.session.ends_at),
        venue: one.session.room.and_then(|room| venues.get(&room).copied()),
        holds: !one.session.cancelled,
    };
    let plan: Vec<Slot> = all.iter().map(slot).collect();
    let walk = |a, b| i64::from(walks.minutes(a, b).unwrap_or(UNMEASURED_WALK));
    let day = |at: Timestamp| at.in_zone(&view.edition.zone).date();
    hints(&plan, walk, |a, b| day(a) == day(b))
}

fn entry(page: &Page, view: &ProgrammeView, one: &Mine<'_>, hints: &Hints, all: &[Mine<'_>]) -> Entry {
    let session = one.session;
    let title = session.title_in(page.locale);
    let words = |session: &SessionView| session.title_in(page.locale).text.to_owned();
    let other = |at: &usize| {
        let session = all.get(*at)?.session;
        Some((words(session), page.in_edition(session.path())))
    };
    let rush = hints.rush.and_then(|rush| {
        let from = words(all.get(rush.from)?.session);
        let place = &all.get(rush.from)?.session.room_name;
        let from = if place.is_empty() { from } else { place.clone() };
        let args = [("walk", rush.walk.into()), ("time", rush.time.into()), ("from", from.into())];
        Some(page.text.with("agenda-rush", &args))
    });
    let at = |at: Timestamp, clock: &str| {
        let zoned = at.in_zone(&view.edition.zone);
        (zoned.strftime("%Y-%m-%dT%H:%M%:z").to_string(), clock.to_owned())
    };
    let on_list = one.sign_up.is_some();
    Entry {
        href: page.in_edition(session.path()),
        star: page.in_edition(format!("{}/star", session.path())),
        title: title.text.to_owned(),
        lang: title.is_fallback.then(|| title.locale.html_lang()),
        shown_in: title.is_fallback.then(|| title.locale.tag().to_owned()),
        kind: page.t(session.kind.key()),
        colour: view.track_of(session).map(|track| track.colour),
        from: at(session.starts_at, &session.start_clock),
        to: at(session.ends_at, &session.end_clock),
        place: session.room_name.clone(),
        code: session.code.clone(),
        marks: view.marks(session, page.text),
        moment: None,
        moved: None,
        cancelled: session.cancelled,
        starred: one.starred,
        takes_part: one.takes_part,
        place_held: one.sign_up.is_some_and(|(state, _)| state.holds()),
        position: one.sign_up.filter(|(state, _)| *state == SignUpState::Waiting).and_then(|(_, position)| position),
        sign_up: on_list.then(|| page.in_edition(format!("{}/sign-up", session.path()))),
        pause: hints.pause.map(|minutes| pause(page, minutes)).unwrap_or_default(),
        rush: rush.unwrap_or_default(),
        clashes: hints.clashes.iter().filter_map(other).collect(),
    }
}

/// `1 h 30 min free`.
fn pause(page: &Page, minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => page.t1("agenda-pause-minutes", "minutes", minutes),
        (hours, 0) => page.t1("agenda-pause-hours", "hours", hours),
        (hours, minutes) => page.t2("agenda-pause", "hours", hours, "minutes", minutes),
    }
}

fn by_day(page: &Page, entries: impl Iterator<Item = (Date, Entry)>) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for (date, entry) in entries {
        match days.last_mut().filter(|day| day.date == date) {
            Some(day) => day.entries.push(entry),
            None => days.push(Day { date, title: ui::long_date(date, page.locale), entries: vec![entry] }),
        }
    }
    days
}
