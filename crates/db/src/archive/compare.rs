//! Two summaries, side by side.

use super::{Summary, TableSummary};
use std::collections::BTreeMap;

/// One table in two databases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The table.
    pub table: String,
    /// What was archived.
    pub archived: Option<TableSummary>,
    /// What was found.
    pub found: Option<TableSummary>,
}

impl Comparison {
    /// The same rows on both sides.
    pub fn is_equal(&self) -> bool {
        self.archived == self.found
    }
}

/// Table by table, also those that only one side has.
pub fn compare(archived: &Summary, found: &Summary) -> Vec<Comparison> {
    let mut all: BTreeMap<&str, Comparison> = BTreeMap::new();
    let blank = |name: &str| Comparison { table: name.to_owned(), archived: None, found: None };
    for table in &archived.tables {
        all.entry(&table.name).or_insert_with(|| blank(&table.name)).archived = Some(table.clone());
    }
    for table in &found.tables {
        all.entry(&table.name).or_insert_with(|| blank(&table.name)).found = Some(table.clone());
    }
    all.into_values().collect()
}
