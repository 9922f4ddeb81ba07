//! Comma-separated values (RFC 4180), and what spreadsheets make of them:
//! semicolons where the comma is for decimals, tabs, a first line `sep=;`.

use super::{Gathering, LONGEST_CELL, MOST_COLUMNS, Refusal, too_long};

const SIGNS: [char; 4] = [',', ';', '\t', '|'];

/// The records of a text, with the lines in which they begin.
pub(super) fn records(text: &str) -> Result<Gathering, Refusal> {
    let (text, sign, first) = match text.strip_prefix("sep=").and_then(|rest| rest.split_once('\n')) {
        Some((sign, rest)) if sign.trim_end().chars().count() == 1 => (rest, sign.chars().next().unwrap_or(','), 2),
        _ => (text, sign_of(text), 1),
    };
    let mut all = Gathering::default();
    let mut reader = Reader { chars: text.chars().peekable(), sign, line: first };
    while reader.chars.peek().is_some() {
        let line = reader.line;
        all.push(line, reader.record()?)?;
    }
    Ok(all)
}

/// The sign that most often stands outside of quotation marks in the first lines;
/// of two, the one that comes first in [`SIGNS`].
fn sign_of(text: &str) -> char {
    let mut counts = [0_usize; SIGNS.len()];
    let (mut quoted, mut lines) = (false, 0);
    for c in text.chars().take(20_000) {
        match c {
            '"' => quoted = !quoted,
            '\n' if !quoted => lines += 1,
            _ if quoted => {}
            _ => {
                if let Some(at) = SIGNS.iter().position(|sign| *sign == c) {
                    counts[at] += 1;
                }
            }
        }
        // The headings decide: in the rows a comma may belong to a sentence.
        if lines > 0 && counts.iter().any(|count| *count > 0) {
            break;
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    SIGNS.iter().zip(counts).find(|(_, count)| *count == most).map_or(',', |(sign, _)| *sign)
}

struct Reader<'t> {
    chars: std::iter::Peekable<std::str::Chars<'t>>,
    sign: char,
    line: usize,
}

impl Reader<'_> {
    /// A record; the line end after it is taken too.
    fn record(&mut self) -> Result<Vec<String>, Refusal> {
        let mut cells = Vec::new();
        loop {
            let (cell, ends) = self.cell()?;
            if cells.len() > MOST_COLUMNS {
                return Err(Refusal::TooMany("columns", MOST_COLUMNS));
            }
            cells.push(cell);
            if ends {
                return Ok(cells);
            }
        }
    }

    /// A cell, and whether the record ends with it.
    fn cell(&mut self) -> Result<(String, bool), Refusal> {
        let begun = self.line;
        let mut cell = String::new();
        let mut length = 0;
        let mut quoted = self.chars.next_if_eq(&'"').is_some();
        while let Some(c) = self.chars.next() {
            length += 1;
            if length > LONGEST_CELL {
                return Err(too_long(begun));
            }
            match c {
                '"' if quoted => match self.chars.next_if_eq(&'"') {
                    Some(mark) => cell.push(mark),
                    None => quoted = false,
                },
                '\r' if !quoted && self.chars.peek() == Some(&'\n') => {}
                '\n' | '\r' if !quoted => {
                    self.line += 1;
                    return Ok((cell, true));
                }
                c if !quoted && c == self.sign => return Ok((cell, false)),
                c => {
                    self.line += usize::from(c == '\n');
                    cell.push(c);
                }
            }
        }
        if quoted {
            return Err(Refusal::Broken(format!("line {begun}: a quotation mark is not closed")));
        }
        Ok((cell, true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(usize, Vec<String>)> {
        records(text).unwrap().rows.into_iter().map(|row| (row.line, row.cells)).collect()
    }

    #[test]
    fn quotation_marks_hold_signs_and_lines() {
        let text = "a,b\r\n\"one, two\",\"line\nbreak \"\"x\"\"\"\n\nlast,\"\"\n";
        let rows = read(text);
        assert_eq!(rows[1], (2, vec!["one, two".to_owned(), "line\nbreak \"x\"".to_owned()]));
        assert_eq!(rows[2], (5, vec!["last".to_owned()]), "{rows:?}");
        assert!(records("a,b\n\"open,c\n").is_err());
    }

    #[test]
    fn the_sign_is_found_in_the_headings() {
        assert_eq!(sign_of("Title;Start\nOne, two, three, four;9:30"), ';');
        assert_eq!(sign_of("Title\tStart\n"), '\t');
        assert_eq!(sign_of("\"a;b;c\",d\n"), ',');
        assert_eq!(read("sep=|\nx|y,z\n"), [(2, vec!["x".to_owned(), "y,z".to_owned()])]);
    }

    #[test]
    fn old_line_ends_are_line_ends() {
        assert_eq!(read("a,b\rc,d\r").len(), 2);
    }
}
