//! What other domains put on the public page of a session: files to take away.

use crate::view::SessionView;
use congress::Edition;
use kernel::SessionId;
use std::sync::Arc;
use web::Cx;

/// Something to take away from a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Material {
    /// What it is called.
    pub name: String,
    /// By whom, as this reader may know; may be empty.
    pub by: String,
    /// What to know before fetching it: `PDF, 3.4 MB`.
    pub about: String,
    /// Its address, with language.
    pub href: String,
}

/// A domain that has something to take away from sessions.
#[async_trait::async_trait]
pub trait MaterialSource: Send + Sync {
    /// What this reader may take away from a session that they may know of. For a
    /// stranger it must follow from what is stored alone: the page is kept until
    /// anything changes.
    ///
    /// # Errors
    /// Those of its queries.
    async fn materials(&self, cx: &Cx, edition: &Edition, session: SessionId) -> web::Result<Vec<Material>>;
}

/// All such domains.
#[derive(Clone, Default)]
pub struct Materials(pub Vec<Arc<dyn MaterialSource>>);

impl Materials {
    /// What this reader may take away; nothing from what does not take place.
    pub(crate) async fn of(&self, cx: &Cx, edition: &Edition, session: &SessionView) -> web::Result<Vec<Material>> {
        let mut all = Vec::new();
        for source in self.0.iter().filter(|_| !session.cancelled) {
            all.extend(source.materials(cx, edition, session.id).await?);
        }
        Ok(all)
    }
}
