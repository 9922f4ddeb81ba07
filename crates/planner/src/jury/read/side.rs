//! The names of entries and of jurors, as the files tell them.

use super::{Refusal, at_key};
use crate::{
    Flaw,
    jury::{problem::Labels, sheet::Sheet},
};

/// The names of one side while the files are read.
pub(super) struct Side {
    pub(super) labels: Labels,
    /// A file lists all of them, and no other may appear.
    pub(super) is_listed: bool,
    pub(super) what: &'static str,
}

impl Side {
    pub(super) fn take(&mut self, sheet: &Sheet<'_>, at: usize, most: usize) -> Result<u32, Flaw> {
        let text = sheet.field(at).text.trim();
        match self.labels.find(text) {
            Some(number) => Ok(number),
            None if text.is_empty() => Err(sheet.wrong(at, format!("no {} is named", self.what))),
            None if self.is_listed => Err(sheet.wrong(at, format!("no {} is called {text}", self.what))),
            None if self.labels.len() >= most => {
                Err(sheet.wrong(at, format!("{text} is one {} more than params.json says", self.what)))
            }
            None => Ok(self.labels.intern(text)),
        }
    }

    /// The final names, and the final number of each that was read. Where all names are
    /// numbers below the count, those that never appeared are known nevertheless.
    pub(super) fn settle(&mut self, count: usize, params: &str) -> Result<Vec<u32>, Refusal> {
        let read = self.labels.len();
        if self.is_listed {
            return Ok((0..read as u32).collect());
        }
        let numbers: Option<Vec<usize>> = (0..read as u32)
            .map(|at| {
                let name = self.labels.name(at);
                name.parse().ok().filter(|n: &usize| *n <= count && n.to_string() == name)
            })
            .collect();
        if let Some(numbers) = numbers {
            let from = usize::from(numbers.contains(&count));
            if from == 0 || !numbers.contains(&0) {
                self.labels = Labels::numbered(from, count);
                return Ok(numbers.iter().map(|n| (n - from) as u32).collect());
            }
        }
        if read < count {
            let key = if self.what == "entry" { "entries" } else { "jurors" };
            let message = format!("only {read} of {count} {key} are named; list all of them in {key}.csv");
            return Err(at_key(params, key, message));
        }
        Ok((0..read as u32).collect())
    }
}

/// Takes a name that is new, and not one more than there are.
pub(super) fn listed(sheet: &Sheet<'_>, at: usize, labels: &mut Labels, most: usize) -> Result<usize, Flaw> {
    let text = sheet.field(at).text.trim();
    if text.is_empty() {
        return Err(sheet.wrong(at, "a name is missing"));
    }
    if labels.find(text).is_some() {
        return Err(sheet.wrong(at, format!("{text} stands here a second time")));
    }
    if labels.len() >= most {
        return Err(sheet.wrong(at, format!("{text} is one more than the {most} of params.json")));
    }
    Ok(labels.intern(text) as usize)
}

pub(super) fn complete(labels: &Labels, count: usize, sheet: &Sheet<'_>) -> Result<(), Flaw> {
    if labels.len() < count {
        return Err(sheet.flaw(1, format!("only {} are listed, but params.json says {count}", labels.len())));
    }
    Ok(())
}
