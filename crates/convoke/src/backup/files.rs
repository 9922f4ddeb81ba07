//! The files that a backup speaks of, in a folder beside it.

use anyhow::Context;
use blob::{Blobs, Digest, Filed, Found, LocalStore};
use db::archive::Reader;
use std::path::{Path, PathBuf};

/// Where the files of a backup lie: `house.gz.files` beside `house.gz`.
pub fn folder_of(file: &Path) -> PathBuf {
    let mut folder = file.as_os_str().to_owned();
    folder.push(".files");
    PathBuf::from(folder)
}

/// Every file that a backup speaks of, in the order of their digests.
///
/// # Errors
/// When the backup cannot be read, or is damaged.
pub fn spoken_of(file: &Path) -> anyhow::Result<Vec<Filed>> {
    let mut reader = Reader::open(file)?;
    let mut all = Vec::new();
    while let Some(table) = reader.next_table()? {
        if table.name != "blob" {
            continue;
        }
        let place = |name: &str| {
            let found = table.columns.iter().position(|column| column.name == name);
            found.with_context(|| format!("the table of files has no {name}"))
        };
        let (digest, size) = (place("digest")?, place("size")?);
        while let Some(row) = reader.next_row()? {
            let digest = row[digest].as_str().and_then(Digest::parse).context("a file has no digest")?;
            let size = row[size].as_u64().context("a file has no length")?;
            all.push(Filed { digest, size });
        }
    }
    Ok(all)
}

/// A file is in a folder with its length; its content was compared when it came.
pub(super) fn is_there(folder: &Path, filed: &Filed) -> bool {
    let (first, rest) = filed.digest.as_str().split_at(2);
    std::fs::metadata(folder.join(first).join(rest)).is_ok_and(|found| found.len() == filed.size)
}

/// What is wrong with the files of a backup: each is read to its end.
///
/// # Errors
/// When they cannot be looked at.
pub fn wrong(file: &Path) -> anyhow::Result<(usize, Vec<(Filed, Found)>)> {
    let spoken_of = spoken_of(file)?;
    let store = LocalStore::new(&folder_of(file));
    let mut wrong = Vec::new();
    let total = spoken_of.len();
    for filed in spoken_of {
        let found = store.look(&filed).with_context(|| format!("reading {}", filed.digest))?;
        if found != Found::Whole {
            wrong.push((filed, found));
        }
    }
    Ok((total, wrong))
}

/// Prints what [`wrong`] finds; `true` when all are there and whole.
///
/// # Errors
/// As [`wrong`].
pub fn report(file: &Path) -> anyhow::Result<bool> {
    let (total, wrong) = wrong(file)?;
    for (filed, found) in &wrong {
        let word = match found {
            Found::Missing => "missing",
            Found::Damaged | Found::Whole => "DAMAGED",
        };
        println!("{word}: {}", filed.digest);
    }
    println!("Files: {} of {total} are whole in {}.", total - wrong.len(), folder_of(file).display());
    Ok(wrong.is_empty())
}

/// Takes the files of a backup into a house. Content is compared on the way.
///
/// # Errors
/// Names the first that is missing or damaged; those before it are there.
pub async fn bring_back(file: &Path, house: &Blobs, ctx: &kernel::Ctx) -> anyhow::Result<usize> {
    let folder = folder_of(file);
    let copy = Blobs::in_folder(&folder);
    let spoken_of = spoken_of(file)?;
    for filed in &spoken_of {
        let advice = || {
            format!(
                "the files in {} are not those of the backup; `--without-files` restores the rows alone",
                folder.display()
            )
        };
        copy.copy_one(ctx, house, filed).await.with_context(advice)?;
    }
    Ok(spoken_of.len())
}
