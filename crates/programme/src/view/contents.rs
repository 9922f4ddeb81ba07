//! What releases hold, read once. A release never changes, so what was parsed
//! of it stays true; who may know of which session is asked anew every time.

use crate::{
    release::{Content, Released, released},
    tables::released_row,
};
use db::{Db, select};
use kernel::{Ctx, ReleaseId, SessionId, Viewer, Visibility};
use sea_orm::{ColumnTrait, DbErr, QueryFilter, QueryOrder, QuerySelect};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// Releases whose contents are kept: the latest of as many editions.
const MOST: usize = 4;

type Whole = Arc<HashMap<SessionId, Content>>;

/// The contents of a few releases, by session.
#[derive(Default)]
pub(super) struct Contents(Mutex<HashMap<ReleaseId, Whole>>);

impl Contents {
    /// As [`released`]: the sessions of a release that the viewer of `ctx` may
    /// know of, by key.
    pub(super) async fn released(&self, db: &Db, ctx: &Ctx, release: ReleaseId) -> Result<Vec<Released>, DbErr> {
        let known: Vec<(SessionId, Visibility, i32)> = select::<released_row::Entity>(ctx)
            .filter(released_row::Column::Release.eq(release))
            .order_by_asc(released_row::Column::Session)
            .select_only()
            .columns([released_row::Column::Session, released_row::Column::Visibility, released_row::Column::Sequence])
            .into_tuple()
            .all(db.read())
            .await?;
        let whole = self.whole(db, ctx, release).await?;
        Ok(known
            .into_iter()
            .filter_map(|(session, visibility, sequence)| {
                let content = whole.get(&session)?.clone();
                Some(Released { session, visibility, sequence, content })
            })
            .collect())
    }

    /// There is nothing in the release, whoever looks.
    pub(super) async fn is_empty(&self, db: &Db, ctx: &Ctx, release: ReleaseId) -> Result<bool, DbErr> {
        Ok(self.whole(db, ctx, release).await?.is_empty())
    }

    /// Everything in a release, for nobody in particular: it leaves this type
    /// only by the keys that a viewer may know of.
    async fn whole(&self, db: &Db, ctx: &Ctx, release: ReleaseId) -> Result<Whole, DbErr> {
        let kept = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(whole) = kept().get(&release) {
            return Ok(whole.clone());
        }
        let all = released(db.read(), &ctx.seen_by(Viewer::system()), release).await?;
        let whole: Whole = Arc::new(all.into_iter().map(|one| (one.session, one.content)).collect());
        let mut kept = kept();
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(release, whole.clone());
        Ok(whole)
    }
}
