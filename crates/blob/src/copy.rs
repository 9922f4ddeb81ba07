//! Files on their way into a backup and back: from one store into another, piece
//! by piece, and believed only when the content has the digest it is known by.

use crate::{
    Blobs, Digest, Error, PartId,
    reading::PIECE,
    store::Store,
    tables::blob_row::{Column, Entity},
};
use db::{Db, select};
use kernel::Ctx;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use std::io;

/// Files that are asked for in one query.
const AT_ONCE: u64 = 500;

/// A file as it is written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    /// The SHA-256 of its content.
    pub digest: Digest,
    /// Its length in bytes.
    pub size: u64,
}

/// What was copied; what was there already is not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Copied {
    /// How many files.
    pub files: u64,
    /// Their length in bytes.
    pub bytes: u64,
}

impl Copied {
    fn add(&mut self, size: u64) {
        self.files += 1;
        self.bytes += size;
    }
}

impl Blobs {
    /// Copies every file that is written down now into `there`, unless it is there.
    /// A file is never changed once it is kept, so an interrupted copy goes on.
    ///
    /// # Errors
    /// As [`Blobs::copy_one`], and the engine's.
    pub async fn copy_all(&self, db: &Db, ctx: &Ctx, there: &Self) -> Result<Copied, Error> {
        let mut copied = Copied::default();
        let mut after = String::new();
        loop {
            let query = select::<Entity>(ctx).filter(Column::Digest.gt(after)).order_by_asc(Column::Digest);
            let some = query.limit(AT_ONCE).all(db.read()).await?;
            let Some(last) = some.last() else { return Ok(copied) };
            after = last.digest.as_str().to_owned();
            for row in some {
                let filed = Filed { size: u64::try_from(row.size).unwrap_or(0), digest: row.digest };
                match self.copy_one(ctx, there, &filed).await {
                    Ok(true) => copied.add(filed.size),
                    Ok(false) => {}
                    // Nobody needed it any more, and it was swept since it was read.
                    Err(Error::Lost(digest)) if !is_filed(db, ctx, &digest).await? => {}
                    Err(error) => return Err(error),
                }
            }
        }
    }

    /// Copies one file into `there`; `false` when it is there already.
    ///
    /// # Errors
    /// [`Error::Lost`] and [`Error::Damaged`] when it is not here as it is written
    /// down, the stores'.
    pub async fn copy_one(&self, ctx: &Ctx, there: &Self, filed: &Filed) -> Result<bool, Error> {
        if there.store.size(&filed.digest).await? == Some(filed.size) {
            return Ok(false);
        }
        let part: PartId = ctx.new_id();
        let copied = pass(&*self.store, &*there.store, filed, part).await;
        if copied.is_err() {
            there.store.discard(part).await?;
        }
        copied.map(|()| true)
    }
}

async fn is_filed(db: &Db, ctx: &Ctx, digest: &Digest) -> Result<bool, Error> {
    let query = select::<Entity>(ctx).filter(Column::Digest.eq(digest.clone()));
    Ok(query.one(db.read()).await?.is_some())
}

async fn pass(from: &dyn Store, to: &dyn Store, filed: &Filed, part: PartId) -> Result<(), Error> {
    let lost = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => Error::Lost(filed.digest.clone()),
        _ => Error::Store(error),
    };
    let mut at = 0;
    loop {
        let piece = from.read(&filed.digest, at, PIECE).await.map_err(lost)?;
        if piece.is_empty() {
            break;
        }
        let next = at + piece.len() as u64;
        to.write(part, at, piece).await?;
        at = next;
    }
    // What is kept is kept under the digest that it has, whatever it was called here.
    let is_whole = at == filed.size && at > 0;
    if is_whole && to.keep(part, at).await? == filed.digest {
        Ok(())
    } else {
        Err(Error::Damaged(filed.digest.clone()))
    }
}
