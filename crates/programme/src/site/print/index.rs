//! The people of a book, and where each is to be found in it.

use super::book::{BookDay, BookEntry};
use crate::{session::PersonRole, site::compose::Composer};
use std::collections::BTreeMap;

/// A person and the times of their sessions.
pub(super) struct Line<'c> {
    pub(super) name: &'c str,
    /// `25 Sep 09:30, 27 Sep 14:00`.
    pub(super) times: String,
}

/// Everybody on a stage of this book, in the order of the addresses of their
/// pages: by the letters of the name, also where it is written in Han.
pub(super) fn of<'c>(set: &Composer<'_>, days: &[BookDay<'c>]) -> Vec<Line<'c>> {
    let mut all: BTreeMap<&'c str, (&'c str, Vec<String>)> = BTreeMap::new();
    let whole = days.iter().flat_map(|day| &day.entries);
    for entry in whole.flat_map(|entry: &BookEntry<'c>| std::iter::once(entry).chain(&entry.items)) {
        let session = entry.entry.session;
        let when = format!("{} {}", ui::short_date(session.day, set.text.0), session.start_clock);
        for person in session.people.iter().filter(|person| person.role != PersonRole::Interpreter) {
            let (_, times) = all.entry(&person.slug).or_insert((&person.name, Vec::new()));
            if times.last() != Some(&when) {
                times.push(when.clone());
            }
        }
    }
    let comma = set.text.t("programme-site-comma");
    all.into_values().map(|(name, times)| Line { name, times: times.join(&comma) }).collect()
}
