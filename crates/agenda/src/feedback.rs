//! What visitors thought of a session: one to five, and a few words. One answer
//! per account, or per browser without one; it can be changed. The clock of the
//! server decides from when on.
//!
//! The desk reads everything but the names of who wanted none. Speakers read it
//! where the edition lets them, and not before three have answered: of two, each
//! knows what the other said.

mod give;
mod policy;
mod read;

pub use give::{Giver, NewFeedback, give, own};
pub use policy::{FeedbackPolicy, readers, set_readers};
pub use read::{Feedback, Summary, for_speaker, forget, of_edition, of_session, own_data, seed};

use kernel::{SessionId, Timestamp};
use programme::{SessionView, session::SessionKind};
use sha2::{Digest, Sha256};

kernel::id! {
    /// The key of an answer.
    pub struct FeedbackId;
}

kernel::text_enum! {
    /// Who reads what was answered.
    pub enum Readers {
        /// The desk alone.
        Desk = "desk",
        /// The desk, and those who took part in the session.
        Speakers = "speakers",
    }
}

/// Fewer answers than this are shown to nobody outside the desk.
pub const FEWEST: usize = 3;
/// The longest comment, in characters.
pub const LONGEST: usize = 2000;

/// Why an answer was not taken.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The engine refused.
    #[error("the database: {0}")]
    Db(#[from] sea_orm::DbErr),
    /// Fields are wrong, each for its own reason.
    #[error("the input is not valid")]
    Invalid(kernel::Problems),
    /// Too many from one giver or one network.
    #[error("too many at once")]
    TooMany,
    /// The viewer may not.
    #[error(transparent)]
    Denied(#[from] kernel::Denied),
}

impl db::AsConflict for Error {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Db(error) if error.is_conflict())
    }
}

impl From<Error> for web::Error {
    fn from(error: Error) -> Self {
        match error {
            Error::Db(error) => Self::Database(error),
            Error::Invalid(problems) => Self::Invalid(problems),
            Error::TooMany => Self::TooMany,
            Error::Denied(denied) => Self::Denied(denied),
        }
    }
}

/// Whether somebody may have an opinion of the session at `now`: it has begun,
/// it was not called off, it is more than a tea break, and the desk lets visitors
/// be asked about it.
pub fn takes(session: &SessionView, now: Timestamp) -> bool {
    session.asks_opinion && now >= session.starts_at && !session.cancelled && session.kind != SessionKind::Break
}

/// Who gave an answer to which session, as a digest: the same giver cannot be
/// followed from one session to the next.
fn digest(giver: &Giver, session: SessionId) -> String {
    let who = match giver {
        Giver::Account { account, .. } => format!("account {account}"),
        Giver::Browser(key) => format!("browser {key}"),
    };
    data_encoding::HEXLOWER.encode(&Sha256::digest(format!("feedback {session} {who}")))
}

impl Readers {
    /// Id of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Desk => "agenda-readers-desk",
            Self::Speakers => "agenda-readers-speakers",
        }
    }
}
