//! `convoke restore`: from a backup into an empty database; with `--drill` into a
//! temporary one, to prove that the backup is good for something.

use crate::{backup, config::Config, house};
use anyhow::Context;
use db::{
    Db, Migration,
    archive::{self, Comparison},
    schema,
};
use kernel::{SystemClock, SystemEntropy};
use std::{path::Path, process::ExitCode, sync::Arc};

/// Fills the empty database of a house, after its files: what cannot be brought
/// back whole is told before a row is written.
///
/// # Errors
/// When it is not empty, the backup is damaged or from a newer Convoke, or, unless
/// `without_files`, a file is missing or damaged.
pub async fn run(config: &Config, file: &Path, without_files: bool) -> anyhow::Result<()> {
    let db = house::untouched_database(config).await?;
    anyhow::ensure!(schema::is_empty(&db).await?, archive::ArchiveError::NotEmpty);
    if !without_files {
        let files = backup::files::bring_back(file, &crate::files::of(config), &db.system()).await?;
        println!("{files} files are in {}.", config.data.join("files").display());
    }
    let summary = archive::restore(&db, &house::migrations(), file).await?;
    db.close().await?;
    println!(
        "Restored {} rows of {} tables, as they were at {}; counts and hashes are equal.",
        summary.rows(),
        summary.tables.len(),
        summary.made_at
    );
    Ok(())
}

/// Restores a backup into a temporary place and prints, table by table, whether
/// what arrived is what was archived.
///
/// # Errors
/// When it cannot be restored at all.
pub async fn drill(file: &Path) -> anyhow::Result<ExitCode> {
    let lines = rehearse(file, &house::migrations()).await?;
    print(&lines);
    let files = backup::files::report(file)?;
    if files && lines.iter().all(Comparison::is_equal) {
        println!("The drill succeeded: all counts and hashes are equal.");
        Ok(ExitCode::SUCCESS)
    } else {
        println!("THE DRILL FAILED: this backup does not restore what was archived.");
        Ok(ExitCode::FAILURE)
    }
}

/// The drill itself: restore, back up what was restored, and compare the two
/// files, so that both ways are travelled.
///
/// # Errors
/// When it cannot be restored at all.
pub async fn rehearse(file: &Path, migrations: &[Migration]) -> anyhow::Result<Vec<Comparison>> {
    let archived = archive::verify(file)?;
    // Only the schema of the archive: a table that a later migration adds would look like a difference.
    let schema = archive::Reader::open(file)?.schema(migrations)?;
    let place = tempfile::tempdir().context("a temporary folder")?;
    let address = format!("sqlite:{}", place.path().join("drill.db").display());
    let db = Db::connect(&address, Arc::new(SystemClock), Arc::new(SystemEntropy)).await?;
    archive::restore(&db, &schema, file).await?;
    let again = place.path().join("again");
    backup::write(&db, &again).await?;
    let found = archive::verify(&again)?;
    db.close().await?;
    Ok(archive::compare(&archived, &found))
}

fn print(lines: &[Comparison]) {
    println!("{:<32} {:>10} {:>10}  {:<16} result", "table", "archived", "restored", "sha256");
    let rows =
        |side: &Option<archive::TableSummary>| side.as_ref().map_or("-".to_owned(), |table| table.rows.to_string());
    for line in lines {
        let hash = line.found.as_ref().map_or("-", |table| &table.sha256[..16]);
        let result = if line.is_equal() { "equal" } else { "DIFFERENT" };
        println!("{:<32} {:>10} {:>10}  {hash:<16} {result}", line.table, rows(&line.archived), rows(&line.found));
    }
}
