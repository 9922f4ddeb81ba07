//! The first sheet of a workbook (ECMA-376, SpreadsheetML). What its writer
//! stored beside a formula is taken; the formula is not read.

use super::{Gathering, LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Refusal, Sheet, archive::Archive};
use crate::node::{Node, Source};
use quick_xml::events::{BytesStart, Event};

/// Texts that cells share.
const MOST_SHARED: usize = 400_000;
/// Characters that all cells may hold together, shared ones as often as they are used.
const MOST_SHOWN: usize = 24 * 1024 * 1024;

/// Merged cells of a sheet, and the cells that they fill.
const MOST_MERGED: usize = 2000;
const MOST_FILLED: usize = 100_000;

/// Reads the first sheet that is not hidden.
pub(super) fn read(bytes: &[u8]) -> Result<Sheet, Refusal> {
    let archive = Archive::open(bytes)?;
    let no_workbook = || Refusal::NotASchedule("it is an archive, but no workbook (.xlsx)".to_owned());
    if archive.has("EncryptedPackage") {
        return Err(Refusal::Locked);
    }
    let book = archive.text("xl/workbook.xml")?.ok_or_else(no_workbook)?;
    let (sheet, from_1904) = first_sheet(&book)?;
    let relations = archive.text("xl/_rels/workbook.xml.rels")?.unwrap_or_default();
    let path = sheet.and_then(|id| target(&relations, &id)).unwrap_or_else(|| "xl/worksheets/sheet1.xml".to_owned());
    let shared = match archive.text("xl/sharedStrings.xml")? {
        Some(text) => shared(&text)?,
        None => Vec::new(),
    };
    let text = archive.text(&path)?.ok_or_else(no_workbook)?;
    let (mut rows, merged) = cells(&text, &shared)?;
    let mut left = MOST_FILLED;
    merged.iter().for_each(|range| fill(&mut rows, range, &mut left));
    let mut all = Gathering::default();
    for (line, cells) in rows {
        all.push(line, cells)?;
    }
    all.finish(from_1904)
}

/// The relation of the first sheet that is shown, and whether days count from 1904.
fn first_sheet(text: &str) -> Result<(Option<String>, bool), Refusal> {
    let mut source = Source::of(text);
    let (mut first, mut from_1904) = (None, false);
    loop {
        match source.next()? {
            Event::Start(start) | Event::Empty(start) => match start.local_name().as_ref() {
                "workbookPr" => from_1904 = matches!(Node::of(&start).attribute("date1904"), "1" | "true"),
                "sheet" if first.is_none() => {
                    let node = Node::of(&start);
                    let shown = matches!(node.attribute("state"), "" | "visible");
                    // Its own `sheetId` is another number; the relation is `r:id`.
                    first = Some(node.attribute("id").to_owned()).filter(|id| shown && !id.is_empty());
                }
                _ => {}
            },
            Event::Eof => return Ok((first, from_1904)),
            _ => {}
        }
    }
}

