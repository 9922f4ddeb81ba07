//! Why a verb of this crate did not happen.

use sea_orm::{DbErr, SqlErr};

web::verb_error! {
    /// Why nothing was stored.
    pub enum Error {
        /// Somebody else changed the record since it was read.
        #[error("the record was changed by somebody else")]
        Stale => web::Error::Conflict("calls-stale"),
        /// The call takes nothing now: it has not opened, or is over.
        #[error("the call is closed")]
        Closed => web::Error::Conflict("calls-closed"),
        /// The state that the record has does not allow it.
        #[error("not in this state")]
        State => web::Error::Conflict("calls-wrong-state"),
    }
}

impl Error {
    /// Reads a refused insert or update: what is there twice is the field's problem.
    pub(crate) fn taken(error: DbErr, field: &str) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => Self::field(field, "calls-problem-taken"),
            _ => Self::Db(error),
        }
    }
}

impl From<programme::Error> for Error {
    fn from(error: programme::Error) -> Self {
        match error {
            programme::Error::Db(error) => Self::Db(error),
            programme::Error::Invalid(problems) => Self::Invalid(problems),
            programme::Error::Denied(denied) => Self::Denied(denied),
            programme::Error::NotFound => Self::NotFound,
            _ => Self::State,
        }
    }
}

impl From<directory::Error> for Error {
    fn from(error: directory::Error) -> Self {
        match error {
            directory::Error::Db(error) => Self::Db(error),
            directory::Error::Invalid(problems) => Self::Invalid(problems),
            directory::Error::Denied(denied) => Self::Denied(denied),
            _ => Self::NotFound,
        }
    }
}
