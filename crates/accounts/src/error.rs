//! Why a verb of this crate did not happen.

web::verb_error! {
    /// Why nothing was stored.
    pub enum Error {
        /// Too often, too fast.
        #[error("too many tries")]
        TooMany => web::Error::TooMany,
        /// A stored value cannot be read, or a library refused what we gave it.
        #[error("{0}")]
        Broken(String) => web::Error::Internal,
    }
}

impl Error {
    /// Something that only a mistake of ours explains.
    pub(crate) fn broken(cause: impl std::fmt::Display) -> Self {
        Self::Broken(cause.to_string())
    }
}
