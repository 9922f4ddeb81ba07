//! Why a verb of this crate did not happen.

use db::AsConflict;
use kernel::{Denied, FieldProblem, Problems};
use sea_orm::{DbErr, SqlErr};

/// Why nothing was stored.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The engine refused.
    #[error("the database: {0}")]
    Db(#[from] DbErr),
    /// Fields are wrong, each for its own reason.
    #[error("the input is not valid")]
    Invalid(Problems),
    /// Somebody else changed the record since it was read.
    #[error("the record was changed by somebody else")]
    Stale,
    /// The call takes nothing now: it has not opened, or is over.
    #[error("the call is closed")]
    Closed,
    /// The state that the record has does not allow it.
    #[error("not in this state")]
    State,
    /// There is no such record for this viewer.
    #[error("no such record")]
    NotFound,
    /// The viewer may not.
    #[error(transparent)]
    Denied(#[from] Denied),
}

impl Error {
    /// A single wrong field.
    pub(crate) fn field(field: &str, key: &'static str) -> Self {
        Self::Invalid(Problems::of(field, FieldProblem::new(key)))
    }

    /// Reads a refused insert or update: what is there twice is the field's problem.
    pub(crate) fn taken(error: DbErr, field: &str) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => Self::field(field, "calls-problem-taken"),
            _ => Self::Db(error),
        }
    }
}

impl From<Problems> for Error {
    fn from(problems: Problems) -> Self {
        Self::Invalid(problems)
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

impl AsConflict for Error {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Db(error) if error.is_conflict())
    }
}

impl From<Error> for web::Error {
    fn from(error: Error) -> Self {
        match error {
            Error::Db(error) => Self::Database(error),
            Error::Invalid(problems) => Self::Invalid(problems),
            Error::Stale => Self::Conflict("calls-stale"),
            Error::Closed => Self::Conflict("calls-closed"),
            Error::State => Self::Conflict("calls-wrong-state"),
            Error::NotFound => Self::NotFound,
            Error::Denied(denied) => Self::Denied(denied),
        }
    }
}
