//! Where the bytes lie. Small enough that an object store can stand behind it: a
//! part is a multipart upload there, and to keep it is to complete and name it.

mod local;
mod memory;

pub use local::{Found, LocalStore};
pub use memory::MemoryStore;

use crate::{Digest, PartId};
use bytes::Bytes;
use std::io;

/// A place for bytes. Nothing in it knows who may read them.
#[async_trait::async_trait]
pub trait Store: Send + Sync + 'static {
    /// Writes bytes of a part at a place; what was there is written over.
    ///
    /// # Errors
    /// The store's.
    async fn write(&self, part: PartId, at: u64, bytes: Bytes) -> io::Result<()>;

    /// Reads bytes of a part; fewer where it ends.
    ///
    /// # Errors
    /// The store's.
    async fn read_part(&self, part: PartId, at: u64, length: usize) -> io::Result<Bytes>;

    /// Makes the first `size` bytes of a part a file, durably, and names it by its
    /// digest. A file of this digest that is there already stays.
    ///
    /// # Errors
    /// The store's.
    async fn keep(&self, part: PartId, size: u64) -> io::Result<Digest>;

    /// Forgets a part; one that is not there is forgotten already.
    ///
    /// # Errors
    /// The store's.
    async fn discard(&self, part: PartId) -> io::Result<()>;

    /// Reads bytes of a file; fewer where it ends.
    ///
    /// # Errors
    /// The store's; a file that is not there is `NotFound`.
    async fn read(&self, digest: &Digest, at: u64, length: usize) -> io::Result<Bytes>;

    /// The length of a file, if it is there.
    ///
    /// # Errors
    /// The store's.
    async fn size(&self, digest: &Digest) -> io::Result<Option<u64>>;

    /// Removes a file; one that is not there is removed already.
    ///
    /// # Errors
    /// The store's.
    async fn remove(&self, digest: &Digest) -> io::Result<()>;
}
