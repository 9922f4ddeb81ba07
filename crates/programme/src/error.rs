//! Why a verb of this crate did not happen.

use crate::{rules::Conflict, session::Session, sign_up::Terms};
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
    /// Rules of the programme would be broken.
    #[error("the rules of the programme forbid it")]
    Blocked(Vec<Conflict>),
    /// Somebody else changed the session since it was read; this is what it is now.
    #[error("the session was changed by somebody else")]
    Stale(Box<Session>),
    /// Somebody else changed the terms of sign-up since they were read; this is
    /// what they are now.
    #[error("the terms of sign-up were changed by somebody else")]
    StaleTerms(Box<Terms>),
    /// Somebody else released meanwhile.
    #[error("another release was made meanwhile")]
    Released,
    /// The letters of the release have left; it cannot be taken back.
    #[error("the letters of the release have left")]
    LettersLeft,
    /// Two releases drew the same number; the loser tries again.
    #[error("two releases met")]
    Raced,
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

    /// Reads a refused insert of a release: a double number is a lost race.
    pub(crate) fn raced(error: DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => Self::Raced,
            _ => Self::Db(error),
        }
    }

    /// Reads a refused insert: a reference to nothing is the field's problem.
    pub(crate) fn unknown(error: DbErr, field: &str) -> Self {
        Self::unknown_as(error, field, "programme-problem-unknown")
    }

    /// As [`Error::unknown`], in other words.
    pub(crate) fn unknown_as(error: DbErr, field: &str, key: &'static str) -> Self {
        match error.sql_err() {
            Some(SqlErr::ForeignKeyConstraintViolation(_)) => Self::field(field, key),
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
        match self {
            Self::Db(error) => error.is_conflict(),
            Self::Raced => true,
            _ => false,
        }
    }
}

impl From<Error> for web::Error {
    fn from(error: Error) -> Self {
        match error {
            Error::Db(error) => Self::Database(error),
            Error::Invalid(problems) => Self::Invalid(problems),
            Error::Blocked(_) => Self::Conflict("programme-blocked"),
            Error::Stale(_) | Error::StaleTerms(_) => Self::Conflict("programme-stale"),
            Error::Released => Self::Conflict("programme-released-meanwhile"),
            Error::LettersLeft => Self::Conflict("programme-letters-left"),
            Error::Raced => Self::Conflict("programme-released-meanwhile"),
            Error::NotFound => Self::NotFound,
            Error::Denied(denied) => Self::Denied(denied),
        }
    }
}
