//! Who and what must follow a step of the programme: people by what they do,
//! rooms whose plan changes, interpretation that was ordered for another hour,
//! and the days that are printed already. Pure: the page before a release reads
//! it, nothing is sent by it.

use super::Touched;
use crate::{
    release::{Change, ChangeKind, Content, Released},
    session::PersonRole,
};
use jiff::civil::Date;
use kernel::{PersonId, RoomId, SessionId, Zone};
use std::collections::{BTreeSet, HashMap};

/// Who and what must follow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Radius {
    /// Whoever speaks, hosts or signs.
    pub speakers: BTreeSet<PersonId>,
    /// Whoever moderates.
    pub moderators: BTreeSet<PersonId>,
    /// Whoever interprets.
    pub interpreters: BTreeSet<PersonId>,
    /// Accounts that only signed up for a session or starred it, and get a letter.
    pub starred: usize,
    /// Rooms that get, lose or change a session.
    pub rooms: BTreeSet<RoomId>,
    /// Sessions whose interpretation is to be ordered again.
    pub interpretation: BTreeSet<SessionId>,
    /// Civil days of the edition whose printed programme is no longer right.
    pub days: BTreeSet<Date>,
}

/// What `changes`, which the viewer may know of, ask of others. `touched` is
/// what the viewer may know of it.
pub(crate) fn radius(
    changes: &[Change],
    (before, after): (&[Released], &[Released]),
    touched: &Touched,
    zone: &Zone,
) -> Radius {
    let (was, is) = (by_session(before), by_session(after));
    let mut radius =
        Radius { starred: touched.letters.iter().filter(|told| !told.takes_part).count(), ..Radius::default() };
    for (person, sessions) in &touched.cast {
        let contents = sessions.iter().flat_map(|id| [was.get(id), is.get(id)]).flatten();
        for entry in contents.flat_map(|content| &content.people).filter(|entry| entry.person == *person) {
            radius.add(entry.person, entry.role);
        }
    }
    for change in changes {
        let sides = [was.get(&change.session).copied(), is.get(&change.session).copied()];
        radius.days.extend(sides.iter().flatten().map(|content| content.starts_at.in_zone(zone).date()));
        if changes_a_place(&change.kind) {
            radius.rooms.extend(sides.iter().flatten().filter_map(|content| content.room));
        }
        if changes_interpretation(&change.kind, sides) {
            radius.interpretation.insert(change.session);
        }
    }
    radius
}

impl Radius {
    fn add(&mut self, person: PersonId, role: PersonRole) {
        match role {
            PersonRole::Speaker | PersonRole::Panellist | PersonRole::Host | PersonRole::Signatory => {
                self.speakers.insert(person);
            }
            PersonRole::Moderator => {
                self.moderators.insert(person);
            }
            PersonRole::Interpreter => {
                self.interpreters.insert(person);
            }
        }
    }

    /// Everybody in it, for their names.
    pub(crate) fn people(&self) -> impl Iterator<Item = PersonId> + '_ {
        self.speakers.iter().chain(&self.moderators).chain(&self.interpreters).copied()
    }
}

fn by_session(released: &[Released]) -> HashMap<SessionId, &Content> {
    released.iter().map(|one| (one.session, &one.content)).collect()
}

fn changes_a_place(kind: &ChangeKind) -> bool {
    matches!(
        kind,
        ChangeKind::Added(_)
            | ChangeKind::Removed
            | ChangeKind::Cancelled
            | ChangeKind::Reinstated
            | ChangeKind::Moved(..)
    )
}

/// Interpreters were ordered for another hour or place, or for other languages.
fn changes_interpretation(kind: &ChangeKind, [was, is]: [Option<&Content>; 2]) -> bool {
    let asks = |side: Option<&Content>| side.is_some_and(|content| !content.interpretation.is_empty());
    if changes_a_place(kind) {
        return asks(was) || asks(is);
    }
    let languages =
        |side: Option<&Content>| side.map(|content| (content.languages.clone(), content.interpretation.clone()));
    matches!(kind, ChangeKind::Rewritten) && languages(was) != languages(is)
}

#[cfg(test)]
#[path = "radius_tests.rs"]
mod tests;
