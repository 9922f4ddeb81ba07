//! What the database says of itself: tables, columns, keys, references. Backup
//! and doctor work from this, so a table that a domain adds tomorrow is in the
//! backup without anybody thinking of it.
//!
//! One of the two places that speak to each engine in its own words (the other
//! is [`archive`](crate::archive)).

use crate::{Backend, Db};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult, Statement, Value};
use serde::{Deserialize, Serialize};

/// Tables of the migration runner. They say where a database stands, and are
/// made anew in every database.
const OWN_TABLES: [&str; 2] = ["lease", "migration"];

/// The column types that migrations may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// `uuid`
    Uuid,
    /// `text`
    Text,
    /// `bigint` and `integer`
    Integer,
    /// `boolean`
    Boolean,
    /// `json`
    Json,
    /// `double precision`
    Double,
}

impl Kind {
    fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "uuid" => Self::Uuid,
            "text" => Self::Text,
            "bigint" | "integer" => Self::Integer,
            "boolean" => Self::Boolean,
            "json" => Self::Json,
            "double precision" => Self::Double,
            _ => return None,
        })
    }
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its type.
    pub kind: Kind,
}

/// A table that holds data of Convoke.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns, by name.
    pub columns: Vec<Column>,
    /// The columns of its primary key, in the order of the key.
    pub key: Vec<String>,
}

impl Table {
    /// The column `name`.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}

/// A foreign key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The table that refers.
    pub table: String,
    /// Its columns.
    pub columns: Vec<String>,
    /// The table referred to.
    pub parent: String,
    /// The columns there.
    pub parent_columns: Vec<String>,
}

/// Rows that refer to nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orphans {
    /// Which reference is broken.
    pub reference: Reference,
    /// In how many rows.
    pub rows: u64,
}

/// All tables that hold data, by name.
///
/// # Errors
/// The engine's; or a column has a type, or a table no primary key, that
/// `docs/migrations.md` forbids.
pub async fn tables<C: ConnectionTrait>(conn: &C) -> Result<Vec<Table>, DbErr> {
    let mut all = Vec::new();
    for name in table_names(conn).await? {
        if OWN_TABLES.contains(&name.as_str()) {
            continue;
        }
        let mut columns = columns(conn, &name).await?;
        // By name: the order of columns in a table is an accident of its history.
        columns.sort_by(|a, b| a.name.cmp(&b.name));
        let key = key(conn, &name).await?;
        if key.is_empty() {
            return Err(DbErr::Custom(format!("the table {name} has no primary key")));
        }
        all.push(Table { name, columns, key });
    }
    Ok(all)
}

/// Whether there is no table at all, not even one of the migration runner.
///
/// # Errors
/// The engine's.
pub async fn is_empty(db: &Db) -> Result<bool, DbErr> {
    Ok(table_names(db.read()).await?.is_empty())
}

/// Looks for rows whose reference leads nowhere. The engines do not let them in;
/// a damaged file or a repair by hand may.
///
/// # Errors
/// The engine's.
pub async fn orphans(db: &Db) -> Result<Vec<Orphans>, DbErr> {
    let mut found = Vec::new();
    for reference in references(db).await? {
        let pairs = reference.columns.iter().zip(&reference.parent_columns);
        let equal: Vec<String> = pairs.map(|(from, to)| format!("p.{} = c.{}", quoted(to), quoted(from))).collect();
        let given: Vec<String> = reference.columns.iter().map(|c| format!("c.{} IS NOT NULL", quoted(c))).collect();
        let sql = format!(
            "SELECT count(*) AS n FROM {} c WHERE {} AND NOT EXISTS (SELECT 1 FROM {} p WHERE {})",
            quoted(&reference.table),
            given.join(" AND "),
            quoted(&reference.parent),
            equal.join(" AND "),
        );
        let rows = query(db.read(), &sql, []).await?;
        let count: i64 = rows.first().map(|row| row.try_get("", "n")).transpose()?.unwrap_or(0);
        if count > 0 {
            found.push(Orphans { reference, rows: u64::try_from(count).unwrap_or(0) });
        }
    }
    Ok(found)
}

/// A name as it stands in SQL.
pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

pub(crate) async fn query<C: ConnectionTrait, const N: usize>(
    conn: &C,
    sql: &str,
    values: [Value; N],
) -> Result<Vec<QueryResult>, DbErr> {
    conn.query_all_raw(Statement::from_sql_and_values(conn.get_database_backend(), sql, values)).await
}

fn texts(rows: &[QueryResult], column: &str) -> Result<Vec<String>, DbErr> {
    rows.iter().map(|row| row.try_get("", column)).collect()
}

