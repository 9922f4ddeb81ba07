//! Throw-away databases, for tests that must hold on both engines.

use crate::{Backend, Db, Migration};
use kernel::{FixedClock, SystemEntropy, Timestamp};
use sea_orm::ConnectionTrait;
use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

/// 2024-09-01T00:00:00Z: when tests begin, unless they move the clock.
pub const START: Timestamp = Timestamp::from_micros(1_725_148_800_000_000);

static COUNTER: AtomicU32 = AtomicU32::new(0);

/// A new, empty database with a clock that stands.
pub struct TestDb {
    /// The database.
    pub db: Db,
    /// Its clock; all nodes of the test share it.
    pub clock: Arc<FixedClock>,
    /// Where another process or node finds it.
    pub address: String,
    // The file lives as long as the test.
    _dir: Option<tempfile::TempDir>,
}

impl TestDb {
    /// A SQLite file in a temporary folder.
    ///
    /// # Panics
    /// When the machine gives no file.
    pub async fn sqlite() -> Self {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let address = format!("sqlite:{}", dir.path().join("test.db").display());
        Self::open(address, Some(dir)).await
    }

    /// A database of its own on the server that `CONVOKE_TEST_POSTGRES` names;
    /// `None`, said aloud, when it names none.
    ///
    /// # Panics
    /// When the server is named but does not answer.
    pub async fn postgres() -> Option<Self> {
        let Some(server) = std::env::var("CONVOKE_TEST_POSTGRES").ok().filter(|server| !server.is_empty()) else {
            eprintln!("SKIPPED on PostgreSQL: CONVOKE_TEST_POSTGRES is not set; `cargo xtask test` starts a server");
            return None;
        };
        let base = server.trim_end_matches('/').to_owned();
        let admin = connect(&format!("{base}/postgres"), Arc::new(FixedClock::at(START))).await;
        let name = format!("convoke_test_{}_{}", std::process::id(), COUNTER.fetch_add(1, Ordering::Relaxed));
        admin.read().execute_unprepared(&format!("DROP DATABASE IF EXISTS {name}")).await.expect("no leftover");
        admin.read().execute_unprepared(&format!("CREATE DATABASE {name}")).await.expect("a new database");
        Some(Self::open(format!("{base}/{name}"), None).await)
    }

    /// One of each engine that is there.
    pub async fn each() -> Vec<Self> {
        let mut all = vec![Self::sqlite().await];
        all.extend(Self::postgres().await);
        all
    }

    /// The same, brought up to `migrations`.
    ///
    /// # Panics
    /// When a migration is refused.
    pub async fn each_with(migrations: &[Migration]) -> Vec<Self> {
        let all = Self::each().await;
        for test in &all {
            test.db.migrate(migrations).await.expect("migrations");
        }
        all
    }

    /// Another node on the same database.
    pub async fn another_node(&self) -> Db {
        connect(&self.address, self.clock.clone()).await
    }

    /// Which engine it is.
    pub fn backend(&self) -> Backend {
        self.db.backend()
    }

    async fn open(address: String, dir: Option<tempfile::TempDir>) -> Self {
        let clock = Arc::new(FixedClock::at(START));
        Self { db: connect(&address, clock.clone()).await, clock, address, _dir: dir }
    }
}

async fn connect(address: &str, clock: Arc<FixedClock>) -> Db {
    Db::connect(address, clock, Arc::new(SystemEntropy)).await.expect("the test's database")
}
