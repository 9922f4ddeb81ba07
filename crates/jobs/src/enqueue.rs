//! Queueing, in the transaction that makes the work necessary.

use crate::{
    Job, JobId,
    table::{JobState, job},
};
use db::Tx;
use kernel::{Ctx, Timestamp};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait, Statement};

/// What became of a job that may already be waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Queued {
    /// It is new.
    New,
    /// One with the same key was already waiting; it does the work of both.
    AlreadyWaiting,
}

/// Queueing through an open transaction. The job runs soon after the commit, or
/// never when there is none.
pub trait Enqueue {
    /// Queues a job that is due at once.
    fn enqueue<J: Job>(&self, ctx: &Ctx, job: &J) -> impl Future<Output = Result<JobId, DbErr>> + Send;

    /// Queues a job for later.
    fn enqueue_at<J: Job>(
        &self,
        ctx: &Ctx,
        job: &J,
        due: Timestamp,
    ) -> impl Future<Output = Result<JobId, DbErr>> + Send;

    /// Queues a job unless one of its kind already waits under `key`; the one
    /// that waits becomes due at the earlier of both instants and keeps its
    /// payload. A job that has begun does not count: it may have read what is
    /// changing now.
    fn enqueue_once<J: Job>(
        &self,
        ctx: &Ctx,
        job: &J,
        key: &str,
        due: Timestamp,
    ) -> impl Future<Output = Result<Queued, DbErr>> + Send;
}

impl Enqueue for Tx {
    fn enqueue<J: Job>(&self, ctx: &Ctx, job: &J) -> impl Future<Output = Result<JobId, DbErr>> + Send {
        self.enqueue_at(ctx, job, ctx.now())
    }

    fn enqueue_at<J: Job>(
        &self,
        ctx: &Ctx,
        job: &J,
        due: Timestamp,
    ) -> impl Future<Output = Result<JobId, DbErr>> + Send {
        let id: JobId = ctx.new_id();
        let row = payload(job).map(|payload| job::ActiveModel {
            id: Set(id),
            name: Set(J::NAME.to_owned()),
            payload: Set(payload),
            unique_key: Set(None),
            state: Set(JobState::Waiting),
            due_at: Set(due),
            attempts: Set(0),
            max_attempts: Set(J::MAX_ATTEMPTS),
            holder: Set(None),
            lease_until: Set(None),
            last_error: Set(None),
            created_at: Set(ctx.now()),
        });
        async move {
            job::Entity::insert(row?).exec_without_returning(self.conn()).await?;
            Ok(id)
        }
    }

    fn enqueue_once<J: Job>(
        &self,
        ctx: &Ctx,
        job: &J,
        key: &str,
        due: Timestamp,
    ) -> impl Future<Output = Result<Queued, DbErr>> + Send {
        let id: JobId = ctx.new_id();
        let now = ctx.now();
        let payload = payload(job);
        let key = key.to_owned();
        async move {
            // RETURNING gives the id of the row that stands, ours or the earlier one.
            let statement = Statement::from_sql_and_values(
                self.conn().get_database_backend(),
                "INSERT INTO job (id, name, payload, unique_key, state, due_at, attempts, max_attempts, created_at) \
                 VALUES ($1, $2, $3, $4, 'waiting', $5, 0, $6, $7) \
                 ON CONFLICT (name, unique_key) DO UPDATE SET due_at = \
                 CASE WHEN excluded.due_at < job.due_at THEN excluded.due_at ELSE job.due_at END \
                 RETURNING id",
                [
                    id.into(),
                    J::NAME.into(),
                    payload?.into(),
                    key.into(),
                    due.into(),
                    J::MAX_ATTEMPTS.into(),
                    now.into(),
                ],
            );
            let row = self.conn().query_one_raw(statement).await?;
            let standing: Option<JobId> = row.map(|row| row.try_get("", "id")).transpose()?;
            Ok(if standing == Some(id) { Queued::New } else { Queued::AlreadyWaiting })
        }
    }
}

fn payload<J: Job>(job: &J) -> Result<sea_orm::JsonValue, DbErr> {
    serde_json::to_value(job).map_err(|error| DbErr::Json(format!("the job {}: {error}", J::NAME)))
}
