//! The page of a session.

use super::{
    cast::{Part, cast},
    compose::{Composer, Phrase},
    entry::{Entry, stands_alone},
    moment::joined,
    sharing::{Picture, Sharing},
    sign_up::Panel,
};
use crate::{
    materials::{Material, Materials},
    release::earlier_start,
    session::{Languages, SessionKind, language_name, visibility_key},
    sign_up::{Door, door},
    view::{ProgrammeView, SessionView, Views},
};
use askama::Template;
use axum::{Extension, extract::Path, response::Response};
use congress::Venue;
use kernel::{Locale, Timestamp, Visibility};
use ui::Page;
use web::Cx;

#[derive(Template)]
#[template(path = "programme/site/session.html")]
struct SessionPage<'c> {
    page: Page,
    set: &'c Composer<'c>,
    e: Entry<'c>,
    summary: Phrase<'c>,
    date: String,
    clock: String,
    /// The forum that it is an item of.
    parent: Option<Entry<'c>>,
    room: Option<Place<'c>>,
    spoken: String,
    interpreted: String,
    seats: Option<i32>,
    people: Vec<Part<'c>>,
    materials: Vec<Material>,
    /// Id of the word for whom it is, unless it is for everybody.
    audience: Option<&'static str>,
    previous: Option<Entry<'c>>,
    next: Option<Entry<'c>>,
    sharing: Sharing,
    /// How one signs up, if one does.
    sign_up: Option<Panel>,
    /// It has begun, so that somebody may have an opinion of it, and they are asked.
    takes_feedback: bool,
}

/// What changes about the page without a release: beside the view.
struct Moment {
    door: Option<Door>,
    begun: bool,
}

/// What is not in the view.
type Loaded = (Vec<Venue>, Option<Timestamp>, Vec<Material>);

/// Where a session is.
struct Place<'c> {
    slug: &'c str,
    name: Phrase<'c>,
    venue: Option<Phrase<'c>>,
}

pub(super) async fn show(
    cx: Cx,
    Extension(views): Extension<Views>,
    Extension(materials): Extension<Materials>,
    Path((slug, segment)): Path<(String, String)>,
) -> web::Result<Response> {
    let view = views.view(&cx, &slug).await?;
    let session = view.session_at(&segment).ok_or(web::Error::NotFound)?;
    // The code alone is an address for print; older titles lead to the present one.
    if segment != session.segment && !segment.eq_ignore_ascii_case(&session.code) {
        return Ok(web::see_other(&cx, &format!("/{slug}{}", session.path())));
    }
    let load = || async {
        let venues = congress::venues(cx.db(), cx.ctx(), view.edition.id).await?;
        let was_at = earlier_start(cx.db(), cx.ctx(), view.edition.id, session).await?;
        Ok((venues, was_at, materials.of(&cx, &view.edition, session).await?))
    };
    let door = door(cx.db(), cx.ctx(), &view, session).await?;
    let begun = cx.now() >= session.starts_at
        && session.asks_opinion
        && !session.cancelled
        && session.kind != SessionKind::Break;
    let variant = format!("{}{}", door.as_ref().map(Door::variant).unwrap_or_default(), if begun { "b" } else { "" });
    let moment = Moment { door, begun };
    let write = |page: Page, set: &Composer<'_>, (venues, was_at, materials): Loaded| {
        let page = session_page(page, set, session, &venues, (was_at, &moment));
        web::ok(&SessionPage { materials, ..page })
    };
    super::answer(&cx, &view, &variant, load, write).await
}

fn session_page<'c>(
    mut page: Page,
    set: &'c Composer<'_>,
    session: &'c SessionView,
    venues: &'c [Venue],
    (was_at, moment): (Option<Timestamp>, &Moment),
) -> SessionPage<'c> {
    let view = set.view;
    // Under whatever address it was asked for, this is the one to keep.
    page.here = format!("/{}{}", view.edition.slug, session.path());
    let locale = page.locale;
    let (previous, next) = neighbours(view, session);
    let room = session.room.and_then(|id| view.room(id));
    SessionPage {
        sharing: Sharing::session(&page, set, session, venues, was_at),
        e: set.whole(session),
        summary: set.phrase(&session.summary),
        date: ui::long_date(session.day, locale),
        clock: set.clock(session.starts_at),
        parent: session.parent.and_then(|id| view.session(id)).map(|forum| set.entry(forum)),
        room: room.map(|room| Place {
            slug: room.slug.as_str(),
            name: set.phrase(&room.name),
            venue: venues.iter().find(|venue| venue.id == room.venue).map(|venue| set.phrase(&venue.name)),
        }),
        spoken: named(&session.languages, locale),
        interpreted: named(&session.interpretation, locale),
        seats: session.capacity.or(room.map(|room| room.capacity)),
        people: cast(set, &session.people),
        materials: Vec::new(),
        audience: (session.visibility != Visibility::Public).then(|| visibility_key(session.visibility)),
        previous: previous.map(|session| set.entry(session)),
        next: next.map(|session| set.entry(session)),
        sign_up: moment.door.as_ref().map(|door| Panel::new(&page, view, session, door)),
        takes_feedback: moment.begun,
        set,
        page,
    }
}

/// What is before and after a session in the same room; for an item, in the
/// same forum.
fn neighbours<'v>(
    view: &'v ProgrammeView,
    session: &SessionView,
) -> (Option<&'v SessionView>, Option<&'v SessionView>) {
    let beside = |other: &&SessionView| match session.parent {
        Some(_) => other.parent == session.parent,
        None => session.room.is_some() && other.room == session.room && stands_alone(other),
    };
    let line: Vec<&SessionView> = view.sessions.iter().filter(beside).collect();
    let at = line.iter().position(|other| other.id == session.id);
    let before = at.and_then(|at| at.checked_sub(1)).and_then(|at| line.get(at)).copied();
    let after = at.and_then(|at| line.get(at + 1)).copied();
    (before, after)
}

fn named(languages: &Languages, locale: Locale) -> String {
    let names: Vec<&str> = languages.codes().map(|code| language_name(code, locale)).collect();
    joined(&names, locale)
}
