//! What a reader of the timetable chose to see. All of it stands in the
//! address, so it can be kept, sent to a colleague and gone back to.

use super::entry::stands_alone;
use crate::{
    session::SPOKEN,
    view::{ProgrammeView, SessionView},
};
use congress::{Room, Track};
use directory::city::CityId;
use jiff::civil::Date;
use std::fmt::Write;
use web::Submission;

/// How the timetable is laid out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Rooms beside each other, one day at a time.
    Grid,
    /// One session after the other.
    List,
}

/// A thing to choose by.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Facet {
    Day,
    Track,
    Room,
    Language,
    City,
}

/// A choice. What the address names and the view does not hold is not chosen:
/// to this reader it does not exist.
#[derive(Clone, Copy)]
pub(super) struct Choice<'v> {
    pub(super) shape: Shape,
    pub(super) day: Option<Date>,
    pub(super) track: Option<&'v Track>,
    pub(super) room: Option<&'v Room>,
    pub(super) language: Option<&'static str>,
    pub(super) city: Option<CityId>,
}

impl<'v> Choice<'v> {
    /// Reads the query of an address.
    pub(super) fn read(here: &str, view: &'v ProgrammeView) -> Self {
        let query = here.split_once('?').map_or("", |(_, query)| query);
        let sent = Submission::parse(query.as_bytes());
        Self {
            shape: if sent.value("view") == "list" { Shape::List } else { Shape::Grid },
            day: sent.value("day").parse().ok().filter(|day| view.days().contains(day)),
            track: view.tracks.iter().find(|track| track.slug.as_str() == sent.value("track")),
            room: view.room_at(sent.value("room")),
            language: SPOKEN.iter().map(|(code, ..)| *code).find(|code| *code == sent.value("language")),
            city: view.cities().iter().map(|(id, _)| *id).find(|id| id.to_string() == sent.value("city")),
        }
    }

    /// The same on another day, or on all.
    pub(super) fn on(self, day: Option<Date>) -> Self {
        Self { day, ..self }
    }

    /// The same in another layout.
    pub(super) fn shaped(self, shape: Shape) -> Self {
        Self { shape, ..self }
    }

    /// The same day and layout with nothing filtered.
    pub(super) fn unfiltered(self) -> Self {
        Self { track: None, room: None, language: None, city: None, ..self }
    }

    /// Some sessions may be left out.
    pub(super) fn is_filtered(&self) -> bool {
        self.track.is_some() || self.room.is_some() || self.language.is_some() || self.city.is_some()
    }

    /// Whether a session is to be seen, when `free` is left open. A forum is,
    /// when one of its items is.
    pub(super) fn takes(&self, view: &ProgrammeView, session: &SessionView, free: Option<Facet>) -> bool {
        let on_day = free == Some(Facet::Day) || self.day.is_none_or(|day| session.day == day);
        stands_alone(session)
            && on_day
            && (self.fits(session, free) || view.items_of(session).any(|item| self.fits(item, free)))
    }

    fn fits(&self, session: &SessionView, free: Option<Facet>) -> bool {
        let open = |facet| free == Some(facet);
        (open(Facet::Track) || self.track.is_none_or(|track| session.track == Some(track.id)))
            && (open(Facet::Room) || self.room.is_none_or(|room| session.room == Some(room.id)))
            && (open(Facet::Language) || self.language.is_none_or(|code| hears(session, code)))
            && (open(Facet::City) || self.city.is_none_or(|city| session.city == Some(city)))
    }

    /// The address of this choice below the edition: `/timetable?view=list`.
    pub(super) fn path(&self) -> String {
        let mut path = "/timetable".to_owned();
        let mut put = |name: &str, value: &dyn std::fmt::Display| {
            let sign = if path.contains('?') { '&' } else { '?' };
            // Slugs, codes, numbers and dates need no escaping. Writing to a String cannot fail.
            let _ = write!(path, "{sign}{name}={value}");
        };
        if self.shape == Shape::List {
            put("view", &"list");
        }
        self.day.inspect(|day| put("day", day));
        self.track.inspect(|track| put("track", &track.slug));
        self.room.inspect(|room| put("room", &room.slug));
        self.language.inspect(|code| put("language", code));
        self.city.inspect(|city| put("city", city));
        path
    }
}

/// Whether a session can be followed in a language, from the stage or by ear.
pub(super) fn hears(session: &SessionView, code: &str) -> bool {
    session.languages.contains(code) || session.interpretation.contains(code)
}
