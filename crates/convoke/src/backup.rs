//! `convoke backup` and `convoke verify`: all rows in one file, the files that were
//! handed in beside it, and a look whether both are still what was written.

pub mod files;

use crate::{config::Config, house};
use anyhow::Context;
use blob::{Blobs, Copied, LocalStore};
use db::{Db, archive, schema};
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

/// Backs up a house, rows and files. It may be open and written to meanwhile.
///
/// # Errors
/// When the file exists, the database holds nothing, or either cannot be used.
pub async fn run(config: &Config, file: &Path) -> anyhow::Result<()> {
    let address = config.database_address();
    if let Some(path) = address.strip_prefix("sqlite:") {
        // Opening would make it, and a backup of nothing would look like one.
        anyhow::ensure!(Path::new(path).exists(), "there is no database at {path}; `--data` or `--database` names it");
    }
    let db = house::untouched_database(config).await?;
    let (summary, copied) = whole(&db, &crate::files::of(config), file).await?;
    db.close().await?;
    println!("{} rows of {} tables are in {}", summary.rows(), summary.tables.len(), file.display());
    if copied.files > 0 {
        println!("{} files, {} bytes, are in {}", copied.files, copied.bytes, files::folder_of(file).display());
    }
    println!("`convoke restore --drill {}` proves that they can be restored.", file.display());
    Ok(())
}

/// Backs up the rows of a house into a new file, and what was handed in into a
/// folder beside it. The file gets its name last: where it is, all is there.
///
/// Files are copied before the rows are read and once more after that. A file is
/// never changed, and one that the rows speak of was there before they were read,
/// or came while they were and is far too young to be swept.
///
/// # Errors
/// As [`run`]; when a file is not in the house as it is written down.
pub async fn whole(db: &Db, blobs: &Blobs, file: &Path) -> anyhow::Result<(archive::Summary, Copied)> {
    let folder = files::folder_of(file);
    anyhow::ensure!(!folder.exists(), "{} exists; a backup never writes over anything", folder.display());
    let (rows, half) = (beside(file, ".rows"), beside(file, ".files.part"));
    // What an earlier try left behind; nobody has called it a backup.
    for left in [&rows, &half].into_iter().filter(|left| left.exists()) {
        if left.is_dir() { std::fs::remove_dir_all(left) } else { std::fs::remove_file(left) }
            .with_context(|| format!("removing {}", left.display()))?;
    }
    let copy = Blobs::in_folder(&half);
    let mut copied = copy_known(db, blobs, &copy).await?;
    anyhow::ensure!(!file.exists(), "{} exists; a backup never writes over anything", file.display());
    let summary = write(db, &rows).await?;
    let late = copy_known(db, blobs, &copy).await?;
    copied.files += late.files;
    copied.bytes += late.bytes;
    let spoken_of = files::spoken_of(&rows)?;
    let wanted: BTreeSet<blob::Digest> = spoken_of.iter().map(|filed| filed.digest.clone()).collect();
    if half.exists() {
        // What was swept meanwhile is nobody's any more, and not the backup's either.
        LocalStore::new(&half).keep_only(&wanted).with_context(|| format!("tidying {}", half.display()))?;
        std::fs::rename(&half, &folder).with_context(|| format!("naming {}", folder.display()))?;
    }
    let lost = spoken_of.iter().filter(|filed| !files::is_there(&folder, filed)).count();
    anyhow::ensure!(lost == 0, "{lost} files that the rows speak of were not copied; try again");
    std::fs::rename(&rows, file).with_context(|| format!("naming {}", file.display()))?;
    Ok((summary, copied))
}

fn beside(file: &Path, end: &str) -> PathBuf {
    let mut path = file.as_os_str().to_owned();
    path.push(end);
    PathBuf::from(path)
}

/// All files that are written down now; none in a database that is older than files.
async fn copy_known(db: &Db, blobs: &Blobs, copy: &Blobs) -> anyhow::Result<Copied> {
    anyhow::ensure!(!schema::is_empty(db).await?, "the database holds nothing of Convoke");
    let applied = db.applied().await?;
    if !blob::MIGRATIONS.iter().all(|one| applied.contains_key(one.name)) {
        return Ok(Copied::default());
    }
    blobs.copy_all(db, &db.system(), copy).await.context("copying the files")
}

/// Backs up the rows of an open database into a new file.
///
/// # Errors
/// As [`run`].
pub async fn write(db: &Db, file: &Path) -> anyhow::Result<archive::Summary> {
    anyhow::ensure!(!file.exists(), "{} exists; a backup never writes over anything", file.display());
    anyhow::ensure!(!schema::is_empty(db).await?, "the database holds nothing of Convoke");
    archive::backup(db, file).await.context("the backup failed; nothing was left behind that looks like one")
}

/// Checks a backup against its own counts and hashes, and its files against their
/// digests, without a database.
///
/// # Errors
/// What is wrong with it.
pub fn verify(file: &Path) -> anyhow::Result<()> {
    let summary = archive::verify(file)?;
    println!("{:<32} {:>10}  sha256", "table", "rows");
    for table in &summary.tables {
        println!("{:<32} {:>10}  {}", table.name, table.rows, table.sha256);
    }
    anyhow::ensure!(files::report(file)?, "the rows are whole, and files are not");
    println!("Whole: {} rows, taken {}.", summary.rows(), summary.made_at);
    Ok(())
}
