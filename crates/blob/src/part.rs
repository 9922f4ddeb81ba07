//! A file on its way. What has arrived is written down piece by piece, so that
//! whoever is cut off goes on where it broke.

use crate::{Blobs, Error, LIMIT, tables::part_row};
use db::{Db, Tx, select};
use kernel::{Ctx, FieldProblem};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, sea_query::Expr};

kernel::id! {
    /// A file on its way.
    pub struct PartId;
}

/// As many files somebody may have on the way at once.
const MOST: u64 = 20;

/// How far a file has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its key.
    pub id: PartId,
    /// Its length, where the sender could say it.
    pub expected: Option<u64>,
    /// How many of its first bytes are there.
    pub arrived: u64,
}

impl Part {
    /// All of it is there, as far as anybody knows how much it is.
    pub fn is_whole(&self) -> bool {
        self.expected.is_none_or(|expected| expected == self.arrived)
    }

    /// The most that may still come.
    pub(crate) fn room(&self) -> u64 {
        self.expected.unwrap_or(LIMIT).min(LIMIT).saturating_sub(self.arrived)
    }
}

impl From<part_row::Model> for Part {
    fn from(row: part_row::Model) -> Self {
        let unsigned = |n: i64| u64::try_from(n).unwrap_or(0);
        Self { id: row.id, expected: row.expected.map(unsigned), arrived: unsigned(row.arrived) }
    }
}

impl Blobs {
    /// Begins a file of this account; `expected` is its length in bytes where the
    /// sender knows it.
    ///
    /// # Errors
    /// [`Error::NotFound`] for who is not signed in, [`Error::Refused`] for a file
    /// that is empty or too large, and for too many at once.
    pub async fn begin(&self, db: &Db, ctx: &Ctx, expected: Option<u64>) -> Result<Part, Error> {
        let account = ctx.viewer().account_id().ok_or(Error::NotFound)?;
        if expected == Some(0) {
            return Err(Error::refused("blob-problem-empty"));
        }
        if expected.is_some_and(|expected| expected > LIMIT) {
            return Err(too_large());
        }
        let row = &part_row::Model {
            id: ctx.new_id(),
            account,
            // It is within the limit, which is far below.
            expected: expected.and_then(|size| i64::try_from(size).ok()),
            arrived: 0,
            begun_at: ctx.now(),
            touched_at: ctx.now(),
        };
        db.write("blob.begin", |tx: Tx| async move {
            if select::<part_row::Entity>(ctx).count(tx.conn()).await? >= MOST {
                return Err(Error::refused("blob-problem-many"));
            }
            part_row::Entity::insert(row.clone().into_active_model()).exec_without_returning(tx.conn()).await?;
            Ok(())
        })
        .await?;
        Ok(row.clone().into())
    }

    /// How far a file has come, for whoever sends it.
    ///
    /// # Errors
    /// [`Error::NotFound`], the engine's.
    pub async fn part(&self, db: &Db, ctx: &Ctx, id: PartId) -> Result<Part, Error> {
        let row = select::<part_row::Entity>(ctx).filter(part_row::Column::Id.eq(id)).one(db.read()).await?;
        row.map(Part::from).ok_or(Error::NotFound)
    }

    /// Writes down that a part has come further. Of two that write at once one
    /// finds that the other was faster.
    pub(crate) async fn come_further(&self, db: &Db, ctx: &Ctx, part: &Part, to: u64) -> Result<Part, Error> {
        let [from, to] = [part.arrived, to].map(|n| i64::try_from(n).unwrap_or(i64::MAX));
        let id = part.id;
        let moved = db
            .write("blob.arrive", |tx: Tx| async move {
                let update = part_row::Entity::update_many()
                    .col_expr(part_row::Column::Arrived, Expr::value(to))
                    .col_expr(part_row::Column::TouchedAt, Expr::value(ctx.now()))
                    .filter(part_row::Column::Id.eq(id))
                    .filter(part_row::Column::Arrived.eq(from));
                Ok::<_, Error>(update.exec(tx.conn()).await?.rows_affected == 1)
            })
            .await?;
        let now = self.part(db, ctx, id).await?;
        if moved { Ok(now) } else { Err(Error::Misplaced(now.arrived)) }
    }

    /// Forgets a file on its way.
    ///
    /// # Errors
    /// [`Error::NotFound`], the engine's, the store's.
    pub async fn give_up(&self, db: &Db, ctx: &Ctx, id: PartId) -> Result<(), Error> {
        self.part(db, ctx, id).await?;
        forget(db, id).await?;
        Ok(self.store.discard(id).await?)
    }
}

/// The row alone; its bytes are somewhere else by now.
pub(crate) async fn forget(db: &Db, id: PartId) -> Result<(), Error> {
    db.write("blob.forget", |tx: Tx| async move {
        part_row::Entity::delete_by_id(id).exec(tx.conn()).await?;
        Ok(())
    })
    .await
}

pub(crate) fn too_large() -> Error {
    Error::Refused(FieldProblem::new("blob-problem-large").with("limit", LIMIT / 1024 / 1024))
}