/// The entry that a relation leads to.
fn target(text: &str, id: &str) -> Option<String> {
    let mut source = Source::of(text);
    loop {
        match source.next().ok()? {
            Event::Start(start) | Event::Empty(start) if start.local_name().as_ref() == "Relationship" => {
                let node = Node::of(&start);
                if node.attribute("Id") == id {
                    let target = node.attribute("Target");
                    return Some(target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned));
                }
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// The texts that cells share: of rich text all runs, of Japanese not its reading.
fn shared(text: &str) -> Result<Vec<String>, Refusal> {
    let mut source = Source::of(text);
    let mut all: Vec<String> = Vec::new();
    let (mut inside, mut reading) = (false, false);
    loop {
        match source.next()? {
            Event::Start(start) => match start.local_name().as_ref() {
                "si" if all.len() >= MOST_SHARED => return Err(Refusal::TooMany("texts in a workbook", MOST_SHARED)),
                "si" => all.push(String::new()),
                "rPh" => reading = true,
                "t" => inside = !reading,
                _ => {}
            },
            Event::Empty(start) if start.local_name().as_ref() == "si" => all.push(String::new()),
            Event::End(end) => match end.local_name().as_ref() {
                "rPh" => reading = false,
                "t" => inside = false,
                _ => {}
            },
            Event::Eof => return Ok(all),
            event if inside => {
                if let Some(last) = all.last_mut() {
                    add(last, event);
                }
            }
            _ => {}
        }
    }
}

/// Adds the text of an event, up to what a cell may hold.
fn add(text: &mut String, event: Event<'_>) {
    if text.len() > LONGEST_CELL * 4 {
        return;
    }
    match event {
        Event::Text(piece) => text.push_str(&piece.into_inner()),
        Event::CData(piece) => text.push_str(&piece.into_inner()),
        Event::GeneralRef(name) => text.extend(crate::html::entity(&name.into_inner())),
        _ => {}
    }
}

type Rows = Vec<(usize, Vec<String>)>;

/// The rows of a sheet with their numbers, and the ranges of merged cells.
fn cells(text: &str, shared: &[String]) -> Result<(Rows, Vec<String>), Refusal> {
    let mut source = Source::of(text);
    let (mut rows, mut merged): (Rows, Vec<String>) = (Vec::new(), Vec::new());
    let mut cell = Cell::default();
    let (mut inside, mut shown) = (false, 0);
    loop {
        match source.next()? {
            Event::Start(start) => match start.local_name().as_ref() {
                "row" => begin(&mut rows, &start)?,
                "c" => cell = Cell::of(&start, rows.last().map_or(0, |(_, cells)| cells.len())),
                "v" | "t" => inside = true,
                "rPh" | "f" => inside = false,
                _ => {}
            },
            Event::Empty(start) => match start.local_name().as_ref() {
                "mergeCell" if merged.len() < MOST_MERGED => merged.push(Node::of(&start).attribute("ref").to_owned()),
                "row" => begin(&mut rows, &start)?,
                _ => {}
            },
            Event::End(end) => match end.local_name().as_ref() {
                "v" | "t" => inside = false,
                "c" => {
                    let value = std::mem::take(&mut cell).value(shared);
                    shown += value.text.len();
                    if shown > MOST_SHOWN {
                        return Err(Refusal::TooMany("characters in a workbook", MOST_SHOWN));
                    }
                    if let Some((_, cells)) = rows.last_mut() {
                        put(cells, value.column, value.text);
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok((rows, merged)),
            event if inside => add(&mut cell.text, event),
            _ => {}
        }
    }
}

fn begin(rows: &mut Rows, start: &BytesStart<'_>) -> Result<(), Refusal> {
    if rows.len() > MOST_ROWS {
        return Err(Refusal::TooMany("rows", MOST_ROWS));
    }
    let after = rows.last().map_or(1, |(line, _)| line + 1);
    rows.push((Node::of(start).attribute("r").parse().unwrap_or(after), Vec::new()));
    Ok(())
}

/// Writes a cell into its row; a column beyond the last that is read is left out.
fn put(cells: &mut Vec<String>, column: usize, text: String) {
    if column >= MOST_COLUMNS || text.is_empty() {
        return;
    }
    if cells.len() <= column {
        cells.resize(column + 1, String::new());
    }
    cells[column] = text;
}

#[derive(Default)]
struct Cell {
    column: usize,
    kind: String,
    text: String,
}

impl Cell {
    fn of(start: &BytesStart<'_>, next: usize) -> Self {
        let node = Node::of(start);
        let column = place(node.attribute("r")).map_or(next, |(column, _)| column);
        Self { column, kind: node.attribute("t").to_owned(), text: String::new() }
    }

    fn value(mut self, shared: &[String]) -> Self {
        match self.kind.as_str() {
            "s" => {
                let at = self.text.trim().parse::<usize>().ok();
                self.text = at.and_then(|at| shared.get(at)).cloned().unwrap_or_default();
            }
            // `#REF!` and its like say nothing.
            "e" => self.text.clear(),
            _ => {}
        }
        self
    }
}

/// Column and row of `B3`, from 0 and from 1.
fn place(name: &str) -> Option<(usize, usize)> {
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let column = name.get(..letters).filter(|letters| (1..=3).contains(&letters.len()))?;
    let column = column.bytes().fold(0, |sum, byte| sum * 26 + usize::from(byte.to_ascii_uppercase() - b'A') + 1);
    Some((column - 1, name.get(letters..)?.parse().ok()?))
}

/// What is written across several cells holds for each of them: a day beside all of its sessions.
fn fill(rows: &mut Rows, range: &str, filled: &mut usize) {
    let ends = range.split_once(':').and_then(|(from, to)| Some((place(from)?, place(to)?)));
    let Some(((left, top), (right, bottom))) = ends else { return };
    let held = rows.iter().find(|(line, _)| *line == top).and_then(|(_, cells)| cells.get(left)).cloned();
    // A banner across the whole sheet is one text, not a hundred; only downwards is repeated.
    let Some(text) = held.filter(|text| left == right && text.len() <= 200) else { return };
    let below = rows.iter_mut().filter(|(line, _)| (top + 1..=bottom).contains(line));
    for (_, cells) in below.take(*filled) {
        put(cells, left, text.clone());
        *filled -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_cells() {
        assert_eq!(place("A1"), Some((0, 1)));
        assert_eq!(place("AB12"), Some((27, 12)));
        assert_eq!((place("12"), place("ABCD1"), place("")), (None, None, None));
    }
}
