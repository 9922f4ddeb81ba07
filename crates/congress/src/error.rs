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
    /// Fields are right, but the name they claim belongs to another record.
    #[error("the name is taken")]
    Taken(Problems),
    /// Somebody else changed the record since it was read.
    #[error("the record was changed by somebody else")]
    Stale,
    /// Other records stand on this one.
    #[error("the record is in use")]
    InUse,
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

    /// Reads a refused insert or update: a double slug is the field's problem.
    pub(crate) fn slug_taken(error: DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => {
                Self::Taken(Problems::of("slug", FieldProblem::new("problem-taken")))
            }
            _ => Self::Db(error),
        }
    }

    /// Reads a refused removal: what others point at stays.
    pub(crate) fn in_use(error: DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::ForeignKeyConstraintViolation(_)) => Self::InUse,
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
