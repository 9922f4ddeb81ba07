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
    /// There is no such record for this viewer.
    #[error("no such record")]
    NotFound,
    /// The viewer may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The store of files.
    #[error(transparent)]
    Blob(blob::Error),
}

impl Error {
    /// A single wrong field.
    pub(crate) fn field(field: &str, key: &'static str) -> Self {
        Self::Invalid(Problems::of(field, FieldProblem::new(key)))
    }

    /// Reads a refused insert: a word that is taken.
    pub(crate) fn taken(error: DbErr, field: &str, key: &'static str) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => Self::field(field, key),
            _ => Self::Db(error),
        }
    }

    /// Reads a refused delete: something hangs on it.
    pub(crate) fn in_use(error: DbErr, key: &'static str) -> Self {
        match error.sql_err() {
            Some(SqlErr::ForeignKeyConstraintViolation(_)) => Self::field("", key),
            _ => Self::Db(error),
        }
    }
}

impl From<Problems> for Error {
    fn from(problems: Problems) -> Self {
        Self::Invalid(problems)
    }
}

impl From<blob::Error> for Error {
    fn from(error: blob::Error) -> Self {
        match error.into_problems() {
            Ok(problems) => Self::Invalid(problems),
            Err(blob::Error::NotFound) => Self::NotFound,
            Err(blob::Error::Db(error)) => Self::Db(error),
            Err(other) => Self::Blob(other),
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
            Error::Stale => Self::Conflict("speakers-stale"),
            Error::NotFound => Self::NotFound,
            Error::Denied(denied) => Self::Denied(denied),
            Error::Blob(blob::Error::Misplaced(_)) => Self::Conflict("speakers-misplaced"),
            Error::Blob(blob::Error::BrokenOff) => Self::Unreadable,
            Error::Blob(other) => Self::internal(other),
        }
    }
}
