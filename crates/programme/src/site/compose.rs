//! What the sessions of a page have in common, looked up once: a page of three
//! hundred sessions asks the catalogue for a word as often as a page of three.

use super::{
    entry::{Day, Entry},
    moment::{Moment, utc_offset},
};
use crate::{
    session::SessionKind,
    view::{ProgrammeView, SessionView},
};
use congress::Track;
use kernel::{Locale, LocalizedText, SessionId, Shown, TextState, Timestamp};
use std::collections::BTreeSet;
use ui::{Page, Text};

/// Turns sessions of the view into what the templates print.
pub(super) struct Composer<'v> {
    pub(super) view: &'v ProgrammeView,
    /// The address of the edition with its language: `/en/hangzhou-2024`.
    pub(super) base: String,
    /// Stands before a title in the name of a star's button.
    pub(super) star: String,
    pub(super) cancelled: String,
    /// Stands after an end that is on another day.
    pub(super) next_day: String,
    pub(super) text: Text,
    tracks: Vec<TrackMark<'v>>,
    kinds: Vec<String>,
    shown_in: Vec<String>,
    machine_draft: String,
    outdated: String,
    stars: BTreeSet<SessionId>,
}

/// A track beside a session: its colour never stands without its name.
pub(super) struct TrackMark<'v> {
    pub(super) track: &'v Track,
    pub(super) name: &'v str,
    pub(super) lang: Option<&'static str>,
}

/// Words of an organiser, with what a reader must be told about them.
#[derive(Clone, Copy)]
pub(super) struct Phrase<'c> {
    pub(super) text: &'c str,
    /// Their language, where it is not the page's.
    pub(super) lang: Option<&'static str>,
    /// Said beside them: another language, a machine's work, an older version.
    pub(super) label: Option<&'c str>,
}

impl Phrase<'_> {
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Its paragraphs: lines with an empty line between them.
    pub(super) fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty())
    }
}

fn lang_of(shown: &Shown<'_>) -> Option<&'static str> {
    shown.is_fallback.then(|| shown.locale.html_lang())
}

impl<'v> Composer<'v> {
    pub(super) fn new(page: &Page, view: &'v ProgrammeView, stars: BTreeSet<SessionId>) -> Self {
        let text = page.text;
        let mark = |track: &'v Track| {
            let shown = track.name.get(page.locale);
            TrackMark { track, name: shown.text, lang: lang_of(&shown) }
        };
        let shown_in = |locale: &Locale| text.with("ui-shown-in", &[("language", locale.tag().into())]);
        Self {
            view,
            base: page.in_edition(""),
            star: text.t("programme-site-star-of"),
            cancelled: text.t("programme-site-cancelled"),
            next_day: text.t("programme-site-next-day"),
            tracks: view.tracks.iter().map(mark).collect(),
            kinds: SessionKind::ALL.iter().map(|kind| text.t(kind.key())).collect(),
            shown_in: Locale::ALL.iter().map(shown_in).collect(),
            machine_draft: text.t("ui-machine-draft"),
            outdated: text.t("ui-outdated-translation"),
            stars,
            text,
        }
    }

    /// The name of a kind.
    pub(super) fn kind(&self, kind: SessionKind) -> &str {
        let at = SessionKind::ALL.iter().position(|known| *known == kind);
        at.and_then(|at| self.kinds.get(at)).map_or("", String::as_str)
    }

    /// The track of a session.
    pub(super) fn track(&self, session: &SessionView) -> Option<&TrackMark<'v>> {
        let id = session.track?;
        self.tracks.iter().find(|mark| mark.track.id == id)
    }

    /// A text as the reader of this page gets it.
    pub(super) fn phrase<'c>(&'c self, text: &'c LocalizedText) -> Phrase<'c> {
        let shown = text.get(self.text.0);
        let label = match shown.state {
            _ if shown.is_fallback => {
                let at = Locale::ALL.iter().position(|known| *known == shown.locale);
                at.and_then(|at| self.shown_in.get(at)).map(String::as_str)
            }
            TextState::MachineDraft => Some(self.machine_draft.as_str()),
            TextState::Outdated => Some(self.outdated.as_str()),
            TextState::Approved => None,
        };
        Phrase { text: shown.text, lang: lang_of(&shown), label }
    }

    /// A session as pages show it.
    pub(super) fn entry<'c>(&'c self, session: &'c SessionView) -> Entry<'c> {
        Entry {
            title: self.phrase(&session.title),
            kind: self.kind(session.kind),
            track: self.track(session),
            starred: self.stars.contains(&session.id),
            marks: self.view.marks(session, self.text),
            same_time: false,
            in_its_room: false,
            items: Vec::new(),
            session,
        }
    }

    /// As [`Composer::entry`], with the items of a forum inside.
    pub(super) fn whole<'c>(&'c self, session: &'c SessionView) -> Entry<'c> {
        let items = self.view.items_of(session).map(|item| self.entry(item)).collect();
        Entry { items, ..self.entry(session) }
    }

    /// Entries in time order, by day. Entries at the very same time as the one
    /// before do not repeat it.
    pub(super) fn by_day<'c>(&'c self, entries: impl IntoIterator<Item = Entry<'c>>) -> Vec<Day<'c>> {
        let mut days: Vec<Day<'c>> = Vec::new();
        for mut entry in entries {
            let session = entry.session;
            match days.last_mut().filter(|day| day.date == session.day) {
                Some(day) => {
                    entry.same_time = day.entries.last().is_some_and(|before: &Entry<'_>| {
                        before.session.starts_at == session.starts_at && before.session.ends_at == session.ends_at
                    });
                    day.entries.push(entry);
                }
                None => days.push(Day {
                    date: session.day,
                    title: ui::long_date(session.day, self.text.0),
                    clock: self.clock(session.starts_at),
                    entries: vec![entry],
                }),
            }
        }
        days
    }

    /// The title of a session, where only a mention is wanted.
    pub(super) fn title<'c>(&self, session: &'c SessionView) -> &'c str {
        session.title.get(self.text.0).text
    }

    /// A moment for `<time datetime>`.
    pub(super) fn at(&self, moment: &Timestamp) -> Moment<'v> {
        Moment(*moment, &self.view.edition.zone)
    }

    /// Whose clock the times are by: `Times in Hangzhou, China (UTC+8)`.
    pub(super) fn clock(&self, at: Timestamp) -> String {
        let edition = &self.view.edition;
        let place = edition.place.get(self.text.0).text;
        let place = if place.is_empty() { edition.zone.name() } else { place };
        let offset = utc_offset(at, &edition.zone);
        self.text.with("programme-site-clock", &[("place", place.into()), ("offset", offset.into())])
    }
}
