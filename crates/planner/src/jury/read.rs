//! A problem from its files.

mod side;

use super::{
    decimal::Decimal,
    problem::{Conflict, Labels, Pairs, Problem},
    sheet::Sheet,
};
use crate::{
    Flaw,
    locate::{Step, flaw_at, flaw_of},
};
use serde::Deserialize;
use side::{Side, complete, listed};

/// One of the files of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The pairs and what they are worth.
    Affinity,
    /// The pairs that must never be.
    Conflicts,
    /// The counts and the loads.
    Params,
    /// What is known of the entries.
    Entries,
    /// What is known of the jurors.
    Jurors,
}

impl Source {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Affinity, Self::Conflicts, Self::Params, Self::Entries, Self::Jurors];

    /// The file's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Affinity => "affinity.csv",
            Self::Conflicts => "conflicts.csv",
            Self::Params => "params.json",
            Self::Entries => "entries.csv",
            Self::Jurors => "jurors.csv",
        }
    }

    /// Without it there is no problem.
    pub fn is_needed(self) -> bool {
        matches!(self, Self::Affinity | Self::Params)
    }
}

/// What the files say.
#[derive(Clone, Copy, Debug, Default)]
pub struct Files<'t> {
    /// `entry,juror,affinity`
    pub affinity: &'t str,
    /// `entry,juror,reason`
    pub conflicts: Option<&'t str>,
    /// `{"entries", "jurors", "reviews_per_entry", "load_min", "load_max", "absent_affinity"}`.
    /// Without `load_min` and `load_max` every juror gets as much as every other, give or
    /// take one. An `absent_affinity` of `null` forbids the pairs that are not listed.
    pub params: &'t str,
    /// `entry` and, as wanted, `reviews`, `category`
    pub entries: Option<&'t str>,
    /// `juror` and, as wanted, `load_min`, `load_max`
    pub jurors: Option<&'t str>,
}

/// A flaw and the file that has it.
pub type Refusal = (Source, Flaw);

/// More entries or jurors than this are a mistake in the file.
const MOST_NAMES: usize = 4_000_000;

#[derive(Deserialize)]
struct Params {
    entries: usize,
    jurors: usize,
    reviews_per_entry: u32,
    load_min: Option<u32>,
    load_max: Option<u32>,
    absent_affinity: Option<f64>,
}

/// What is wrong with a member of params.json.
fn at_key(text: &str, key: &str, message: impl Into<String>) -> Refusal {
    (Source::Params, flaw_at(text, &[Step::Key(key)], message))
}

fn params(text: &str) -> Result<Params, Refusal> {
    let params: Params = serde_json::from_str(text).map_err(|error| (Source::Params, flaw_of(text, &error)))?;
    for (key, count) in [("entries", params.entries), ("jurors", params.jurors)] {
        if count > MOST_NAMES {
            return Err(at_key(text, key, format!("more than {MOST_NAMES} {key}")));
        }
    }
    if let (Some(least), Some(most)) = (params.load_min, params.load_max)
        && least > most
    {
        return Err(at_key(text, "load_min", format!("load_min is {least}, but load_max only {most}")));
    }
    Ok(params)
}

fn count(sheet: &Sheet<'_>, at: Option<usize>) -> Result<Option<u32>, Flaw> {
    let Some(at) = at else { return Ok(None) };
    let text = sheet.field(at).text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| sheet.wrong(at, "not a whole number"))
}

/// The rows of affinity.csv, in its order.
#[derive(Default)]
struct Rows {
    entry: Vec<u32>,
    juror: Vec<u32>,
    mantissa: Vec<i64>,
    digits: Vec<u8>,
}

