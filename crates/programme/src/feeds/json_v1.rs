//! schedule.json, the older of the two JSON forms of the C3VOC schedule.

use super::{
    Feed,
    names::{clock, colour, number},
};
use crate::view::SessionView;
use jiff::civil::Date;
use serde_json::{Map, Value, json};

impl Feed {
    /// The released programme as schedule.json.
    pub(crate) fn json_v1(&self) -> Value {
        let days = self.days();
        let edition = &self.view.edition;
        json!({
            "$schema": "https://c3voc.de/schedule/schema.json",
            "generator": self.generator(),
            "schedule": {
                "version": self.version(),
                "base_url": self.origin,
                "conference": {
                    "acronym": self.acronym(),
                    "title": self.say(&edition.name),
                    "start": edition.first_day.to_string(),
                    "end": edition.last_day.to_string(),
                    "daysCount": days.len(),
                    "timeslot_duration": "00:05",
                    "time_zone_name": edition.zone.name(),
                    "url": self.url(""),
                    "tracks": self.json_tracks(),
                    "rooms": self.json_rooms(),
                    "days": days.into_iter().zip(1..).map(|(day, index)| self.day_v1(day, index)).collect::<Vec<_>>(),
                },
            },
        })
    }

    pub(super) fn generator(&self) -> Value {
        json!({ "name": "Convoke", "version": env!("CARGO_PKG_VERSION"), "url": self.origin })
    }

    pub(super) fn json_tracks(&self) -> Vec<Value> {
        let tracks = self.view.tracks.iter();
        tracks
            .map(|track| {
                let mut value = json!({ "name": self.say(&track.name), "color": colour(track.colour) });
                with_slug(&mut value, track.slug.as_str());
                value
            })
            .collect()
    }

    pub(super) fn json_rooms(&self) -> Vec<Value> {
        let rooms = self.view.rooms.iter().map(|room| {
            let mut value = json!({ "name": self.say(&room.name), "guid": room.id, "capacity": room.capacity });
            with_slug(&mut value, room.slug.as_str());
            value
        });
        let homeless = self.view.sessions.iter().any(|session| session.room.is_none());
        let unknown = homeless.then(|| json!({ "name": self.no_room(), "guid": self.no_room_id() }));
        rooms.chain(unknown).collect()
    }

    fn day_v1(&self, day: Date, index: usize) -> Value {
        let (start, end) = self.bounds(day);
        let mut rooms = Map::new();
        for (room, sessions) in self.by_room(day) {
            let name = room.map_or_else(|| self.no_room(), |room| self.say(&room.name).to_owned());
            let events = sessions.iter().map(|session| self.event_v1(&name, session));
            // Two rooms may share a name; the format keys them by it.
            if let Value::Array(list) = rooms.entry(name.clone()).or_insert_with(|| json!([])) {
                list.extend(events);
            }
        }
        json!({ "index": index, "date": day.to_string(), "day_start": start, "day_end": end, "rooms": rooms })
    }

    fn event_v1(&self, room: &str, session: &SessionView) -> Value {
        let persons = session.people.iter().map(|person| {
            json!({ "guid": person.id, "name": person.name, "url": self.url(&format!("/people/{}", person.slug)) })
        });
        json!({
            "guid": session.id,
            "code": session.code,
            "id": number(&session.code),
            "date": self.local(session.starts_at),
            "start": session.start_clock,
            "end": self.local(session.ends_at),
            "duration": clock(session.minutes),
            "room": room,
            "slug": self.slug(session),
            "url": self.url(&session.path()),
            "title": self.say(&session.title),
            "subtitle": null,
            "track": self.view.track_of(session).map(|track| self.say(&track.name)),
            "type": session.kind,
            "language": session.languages.main(),
            "abstract": Some(self.say(&session.summary)).filter(|words| !words.is_empty()),
            "description": null,
            "persons": persons.collect::<Vec<_>>(),
            "links": [],
        })
    }
}

/// The schemas take no slug of one character.
pub(super) fn with_slug(value: &mut Value, slug: &str) {
    if let Some(fields) = value.as_object_mut().filter(|_| slug.len() > 1) {
        fields.insert("slug".to_owned(), slug.into());
    }
}
