//! The table of letters. Nobody reads other people's mail: its rows are for
//! Convoke itself.

use db::{Visible, system_only};
use kernel::Ctx;
use sea_orm::Condition;

kernel::text_enum! {
    /// Why a letter is sent, which decides how mail programs treat it.
    pub enum Stream {
        /// An answer to something the recipient did.
        Transactional = "transactional",
        /// News to many.
        Announcement = "announcement",
    }
}

kernel::text_enum! {
    /// How far a letter is.
    pub enum LetterState {
        /// Waiting for its delivery.
        Queued = "queued",
        /// Taken over by the mail server, or kept in the outbox.
        Sent = "sent",
        /// Refused, or tried too often.
        Failed = "failed",
    }
}

kernel::text_enum! {
    /// What sort of file goes with a letter.
    pub enum FileKind {
        /// A calendar (RFC 5545).
        Calendar = "calendar",
    }
}

impl FileKind {
    /// Its media type.
    pub(crate) const fn media_type(self) -> &'static str {
        match self {
            Self::Calendar => "text/calendar; charset=utf-8; method=PUBLISH",
        }
    }
}

pub(crate) mod letter {
    use crate::{FileKind, LetterId, LetterState, Stream};
    use kernel::{EmailAddress, Locale, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "letter")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: LetterId,
        pub created_at: Timestamp,
        pub recipient: EmailAddress,
        pub recipient_name: Option<String>,
        pub subject: String,
        pub body: String,
        pub html: Option<String>,
        pub locale: Locale,
        pub stream: Stream,
        pub kind: String,
        pub state: LetterState,
        pub sent_at: Option<Timestamp>,
        pub error: Option<String>,
        pub file_name: Option<String>,
        pub file_kind: Option<FileKind>,
        pub file_text: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

impl Visible for letter::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        system_only(ctx)
    }
}
