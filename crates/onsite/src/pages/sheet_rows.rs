//! The lines of a run sheet, in the order in which they happen.

use super::{Name, clock, sheet::Sources};
use crate::line::Expected;
use directory::{Capture, person::Contact};
use kernel::{PersonId, SessionId, Timestamp};
use programme::{
    Mark, PersonView, SessionView,
    session::{Languages, PersonRole, SessionKind, language_name},
};
use std::collections::HashMap;

/// What a line is about, for the eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    /// Questions, and the end.
    Close,
    /// Somebody of whom no more is known is in the room.
    Reserved,
    /// The room is made ready.
    Ready,
    /// A session begins.
    Session,
    /// A part of a forum begins.
    Item,
    /// The show-caller calls.
    Cue,
}

/// A line.
pub(super) struct Row {
    pub(super) what: What,
    pub(super) clock: String,
    /// The plan's clock, where the line is later.
    pub(super) planned: Option<String>,
    pub(super) title: Name,
    pub(super) meta: Vec<String>,
    pub(super) marks: Vec<Mark>,
    pub(super) people: Vec<Group>,
    /// Who must not be photographed, recorded or published, and what: for the camera crew.
    pub(super) refusals: Vec<String>,
    /// Who has not answered about cameras.
    pub(super) silent: Vec<String>,
    /// The key of a cue, to take it away.
    pub(super) cue: Option<String>,
    at: Timestamp,
}

/// Everybody with one role.
pub(super) struct Group {
    pub(super) role: String,
    pub(super) people: Vec<Person>,
}

/// Somebody, with the ways to reach them that this viewer may know.
pub(super) struct Person {
    pub(super) name: String,
    pub(super) line: String,
    pub(super) phone: Option<String>,
    pub(super) email: Option<String>,
}

impl Row {
    pub(super) fn class(&self) -> &'static str {
        match self.what {
            What::Reserved => "is-reserved",
            What::Ready => "is-ready",
            What::Session => "is-session",
            What::Item => "is-item",
            What::Cue => "is-cue",
            What::Close => "is-close",
        }
    }
}

/// All lines of the room's day.
pub(super) fn rows(sources: &Sources<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    let expected = sources.day.expected();
    let mut free: Option<Timestamp> = None;
    for session in sources.day.listed() {
        let writer = Writer { sources, expected: &expected };
        writer.session(session, free, &mut rows);
        free = Some(writer.times(session).end);
    }
    let zone = &sources.day.view.edition.zone;
    for (from, until) in sources.day.reserved() {
        let words = sources.cx.text().with("onsite-reserved-until", &[("clock", clock(until, zone).into())]);
        rows.push(line(What::Reserved, from, clock(from, zone), words));
    }
    rows.sort_by_key(|row| (row.at, row.what));
    rows
}

fn line(what: What, at: Timestamp, clock: String, words: String) -> Row {
    Row {
        what,
        clock,
        planned: None,
        title: Name { text: words, lang: None },
        meta: Vec::new(),
        marks: Vec::new(),
        people: Vec::new(),
        refusals: Vec::new(),
        silent: Vec::new(),
        cue: None,
        at,
    }
}

struct Writer<'s> {
    sources: &'s Sources<'s>,
    expected: &'s HashMap<SessionId, Expected>,
}

