//! A table of Markdown, and the mean of ratios.

use std::fmt::Write;
use std::time::Duration;

/// Rows below a heading; the first column is text, the others are numbers.
pub struct Table {
    text: String,
}

impl Table {
    /// A table with these columns.
    pub fn new(columns: &[&str]) -> Self {
        let rules: Vec<&str> = columns.iter().enumerate().map(|(n, _)| if n == 0 { "---" } else { "--:" }).collect();
        let mut table = Self { text: String::new() };
        table.row(&columns.iter().map(|&column| column.to_owned()).collect::<Vec<_>>());
        let _ = writeln!(table.text, "|{}|", rules.join("|"));
        table
    }

    /// One more row.
    pub fn row(&mut self, cells: &[String]) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "| {} |", cells.join(" | "));
    }

    /// A paragraph below.
    pub fn note(&mut self, words: &str) {
        let _ = write!(self.text, "\n{words}\n");
    }

    /// All of it.
    pub fn into_text(self) -> String {
        self.text
    }
}

/// Seconds to three digits, at most milliseconds.
pub fn seconds(time: Duration) -> String {
    match time.as_secs_f64() {
        s if s < 10.0 => format!("{s:.2}"),
        s => format!("{s:.0}"),
    }
}

/// The geometric mean of ratios: twice as fast and half as fast cancel out.
pub fn geometric_mean(ratios: &[f64]) -> Option<f64> {
    let logs: f64 = ratios.iter().map(|ratio| ratio.ln()).sum();
    let count = u32::try_from(ratios.len()).ok().filter(|count| *count > 0)?;
    Some((logs / f64::from(count)).exp())
}

/// How many times longer `other` took. What the clock cannot see counts as one of its ticks.
pub fn ratio(other: Duration, ours: Duration) -> f64 {
    const TICK: f64 = 0.01;
    other.as_secs_f64().max(TICK) / ours.as_secs_f64().max(TICK)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_cancel_out() {
        let mean = geometric_mean(&[2.0, 0.5]).unwrap();
        assert!((mean - 1.0).abs() < 1e-12);
        assert_eq!(geometric_mean(&[]), None);
    }

    #[test]
    fn a_table_is_markdown() {
        let mut table = Table::new(&["set", "s"]);
        table.row(&["a".to_owned(), "1".to_owned()]);
        assert_eq!(table.into_text(), "| set | s |\n|---|--:|\n| a | 1 |\n");
    }
}
