//! Giving a file back, piece by piece.

use crate::{Blobs, Digest, Error, Kind, tables::blob_row};
use bytes::Bytes;
use db::{Db, select};
use futures_util::{Stream, stream};
use kernel::Ctx;
use sea_orm::{ColumnTrait, QueryFilter};
use std::{io, pin::Pin};

/// Bytes read at once: all the memory a reader costs.
pub(crate) const PIECE: usize = 256 * 1024;

/// The content of a file, piece by piece.
pub type Chunks = Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send>>;

/// A file to be read.
pub struct Whole {
    /// Its length in bytes.
    pub size: u64,
    /// What it is.
    pub kind: Kind,
    /// Its content.
    pub chunks: Chunks,
}

impl Blobs {
    /// Opens a file. Whoever asks has decided that this reader may.
    ///
    /// # Errors
    /// [`Error::NotFound`], the engine's.
    pub async fn open(&self, db: &Db, ctx: &Ctx, digest: &Digest) -> Result<Whole, Error> {
        let query = select::<blob_row::Entity>(ctx).filter(blob_row::Column::Digest.eq(digest.clone()));
        let row = query.one(db.read()).await?.ok_or(Error::NotFound)?;
        let store = self.store.clone();
        let chunks = stream::try_unfold((store, row.digest, 0), |(store, digest, at)| async move {
            let piece = store.read(&digest, at, PIECE).await?;
            let next = at + piece.len() as u64;
            Ok((!piece.is_empty()).then_some((piece, (store, digest, next))))
        });
        Ok(Whole { size: u64::try_from(row.size).unwrap_or(0), kind: row.kind, chunks: Box::pin(chunks) })
    }
}
