//! The same promises on SQLite and on PostgreSQL.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

use db::{ChangeFeed, Db, Migration};
use kernel::{SystemClock, SystemEntropy};
use sea_orm::{ConnectionTrait, DbErr, Statement};
use std::sync::Arc;

const COUNTER: Migration = Migration {
    name: "test/0001_counter",
    sql: "CREATE TABLE counter (name text PRIMARY KEY NOT NULL, n bigint NOT NULL, note json, flag boolean NOT NULL);\n\
          INSERT INTO counter VALUES ('a', 0, NULL, true);\n",
};

async fn sqlite(dir: &tempfile::TempDir) -> Db {
    let address = format!("sqlite:{}", dir.path().join("test.db").display());
    Db::connect(&address, Arc::new(SystemClock), Arc::new(SystemEntropy)).await.unwrap()
}

async fn postgres(name: &str) -> Option<Db> {
    let Ok(server) = std::env::var("CONVOKE_TEST_POSTGRES") else {
        eprintln!("SKIPPED on PostgreSQL: CONVOKE_TEST_POSTGRES is not set; `cargo xtask test` starts a server");
        return None;
    };
    let (clock, entropy) = (Arc::new(SystemClock), Arc::new(SystemEntropy));
    let base = server.trim_end_matches('/').to_owned();
    let admin = Db::connect(&format!("{base}/postgres"), clock.clone(), entropy.clone()).await.unwrap();
    let name = format!("{name}_{}", std::process::id());
    admin.read().execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
    Some(Db::connect(&format!("{base}/{name}"), clock, entropy).await.unwrap())
}

async fn increment(db: &Db) -> Result<(), DbErr> {
    db.write("count", |tx| async move {
        let engine = tx.conn().get_database_backend();
        let row = tx
            .conn()
            .query_one_raw(Statement::from_string(engine, "SELECT n FROM counter WHERE name = 'a'"))
            .await?
            .unwrap();
        let n: i64 = row.try_get("", "n")?;
        let update = Statement::from_sql_and_values(engine, "UPDATE counter SET n = $1", [(n + 1).into()]);
        tx.conn().execute_raw(update).await?;
        tx.change("test", None, uuid::Uuid::nil()).await
    })
    .await
}

async fn no_update_is_lost(db: Db) {
    db.migrate(db::MIGRATIONS).await.unwrap();
    let all: Vec<Migration> = db::MIGRATIONS.iter().copied().chain([COUNTER]).collect();
    assert_eq!(db.migrate(&all).await.unwrap(), 1);
    assert_eq!(db.migrate(&all).await.unwrap(), 0);
    let mut feed = ChangeFeed::from_now(&db).await.unwrap();
    // Eight writers of one row at once; a spawned task also proves that the futures are Send.
    let tasks: Vec<_> = (0..8)
        .map(|_| {
            let db = db.clone();
            tokio::spawn(async move {
                for _ in 0..5 {
                    increment(&db).await.unwrap();
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let engine = db.read().get_database_backend();
    let row = db.read().query_one_raw(Statement::from_string(engine, "SELECT n FROM counter")).await.unwrap();
    assert_eq!(row.unwrap().try_get::<i64>("", "n").unwrap(), 40);
    assert_eq!(feed.poll(&db).await.unwrap().len(), 40);
    assert_eq!(feed.poll(&db).await.unwrap().len(), 0);
    let changed = Migration { sql: "SELECT 1;", ..COUNTER };
    let edited: Vec<Migration> = db::MIGRATIONS.iter().copied().chain([changed]).collect();
    assert!(db.migrate(&edited).await.unwrap_err().to_string().contains("has changed"));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_update_is_lost_on_sqlite() {
    let dir = tempfile::tempdir().unwrap();
    no_update_is_lost(sqlite(&dir).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_update_is_lost_on_postgres() {
    if let Some(db) = postgres("convoke_db").await {
        no_update_is_lost(db).await;
    }
}
