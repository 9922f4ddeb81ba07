//! Drafts in memory, for the pages that show all of one. Sessions are kept by key and
//! counter of changes. Which of them a viewer may know of is the database's to say: its
//! answer is kept under the very query, which holds the viewer, and only until this node
//! learns of a change to anything.

use crate::{
    rules::{self, Conflict},
    session::{Session, sessions, sessions_among},
    tables::session_row,
};
use congress::Edition;
use db::{Db, select};
use kernel::{Ctx, EditionId, SessionId};
use sea_orm::{ColumnTrait, DbErr, QueryFilter, QuerySelect, QueryTrait};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// Drafts that are kept at a time; one of thousands of sessions takes a few megabytes.
const MOST: usize = 8;
/// When more than this has changed, everything is read in one query.
const MANY: usize = 400;

/// Answers that are kept at a time: as many as there are kinds of viewers at work.
const MOST_LISTS: usize = 64;

type List = Arc<[Arc<Session>]>;

#[derive(Default)]
struct Kept {
    sessions: HashMap<SessionId, Arc<Session>>,
    /// What was answered to a query, in the state of the database in which it was asked.
    lists: (u64, HashMap<String, List>),
    /// What the rules found, and the state of the database in which they did.
    conflicts: Option<(u64, Arc<Vec<Conflict>>)>,
}

impl Kept {
    fn list(&self, generation: u64, asked: &str) -> Option<List> {
        let (of, lists) = &self.lists;
        if *of == generation { lists.get(asked).cloned() } else { None }
    }

    fn keep(&mut self, generation: u64, asked: String, list: List) {
        let (of, lists) = &mut self.lists;
        // Whoever was slow has an older answer than those that are kept.
        if generation < *of {
            return;
        }
        if *of < generation || lists.len() >= MOST_LISTS {
            lists.clear();
        }
        *of = generation;
        lists.insert(asked, list);
    }
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
    pub async fn sessions(&self, db: &Db, ctx: &Ctx, edition: EditionId) -> Result<List, DbErr> {
        let query = select::<session_row::Entity>(ctx)
            .filter(session_row::Column::Edition.eq(edition))
            .select_only()
            .columns([session_row::Column::Id, session_row::Column::Revision]);
        let asked = query.build(db.read().get_database_backend()).to_string();
        // Read before the rows: a change in between makes the answer too old, never too new.
        let generation = db.generation();
        if let Some(list) = self.of(edition, |kept| kept.list(generation, &asked)) {
            return Ok(list);
        }
        let listed: Vec<(SessionId, i64)> = query.into_tuple().all(db.read()).await?;
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
        let list: List = all.into();
        self.of(edition, |kept| kept.keep(generation, asked, list.clone()));
        Ok(list)
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
