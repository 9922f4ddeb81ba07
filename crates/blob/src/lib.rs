//! Files that people hand in. A file is known by the SHA-256 of its content,
//! arrives in pieces and survives a connection that breaks, is believed only
//! after a look into it, and is swept away when nobody needs it any more.
//!
//! The bytes lie in a [`Store`], the facts in the database. This crate knows no
//! domain: who may read a file is the business of whoever holds it.

mod arriving;
mod copy;
mod digest;
mod error;
mod kind;
mod name;
mod part;
mod reading;
mod store;
mod sweep;
mod tables;

pub use copy::{Copied, Filed};
pub use digest::Digest;
pub use error::Error;
pub use kind::Kind;
pub use name::FileName;
pub use part::{Part, PartId};
pub use reading::{Chunks, Whole};
pub use store::{Found, LocalStore, MemoryStore, Store};
pub use sweep::Swept;

use db::{Db, Tx, select};
use kernel::Ctx;
use sea_orm::{ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter, sea_query::OnConflict};
use std::{path::Path, sync::Arc};
use tables::{blob_row, holder_row};

/// The largest file that is taken, in bytes: 200 MiB.
pub const LIMIT: u64 = 200 * 1024 * 1024;

/// The tables of this crate.
pub const MIGRATIONS: &[db::Migration] =
    &[db::Migration { name: "blob/0001_blobs", sql: include_str!("migrations/0001_blobs.sql") }];

/// The files of a house. A clone is the same.
#[derive(Clone)]
pub struct Blobs {
    store: Arc<dyn Store>,
    // A file is put in its place and written down, or taken out of both, one after
    // the other: the sweeper must not remove what was handed in a moment ago.
    placing: Arc<tokio::sync::Mutex<()>>,
}

/// A file in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The SHA-256 of its content.
    pub digest: Digest,
    /// Its length in bytes.
    pub size: u64,
    /// What it is, by its content.
    pub kind: Kind,
}

impl Blobs {
    /// Files in a store.
    pub fn new(store: Arc<dyn Store>) -> Self {
        Self { store, placing: Arc::default() }
    }

    /// Files in a folder of this machine; it is made when the first one comes.
    pub fn in_folder(folder: &Path) -> Self {
        Self::new(Arc::new(LocalStore::new(folder)))
    }

    /// Files in memory, gone with the process: for tests.
    pub fn in_memory() -> Self {
        Self::new(Arc::new(MemoryStore::default()))
    }

    /// Every file that is written down and not in the store, or there with another
    /// length: what `convoke doctor` tells after a restore.
    ///
    /// # Errors
    /// The engine's and the store's.
    pub async fn missing(&self, db: &Db, ctx: &Ctx) -> Result<Vec<Digest>, Error> {
        let mut missing = Vec::new();
        for row in select::<blob_row::Entity>(ctx).all(db.read()).await? {
            let there = self.store.size(&row.digest).await?;
            if there.map(|size| i64::try_from(size).unwrap_or(i64::MAX)) != Some(row.size) {
                missing.push(row.digest);
            }
        }
        Ok(missing)
    }
}

/// Says, in the transaction of whoever needs it, that `holder` needs a file.
///
/// # Errors
/// The engine's; a file that is not there is a broken reference.
pub async fn hold(tx: &Tx, digest: &Digest, holder: uuid::Uuid) -> Result<(), DbErr> {
    let row = holder_row::ActiveModel { digest: Set(digest.clone()), holder: Set(holder) };
    let once = OnConflict::columns([holder_row::Column::Digest, holder_row::Column::Holder]).do_nothing().to_owned();
    holder_row::Entity::insert(row).on_conflict(once).exec_without_returning(tx.conn()).await.map(drop)
}

/// Says that `holder` needs none of its files any more.
///
/// # Errors
/// The engine's.
pub async fn let_go(tx: &Tx, holder: uuid::Uuid) -> Result<(), DbErr> {
    let query = holder_row::Entity::delete_many().filter(holder_row::Column::Holder.eq(holder));
    query.exec(tx.conn()).await.map(drop)
}
