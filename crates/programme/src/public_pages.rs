//! Which public pages other domains have in an edition, for the map that search
//! engines read.

use congress::Edition;
use db::Db;
use kernel::Ctx;
use std::sync::Arc;

/// A domain with public pages of its own.
#[async_trait::async_trait]
pub trait PublicPageSource: Send + Sync {
    /// The paths of its pages below the edition, as this viewer, a stranger, may know
    /// of them: `/calls/sessions`. They must follow from what is stored alone: the
    /// map is kept until anything changes.
    ///
    /// # Errors
    /// Those of its queries.
    async fn public_pages(&self, db: &Db, ctx: &Ctx, edition: &Edition) -> web::Result<Vec<String>>;
}

/// All such domains.
#[derive(Clone, Default)]
pub struct PublicPages(pub Vec<Arc<dyn PublicPageSource>>);

impl PublicPages {
    pub(crate) async fn of(&self, db: &Db, ctx: &Ctx, edition: &Edition) -> web::Result<Vec<String>> {
        let mut all = Vec::new();
        for source in &self.0 {
            all.extend(source.public_pages(db, ctx, edition).await?);
        }
        Ok(all)
    }
}
