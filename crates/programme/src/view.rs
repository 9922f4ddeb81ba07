//! The programme as one viewer may read it: the latest release, with names in
//! place of keys. Built with a fixed number of queries, kept until something
//! changes anywhere.

mod build;
mod cache;
mod contents;
mod lookup;

pub use cache::Views;

use crate::{
    live::LiveState,
    release::Release,
    session::{Languages, PersonRole, SessionKind},
    sign_up::Offer,
};
use congress::{Edition, Room, Track};
use directory::city::CityId;
use jiff::civil::Date;
use kernel::{Locale, LocalizedText, PersonId, RoomId, SessionId, Timestamp, TrackId, Visibility};
use std::collections::HashMap;

/// The released programme of an edition, as one viewer may read it.
#[derive(Clone, Debug)]
pub struct ProgrammeView {
    /// The edition.
    pub edition: Edition,
    /// The language in which people and places are named.
    pub locale: Locale,
    /// The release shown; nothing before the first.
    pub release: Option<Release>,
    /// By start, then by the room's place in lists, then by code. Items of a
    /// forum are among them.
    pub sessions: Vec<SessionView>,
    /// The rooms that the viewer may know of and that hold a session.
    pub rooms: Vec<Room>,
    /// All tracks, in their order.
    pub tracks: Vec<Track>,
    /// Somebody tells what happens on the day, and pages may listen.
    pub is_live: bool,
    pub(crate) by_code: HashMap<String, usize>,
    pub(crate) by_id: HashMap<SessionId, usize>,
}

/// A released session.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionView {
    /// Its key.
    pub id: SessionId,
    /// Its code: `7KQ2MD`.
    pub code: String,
    /// The last segment of its address: `7kq2md-opening-ceremony`.
    pub segment: String,
    /// What sort of activity it is.
    pub kind: SessionKind,
    /// Its title.
    pub title: LocalizedText,
    /// What it is about; may be empty.
    pub summary: LocalizedText,
    /// Its track.
    pub track: Option<TrackId>,
    /// Languages spoken.
    pub languages: Languages,
    /// Languages it is interpreted into.
    pub interpretation: Languages,
    /// Who may know of it.
    pub visibility: Visibility,
    /// It was announced and will not take place.
    pub cancelled: bool,
    /// When it begins.
    pub starts_at: Timestamp,
    /// When it ends.
    pub ends_at: Timestamp,
    /// How long it takes.
    pub minutes: i32,
    /// The civil day of its start in the edition's zone.
    pub day: Date,
    /// Minutes from midnight of that day to its start, by the clock on the wall.
    pub start_minute: i32,
    /// `09:30`, in the edition's zone.
    pub start_clock: String,
    /// `10:15`, in the edition's zone.
    pub end_clock: String,
    /// Where, if the viewer may know of the room.
    pub room: Option<RoomId>,
    /// The room's name in the view's language; empty without a room.
    pub room_name: String,
    /// The city it is about.
    pub city: Option<CityId>,
    /// That city's name in the view's language; empty without one.
    pub city_name: String,
    /// Seats, where they differ from the room's.
    pub capacity: Option<i32>,
    /// How one signs up for it, if one does.
    pub offer: Option<Offer>,
    /// Who is in it, as far as the viewer may know.
    pub people: Vec<PersonView>,
    /// The forum it is an item of, if the viewer may know of that.
    pub parent: Option<SessionId>,
    /// Its items, in time order.
    pub items: Vec<SessionId>,
    /// Grows when time, room, title or status changed (RFC 5545).
    pub sequence: i32,
    /// What happens to it on the day, once something does.
    pub live: Option<LiveState>,
    /// Visitors are asked what they thought of it, once it has begun.
    pub asks_opinion: bool,
}

/// A person in a session, as the viewer may know them.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonView {
    /// Their key.
    pub id: PersonId,
    /// The last segment of their page's address.
    pub slug: String,
    /// Their name in the view's language.
    pub name: String,
    /// What they are: `Director, City Brain Institute`; may be empty.
    pub role_line: String,
    /// What they do here.
    pub role: PersonRole,
}
