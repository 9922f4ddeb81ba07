//! The home page of an edition: what it is, what comes next, and the ways in.

use super::{
    compose::Composer,
    entry::{Day, counts, stands_alone},
    sharing::{Picture, Sharing},
};
use crate::{
    session::SessionKind,
    view::{ProgrammeView, SessionView, Views},
};
use askama::Template;
use axum::{Extension, extract::Path, response::Response};
use congress::{HomeFacts, Venue, Words, home_facts};
use directory::city::CityId;
use kernel::{Locale, Timestamp};
use ui::Page;
use web::Cx;

/// Sessions shown as what is on.
const NEXT: usize = 5;
/// Cities named; the rest stand in the directory.
const CITIES: usize = 24;

#[derive(Template)]
#[template(path = "programme/site/home.html")]
struct HomePage<'c> {
    page: Page,
    set: &'c Composer<'c>,
    facts: &'c HomeFacts,
    /// Id of the heading over `days`.
    heading: &'static str,
    days: Vec<Day<'c>>,
    sessions: usize,
    tracks: Vec<TrackCard<'c>>,
    cities: Vec<CityLine<'c>>,
    more_cities: bool,
    calendar: Calendar,
    sharing: Sharing,
}

struct TrackCard<'c> {
    slug: &'c str,
    colour: i32,
    name: &'c Words,
    count: usize,
}

struct CityLine<'c> {
    id: CityId,
    name: &'c str,
    count: usize,
}

/// The addresses of a calendar: for a browser, and for a calendar program.
pub(super) struct Calendar {
    pub(super) https: String,
    pub(super) webcal: String,
}

impl Calendar {
    /// The calendar at a path of this house, which begins with the language.
    pub(super) fn at(page: &Page, path: &str) -> Self {
        let https = format!("{}{path}", page.origin);
        let host = https.split_once("://").map_or(https.as_str(), |(_, host)| host);
        Self { webcal: format!("webcal://{host}"), https }
    }
}

pub(super) async fn show(
    cx: Cx,
    Extension(views): Extension<Views>,
    Path(slug): Path<String>,
) -> web::Result<Response> {
    let view = views.view(&cx, &slug).await?;
    let next = upcoming(&view, cx.now());
    let (heading, shown) = on_now(&view, &next, cx.now());
    // The page changes when a session begins or ends, not with every second.
    let variant = format!("{heading} {}", shown.iter().map(|session| session.code.as_str()).collect::<String>());
    let load = || async {
        let facts = home_facts(cx.db(), cx.ctx(), &view.edition).await?;
        Ok((facts, congress::venues(cx.db(), cx.ctx(), view.edition.id).await?))
    };
    let write = |page: Page, set: &Composer<'_>, (facts, venues): (HomeFacts, Vec<Venue>)| {
        let sharing = Sharing::edition(&page, set, &venues);
        web::ok(&home(page, set, &facts, sharing, (heading, &shown)))
    };
    super::answer(&cx, &view, &variant, load, write).await
}

/// What has not ended yet and is not a break, in time order.
fn upcoming(view: &ProgrammeView, now: Timestamp) -> Vec<&SessionView> {
    let open = |session: &&SessionView| {
        session.ends_at > now && counts(session) && stands_alone(session) && !session.cancelled
    };
    view.sessions.iter().filter(open).take(NEXT).collect()
}

/// The sessions to show, and what to call them: before the congress how it
/// begins, during it what is on, and after it what people came for.
fn on_now<'v>(
    view: &'v ProgrammeView,
    next: &[&'v SessionView],
    now: Timestamp,
) -> (&'static str, Vec<&'v SessionView>) {
    let begun = view.sessions.first().is_some_and(|first| first.starts_at <= now);
    if !begun {
        return ("programme-site-begins", next.to_vec());
    }
    if !next.is_empty() {
        return ("programme-site-on-now", next.to_vec());
    }
    use SessionKind::{Ceremony, Keynote, Opening};
    let main = |session: &&SessionView| {
        matches!(session.kind, Opening | Keynote | Ceremony) && stands_alone(session) && !session.cancelled
    };
    ("programme-site-highlights", view.sessions.iter().filter(main).take(NEXT).collect())
}

fn home<'c>(
    page: Page,
    set: &'c Composer<'_>,
    facts: &'c HomeFacts,
    sharing: Sharing,
    (heading, shown): (&'static str, &[&'c SessionView]),
) -> HomePage<'c> {
    let view = set.view;
    let own = |session: &&SessionView| stands_alone(session) && counts(session);
    let all_cities = view.cities();
    let city = |(id, name): &(CityId, &'c str)| CityLine {
        id: *id,
        name,
        count: view.sessions.iter().filter(|session| session.city == Some(*id)).count(),
    };
    HomePage {
        days: set.by_day(shown.iter().map(|session| set.entry(session))),
        heading,
        sessions: view.sessions.iter().filter(own).count(),
        tracks: facts.tracks.iter().map(|track| track_card(view, track)).collect(),
        cities: all_cities.iter().take(CITIES).map(city).collect(),
        more_cities: all_cities.len() > CITIES,
        calendar: Calendar::at(&page, &page.in_edition("/schedule.ics")),
        facts,
        sharing,
        set,
        page,
    }
}

fn track_card<'c>(view: &ProgrammeView, track: &'c congress::HomeTrack) -> TrackCard<'c> {
    let id = view.tracks.iter().find(|known| known.slug.as_str() == track.slug).map(|known| known.id);
    let own = |session: &&SessionView| stands_alone(session) && id.is_some() && session.track == id;
    TrackCard {
        slug: &track.slug,
        colour: track.colour,
        name: &track.name,
        count: view.sessions.iter().filter(own).count(),
    }
}

impl HomePage<'_> {
    /// The language of words that are not in the page's.
    fn lang(&self, words: &Words) -> Option<&'static str> {
        words.is_fallback.then(|| Locale::html_lang(words.locale))
    }
}
