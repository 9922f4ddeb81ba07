//! What changed between two states of the programme: found by a pure function,
//! told in the reader's words.

use super::{Content, Released, Standing};
use crate::{
    rules::Names,
    session::{PersonInSession, visibility_key},
};
use kernel::{LocalizedText, PersonId, RoomId, SessionId, Timestamp, Visibility, Zone};
use std::collections::HashMap;
use ui::Text;

/// A time and a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The start.
    pub starts_at: Timestamp,
    /// The length in minutes.
    pub minutes: i32,
    /// The room.
    pub room: Option<RoomId>,
}

/// One thing that changed about a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// It is new.
    Added(Spot),
    /// It is no longer published.
    Removed,
    /// It was called off.
    Cancelled,
    /// It takes place after all.
    Reinstated,
    /// Its time, length or room.
    Moved(Spot, Spot),
    /// Its title; here is the old one.
    Renamed(LocalizedText),
    /// Somebody is in it who was not.
    Joined(PersonInSession),
    /// Somebody is no longer in it.
    Left(PersonInSession),
    /// Who may know of it.
    Opened(Visibility),
    /// Its text, track, languages, kind, city or seats.
    Rewritten,
}

impl ChangeKind {
    /// Id of the word that sums it up.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Added(_) => "programme-tag-added",
            Self::Removed => "programme-tag-removed",
            Self::Cancelled => "programme-tag-cancelled",
            Self::Reinstated => "programme-tag-reinstated",
            Self::Moved(..) => "programme-tag-moved",
            Self::Renamed(_) => "programme-tag-renamed",
            Self::Joined(_) | Self::Left(_) => "programme-tag-people",
            Self::Opened(_) => "programme-tag-opened",
            Self::Rewritten => "programme-tag-rewritten",
        }
    }

    /// Somebody may stand before a closed door because of it.
    pub fn is_grave(&self) -> bool {
        matches!(self, Self::Removed | Self::Cancelled | Self::Moved(..))
    }
}

/// A change to a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which one.
    pub session: SessionId,
    /// Its title after the change.
    pub title: LocalizedText,
    /// What changed.
    pub kind: ChangeKind,
}

impl Content {
    fn spot(&self) -> Spot {
        Spot { starts_at: self.starts_at, minutes: self.minutes, room: self.room }
    }

    fn wording(&self) -> impl PartialEq + '_ {
        let texts = (&self.summary, self.track, &self.languages, &self.interpretation);
        (texts, self.kind, self.parent, self.city, self.capacity)
    }
}

/// Everything that changed from `before` to `after`: what was called off first,
/// then in the order of the timetable.
pub fn difference(before: &[Released], after: &[Released]) -> Vec<Change> {
    let old: HashMap<SessionId, &Released> = before.iter().map(|released| (released.session, released)).collect();
    let new: HashMap<SessionId, &Released> = after.iter().map(|released| (released.session, released)).collect();
    let mut timed: Vec<(Timestamp, Change)> = Vec::new();
    for now in after {
        let kinds = match old.get(&now.session) {
            Some(was) => changed(was, now),
            None => vec![ChangeKind::Added(now.content.spot())],
        };
        let change = |kind| Change { session: now.session, title: now.content.title.clone(), kind };
        timed.extend(kinds.into_iter().map(|kind| (now.content.starts_at, change(kind))));
    }
    for was in before.iter().filter(|was| !new.contains_key(&was.session)) {
        let change = Change { session: was.session, title: was.content.title.clone(), kind: ChangeKind::Removed };
        timed.push((was.content.starts_at, change));
    }
    let rank = |kind: &ChangeKind| match kind {
        ChangeKind::Cancelled | ChangeKind::Removed => 0,
        ChangeKind::Moved(..) | ChangeKind::Reinstated => 1,
        ChangeKind::Added(_) => 2,
        _ => 3,
    };
    timed.sort_by_key(|(at, change)| (rank(&change.kind), *at, change.session));
    timed.into_iter().map(|(_, change)| change).collect()
}

