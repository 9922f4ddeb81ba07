//! What is read, and what must hold of whatever comes of it.
//!
//! A target reads an input and answers with its *outcome*: a number that is the same for
//! inputs that were treated alike. It panics when a promise is broken.

mod files;
mod house;
mod plans;
mod typed;
mod words;

use std::hash::{DefaultHasher, Hash, Hasher};

/// Something that reads strangers' bytes.
pub struct Target {
    /// Its name; findings begin with it.
    pub name: &'static str,
    /// Files of the corpus that it begins with.
    pub endings: &'static [&'static str],
    /// What of such a file it takes.
    pub taken: fn(Vec<u8>) -> Vec<Vec<u8>>,
    /// Other inputs to begin with.
    pub seeds: &'static [&'static str],
    /// Reads.
    pub run: fn(&[u8]) -> u64,
}

/// All of them.
pub const ALL: &[Target] = &[
    files::SCHEDULE,
    files::TABLE,
    files::WORKBOOK,
    files::CELLS,
    words::HTML,
    words::WORDS,
    words::FOLDING,
    typed::FORMS,
    typed::CITIES,
    typed::HANDED_IN,
    typed::CALLED,
    plans::PLANS,
    house::REQUESTS,
];

fn whole(bytes: Vec<u8>) -> Vec<Vec<u8>> {
    vec![bytes]
}

fn outcome(of: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

/// The words of a message without what differs from file to file.
fn gist(message: &str) -> String {
    message.chars().filter(|c| c.is_ascii_alphabetic() || *c == ' ').take(48).collect()
}
