//! The database, by two doors only: [`Db::read`] and [`Db::write`].
//!
//! * SQLite: a pool of readers and one writer that begins IMMEDIATE, so that no
//!   request ever sees "database is locked".
//! * PostgreSQL: SERIALIZABLE, repeated on SQLSTATE 40001 and 40P01.
//!
//! Rows are reached through [`select`], which applies the viewer of the
//! context; `EntityTrait::find` is refused by the lints everywhere else.

pub mod archive;
mod audit;
mod change;
mod connect;
mod health;
mod lease;
mod migrate;
pub mod schema;
#[cfg(feature = "testing")]
pub mod testing;
mod visible;
mod write;

pub use audit::{AuditEntry, audit_log};
pub use change::{Change, ChangeFeed};
pub use connect::{Backend, ConnectError, Db};
pub use migrate::{Migration, MigrationError};
pub use visible::{Visible, nobody, select, system_only};
pub use write::{AsConflict, Tx};

/// The tables of this crate: the audit log and the change feed. The ledger of migrations
/// and the leases are made by the migration runner itself.
pub const MIGRATIONS: &[Migration] =
    &[Migration { name: "db/0001_audit_and_changes", sql: include_str!("migrations/0001_audit_and_changes.sql") }];
