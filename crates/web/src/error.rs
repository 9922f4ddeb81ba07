//! What a handler may fail with. The answer is made where the reader's language
//! is known (see [`crate::server`]); here is only what happened.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use kernel::{Denied, Problems};
use sea_orm::DbErr;
use std::sync::Arc;

/// The result of a handler or of a verb of a domain.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why there is no ordinary answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is nothing here, or nothing that this viewer may know of. The two
    /// are one answer, to the byte.
    #[error("not found")]
    NotFound,
    /// The viewer may not do this.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Fields are wrong. Handlers of forms show the form again; this is the
    /// answer where there is no form.
    #[error("the submission has problems")]
    Invalid(Problems),
    /// Somebody else was faster; the id of a message says what happened.
    #[error("conflict: {0}")]
    Conflict(&'static str),
    /// The token that was shown is unknown, revoked or over.
    #[error("the token is refused")]
    TokenRefused,
    /// Too often, too fast.
    #[error("too many requests")]
    TooMany,
    /// The body is larger than anything this page takes.
    #[error("the body is too large")]
    TooLarge,
    /// The body is not what its type says.
    #[error("the body cannot be read")]
    Unreadable,
    /// The database failed.
    #[error("database: {0}")]
    Database(#[from] DbErr),
    /// A mistake of ours.
    #[error("{0:#}")]
    Internal(String),
}

impl Error {
    /// A mistake of ours, with what is known about it.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        Self::Internal(cause.to_string())
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        match self {
            // A viewer without the role learns no more than a stranger does.
            Self::NotFound | Self::Denied(Denied::Lacking(_)) => StatusCode::NOT_FOUND,
            Self::Denied(Denied::NotSignedIn) | Self::TokenRefused => StatusCode::UNAUTHORIZED,
            Self::Denied(Denied::SecondFactorMissing) => StatusCode::FORBIDDEN,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::Database(_) | Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl From<Problems> for Error {
    fn from(problems: Problems) -> Self {
        Self::Invalid(problems)
    }
}

impl From<askama::Error> for Error {
    fn from(error: askama::Error) -> Self {
        Self::internal(error)
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::internal(error)
    }
}

impl db::AsConflict for Error {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Database(error) if db::AsConflict::is_conflict(error))
    }
}

/// An error on its way to the place that words it.
#[derive(Clone)]
pub(crate) struct Unworded(pub(crate) Arc<Error>);

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        if response.status() == StatusCode::INTERNAL_SERVER_ERROR {
            tracing::error!(error = %self, "a request failed: {self}");
        }
        response.extensions_mut().insert(Unworded(Arc::new(self)));
        response
    }
}
