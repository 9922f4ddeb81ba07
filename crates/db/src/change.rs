//! The change feed: what other nodes must forget.
//!
//! A change is written in the transaction that makes it. Nodes poll for rows
//! they have not seen; because transactions commit in another order than they
//! begin, a node looks back over a window rather than past a highest number.

use crate::{Db, Tx, Visible, select, system_only};
use kernel::{Ctx, EditionId, Timestamp};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, DbErr, EntityTrait, QueryFilter, QueryOrder};
use std::{collections::BTreeMap, sync::atomic::Ordering, time::Duration};

/// No transaction lives longer than this between writing a change and committing it.
const WINDOW_SECONDS: i64 = 60;
/// How long changes are kept.
const KEEP_SECONDS: i64 = 24 * 3600;

pub(crate) mod change_row {
    use kernel::{EditionId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "change")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub at: Timestamp,
        pub domain: String,
        pub edition: Option<EditionId>,
        pub subject: Uuid,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

impl Visible for change_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        system_only(ctx)
    }
}

/// Something that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The domain that owns the record: `programme`.
    pub domain: String,
    /// The edition it belongs to.
    pub edition: Option<EditionId>,
    /// The record.
    pub subject: uuid::Uuid,
}

impl Tx {
    /// Tells all nodes that a record changed, once this transaction commits.
    ///
    /// # Errors
    /// The engine's.
    pub async fn change(
        &self,
        domain: &str,
        edition: Option<EditionId>,
        subject: impl Into<uuid::Uuid>,
    ) -> Result<(), DbErr> {
        let ctx = self.system();
        let row = change_row::ActiveModel {
            id: Set(ctx.new_id()),
            at: Set(ctx.now()),
            domain: Set(domain.to_owned()),
            edition: Set(edition),
            subject: Set(subject.into()),
        };
        change_row::Entity::insert(row).exec_without_returning(self.conn()).await?;
        self.mark_changed();
        Ok(())
    }
}

/// One node's place in the feed.
#[derive(Default)]
pub struct ChangeFeed {
    seen: BTreeMap<uuid::Uuid, Timestamp>,
}

impl ChangeFeed {
    /// A feed that begins now: what is already there is taken as seen.
    ///
    /// # Errors
    /// The engine's.
    pub async fn from_now(db: &Db) -> Result<Self, DbErr> {
        let mut feed = Self::default();
        feed.poll(db).await?;
        Ok(feed)
    }

    /// The changes that this node has not seen yet, oldest first.
    ///
    /// # Errors
    /// The engine's; nothing is lost, the next poll brings it.
    pub async fn poll(&mut self, db: &Db) -> Result<Vec<Change>, DbErr> {
        let ctx = db.system();
        let horizon = ctx.now().plus_seconds(-WINDOW_SECONDS);
        let rows = select::<change_row::Entity>(&ctx)
            .filter(change_row::Column::At.gte(horizon))
            .order_by_asc(change_row::Column::At)
            .all(db.read())
            .await?;
        self.seen.retain(|_, at| *at >= horizon);
        let mut fresh = Vec::new();
        for row in rows {
            if self.seen.insert(row.id, row.at).is_none() {
                fresh.push(Change { domain: row.domain, edition: row.edition, subject: row.subject });
            }
        }
        Ok(fresh)
    }

    /// Waits for a write on this node, or for `pause`.
    pub async fn wait(db: &Db, pause: Duration) {
        tokio::select! {
            () = db.inner.written.notified() => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
}

impl Db {
    /// A number that grows with every change this node knows of: at once for
    /// its own, with the next poll for those of others. What was built under
    /// an older number may be stale.
    pub fn generation(&self) -> u64 {
        self.inner.generation.load(Ordering::Acquire)
    }

    /// Counts a change that this node has learned of.
    pub fn note_change(&self) {
        self.inner.generation.fetch_add(1, Ordering::AcqRel);
    }

    /// Completes with the next write of this node. Writes count from the call
    /// on, not from the first poll: ask for it, look, then wait, and nothing
    /// falls between looking and waiting.
    pub fn written(&self) -> impl Future<Output = ()> + Send + '_ {
        self.inner.written.notified()
    }

    /// Removes changes that every node has long seen.
    ///
    /// # Errors
    /// The engine's.
    pub async fn prune_changes(&self) -> Result<(), DbErr> {
        let horizon = self.system().now().plus_seconds(-KEEP_SECONDS);
        self.write("change.prune", |tx| async move {
            change_row::Entity::delete_many()
                .filter(change_row::Column::At.lt(horizon))
                .exec(tx.conn())
                .await
                .map(|_| ())
        })
        .await
    }
}
