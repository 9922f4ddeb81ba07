//! The post of a mail server (RFC 5321).

use crate::{Post, PostError, Posted};
use anyhow::Context;
use async_trait::async_trait;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor, transport::smtp::Error};
use std::time::Duration;

/// No step of a delivery takes longer.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Answers that speak of us, not of the letter: authentication missing, too
/// weak or wrong. The letter waits until somebody mends the configuration.
const OUR_FAULT: [&str; 4] = ["530", "534", "535", "538"];

/// A mail server that takes our letters.
#[derive(Clone)]
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
}

impl Smtp {
    /// Reads `smtps://user:password@host:port` (TLS from the first byte) or
    /// `smtp://…?tls=required` (STARTTLS). Without `tls`, `smtp://` is not
    /// encrypted, for a server on this machine.
    ///
    /// # Errors
    /// When the address says nothing of the kind. The password is not in the error.
    pub fn new(url: &str) -> anyhow::Result<Self> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .context("the mail server's address must look like smtps://user:password@host:465")?
            .timeout(Some(TIMEOUT))
            .build();
        Ok(Self { transport })
    }

    /// Greets the server, signs in and leaves, for `convoke doctor`.
    ///
    /// # Errors
    /// What the server says.
    pub async fn greet(&self) -> anyhow::Result<()> {
        anyhow::ensure!(self.transport.test_connection().await?, "the mail server does not answer");
        Ok(())
    }
}

#[async_trait]
impl Post for Smtp {
    async fn post(&self, message: &Message) -> Result<Posted, PostError> {
        match self.transport.send(message.clone()).await {
            Ok(_) => Ok(Posted::Away),
            Err(error) if is_final(&error) => Err(PostError::Refused(told(&error))),
            Err(error) => Err(PostError::Later(told(&error))),
        }
    }
}

fn is_final(error: &Error) -> bool {
    error.is_permanent() && !error.status().is_some_and(|code| OUR_FAULT.contains(&code.to_string().as_str()))
}

/// lettre keeps what the server said in the source of the error.
fn told(error: &Error) -> String {
    match std::error::Error::source(error) {
        Some(source) => format!("{error}: {source}"),
        None => error.to_string(),
    }
}
