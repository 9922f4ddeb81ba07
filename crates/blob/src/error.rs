//! Why a file was not taken.

use crate::Digest;
use db::AsConflict;
use kernel::{FieldProblem, Problems};
use sea_orm::DbErr;

/// Why a file was not taken or not found.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// What is wrong with the file, for the field `file`.
    #[error("the file is refused: {}", .0.key)]
    Refused(FieldProblem),
    /// The piece does not begin where the last one ended; this much is there.
    #[error("the piece does not begin at {0}")]
    Misplaced(u64),
    /// There is no such file, or none of this viewer's.
    #[error("no such file")]
    NotFound,
    /// A file that is written down is not in the store.
    #[error("the file {0} is not there")]
    Lost(Digest),
    /// The content of a file is not what its name says.
    #[error("the file {0} is damaged")]
    Damaged(Digest),
    /// The sender broke off; what came is kept.
    #[error("the sender broke off")]
    BrokenOff,
    /// The engine refused.
    #[error("the database: {0}")]
    Db(#[from] DbErr),
    /// The store failed.
    #[error("the store of files: {0}")]
    Store(#[from] std::io::Error),
}

impl Error {
    pub(crate) fn refused(key: &'static str) -> Self {
        Self::Refused(FieldProblem::new(key))
    }

    /// What a form says at its field `file`, when the file is to blame.
    ///
    /// # Errors
    /// Every error that no other file would help against.
    pub fn into_problems(self) -> Result<Problems, Self> {
        match self {
            Self::Refused(problem) => Ok(Problems::of("file", problem)),
            other => Err(other),
        }
    }
}

impl AsConflict for Error {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Db(error) if error.is_conflict())
    }
}
