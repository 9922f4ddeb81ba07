//! `convoke routes`: the route table, as the router has it.

use crate::house;
use serde_json::json;
use std::io::Write;

/// Prints the table.
///
/// # Errors
/// When standard output cannot be written.
pub fn print(as_json: bool) -> anyhow::Result<()> {
    let table = house::route_table();
    let mut out = std::io::stdout().lock();
    if as_json {
        let rows: Vec<_> = table
            .iter()
            .map(|route| {
                let path = if route.is_bare() { route.path.to_owned() } else { format!("/{{lang}}{}", route.path) };
                json!({
                    "method": route.method,
                    "path": path,
                    "viewers": route.who.to_string(),
                    "sample": route.sample_path(),
                })
            })
            .collect();
        writeln!(out, "{}", serde_json::to_string_pretty(&rows)?)?;
        return Ok(());
    }
    for route in table {
        writeln!(out, "{:5} {:48} {:28} {}", route.method, route.path, route.who.to_string(), route.sample_path())?;
    }
    Ok(())
}
