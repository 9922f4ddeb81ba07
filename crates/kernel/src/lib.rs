//! The vocabulary of Convoke: ids, time, text in several languages, viewers and
//! the context that every operation carries. Nothing here does I/O; `sea-orm`
//! is used for its value traits only, so that a typed id or an instant is a
//! column type in every crate without a second definition.

pub mod column;
pub mod ctx;
pub mod fold;
pub mod id;
pub mod locale;
pub mod problem;
pub mod role;
pub mod text;
pub mod time;
pub mod viewer;
pub mod visibility;
pub mod wall;
pub mod words;
pub mod zone;

#[doc(hidden)]
pub mod reexport {
    pub use sea_orm;
    pub use serde;
    pub use uuid;
}

pub use ctx::{Clock, Ctx, Denied, Entropy, FixedClock, SeededEntropy, SystemClock, SystemEntropy};
pub use id::{
    AccountId, DelegationId, EditionId, OrganisationId, PersonId, ReleaseId, RoomId, SessionId, TrackId, VenueId,
};
pub use locale::Locale;
pub use problem::{FieldProblem, Problems};
pub use role::{Grant, Permission, Role};
pub use text::{LocalizedText, Shown, TextState, Translation};
pub use time::Timestamp;
pub use viewer::{Audience, Reach, Strength, Viewer};
pub use visibility::Visibility;
pub use words::{EmailAddress, Slug};
pub use zone::Zone;