fn changed(was: &Released, now: &Released) -> Vec<ChangeKind> {
    let (old, new) = (&was.content, &now.content);
    let mut kinds = Vec::new();
    match (old.standing, new.standing) {
        (Standing::Confirmed, Standing::Cancelled) => kinds.push(ChangeKind::Cancelled),
        (Standing::Cancelled, Standing::Confirmed) => kinds.push(ChangeKind::Reinstated),
        _ => {}
    }
    if old.spot() != new.spot() {
        kinds.push(ChangeKind::Moved(old.spot(), new.spot()));
    }
    if old.title != new.title {
        kinds.push(ChangeKind::Renamed(old.title.clone()));
    }
    kinds.extend(new.people.iter().filter(|p| !old.people.contains(p)).map(|p| ChangeKind::Joined(*p)));
    kinds.extend(old.people.iter().filter(|p| !new.people.contains(p)).map(|p| ChangeKind::Left(*p)));
    if was.visibility != now.visibility {
        kinds.push(ChangeKind::Opened(now.visibility));
    }
    if old.wording() != new.wording() {
        kinds.push(ChangeKind::Rewritten);
    }
    kinds
}

/// The people that `changes` name, for their cards.
pub(crate) fn people_in(changes: &[Change]) -> Vec<PersonId> {
    changes
        .iter()
        .filter_map(|change| match change.kind {
            ChangeKind::Joined(entry) | ChangeKind::Left(entry) => Some(entry.person),
            _ => None,
        })
        .collect()
}

impl Change {
    /// The change in words; nothing when it is about somebody or some place
    /// that the reader may not know of.
    pub fn words(&self, text: Text, zone: &Zone, names: &Names) -> Option<String> {
        let title = self.title.get(text.0).text;
        let say = |key: &str, more: &[(&'static str, &str)]| {
            let mut args = vec![("title", title.into())];
            args.extend(more.iter().map(|(name, value)| (*name, (*value).into())));
            text.with(key, &args)
        };
        Some(match &self.kind {
            ChangeKind::Added(spot) => say("programme-change-added", &[("at", &spot.words(text, zone, names))]),
            ChangeKind::Removed => say("programme-change-removed", &[]),
            ChangeKind::Cancelled => say("programme-change-cancelled", &[]),
            ChangeKind::Reinstated => say("programme-change-reinstated", &[]),
            ChangeKind::Moved(from, to) => {
                let (from, to) = (from.words(text, zone, names), to.words(text, zone, names));
                if from == to {
                    return None;
                }
                say("programme-change-moved", &[("from", &from), ("to", &to)])
            }
            ChangeKind::Renamed(old) => {
                let old = old.get(text.0).text;
                if old == title {
                    return None;
                }
                say("programme-change-renamed", &[("old", old)])
            }
            ChangeKind::Joined(entry) => say(
                "programme-change-joined",
                &[("person", names.person(entry.person)?), ("role", &text.t(entry.role.key()))],
            ),
            ChangeKind::Left(entry) => say(
                "programme-change-left",
                &[("person", names.person(entry.person)?), ("role", &text.t(entry.role.key()))],
            ),
            ChangeKind::Opened(visibility) => {
                say("programme-change-opened", &[("visibility", &text.t(visibility_key(*visibility)))])
            }
            ChangeKind::Rewritten => say("programme-change-rewritten", &[]),
        })
    }
}

impl Spot {
    /// `25 Sep 09:00–10:15, Main Hall`; without a room that the reader may not know of.
    fn words(&self, text: Text, zone: &Zone, names: &Names) -> String {
        let start = self.starts_at.in_zone(zone);
        let end = self.starts_at.plus_minutes(i64::from(self.minutes)).in_zone(zone);
        let day = ui::short_date(start.date(), text.0);
        let time = format!("{day} {}–{}", start.strftime("%H:%M"), end.strftime("%H:%M"));
        match self.room.and_then(|room| names.room(room)) {
            Some(room) => text.with("programme-time-and-room", &[("time", time.into()), ("room", room.into())]),
            None => time,
        }
    }
}

#[cfg(test)]
#[path = "difference_tests.rs"]
mod tests;
