//! Undo and redo: what an editor did to the draft, with every touched session or
//! closed room as it was found and as it was left.
//!
//! Each account takes back its own acts, the last first. What somebody else
//! changed meanwhile is kept: an act touches only the fields that it changed,
//! and is refused where one of these no longer is as the act left it. So two
//! editors at once lose nothing to each other's undo.

mod record;
mod snapshot;
mod tables;
mod turn;

pub(crate) use record::{Before, record_closure};
pub use turn::{last, redo, undo};

use kernel::{RoomId, SessionId};

kernel::id! {
    /// The key of an act.
    pub struct ActId;
}

kernel::text_enum! {
    /// What was done.
    pub enum ActVerb {
        /// A session was made.
        Created = "created",
        /// What is written about it was changed.
        Revised = "revised",
        /// It was moved.
        Moved = "moved",
        /// Two changed places.
        Swapped = "swapped",
        /// Several were moved together.
        Shifted = "shifted",
        /// One runs late, and others with it.
        Delayed = "delayed",
        /// It was confirmed; several may have been.
        Confirmed = "confirmed",
        /// It was cancelled.
        Cancelled = "cancelled",
        /// A cancellation was taken back.
        Reinstated = "reinstated",
        /// Its people were changed.
        People = "people",
        /// A room was closed for a while.
        Closed = "closed",
        /// A closed room was opened again.
        Reopened = "reopened",
    }
}

kernel::text_enum! {
    /// Where an act stands.
    pub enum ActState {
        /// It holds.
        Done = "done",
        /// It was taken back and can be done again.
        Undone = "undone",
        /// It was taken back, and something else was done since.
        Settled = "settled",
    }
}

/// Something that was done.
#[derive(Clone, Debug, PartialEq)]
pub struct Act {
    /// Its key.
    pub id: ActId,
    /// What it was.
    pub verb: ActVerb,
    /// The sessions that it changed.
    pub sessions: Vec<SessionId>,
    /// The room that it closed or opened.
    pub room: Option<RoomId>,
}

impl ActVerb {
    /// Id of its words.
    pub fn key(self) -> &'static str {
        match self {
            Self::Created => "programme-act-created",
            Self::Revised => "programme-act-revised",
            Self::Moved => "programme-act-moved",
            Self::Swapped => "programme-act-swapped",
            Self::Shifted => "programme-act-shifted",
            Self::Delayed => "programme-act-delayed",
            Self::Confirmed => "programme-act-confirmed",
            Self::Cancelled => "programme-act-cancelled",
            Self::Reinstated => "programme-act-reinstated",
            Self::People => "programme-act-people",
            Self::Closed => "programme-act-closed",
            Self::Reopened => "programme-act-reopened",
        }
    }
}
