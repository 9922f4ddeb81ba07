//! What had to be repaired before a file could be taken.

use serde::Serialize;

/// More repairs than this are counted and not listed.
const LISTED: usize = 1000;

/// One thing that was not as it should be, and what was made of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Repair {
    /// Where: `line 12` of XML, a JSON pointer.
    pub at: String,
    /// What was repaired.
    pub what: String,
}

/// Everything that was repaired, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Repairs {
    /// The first thousand.
    pub list: Vec<Repair>,
    /// How many there were.
    pub total: usize,
}

impl Repairs {
    /// Adds one.
    pub fn tell(&mut self, at: &str, what: impl Into<String>) {
        self.total += 1;
        if self.list.len() < LISTED {
            self.list.push(Repair { at: at.to_owned(), what: what.into() });
        }
    }
}
