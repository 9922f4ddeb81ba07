//! Finding a city by anything it is called.
//!
//! The index is one sorted list of the places where a name, or a word inside a
//! name, begins. A query is folded and found by bisection; everything that
//! begins with it stands side by side. There is no guessing at typing errors:
//! the many spellings that GeoNames collects do that work.

use super::{Catalogue, City, data};
use std::{cmp::Ordering, collections::HashMap};

/// How a query met a city; the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// It is the city's name, in one of our languages.
    Name,
    /// It is another name or spelling of the city.
    OtherName,
    /// One of the city's names begins so.
    Beginning,
    /// A word inside one of its names begins so.
    Word,
}

/// A city found.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    /// The city.
    pub city: &'static City,
    /// How well the query fits.
    pub matched: Match,
}

/// Where a key begins in the text, and whose it is.
#[derive(Clone, Copy)]
struct Entry {
    start: u32,
    city: u16,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Name,
    OtherName,
    InnerWord,
}

/// Ends a key. Folded text never holds one.
const END: u8 = b'\n';

/// All names, folded, ready to be searched.
pub(super) struct Index {
    /// The keys without their spaces, each followed by [`END`].
    text: Vec<u8>,
    /// Sorted by the text from `start` up to its end.
    entries: Vec<Entry>,
}

impl Index {
    pub(super) fn build(catalogue: &Catalogue) -> Self {
        let keys = data::unpack(data::KEYS);
        let mut index = Self {
            text: Vec::with_capacity(keys.len() + catalogue.len() * 16),
            entries: Vec::with_capacity(catalogue.len() * 7),
        };
        for (city, position) in catalogue.cities.iter().zip(0..=u16::MAX) {
            index.add(&kernel::fold::words(city.name), position, Kind::Name);
            if let Some(zh) = city.zh {
                index.add(&kernel::fold::words(zh), position, Kind::Name);
            }
        }
        index.add_other_names(&keys, &catalogue.position_of_line);
        index.sort();
        index
    }

    /// Reads the table of keys: a block for each script, and in it a line for
    /// each city that has keys there, led by the number of lines of the table
    /// of cities to go on by.
    fn add_other_names(&mut self, keys: &str, position_of_line: &[u16]) {
        let mut next = 0;
        for row in keys.lines() {
            if row.starts_with('=') {
                next = 0;
                continue;
            }
            let mut fields = row.split('\t');
            next += fields.next().and_then(|gap| gap.parse::<usize>().ok()).unwrap_or_default();
            let Some(position) = next.checked_sub(1).and_then(|line| position_of_line.get(line)) else { continue };
            for key in fields {
                self.add(key, *position, Kind::OtherName);
            }
        }
    }

    fn add(&mut self, words: &str, city: u16, kind: Kind) {
        self.enter(city, kind);
        // Other names in Latin letters are spellings of the name, whose words
        // are there already: half the index, and nobody would miss them.
        let inner_words = kind == Kind::Name || !words.is_ascii();
        for byte in words.bytes() {
            if byte != b' ' {
                self.text.push(byte);
            } else if inner_words {
                self.enter(city, Kind::InnerWord);
            }
        }
        self.text.push(END);
    }

    /// Notes that a word of a city begins where the text ends now.
    fn enter(&mut self, city: u16, kind: Kind) {
        // A few megabytes in all: far below what 32 bits count.
        if let Ok(start) = u32::try_from(self.text.len()) {
            self.entries.push(Entry { start, city, kind });
        }
    }

    /// Most comparisons end within the first eight bytes, which fit a number.
    fn sort(&mut self) {
        let mut keyed: Vec<(u64, Entry)> =
            self.entries.iter().map(|entry| (leading_bytes(self.tail(entry)), *entry)).collect();
        keyed.sort_unstable_by(|(a, left), (b, right)| {
            a.cmp(b).then_with(|| if ends(*a) { Ordering::Equal } else { self.tail(left).cmp(self.tail(right)) })
        });
        self.entries.clear();
        self.entries.extend(keyed.into_iter().map(|(_, entry)| entry));
    }

    /// The key from the entry's word on, and whatever follows in the text. The
    /// end mark is smaller than any letter, so what follows never decides.
    fn tail(&self, entry: &Entry) -> &[u8] {
        usize::try_from(entry.start).ok().and_then(|start| self.text.get(start..)).unwrap_or_default()
    }

    /// All entries that begin with a folded query.
    fn beginning_with(&self, query: &str) -> &[Entry] {
        let query = query.as_bytes();
        let from = self.entries.partition_point(|entry| self.tail(entry) < query);
        let found = self.entries[from..].partition_point(|entry| self.tail(entry).starts_with(query));
        &self.entries[from..from + found]
    }

    fn is_whole(&self, entry: &Entry, query: &str) -> bool {
        self.tail(entry).get(query.len()) == Some(&END)
    }

    fn grade(&self, entry: &Entry, query: &str) -> Match {
        match (entry.kind, self.is_whole(entry, query)) {
            (Kind::InnerWord, _) => Match::Word,
            (Kind::Name, true) => Match::Name,
            (Kind::OtherName, true) => Match::OtherName,
            (_, false) => Match::Beginning,
        }
    }

    /// Each city that a folded query meets, with its best match, as positions
    /// in the catalogue: best match first, then the largest.
    pub(super) fn ranked(&self, query: &str) -> Vec<(Match, u16)> {
        if query.is_empty() {
            return Vec::new();
        }
        let mut best: HashMap<u16, Match> = HashMap::new();
        for entry in self.beginning_with(query) {
            let grade = self.grade(entry, query);
            best.entry(entry.city).and_modify(|known| *known = grade.min(*known)).or_insert(grade);
        }
        let mut ranked: Vec<_> = best.into_iter().map(|(city, grade)| (grade, city)).collect();
        ranked.sort_unstable();
        ranked
    }

    #[cfg(test)]
    pub(super) fn bytes(&self) -> usize {
        self.text.capacity() + self.entries.capacity() * size_of::<Entry>()
    }
}

/// The first eight bytes of a key as a number that sorts like them, zeros from
/// its end on.
fn leading_bytes(tail: &[u8]) -> u64 {
    let mut bytes = [0; 8];
    for (byte, letter) in bytes.iter_mut().zip(tail.iter().take_while(|letter| **letter != END)) {
        *byte = *letter;
    }
    u64::from_be_bytes(bytes)
}

/// Whether a key ended within its leading bytes.
fn ends(leading: u64) -> bool {
    leading & 0xFF == 0
}
