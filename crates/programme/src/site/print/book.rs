//! The programme as a book: day by day, with abstracts.

use super::order::Order;
use crate::{
    session::{PersonRole, language_name},
    site::{
        compose::{Composer, Phrase},
        entry::Entry,
        moment::joined,
    },
    view::SessionView,
};

/// The sessions of a day.
pub(super) struct BookDay<'c> {
    /// Its number in this book, which names its pages in the style sheet.
    pub(super) number: usize,
    pub(super) title: String,
    pub(super) entries: Vec<BookEntry<'c>>,
}

/// A session in a book.
pub(super) struct BookEntry<'c> {
    pub(super) entry: Entry<'c>,
    /// Its room; an item does not say again what its forum has said.
    pub(super) room: &'c str,
    /// Its track and the language of that name, likewise.
    pub(super) track: Option<(&'c str, Option<&'static str>)>,
    /// Kind, languages, city, and what must be said about the title.
    pub(super) facts: Vec<String>,
    pub(super) people: Vec<(&'c str, String)>,
    pub(super) summary: Phrase<'c>,
    pub(super) items: Vec<BookEntry<'c>>,
}

impl BookEntry<'_> {
    pub(super) fn has_facts(&self) -> bool {
        self.track.is_some() || !self.facts.is_empty()
    }

    /// So short that a page should not break inside.
    pub(super) fn is_small(&self) -> bool {
        self.items.is_empty() && self.summary.text.chars().count() < 240
    }
}

/// The ordered days that hold something.
pub(super) fn days<'c>(set: &'c Composer<'_>, order: &Order) -> Vec<BookDay<'c>> {
    let day = |day| BookDay {
        number: 0,
        title: ui::long_date(day, set.text.0),
        entries: order.on(set.view, day).into_iter().map(|session| entry(set, session, None)).collect(),
    };
    let mut days: Vec<BookDay<'c>> = order.days(set.view).into_iter().map(day).collect();
    days.retain(|day| !day.entries.is_empty());
    (1..).zip(&mut days).for_each(|(number, day)| day.number = number);
    days
}

fn entry<'c>(set: &'c Composer<'_>, session: &'c SessionView, forum: Option<&SessionView>) -> BookEntry<'c> {
    let entry = set.entry(session);
    let same = |is: fn(&SessionView, &SessionView) -> bool| forum.is_some_and(|forum| is(forum, session));
    let same_room = same(|a, b| a.room == b.room);
    let same_track = same(|a, b| a.track == b.track);
    let same_ears = same(|a, b| a.languages == b.languages && a.interpretation == b.interpretation);
    let mut facts = Vec::new();
    if session.cancelled {
        facts.push(set.cancelled.clone());
    }
    if forum.is_none() && !entry.is_break() {
        facts.push(entry.kind.to_owned());
    }
    if !same_ears && !entry.is_break() {
        facts.push(heard(set, session));
    }
    facts.push(session.city_name.clone());
    facts.extend(entry.title.label.map(str::to_owned));
    facts.retain(|fact| !fact.is_empty());
    BookEntry {
        room: if same_room { "" } else { &session.room_name },
        track: entry.track.filter(|_| !same_track).map(|mark| (mark.name, mark.lang)),
        facts,
        people: people(set, session),
        summary: set.phrase(&session.summary),
        items: set.view.items_of(session).map(|item| self::entry(set, item, Some(session))).collect(),
        entry,
    }
}

/// The languages of a session, from the stage and by ear.
pub(super) fn heard(set: &Composer<'_>, session: &SessionView) -> String {
    let locale = set.text.0;
    let names = |codes: &crate::session::Languages| {
        let names: Vec<&str> = codes.codes().map(|code| language_name(code, locale)).collect();
        joined(&names, locale)
    };
    let (spoken, interpreted) = (names(&session.languages), names(&session.interpretation));
    match (spoken.is_empty(), interpreted.is_empty()) {
        (_, true) => spoken,
        (true, false) => set.text.with("programme-print-interpreted", &[("languages", interpreted.into())]),
        (false, false) => {
            let args = [("spoken", spoken.into()), ("languages", interpreted.into())];
            set.text.with("programme-print-spoken-interpreted", &args)
        }
    }
}

/// Each person once: name, what they do here unless they speak, what they are.
fn people<'c>(set: &Composer<'_>, session: &'c SessionView) -> Vec<(&'c str, String)> {
    let comma = set.text.t("programme-site-comma");
    let mut all: Vec<(kernel::PersonId, &'c str, Vec<String>)> = Vec::new();
    for person in &session.people {
        let at = all.iter().position(|(id, ..)| *id == person.id).unwrap_or_else(|| {
            all.push((person.id, &person.name, Vec::new()));
            all.len() - 1
        });
        if person.role != PersonRole::Speaker {
            all[at].2.push(set.text.t(person.role.key()));
        }
    }
    for (id, _, parts) in &mut all {
        let line = session.people.iter().find(|person| person.id == *id && !person.role_line.is_empty());
        parts.extend(line.map(|person| person.role_line.clone()));
    }
    all.into_iter().map(|(_, name, parts)| (name, parts.join(&comma))).collect()
}