async fn table_names<C: ConnectionTrait>(conn: &C) -> Result<Vec<String>, DbErr> {
    let sql = match conn.get_database_backend() {
        DbBackend::Sqlite => {
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
        }
        _ => {
            "SELECT table_name::text AS name FROM information_schema.tables \
             WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'"
        }
    };
    let mut names = texts(&query(conn, sql, []).await?, "name")?;
    // Here and not in SQL, where the order would depend on a collation.
    names.sort();
    Ok(names)
}

async fn columns<C: ConnectionTrait>(conn: &C, table: &str) -> Result<Vec<Column>, DbErr> {
    let sql = match conn.get_database_backend() {
        DbBackend::Sqlite => "SELECT name, lower(type) AS kind FROM pragma_table_info($1)",
        _ => {
            "SELECT column_name::text AS name, data_type::text AS kind FROM information_schema.columns \
             WHERE table_schema = current_schema() AND table_name = $1"
        }
    };
    let rows = query(conn, sql, [table.into()]).await?;
    let column = |row: &QueryResult| {
        let (name, word): (String, String) = (row.try_get("", "name")?, row.try_get("", "kind")?);
        let unknown = || DbErr::Custom(format!("{table}.{name} is {word:?}, a type that migrations do not use"));
        let kind = Kind::parse(&word).ok_or_else(unknown)?;
        Ok(Column { name, kind })
    };
    rows.iter().map(column).collect()
}

async fn key<C: ConnectionTrait>(conn: &C, table: &str) -> Result<Vec<String>, DbErr> {
    let sql = match conn.get_database_backend() {
        DbBackend::Sqlite => "SELECT name FROM pragma_table_info($1) WHERE pk > 0 ORDER BY pk",
        _ => {
            "SELECT a.attname::text AS name FROM pg_index i \
             CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k(number, place) \
             JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number \
             WHERE i.indrelid = quote_ident($1)::regclass AND i.indisprimary ORDER BY k.place"
        }
    };
    texts(&query(conn, sql, [table.into()]).await?, "name")
}

async fn references(db: &Db) -> Result<Vec<Reference>, DbErr> {
    match db.backend() {
        Backend::Sqlite => sqlite_references(db.read()).await,
        Backend::Postgres => postgres_references(db.read()).await,
    }
}

async fn sqlite_references<C: ConnectionTrait>(conn: &C) -> Result<Vec<Reference>, DbErr> {
    let mut all: Vec<Reference> = Vec::new();
    for table in table_names(conn).await? {
        let sql = "SELECT seq, \"table\" AS parent, \"from\" AS child_column, \"to\" AS parent_column \
                   FROM pragma_foreign_key_list($1) ORDER BY id, seq";
        for row in query(conn, sql, [table.as_str().into()]).await? {
            let (place, parent): (i64, String) = (row.try_get("", "seq")?, row.try_get("", "parent")?);
            if place == 0 {
                let (columns, parent_columns) = (Vec::new(), Vec::new());
                all.push(Reference { table: table.clone(), columns, parent: parent.clone(), parent_columns });
            }
            // `REFERENCES venue` without a column means the key.
            let to: Option<String> = row.try_get("", "parent_column")?;
            let to = match to {
                Some(to) => to,
                None => {
                    let key = key(conn, &parent).await?;
                    let at = usize::try_from(place).unwrap_or(0);
                    key.get(at).cloned().ok_or_else(|| DbErr::Custom(format!("{table} refers to {parent} badly")))?
                }
            };
            if let Some(reference) = all.last_mut() {
                reference.columns.push(row.try_get("", "child_column")?);
                reference.parent_columns.push(to);
            }
        }
    }
    Ok(all)
}

async fn postgres_references<C: ConnectionTrait>(conn: &C) -> Result<Vec<Reference>, DbErr> {
    let sql = "SELECT c.conname::text AS constraint_name, t.relname::text AS child, p.relname::text AS parent, \
               a.attname::text AS child_column, b.attname::text AS parent_column FROM pg_constraint c \
               JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class p ON p.oid = c.confrelid \
               CROSS JOIN LATERAL unnest(c.conkey, c.confkey) WITH ORDINALITY AS k(child, parent, place) \
               JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.child \
               JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = k.parent \
               WHERE c.contype = 'f' AND c.connamespace = current_schema()::regnamespace \
               ORDER BY t.relname, c.conname, k.place";
    let mut all: Vec<Reference> = Vec::new();
    let mut last = (String::new(), String::new());
    for row in query(conn, sql, []).await? {
        let (table, parent): (String, String) = (row.try_get("", "child")?, row.try_get("", "parent")?);
        let place = (table.clone(), row.try_get("", "constraint_name")?);
        if place != last {
            all.push(Reference { table, columns: Vec::new(), parent, parent_columns: Vec::new() });
            last = place;
        }
        if let Some(reference) = all.last_mut() {
            reference.columns.push(row.try_get("", "child_column")?);
            reference.parent_columns.push(row.try_get("", "parent_column")?);
        }
    }
    Ok(all)
}
