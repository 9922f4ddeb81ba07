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
    /// Nothing is sent to it now.
    #[error("the webhook is not active")]
    Inactive,
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

    /// Reads a refused insert: the address is there already.
    pub(crate) fn taken(error: DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => Self::field("address", "webhooks-problem-taken"),
            _ => Self::Db(error),
        }
    }
}

impl From<Problems> for Error {
    fn from(problems: Problems) -> Self {
        Self::Invalid(problems)
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
            Error::Inactive => Self::Conflict("webhooks-inactive"),
            Error::NotFound => Self::NotFound,
            Error::Denied(denied) => Self::Denied(denied),
        }
    }
}
