//! JSON: which format it is, and the two of the C3VOC schedule.

use crate::{
    Refusal, Repairs, pretalx,
    raw::{RawEvent, RawPerson, RawRoom, RawSchedule},
    sessionize, value,
    xml::MOST_EVENTS,
};
use serde_json::Value;
use std::collections::HashMap;

/// More commas than any schedule has: what is read takes memory by value, not by byte.
const MOST_VALUES: usize = 3_000_000;

/// Reads a whole file.
pub(crate) fn read(text: &str, repairs: &mut Repairs) -> Result<RawSchedule, Refusal> {
    if text.bytes().filter(|byte| matches!(byte, b',' | b'[' | b'{')).count() > MOST_VALUES {
        return Err(Refusal::TooMany("values", MOST_VALUES));
    }
    let file: Value = serde_json::from_str(text).map_err(|error| {
        let place = format!("line {}, column {}", error.line(), error.column());
        if error.to_string().contains("recursion") {
            Refusal::TooDeep(place)
        } else {
            Refusal::Broken(format!("{place}: {error}"))
        }
    })?;
    let schedule = match &file {
        Value::Object(map) if map.contains_key("schedule") => frab(&file["schedule"], "/schedule"),
        Value::Object(map) if map.contains_key("conference") => frab(&file, ""),
        _ => sessionize::read(&file).or_else(|| pretalx::read(&file, repairs)),
    };
    let schedule =
        schedule.ok_or_else(|| Refusal::NotASchedule("it is JSON, of a shape that is not known".to_owned()))?;
    if schedule.events.len() > MOST_EVENTS {
        return Err(Refusal::TooMany("events", MOST_EVENTS));
    }
    Ok(schedule)
}

fn frab<'v>(file: &'v Value, root: &str) -> Option<RawSchedule> {
    let conference = file.get("conference")?;
    let rooms = value::list(conference, "rooms").iter();
    let mut schedule = RawSchedule {
        title: value::texts(conference.get("title")),
        acronym: value::at(conference, &["acronym"]),
        zone: value::at(conference, &["time_zone_name", "timezone"]),
        first: value::at(conference, &["start"]),
        last: value::at(conference, &["end"]),
        rooms: rooms.map(|room| RawRoom { name: value::text(room), capacity: room["capacity"].as_i64() }).collect(),
        tracks: value::list(conference, "tracks").iter().map(value::text).collect(),
        events: Vec::new(),
    };
    let slug = |track: &'v Value| Some((track["slug"].as_str()?, track));
    // Of two tracks with one slug the first is meant.
    let tracks: HashMap<&str, &Value> = value::list(conference, "tracks").iter().rev().filter_map(slug).collect();
    for (index, event) in value::list(file, "events").iter().enumerate() {
        let mut raw = event_of(event, format!("{root}/events/{index}"));
        let slug = event["track"]["slug"].as_str();
        if let Some(slug) = slug.filter(|_| event["track"].get("name").is_none()) {
            raw.track = tracks.get(slug).map_or_else(|| slug.to_owned(), |track| value::text(track));
        }
        schedule.events.push(raw);
    }
    // Convoke gives sessions without a track one of this name.
    let none = |name: &str| crate::gather::is_said(name, "schedule-no-track");
    if file.get("events").is_some() {
        schedule.tracks.retain(|track| !none(track));
        schedule.events.iter_mut().filter(|event| none(&event.track)).for_each(|event| event.track.clear());
    }
    for (index, day) in value::list(conference, "days").iter().enumerate() {
        let Some(rooms) = day.get("rooms").and_then(Value::as_object) else { continue };
        for (room, events) in rooms {
            schedule.rooms.push(RawRoom { name: room.clone(), capacity: None });
            for (at, event) in events.as_array().into_iter().flatten().enumerate() {
                let pointer = room.replace('~', "~0").replace('/', "~1");
                let mut raw = event_of(event, format!("{root}/conference/days/{index}/rooms/{pointer}/{at}"));
                raw.day = value::at(day, &["date"]);
                raw.day_start = value::at(day, &["day_start"]);
                if raw.room.is_empty() {
                    raw.room.clone_from(room);
                }
                schedule.events.push(raw);
            }
        }
    }
    let is_one = file.get("events").is_some_and(Value::is_array) || conference.get("days").is_some_and(Value::is_array);
    is_one.then_some(schedule)
}

fn event_of(event: &Value, at: String) -> RawEvent {
    let people = value::list(event, "persons").iter().chain(value::list(event, "participants"));
    let start = value::at(event, &["start"]);
    let date = value::at(event, &["date"]);
    // The newer form has the whole moment there.
    let (date, start) = if start.len() >= 10 { (start, String::new()) } else { (date, start) };
    RawEvent {
        at,
        key: value::key(event, &["guid", "code", "id"]),
        code: value::at(event, &["code"]),
        title: value::texts(event.get("title")),
        subtitle: value::texts(event.get("subtitle")),
        kind: value::at(event, &["type"]),
        date,
        start,
        end: value::at(event, &["end"]),
        duration: value::at(event, &["duration"]),
        room: value::at(event, &["room"]),
        track: value::at(event, &["track"]),
        languages: vec![value::at(event, &["language"])],
        summary: value::texts(event.get("abstract")),
        description: value::texts(event.get("description")),
        people: people.map(person).collect(),
        cancelled: value::at(event, &["state", "status"]).to_uppercase().starts_with("CANCEL"),
        ..RawEvent::default()
    }
}

pub(crate) fn person(person: &Value) -> RawPerson {
    RawPerson {
        key: value::key(person, &["guid", "id", "code"]),
        name: value::at(person, &["public_name", "full_public_name", "name", "fullName"]),
        biography: value::texts(person.get("biography").or_else(|| person.get("bio"))),
        role: value::at(person, &["role"]),
    }
}
