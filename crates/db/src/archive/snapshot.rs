//! Reading a database at one instant, row by row, in the order of the keys.

use super::{
    AppliedMigration, ArchiveError, FORMAT, Manifest, Summary, TableSummary,
    file::{Tally, Writer},
    value,
};
use crate::{
    Backend, Db,
    schema::{self, Table, quoted},
};
use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseTransaction, DbErr, IsolationLevel, Statement, TransactionOptions,
    TransactionTrait, Value,
};
use std::path::Path;

/// Rows that are in memory at a time.
const PAGE: usize = 500;

/// Writes everything the database holds to `path`. The file appears when it is
/// whole; until then it is called `….part`.
///
/// # Errors
/// The engine's or the disk's.
pub async fn backup(db: &Db, path: &Path) -> Result<Summary, ArchiveError> {
    let snapshot = begin(db).await?;
    let made_at = db.system().now();
    let manifest = Manifest {
        archive: "convoke".to_owned(),
        format: FORMAT,
        made_at,
        engine: format!("{:?}", db.backend()).to_lowercase(),
        migrations: migrations(&snapshot).await?,
    };
    let mut writer = Writer::create(path, &manifest)?;
    let mut tables = Vec::new();
    for table in schema::tables(&snapshot).await? {
        writer.table(&table)?;
        let summary = each_row(&snapshot, &table, |line| writer.row(line)).await?;
        writer.table_end(&summary)?;
        tables.push(summary);
    }
    writer.finish(&tables)?;
    Ok(Summary { made_at, tables })
}

/// Counts and hashes everything the database holds, as [`backup`] would.
///
/// # Errors
/// The engine's.
pub async fn summarise(db: &Db) -> Result<Summary, ArchiveError> {
    let snapshot = begin(db).await?;
    let mut tables = Vec::new();
    for table in schema::tables(&snapshot).await? {
        tables.push(each_row(&snapshot, &table, |_| Ok(())).await?);
    }
    Ok(Summary { made_at: db.system().now(), tables })
}

/// One view of the data until the transaction ends. On SQLite every transaction
/// is that; PostgreSQL has to be asked.
async fn begin(db: &Db) -> Result<DatabaseTransaction, DbErr> {
    match db.backend() {
        Backend::Sqlite => db.read().begin().await,
        Backend::Postgres => {
            let options = TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..TransactionOptions::default()
            };
            db.read().begin_with_options(options).await
        }
    }
}

async fn migrations(snapshot: &DatabaseTransaction) -> Result<Vec<AppliedMigration>, DbErr> {
    let rows = schema::query(snapshot, "SELECT name, hash FROM migration", []).await?;
    let applied =
        rows.iter().map(|row| Ok(AppliedMigration { name: row.try_get("", "name")?, hash: row.try_get("", "hash")? }));
    let mut applied = applied.collect::<Result<Vec<_>, DbErr>>()?;
    applied.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(applied)
}

/// Passes every row to `keep` as the line that stands for it.
async fn each_row(
    snapshot: &DatabaseTransaction,
    table: &Table,
    mut keep: impl FnMut(&str) -> Result<(), ArchiveError>,
) -> Result<TableSummary, ArchiveError> {
    let mut tally = Tally::default();
    let mut after: Option<Vec<serde_json::Value>> = None;
    loop {
        let rows = page(snapshot, table, after.as_deref()).await?;
        for row in &rows {
            let line = serde_json::to_string(row).map_err(|error| ArchiveError::Damaged(error.to_string()))?;
            tally.add(&line);
            keep(&line)?;
        }
        let full = rows.len() == PAGE;
        after = rows.into_iter().next_back();
        if !full {
            return Ok(tally.end(&table.name));
        }
    }
}

/// The rows that follow the row `after` in the order of the key. Not OFFSET,
/// which would read the whole table once for every page of it.
async fn page(
    snapshot: &DatabaseTransaction,
    table: &Table,
    after: Option<&[serde_json::Value]>,
) -> Result<Vec<Vec<serde_json::Value>>, ArchiveError> {
    let engine = snapshot.get_database_backend();
    let mut places = Vec::new();
    for name in &table.key {
        let place = table.columns.iter().position(|column| column.name == *name);
        places.push(place.ok_or_else(|| DbErr::Custom(format!("{} has a key without a column", table.name)))?);
    }
    let selected: Vec<String> = table.columns.iter().map(value::selected).collect();
    let order: Vec<String> = places.iter().map(|at| value::ordered(&table.columns[*at], engine)).collect();
    let order = order.join(", ");
    let mut values: Vec<Value> = Vec::new();
    let mut condition = String::new();
    if let Some(last) = after {
        for at in &places {
            values.push(value::bound(table, &table.columns[*at], &last[*at])?);
        }
        let marks: Vec<String> = (1..=values.len()).map(|n| format!("${n}")).collect();
        condition = format!("WHERE ({order}) > ({})", marks.join(", "));
    }
    let sql = format!(
        "SELECT {} FROM {} {condition} ORDER BY {order} LIMIT {PAGE}",
        selected.join(", "),
        quoted(&table.name)
    );
    let rows = snapshot.query_all_raw(Statement::from_sql_and_values(engine, &sql, values)).await?;
    let read = |row: &sea_orm::QueryResult| {
        let cells = table.columns.iter().enumerate();
        cells.map(|(index, column)| value::read(row, index, column.kind)).collect::<Result<Vec<_>, DbErr>>()
    };
    Ok(rows.iter().map(read).collect::<Result<Vec<_>, DbErr>>()?)
}
