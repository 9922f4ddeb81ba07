//! iCalendar (RFC 5545): instants in UTC, the key of a session as a UID that
//! never changes, SEQUENCE and STATUS so that calendars follow a release.

use super::Feed;
use crate::view::SessionView;
use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};
use kernel::Timestamp;

/// How often a calendar should ask again.
const REFRESH: &str = "PT5M";

impl Feed {
    /// A calendar of these sessions, under this name.
    pub(crate) fn calendar<'s>(&self, name: &str, sessions: impl IntoIterator<Item = &'s SessionView>) -> String {
        let mut calendar = empty(name, self.view.edition.zone.name());
        for session in sessions {
            calendar.push(self.entry(session));
        }
        calendar.to_string()
    }

    /// A calendar of one session, to be sent.
    pub(super) fn single(&self, session: &SessionView, tentative: bool) -> String {
        let mut calendar = empty(self.say(&session.title), self.view.edition.zone.name());
        let mut entry = self.entry(session);
        if tentative && !session.cancelled {
            entry.status(EventStatus::Tentative);
        }
        calendar.push(entry.done());
        calendar.to_string()
    }

    /// A session as a calendar shows it.
    pub(crate) fn entry(&self, session: &SessionView) -> Event {
        // A stamp that stays while the release stays: equal states are equal bytes.
        let stamp = self.view.release.as_ref().map_or(session.starts_at, |release| release.released_at);
        let mut event = Event::with_uid(&session.id.to_string());
        event
            .add_property("DTSTAMP", utc(stamp))
            .add_property("DTSTART", utc(session.starts_at))
            .add_property("DTEND", utc(session.ends_at))
            .add_property("SEQUENCE", session.sequence.to_string())
            .summary(self.say(&session.title));
        if !self.origin.is_empty() {
            event.add_property("URL", self.url(&session.path()));
        }
        event.status(if session.cancelled { EventStatus::Cancelled } else { EventStatus::Confirmed });
        if !session.room_name.is_empty() {
            event.location(&session.room_name);
        }
        let description = self.description(session);
        if !description.is_empty() {
            event.description(&description);
        }
        if let Some(track) = self.view.track_of(session) {
            event.categories([self.say(&track.name)]);
        }
        event.done()
    }

    fn description(&self, session: &SessionView) -> String {
        let people = session.people.iter().map(|person| {
            let role = self.text.t(person.role.key());
            self.text.with("programme-feed-person", &[("name", person.name.as_str().into()), ("role", role.into())])
        });
        let summary = Some(self.say(&session.summary).to_owned()).filter(|words| !words.is_empty());
        people.chain(summary).collect::<Vec<_>>().join("\n")
    }
}

/// A calendar without entries.
pub(super) fn empty(name: &str, zone: &str) -> Calendar {
    let mut calendar = Calendar::empty();
    let mut refresh = Property::new("REFRESH-INTERVAL", REFRESH);
    refresh.add_parameter("VALUE", "DURATION");
    calendar
        .append_property(Property::new("VERSION", "2.0"))
        .append_property(Property::new("PRODID", "-//Convoke//Programme//EN"))
        .append_property(Property::new("CALSCALE", "GREGORIAN"))
        .append_property(Property::new("METHOD", "PUBLISH"))
        .append_property(Property::new("NAME", name))
        .append_property(Property::new("X-WR-CALNAME", name))
        .append_property(Property::new("X-WR-TIMEZONE", zone))
        .append_property(refresh.done())
        .append_property(Property::new("X-PUBLISHED-TTL", REFRESH));
    calendar
}

/// `20240925T010000Z`.
fn utc(at: Timestamp) -> String {
    at.to_jiff().strftime("%Y%m%dT%H%M%SZ").to_string()
}
