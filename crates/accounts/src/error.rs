//! Why a verb of this crate did not happen.

use db::AsConflict;
use kernel::{Denied, FieldProblem, Problems};
use sea_orm::DbErr;

/// Why nothing was stored.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The engine refused.
    #[error("the database: {0}")]
    Db(#[from] DbErr),
    /// Fields are wrong, each for its own reason.
    #[error("the input is not valid")]
    Invalid(Problems),
    /// There is no such record for this viewer.
    #[error("no such record")]
    NotFound,
    /// The viewer may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Too often, too fast.
    #[error("too many tries")]
    TooMany,
    /// A stored value cannot be read, or a library refused what we gave it.
    #[error("{0}")]
    Broken(String),
}

impl Error {
    /// A single wrong field.
    pub(crate) fn field(field: &str, key: &'static str) -> Self {
        Self::Invalid(Problems::of(field, FieldProblem::new(key)))
    }

    /// Something that only a mistake of ours explains.
    pub(crate) fn broken(cause: impl std::fmt::Display) -> Self {
        Self::Broken(cause.to_string())
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
            Error::NotFound => Self::NotFound,
            Error::Denied(denied) => Self::Denied(denied),
            Error::TooMany => Self::TooMany,
            Error::Broken(cause) => Self::Internal(cause),
        }
    }
}
