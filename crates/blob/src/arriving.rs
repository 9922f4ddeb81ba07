//! Taking a piece, and taking the whole: bytes are written as they come and never
//! held; what a file is, is seen before it is kept.

use crate::{
    Blobs, Digest, Error, FileName, Kind, Part, PartId, Stored,
    kind::{self, DIRECTORY, HEAD, TAIL},
    part::{forget, too_large},
    tables::blob_row,
};
use bytes::{Bytes, BytesMut};
use db::{Db, Tx};
use futures_util::{Stream, StreamExt};
use kernel::Ctx;
use sea_orm::{EntityTrait, IntoActiveModel, sea_query::OnConflict};
use std::{collections::BTreeSet, fmt::Display, time::Duration};

/// Bytes that are gathered before they are written: all the memory a sender costs.
const GATHERED: usize = 256 * 1024;
/// Whoever sends nothing for so long has broken off.
const SILENCE: Duration = Duration::from_secs(30);

impl Blobs {
    /// Takes a piece that begins at `at`. What came before the sender broke off is
    /// kept and written down.
    ///
    /// # Errors
    /// [`Error::Misplaced`] with the place where it must begin, [`Error::Refused`]
    /// for more than was announced, [`Error::BrokenOff`], [`Error::NotFound`].
    pub async fn arrive<E: Display>(
        &self,
        db: &Db,
        ctx: &Ctx,
        id: PartId,
        at: u64,
        piece: impl Stream<Item = Result<Bytes, E>> + Send + Unpin,
    ) -> Result<Part, Error> {
        let part = self.part(db, ctx, id).await?;
        if part.arrived != at {
            return Err(Error::Misplaced(part.arrived));
        }
        let (written, ended) = self.pour(&part, piece).await;
        let part = if written > part.arrived { self.come_further(db, ctx, &part, written).await? } else { part };
        ended.map(|()| part)
    }

    /// Writes what comes; answers up to where, and how it ended.
    async fn pour<E: Display>(
        &self,
        part: &Part,
        mut piece: impl Stream<Item = Result<Bytes, E>> + Send + Unpin,
    ) -> (u64, Result<(), Error>) {
        let (mut at, mut gathered) = (part.arrived, BytesMut::new());
        let end = part.arrived + part.room();
        loop {
            let next = tokio::time::timeout(SILENCE, piece.next()).await;
            let (bytes, ended) = match next {
                Ok(Some(Ok(bytes))) => (bytes, None),
                Ok(None) => (Bytes::new(), Some(Ok(()))),
                Ok(Some(Err(error))) => {
                    tracing::debug!(%error, "a sender broke off");
                    (Bytes::new(), Some(Err(Error::BrokenOff)))
                }
                Err(_) => (Bytes::new(), Some(Err(Error::BrokenOff))),
            };
            if at + (gathered.len() + bytes.len()) as u64 > end {
                return (at, Err(too_large()));
            }
            gathered.extend_from_slice(&bytes);
            if !gathered.is_empty() && (gathered.len() >= GATHERED || ended.is_some()) {
                let full = gathered.split().freeze();
                let length = full.len() as u64;
                if let Err(error) = self.store.write(part.id, at, full).await {
                    return (at, Err(error.into()));
                }
                at += length;
            }
            if let Some(ended) = ended {
                return (at, ended);
            }
        }
    }

    /// Keeps a file that has arrived, if it is what its name says and one of `kinds`.
    /// A file that is refused is forgotten.
    ///
    /// # Errors
    /// [`Error::Refused`] for what it is, [`Error::Misplaced`] while something is
    /// missing, [`Error::NotFound`].
    pub async fn keep(&self, db: &Db, ctx: &Ctx, id: PartId, name: &FileName, kinds: &[Kind]) -> Result<Stored, Error> {
        let part = self.part(db, ctx, id).await?;
        if !part.is_whole() {
            return Err(Error::Misplaced(part.arrived));
        }
        match self.seen(&part, name, kinds).await {
            Ok(kind) => self.place(db, ctx, &part, kind).await,
            Err(refused @ Error::Refused(_)) => {
                forget(db, id).await?;
                self.store.discard(id).await?;
                Err(refused)
            }
            Err(other) => Err(other),
        }
    }

    async fn seen(&self, part: &Part, name: &FileName, kinds: &[Kind]) -> Result<Kind, Error> {
        if part.arrived == 0 {
            return Err(Error::refused("blob-problem-empty"));
        }
        let kind = self.look(part).await?.filter(|kind| kinds.contains(kind));
        let kind = kind.ok_or_else(|| Error::refused("blob-problem-kind"))?;
        if name.fits(kind) { Ok(kind) } else { Err(Error::refused("blob-problem-other-ending")) }
    }

    /// A look into the beginning, and for an archive into its directory.
    async fn look(&self, part: &Part) -> Result<Option<Kind>, Error> {
        let head = self.store.read_part(part.id, 0, HEAD).await?;
        if !Kind::is_archive(&head) {
            return Ok(Kind::by_head(&head));
        }
        let from = part.arrived.saturating_sub(TAIL as u64);
        let tail = self.store.read_part(part.id, from, TAIL).await?;
        let entries: BTreeSet<String> = match kind::directory(&tail, part.arrived) {
            Some((at, length)) => {
                debug_assert!(length as u64 <= DIRECTORY, "no more is read than was promised");
                kind::entries(&self.store.read_part(part.id, at, length).await?)
            }
            None => return Ok(None),
        };
        Ok(Kind::by_entries(&head, &entries))
    }

    async fn place(&self, db: &Db, ctx: &Ctx, part: &Part, kind: Kind) -> Result<Stored, Error> {
        let _one_at_a_time = self.placing.lock().await;
        let digest = self.store.keep(part.id, part.arrived).await?;
        write_down(db, ctx, &digest, part.arrived, kind).await?;
        forget(db, part.id).await?;
        Ok(Stored { digest, size: part.arrived, kind })
    }
}

async fn write_down(db: &Db, ctx: &Ctx, digest: &Digest, size: u64, kind: Kind) -> Result<(), Error> {
    let size = i64::try_from(size).unwrap_or(i64::MAX);
    let row = &blob_row::Model { digest: digest.clone(), size, kind, stored_at: ctx.now() };
    db.write("blob.keep", |tx: Tx| async move {
        // The same content again is the same file, and young once more.
        let again = OnConflict::column(blob_row::Column::Digest).update_column(blob_row::Column::StoredAt).to_owned();
        let insert = blob_row::Entity::insert(row.clone().into_active_model()).on_conflict(again);
        insert.exec_without_returning(tx.conn()).await?;
        Ok(())
    })
    .await
}
