//! A call for sessions: what it asks for, whom it lets in, and until when.

mod deadline;
mod details;
mod kinds;
mod record;

pub use deadline::{Deadline, instant};
pub use details::CallDetails;
pub use kinds::{KINDS, KindMinutes, Kinds, Tracks};
pub(crate) use record::title_in;
pub use record::{Extension, call_by_slug, calls, change_state, create_call, extensions, revise_call, set_card};

use crate::{CallId, ScoreCard, tables::call_row};
use kernel::{EditionId, LocalizedText, Slug, Timestamp, Zone};

kernel::text_enum! {
    /// What staff have decided about a call. Whether it takes proposals now is a
    /// [`Phase`], and the clock's business.
    pub enum CallState {
        /// Being written; known to staff.
        Draft = "draft",
        /// Announced: open from its opening to its deadline.
        Open = "open",
        /// Over and put away; known to staff.
        Archived = "archived",
    }
}

impl CallState {
    /// The states that can follow. A call that was announced by mistake is
    /// hidden at once by archiving it.
    pub const fn next(self) -> &'static [Self] {
        match self {
            Self::Draft => &[Self::Open],
            Self::Open => &[Self::Archived],
            Self::Archived => &[Self::Open],
        }
    }

    /// Id of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Draft => "calls-phase-draft",
            Self::Open => "calls-phase-open",
            Self::Archived => "calls-phase-archived",
        }
    }
}

kernel::text_enum! {
    /// Who may propose.
    pub enum Access {
        /// Everybody.
        Public = "public",
        /// Everybody may read it; who proposes shows a code.
        Code = "code",
        /// It exists for those who were invited, or have a code, and for nobody else.
        Invitation = "invitation",
    }
}

impl Access {
    /// Id of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Public => "calls-access-public",
            Self::Code => "calls-access-code",
            Self::Invitation => "calls-access-invitation",
        }
    }
}

kernel::text_enum! {
    /// What reviewers see of what was submitted.
    pub enum Reviewing {
        /// All of it.
        All = "all",
        /// What was assigned to them, and of the rest not even that it is there.
        Assigned = "assigned",
    }
}

impl Reviewing {
    /// Id of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::All => "calls-reviewing-all",
            Self::Assigned => "calls-reviewing-assigned",
        }
    }
}

/// Where a call stands by the clock of the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Being written.
    Draft,
    /// Announced, and not open yet.
    Announced,
    /// Takes proposals.
    Open,
    /// The deadline has passed.
    Closed,
    /// Put away.
    Archived,
}

impl Phase {
    /// Id of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Draft => "calls-phase-draft",
            Self::Announced => "calls-phase-announced",
            Self::Open => "calls-phase-open",
            Self::Closed => "calls-phase-closed",
            Self::Archived => "calls-phase-archived",
        }
    }
}

/// A call for sessions.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// Its key.
    pub id: CallId,
    /// The edition it belongs to.
    pub edition: EditionId,
    /// Its part of an address.
    pub slug: Slug,
    /// Its title.
    pub title: LocalizedText,
    /// What it asks for, in paragraphs.
    pub body: LocalizedText,
    /// What staff have decided about it.
    pub state: CallState,
    /// The first instant at which it takes proposals.
    pub opens_at: Timestamp,
    /// The first instant at which it does not any more.
    pub closes_at: Timestamp,
    /// The zone in which both were entered, and in which they are shown first.
    pub zone: Zone,
    /// How much longer it takes what comes late, in minutes; told to nobody.
    pub grace_minutes: i32,
    /// Who may propose.
    pub access: Access,
    /// Reviewers learn nothing of who would speak.
    pub blind: bool,
    /// What reviewers see.
    pub reviewing: Reviewing,
    /// What may be proposed.
    pub kinds: Kinds,
    /// The tracks to choose from; none means that none is asked for.
    pub tracks: Tracks,
    /// By what reviewers judge.
    pub card: ScoreCard,
    /// Counts its changes.
    pub revision: i64,
}

impl Call {
    /// Where it stands at `now`, without the grace.
    pub fn phase(&self, now: Timestamp) -> Phase {
        match self.state {
            CallState::Draft => Phase::Draft,
            CallState::Archived => Phase::Archived,
            CallState::Open if now < self.opens_at => Phase::Announced,
            CallState::Open if now < self.closes_at => Phase::Open,
            CallState::Open => Phase::Closed,
        }
    }

    /// When `now` is for somebody whose code holds until `extra`. The deadline
    /// itself is too late: 23:59:59.999 is in time for midnight, 00:00 is not.
    pub fn deadline(&self, now: Timestamp, extra: Option<Timestamp>) -> Deadline {
        if self.state != CallState::Open || (now < self.opens_at && extra.is_none()) {
            Deadline::Passed
        } else if now < self.closes_at {
            Deadline::InTime
        } else if extra.is_some_and(|until| now < until) {
            Deadline::ByCode
        } else if now < self.closes_at.plus_minutes(i64::from(self.grace_minutes)) {
            Deadline::InGrace
        } else {
            Deadline::Passed
        }
    }
}

impl From<call_row::Model> for Call {
    fn from(row: call_row::Model) -> Self {
        Self {
            id: row.id,
            edition: row.edition,
            slug: row.slug,
            title: row.title,
            body: row.body,
            state: row.state,
            opens_at: row.opens_at,
            closes_at: row.closes_at,
            zone: row.zone,
            grace_minutes: row.grace_minutes,
            access: row.access,
            blind: row.blind,
            reviewing: row.reviewing,
            kinds: row.kinds,
            tracks: row.tracks,
            card: row.card,
            revision: row.revision,
        }
    }
}
