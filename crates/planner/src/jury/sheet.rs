//! Comma-separated text, read record by record, with the place of every field.

use crate::Flaw;
use std::borrow::Cow;

/// A field and where it begins.
#[derive(Clone, Debug)]
pub(crate) struct Field<'t> {
    pub text: Cow<'t, str>,
    /// In characters, from 1.
    pub column: usize,
}

/// The records after the header. Blank lines are passed over, a byte order mark too.
pub(crate) struct Sheet<'t> {
    rest: &'t str,
    /// The line that is read next.
    next: usize,
    /// The line of the record that was read last.
    line: usize,
    header: Vec<String>,
    fields: Vec<Field<'t>>,
}

impl<'t> Sheet<'t> {
    /// Reads the header.
    pub fn open(text: &'t str) -> Result<Self, Flaw> {
        let rest = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut sheet = Self { rest, next: 1, line: 1, header: Vec::new(), fields: Vec::new() };
        if !sheet.advance()? {
            return Err(sheet.flaw(1, "the file is empty; a header was expected"));
        }
        sheet.header = sheet.fields.iter().map(|f| f.text.trim().to_ascii_lowercase()).collect();
        for at in 1..sheet.header.len() {
            if !sheet.header[at].is_empty() && sheet.header[..at].contains(&sheet.header[at]) {
                let column = sheet.fields[at].column;
                return Err(sheet.flaw(column, format!("the column {} stands here twice", sheet.header[at])));
            }
        }
        Ok(sheet)
    }

    /// Which field has this heading, in lower case.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|h| h == name)
    }

    /// As [`Sheet::find`]; without it the file is refused.
    pub fn need(&self, name: &str) -> Result<usize, Flaw> {
        self.find(name).ok_or_else(|| Flaw { line: 1, column: 1, message: format!("no column is called {name}") })
    }

    /// The headings, in lower case.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// Reads the next record, which has as many fields as the header.
    pub fn read(&mut self) -> Result<bool, Flaw> {
        if !self.advance()? {
            return Ok(false);
        }
        if self.fields.len() != self.header.len() {
            let message = format!("{} fields, but the header has {}", self.fields.len(), self.header.len());
            return Err(self.flaw(1, message));
        }
        Ok(true)
    }

    /// A field of the record that was read last.
    pub fn field(&self, at: usize) -> &Field<'t> {
        &self.fields[at]
    }

    /// The line of the record that was read last.
    pub fn line(&self) -> usize {
        self.line
    }

    /// Something wrong in this record.
    pub fn flaw(&self, column: usize, message: impl Into<String>) -> Flaw {
        Flaw { line: self.line, column, message: message.into() }
    }

    /// Something wrong with this field.
    pub fn wrong(&self, at: usize, message: impl Into<String>) -> Flaw {
        self.flaw(self.fields[at].column, message)
    }

    fn advance(&mut self) -> Result<bool, Flaw> {
        self.fields.clear();
        loop {
            if self.rest.is_empty() {
                return Ok(false);
            }
            self.line = self.next;
            let end = self.rest.find('\n').unwrap_or(self.rest.len());
            let line = self.rest[..end].strip_suffix('\r').unwrap_or(&self.rest[..end]);
            if line.trim().is_empty() {
                self.rest = self.rest.get(end + 1..).unwrap_or("");
                self.next += 1;
            } else if line.contains('"') {
                return self.quoted().map(|()| true);
            } else {
                let mut column = 1;
                for text in line.split(',') {
                    self.fields.push(Field { text: Cow::Borrowed(text), column });
                    column += if text.is_ascii() { text.len() } else { text.chars().count() } + 1;
                }
                self.rest = self.rest.get(end + 1..).unwrap_or("");
                self.next += 1;
                return Ok(true);
            }
        }
    }

    /// A record in which something stands in quotes, perhaps over several lines.
    fn quoted(&mut self) -> Result<(), Flaw> {
        let mut column = 1;
        let mut chars = self.rest.char_indices().peekable();
        loop {
            let begin = column;
            let mut text = String::new();
            let is_quoted = chars.next_if(|&(_, c)| c == '"').is_some();
            if is_quoted {
                column += 1;
                loop {
                    let Some((_, c)) = chars.next() else {
                        return Err(self.flaw(begin, "this quote is never closed"));
                    };
                    column += 1;
                    match c {
                        '"' if chars.next_if(|&(_, c)| c == '"').is_some() => {
                            column += 1;
                            text.push('"');
                        }
                        '"' => break,
                        '\n' => {
                            self.next += 1;
                            column = 1;
                            text.push('\n');
                        }
                        c => text.push(c),
                    }
                }
            }
            while let Some((_, c)) = chars.next_if(|&(_, c)| c != ',' && c != '\n') {
                column += 1;
                if is_quoted && !c.is_whitespace() {
                    return Err(Flaw {
                        line: self.next,
                        column: column - 1,
                        message: "after a closing quote a comma was expected".to_owned(),
                    });
                }
                if !is_quoted && c != '\r' {
                    text.push(c);
                }
            }
            self.fields.push(Field { text: Cow::Owned(text), column: begin });
            match chars.next() {
                Some((_, ',')) => column += 1,
                _ => break,
            }
        }
        let end = chars.peek().map_or(self.rest.len(), |&(at, _)| at);
        self.rest = &self.rest[end..];
        self.next += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(text: &str) -> Result<Vec<Vec<String>>, Flaw> {
        let mut sheet = Sheet::open(text)?;
        let mut rows = Vec::new();
        while sheet.read()? {
            rows.push((0..sheet.header().len()).map(|at| sheet.field(at).text.to_string()).collect());
        }
        Ok(rows)
    }

    #[test]
    fn quotes_hide_commas_and_line_ends() {
        let rows = all("\u{feff}a,B\r\n\r\n1,\"x, \"\"y\"\"\nz\"\r\n2,é\n").unwrap();
        assert_eq!(rows, [["1", "x, \"y\"\nz"], ["2", "é"]]);
    }

    #[test]
    fn a_flaw_knows_its_place() {
        assert_eq!(all("a,b\n1\n").unwrap_err().line, 2);
        let flaw = all("a,b\n\"é\"x,1\n").unwrap_err();
        assert_eq!((flaw.line, flaw.column), (2, 4));
        let flaw = all("a,b\n1,\"x\n\n").unwrap_err();
        assert_eq!((flaw.line, flaw.column), (2, 3));
        assert!(all("").is_err());
        assert!(all("a,a\n").is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[a,\"\n\ré ]{0,40}") {
            let _ = all(&text);
        }

        #[test]
        fn what_is_quoted_comes_back(rows in prop::collection::vec(prop::array::uniform2("[a,\"\né]{0,6}"), 1..5)) {
            let quote = |s: &String| format!("\"{}\"", s.replace('"', "\"\""));
            let text: String = rows.iter().map(|r| format!("{},{}\n", quote(&r[0]), quote(&r[1]))).collect();
            let read = all(&format!("x,y\n{text}")).unwrap();
            prop_assert_eq!(read, rows.iter().map(|r| r.to_vec()).collect::<Vec<_>>());
        }
    }
}
