//! What may be proposed to a call, and in which tracks.

use kernel::TrackId;
use programme::session::SessionKind;
use serde::{Deserialize, Serialize};

/// The kinds that a call can ask for. An item belongs to a forum, and a break is
/// nobody's idea.
pub const KINDS: &[SessionKind] = &[
    SessionKind::Keynote,
    SessionKind::Talk,
    SessionKind::Panel,
    SessionKind::Workshop,
    SessionKind::Poster,
    SessionKind::CityShowcase,
    SessionKind::Forum,
    SessionKind::FieldVisit,
];

/// A kind that a call takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindMinutes {
    /// The kind.
    pub kind: SessionKind,
    /// How long such a session usually takes, in minutes.
    pub minutes: i32,
}

/// The kinds that a call takes, in the order of [`KINDS`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Kinds(pub Vec<KindMinutes>);

impl Kinds {
    /// The usual minutes of a kind, if the call takes it.
    pub fn minutes(&self, kind: SessionKind) -> Option<i32> {
        self.0.iter().find(|one| one.kind == kind).map(|one| one.minutes)
    }

    /// The kinds alone.
    pub fn iter(&self) -> impl Iterator<Item = SessionKind> + '_ {
        self.0.iter().map(|one| one.kind)
    }
}

/// The tracks that a call offers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tracks(pub Vec<TrackId>);

crate::stored::as_json!(Kinds, Tracks);
