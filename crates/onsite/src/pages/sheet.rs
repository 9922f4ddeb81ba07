//! The run sheet: one room, one day, minute by minute, on a screen and on A4.

use super::{
    AskedDay, Name, path, room_day,
    sheet_rows::{Row, rows},
    tabs,
};
use crate::{RoomDay, cue::cues};
use askama::Template;
use axum::{Extension, extract::Path, response::Response};
use axum_extra::extract::Query;
use directory::{
    RecordingConsents,
    person::{Contact, contacts},
    recording_consents,
};
use kernel::{Permission, PersonId, SessionId};
use programme::{SessionView, Views};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use ui::{Form, MenuItem, Page};
use web::Cx;

/// Everything the lines of a run sheet are written from.
pub(super) struct Sources<'d> {
    pub(super) cx: &'d Cx,
    pub(super) day: &'d RoomDay,
    pub(super) cues: Vec<crate::cue::Cue>,
    pub(super) contacts: HashMap<PersonId, Contact>,
    /// What people answered about cameras; nothing where this viewer is not told.
    pub(super) consents: Option<BTreeMap<PersonId, RecordingConsents>>,
}

#[derive(Template)]
#[template(path = "onsite/sheet.html")]
pub(super) struct SheetPage {
    page: Page,
    form: Form,
    edition: String,
    room: Name,
    venue: Option<Name>,
    seats: i32,
    date: String,
    day: String,
    zone: String,
    /// When this sheet was made: paper grows old.
    made: String,
    tabs: Vec<MenuItem>,
    rows: Vec<Row>,
    /// Sessions that a cue can be written for.
    sessions: Vec<(String, String)>,
    may_run: bool,
    base: String,
    crew: String,
}

pub(super) async fn show(
    cx: Cx,
    Extension(views): Extension<Views>,
    Path((slug, room)): Path<(String, String)>,
    Query(asked): AskedDay,
) -> web::Result<Response> {
    let (_, day) = room_day(&cx, &views, (&slug, &room), &asked.day, Permission::ReadDesk).await?;
    web::ok(&sheet_page(&cx, &day, Form::new()).await?)
}

/// The sheet, with a form for a cue as it was typed.
pub(super) async fn sheet_page(cx: &Cx, day: &RoomDay, form: Form) -> web::Result<SheetPage> {
    let (db, ctx, edition) = (cx.db(), cx.ctx(), &day.view.edition);
    let sessions: Vec<&SessionView> = day.listed();
    let with_items = sessions.iter().flat_map(|session| std::iter::once(*session).chain(day.view.items_of(session)));
    let with_items: Vec<&SessionView> = with_items.filter(|session| !session.cancelled).collect();
    let ids: Vec<SessionId> = with_items.iter().map(|session| session.id).collect();
    let people: BTreeSet<PersonId> = with_items.iter().flat_map(|s| &s.people).map(|person| person.id).collect();
    let people: Vec<PersonId> = people.into_iter().collect();
    // Silence must not be taken for an answer by who is told none.
    let is_told = [Permission::RunRooms, Permission::ReadContacts].into_iter().any(|one| cx.can(one, edition.id));
    let consents = recording_consents(db, ctx, edition.id, &people).await?;
    let sources = Sources {
        cx,
        day,
        cues: cues(db, ctx, edition.id, &ids).await?,
        contacts: contacts(db, ctx, &people).await?,
        consents: is_told.then_some(consents),
    };
    let venues = congress::venues(db, ctx, edition.id).await?;
    let venue = venues.iter().find(|venue| venue.id == day.room.venue);
    let page = congress::edition_page(cx, edition);
    let choice = |session: &&SessionView| (session.code.clone(), session.title_in(cx.locale()).text.to_owned());
    let now = cx.now().in_zone(&edition.zone);
    Ok(SheetPage {
        rows: rows(&sources),
        edition: edition.name.get(cx.locale()).text.to_owned(),
        room: Name::of(&day.room.name, cx.locale()),
        venue: venue.map(|venue| Name::of(&venue.name, cx.locale())),
        seats: day.room.capacity,
        date: ui::long_date(day.day, cx.locale()),
        day: day.day.to_string(),
        zone: edition.zone.name().to_owned(),
        made: format!("{} {}", ui::short_date(now.date(), cx.locale()), now.strftime("%H:%M")),
        tabs: tabs(&page, edition, day.day, |day_of| {
            format!("/{}/desk/day/{}/sheet?day={day_of}", edition.slug, day.room.slug)
        }),
        sessions: with_items.iter().map(choice).collect(),
        may_run: cx.can(Permission::RunRooms, edition.id),
        base: page.in_edition(format!("/desk/day/{}", day.room.slug)),
        crew: page.path(path(day, "")),
        form,
        page,
    })
}
