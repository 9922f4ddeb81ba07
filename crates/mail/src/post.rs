//! Who carries letters away.

use async_trait::async_trait;
use lettre::Message;

/// Where a letter is, once the post has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Posted {
    /// With a mail server. Its content is removed here.
    Away,
    /// Still here, to be shown.
    Kept,
}

/// Why a letter was not taken.
#[derive(Debug, thiserror::Error)]
pub enum PostError {
    /// It will never be: no such mailbox, content refused.
    #[error("refused: {0}")]
    Refused(String),
    /// It may be later: the server is away, busy or not configured well.
    #[error("not now: {0}")]
    Later(String),
}

/// Carries letters away.
#[async_trait]
pub trait Post: Send + Sync + 'static {
    /// Hands a message over. `Ok` means that the far end answers for it.
    ///
    /// # Errors
    /// See [`PostError`].
    async fn post(&self, message: &Message) -> Result<Posted, PostError>;
}

/// Carries nothing anywhere: letters stay in the table, where the demonstration's
/// outbox page shows them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Outbox;

#[async_trait]
impl Post for Outbox {
    async fn post(&self, _: &Message) -> Result<Posted, PostError> {
        Ok(Posted::Kept)
    }
}

/// No mail server is named: letters wait, and are tried again with growing
/// pauses like those for a server that is away. Nothing passes for sent.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nowhere;

#[async_trait]
impl Post for Nowhere {
    async fn post(&self, _: &Message) -> Result<Posted, PostError> {
        Err(PostError::Later("no mail server is named: the configuration has no [mail]".to_owned()))
    }
}