/// Reads a problem.
///
/// # Errors
///
/// A file that is not what it should be, with line and column.
pub fn read(files: Files<'_>) -> Result<Problem, Refusal> {
    let params = params(files.params)?;
    let mut problem = Problem::default();
    let mut entries = Side { labels: Labels::default(), is_listed: files.entries.is_some(), what: "entry" };
    let mut jurors = Side { labels: Labels::default(), is_listed: files.jurors.is_some(), what: "juror" };
    problem.reviews = vec![params.reviews_per_entry; params.entries];
    if let Some(text) = files.entries {
        read_entries(text, &params, &mut entries.labels, &mut problem).map_err(|flaw| (Source::Entries, flaw))?;
    }
    let mut loads = vec![(None, None); params.jurors];
    if let Some(text) = files.jurors {
        read_jurors(text, &params, &mut jurors.labels, &mut loads).map_err(|flaw| (Source::Jurors, flaw))?;
    }
    let rows =
        affinities(files.affinity, &params, &mut entries, &mut jurors).map_err(|flaw| (Source::Affinity, flaw))?;
    let mut conflicts = match files.conflicts {
        None => Vec::new(),
        Some(text) => conflicts(text, &params, &mut entries, &mut jurors).map_err(|flaw| (Source::Conflicts, flaw))?,
    };
    let entry_is = entries.settle(params.entries, files.params)?;
    let juror_is = jurors.settle(params.jurors, files.params)?;
    (problem.entries, problem.jurors) = (entries.labels, jurors.labels);
    for conflict in &mut conflicts {
        conflict.entry = entry_is[conflict.entry as usize];
        conflict.juror = juror_is[conflict.juror as usize];
    }
    conflicts.sort_by_key(|c| (c.entry, c.juror));
    conflicts.dedup_by_key(|c| (c.entry, c.juror));
    problem.conflicts = conflicts;
    let total: u64 = problem.reviews.iter().map(|&r| u64::from(r)).sum();
    let jurors = problem.jurors.len().max(1) as u64;
    let even = (total / jurors, total.div_ceil(jurors));
    for (least, most) in loads {
        let most: u32 = most.or(params.load_max).unwrap_or(even.1.min(u64::from(u32::MAX)) as u32);
        let least: u32 = least.or(params.load_min).unwrap_or_else(|| {
            if params.load_max.is_none() { (even.0.min(u64::from(u32::MAX)) as u32).min(most) } else { 0 }
        });
        problem.least.push(least);
        problem.most.push(most);
    }
    settle_values(rows, (&entry_is, &juror_is), params.absent_affinity, files, &mut problem)?;
    Ok(problem)
}

/// Brings all affinities to one unit and puts them in order.
fn settle_values(
    mut rows: Rows,
    (entry_is, juror_is): (&[u32], &[u32]),
    absent: Option<f64>,
    files: Files<'_>,
    problem: &mut Problem,
) -> Result<(), Refusal> {
    let absent = match absent {
        None => None,
        Some(number) => {
            let text = number.to_string();
            Some(Decimal::parse(&text).map_err(|e| at_key(files.params, "absent_affinity", e))?)
        }
    };
    let digits = rows.digits.iter().copied().chain(absent.map(|a| a.digits)).max().unwrap_or(0);
    problem.digits = digits;
    const WIDE: &str = "too large beside the finest affinity of the file: more than 18 digits in all";
    problem.absent = match absent {
        None => None,
        Some(number) => Some(number.scaled(digits).ok_or_else(|| at_key(files.params, "absent_affinity", WIDE))?),
    };
    for at in 0..rows.entry.len() {
        rows.entry[at] = entry_is[rows.entry[at] as usize];
        rows.juror[at] = juror_is[rows.juror[at] as usize];
        let number = Decimal { mantissa: rows.mantissa[at], digits: rows.digits[at] };
        rows.mantissa[at] = number.scaled(digits).ok_or_else(|| place_of_row(files.affinity, at, WIDE))?;
    }
    rows.digits = Vec::new();
    let count = problem.entries.len();
    let mut starts = vec![0_u32; count + 1];
    for &entry in &rows.entry {
        starts[entry as usize + 1] += 1;
    }
    for at in 0..count {
        starts[at + 1] += starts[at];
    }
    let mut next = starts.clone();
    let mut order = vec![0_u32; rows.entry.len()];
    for (row, &entry) in rows.entry.iter().enumerate() {
        order[next[entry as usize] as usize] = row as u32;
        next[entry as usize] += 1;
    }
    let mut pairs = Pairs { starts: vec![0], ..Pairs::default() };
    pairs.jurors.reserve_exact(order.len());
    pairs.values.reserve_exact(order.len());
    for entry in 0..count as u32 {
        let range = starts[entry as usize] as usize..starts[entry as usize + 1] as usize;
        let part = &mut order[range];
        part.sort_unstable_by_key(|&row| (rows.juror[row as usize], row));
        for (at, &row) in part.iter().enumerate() {
            let juror = rows.juror[row as usize];
            if at > 0 && rows.juror[part[at - 1] as usize] == juror {
                return Err(place_of_row(files.affinity, row as usize, "this pair stands here a second time"));
            }
            if problem.conflict(entry, juror).is_none() {
                pairs.jurors.push(juror);
                pairs.values.push(rows.mantissa[row as usize]);
            }
        }
        pairs.starts.push(pairs.jurors.len() as u32);
    }
    problem.pairs = pairs;
    Ok(())
}

