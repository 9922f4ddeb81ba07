//! The promises of the queue, on both engines.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

use async_trait::async_trait;
use db::{Db, Migration, testing::TestDb};
use jobs::{Counts, Enqueue, Handle, Handlers, Job, Queued, Runner};
use kernel::Ctx;
use sea_orm::{ConnectionTrait, DbErr, Statement};
use serde::{Deserialize, Serialize};
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

const TALLY: Migration = Migration {
    name: "test/0001_tally",
    sql: "CREATE TABLE tally (n bigint NOT NULL, id uuid PRIMARY KEY NOT NULL);\n",
};

fn migrations() -> Vec<Migration> {
    db::MIGRATIONS.iter().chain(jobs::MIGRATIONS).copied().chain([TALLY]).collect()
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Count {
    n: i64,
}

impl Job for Count {
    const NAME: &'static str = "test.count";
    const MAX_ATTEMPTS: i32 = 3;
}

/// Writes a line for each run.
struct Tally;

#[async_trait]
impl Handle<Count> for Tally {
    async fn run(&self, db: &Db, ctx: &Ctx, job: Count) -> anyhow::Result<()> {
        let id: uuid::Uuid = ctx.new_id();
        db.write("tally", |tx| async move {
            let row = Statement::from_sql_and_values(
                tx.conn().get_database_backend(),
                "INSERT INTO tally (n, id) VALUES ($1, $2)",
                [job.n.into(), id.into()],
            );
            tx.conn().execute_raw(row).await.map(|_| ())
        })
        .await
        .map_err(|error: DbErr| error.into())
    }
}

/// Fails by error or by panic, and counts what it is told.
#[derive(Clone, Default)]
struct Failing {
    runs: Arc<AtomicUsize>,
    gave_up: Arc<AtomicUsize>,
}

#[async_trait]
impl Handle<Count> for Failing {
    async fn run(&self, _: &Db, _: &Ctx, job: Count) -> anyhow::Result<()> {
        self.runs.fetch_add(1, Ordering::SeqCst);
        assert_ne!(job.n, 13, "a panic in a handler");
        anyhow::bail!("the far end is closed")
    }
    async fn gave_up(&self, _: &Db, _: &Ctx, _: Count, error: &str) -> anyhow::Result<()> {
        assert!(!error.is_empty());
        self.gave_up.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }
}

/// Never ends, as a worker whose machine is gone.
struct Stuck(Arc<AtomicUsize>);

#[async_trait]
impl Handle<Count> for Stuck {
    async fn run(&self, _: &Db, _: &Ctx, _: Count) -> anyhow::Result<()> {
        self.0.fetch_add(1, Ordering::SeqCst);
        std::future::pending().await
    }
}

async fn enqueue(db: &Db, n: i64) {
    let ctx = &db.system();
    db.write("enqueue", |tx| async move { tx.enqueue(ctx, &Count { n }).await.map(|_| ()) }).await.unwrap();
}

async fn tallied(db: &Db) -> Vec<(i64, i64)> {
    let engine = db.read().get_database_backend();
    let sql = "SELECT n, count(*) AS times FROM tally GROUP BY n ORDER BY n";
    let rows = db.read().query_all_raw(Statement::from_string(engine, sql)).await.unwrap();
    rows.iter().map(|row| (row.try_get("", "n").unwrap(), row.try_get("", "times").unwrap())).collect()
}

async fn counts(db: &Db) -> Counts {
    jobs::counts(db, &db.system()).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_exists_only_when_its_transaction_commits() {
    for test in TestDb::each_with(&migrations()).await {
        let ctx = &test.db.system();
        let failed: Result<(), DbErr> = test
            .db
            .write("half", |tx| async move {
                tx.enqueue(ctx, &Count { n: 1 }).await?;
                Err(DbErr::Custom("changed my mind".into()))
            })
            .await;
        assert!(failed.is_err());
        enqueue(&test.db, 2).await;
        let runner = Runner::new(test.db.clone(), Handlers::new().on(Tally));
        assert_eq!(runner.run_until_idle().await.unwrap(), 1);
        assert_eq!(tallied(&test.db).await, [(2, 1)]);
        assert_eq!(counts(&test.db).await, Counts::default());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_later_job_waits_for_its_hour_and_a_key_folds_two_into_one() {
    for test in TestDb::each_with(&migrations()).await {
        let ctx = &test.db.system();
        let due = ctx.now().plus_seconds(600);
        let queued = test
            .db
            .write("once", |tx| async move {
                tx.enqueue_at(ctx, &Count { n: 1 }, due).await?;
                let first = tx.enqueue_once(ctx, &Count { n: 2 }, "k", due).await?;
                let second = tx.enqueue_once(ctx, &Count { n: 3 }, "k", ctx.now().plus_seconds(300)).await?;
                Ok::<_, DbErr>((first, second))
            })
            .await
            .unwrap();
        assert_eq!(queued, (Queued::New, Queued::AlreadyWaiting));
        let runner = Runner::new(test.db.clone(), Handlers::new().on(Tally));
        assert_eq!(runner.run_until_idle().await.unwrap(), 0);
        test.clock.advance_seconds(301);
        assert_eq!(runner.run_until_idle().await.unwrap(), 1, "the earlier of both instants counts");
        assert_eq!(tallied(&test.db).await, [(2, 1)]);
        assert_eq!(runner.next_due().await.unwrap(), Some(due));
        test.clock.advance_seconds(300);
        assert_eq!(runner.run_until_idle().await.unwrap(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failing_job_is_retried_then_kept_and_can_be_revived() {
    for test in TestDb::each_with(&migrations()).await {
        let failing = Failing::default();
        enqueue(&test.db, 1).await;
        enqueue(&test.db, 13).await;
        let runner = Runner::new(test.db.clone(), Handlers::new().on(failing.clone()));
        for attempt in 1..=3 {
            assert_eq!(runner.run_until_idle().await.unwrap(), 2, "attempt {attempt}");
            assert_eq!(runner.run_until_idle().await.unwrap(), 0, "the pause is kept");
            test.clock.advance_seconds(3600 * 2);
        }
        assert_eq!(runner.run_until_idle().await.unwrap(), 0);
        assert_eq!(failing.runs.load(Ordering::SeqCst), 6);
        assert_eq!(failing.gave_up.load(Ordering::SeqCst), 2);
        let dead = jobs::dead(&test.db, &test.db.system(), 10).await.unwrap();
        assert_eq!(dead.len(), 2);
        assert!(dead.iter().any(|job| job.error.contains("the far end is closed")));
        let stranger = test.db.system().seen_by(kernel::Viewer::stranger());
        assert!(jobs::dead(&test.db, &stranger, 10).await.unwrap().is_empty());
        assert!(!jobs::revive(&test.db, &stranger, dead[0].id).await.unwrap());
        assert!(jobs::revive(&test.db, &test.db.system(), dead[0].id).await.unwrap());
        let mended = Runner::new(test.db.clone(), Handlers::new().on(Tally));
        assert_eq!(mended.run_until_idle().await.unwrap(), 1);
        assert_eq!(counts(&test.db).await, Counts { dead: 1, ..Counts::default() });
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dead_workers_job_runs_again_when_the_lease_ends() {
    for test in TestDb::each_with(&migrations()).await {
        enqueue(&test.db, 7).await;
        let begun = Arc::new(AtomicUsize::new(0));
        let doomed = Runner::new(test.db.clone(), Handlers::new().on(Stuck(begun.clone())));
        let worker = tokio::spawn(async move { doomed.run_until_idle().await });
        while begun.load(Ordering::SeqCst) == 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        worker.abort();
        assert!(worker.await.unwrap_err().is_cancelled());
        let node = test.another_node().await;
        let survivor = Runner::new(node.clone(), Handlers::new().on(Tally));
        assert_eq!(survivor.run_until_idle().await.unwrap(), 0, "the lease still holds");
        assert_eq!(counts(&node).await.running, 1);
        test.clock.advance_seconds(61);
        assert_eq!(survivor.run_until_idle().await.unwrap(), 1);
        assert_eq!(tallied(&node).await, [(7, 1)]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_kills_its_workers_is_given_up() {
    for test in TestDb::each_with(&migrations()).await {
        enqueue(&test.db, 7).await;
        for attempt in 1..=3 {
            let begun = Arc::new(AtomicUsize::new(0));
            let doomed = Runner::new(test.db.clone(), Handlers::new().on(Stuck(begun.clone())));
            let worker = tokio::spawn(async move { doomed.run_until_idle().await });
            while begun.load(Ordering::SeqCst) == 0 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            worker.abort();
            assert!(worker.await.is_err(), "attempt {attempt}");
            test.clock.advance_seconds(61);
        }
        let runner = Runner::new(test.db.clone(), Handlers::new().on(Tally));
        assert_eq!(runner.run_until_idle().await.unwrap(), 1);
        assert_eq!(tallied(&test.db).await, [], "it is not begun a fourth time");
        assert_eq!(counts(&test.db).await.dead, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_runners_race_and_each_job_runs_once() {
    for test in TestDb::each_with(&migrations()).await {
        for n in 0..40 {
            enqueue(&test.db, n).await;
        }
        let other = test.another_node().await;
        let first = Runner::new(test.db.clone(), Handlers::new().on(Tally)).start(4);
        let second = Runner::new(other, Handlers::new().on(Tally)).start(4);
        for _ in 0..1200 {
            if counts(&test.db).await == Counts::default() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        first.stop().await;
        second.stop().await;
        let expected: Vec<(i64, i64)> = (0..40).map(|n| (n, 1)).collect();
        assert_eq!(tallied(&test.db).await, expected, "{:?}", test.backend());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_local_write_wakes_the_runner() {
    let test = TestDb::sqlite().await;
    test.db.migrate(&migrations()).await.unwrap();
    let running = Runner::new(test.db.clone(), Handlers::new().on(Tally)).start(2);
    tokio::time::sleep(Duration::from_millis(100)).await;
    let begun = std::time::Instant::now();
    enqueue(&test.db, 1).await;
    while tallied(&test.db).await.is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(10));
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_period_is_kept_once_by_all_nodes() {
    for test in TestDb::each_with(&migrations()).await {
        let node = || Handlers::new().on(Tally).every(60, Count { n: 5 });
        let first = Runner::new(test.db.clone(), node());
        let second = Runner::new(test.another_node().await, node());
        for _ in 0..3 {
            first.tick().await.unwrap();
            second.tick().await.unwrap();
            assert_eq!(second.run_until_idle().await.unwrap(), 1);
            first.tick().await.unwrap();
            assert_eq!(first.run_until_idle().await.unwrap(), 0);
            test.clock.advance_seconds(61);
        }
        // The house's own chores work as well.
        let house = Runner::new(test.db.clone(), jobs::housekeeping());
        house.tick().await.unwrap();
        assert_eq!(house.run_until_idle().await.unwrap(), 1);
    }
}
