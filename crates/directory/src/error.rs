//! Why a verb of this crate did not happen.

web::verb_error! {
    /// Why nothing was stored.
    pub enum Error {
        /// Somebody else changed the record since it was read.
        #[error("the record was changed by somebody else")]
        Stale => web::Error::Conflict("problem-changed"),
    }
}
