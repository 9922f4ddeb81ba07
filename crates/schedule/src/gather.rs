//! Rooms, tracks and people of a file, each once.

use crate::{
    ImportedPerson, ImportedRoom, LONGEST_NAME, Repairs, html,
    raw::{RawPerson, RawText},
};
use kernel::{Locale, LocalizedText, TextState, fold};
use std::collections::HashMap;
use ui::Text;

/// Rooms that an edition may have.
const MOST_ROOMS: usize = 300;
/// Tracks that a file may have.
const MOST_TRACKS: usize = 200;
const NAME: usize = 80;
const BIOGRAPHY: usize = 4000;

/// Our own feeds say this where there is no room or no track.
pub(crate) fn is_said(name: &str, key: &str) -> bool {
    ui::register(&crate::TEXT);
    Locale::ALL.iter().any(|locale| Text(*locale).t(key) == name.trim())
}

/// A text in the two languages of the house. What is in neither is kept where
/// its script belongs; a text of many languages keeps the first of them.
pub(crate) fn localized(raw: &RawText, fit: impl Fn(&str) -> String) -> LocalizedText {
    let mut text = LocalizedText::new();
    let tagged = |wanted: Locale| raw.iter().find(|(tag, _)| tag.to_lowercase().starts_with(wanted.tag()));
    for locale in Locale::ALL {
        if let Some((_, words)) = tagged(*locale) {
            text.set(*locale, fit(words), TextState::Approved);
        }
    }
    if let (true, Some((_, words))) = (text.is_empty(), raw.first()) {
        text.set(locale_of(words), fit(words), TextState::Approved);
    }
    text
}

fn locale_of(words: &str) -> Locale {
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    let kana = words.chars().any(|c| matches!(u32::from(c), 0x3040..=0x30FF));
    let han = words.chars().filter(|c| matches!(u32::from(*c), 0x3400..=0x9FFF | 0x20000..=0x3FFFF)).count();
    if !kana && han * 3 > letters { Locale::Zh } else { Locale::En }
}

/// A name in the language of its letters.
pub fn name_text(name: &str) -> LocalizedText {
    LocalizedText::of(locale_of(name), name)
}

#[derive(Default)]
pub(crate) struct Gathered {
    pub(crate) rooms: Vec<ImportedRoom>,
    pub(crate) tracks: Vec<String>,
    pub(crate) people: Vec<ImportedPerson>,
    by_room: HashMap<String, usize>,
    by_track: HashMap<String, usize>,
    by_person: HashMap<String, usize>,
}

impl Gathered {
    pub(crate) fn room(&mut self, at: &str, raw: &str, capacity: Option<i64>, repairs: &mut Repairs) -> Option<usize> {
        let (name, cut) = html::line(raw, NAME);
        if name.is_empty() || is_said(&name, "schedule-no-room") {
            return None;
        }
        let capacity =
            capacity.and_then(|seats| i32::try_from(seats).ok()).filter(|seats| (1..=100_000).contains(seats));
        if let Some(known) = self.by_room.get(&name) {
            let room = &mut self.rooms[*known];
            room.capacity = room.capacity.or(capacity);
            return Some(*known);
        }
        if self.rooms.len() >= MOST_ROOMS {
            repairs.tell(at, format!("there are more than {MOST_ROOMS} rooms; {name} is left out"));
            return None;
        }
        if cut {
            repairs.tell(at, format!("the room's name was cut to {NAME} characters"));
        }
        self.rooms.push(ImportedRoom { name: name.clone(), capacity });
        self.by_room.insert(name, self.rooms.len() - 1);
        Some(self.rooms.len() - 1)
    }

    pub(crate) fn track(&mut self, at: &str, raw: &str, repairs: &mut Repairs) -> Option<usize> {
        let (name, cut) = html::line(raw, NAME);
        if name.is_empty() {
            return None;
        }
        if let Some(known) = self.by_track.get(&name) {
            return Some(*known);
        }
        if self.tracks.len() >= MOST_TRACKS {
            repairs.tell(at, format!("there are more than {MOST_TRACKS} tracks; {name} is left out"));
            return None;
        }
        if cut {
            repairs.tell(at, format!("the track's name was cut to {NAME} characters"));
        }
        self.tracks.push(name.clone());
        self.by_track.insert(name, self.tracks.len() - 1);
        Some(self.tracks.len() - 1)
    }

    pub(crate) fn person(&mut self, at: &str, raw: &RawPerson, repairs: &mut Repairs) -> Option<usize> {
        let (name, cut) = html::line(&raw.name, LONGEST_NAME);
        let folded = fold::words(&name);
        let folded = if folded.is_empty() { name.to_lowercase() } else { folded };
        let by_name = format!("name:{}", folded.chars().take(150).collect::<String>());
        let key = match html::line(&raw.key, 200).0 {
            key if key.is_empty() => by_name.clone(),
            key => key,
        };
        // A name without a key is whoever of that name came before.
        let known = self.by_person.get(&key).copied();
        if let Some(known) = known {
            let person = &mut self.people[known];
            if person.biography.is_empty() {
                person.biography = biography(raw);
            }
            return Some(known);
        }
        if name.is_empty() {
            repairs.tell(at, "a person without a name is left out");
            return None;
        }
        if cut {
            repairs.tell(at, format!("a person's name was cut to {LONGEST_NAME} characters"));
        }
        self.people.push(ImportedPerson { key: key.clone(), name, biography: biography(raw) });
        let index = self.people.len() - 1;
        self.by_person.insert(key, index);
        self.by_person.entry(by_name).or_insert(index);
        Some(index)
    }
}

fn biography(raw: &RawPerson) -> LocalizedText {
    localized(&raw.biography, |words| html::paragraphs(&html::to_plain(words), BIOGRAPHY).0)
}
