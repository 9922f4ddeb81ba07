//! Drafts in memory, for the pages that show all of one. What the viewer may know
//! of is asked of the database every time, by key and counter of changes; only the
//! sessions themselves, which are most of the bytes, are kept from the last time.

use crate::{
    rules::{self, Conflict},
    session::{Session, sessions, sessions_among},
    tables::session_row,
};
use congress::Edition;
use db::{Db, select};
use kernel::{Ctx, EditionId, SessionId};
use sea_orm::{ColumnTrait, DbErr, QueryFilter, QuerySelect};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// Drafts that are kept at a time; one of thousands of sessions takes a few megabytes.
const MOST: usize = 8;
/// When more than this has changed, everything is read in one query.
const MANY: usize = 400;

#[derive(Default)]
struct Kept {
    sessions: HashMap<SessionId, Arc<Session>>,
    /// What the rules found, and the state of the database in which they did.
    conflicts: Option<(u64, Arc<Vec<Conflict>>)>,
}

/// The drafts of this node. A clone is the same. An empty one of its own keeps nothing
/// and answers the same: good enough for the page that a refused form comes back with.
#[derive(Clone, Default)]
pub struct Drafts(Arc<Mutex<HashMap<EditionId, Kept>>>);

impl Drafts {
    /// As [`sessions`]: by start, those without one last, then by code.
    ///
    /// # Errors
    /// The engine's.
    pub async fn sessions(&self, db: &Db, ctx: &Ctx, edition: EditionId) -> Result<Vec<Arc<Session>>, DbErr> {
        let listed: Vec<(SessionId, i64)> = select::<session_row::Entity>(ctx)
            .filter(session_row::Column::Edition.eq(edition))
            .select_only()
            .columns([session_row::Column::Id, session_row::Column::Revision])
            .into_tuple()
            .all(db.read())
            .await?;
        let (mut all, missing) = self.known(edition, &listed);
        if !missing.is_empty() {
            // Whoever changed in between is as new as it gets, or gone.
            let fresh = if missing.len() > MANY {
                all.clear();
                sessions(db, ctx, edition).await?
            } else {
                sessions_among(db, ctx, edition, &missing).await?
            };
            let fresh: Vec<Arc<Session>> = fresh.into_iter().map(Arc::new).collect();
            self.of(edition, |kept| kept.sessions.extend(fresh.iter().map(|one| (one.id, one.clone()))));
            all.extend(fresh);
        }
        all.sort_by(|a, b| {
            let order = |one: &Session| (one.starts_at.is_none(), one.starts_at);
            order(a).cmp(&order(b)).then_with(|| a.code.cmp(&b.code))
        });
        Ok(all)
    }

    /// The kept ones of `listed`, and the keys of those that are not kept as they are now.
    fn known(&self, edition: EditionId, listed: &[(SessionId, i64)]) -> (Vec<Arc<Session>>, Vec<SessionId>) {
        self.of(edition, |kept| {
            let mut all = Vec::with_capacity(listed.len());
            let mut missing = Vec::new();
            for (id, revision) in listed {
                match kept.sessions.get(id).filter(|one| one.revision == *revision) {
                    Some(one) => all.push(one.clone()),
                    None => missing.push(*id),
                }
            }
            (all, missing)
        })
    }

    /// As [`rules::conflicts`]: without a query when nothing has changed since the last time.
    ///
    /// # Errors
    /// The engine's.
    pub async fn conflicts(&self, db: &Db, ctx: &Ctx, edition: &Edition) -> Result<Arc<Vec<Conflict>>, DbErr> {
        // Read before the rows: a change in between makes the answer too old, never too new.
        let generation = db.generation();
        let kept = self.of(edition.id, |kept| kept.conflicts.clone());
        if let Some((_, found)) = kept.filter(|(of, _)| *of == generation) {
            return Ok(found);
        }
        let found = Arc::new(rules::conflicts(db, ctx, edition).await?);
        self.of(edition.id, |kept| kept.conflicts = Some((generation, found.clone())));
        Ok(found)
    }

    fn of<T>(&self, edition: EditionId, act: impl FnOnce(&mut Kept) -> T) -> T {
        // Nothing that is done under this lock leaves a draft half kept.
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST && !all.contains_key(&edition) {
            all.clear();
        }
        act(all.entry(edition).or_default())
    }
}
