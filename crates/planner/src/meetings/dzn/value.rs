//! The values of MiniZinc data, as far as whole numbers, sets and arrays go.

use crate::Flaw;

/// Where something stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    line: usize,
    column: usize,
}

impl Place {
    pub(super) fn flaw(self, message: impl Into<String>) -> Flaw {
        Flaw { line: self.line, column: self.column, message: message.into() }
    }
}

#[derive(Clone, Debug)]
pub(super) struct Value {
    pub(super) place: Place,
    what: What,
}

#[derive(Clone, Debug)]
enum What {
    Number(i64),
    /// Ranges with both ends in.
    Set(Vec<(i64, i64)>),
    List(Vec<Value>),
    Rows(Vec<Vec<Value>>),
}

impl Value {
    /// A whole number between two.
    pub(super) fn within(&self, least: i64, most: i64) -> Result<i64, Flaw> {
        match self.what {
            What::Number(number) if (least..=most).contains(&number) => Ok(number),
            What::Number(number) => Err(self.place.flaw(format!("{number} is not between {least} and {most}"))),
            _ => Err(self.place.flaw("a number is expected here")),
        }
    }

    /// The members of a set, all of them between two.
    pub(super) fn members(&self, least: i64, most: i64) -> Result<Vec<usize>, Flaw> {
        let What::Set(ranges) = &self.what else { return Err(self.place.flaw("a set is expected here")) };
        for end in ranges.iter().filter(|(from, to)| from <= to).flat_map(|(from, to)| [from, to]) {
            if !(least..=most).contains(end) {
                return Err(self.place.flaw(format!("{end} is not between {least} and {most}")));
            }
        }
        // In order and each once, so that ranges over the same numbers take no room.
        let mut ranges = ranges.clone();
        ranges.sort_unstable();
        let mut members = Vec::new();
        let mut next = least;
        for (from, to) in ranges {
            members.extend((from.max(next)..=to).map(|member| member as usize));
            next = next.max(to.saturating_add(1));
        }
        Ok(members)
    }

    pub(super) fn list(&self) -> Result<&[Value], Flaw> {
        match &self.what {
            What::List(list) => Ok(list),
            _ => Err(self.place.flaw("an array is expected here")),
        }
    }

    /// An array of two dimensions with so many columns.
    pub(super) fn rows(&self, columns: usize) -> Result<&[Vec<Value>], Flaw> {
        match &self.what {
            What::Rows(rows) => match rows.iter().find(|row| row.len() != columns) {
                None => Ok(rows),
                Some(row) => {
                    let place = row.last().map_or(self.place, |value| value.place);
                    Err(place.flaw(format!("this row has {} entries, not {columns}", row.len())))
                }
            },
            What::List(list) if list.is_empty() => Ok(&[]),
            _ => Err(self.place.flaw("an array of two dimensions is expected here")),
        }
    }
}

/// The assignments of a file in order, and where it ends.
pub(super) struct Items {
    pub(super) items: Vec<(String, Value)>,
    pub(super) end: Place,
}

pub(super) fn read(text: &str) -> Result<Items, Flaw> {
    let mut reader = Reader { rest: text.trim_start_matches('\u{feff}'), place: Place { line: 1, column: 1 } };
    let mut items: Vec<(String, Value)> = Vec::new();
    loop {
        reader.pass_blanks()?;
        if reader.rest.is_empty() {
            return Ok(Items { items, end: reader.place });
        }
        if reader.eat(";") {
            continue;
        }
        let place = reader.place;
        let name = reader.name()?;
        if items.iter().any(|(known, _)| *known == name) {
            return Err(place.flaw(format!("`{name}` stands here a second time")));
        }
        reader.expect("=")?;
        let value = reader.value()?;
        items.push((name, value));
        reader.pass_blanks()?;
        if !reader.rest.is_empty() {
            reader.expect(";")?;
        }
    }
}

struct Reader<'a> {
    rest: &'a str,
    place: Place,
}

