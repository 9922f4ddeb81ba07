//! schedule-v2.json, the newer of the two JSON forms of the C3VOC schedule: a
//! flat list of events, texts in all languages, cancelled ones with their state.

use super::Feed;
use crate::{
    session::{PersonRole, SessionKind},
    view::SessionView,
};
use kernel::{Locale, LocalizedText};
use serde_json::{Map, Value, json};

impl Feed {
    /// The released programme as schedule-v2.json.
    pub(crate) fn json_v2(&self) -> Value {
        let days = self.days();
        let edition = &self.view.edition;
        let bounds: Vec<(String, String)> = days.iter().map(|day| self.bounds(*day)).collect();
        let day = |((day, (start, end)), index): ((_, &(String, String)), i32)| json!({ "index": index, "date": format!("{day}"), "start": start, "end": end });
        json!({
            "$schema": "https://c3voc.de/schema/schedule2",
            "generator": self.generator(),
            "schedule": {
                "version": self.version(),
                "conference": {
                    "acronym": self.acronym(),
                    "title": self.say(&edition.name),
                    "description": localized(&edition.description),
                    "start": bounds.first().map(|(start, _)| start),
                    "end": bounds.last().map(|(_, end)| end),
                    "timeslot_duration": "PT5M",
                    "time_zone_name": edition.zone.name(),
                    "url": self.url(""),
                    "languages": Locale::ALL.iter().map(|locale| locale.tag()).collect::<Vec<_>>(),
                    "tracks": self.tracks_v2(),
                    "rooms": self.json_rooms(),
                    "days": days.iter().zip(&bounds).zip(1..).map(day).collect::<Vec<Value>>(),
                },
                "events": self.view.sessions.iter().map(|session| self.event_v2(session)).collect::<Vec<_>>(),
            },
        })
    }

    /// Every event names a track there, so there is one for those without.
    fn tracks_v2(&self) -> Vec<Value> {
        let mut tracks = self.json_tracks();
        tracks.push(json!({ "name": self.text.t("schedule-no-track"), "slug": NO_TRACK }));
        tracks
    }

    fn event_v2(&self, session: &SessionView) -> Value {
        if session.kind == SessionKind::Break && !session.cancelled {
            return self.break_v2(session);
        }
        let track = self.view.track_of(session).map(|track| track.slug.as_str()).filter(|slug| slug.len() > 1);
        json!({
            "guid": session.id,
            "code": session.code,
            "start": self.local(session.starts_at),
            "end": self.local(session.ends_at),
            "room": self.room_v2(session),
            "slug": self.slug(session),
            "url": self.url(&session.path()),
            "title": self.say(&session.title),
            "subtitle": null,
            "track": { "slug": track.unwrap_or(NO_TRACK) },
            "type": kind(session.kind),
            "language": session.languages.main().unwrap_or(self.text.0.tag()),
            "abstract": localized(&session.summary),
            "participants": session.people.iter().map(participant).collect::<Vec<_>>(),
            "links": [],
            "state": if session.cancelled { "CANCELED" } else { "CONFIRMED" },
        })
    }

    fn break_v2(&self, session: &SessionView) -> Value {
        json!({
            "type": "BREAK",
            "title": self.say(&session.title),
            "guid": session.id,
            "start": self.local(session.starts_at),
            "end": self.local(session.ends_at),
            "room": self.room_v2(session),
        })
    }

    fn room_v2(&self, session: &SessionView) -> Value {
        match session.room {
            Some(room) => json!({ "guid": room, "name": session.room_name }),
            None => json!({ "guid": self.no_room_id(), "name": self.no_room() }),
        }
    }
}

/// The slug of the track of sessions that have none.
const NO_TRACK: &str = "general";

fn participant(person: &crate::view::PersonView) -> Value {
    let role = match person.role {
        PersonRole::Speaker => "SPEAKER",
        PersonRole::Moderator => "MODERATOR",
        PersonRole::Host => "HOST",
        PersonRole::Panellist | PersonRole::Interpreter | PersonRole::Signatory => "CONTRIBUTOR",
    };
    json!({ "guid": person.id, "name": person.name, "role": role })
}

fn kind(kind: SessionKind) -> &'static str {
    match kind {
        SessionKind::Keynote | SessionKind::Talk | SessionKind::Item | SessionKind::CityShowcase => "TALK",
        SessionKind::Workshop => "WORKSHOP",
        SessionKind::Forum | SessionKind::Panel => "DISCUSSION",
        SessionKind::Reception => "MEETING",
        SessionKind::Opening
        | SessionKind::Ceremony
        | SessionKind::Poster
        | SessionKind::FieldVisit
        | SessionKind::Break => "OTHER",
    }
}

/// A text in all its languages; nothing when there is none.
fn localized(text: &LocalizedText) -> Option<Map<String, Value>> {
    let versions = Locale::ALL.iter().filter_map(|locale| {
        let translation = text.exact(*locale)?;
        Some((locale.tag().to_owned(), Value::from(translation.text.as_str())))
    });
    Some(versions.collect::<Map<_, _>>()).filter(|map| !map.is_empty())
}
