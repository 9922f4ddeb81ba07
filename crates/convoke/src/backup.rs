//! `convoke backup` and `convoke verify`: everything in one file, and a look
//! whether it is still what was written.

use crate::{config::Config, house};
use anyhow::Context;
use db::{Db, archive, schema};
use std::path::Path;

/// Backs up the database of a house. It may be open and written to meanwhile.
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
    let summary = write(&db, file).await?;
    db.close().await?;
    println!("{} rows of {} tables are in {}", summary.rows(), summary.tables.len(), file.display());
    println!("`convoke restore --drill {}` proves that they can be restored.", file.display());
    Ok(())
}

/// Backs up an open database into a new file.
///
/// # Errors
/// As [`run`].
pub async fn write(db: &Db, file: &Path) -> anyhow::Result<archive::Summary> {
    anyhow::ensure!(!file.exists(), "{} exists; a backup never writes over anything", file.display());
    anyhow::ensure!(!schema::is_empty(db).await?, "the database holds nothing of Convoke");
    archive::backup(db, file).await.context("the backup failed; nothing was left behind that looks like one")
}

/// Checks a backup against its own counts and hashes, without a database.
///
/// # Errors
/// What is wrong with it.
pub fn verify(file: &Path) -> anyhow::Result<()> {
    let summary = archive::verify(file)?;
    println!("{:<32} {:>10}  sha256", "table", "rows");
    for table in &summary.tables {
        println!("{:<32} {:>10}  {}", table.name, table.rows, table.sha256);
    }
    println!("Whole: {} rows, taken {}.", summary.rows(), summary.made_at);
    Ok(())
}
