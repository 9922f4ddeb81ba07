//! Why a verb of this crate did not happen.

web::verb_error! {
    /// Why nothing was stored.
    pub enum Error {
        /// Somebody else pressed or wrote since the page was made.
        #[error("somebody else was faster")]
        Stale => web::Error::Conflict("onsite-stale"),
    }
}
