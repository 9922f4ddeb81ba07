//! The rules of a programme. What is found is a pure function of the plan; how
//! strictly each rule is taken is the edition's choice.

mod check;
mod demand;
mod draft;
mod facts;
mod hearing;
mod levels;
mod teams;
mod words;

pub use check::{Conflict, Plan, RoomFacts, Slot, UNMEASURED_WALK, check};
pub use demand::{DayDemand, Hour, demand};
pub use facts::{Facts, conflicts, conflicts_at, conflicts_with};
pub(crate) use facts::{conflicts_in, refuse_blocked};
pub(crate) use hearing::copy_hearing;
pub use hearing::{Hearing, Rooms, hearing, set_hearing};
pub(crate) use levels::copy_levels;
pub use levels::{Levels, levels, set_levels};
pub(crate) use teams::copy_teams;
pub use teams::{Pairs, Teams, set_teams, teams};
pub use words::{Names, in_words, problem};

kernel::text_enum! {
    /// Something that should not be in a programme.
    pub enum Rule {
        /// Two sessions in one room at one time.
        RoomOverlap = "room_overlap",
        /// One person in two sessions at one time.
        PersonOverlap = "person_overlap",
        /// An item outside the time of its forum.
        OutsideParent = "outside_parent",
        /// A session outside the days of the edition.
        OutsideDays = "outside_days",
        /// One person has too little time to walk from one venue to the other.
        Walk = "walk",
        /// A session promises more seats than its room has.
        Capacity = "capacity",
        /// A confirmed session has no time yet.
        Unplaced = "unplaced",
        /// A session for everybody is in a room that nobody may know of.
        HiddenRoom = "hidden_room",
        /// Somebody is in a session at a time at which they said they cannot.
        Unavailable = "unavailable",
        /// More people signed up than there are seats.
        SignUps = "sign_ups",
        /// A language that is spoken or promised has no interpreter.
        Interpreter = "interpreter",
        /// A session in a room while it is closed.
        RoomClosed = "room_closed",
    }
}

kernel::text_enum! {
    /// How strictly a rule is taken.
    pub enum Level {
        /// What breaks it is refused, and so is a release.
        Block = "block",
        /// What breaks it is shown.
        Warn = "warn",
        /// Nobody looks.
        Ignore = "ignore",
    }
}

impl Rule {
    /// How strictly the rule is taken until the edition chooses.
    pub const fn default_level(self) -> Level {
        match self {
            Self::RoomOverlap
            | Self::PersonOverlap
            | Self::OutsideParent
            | Self::OutsideDays
            | Self::Unavailable
            | Self::RoomClosed => Level::Block,
            Self::Walk | Self::Capacity | Self::Unplaced | Self::HiddenRoom | Self::SignUps | Self::Interpreter => {
                Level::Warn
            }
        }
    }

    /// Id of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::RoomOverlap => "programme-rule-room-overlap",
            Self::PersonOverlap => "programme-rule-person-overlap",
            Self::OutsideParent => "programme-rule-outside-parent",
            Self::OutsideDays => "programme-rule-outside-days",
            Self::Walk => "programme-rule-walk",
            Self::Capacity => "programme-rule-capacity",
            Self::Unplaced => "programme-rule-unplaced",
            Self::HiddenRoom => "programme-rule-hidden-room",
            Self::Unavailable => "programme-rule-unavailable",
            Self::SignUps => "programme-rule-sign-ups",
            Self::Interpreter => "programme-rule-interpreter",
            Self::RoomClosed => "programme-rule-room-closed",
        }
    }

    /// The field of the placement form that breaks it.
    pub fn field(self) -> &'static str {
        match self {
            Self::RoomOverlap | Self::Capacity | Self::HiddenRoom | Self::SignUps | Self::RoomClosed => "room",
            Self::PersonOverlap
            | Self::OutsideParent
            | Self::OutsideDays
            | Self::Walk
            | Self::Unplaced
            | Self::Unavailable
            | Self::Interpreter => "starts_at",
        }
    }
}

impl Level {
    /// Id of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Block => "programme-level-block",
            Self::Warn => "programme-level-warn",
            Self::Ignore => "programme-level-ignore",
        }
    }
}