impl Reader<'_> {
    fn step(&mut self, bytes: usize) {
        for c in self.rest[..bytes].chars() {
            if c == '\n' {
                self.place = Place { line: self.place.line + 1, column: 1 };
            } else {
                self.place.column += 1;
            }
        }
        self.rest = &self.rest[bytes..];
    }

    /// Passes over white space and comments.
    fn pass_blanks(&mut self) -> Result<(), Flaw> {
        loop {
            self.step(self.rest.len() - self.rest.trim_start().len());
            if self.rest.starts_with('%') {
                self.step(self.rest.find('\n').unwrap_or(self.rest.len()));
            } else if self.rest.starts_with("/*") {
                let Some(end) = self.rest.find("*/") else {
                    return Err(self.place.flaw("this comment has no end"));
                };
                self.step(end + 2);
            } else {
                return Ok(());
            }
        }
    }

    /// Takes a sign that stands right here.
    fn eat(&mut self, sign: &str) -> bool {
        let here = self.rest.starts_with(sign);
        if here {
            self.step(sign.len());
        }
        here
    }

    fn sees(&mut self, sign: &str) -> Result<bool, Flaw> {
        self.pass_blanks()?;
        Ok(self.eat(sign))
    }

    fn expect(&mut self, sign: &str) -> Result<(), Flaw> {
        if self.sees(sign)? { Ok(()) } else { Err(self.place.flaw(format!("expected `{sign}`"))) }
    }

    fn name(&mut self) -> Result<String, Flaw> {
        let end = self.rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(self.rest.len());
        if end == 0 || self.rest.starts_with(|c: char| c.is_ascii_digit()) {
            return Err(self.place.flaw("a name is expected here"));
        }
        let name = self.rest[..end].to_owned();
        self.step(end);
        Ok(name)
    }

    fn number(&mut self) -> Result<i64, Flaw> {
        self.pass_blanks()?;
        let signed = usize::from(self.rest.starts_with('-'));
        let digits = self.rest[signed..].find(|c: char| !c.is_ascii_digit()).unwrap_or(self.rest.len() - signed);
        if digits == 0 {
            return Err(self.place.flaw("a number is expected here"));
        }
        let Ok(number) = self.rest[..signed + digits].parse() else {
            return Err(self.place.flaw("this number is too large"));
        };
        self.step(signed + digits);
        Ok(number)
    }

    fn value(&mut self) -> Result<Value, Flaw> {
        self.pass_blanks()?;
        let place = self.place;
        let what = if self.eat("[|") {
            What::Rows(self.rows()?)
        } else if self.eat("[") {
            What::List(self.list()?)
        } else if self.rest.starts_with("array2d") {
            What::Rows(self.shaped()?)
        } else {
            self.scalar()?
        };
        Ok(Value { place, what })
    }

    /// A number, a range or a set; never anything that could nest.
    fn scalar(&mut self) -> Result<What, Flaw> {
        if self.sees("{")? {
            return self.set();
        }
        let from = self.number()?;
        Ok(if self.sees("..")? { What::Set(vec![(from, self.number()?)]) } else { What::Number(from) })
    }

    fn set(&mut self) -> Result<What, Flaw> {
        let mut ranges = Vec::new();
        while !self.sees("}")? {
            let from = self.number()?;
            ranges.push((from, if self.sees("..")? { self.number()? } else { from }));
            if !self.sees(",")? {
                self.pass_blanks()?;
                if !self.eat("}") {
                    return Err(self.place.flaw("expected `,` or `}`"));
                }
                break;
            }
        }
        Ok(What::Set(ranges))
    }

    fn entry(&mut self) -> Result<Value, Flaw> {
        self.pass_blanks()?;
        let place = self.place;
        Ok(Value { place, what: self.scalar()? })
    }

    fn list(&mut self) -> Result<Vec<Value>, Flaw> {
        let mut list = Vec::new();
        while !self.sees("]")? {
            list.push(self.entry()?);
            if !self.sees(",")? {
                if !self.sees("]")? {
                    return Err(self.place.flaw("expected `,` or `]`"));
                }
                break;
            }
        }
        Ok(list)
    }

    /// Rows after `[|`; a comma or a stroke may stand before the end.
    fn rows(&mut self) -> Result<Vec<Vec<Value>>, Flaw> {
        let mut rows = Vec::new();
        let mut row = Vec::new();
        loop {
            if self.sees("|")? {
                if !row.is_empty() {
                    rows.push(std::mem::take(&mut row));
                }
                if self.sees("]")? {
                    return Ok(rows);
                }
                continue;
            }
            row.push(self.entry()?);
            if !self.sees(",")? && !self.rest.starts_with('|') {
                return Err(self.place.flaw("expected `,` or `|`"));
            }
        }
    }

    /// `array2d(1..rows, 1..columns, [...])`.
    fn shaped(&mut self) -> Result<Vec<Vec<Value>>, Flaw> {
        self.name()?;
        self.expect("(")?;
        let count = self.extent()?;
        self.expect(",")?;
        let columns = self.extent()?;
        self.expect(",")?;
        self.expect("[")?;
        let place = self.place;
        let list = self.list()?;
        self.expect(")")?;
        if count.checked_mul(columns) != Some(list.len()) {
            return Err(place.flaw(format!("{} entries are not {count} rows of {columns}", list.len())));
        }
        Ok(if list.is_empty() { Vec::new() } else { list.chunks(columns).map(<[Value]>::to_vec).collect() })
    }

    /// How many numbers a range has.
    fn extent(&mut self) -> Result<usize, Flaw> {
        let from = self.number()?;
        self.expect("..")?;
        let to = self.number()?;
        Ok(to.saturating_sub(from).saturating_add(1).max(0) as usize)
    }
}
