//! Sessionize's API: the views All, Sessions and GridSmart.

use crate::{
    json,
    raw::{RawEvent, RawPerson, RawRoom, RawSchedule},
    value,
};
use serde_json::Value;
use std::collections::HashMap;

/// Reads any of the three; nothing when it is none of them.
pub(crate) fn read(file: &Value) -> Option<RawSchedule> {
    let mut schedule = RawSchedule::default();
    let names = Names::of(file);
    match file {
        Value::Object(map) if map.contains_key("sessions") && map.contains_key("rooms") => {
            take(&mut schedule, value::list(file, "sessions"), "/sessions", &names);
            let rooms = value::list(file, "rooms").iter().map(value::text);
            schedule.rooms = rooms.map(|name| RawRoom { name, capacity: None }).collect();
        }
        Value::Array(groups) => {
            if !groups.iter().any(|group| group.get("sessions").is_some() || group.get("rooms").is_some()) {
                return None;
            }
            for (index, group) in groups.iter().enumerate() {
                take(&mut schedule, value::list(group, "sessions"), &format!("/{index}/sessions"), &names);
                for (at, room) in value::list(group, "rooms").iter().enumerate() {
                    schedule.rooms.push(RawRoom { name: value::text(room), capacity: None });
                    take(
                        &mut schedule,
                        value::list(room, "sessions"),
                        &format!("/{index}/rooms/{at}/sessions"),
                        &names,
                    );
                }
            }
        }
        _ => return None,
    }
    Some(schedule)
}

/// What the numbers in sessions stand for.
struct Names<'v> {
    rooms: HashMap<String, String>,
    people: HashMap<String, &'v Value>,
    /// Item to the title of its category and its name.
    items: HashMap<String, (String, String)>,
}

impl<'v> Names<'v> {
    fn of(file: &'v Value) -> Self {
        let id = |value: &Value| value::text(&value["id"]);
        let categories = value::list(file, "categories").iter().flat_map(|category| {
            let title = value::at(category, &["title", "name"]).to_lowercase();
            value::list(category, "items")
                .iter()
                .map(move |item| (value::text(&item["id"]), (title.clone(), value::text(item))))
        });
        Self {
            rooms: value::list(file, "rooms").iter().map(|room| (id(room), value::text(room))).collect(),
            people: value::list(file, "speakers").iter().map(|person| (id(person), person)).collect(),
            items: categories.collect(),
        }
    }

    fn chosen(&self, session: &Value) -> Vec<(String, String)> {
        let here =
            value::list(session, "categoryItems").iter().filter_map(|id| self.items.get(&value::text(id)).cloned());
        let inline = value::list(session, "categories").iter().flat_map(|category| {
            let title = value::at(category, &["name", "title"]).to_lowercase();
            value::list(category, "categoryItems").iter().map(move |item| (title.clone(), value::text(item)))
        });
        here.chain(inline).collect()
    }

    fn person(&self, speaker: &Value) -> RawPerson {
        if let Some(found) =
            self.people.get(&value::text(speaker)).or_else(|| self.people.get(&value::text(&speaker["id"])))
        {
            let mut person = json::person(found);
            if person.name.is_empty() {
                person.name = format!("{} {}", value::at(found, &["firstName"]), value::at(found, &["lastName"]));
            }
            return person;
        }
        if speaker.is_object() { json::person(speaker) } else { RawPerson::default() }
    }
}

fn take(schedule: &mut RawSchedule, sessions: &[Value], at: &str, names: &Names<'_>) {
    for (index, session) in sessions.iter().enumerate() {
        let chosen = names.chosen(session);
        let named = |word: &str| {
            let found = chosen.iter().filter(|(title, _)| title.contains(word)).map(|(_, name)| name.clone());
            found.collect::<Vec<_>>()
        };
        let first = |words: [&str; 2]| words.iter().flat_map(|word| named(word)).next().unwrap_or_default();
        let room = value::at(session, &["room"]);
        let service = session["isServiceSession"].as_bool() == Some(true);
        schedule.events.push(RawEvent {
            at: format!("{at}/{index}"),
            key: value::key(session, &["id"]),
            title: value::texts(session.get("title")),
            kind: if service { "service".to_owned() } else { first(["format", "type"]) },
            date: value::at(session, &["startsAt"]),
            end: value::at(session, &["endsAt"]),
            room: if room.is_empty() {
                names.rooms.get(&value::at(session, &["roomId"])).cloned().unwrap_or_default()
            } else {
                room
            },
            track: first(["track", "theme"]),
            languages: named("language"),
            summary: value::texts(session.get("description")),
            people: value::list(session, "speakers").iter().map(|speaker| names.person(speaker)).collect(),
            cancelled: value::at(session, &["status"]).to_lowercase().starts_with("cancel"),
            ..RawEvent::default()
        });
    }
}
