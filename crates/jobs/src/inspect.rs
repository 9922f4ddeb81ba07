//! Looking at the queue: for `convoke doctor`, for the metrics, for whoever has
//! to decide about a job that failed for good.

use crate::{
    JobId,
    table::{JobState, job},
};
use db::{Db, select};
use kernel::{Ctx, Timestamp};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, QueryFilter, QueryOrder, QuerySelect, Statement};

/// How many jobs stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// To be done, now or later.
    pub waiting: u64,
    /// In the hands of a worker.
    pub running: u64,
    /// Given up.
    pub dead: u64,
}

/// A job that was given up.
#[derive(Clone, Debug, PartialEq)]
pub struct DeadJob {
    /// Its key.
    pub id: JobId,
    /// Its kind.
    pub name: String,
    /// When it was queued.
    pub created_at: Timestamp,
    /// How often it was tried.
    pub attempts: i32,
    /// What went wrong the last time.
    pub error: String,
}

/// How many jobs stand where; nothing at all for anybody but Convoke itself.
///
/// # Errors
/// The engine's.
pub async fn counts(db: &Db, ctx: &Ctx) -> Result<Counts, DbErr> {
    let rows: Vec<(JobState, i64)> = select::<job::Entity>(ctx)
        .select_only()
        .column(job::Column::State)
        .column_as(job::Column::Id.count(), "count")
        .group_by(job::Column::State)
        .into_tuple()
        .all(db.read())
        .await?;
    let of = |state| rows.iter().find(|(s, _)| *s == state).map_or(0, |(_, n)| u64::try_from(*n).unwrap_or(0));
    Ok(Counts { waiting: of(JobState::Waiting), running: of(JobState::Running), dead: of(JobState::Dead) })
}

/// The jobs that were given up, newest first.
///
/// # Errors
/// The engine's.
pub async fn dead(db: &Db, ctx: &Ctx, limit: u64) -> Result<Vec<DeadJob>, DbErr> {
    let rows = select::<job::Entity>(ctx)
        .filter(job::Column::State.eq(JobState::Dead))
        .order_by_desc(job::Column::CreatedAt)
        .limit(limit)
        .all(db.read())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| DeadJob {
            id: row.id,
            name: row.name,
            created_at: row.created_at,
            attempts: row.attempts,
            error: row.last_error.unwrap_or_default(),
        })
        .collect())
}

/// Gives a dead job all its attempts again; `false` when it is not dead.
///
/// # Errors
/// The engine's.
pub async fn revive(db: &Db, ctx: &Ctx, id: JobId) -> Result<bool, DbErr> {
    if !ctx.viewer().is_system() {
        return Ok(false);
    }
    db.write("job.revive", |tx| async move {
        let statement = Statement::from_sql_and_values(
            tx.conn().get_database_backend(),
            "UPDATE job SET state = 'waiting', attempts = 0, due_at = $2 WHERE id = $1 AND state = 'dead'",
            [id.into(), ctx.now().into()],
        );
        Ok::<_, DbErr>(tx.conn().execute_raw(statement).await?.rows_affected() == 1)
    })
    .await
}
