//! Sweeping: files that nobody holds, and files that never arrived.

use crate::{
    Blobs, Digest, Error, PartId,
    tables::{blob_row, holder_row, part_row},
};
use db::{Db, Tx, select};
use kernel::{Ctx, Timestamp};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait};

/// A file is held soon after it is kept; one that is older than this and held by
/// nobody never will be.
const UNHELD_MINUTES: i64 = 24 * 60;
/// Whoever was cut off may come back within this time.
const PART_MINUTES: i64 = 3 * 24 * 60;
/// As many are swept in one go.
const AT_ONCE: u64 = 500;

/// What was swept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Files that nobody held.
    pub files: usize,
    /// Files that never arrived.
    pub parts: usize,
}

impl Blobs {
    /// Removes what nobody needs. For the system, from time to time.
    ///
    /// # Errors
    /// The engine's and the store's.
    pub async fn sweep(&self, db: &Db, ctx: &Ctx) -> Result<Swept, Error> {
        let mut swept = Swept::default();
        for id in stale_parts(db, ctx).await? {
            self.give_up(db, ctx, id).await?;
            swept.parts += 1;
        }
        let before = ctx.now().plus_minutes(-UNHELD_MINUTES);
        for digest in unheld(db, ctx, before).await? {
            let _one_at_a_time = self.placing.lock().await;
            // Asked again: somebody may hold it by now, or have handed it in again.
            if strike_out(db, &digest, before).await? {
                self.store.remove(&digest).await?;
                swept.files += 1;
            }
        }
        Ok(swept)
    }
}

async fn stale_parts(db: &Db, ctx: &Ctx) -> Result<Vec<PartId>, Error> {
    let query = select::<part_row::Entity>(ctx)
        .filter(part_row::Column::TouchedAt.lt(ctx.now().plus_minutes(-PART_MINUTES)))
        .limit(AT_ONCE);
    Ok(query.all(db.read()).await?.into_iter().map(|row| row.id).collect())
}

#[expect(clippy::disallowed_methods, reason = "part of a condition; nobody reads it")]
fn held() -> sea_orm::sea_query::SelectStatement {
    holder_row::Entity::find().select_only().column(holder_row::Column::Digest).into_query()
}

async fn unheld(db: &Db, ctx: &Ctx, before: Timestamp) -> Result<Vec<Digest>, Error> {
    let query = select::<blob_row::Entity>(ctx)
        .filter(blob_row::Column::StoredAt.lt(before))
        .filter(blob_row::Column::Digest.not_in_subquery(held()))
        .limit(AT_ONCE);
    Ok(query.all(db.read()).await?.into_iter().map(|row| row.digest).collect())
}

async fn strike_out(db: &Db, digest: &Digest, before: Timestamp) -> Result<bool, Error> {
    db.write("blob.strike-out", |tx: Tx| async move {
        let delete = blob_row::Entity::delete_many()
            .filter(blob_row::Column::Digest.eq(digest.clone()))
            .filter(blob_row::Column::StoredAt.lt(before))
            .filter(blob_row::Column::Digest.not_in_subquery(held()));
        Ok(delete.exec(tx.conn()).await?.rows_affected == 1)
    })
    .await
}
