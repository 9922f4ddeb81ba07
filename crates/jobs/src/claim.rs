//! The moves of a job through its states, each one statement that both engines
//! read alike. Every move after the claim names the holder: a worker that lost
//! its lease moves nothing.

use crate::{JobId, table::job};
use db::{Db, select};
use kernel::{Ctx, Timestamp};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, FromQueryResult, QueryFilter, QuerySelect, Statement, Value,
};

/// First pause after a failure; it doubles with each further one.
const FIRST_PAUSE_SECONDS: i64 = 5;
/// No pause is longer.
const LONGEST_PAUSE_SECONDS: i64 = 3600;
/// Errors are kept to this many characters.
const ERROR_LIMIT: usize = 2000;

/// A job in the hands of a worker.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Claim {
    pub(crate) id: JobId,
    pub(crate) name: String,
    pub(crate) payload: serde_json::Value,
    pub(crate) attempts: i32,
    pub(crate) max_attempts: i32,
    pub(crate) holder: uuid::Uuid,
}

/// Whether any job of these names could be claimed now. A read: an idle runner
/// never takes the writer.
pub(crate) async fn any_due(db: &Db, ctx: &Ctx, names: &[&'static str]) -> Result<bool, DbErr> {
    let waiting = Condition::all().add(job::Column::State.eq("waiting")).add(job::Column::DueAt.lte(ctx.now()));
    let abandoned = Condition::all().add(job::Column::State.eq("running")).add(job::Column::LeaseUntil.lt(ctx.now()));
    let found = select::<job::Entity>(ctx)
        .select_only()
        .column(job::Column::Id)
        .filter(job::Column::Name.is_in(names.iter().copied()))
        .filter(Condition::any().add(waiting).add(abandoned))
        .limit(1)
        .into_tuple::<JobId>()
        .one(db.read())
        .await?;
    Ok(found.is_some())
}

/// Takes the job that has been due longest, or one whose worker is gone.
pub(crate) async fn claim(db: &Db, names: &[&'static str], lease_seconds: i64) -> Result<Option<Claim>, DbErr> {
    let ctx = db.system();
    let now = ctx.now();
    let holder: uuid::Uuid = ctx.new_id();
    // The condition stands twice: under weaker isolation than ours the inner
    // SELECT may be out of date by the time the row is locked.
    let list: Vec<String> = (4..4 + names.len()).map(|n| format!("${n}")).collect();
    let claimable = format!(
        "((state = 'waiting' AND due_at <= $3) OR (state = 'running' AND lease_until < $3)) AND name IN ({})",
        list.join(", ")
    );
    let sql = format!(
        "UPDATE job SET state = 'running', holder = $1, lease_until = $2, attempts = attempts + 1, unique_key = NULL \
         WHERE id = (SELECT id FROM job WHERE {claimable} ORDER BY due_at, id LIMIT 1) AND {claimable} \
         RETURNING id, name, payload, attempts, max_attempts, holder"
    );
    let mut values: Vec<Value> = vec![holder.into(), now.plus_seconds(lease_seconds).into(), now.into()];
    values.extend(names.iter().map(|name| Value::from(*name)));
    let (sql, values) = (&sql, &values);
    db.write("job.claim", |tx| async move {
        let statement = Statement::from_sql_and_values(tx.conn().get_database_backend(), sql, values.clone());
        let row = tx.conn().query_one_raw(statement).await?;
        row.map(|row| Claim::from_query_result(&row, "")).transpose()
    })
    .await
}

impl Claim {
    /// The last attempt has begun before this one: its worker died every time.
    pub(crate) fn is_overdrawn(&self) -> bool {
        self.attempts > self.max_attempts
    }

    /// Whether a failure now is final.
    pub(crate) fn is_last_attempt(&self) -> bool {
        self.attempts >= self.max_attempts
    }

    /// Keeps the job for another while; `false` when the lease was lost.
    pub(crate) async fn renew(&self, db: &Db, lease_seconds: i64) -> Result<bool, DbErr> {
        let until = db.system().now().plus_seconds(lease_seconds);
        self.step(db, "job.renew", "UPDATE job SET lease_until = $3 WHERE id = $1 AND holder = $2", vec![until.into()])
            .await
    }

    /// The work is done.
    pub(crate) async fn done(&self, db: &Db) -> Result<bool, DbErr> {
        self.step(db, "job.done", "DELETE FROM job WHERE id = $1 AND holder = $2", Vec::new()).await
    }

    /// The work failed; it is tried again later.
    pub(crate) async fn put_back(&self, db: &Db, error: &str) -> Result<bool, DbErr> {
        let ctx = db.system();
        let due = ctx.now().plus_seconds(pause_seconds(self.attempts, ctx.random_bytes::<1>()[0]));
        self.step(
            db,
            "job.put_back",
            "UPDATE job SET state = 'waiting', holder = NULL, lease_until = NULL, due_at = $3, last_error = $4 \
             WHERE id = $1 AND holder = $2",
            vec![due.into(), shortened(error).into()],
        )
        .await
    }

    /// The work failed for good; the row stays to be seen.
    pub(crate) async fn bury(&self, db: &Db, error: &str) -> Result<bool, DbErr> {
        self.step(
            db,
            "job.bury",
            "UPDATE job SET state = 'dead', holder = NULL, lease_until = NULL, last_error = $3 \
             WHERE id = $1 AND holder = $2",
            vec![shortened(error).into()],
        )
        .await
    }

    /// This node stops; another may begin at once, and the attempt does not count.
    pub(crate) async fn hand_back(&self, db: &Db) -> Result<bool, DbErr> {
        self.step(
            db,
            "job.hand_back",
            "UPDATE job SET state = 'waiting', holder = NULL, lease_until = NULL, attempts = attempts - 1 \
             WHERE id = $1 AND holder = $2",
            Vec::new(),
        )
        .await
    }

    async fn step(&self, db: &Db, name: &'static str, sql: &str, more: Vec<Value>) -> Result<bool, DbErr> {
        let mut values: Vec<Value> = vec![self.id.into(), self.holder.into()];
        values.extend(more);
        let values = &values;
        db.write(name, |tx| async move {
            let statement = Statement::from_sql_and_values(tx.conn().get_database_backend(), sql, values.clone());
            Ok::<_, DbErr>(tx.conn().execute_raw(statement).await?.rows_affected() == 1)
        })
        .await
    }
}

/// When the next due job waits, for tests that move the clock.
pub(crate) async fn next_due(db: &Db, ctx: &Ctx) -> Result<Option<Timestamp>, DbErr> {
    select::<job::Entity>(ctx)
        .select_only()
        .column_as(job::Column::DueAt.min(), "due_at")
        .filter(job::Column::State.eq("waiting"))
        .into_tuple::<Option<Timestamp>>()
        .one(db.read())
        .await
        .map(Option::flatten)
}

/// Doubles with every attempt; a quarter is left to chance, so that jobs that
/// failed together do not come back together.
fn pause_seconds(attempts: i32, chance: u8) -> i64 {
    let doublings = u32::try_from(attempts - 1).unwrap_or(0).min(20);
    let pause = (FIRST_PAUSE_SECONDS << doublings).min(LONGEST_PAUSE_SECONDS);
    pause + pause * i64::from(chance) / 1024
}

fn shortened(error: &str) -> String {
    // PostgreSQL keeps no NUL in a text.
    error.chars().filter(|c| *c != '\0').take(ERROR_LIMIT).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_an_hour() {
        assert_eq!(pause_seconds(1, 0), 5);
        assert_eq!(pause_seconds(2, 0), 10);
        assert_eq!(pause_seconds(4, 0), 40);
        assert_eq!(pause_seconds(100, 0), 3600);
        assert!(pause_seconds(100, 255) < 3600 * 5 / 4);
    }

    #[test]
    fn errors_are_kept_short_and_storable() {
        assert_eq!(shortened("a\0b"), "ab");
        assert_eq!(shortened(&"错".repeat(3000)).chars().count(), ERROR_LIMIT);
    }
}
