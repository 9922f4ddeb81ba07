//! What a page says about itself to search engines, as data of schema.org, and
//! to whoever shows a link to it, as OpenGraph.
//!
//! It is written from the view that the page is written from, for strangers
//! only: what a page does not show, its data do not hold.

use super::{
    compose::Composer,
    entry::stands_alone,
    picture::{self, Drawing},
};
use crate::{
    session::{Languages, PersonRole},
    view::SessionView,
};
use congress::Venue;
use kernel::{Timestamp, Visibility};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use ui::Page;

/// A link's description is cut by those who show it; this much they show.
const MOST: usize = 200;

/// What stands in the head of a page beside its title.
pub(super) struct Sharing {
    pub(super) title: String,
    pub(super) about: String,
    pub(super) site: String,
    pub(super) url: String,
    /// Shown with a link; nothing where strangers see no picture.
    pub(super) picture: Option<Picture>,
    /// JSON-LD that may stand in a `<script>`; nothing on a page that no search
    /// engine reads.
    pub(super) data: Option<String>,
}

/// A picture and what it shows.
pub(super) struct Picture {
    pub(super) url: String,
    pub(super) words: String,
}

impl Picture {
    pub(super) const WIDTH: u32 = picture::WIDTH;
    pub(super) const HEIGHT: u32 = picture::HEIGHT;

    /// The one at `path` below the edition, under an address of its content.
    fn at(page: &Page, set: &Composer<'_>, path: &str, drawing: &Drawing) -> Self {
        let url = format!("{}{}{path}/picture.png?v={}", page.origin, set.base, drawing.version());
        Self { url, words: drawing.words() }
    }
}

impl Sharing {
    /// Of an edition's home page.
    pub(super) fn edition(page: &Page, set: &Composer<'_>, venues: &[Venue]) -> Self {
        let edition = &set.view.edition;
        let theme = set.phrase(&edition.theme).text;
        let about = [set.phrase(&edition.description).text, theme].into_iter().find(|text| !text.is_empty());
        let mut event = edition_event(page, set);
        event.insert("@context".to_owned(), json!("https://schema.org"));
        let heard: BTreeSet<&str> = set.view.sessions.iter().flat_map(|session| session.languages.codes()).collect();
        if !heard.is_empty() {
            event.insert("inLanguage".to_owned(), json!(heard));
        }
        if let [venue] = venues {
            event.insert("location".to_owned(), json!(place(set.phrase(&venue.name).text, &address(set, venue))));
        }
        Self {
            title: set.phrase(&edition.name).text.to_owned(),
            about: shortened(about.unwrap_or_default()),
            site: set.phrase(&edition.name).text.to_owned(),
            url: page.canonical(),
            picture: page.robots_index.then(|| Picture::at(page, set, "", &Drawing::edition(set))),
            data: page.robots_index.then(|| in_a_script(&Value::Object(event))),
        }
    }

    /// Of a session. `was_at` is where it stood before it was moved.
    pub(super) fn session(
        page: &Page,
        set: &Composer<'_>,
        session: &SessionView,
        venues: &[Venue],
        was_at: Option<Timestamp>,
    ) -> Self {
        let open = page.robots_index && session.visibility == Visibility::Public;
        Self {
            title: set.title(session).to_owned(),
            about: shortened(set.phrase(&session.summary).text),
            site: set.phrase(&set.view.edition.name).text.to_owned(),
            url: page.canonical(),
            picture: open.then(|| Picture::at(page, set, &session.path(), &Drawing::session(set, session))),
            data: open.then(|| in_a_script(&session_event(page, set, session, venues, was_at))),
        }
    }
}

fn edition_event(page: &Page, set: &Composer<'_>) -> Map<String, Value> {
    let edition = &set.view.edition;
    let mut event = Map::new();
    let mut say = |name: &str, value: Value| event.insert(name.to_owned(), value);
    say("@type", json!("Event"));
    say("name", json!(set.phrase(&edition.name).text));
    say("url", json!(format!("{}{}", page.origin, set.base)));
    say("startDate", json!(edition.first_day.to_string()));
    say("endDate", json!(edition.last_day.to_string()));
    say("eventStatus", json!("https://schema.org/EventScheduled"));
    say("location", place(set.phrase(&edition.place).text, ""));
    let about = set.phrase(&edition.description).text;
    if !about.is_empty() {
        say("description", json!(about));
    }
    if edition.illustration {
        // A made-up congress must not be taken for one that can be gone to.
        say("disambiguatingDescription", json!(page.t("ui-illustration-note")));
    }
    event
}

