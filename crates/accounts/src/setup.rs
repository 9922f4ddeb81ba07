//! What the composition root hands to this crate: it stands below the editions
//! and knows them through a trait only.

use crate::own_data::OwnData;
use kernel::{EditionId, Zone};
use std::sync::Arc;
use ui::EditionHeader;
use web::Cx;

/// An edition, as far as roles need to know it.
#[derive(Clone, Debug)]
pub struct EditionPlace {
    /// Its key.
    pub id: EditionId,
    /// The header of its pages.
    pub header: EditionHeader,
    /// In whose days a role ends.
    pub zone: Zone,
}

/// Finds editions; the crate `congress` does.
#[async_trait::async_trait]
pub trait Editions: Send + Sync {
    /// The edition with this slug, if the viewer may know of it.
    ///
    /// # Errors
    /// [`web::Error::NotFound`].
    async fn by_slug(&self, cx: &Cx, slug: &str) -> web::Result<EditionPlace>;

    /// The edition with this key, if the viewer may know of it.
    ///
    /// # Errors
    /// The engine's.
    async fn by_id(&self, cx: &Cx, id: EditionId) -> web::Result<Option<EditionPlace>>;
}

/// What this crate is given.
#[derive(Clone)]
pub struct Setup {
    /// Finds editions.
    pub editions: Arc<dyn Editions>,
    /// What other domains know about the owner of an account.
    pub own_data: Vec<Arc<dyn OwnData>>,
}

impl Setup {
    /// With editions, and no other domain that knows people.
    pub fn new(editions: Arc<dyn Editions>) -> Self {
        Self { editions, own_data: Vec::new() }
    }

    /// Adds a domain's share to exports and erasures.
    #[must_use]
    pub fn with_own_data(mut self, part: Arc<dyn OwnData>) -> Self {
        self.own_data.push(part);
        self
    }
}
