//! Finding things in a view.

use super::{ProgrammeView, SessionView};
use crate::session::code;
use congress::{Room, Track};
use directory::city::CityId;
use jiff::civil::Date;
use kernel::{Locale, PersonId, RoomId, SessionId, Shown, TrackId};

impl ProgrammeView {
    /// The session at an address: by its code, whatever words follow it.
    pub fn session_at(&self, segment: &str) -> Option<&SessionView> {
        self.by_code.get(&code::in_segment(segment)?).map(|at| &self.sessions[*at])
    }

    /// The session with this key.
    pub fn session(&self, id: SessionId) -> Option<&SessionView> {
        self.by_id.get(&id).map(|at| &self.sessions[*at])
    }

    /// The track with this key.
    pub fn track(&self, id: TrackId) -> Option<&Track> {
        self.tracks.iter().find(|track| track.id == id)
    }

    /// The track of a session.
    pub fn track_of(&self, session: &SessionView) -> Option<&Track> {
        session.track.and_then(|id| self.track(id))
    }

    /// The room with this key, if the viewer may know of it.
    pub fn room(&self, id: RoomId) -> Option<&Room> {
        self.rooms.iter().find(|room| room.id == id)
    }

    /// The room at an address.
    pub fn room_at(&self, slug: &str) -> Option<&Room> {
        self.rooms.iter().find(|room| room.slug.as_str() == slug)
    }

    /// The sessions that begin on a day of the edition, in time order.
    pub fn on_day(&self, day: Date) -> impl Iterator<Item = &SessionView> {
        self.sessions.iter().filter(move |session| session.day == day)
    }

    /// The days on which something begins, in order.
    pub fn days(&self) -> Vec<Date> {
        let mut days: Vec<Date> = self.sessions.iter().map(|session| session.day).collect();
        days.dedup();
        days
    }

    /// The sessions that a person is in, in time order.
    pub fn with_person(&self, person: PersonId) -> impl Iterator<Item = &SessionView> {
        self.sessions.iter().filter(move |session| session.people.iter().any(|p| p.id == person))
    }

    /// The items of a forum, in time order.
    pub fn items_of<'v>(&'v self, forum: &'v SessionView) -> impl Iterator<Item = &'v SessionView> {
        forum.items.iter().filter_map(|id| self.session(*id))
    }

    /// The languages that are spoken anywhere, in the order of [`crate::session::SPOKEN`].
    pub fn spoken(&self) -> Vec<&'static str> {
        let heard = |code: &str| self.sessions.iter().any(|session| session.languages.contains(code));
        crate::session::SPOKEN.iter().map(|(code, ..)| *code).filter(|code| heard(code)).collect()
    }

    /// The cities that sessions are about: key and name, by name.
    pub fn cities(&self) -> Vec<(CityId, &str)> {
        let named = |session: &SessionView| session.city.filter(|_| !session.city_name.is_empty());
        let mut all: Vec<(CityId, &str)> =
            self.sessions.iter().filter_map(|s| named(s).map(|city| (city, s.city_name.as_str()))).collect();
        all.sort_by(|a, b| a.1.cmp(b.1).then(a.0.cmp(&b.0)));
        all.dedup();
        all
    }
}

impl SessionView {
    /// Its title as a reader of `locale` sees it.
    pub fn title_in(&self, locale: Locale) -> Shown<'_> {
        self.title.get(locale)
    }

    /// Nobody can be in both: they take place at one time, and neither is the
    /// forum of the other.
    pub fn clashes_with(&self, other: &Self) -> bool {
        let related = self.parent == Some(other.id) || other.parent == Some(self.id);
        let together = other.starts_at < self.ends_at && self.starts_at < other.ends_at;
        self.id != other.id && together && !related && !self.cancelled && !other.cancelled
    }

    /// Its address below the edition: `/sessions/7kq2md-opening-ceremony`.
    pub fn path(&self) -> String {
        format!("/sessions/{}", self.segment)
    }
}
