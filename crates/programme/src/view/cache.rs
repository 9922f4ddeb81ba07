//! Views are kept until anything changes: a view is good as long as the
//! generation of the database is the one under which it was built.

use super::{ProgrammeView, build::build, contents::Contents};
use crate::live::LiveSource;
use db::Db;
use kernel::{AccountId, Audience, Ctx, Locale, PersonId, Reach};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};
use web::Cx;

/// Views of signed-in viewers that are kept at once; each is theirs alone.
const MOST_PERSONAL: usize = 12;

/// For whom a view is. Two strangers read the same; an account reads more with
/// the person behind it than without (as the calendar of its stars does), and
/// less through a token.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    edition: String,
    account: Option<AccountId>,
    person: Option<PersonId>,
    reach: Option<Reach>,
    locale: Locale,
}

impl Key {
    fn new(ctx: &Ctx, edition: &str) -> Self {
        let viewer = ctx.viewer();
        Self {
            edition: edition.to_owned(),
            account: viewer.account_id(),
            person: viewer.person_id(),
            reach: viewer.reach().cloned(),
            locale: ctx.locale(),
        }
    }
}

struct Kept {
    generation: u64,
    audience: Audience,
    view: Arc<ProgrammeView>,
}

#[derive(Default)]
struct Inner {
    kept: Mutex<HashMap<Key, Kept>>,
    contents: Contents,
    live: Option<Arc<dyn LiveSource>>,
    // One builder at a time: after a change, a hundred waiting requests need one view.
    building: tokio::sync::Mutex<()>,
}

/// The views of this node. A clone is the same.
#[derive(Clone, Default)]
pub struct Views(Arc<Inner>);

impl Views {
    /// No views yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// No views yet; what happens on the day comes from `live`.
    pub fn with_live(live: Arc<dyn LiveSource>) -> Self {
        Self(Arc::new(Inner { live: Some(live), ..Inner::default() }))
    }

    /// The programme of an edition as the viewer of this request may read it.
    /// Without a query when nothing has changed since the last time.
    ///
    /// # Errors
    /// [`web::Error::NotFound`] when the viewer may not know of the edition.
    pub async fn view(&self, cx: &Cx, edition: &str) -> web::Result<Arc<ProgrammeView>> {
        self.view_for(cx.db(), cx.ctx(), edition).await
    }

    /// As [`Views::view`], outside a request.
    ///
    /// # Errors
    /// [`web::Error::NotFound`] when the viewer may not know of the edition.
    pub async fn view_for(&self, db: &Db, ctx: &Ctx, edition: &str) -> web::Result<Arc<ProgrammeView>> {
        let key = Key::new(ctx, edition);
        if let Some(view) = self.kept(db, ctx, &key) {
            return Ok(view);
        }
        let _turn = self.0.building.lock().await;
        if let Some(view) = self.kept(db, ctx, &key) {
            return Ok(view);
        }
        // Read before the rows: a change in between makes the view too old, never too new.
        let generation = db.generation();
        let edition = congress::edition_by_slug(db, ctx, edition).await?.ok_or(web::Error::NotFound)?;
        let audience = ctx.viewer().audience(edition.id, ctx.now());
        let view = Arc::new(build(&self.0.contents, self.0.live.as_deref(), db, ctx, edition).await?);
        // Convoke itself sees everything, which nobody else must be handed.
        if !ctx.viewer().is_system() {
            self.keep(key, Kept { generation, audience, view: view.clone() });
        }
        Ok(view)
    }

    fn kept(&self, db: &Db, ctx: &Ctx, key: &Key) -> Option<Arc<ProgrammeView>> {
        if ctx.viewer().is_system() {
            return None;
        }
        let kept = self.0.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.get(key).filter(|found| found.generation == db.generation())?;
        // A role that ends by itself changes no row.
        let audience = ctx.viewer().audience(found.view.edition.id, ctx.now());
        (audience == found.audience).then(|| found.view.clone())
    }

    fn keep(&self, key: Key, fresh: Kept) {
        let mut kept = self.0.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let generation = fresh.generation;
        kept.retain(|_, old| old.generation == generation);
        let personal = kept.keys().filter(|key| key.account.is_some()).count();
        if key.account.is_some() && personal >= MOST_PERSONAL {
            kept.retain(|key, _| key.account.is_none());
        }
        kept.insert(key, fresh);
    }
}
