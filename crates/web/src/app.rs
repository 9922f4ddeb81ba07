//! What lives as long as the process.

use crate::{MenuEntry, cache::PageCache};
use db::Db;
use kernel::{Clock, Ctx, Entropy, Locale, Timestamp, Viewer};
use std::sync::Arc;

/// How this house is reached and what is switched on.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Scheme and host as people type them, without a slash at the end.
    pub origin: String,
    /// The demonstration: mail is shown instead of sent, local links work.
    pub demonstration: bool,
    /// Finished public pages are kept. Off only to measure.
    pub page_cache: bool,
}

impl Settings {
    /// The house is reached by https.
    pub fn is_https(&self) -> bool {
        self.origin.starts_with("https://")
    }
}

/// Somebody recognised by a cookie.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// For queries.
    pub viewer: Viewer,
    /// For the corner of the page.
    pub name: String,
}

/// Recognises the bearer of a session cookie; the crate `accounts` does.
#[async_trait::async_trait]
pub trait SignIn: Send + Sync {
    /// Who holds `token` at `now`; `None` when it is unknown or over.
    async fn recognise(&self, db: &Db, token: &str, now: Timestamp) -> Result<Option<SignedIn>, sea_orm::DbErr>;

    /// For whom `token` speaks, sent as `Authorization: Bearer …`; `None` when it
    /// is unknown, revoked or over.
    async fn recognise_bearer(
        &self,
        _db: &Db,
        _token: &str,
        _now: Timestamp,
    ) -> Result<Option<SignedIn>, sea_orm::DbErr> {
        Ok(None)
    }
}

/// A house without accounts: everybody is a stranger.
pub struct NoSignIn;

#[async_trait::async_trait]
impl SignIn for NoSignIn {
    async fn recognise(&self, _: &Db, _: &str, _: Timestamp) -> Result<Option<SignedIn>, sea_orm::DbErr> {
        Ok(None)
    }
}

/// The running house. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    db: Db,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    settings: Settings,
    sign_in: Box<dyn SignIn>,
    menu: Vec<MenuEntry>,
    cache: PageCache,
    closing: tokio::sync::watch::Sender<bool>,
}

impl App {
    /// Puts the parts together.
    pub fn new(
        db: Db,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
        settings: Settings,
        sign_in: Box<dyn SignIn>,
        mut menu: Vec<MenuEntry>,
    ) -> Self {
        menu.sort_by_key(|entry| entry.order);
        let cache = PageCache::new(settings.page_cache);
        let closing = tokio::sync::watch::Sender::new(false);
        Self(Arc::new(Inner { db, clock, entropy, settings, sign_in, menu, cache, closing }))
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.0.db
    }

    /// How this house is reached.
    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }

    /// Finished public pages.
    pub fn cache(&self) -> &PageCache {
        &self.0.cache
    }

    pub(crate) fn menu(&self) -> &[MenuEntry] {
        &self.0.menu
    }

    pub(crate) fn sign_in(&self) -> &dyn SignIn {
        &*self.0.sign_in
    }

    /// The house closes: answers that go on for ever end now.
    pub fn close(&self) {
        self.0.closing.send_replace(true);
    }

    /// Completes when the house closes. An answer that would go on for ever
    /// waits for it, so that the house can stop.
    pub fn closing(&self) -> impl Future<Output = ()> + Send + use<> {
        let mut closing = self.0.closing.subscribe();
        async move {
            // A house that is gone has closed too.
            let _ = closing.wait_for(|closing| *closing).await;
        }
    }

    /// The present, for the start of a request.
    pub fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// A context for `viewer`, now.
    pub fn ctx(&self, viewer: Viewer, locale: Locale) -> Ctx {
        Ctx::new(viewer, locale, self.now(), self.0.entropy.clone())
    }
}
