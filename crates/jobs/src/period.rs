//! Jobs that come back by themselves. All nodes look at the clock; the row of
//! the period lets one of them queue the job, in the transaction that moves the
//! row on.

use crate::{Enqueue, Job, table::period};
use db::{Db, Tx, select};
use kernel::{Ctx, Timestamp};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, QueryFilter, Statement};
use std::{pin::Pin, sync::Arc};

type Queueing = Pin<Box<dyn Future<Output = Result<(), DbErr>> + Send>>;

/// A job and its rhythm.
#[derive(Clone)]
pub(crate) struct Period {
    name: &'static str,
    seconds: i64,
    queue: Arc<dyn Fn(Tx, Ctx) -> Queueing + Send + Sync>,
}

impl Period {
    pub(crate) fn new<J: Job + Clone>(seconds: i64, job: J) -> Self {
        let queue = move |tx: Tx, ctx: Ctx| -> Queueing {
            let job = job.clone();
            // The key keeps a backlog from growing while nobody works.
            Box::pin(async move { tx.enqueue_once(&ctx, &job, "period", ctx.now()).await.map(|_| ()) })
        };
        Self { name: J::NAME, seconds, queue: Arc::new(queue) }
    }

    /// Queues the job if its time has come and no other node did. Answers when
    /// to ask again.
    pub(crate) async fn tick(&self, db: &Db, ctx: &Ctx) -> Result<Timestamp, DbErr> {
        let known = select::<period::Entity>(ctx).filter(period::Column::Name.eq(self.name)).one(db.read()).await?;
        if let Some(row) = known.filter(|row| row.next_at > ctx.now()) {
            return Ok(row.next_at);
        }
        let next = ctx.now().plus_seconds(self.seconds);
        db.write("job.period", |tx| async move {
            let statement = Statement::from_sql_and_values(
                tx.conn().get_database_backend(),
                "INSERT INTO job_period (name, next_at) VALUES ($1, $2) \
                 ON CONFLICT (name) DO UPDATE SET next_at = excluded.next_at WHERE job_period.next_at <= $3",
                [self.name.into(), next.into(), ctx.now().into()],
            );
            if tx.conn().execute_raw(statement).await?.rows_affected() == 1 {
                (self.queue)(tx.clone(), ctx.clone()).await?;
            }
            Ok::<_, DbErr>(next)
        })
        .await
    }
}
