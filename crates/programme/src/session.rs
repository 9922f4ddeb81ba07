//! A session of the draft: what it is, where and when it takes place, who is
//! in it. What the public sees is a release of it ([`crate::release`]).

mod adopt;
pub(crate) mod code;
mod details;
mod people;
mod placement;
mod record;
mod shift;
mod state;
mod swap;
mod visibility;

pub use adopt::adopt;
pub use details::{SessionDetails, read_capacity};
pub(crate) use people::write_people;
pub use people::{PersonInSession, own_parts, people_of, replace_person, set_people};
pub use placement::{Placement, place};
pub(crate) use record::sessions_among;
pub use record::{create_session, revise_session, session, session_by_code, sessions};
pub use schedule::{Languages, PersonRole, SPOKEN, SessionKind, language_name};
pub use shift::{Shift, When, confirm_all, shift, shift_check};
pub use state::{SessionState, cancel, confirm, reinstate};
pub use swap::{Read, swap};
pub use visibility::visibility_key;

use crate::tables::session_row;
use directory::city::CityId;
use kernel::{AccountId, EditionId, LocalizedText, RoomId, SessionId, Timestamp, TrackId, Visibility};

/// A session of the draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// Its key; the UID of its calendar entry.
    pub id: SessionId,
    /// The edition it belongs to.
    pub edition: EditionId,
    /// Its short code, unique in the edition.
    pub code: String,
    /// The forum that it is an item of.
    pub parent: Option<SessionId>,
    /// What sort of activity it is.
    pub kind: SessionKind,
    /// Its title.
    pub title: LocalizedText,
    /// What it is about, in a few paragraphs; may be empty.
    pub summary: LocalizedText,
    /// The thread it belongs to.
    pub track: Option<TrackId>,
    /// The languages spoken on the stage.
    pub languages: Languages,
    /// The languages it is interpreted into.
    pub interpretation: Languages,
    /// Who may know of it.
    pub visibility: Visibility,
    /// The account that closed the door, when it is concealed.
    pub concealed_by: Option<AccountId>,
    /// How far it is.
    pub state: SessionState,
    /// When it begins; nothing while nobody knows.
    pub starts_at: Option<Timestamp>,
    /// How long it takes.
    pub minutes: i32,
    /// Where it is.
    pub room: Option<RoomId>,
    /// GeoNames id of the city it is about.
    pub city: Option<CityId>,
    /// Seats, where they differ from the room's.
    pub capacity: Option<i32>,
    /// Counts its changes.
    pub revision: i64,
}

impl Session {
    /// When it ends.
    pub fn ends_at(&self) -> Option<Timestamp> {
        self.starts_at.map(|start| start.plus_minutes(i64::from(self.minutes)))
    }

    /// The last segment of its address.
    pub fn path_segment(&self) -> String {
        code::path_segment(&self.code, &self.title)
    }
}

impl From<session_row::Model> for Session {
    fn from(row: session_row::Model) -> Self {
        Self {
            id: row.id,
            edition: row.edition,
            code: row.code,
            parent: row.parent,
            kind: row.kind,
            title: row.title,
            summary: row.summary,
            track: row.track,
            languages: row.languages,
            interpretation: row.interpretation,
            visibility: row.visibility,
            concealed_by: row.concealed_by,
            state: row.state,
            starts_at: row.starts_at,
            minutes: row.minutes,
            room: row.room,
            city: row.city,
            capacity: row.capacity,
            revision: row.revision,
        }
    }
}