fn session_event(
    page: &Page,
    set: &Composer<'_>,
    session: &SessionView,
    venues: &[Venue],
    was_at: Option<Timestamp>,
) -> Value {
    let edition = &set.view.edition;
    let home = format!("{}{}", page.origin, set.base);
    let mut event = Map::new();
    let mut say = |name: &str, value: Value| event.insert(name.to_owned(), value);
    say("@context", json!("https://schema.org"));
    say("@type", json!("Event"));
    say("name", json!(set.title(session)));
    say("url", json!(page.canonical()));
    say("startDate", json!(set.at(&session.starts_at).to_string()));
    say("endDate", json!(set.at(&session.ends_at).to_string()));
    let moved = was_at.filter(|_| !session.cancelled);
    let status = match (session.cancelled, moved) {
        (true, _) => "EventCancelled",
        (false, Some(_)) => "EventRescheduled",
        (false, None) => "EventScheduled",
    };
    say("eventStatus", json!(format!("https://schema.org/{status}")));
    if let Some(before) = moved {
        say("previousStartDate", json!(set.at(&before).to_string()));
    }
    say("eventAttendanceMode", json!("https://schema.org/OfflineEventAttendanceMode"));
    say("location", location(set, session, venues));
    say("organizer", json!({ "@type": "Organization", "name": set.phrase(&edition.name).text, "url": home }));
    let summary = set.phrase(&session.summary).text;
    if !summary.is_empty() {
        say("description", json!(summary));
    }
    if let Some(heard) = languages(&session.languages) {
        say("inLanguage", heard);
    }
    let performers = performers(&home, session);
    if !performers.is_empty() {
        say("performer", json!(performers));
    }
    let forum = session.parent.and_then(|id| set.view.session(id));
    say("superEvent", forum.map_or_else(|| Value::Object(edition_event(page, set)), |forum| inside(&home, set, forum)));
    if stands_alone(session) && edition.illustration {
        say("disambiguatingDescription", json!(page.t("ui-illustration-note")));
    }
    Value::Object(event)
}

/// The forum that an item belongs to.
fn inside(home: &str, set: &Composer<'_>, forum: &SessionView) -> Value {
    json!({
        "@type": "Event",
        "name": set.title(forum),
        "url": format!("{home}{}", forum.path()),
        "startDate": set.at(&forum.starts_at).to_string(),
        "endDate": set.at(&forum.ends_at).to_string(),
        "location": place(set.phrase(&set.view.edition.place).text, ""),
    })
}

/// The room in its building; the place of the edition where no room is known.
fn location(set: &Composer<'_>, session: &SessionView, venues: &[Venue]) -> Value {
    let edition = set.phrase(&set.view.edition.place).text;
    let Some(room) = session.room.and_then(|id| set.view.room(id)) else { return place(edition, "") };
    let venue = venues.iter().find(|venue| venue.id == room.venue);
    let address = venue.map_or_else(|| edition.to_owned(), |venue| address(set, venue));
    place(set.phrase(&room.name).text, &address)
}

/// `Congress Centre, 1 Lake Road, Hangzhou, China`.
fn address(set: &Composer<'_>, venue: &Venue) -> String {
    let parts = [&venue.name, &venue.address, &set.view.edition.place].map(|part| set.phrase(part).text);
    let known: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    known.join(", ")
}

fn place(name: &str, address: &str) -> Value {
    let address = if address.is_empty() { name } else { address };
    json!({ "@type": "Place", "name": name, "address": address })
}

fn languages(spoken: &Languages) -> Option<Value> {
    let codes: Vec<&str> = spoken.codes().collect();
    (!codes.is_empty()).then(|| json!(codes))
}

/// Who is on the stage, each once. Interpreters are not why people come.
fn performers(home: &str, session: &SessionView) -> Vec<Value> {
    let mut seen = BTreeSet::new();
    let on_stage = session.people.iter().filter(|person| person.role != PersonRole::Interpreter);
    on_stage
        .filter(|person| seen.insert(person.id))
        .map(
            |person| json!({ "@type": "Person", "name": person.name, "url": format!("{home}/people/{}", person.slug) }),
        )
        .collect()
}

/// JSON that no text of an organiser can end: `</script>` in a title stays a title.
fn in_a_script(data: &Value) -> String {
    data.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

/// The first paragraph, or as much of it as is shown.
fn shortened(text: &str) -> String {
    let first = text.split("\n\n").next().unwrap_or_default().trim();
    if first.chars().count() <= MOST {
        return first.to_owned();
    }
    let cut: String = first.chars().take(MOST).collect();
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_title_ends_the_script_that_it_stands_in() {
        let data = json!({ "name": "</script><b>&amp; more" });
        let written = in_a_script(&data);
        assert!(!written.contains(['<', '>', '&']), "{written}");
        assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), data);
    }

    #[test]
    fn a_description_is_the_first_paragraph_and_not_too_long() {
        assert_eq!(shortened("One.\n\nTwo."), "One.");
        assert_eq!(shortened(""), "");
        let long = shortened(&"城".repeat(500));
        assert_eq!(long.chars().count(), MOST + 1);
        assert!(long.ends_with('…'));
    }
}
