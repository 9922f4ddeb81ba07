//! Why a verb of this crate did not happen.

use sea_orm::{DbErr, SqlErr};

web::verb_error! {
    /// Why nothing was stored.
    pub enum Error {
        /// Somebody else changed the record since it was read.
        #[error("the record was changed by somebody else")]
        Stale => web::Error::Conflict("speakers-stale"),
        /// The store of files.
        #[error("{0}")]
        Blob(blob::Error) => of_files,
    }
}

/// What the store of files cannot do, as an answer.
fn of_files(error: blob::Error) -> web::Error {
    match error {
        blob::Error::Misplaced(_) => web::Error::Conflict("speakers-misplaced"),
        blob::Error::BrokenOff => web::Error::Unreadable,
        other => web::Error::internal(other),
    }
}

impl Error {
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

impl From<directory::Error> for Error {
    fn from(error: directory::Error) -> Self {
        match error {
            directory::Error::Db(error) => Self::Db(error),
            directory::Error::Invalid(problems) => Self::Invalid(problems),
            directory::Error::Denied(denied) => Self::Denied(denied),
            directory::Error::Stale => Self::Stale,
            _ => Self::NotFound,
        }
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
