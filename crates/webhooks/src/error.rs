//! Why a verb of this crate did not happen.

use sea_orm::{DbErr, SqlErr};

web::verb_error! {
    /// Why nothing was stored.
    pub enum Error {
        /// Nothing is sent to it now.
        #[error("the webhook is not active")]
        Inactive => web::Error::Conflict("webhooks-inactive"),
    }
}

impl Error {
    /// Reads a refused insert: the address is there already.
    pub(crate) fn taken(error: DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => Self::field("address", "webhooks-problem-taken"),
            _ => Self::Db(error),
        }
    }
}
