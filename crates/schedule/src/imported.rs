//! A schedule whose every field is fit to be stored.

use crate::{Languages, PersonRole, SessionKind};
use jiff::civil::Date;
use kernel::{LocalizedText, Slug, Timestamp, Zone};

/// What a file holds, whatever its format was.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportedSchedule {
    /// The name of the congress.
    pub title: LocalizedText,
    /// The slug that its acronym or name suggests.
    pub slug: Slug,
    /// The zone of its clocks.
    pub zone: Zone,
    /// Its first day.
    pub first_day: Date,
    /// Its last day.
    pub last_day: Date,
    /// Its rooms, in the order of the file.
    pub rooms: Vec<ImportedRoom>,
    /// Its tracks.
    pub tracks: Vec<String>,
    /// Its speakers, each once.
    pub people: Vec<ImportedPerson>,
    /// Its events.
    pub events: Vec<ImportedEvent>,
}

/// A room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedRoom {
    /// Its name, by which it is known again.
    pub name: String,
    /// Seats, when the file says so.
    pub capacity: Option<i32>,
}

/// A speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedPerson {
    /// By which the person is known again: guid, id, code, else the folded name.
    pub key: String,
    /// The name as the file writes it, in one line.
    pub name: String,
    /// What the file tells about the person.
    pub biography: LocalizedText,
}

impl ImportedPerson {
    /// The key is a GUID, an address of the web or an address of mail, whatever the
    /// source calls it: nobody else in the world has it, in no other file either.
    pub fn has_key_of_the_world(&self) -> bool {
        let key = match self.key.split_once(':') {
            Some(("name", _)) => return false,
            Some(("id" | "code", key)) => key,
            _ => &self.key,
        };
        key.parse::<uuid::Uuid>().is_ok()
            || key.starts_with("https://")
            || key.starts_with("http://")
            || key.contains('@')
    }
}

/// A session to be.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportedEvent {
    /// By which it is known again: guid, code or id.
    pub key: String,
    /// Where it stands in the file.
    pub at: String,
    /// Six letters and digits, or nothing.
    pub code: String,
    /// Its title.
    pub title: LocalizedText,
    /// Subtitle, abstract and description, as plain text.
    pub summary: LocalizedText,
    /// What it is.
    pub kind: SessionKind,
    /// When it begins.
    pub starts_at: Option<Timestamp>,
    /// How long it takes.
    pub minutes: i32,
    /// Index of its room.
    pub room: Option<usize>,
    /// Index of its track.
    pub track: Option<usize>,
    /// Spoken languages.
    pub languages: Languages,
    /// Indices of people, with their roles; nobody twice in one role.
    pub people: Vec<(usize, PersonRole)>,
    /// Index of the forum that it is an item of.
    pub forum: Option<usize>,
    /// It will not take place.
    pub cancelled: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_of_the_world_is_nobody_else_s() {
        let person = |key: &str| ImportedPerson {
            key: key.to_owned(),
            name: "Fay Fox".to_owned(),
            biography: LocalizedText::new(),
        };
        let guid = "6f1c3a52-7d0e-4c7b-9b2c-0a1b2c3d4e5f";
        for key in
            [guid, &format!("id:{guid}"), &format!("code:{guid}"), "https://example.org/fay", "id:fay@example.org"]
        {
            assert!(person(key).has_key_of_the_world(), "{key}");
        }
        for key in ["7", "id:7", "code:ABCDEF", "name:fay fox", "name:fay@home", ""] {
            assert!(!person(key).has_key_of_the_world(), "{key}");
        }
    }
}
