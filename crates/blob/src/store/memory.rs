//! The store of tests: the same promises, and gone with the process.

use super::Store;
use crate::{Digest, PartId};
use bytes::Bytes;
use sha2::Digest as _;
use std::{
    collections::HashMap,
    io,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Files in memory.
#[derive(Debug, Default)]
pub struct MemoryStore(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    parts: HashMap<PartId, Vec<u8>>,
    files: HashMap<Digest, Bytes>,
}

impl MemoryStore {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn missing() -> io::Error {
    io::Error::from(io::ErrorKind::NotFound)
}

fn slice(bytes: &[u8], at: u64, length: usize) -> Bytes {
    let from = usize::try_from(at).unwrap_or(usize::MAX).min(bytes.len());
    Bytes::copy_from_slice(&bytes[from..bytes.len().min(from.saturating_add(length))])
}

#[async_trait::async_trait]
impl Store for MemoryStore {
    async fn write(&self, part: PartId, at: u64, bytes: Bytes) -> io::Result<()> {
        let at = usize::try_from(at).map_err(io::Error::other)?;
        let mut kept = self.kept();
        let whole = kept.parts.entry(part).or_default();
        let end = at + bytes.len();
        if whole.len() < end {
            whole.resize(end, 0);
        }
        whole[at..end].copy_from_slice(&bytes);
        Ok(())
    }

    async fn read_part(&self, part: PartId, at: u64, length: usize) -> io::Result<Bytes> {
        self.kept().parts.get(&part).map(|whole| slice(whole, at, length)).ok_or_else(missing)
    }

    async fn keep(&self, part: PartId, size: u64) -> io::Result<Digest> {
        let mut kept = self.kept();
        let mut whole = kept.parts.remove(&part).ok_or_else(missing)?;
        whole.truncate(usize::try_from(size).map_err(io::Error::other)?);
        let digest = Digest::of_hash(&sha2::Sha256::digest(&whole));
        kept.files.insert(digest.clone(), whole.into());
        Ok(digest)
    }

    async fn discard(&self, part: PartId) -> io::Result<()> {
        self.kept().parts.remove(&part);
        Ok(())
    }

    async fn read(&self, digest: &Digest, at: u64, length: usize) -> io::Result<Bytes> {
        self.kept().files.get(digest).map(|whole| slice(whole, at, length)).ok_or_else(missing)
    }

    async fn size(&self, digest: &Digest) -> io::Result<Option<u64>> {
        Ok(self.kept().files.get(digest).map(|whole| whole.len() as u64))
    }

    async fn remove(&self, digest: &Digest) -> io::Result<()> {
        self.kept().files.remove(digest);
        Ok(())
    }
}
