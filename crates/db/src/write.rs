//! Writing: one closure, one transaction, repeated when the engine asks for it.

use crate::{Backend, Db};
use kernel::Ctx;
use sea_orm::{
    AccessMode, DatabaseTransaction, DbErr, IsolationLevel, RuntimeErr, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

/// How often a transaction is tried before its conflict is reported.
const ATTEMPTS: u32 = 12;

/// An open transaction. A clone is the same transaction.
#[derive(Clone)]
pub struct Tx {
    conn: Arc<DatabaseTransaction>,
    ctx: Arc<Ctx>,
    changed: Arc<AtomicBool>,
}

impl Tx {
    /// The connection, for SeaORM's statements.
    pub fn conn(&self) -> &DatabaseTransaction {
        &self.conn
    }

    /// The system's context, for keys and instants of rows that belong to nobody.
    pub(crate) fn system(&self) -> &Ctx {
        &self.ctx
    }

    /// Remembers that this transaction holds a change, for the moment it commits.
    pub(crate) fn mark_changed(&self) {
        self.changed.store(true, Ordering::Relaxed);
    }
}

impl Db {
    /// Runs `work` in a transaction and commits what it did, or nothing.
    ///
    /// `work` may run several times: it holds database statements only, no
    /// mail, no network, no counters outside. What must follow a commit is
    /// queued in the same transaction (see the crate `jobs`).
    ///
    /// # Errors
    /// What `work` returns, or the engine's error when it cannot commit.
    pub async fn write<T, E, W, F>(&self, name: &'static str, work: W) -> Result<T, E>
    where
        E: From<DbErr> + AsConflict,
        W: Fn(Tx) -> F,
        F: Future<Output = Result<T, E>>,
    {
        let mut attempt = 0;
        loop {
            attempt += 1;
            let result = self.attempt(name, &work).await;
            match result {
                Err(error) if attempt < ATTEMPTS && error.is_conflict() => {
                    metrics::counter!("convoke_transaction_retries_total", "name" => name).increment(1);
                    tokio::time::sleep(self.back_off(attempt)).await;
                }
                Ok(value) => {
                    self.inner.written.notify_waiters();
                    return Ok(value);
                }
                Err(error) => return Err(error),
            }
        }
    }

    async fn attempt<T, E, W, F>(&self, name: &'static str, work: &W) -> Result<T, E>
    where
        E: From<DbErr>,
        W: Fn(Tx) -> F,
        F: Future<Output = Result<T, E>>,
    {
        let conn = Arc::new(self.inner.writer.begin_with_options(self.options()).await?);
        let changed = Arc::new(AtomicBool::new(false));
        let tx = Tx { conn: conn.clone(), ctx: Arc::new(self.system()), changed: changed.clone() };
        // An early return drops the transaction, which rolls it back.
        let value = work(tx).await?;
        let conn = Arc::into_inner(conn)
            .ok_or_else(|| DbErr::Custom(format!("the transaction {name:?} outlived its closure")))?;
        conn.commit().await?;
        if changed.load(Ordering::Relaxed) {
            self.note_change();
        }
        Ok(value)
    }

    fn options(&self) -> TransactionOptions {
        match self.backend() {
            Backend::Sqlite => TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..TransactionOptions::default()
            },
            Backend::Postgres => TransactionOptions {
                isolation_level: Some(IsolationLevel::Serializable),
                access_mode: Some(AccessMode::ReadWrite),
                ..TransactionOptions::default()
            },
        }
    }

    fn back_off(&self, attempt: u32) -> Duration {
        let [byte] = self.system().random_bytes::<1>();
        Duration::from_millis(u64::from(byte) % 16 + (1 << attempt.min(6)))
    }
}

/// An error that can say whether trying again may help.
pub trait AsConflict {
    /// Two transactions met, and this one lost (SQLSTATE 40001, 40P01).
    fn is_conflict(&self) -> bool;
}

impl AsConflict for DbErr {
    fn is_conflict(&self) -> bool {
        let (DbErr::Exec(RuntimeErr::SqlxError(error))
        | DbErr::Query(RuntimeErr::SqlxError(error))
        | DbErr::Conn(RuntimeErr::SqlxError(error))) = self
        else {
            return false;
        };
        let code = error.as_database_error().and_then(|e| e.code());
        matches!(code.as_deref(), Some("40001" | "40P01"))
    }
}
