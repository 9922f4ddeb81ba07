//! A folder of this machine: `parts/` for what arrives, and for what is kept two
//! letters of the digest, then the rest. For several nodes it must be one folder
//! that all of them share.

use super::Store;
use crate::{Digest, Filed, PartId};
use bytes::Bytes;
use sha2::Digest as _;
use std::{
    collections::BTreeSet,
    fs::{self, File, OpenOptions},
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

/// Files in a folder.
#[derive(Debug)]
pub struct LocalStore {
    folder: PathBuf,
}

impl LocalStore {
    /// Files in this folder, which is made, for its owner alone, with the first one.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    fn part(&self, part: PartId) -> PathBuf {
        self.folder.join("parts").join(part.to_string())
    }

    fn file(&self, digest: &Digest) -> PathBuf {
        let (first, rest) = digest.as_str().split_at(2);
        self.folder.join(first).join(rest)
    }
}

/// What a look at a file found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// It is there, with the content that it is known by.
    Whole,
    /// It is not there.
    Missing,
    /// It is there, and is something else.
    Damaged,
}

/// For copies, which nobody writes to meanwhile. Both wait for the disk.
impl LocalStore {
    /// Reads a file to its end and compares.
    ///
    /// # Errors
    /// The system's.
    pub fn look(&self, filed: &Filed) -> io::Result<Found> {
        let mut file = match File::open(self.file(&filed.digest)) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::Missing),
            Err(error) => return Err(error),
        };
        let is_whole = file.metadata()?.len() == filed.size && hash(&mut file)? == filed.digest;
        Ok(if is_whole { Found::Whole } else { Found::Damaged })
    }

    /// Removes every file but these, and what never arrived.
    ///
    /// # Errors
    /// The system's.
    pub fn keep_only(&self, wanted: &BTreeSet<Digest>) -> io::Result<()> {
        for first in fs::read_dir(&self.folder)? {
            let first = first?;
            for file in fs::read_dir(first.path())? {
                let file = file?;
                let name = format!("{}{}", first.file_name().display(), file.file_name().display());
                if Digest::parse(&name).is_none_or(|digest| !wanted.contains(&digest)) {
                    fs::remove_file(file.path())?;
                }
            }
            if fs::read_dir(first.path())?.next().is_none() {
                fs::remove_dir(first.path())?;
            }
        }
        Ok(())
    }
}

/// The disk is waited for on a thread of its own.
async fn apart<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(io::Error::other)?
}

fn folder_of(file: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(file.parent().unwrap_or(Path::new(".")))
}

fn write_at(file: &Path, at: u64, bytes: &[u8]) -> io::Result<()> {
    folder_of(file)?;
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(file)?;
    file.seek(SeekFrom::Start(at))?;
    file.write_all(bytes)
}

fn read_at(file: &Path, at: u64, length: usize) -> io::Result<Bytes> {
    let mut file = File::open(file)?;
    file.seek(SeekFrom::Start(at))?;
    let mut bytes = Vec::with_capacity(length);
    file.take(length as u64).read_to_end(&mut bytes)?;
    Ok(bytes.into())
}

fn hash(file: &mut File) -> io::Result<Digest> {
    let mut hasher = sha2::Sha256::new();
    let mut buffer = vec![0; 256 * 1024];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(Digest::of_hash(&hasher.finalize())),
            read => hasher.update(&buffer[..read]),
        }
    }
}

fn gone(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

#[async_trait::async_trait]
impl Store for LocalStore {
    async fn write(&self, part: PartId, at: u64, bytes: Bytes) -> io::Result<()> {
        let file = self.part(part);
        apart(move || write_at(&file, at, &bytes)).await
    }

    async fn read_part(&self, part: PartId, at: u64, length: usize) -> io::Result<Bytes> {
        let file = self.part(part);
        apart(move || read_at(&file, at, length)).await
    }

    async fn keep(&self, part: PartId, size: u64) -> io::Result<Digest> {
        let (from, folder) = (self.part(part), self.folder.clone());
        apart(move || {
            let mut file = OpenOptions::new().read(true).write(true).open(&from)?;
            // A piece that was refused after it was written may have left bytes behind the end.
            file.set_len(size)?;
            let digest = hash(&mut file)?;
            file.sync_all()?;
            let to = Self { folder }.file(&digest);
            folder_of(&to)?;
            fs::rename(&from, &to)?;
            // The name must outlive a power cut as well as the bytes do.
            if let Some(folder) = to.parent() {
                File::open(folder)?.sync_all()?;
            }
            Ok(digest)
        })
        .await
    }

    async fn discard(&self, part: PartId) -> io::Result<()> {
        let file = self.part(part);
        apart(move || gone(fs::remove_file(file))).await
    }

    async fn read(&self, digest: &Digest, at: u64, length: usize) -> io::Result<Bytes> {
        let file = self.file(digest);
        apart(move || read_at(&file, at, length)).await
    }

    async fn size(&self, digest: &Digest) -> io::Result<Option<u64>> {
        let file = self.file(digest);
        apart(move || match fs::metadata(file) {
            Ok(metadata) => Ok(Some(metadata.len())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        })
        .await
    }

    async fn remove(&self, digest: &Digest) -> io::Result<()> {
        let file = self.file(digest);
        apart(move || gone(fs::remove_file(file))).await
    }
}