impl Writer<'_> {
    fn times(&self, session: &SessionView) -> Expected {
        let planned = Expected { session: session.id, start: session.starts_at, end: session.ends_at };
        self.expected.get(&session.id).copied().unwrap_or(planned)
    }

    fn clock(&self, at: Timestamp) -> String {
        clock(at, &self.sources.day.view.edition.zone)
    }

    fn words(&self, what: What, at: Timestamp, key: &str) -> Row {
        line(what, at, self.clock(at), self.sources.cx.text().t(key))
    }

    /// The session with everything before, inside and after it.
    fn session(&self, session: &SessionView, free: Option<Timestamp>, rows: &mut Vec<Row>) {
        let (times, custom) = (self.times(session), self.sources.day.custom);
        match free {
            None => {
                let doors = times.start.plus_minutes(-i64::from(custom.doors));
                rows.push(self.words(What::Ready, doors, "onsite-sheet-doors"));
            }
            Some(free) if free < times.start => {
                let needs = i64::from(custom.turnover).min(times.start.minutes_since(free));
                rows.push(self.words(What::Ready, times.start.plus_minutes(-needs), "onsite-sheet-set-up"));
            }
            Some(_) => {}
        }
        rows.push(self.start(What::Session, session));
        self.cues(session, rows);
        for item in self.sources.day.view.items_of(session).filter(|item| !item.cancelled) {
            rows.push(self.start(What::Item, item));
            self.cues(item, rows);
        }
        if session.kind == SessionKind::Break {
            return;
        }
        let questions = times.end.plus_minutes(-i64::from(custom.questions));
        if custom.questions > 0 && takes_questions(session.kind) && questions > times.start {
            rows.push(self.words(What::Close, questions, "onsite-sheet-questions"));
        }
        rows.push(self.words(What::Close, times.end, "onsite-sheet-end"));
    }

    fn start(&self, what: What, session: &SessionView) -> Row {
        let (times, cx) = (self.times(session), self.sources.cx);
        let planned = self.clock(session.starts_at);
        let own = self.clock(times.start);
        Row {
            planned: Some(planned).filter(|planned| *planned != own),
            title: Name::of(&session.title, cx.locale()),
            meta: self.meta(what, session, times),
            marks: self.sources.day.view.marks(session, cx.text()),
            people: self.people(session),
            refusals: self.refusals(session),
            silent: self.silent(session),
            ..line(what, times.start, own, String::new())
        }
    }

    /// Kind, end, languages, booths, seats: what the room needs.
    fn meta(&self, what: What, session: &SessionView, times: Expected) -> Vec<String> {
        let (text, locale) = (self.sources.cx.text(), self.sources.cx.locale());
        let names = |languages: &Languages| {
            let comma = if locale == kernel::Locale::Zh { "、" } else { ", " };
            languages.codes().map(|code| language_name(code, locale)).collect::<Vec<_>>().join(comma)
        };
        let mut meta = Vec::new();
        if what == What::Session {
            let until = text.with("onsite-sheet-until", &[("clock", self.clock(times.end).into())]);
            meta.push(format!("{} · {until} · {}", text.t(session.kind.key()), session.code));
        }
        if !session.languages.is_empty() && session.kind != SessionKind::Break {
            meta.push(text.with("onsite-sheet-spoken", &[("languages", names(&session.languages).into())]));
        }
        if !session.interpretation.is_empty() {
            let booths = session.interpretation.codes().count();
            let arguments = [("languages", names(&session.interpretation).into()), ("n", booths.into())];
            meta.push(text.with("onsite-sheet-booths", &arguments));
        }
        if let Some(seats) = session.capacity {
            meta.push(text.with("onsite-sheet-seats", &[("n", seats.into())]));
        }
        meta
    }

    fn people(&self, session: &SessionView) -> Vec<Group> {
        let group = |role: &PersonRole| {
            let people = session.people.iter().filter(|person| person.role == *role);
            let people: Vec<Person> = people
                .map(|person| {
                    let contact = self.contact(person.id);
                    Person {
                        name: person.name.clone(),
                        line: person.role_line.clone(),
                        phone: contact.and_then(|contact| contact.phone.clone()),
                        email: contact.and_then(|contact| contact.email.as_ref().map(ToString::to_string)),
                    }
                })
                .collect();
            Group { role: self.sources.cx.text().t(role.key()), people }
        };
        PersonRole::ALL.iter().map(group).filter(|group| !group.people.is_empty()).collect()
    }

    /// `Aino Salmi: no photographs, no recording`.
    fn refusals(&self, session: &SessionView) -> Vec<String> {
        let (text, comma) = (self.sources.cx.text(), self.sources.cx.text().t("onsite-no-comma"));
        let refused = |person: &PersonView| {
            let consents = self.sources.consents.as_ref()?.get(&person.id)?;
            let said = Capture::ALL.iter().filter(|capture| consents.refuses(**capture));
            let said: Vec<String> = said.map(|capture| text.t(no_key(*capture))).collect();
            let arguments = [("person", person.name.as_str().into()), ("what", said.join(&comma).into())];
            (!said.is_empty()).then(|| text.with("onsite-no", &arguments))
        };
        once_each(session).into_iter().filter_map(refused).collect()
    }

    fn silent(&self, session: &SessionView) -> Vec<String> {
        let Some(consents) = &self.sources.consents else { return Vec::new() };
        let answered = |person: &&PersonView| {
            let said = consents.get(&person.id);
            said.is_some_and(|said| said.photo.is_some() && said.recording.is_some())
        };
        let silent = once_each(session).into_iter().filter(|person| !answered(person));
        silent.map(|person| person.name.clone()).collect()
    }

    fn contact(&self, person: PersonId) -> Option<&Contact> {
        self.sources.contacts.get(&person)
    }

    fn cues(&self, session: &SessionView, rows: &mut Vec<Row>) {
        let start = self.times(session).start;
        for cue in self.sources.cues.iter().filter(|cue| cue.session == session.id) {
            let at = start.plus_minutes(i64::from(cue.minute));
            rows.push(Row {
                meta: vec![cue.who.clone()],
                cue: Some(cue.id.to_string()),
                ..line(What::Cue, at, self.clock(at), cue.what.clone())
            });
        }
    }
}

fn no_key(capture: Capture) -> &'static str {
    match capture {
        Capture::Photo => "onsite-no-photo",
        Capture::Recording => "onsite-no-recording",
        Capture::Slides => "onsite-no-slides",
    }
}

/// The people of a session, each once, whatever they do in it.
fn once_each(session: &SessionView) -> Vec<&PersonView> {
    let mut people: Vec<&PersonView> = Vec::new();
    for person in &session.people {
        if people.iter().all(|known| known.id != person.id) {
            people.push(person);
        }
    }
    people
}

fn takes_questions(kind: SessionKind) -> bool {
    use SessionKind::{CityShowcase, Forum, Keynote, Panel, Talk};
    matches!(kind, Keynote | Talk | Panel | Forum | CityShowcase)
}