/// Where a row of affinity.csv stands; looked up again, because only a refusal needs it.
fn place_of_row(text: &str, row: usize, message: &str) -> Refusal {
    let mut flaw = Flaw { line: 1, column: 1, message: message.to_owned() };
    if let Ok(mut sheet) = Sheet::open(text) {
        for _ in 0..=row {
            let _ = sheet.read();
        }
        flaw.line = sheet.line();
    }
    (Source::Affinity, flaw)
}

fn affinities(text: &str, params: &Params, entries: &mut Side, jurors: &mut Side) -> Result<Rows, Flaw> {
    let mut sheet = Sheet::open(text)?;
    let (entry, juror, affinity) = (sheet.need("entry")?, sheet.need("juror")?, sheet.need("affinity")?);
    let mut rows = Rows::default();
    while sheet.read()? {
        rows.entry.push(entries.take(&sheet, entry, params.entries)?);
        rows.juror.push(jurors.take(&sheet, juror, params.jurors)?);
        let number = Decimal::parse(sheet.field(affinity).text.trim()).map_err(|e| sheet.wrong(affinity, e))?;
        rows.mantissa.push(number.mantissa);
        rows.digits.push(number.digits);
    }
    Ok(rows)
}

fn conflicts(text: &str, params: &Params, entries: &mut Side, jurors: &mut Side) -> Result<Vec<Conflict>, Flaw> {
    let mut sheet = Sheet::open(text)?;
    let (entry, juror, reason) = (sheet.need("entry")?, sheet.need("juror")?, sheet.find("reason"));
    let mut all = Vec::new();
    while sheet.read()? {
        all.push(Conflict {
            entry: entries.take(&sheet, entry, params.entries)?,
            juror: jurors.take(&sheet, juror, params.jurors)?,
            reason: reason.map_or("", |at| sheet.field(at).text.trim()).into(),
        });
    }
    Ok(all)
}

fn read_entries(text: &str, params: &Params, labels: &mut Labels, problem: &mut Problem) -> Result<(), Flaw> {
    let mut sheet = Sheet::open(text)?;
    let (entry, reviews, category) = (sheet.need("entry")?, sheet.find("reviews"), sheet.find("category"));
    while sheet.read()? {
        let at = listed(&sheet, entry, labels, params.entries)?;
        if let Some(reviews) = count(&sheet, reviews)? {
            problem.reviews[at] = reviews;
        }
        if let Some(category) = category {
            let name = sheet.field(category).text.trim();
            problem.category.push(problem.categories.intern(name));
        }
    }
    complete(labels, params.entries, &sheet)
}

fn read_jurors(
    text: &str,
    params: &Params,
    labels: &mut Labels,
    loads: &mut [(Option<u32>, Option<u32>)],
) -> Result<(), Flaw> {
    let mut sheet = Sheet::open(text)?;
    let juror = sheet.need("juror")?;
    let (least, most) = (sheet.find("load_min"), sheet.find("load_max"));
    while sheet.read()? {
        let at = listed(&sheet, juror, labels, params.jurors)?;
        let load = (count(&sheet, least)?, count(&sheet, most)?);
        if let (Some(a), Some(b)) = (load.0.or(params.load_min), load.1.or(params.load_max))
            && a > b
        {
            let place = least.or(most).unwrap_or(juror);
            return Err(sheet.wrong(place, format!("load_min is {a}, but load_max only {b}")));
        }
        loads[at] = load;
    }
    complete(labels, params.jurors, &sheet)
}
