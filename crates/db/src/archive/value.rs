//! One value, on its way from an engine to the archive and back. The text of a
//! value must not depend on the engine, for the hashes to be equal.

use super::ArchiveError;
use crate::schema::{Column, Kind, Table, quoted};
use sea_orm::{DbBackend, DbErr, QueryResult, Value};
use serde_json::Value as Json;

/// How a column is asked for.
pub(super) fn selected(column: &Column) -> String {
    let name = quoted(&column.name);
    match column.kind {
        // One width for `integer` and `bigint`.
        Kind::Integer => format!("CAST({name} AS bigint)"),
        // The text as it was stored. Parsing and writing it again would round numbers.
        Kind::Json => format!("CAST({name} AS text)"),
        Kind::Uuid | Kind::Text | Kind::Boolean | Kind::Double => name,
    }
}

/// How a column is put in order: by bytes, on both engines.
pub(super) fn ordered(column: &Column, engine: DbBackend) -> String {
    let name = quoted(&column.name);
    if column.kind == Kind::Text && engine == DbBackend::Postgres { format!("{name} COLLATE \"C\"") } else { name }
}

/// The place of a value in an INSERT.
pub(super) fn placeholder(kind: Kind, number: usize, engine: DbBackend) -> String {
    // SQLite would read CAST AS json as "make it a number".
    if kind == Kind::Json && engine == DbBackend::Postgres {
        format!("CAST(${number} AS json)")
    } else {
        format!("${number}")
    }
}

/// Reads column `index` of a row.
pub(super) fn read(row: &QueryResult, index: usize, kind: Kind) -> Result<Json, DbErr> {
    Ok(match kind {
        Kind::Uuid => row.try_get_by_index::<Option<uuid::Uuid>>(index)?.map(|id| id.to_string()).into(),
        Kind::Text | Kind::Json => row.try_get_by_index::<Option<String>>(index)?.into(),
        Kind::Integer => row.try_get_by_index::<Option<i64>>(index)?.into(),
        Kind::Boolean => row.try_get_by_index::<Option<bool>>(index)?.into(),
        // As text: the shortest decimal that reads back as the same bits.
        Kind::Double => row.try_get_by_index::<Option<f64>>(index)?.map(|number| format!("{number:?}")).into(),
    })
}

/// The value to bind for what the archive holds.
pub(super) fn bound(table: &Table, column: &Column, json: &Json) -> Result<Value, ArchiveError> {
    let wrong = || ArchiveError::Damaged(format!("{}.{} holds {json}", table.name, column.name));
    let text = || if json.is_null() { Ok(None) } else { json.as_str().map(Some).ok_or_else(wrong) };
    Ok(match column.kind {
        Kind::Uuid => {
            let parsed = text()?.map(str::parse::<uuid::Uuid>).transpose();
            parsed.map_err(|_| wrong())?.into()
        }
        Kind::Text | Kind::Json => text()?.map(str::to_owned).into(),
        Kind::Integer if json.is_null() => None::<i64>.into(),
        Kind::Integer => Some(json.as_i64().ok_or_else(wrong)?).into(),
        Kind::Boolean if json.is_null() => None::<bool>.into(),
        Kind::Boolean => Some(json.as_bool().ok_or_else(wrong)?).into(),
        Kind::Double => {
            let parsed = text()?.map(str::parse::<f64>).transpose();
            parsed.map_err(|_| wrong())?.into()
        }
    })
}
