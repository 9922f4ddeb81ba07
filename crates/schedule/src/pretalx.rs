//! pretalx's API: slots, talks or submissions, and the schedule of its widget.

use crate::{
    Repairs, json,
    raw::{RawEvent, RawPerson, RawRoom, RawSchedule},
    value,
};
use serde_json::Value;
use std::collections::HashMap;

/// Reads any of the shapes; nothing when it is none of them.
pub(crate) fn read(file: &Value, repairs: &mut Repairs) -> Option<RawSchedule> {
    let names = ["results", "slots", "talks", "submissions"];
    let (path, list) = match file {
        Value::Array(list) => ("", list.as_slice()),
        _ => names.iter().map(|name| (*name, value::list(file, name))).find(|(_, list)| !list.is_empty())?,
    };
    let known = |entry: &Value| {
        let has = |key: &str| entry.get(key).is_some();
        (has("code") || has("submission") || has("id"))
            && (has("title") || has("submission"))
            && (has("slot") || has("slots") || has("start"))
    };
    if !list.iter().any(known) {
        return None;
    }
    if value::at(file, &["next"]).len() > 1 {
        repairs.tell("/next", "the file is one page of several; the others were not read");
    }
    let root = if path.is_empty() { String::new() } else { format!("/{path}") };
    let tables = ["rooms", "tracks", "speakers"].map(|name| table(file, name));
    let rooms = value::list(file, "rooms").iter();
    let mut left_out = 0;
    // What was not taken into the programme is nobody's business.
    let mut stays = |entry: &Value| {
        let state =
            value::text(entry.get("submission").and_then(|inner| inner.get("state")).unwrap_or(&entry["state"]));
        let out = ["rejected", "withdrawn", "submitted", "draft", "deleted"].contains(&state.to_lowercase().as_str());
        left_out += usize::from(out);
        !out
    };
    let list: Vec<(usize, &Value)> = list.iter().enumerate().filter(|(_, entry)| stays(entry)).collect();
    if left_out > 0 {
        repairs.tell(&root, format!("{left_out} proposals that were not accepted are left out"));
    }
    Some(RawSchedule {
        title: value::texts(file.get("name").or_else(|| file.get("title"))),
        zone: value::at(file, &["timezone"]),
        first: value::at(file, &["event_start"]),
        last: value::at(file, &["event_end"]),
        rooms: rooms.map(|room| RawRoom { name: value::text(room), capacity: room["capacity"].as_i64() }).collect(),
        events: list.into_iter().map(|(index, entry)| event(entry, format!("{root}/{index}"), &tables)).collect(),
        ..RawSchedule::default()
    })
}

type Table<'v> = HashMap<String, &'v Value>;

fn table<'v>(file: &'v Value, name: &str) -> Table<'v> {
    let rows = value::list(file, name).iter();
    rows.map(|row| (value::at(row, &["code", "id"]), row)).filter(|(key, _)| !key.is_empty()).collect()
}

/// The name of what a key or an object stands for.
fn named(value: &Value, table: &Table<'_>, word: &str) -> String {
    match value {
        Value::Number(number) => {
            let key = number.to_string();
            table.get(&key).map_or_else(|| format!("{word} {key}"), |row| value::text(row))
        }
        _ => value::text(value),
    }
}

fn event(entry: &Value, at: String, [rooms, tracks, speakers]: &[Table<'_>; 3]) -> RawEvent {
    let submission = entry.get("submission").filter(|value| value.is_object()).unwrap_or(entry);
    let slot = entry.get("slot").filter(|value| value.is_object());
    let slot = slot.or_else(|| value::list(entry, "slots").iter().find(|slot| slot.is_object())).unwrap_or(entry);
    let either = |keys: &[&str]| {
        let here = value::at(submission, keys);
        if here.is_empty() { value::at(entry, keys) } else { here }
    };
    let code = match entry.get("submission") {
        Some(Value::String(code)) => code.clone(),
        _ => value::at(submission, &["code"]),
    };
    let key = if code.is_empty() { value::key(entry, &["guid", "id"]) } else { format!("code:{code}") };
    let title = submission.get("title").or_else(|| entry.get("title")).or_else(|| entry.get("description"));
    let person = |speaker: &Value| match speaker {
        Value::String(code) => {
            let found = speakers.get(code).map(|row| json::person(row));
            found.unwrap_or_else(|| RawPerson { key: format!("code:{code}"), ..RawPerson::default() })
        }
        other => RawPerson { key: value::key(other, &["guid", "code", "id"]), ..json::person(other) },
    };
    let state = either(&["state"]).to_lowercase();
    RawEvent {
        at,
        key,
        title: value::texts(title),
        kind: if code.is_empty() { "break".to_owned() } else { either(&["submission_type"]) },
        code,
        date: value::at(slot, &["start"]),
        end: value::at(slot, &["end"]),
        duration: either(&["duration"]),
        room: named(&slot["room"], rooms, "Room"),
        track: named(&submission["track"], tracks, "Track"),
        languages: vec![either(&["content_locale", "language"])],
        summary: value::texts(submission.get("abstract")),
        description: value::texts(submission.get("description")),
        people: value::list(submission, "speakers").iter().map(person).collect(),
        cancelled: matches!(state.as_str(), "canceled" | "cancelled"),
        ..RawEvent::default()
    }
}
