//! Tables of sessions: CSV and XLSX. A file becomes rows of texts ([`Sheet`]); what
//! its columns mean is guessed from their headings and corrected by whoever
//! imports it ([`columns`]); only then is it read as a schedule ([`rows`]).

mod archive;
pub(crate) mod columns;
mod delimited;
mod rows;
mod when;
mod workbook;

pub use columns::{Columns, Meaning};
pub use rows::{Flaw, Frame, Reading};

use crate::{Refusal, Repairs, encoding};
use serde::{Deserialize, Serialize};

/// Rows of a table.
pub(crate) const MOST_ROWS: usize = 20_000;
/// Columns of a table.
pub(crate) const MOST_COLUMNS: usize = 120;
/// Characters of a cell: an abstract in two languages has five thousand.
const LONGEST_CELL: usize = 20_000;
/// Characters of all cells together.
const LONGEST: usize = 24 * 1024 * 1024;
/// Above the headings there may be a title and a remark.
const BANNER: usize = 10;

/// A table as it was written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// Its headings, in the order of its columns.
    pub headings: Vec<String>,
    /// What is below them; rows without any text are left out.
    pub rows: Vec<Row>,
    /// Numbers that stand for days are counted from 1904, as old Macintoshes did.
    pub from_1904: bool,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The line of the file in which it begins; the number of the row in a workbook.
    pub line: usize,
    /// As many cells as there are headings.
    pub cells: Vec<String>,
}

impl Sheet {
    /// Reads a table, whatever wrote it. Formulas are never evaluated: what a
    /// workbook shows is what its writer stored beside them.
    ///
    /// # Errors
    /// [`Refusal`] when it is no table, or one that must not be read.
    pub fn read(bytes: &[u8], repairs: &mut Repairs) -> Result<Self, Refusal> {
        if bytes.len() as u64 > crate::LARGEST {
            return Err(Refusal::TooLarge);
        }
        if archive::is_one(bytes) {
            return workbook::read(bytes);
        }
        if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
            return Err(Refusal::OldWorkbook);
        }
        let text = encoding::decode_table(bytes, repairs)?;
        Gathering::finish(delimited::records(&text)?, false)
    }

    /// The cell of a column; nothing where the row is shorter.
    pub fn cell<'s>(&'s self, row: &'s Row, column: usize) -> &'s str {
        row.cells.get(column).map_or("", String::as_str)
    }
}

/// Rows on their way into a sheet, counted as they come.
#[derive(Default)]
struct Gathering {
    rows: Vec<Row>,
    characters: usize,
}

impl Gathering {
    fn push(&mut self, line: usize, mut cells: Vec<String>) -> Result<(), Refusal> {
        while cells.last().is_some_and(|cell| cell.trim().is_empty()) {
            cells.pop();
        }
        if cells.is_empty() {
            return Ok(());
        }
        self.characters += cells.iter().map(String::len).sum::<usize>();
        if cells.len() > MOST_COLUMNS {
            return Err(Refusal::TooMany("columns", MOST_COLUMNS));
        }
        if self.rows.len() > MOST_ROWS + BANNER || self.characters > LONGEST {
            return Err(Refusal::TooMany("rows", MOST_ROWS));
        }
        self.rows.push(Row { line, cells });
        Ok(())
    }

    /// The row of the headings is the first that names a title, else the first
    /// with two texts; what stands above it is a banner.
    fn finish(self, from_1904: bool) -> Result<Sheet, Refusal> {
        let mut rows = self.rows.into_iter();
        let head: Vec<&Row> = rows.as_slice().iter().take(BANNER).collect();
        let named = head.iter().position(|row| Columns::guess(&row.cells).of(Meaning::Title).is_some());
        let filled = |row: &&Row| row.cells.iter().filter(|cell| !cell.trim().is_empty()).count() >= 2;
        let at = named
            .or_else(|| head.iter().position(filled))
            .ok_or_else(|| Refusal::NotASchedule("it is neither XML nor JSON, nor a table with headings".to_owned()))?;
        let headings = rows.nth(at).map(|row| row.cells).unwrap_or_default();
        let width = headings.len();
        let fit = |mut row: Row| {
            row.cells.resize(width, String::new());
            row
        };
        let rows = rows.map(fit).filter(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()));
        let headings = headings.into_iter().map(|heading| crate::html::line(&heading, 80).0).collect();
        Ok(Sheet { headings, rows: rows.collect(), from_1904 })
    }
}

/// A cell that is longer than any abstract.
fn too_long(line: usize) -> Refusal {
    Refusal::Broken(format!(
        "line {line}: a cell has more than {LONGEST_CELL} characters; a quotation mark may be open"
    ))
}
