//! Opening a database: SQLite in a file, or PostgreSQL by URL.

use kernel::{Clock, Ctx, Entropy};
use sea_orm::{ConnectOptions, Database, DatabaseConnection, DbBackend, DbErr};
use std::{
    path::Path,
    sync::{Arc, atomic::AtomicU64},
    time::Duration,
};

/// Readers of one SQLite file; each holds a page cache of its own.
const SQLITE_READERS: u32 = 4;

/// Which engine is behind a [`Db`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// One file, one machine.
    Sqlite,
    /// A server, any number of nodes.
    Postgres,
}

/// Why a database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    /// Neither `sqlite:` nor `postgres:`.
    #[error("the database address must begin with sqlite: or postgres: (it is {0:?})")]
    UnknownScheme(String),
    /// The engine refused.
    #[error("the database cannot be opened: {0}")]
    Refused(#[from] DbErr),
}

/// The database. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) backend: Backend,
    reader: DatabaseConnection,
    pub(crate) writer: DatabaseConnection,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) entropy: Arc<dyn Entropy>,
    pub(crate) written: tokio::sync::Notify,
    pub(crate) generation: AtomicU64,
}

impl Db {
    /// Opens `sqlite:PATH` (made when missing) or `postgres://…`.
    ///
    /// # Errors
    /// When the scheme is unknown or the engine refuses.
    pub async fn connect(
        address: &str,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, ConnectError> {
        let (backend, reader, writer) = if let Some(path) = address.strip_prefix("sqlite:") {
            let path = Path::new(path.trim_start_matches("//"));
            // The writer first: it makes the file and switches it to WAL.
            let writer = sqlite(path, 1, false).await?;
            (Backend::Sqlite, sqlite(path, SQLITE_READERS, true).await?, writer)
        } else if address.starts_with("postgres:") || address.starts_with("postgresql:") {
            let pool = postgres(address).await?;
            (Backend::Postgres, pool.clone(), pool)
        } else {
            return Err(ConnectError::UnknownScheme(address.split(':').next().unwrap_or_default().to_owned()));
        };
        let written = tokio::sync::Notify::new();
        Ok(Self {
            inner: Arc::new(Inner { backend, reader, writer, clock, entropy, written, generation: AtomicU64::new(1) }),
        })
    }

    /// The connection to read with. Reads see only what was committed.
    pub fn read(&self) -> &DatabaseConnection {
        &self.inner.reader
    }

    /// The engine.
    pub fn backend(&self) -> Backend {
        self.inner.backend
    }

    /// A context for Convoke's own work on this database.
    pub fn system(&self) -> Ctx {
        Ctx::system(&*self.inner.clock, self.inner.entropy.clone())
    }

    /// Asks the engine whether it is there.
    ///
    /// # Errors
    /// What the engine says.
    pub async fn ping(&self) -> Result<(), DbErr> {
        self.read().ping().await
    }

    /// Closes all connections; on SQLite this also folds the log into the file.
    ///
    /// # Errors
    /// What the engine says.
    pub async fn close(self) -> Result<(), DbErr> {
        self.inner.reader.close_by_ref().await?;
        self.inner.writer.close_by_ref().await
    }
}

/// More rows than most pages read at once.
const ROWS_AT_ONCE: usize = 1024;

async fn sqlite(path: &Path, connections: u32, read_only: bool) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(format!("sqlite://{}?mode=rwc", path.display()));
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(30))
        .test_before_acquire(false)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(move |sqlite| {
            let sqlite = sqlite
                .pragma("journal_mode", "WAL")
                // What was acknowledged survives a power cut, not only a crash.
                .pragma("synchronous", "FULL")
                .pragma("foreign_keys", "ON")
                .pragma("cache_size", "-8192")
                .pragma("temp_store", "MEMORY")
                // Rows cross from SQLite's thread in one go, not in fifties with a change of threads each.
                .row_buffer_size(ROWS_AT_ONCE)
                .busy_timeout(Duration::from_secs(10));
            if read_only { sqlite.pragma("query_only", "ON") } else { sqlite }
        });
    Database::connect(options).await
}

async fn postgres(address: &str) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(address.to_owned());
    options
        .max_connections(16)
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(30))
        .set_application_name("convoke")
        .sqlx_logging(false);
    let pool = Database::connect(options).await?;
    debug_assert_eq!(pool.get_database_backend(), DbBackend::Postgres);
    Ok(pool)
}
