//! The pages: for the crew on their phones, on paper, and on screens at doors.

mod card;
mod crew;
mod cues;
mod customs;
mod delay;
mod display;
mod foyer;
mod overview;
mod presses;
mod sheet;
mod sheet_rows;

pub(crate) use overview::now_and_next;

use crate::{day::RoomDay, stream};
use axum_extra::extract::Query;
use congress::Edition;
use jiff::civil::Date;
use kernel::{Permission, Timestamp, Zone};
use programme::Views;
use serde::Deserialize;
use ui::Page;
use web::{Cx, Routes, Submission, Who};

const READ: Who = Who::Staff(Permission::ReadDesk);
const RUN: Who = Who::Staff(Permission::RunRooms);

pub(crate) fn routes() -> Routes {
    let all = Who::Anyone;
    Routes::new()
        .get("/{edition}/live", stream::show, all, "/hangzhou-2024/live")
        .get("/{edition}/display", foyer::show, all, "/hangzhou-2024/display")
        .get("/{edition}/rooms/{room}/display", display::show, all, "/hangzhou-2024/rooms/grand-hall/display")
        .and(desk_routes())
}

fn desk_routes() -> Routes {
    macro_rules! at {
        ($end:literal) => {
            concat!("/{edition}/desk/day/{room}", $end)
        };
    }
    macro_rules! sample {
        ($end:literal) => {
            concat!("/hangzhou-2024/desk/day/grand-hall", $end)
        };
    }
    let edit = Who::Staff(Permission::EditProgramme);
    Routes::new()
        .get("/{edition}/desk/day", overview::show, READ, "/hangzhou-2024/desk/day")
        .get("/{edition}/desk/room-rules", customs::show, READ, "/hangzhou-2024/desk/room-rules")
        .post("/{edition}/desk/room-rules", customs::store, edit, "/hangzhou-2024/desk/room-rules")
        .get(at!(""), crew::show, RUN, sample!(""))
        .get(at!("/delay"), delay::show, RUN, sample!("/delay?session=OPEN24&minutes=20"))
        .get(at!("/sheet"), sheet::show, READ, sample!("/sheet"))
        .post(at!("/presses"), presses::store, RUN, sample!("/presses"))
        .post(at!("/undo"), presses::undo, RUN, sample!("/undo"))
        .post(at!("/cues"), cues::add, RUN, sample!("/cues"))
        .post(
            at!("/cues/{id}/removal"),
            cues::remove,
            RUN,
            sample!("/cues/00000000-0000-7000-8000-000000000000/removal"),
        )
}

/// What an address of a room's day asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    day: String,
    session: String,
    minutes: String,
}

/// A room's day for somebody of the desk.
async fn room_day(
    cx: &Cx,
    views: &Views,
    (slug, room): (&str, &str),
    day: &str,
    permission: Permission,
) -> web::Result<(Edition, RoomDay)> {
    let edition = congress::desk(cx, slug, permission).await?;
    let day = RoomDay::load(cx, views, slug, room, Some(day)).await?;
    Ok((edition, day))
}

/// As [`room_day`], for a form without a field that could say what is wrong with
/// it: what cannot be read is refused as a whole.
async fn sent_day(cx: &Cx, views: &Views, place: (&str, &str), sent: &Submission) -> web::Result<RoomDay> {
    let asked = sent.value("day");
    if !asked.is_empty() && asked.parse::<Date>().is_err() {
        return Err(web::Error::NotFound);
    }
    let (_, day) = room_day(cx, views, place, asked, Permission::RunRooms).await?;
    if sent.problems.is_empty() { Ok(day) } else { Err(web::Error::Invalid(sent.problems.clone())) }
}

/// The address of a page of the room's day, without language.
fn path(day: &RoomDay, end: &str) -> String {
    format!("/{}/desk/day/{}{end}?day={}", day.view.edition.slug, day.room.slug, day.day)
}

fn clock(at: Timestamp, zone: &Zone) -> String {
    at.in_zone(zone).strftime("%H:%M").to_string()
}

/// The days of an edition as tabs of a page.
fn tabs(page: &Page, edition: &Edition, shown: Date, path: impl Fn(Date) -> String) -> Vec<ui::MenuItem> {
    let tab = |day: Date| ui::MenuItem {
        label: ui::short_date(day, page.locale),
        href: page.path(path(day)),
        current: day == shown,
    };
    edition.days().map(tab).collect()
}

/// A name of an organiser in the reader's language, with its own where that is another.
pub(crate) struct Name {
    pub(crate) text: String,
    pub(crate) lang: Option<&'static str>,
}

impl Name {
    fn of(text: &kernel::LocalizedText, locale: kernel::Locale) -> Self {
        let shown = text.get(locale);
        Self { text: shown.text.to_owned(), lang: shown.is_fallback.then(|| shown.locale.html_lang()) }
    }
}

type AskedDay = Query<Asked>;
