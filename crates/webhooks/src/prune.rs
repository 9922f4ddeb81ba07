//! The log does not grow for ever.

use crate::{
    delivery::DeliveryState,
    tables::{attempt_row, delivery_row},
};
use db::{Db, Tx, select};
use jobs::{Handle, Job};
use kernel::{Ctx, Viewer};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};

/// How long the log tells of a delivery.
const KEPT_DAYS: i64 = 30;
/// Deliveries that one transaction forgets.
const CHUNK: u64 = 400;

/// Forgets what has long been delivered or given up.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Prune {}

impl Job for Prune {
    const NAME: &'static str = "webhooks.prune";
}

/// Does it.
pub(crate) struct Pruner;

#[async_trait::async_trait]
impl Handle<Prune> for Pruner {
    async fn run(&self, db: &Db, ctx: &Ctx, _: Prune) -> anyhow::Result<()> {
        let everything = &ctx.seen_by(Viewer::system());
        while forget(db, everything).await? == CHUNK {}
        Ok(())
    }
}

/// Forgets some, and says how many.
async fn forget(db: &Db, everything: &Ctx) -> Result<u64, DbErr> {
    use delivery_row::{Column, Entity};
    let long_ago = everything.now().plus_minutes(-KEPT_DAYS * 24 * 60);
    db.write("webhook.prune", |tx: Tx| async move {
        let over = select::<Entity>(everything)
            .filter(Column::State.ne(DeliveryState::Waiting))
            .filter(Column::BegunAt.lt(long_ago))
            .order_by_asc(Column::BegunAt)
            .limit(CHUNK)
            .all(tx.conn())
            .await?;
        let ids: Vec<_> = over.iter().map(|row| row.id).collect();
        let attempts = attempt_row::Entity::delete_many();
        attempts.filter(attempt_row::Column::Delivery.is_in(ids.iter().copied())).exec(tx.conn()).await?;
        let deleted = Entity::delete_many().filter(Column::Id.is_in(ids)).exec(tx.conn()).await?;
        Ok(deleted.rows_affected)
    })
    .await
}
