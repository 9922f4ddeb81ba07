//! The archive: everything a database holds, in one file that both engines read.
//!
//! A gzip of lines of JSON, so that `zcat | less` shows it without Convoke:
//!
//! ```text
//! {"archive":"convoke","format":1,"made_at":…,"engine":…,"migrations":[…]}
//! {"table":{"name":"account","columns":[…],"key":["id"]}}
//! ["2024-09-01…","wang.fang@example.cn", … ]        one line a row, in the order of the key
//! {"rows":812,"sha256":"…"}                          of the lines above
//! …
//! {"tables":31,"rows":40178,"sha256":"…"}            of all tables; its absence means: cut short
//! ```
//!
//! A row is written alike whichever engine it comes from, so equal hashes mean
//! equal data, also across engines. Rows are read from one snapshot; writers go
//! on meanwhile.

mod compare;
mod file;
mod restore;
mod snapshot;
mod value;

pub use compare::{Comparison, compare};
pub use file::{Reader, verify};
pub use restore::restore;
pub use snapshot::{backup, summarise};

use crate::AsConflict;
use kernel::Timestamp;
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};

/// The format written here. A reader refuses what is newer.
const FORMAT: u32 = 1;

/// The first line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Always `convoke`.
    pub archive: String,
    /// The version of this format.
    pub format: u32,
    /// When the snapshot was taken.
    pub made_at: Timestamp,
    /// Where from, for people.
    pub engine: String,
    /// The schema the rows belong to.
    pub migrations: Vec<AppliedMigration>,
}

/// A migration that the archived database had seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppliedMigration {
    /// Its name.
    pub name: String,
    /// The hash of its text.
    pub hash: String,
}

/// What a table held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableSummary {
    /// The table.
    pub name: String,
    /// How many rows.
    pub rows: u64,
    /// The hash of them all, in the order of the key.
    pub sha256: String,
}

/// What a database held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// When.
    pub made_at: Timestamp,
    /// Table by table, by name.
    pub tables: Vec<TableSummary>,
}

impl Summary {
    /// All rows together.
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|table| table.rows).sum()
    }
}

/// Why an archive could not be written or read back.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The disk.
    #[error("{path}: {source}")]
    File {
        /// The archive.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// The engine.
    #[error("the database: {0}")]
    Database(#[from] DbErr),
    /// The file is not what was written.
    #[error("the archive is damaged: {0}")]
    Damaged(String),
    /// A newer Convoke wrote it.
    #[error("the archive was made by a newer Convoke ({0}); restore it with that one")]
    Newer(String),
    /// A restore never writes over anything.
    #[error("the database is not empty; restore into a new one")]
    NotEmpty,
    /// The schema could not be made.
    #[error("the schema: {0}")]
    Schema(#[from] crate::MigrationError),
    /// What arrived is not what was archived.
    #[error("after the restore these tables differ from the archive: {0}")]
    Differs(String),
}

impl AsConflict for ArchiveError {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Database(error) if error.is_conflict())
    }
}

#[derive(Serialize, Deserialize)]
struct TableLine {
    table: crate::schema::Table,
}

#[derive(Serialize, Deserialize)]
struct TableEnd {
    rows: u64,
    sha256: String,
}

#[derive(Serialize, Deserialize)]
struct End {
    tables: u64,
    rows: u64,
    sha256: String,
}
