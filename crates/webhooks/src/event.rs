//! What is told, and how it follows from a release.

use directory::PersonCard;
use kernel::{PersonId, SessionId, Visibility};
use programme::release::{ChangeKind, Released, Step, difference};
use serde_json::json;
use std::collections::{BTreeSet, HashMap};

kernel::text_enum! {
    /// What may be told.
    pub enum Event {
        /// A release was made.
        Released = "programme.released",
        /// A session is new in it.
        Added = "session.added",
        /// A session is no longer in it.
        Removed = "session.removed",
        /// Its time, length or room changed.
        Moved = "session.moved",
        /// It was called off.
        Cancelled = "session.cancelled",
        /// It takes place after all.
        Reinstated = "session.reinstated",
        /// Anything else about it changed.
        Changed = "session.changed",
        /// Somebody tries the address.
        Ping = "webhook.ping",
    }
}

impl Event {
    /// What an organiser chooses from; a ping comes when it is asked for.
    pub const CHOICES: &'static [Self] =
        &[Self::Released, Self::Added, Self::Removed, Self::Moved, Self::Cancelled, Self::Reinstated, Self::Changed];

    /// Id of its words.
    pub fn key(self) -> &'static str {
        match self {
            Self::Released => "webhooks-event-released",
            Self::Added => "webhooks-event-added",
            Self::Removed => "webhooks-event-removed",
            Self::Moved => "webhooks-event-moved",
            Self::Cancelled => "webhooks-event-cancelled",
            Self::Reinstated => "webhooks-event-reinstated",
            Self::Changed => "webhooks-event-changed",
            Self::Ping => "webhooks-event-ping",
        }
    }
}

/// Something to tell, complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct News {
    pub(crate) event: Event,
    /// With the event, what it is about; the same whenever it is told again.
    pub(crate) subject: String,
    pub(crate) body: String,
}

/// Everything that a release tells: that it was made, then one line for each
/// session and event. Of the first release only the former, for all of it is new.
///
/// `cards` are people as strangers know them: that somebody joined who agreed to
/// nothing is no news.
pub(crate) fn news(step: &Step, cards: &HashMap<PersonId, PersonCard>) -> Vec<News> {
    let mut all = vec![line(step, Event::Released, None)];
    if step.release.number == 1 {
        return all;
    }
    // What is not open is not there, before or after: closing a door is a removal.
    let (before, after) = (open(&step.before), open(&step.after));
    let told: BTreeSet<(SessionId, Event)> = difference(&before, &after)
        .into_iter()
        .filter_map(|change| Some((change.session, event(&change.kind, cards)?)))
        .collect();
    for (session, event) in told {
        let content = after.iter().chain(&before).find(|one| one.session == session);
        let code = content.map(|one| one.content.code.as_str()).unwrap_or_default();
        all.push(line(step, event, Some((session, code))));
    }
    all
}

fn open(sessions: &[Released]) -> Vec<Released> {
    let is_open = |one: &&Released| matches!(one.visibility, Visibility::Public | Visibility::Registered);
    sessions.iter().filter(is_open).cloned().collect()
}

fn event(kind: &ChangeKind, cards: &HashMap<PersonId, PersonCard>) -> Option<Event> {
    Some(match kind {
        ChangeKind::Added(_) => Event::Added,
        ChangeKind::Removed => Event::Removed,
        ChangeKind::Moved(..) => Event::Moved,
        ChangeKind::Cancelled => Event::Cancelled,
        ChangeKind::Reinstated => Event::Reinstated,
        ChangeKind::Joined(entry) | ChangeKind::Left(entry) => {
            cards.get(&entry.person).filter(|card| !card.is_hidden)?;
            Event::Changed
        }
        ChangeKind::Renamed(_) | ChangeKind::Opened(_) | ChangeKind::Rewritten => Event::Changed,
    })
}

/// The people that the step is about, for their cards.
pub(crate) fn people(step: &Step) -> Vec<PersonId> {
    let both = step.before.iter().chain(&step.after);
    let all: BTreeSet<PersonId> = both.flat_map(|one| &one.content.people).map(|entry| entry.person).collect();
    all.into_iter().collect()
}

fn line(step: &Step, event: Event, session: Option<(SessionId, &str)>) -> News {
    let mut data = json!({
        "edition": step.edition.slug.as_str(),
        "edition_id": step.edition.id,
        "release": step.release.number,
    });
    let mut subject = step.release.id.to_string();
    if let Some((id, code)) = session {
        data["session"] = json!(code);
        data["session_id"] = json!(id);
        subject = format!("{subject} {id}");
    }
    let body = json!({ "type": event.as_str(), "timestamp": step.release.released_at.to_rfc3339(), "data": data });
    News { event, subject, body: body.to_string() }
}
