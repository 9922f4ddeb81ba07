//! Who and what the release touches, who will hear of it, and in which words.

use crate::{release::Preview, rules::Names};
use kernel::{Locale, PersonId};
use std::collections::BTreeSet;
use web::Cx;

/// Everybody who is told.
pub(super) struct Telling {
    /// Who and what must follow, group by group.
    pub(super) groups: Vec<Group>,
    /// Letters to people who take part.
    pub(super) participants: usize,
    /// Letters to people who only signed up for a session or starred it.
    pub(super) readers: usize,
    /// The names of those who must be told by somebody.
    pub(super) unreached: String,
    /// The letters by their language.
    pub(super) letters: Vec<InLanguage>,
}

/// People or things of one kind that a release touches.
pub(super) struct Group {
    /// What they are.
    pub(super) label: String,
    /// How many.
    pub(super) count: usize,
    /// Their names; none where people are only counted.
    pub(super) names: Vec<String>,
}

/// The letters in one language.
pub(super) struct InLanguage {
    /// What the language calls itself.
    pub(super) language: &'static str,
    /// How many.
    pub(super) count: usize,
    /// Subject and text of the first that names nothing the viewer may not know of.
    pub(super) first: Option<(String, String)>,
}

/// What `found` says of it.
pub(super) fn telling(cx: &Cx, found: &Preview, names: &Names) -> Telling {
    let touched = &found.touched;
    let participants = touched.letters.iter().filter(|told| told.takes_part).count();
    let unreached: Vec<&str> = touched.unreached.keys().filter_map(|person| names.person(*person)).collect();
    let in_language = |locale: &Locale| {
        let letters = || touched.letters.iter().filter(|told| told.letter.locale == *locale);
        let open = letters().find(|told| told.sessions.iter().all(|session| names.title(*session).is_some()));
        let first = open.map(|told| (told.letter.subject.clone(), told.letter.text.clone()));
        InLanguage { language: locale.own_name(), count: letters().count(), first }
    };
    Telling {
        groups: groups(cx, found, names),
        participants,
        readers: touched.letters.len() - participants,
        unreached: unreached.join(", "),
        letters: Locale::ALL.iter().map(in_language).filter(|one| one.count > 0).collect(),
    }
}

/// Whom and what the release touches, as far as the viewer may know their names.
fn groups(cx: &Cx, found: &Preview, names: &Names) -> Vec<Group> {
    let radius = &found.radius;
    let group = |key: &str, names: Vec<String>| Group { label: cx.text().t(key), count: names.len(), names };
    let people = |key: &str, who: &BTreeSet<PersonId>| {
        group(key, who.iter().filter_map(|person| names.person(*person)).map(str::to_owned).collect())
    };
    let rooms = radius.rooms.iter().filter_map(|room| names.room(*room)).map(str::to_owned).collect();
    let sessions = radius.interpretation.iter().filter_map(|one| names.title(*one)).map(str::to_owned).collect();
    let days = radius.days.iter().map(|day| ui::long_date(*day, cx.locale())).collect();
    let starred = Group { label: cx.text().t("programme-radius-starred"), count: radius.starred, names: Vec::new() };
    vec![
        people("programme-radius-speakers", &radius.speakers),
        people("programme-radius-moderators", &radius.moderators),
        people("programme-radius-interpreters", &radius.interpreters),
        starred,
        group("programme-radius-rooms", rooms),
        group("programme-radius-interpretation", sessions),
        group("programme-radius-print", days),
    ]
}
