//! One session in a list or in the grid.

use super::compose::{Phrase, TrackMark};
use crate::{
    live::Mark,
    session::SessionKind,
    view::{PersonView, SessionView},
};
use jiff::civil::Date;

/// More names than this are counted, not read, in a list.
const MOST_NAMES: usize = 6;

/// A session, with its words found.
pub(super) struct Entry<'c> {
    pub(super) session: &'c SessionView,
    pub(super) title: Phrase<'c>,
    pub(super) kind: &'c str,
    pub(super) track: Option<&'c TrackMark<'c>>,
    pub(super) starred: bool,
    /// What happens to it on the day.
    pub(super) marks: Vec<Mark>,
    /// Same start and end as the entry before.
    pub(super) same_time: bool,
    /// The page is about the room, which need not be said again.
    pub(super) in_its_room: bool,
    /// What a forum holds.
    pub(super) items: Vec<Entry<'c>>,
}

/// The entries of a day.
pub(super) struct Day<'c> {
    pub(super) date: Date,
    pub(super) title: String,
    /// Whose clock its times are by.
    pub(super) clock: String,
    pub(super) entries: Vec<Entry<'c>>,
}

impl<'c> Entry<'c> {
    pub(super) fn is_break(&self) -> bool {
        self.session.kind == SessionKind::Break
    }

    /// Where it is, unless the page has said so.
    pub(super) fn room_name(&self) -> &'c str {
        if self.in_its_room { "" } else { &self.session.room_name }
    }

    /// A session that begins and ends on different days says so.
    pub(super) fn ends_later(&self) -> bool {
        self.session.start_minute + self.session.minutes > 24 * 60
    }

    /// The first few people.
    pub(super) fn names(&self) -> &'c [PersonView] {
        let people = &self.session.people;
        // One more costs no more room than the words that would count it.
        if people.len() <= MOST_NAMES + 1 { people } else { &people[..MOST_NAMES] }
    }

    /// How many people are not among [`Entry::names`].
    pub(super) fn unnamed(&self) -> usize {
        self.session.people.len() - self.names().len()
    }
}

/// Whether a session is counted: a tea break is not what people come for.
pub(super) fn counts(session: &SessionView) -> bool {
    session.kind != SessionKind::Break
}

/// Whether a session stands on its own: items are shown inside their forum.
pub(super) fn stands_alone(session: &SessionView) -> bool {
    session.parent.is_none()
}
