//! From an archive into an empty database of either engine.

use super::{ArchiveError, Comparison, Reader, Summary, compare, summarise, value};
use crate::{
    Backend, Db, Migration, Tx,
    schema::{self, Table, quoted},
};
use sea_orm::{ConnectionTrait, DbErr, Statement, Value};
use std::path::Path;

/// Values bound in one statement; SQLite takes 32,766.
const VALUES: usize = 8_000;

/// Restores `path` into the empty database `db`: makes the schema the archive
/// was taken from, fills it in one transaction, proves that counts and hashes
/// are equal, and brings it up to `migrations`.
///
/// # Errors
/// See [`ArchiveError`]. A database in which a restore failed is thrown away.
pub async fn restore(db: &Db, migrations: &[Migration], path: &Path) -> Result<Summary, ArchiveError> {
    if !schema::is_empty(db).await? {
        return Err(ArchiveError::NotEmpty);
    }
    let schema = Reader::open(path)?.schema(migrations)?;
    db.migrate(&schema).await?;
    // The closure may run again, and then reads the file again from its start.
    let archived = db.write("restore", |tx| async move { load(&tx, db.backend(), path).await }).await?;
    let differing: Vec<String> = compare(&archived, &summarise(db).await?)
        .into_iter()
        .filter(|line| !line.is_equal())
        .map(|Comparison { table, .. }| table)
        .collect();
    if !differing.is_empty() {
        return Err(ArchiveError::Differs(differing.join(", ")));
    }
    db.migrate(migrations).await?;
    Ok(archived)
}

async fn load(tx: &Tx, backend: Backend, path: &Path) -> Result<Summary, ArchiveError> {
    let references = suspend_references(tx, backend).await?;
    let tables = schema::tables(tx.conn()).await?;
    for table in &tables {
        // A migration may have put rows in; the archive has its own.
        execute(tx, &format!("DELETE FROM {}", quoted(&table.name))).await?;
    }
    let mut reader = Reader::open(path)?;
    while let Some(table) = reader.next_table()? {
        if !tables.contains(&table) {
            return Err(ArchiveError::Damaged(format!("its table {} is not that of its schema", table.name)));
        }
        fill(tx, &table, &mut reader).await?;
    }
    for sql in references {
        execute(tx, &sql).await?;
    }
    Ok(reader.summary())
}

async fn fill(tx: &Tx, table: &Table, reader: &mut Reader) -> Result<(), ArchiveError> {
    let at_once = (VALUES / table.columns.len().max(1)).max(1);
    let mut batch = Vec::with_capacity(at_once);
    while let Some(row) = reader.next_row()? {
        batch.push(row);
        if batch.len() == at_once {
            insert(tx, table, &batch).await?;
            batch.clear();
        }
    }
    if batch.is_empty() { Ok(()) } else { insert(tx, table, &batch).await }
}

async fn insert(tx: &Tx, table: &Table, rows: &[Vec<serde_json::Value>]) -> Result<(), ArchiveError> {
    let engine = tx.conn().get_database_backend();
    let mut values: Vec<Value> = Vec::with_capacity(rows.len() * table.columns.len());
    let mut tuples = Vec::with_capacity(rows.len());
    for row in rows {
        let mut marks = Vec::with_capacity(row.len());
        for (column, json) in table.columns.iter().zip(row) {
            values.push(value::bound(table, column, json)?);
            marks.push(value::placeholder(column.kind, values.len(), engine));
        }
        tuples.push(format!("({})", marks.join(", ")));
    }
    let names: Vec<String> = table.columns.iter().map(|column| quoted(&column.name)).collect();
    let sql = format!("INSERT INTO {} ({}) VALUES {}", quoted(&table.name), names.join(", "), tuples.join(", "));
    tx.conn().execute_raw(Statement::from_sql_and_values(engine, &sql, values)).await?;
    Ok(())
}

/// Tables come in the order of their names, not of their references: those are
/// checked when all rows are in. Answers with what has to be said to check them.
async fn suspend_references(tx: &Tx, backend: Backend) -> Result<Vec<String>, ArchiveError> {
    if backend == Backend::Sqlite {
        // Until the commit, which fails if a reference leads nowhere.
        execute(tx, "PRAGMA defer_foreign_keys = ON").await?;
        return Ok(Vec::new());
    }
    // Switching triggers off would need a superuser, and would never look at the
    // rows again. A constraint that is added anew checks all of them.
    let sql = "SELECT conrelid::regclass::text AS tab, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS def \
               FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace \
               ORDER BY conname";
    let mut again = Vec::new();
    for row in schema::query(tx.conn(), sql, []).await? {
        let table: String = row.try_get("", "tab").map_err(ArchiveError::Database)?;
        let name: String = row.try_get("", "name").map_err(ArchiveError::Database)?;
        let definition: String = row.try_get("", "def").map_err(ArchiveError::Database)?;
        execute(tx, &format!("ALTER TABLE {table} DROP CONSTRAINT {name}")).await?;
        again.push(format!("ALTER TABLE {table} ADD CONSTRAINT {name} {definition}"));
    }
    Ok(again)
}

async fn execute(tx: &Tx, sql: &str) -> Result<(), DbErr> {
    tx.conn().execute_unprepared(sql).await.map(|_| ())
}
