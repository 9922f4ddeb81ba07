//! A proposal in words.

use super::{
    board::Terms,
    drop::{Proposal, Why},
    event::{Event, Place},
};

const NAMES: [&str; 11] = [
    "sessions without a place",
    "people on two stages at once",
    "teams of interpreters missing",
    "people without a seat",
    "people who want two sessions at once",
    "speakers who come late",
    "visitors who come late",
    "sessions of a track at once",
    "further rooms of a track",
    "sessions at another time than now",
    "sessions in another room than now",
];

impl Proposal {
    /// One line per session that moves, in English: where to, why, and what it changes; and
    /// one for all of them.
    pub fn explain(&self, event: &Event) -> Vec<String> {
        let mut lines: Vec<String> = self
            .steps
            .iter()
            .map(|step| {
                let why = match step.why {
                    Why::Asked => "as asked".to_owned(),
                    Why::Displaced { by } => format!("{} takes its place", event.session_name(by)),
                    Why::Clash { with, person } => {
                        format!("{} is in {} at that time", event.person_name(person), event.session_name(with))
                    }
                    Why::Interpreters { language } => format!(
                        "too few interpreters into {} at that time",
                        event.languages.get(language).map_or("it", |language| &language.name)
                    ),
                };
                format!(
                    "{} goes {}: {why}{}",
                    event.session_name(step.session),
                    step.to.map_or_else(|| "nowhere, no place is left".to_owned(), |place| place_name(event, place)),
                    changes(&step.change)
                )
            })
            .collect();
        lines.push(format!("together{}", changes(&self.change)));
        lines
    }
}

fn place_name(event: &Event, place: Place) -> String {
    format!("to slot {}, {}", place.slot, event.room_name(place.room))
}

/// What changes, signed; nothing where nothing does.
fn changes(terms: &Terms) -> String {
    let parts: Vec<String> = terms
        .values()
        .into_iter()
        .zip(NAMES)
        .filter(|(value, _)| *value != 0)
        .map(|(value, name)| format!("{value:+} {name}"))
        .collect();
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) }
}
