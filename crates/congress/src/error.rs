//! Why a verb of this crate did not happen.

use kernel::{FieldProblem, Problems};
use sea_orm::{DbErr, SqlErr};

web::verb_error! {
    /// Why nothing was stored.
    pub enum Error {
        /// Fields are right, but the name they claim belongs to another record.
        #[error("the name is taken")]
        Taken(Problems) => |_| web::Error::Conflict("problem-taken"),
        /// Somebody else changed the record since it was read.
        #[error("the record was changed by somebody else")]
        Stale => web::Error::Conflict("congress-stale"),
        /// Other records stand on this one.
        #[error("the record is in use")]
        InUse => web::Error::Conflict("congress-in-use"),
    }
}

impl Error {
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
