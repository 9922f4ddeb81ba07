//! Who can judge what, and how much of it.

use super::decimal;
use std::collections::HashMap;

/// The names of the entries, or of the jurors, in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    names: Vec<Box<str>>,
    index: HashMap<Box<str>, u32>,
}

impl Labels {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// There are none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The text that the file has for it.
    ///
    /// # Panics
    ///
    /// If there is no such number.
    pub fn name(&self, at: u32) -> &str {
        &self.names[at as usize]
    }

    /// As in the file: a number where the file has a whole number, a text otherwise.
    pub fn value(&self, at: u32) -> serde_json::Value {
        let name = self.name(at);
        match name.parse::<i64>() {
            Ok(number) if number.to_string() == name => number.into(),
            _ => name.into(),
        }
    }

    /// Which one has this name.
    pub fn find(&self, name: &str) -> Option<u32> {
        self.index.get(name).copied()
    }

    /// The number of this name, which is given one if it is new.
    pub(crate) fn intern(&mut self, name: &str) -> u32 {
        if let Some(at) = self.find(name) {
            return at;
        }
        let at = self.names.len() as u32;
        self.names.push(name.into());
        self.index.insert(name.into(), at);
        at
    }

    /// The numbers `from..from + count` as names.
    pub(super) fn numbered(from: usize, count: usize) -> Self {
        let mut labels = Self::default();
        for number in from..from + count {
            labels.intern(&number.to_string());
        }
        labels
    }
}

/// Pairs of an entry and a juror with what the pair is worth, by entry and therein by juror.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairs {
    /// Where the pairs of an entry begin; one more than there are entries.
    pub starts: Vec<u32>,
    /// The juror of a pair.
    pub jurors: Vec<u32>,
    /// The affinity of a pair, in units of `10^-digits`.
    pub values: Vec<i64>,
}

impl Pairs {
    /// The pairs of an entry.
    pub fn of(&self, entry: u32) -> std::ops::Range<usize> {
        self.starts[entry as usize] as usize..self.starts[entry as usize + 1] as usize
    }

    /// Where this pair stands, if it is listed.
    pub fn find(&self, entry: u32, juror: u32) -> Option<usize> {
        let range = self.of(entry);
        self.jurors[range.clone()].binary_search(&juror).ok().map(|at| range.start + at)
    }
}

/// A pair that must never be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Its entry.
    pub entry: u32,
    /// Its juror.
    pub juror: u32,
    /// Why, in the words of the file.
    pub reason: Box<str>,
}

/// Entries that need jurors, and jurors who have time for some of them.
#[derive(Clone, Debug, Default)]
pub struct Problem {
    /// The names of the entries.
    pub entries: Labels,
    /// The names of the jurors.
    pub jurors: Labels,
    /// How many different jurors each entry needs.
    pub reviews: Vec<u32>,
    /// How many entries each juror gets at least.
    pub least: Vec<u32>,
    /// How many entries each juror gets at most.
    pub most: Vec<u32>,
    /// The pairs with an affinity of their own, without those in conflict.
    pub pairs: Pairs,
    /// The affinity of all other pairs; `None` if they cannot be.
    pub absent: Option<i64>,
    /// Affinities are in units of `10^-digits`.
    pub digits: u8,
    /// Pairs that must never be, by entry and therein by juror.
    pub conflicts: Vec<Conflict>,
    /// What the entries are grouped by when it is said where jurors are short.
    pub categories: Labels,
    /// The category of each entry; empty if there are none.
    pub category: Vec<u32>,
}

impl Problem {
    /// The conflict of this pair.
    pub fn conflict(&self, entry: u32, juror: u32) -> Option<&Conflict> {
        let at = self.conflicts.binary_search_by_key(&(entry, juror), |c| (c.entry, c.juror)).ok()?;
        Some(&self.conflicts[at])
    }

    /// What the pair is worth in units of `10^-digits`; `None` if it cannot be.
    pub fn affinity(&self, entry: u32, juror: u32) -> Option<i64> {
        match self.pairs.find(entry, juror) {
            Some(at) => Some(self.pairs.values[at]),
            None if self.conflict(entry, juror).is_some() => None,
            None => self.absent,
        }
    }

    /// A sum of affinities in the unit of the problem, rounded up where it is finer.
    pub fn amount(&self, text: &str) -> Option<i128> {
        let number = decimal::Decimal::parse(text.trim()).ok()?;
        let power = |digits: u8| 10_i128.pow(u32::from(digits));
        let value = i128::from(number.mantissa) * power(self.digits.saturating_sub(number.digits));
        let by = power(number.digits.saturating_sub(self.digits));
        Some(value.div_euclid(by) + i128::from(value.rem_euclid(by) > 0))
    }

    /// A sum of affinities as the number that it is.
    pub fn number(&self, value: i128) -> f64 {
        decimal::double(value, self.digits)
    }
}
