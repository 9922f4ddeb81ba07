//! What was acknowledged is there: a writing process is killed (SIGKILL) twenty
//! times on each engine, in the middle of whatever it does.
//!
//! The process that dies is this test binary itself, started again with
//! `CONVOKE_KILL_DATABASE` in its environment.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

use db::{Db, Migration};
use kernel::{SystemClock, SystemEntropy};
use sea_orm::{ConnectionTrait, DbErr, Statement};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::{BufRead, BufReader, Write},
    os::unix::process::ExitStatusExt,
    process::{Command, Stdio},
    sync::Arc,
};

const ROUNDS: u32 = 20;
const WRITERS: usize = 4;

/// Every transaction writes two rows and adds two to the total: three ways to
/// see half a transaction.
const LEDGER: Migration = Migration {
    name: "test/0001_ledger",
    sql: "CREATE TABLE entry (id uuid NOT NULL, side text NOT NULL, filler text NOT NULL, PRIMARY KEY (id, side));\n\
          CREATE TABLE total (id integer PRIMARY KEY NOT NULL, rows bigint NOT NULL);\n\
          INSERT INTO total (id, rows) VALUES (1, 0);\n",
};

async fn connect(address: &str) -> Db {
    Db::connect(address, Arc::new(SystemClock), Arc::new(SystemEntropy)).await.unwrap()
}

/// The child: writes for ever, and says which of its writes were acknowledged.
#[tokio::test(flavor = "multi_thread")]
async fn child() {
    let Ok(address) = std::env::var("CONVOKE_KILL_DATABASE") else { return };
    let db = connect(&address).await;
    let writers: Vec<_> = (0..WRITERS).map(|_| tokio::spawn(write_for_ever(db.clone()))).collect();
    for writer in writers {
        writer.await.unwrap();
    }
}

async fn write_for_ever(db: Db) {
    loop {
        let id: uuid::Uuid = db.system().new_id();
        let written: Result<(), DbErr> = db
            .write("kill.entry", |tx| async move {
                let engine = tx.conn().get_database_backend();
                for side in ["debit", "credit"] {
                    let insert = Statement::from_sql_and_values(
                        engine,
                        "INSERT INTO entry (id, side, filler) VALUES ($1, $2, $3)",
                        [id.into(), side.into(), "x".repeat(500).into()],
                    );
                    tx.conn().execute_raw(insert).await?;
                }
                let add = Statement::from_string(engine, "UPDATE total SET rows = rows + 2 WHERE id = 1");
                tx.conn().execute_raw(add).await.map(|_| ())
            })
            .await;
        // A writer that lost every race for the total acknowledges nothing.
        if written.is_ok() {
            // One call: a line is whole or absent. Not println!, which the test harness keeps for itself.
            std::io::stdout().write_all(format!("ack {id}\n").as_bytes()).unwrap();
        }
    }
}

/// Lets a child write until `count` acknowledgements were read, kills it, and
/// returns every acknowledgement it gave.
fn kill_after(address: &str, count: u32) -> Vec<uuid::Uuid> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "child", "--nocapture", "--test-threads", "1"])
        .env("CONVOKE_KILL_DATABASE", address)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut acknowledged = Vec::new();
    let mut killed = false;
    // What stands in the pipe after the kill was acknowledged as well.
    for line in lines.map_while(Result::ok) {
        // The harness writes "test child ... " without a line end before the first of ours.
        if let Some((_, id)) = line.split_once("ack ") {
            acknowledged.push(id.parse().unwrap());
        }
        if !killed && acknowledged.len() >= count as usize {
            child.kill().unwrap();
            killed = true;
        }
    }
    assert_eq!(child.wait().unwrap().signal(), Some(9), "the child ended by itself");
    acknowledged
}

async fn check(address: &str, acknowledged: &BTreeSet<uuid::Uuid>) {
    let db = connect(address).await;
    // In one transaction: on PostgreSQL the dead child's last commit may still be on its way.
    let (sides, total) = db
        .write("kill.check", |tx| async move {
            let engine = tx.conn().get_database_backend();
            let sql = "SELECT id, count(*) AS sides FROM entry GROUP BY id";
            let rows = tx.conn().query_all_raw(Statement::from_string(engine, sql)).await?;
            let sides = rows.iter().map(|row| Ok((row.try_get("", "id")?, row.try_get("", "sides")?)));
            let sides = sides.collect::<Result<BTreeMap<uuid::Uuid, i64>, DbErr>>()?;
            let sql = "SELECT rows FROM total WHERE id = 1";
            let total = tx.conn().query_one_raw(Statement::from_string(engine, sql)).await?;
            Ok::<_, DbErr>((sides, total.unwrap().try_get::<i64>("", "rows")?))
        })
        .await
        .unwrap();
    assert!(sides.values().all(|count| *count == 2), "half a transaction");
    assert_eq!(total, 2 * i64::try_from(sides.len()).unwrap(), "half a transaction");
    let lost = acknowledged.iter().filter(|id| !sides.contains_key(id)).count();
    assert_eq!(lost, 0, "of {} acknowledged writes", acknowledged.len());
    db.close().await.unwrap();
}

async fn survives(address: String) {
    let db = connect(&address).await;
    let all: Vec<Migration> = db::MIGRATIONS.iter().copied().chain([LEDGER]).collect();
    db.migrate(&all).await.unwrap();
    db.close().await.unwrap();
    let mut acknowledged = BTreeSet::new();
    for round in 0..ROUNDS {
        let place = address.clone();
        let count = 1 + round * 7 % 40;
        acknowledged.extend(tokio::task::spawn_blocking(move || kill_after(&place, count)).await.unwrap());
        check(&address, &acknowledged).await;
    }
    assert!(acknowledged.len() >= ROUNDS as usize);
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_keeps_what_it_acknowledged() {
    let dir = tempfile::tempdir().unwrap();
    survives(format!("sqlite:{}", dir.path().join("kill.db").display())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_keeps_what_it_acknowledged() {
    let Some(server) = std::env::var("CONVOKE_TEST_POSTGRES").ok().filter(|server| !server.is_empty()) else {
        eprintln!("SKIPPED on PostgreSQL: CONVOKE_TEST_POSTGRES is not set; `cargo xtask test` starts a server");
        return;
    };
    let base = server.trim_end_matches('/');
    let name = format!("convoke_kill_{}", std::process::id());
    let admin = connect(&format!("{base}/postgres")).await;
    admin.read().execute_unprepared(&format!("DROP DATABASE IF EXISTS {name}")).await.unwrap();
    admin.read().execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
    survives(format!("{base}/{name}")).await;
}
