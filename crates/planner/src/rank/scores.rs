//! Scores, or means with their standard errors, from a sheet.

use crate::{
    Flaw,
    jury::{Labels, sheet::Sheet},
};

/// Who gave what to whom.
#[derive(Clone, Debug, Default)]
pub struct Scores {
    /// The names of the items.
    pub items: Labels,
    /// The names of the judges.
    pub judges: Labels,
    /// Item, judge and score.
    pub rows: Vec<(u32, u32, f64)>,
    /// Rows that do not count: recused or void.
    pub passed_over: usize,
}

/// Means that somebody else computed.
#[derive(Clone, Debug, Default)]
pub struct Means {
    /// The names of the items.
    pub items: Labels,
    /// Their means.
    pub means: Vec<f64>,
    /// The standard errors of the means, none negative; errors of different items are independent.
    pub errors: Vec<f64>,
    /// Items whose mean is missing: empty, or `NA`.
    pub passed_over: Vec<String>,
}

/// What a sheet can hold.
#[derive(Clone, Debug)]
pub enum Sheets {
    /// `item,judge,score` and perhaps `status`, where `recused` and `void` do not count.
    Scores(Scores),
    /// A name and two columns `x_score` (or `x_mean`, `mean`, `estimate`) and `x_se` (or `se`, `standard_error`).
    Means(Means),
}

fn number(sheet: &Sheet<'_>, at: usize) -> Result<f64, Flaw> {
    let text = sheet.field(at).text.trim();
    // Only what a person would write: "inf" and "nan" are numbers to a machine.
    let is_plain = text.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b));
    match text.parse::<f64>() {
        Ok(number) if is_plain && number.abs() <= 1e12 => Ok(number),
        Ok(_) if is_plain => Err(sheet.wrong(at, "a number beyond 10^12")),
        _ => Err(sheet.wrong(at, "not a number")),
    }
}

/// Reads a sheet of scores, or one of means. `measure` names the means if there are several.
///
/// # Errors
///
/// What is wrong, and where.
pub fn read(text: &str, measure: Option<&str>) -> Result<Sheets, Flaw> {
    let sheet = Sheet::open(text)?;
    if sheet.find("item").is_some() && sheet.find("judge").is_some() && measure.is_none() {
        return scores(sheet).map(Sheets::Scores);
    }
    match mean_columns(&sheet, measure) {
        Some((mean, error)) => means(sheet, mean, error).map(Sheets::Means),
        None => {
            let message = match measure {
                Some(name) => format!("no columns are called {name}_score and {name}_se"),
                None => "columns item, judge and score were expected, or a mean with its standard error".to_owned(),
            };
            Err(Flaw { line: 1, column: 1, message })
        }
    }
}

fn mean_columns(sheet: &Sheet<'_>, measure: Option<&str>) -> Option<(usize, usize)> {
    let pair = |stem: &str| {
        let mean = ["score", "mean", "estimate"].iter().find_map(|end| sheet.find(&format!("{stem}{end}")));
        let error = ["se", "standard_error"].iter().find_map(|end| sheet.find(&format!("{stem}{end}")));
        mean.zip(error)
    };
    if let Some(name) = measure {
        return pair(&format!("{}_", name.to_ascii_lowercase()));
    }
    pair("").or_else(|| sheet.header().iter().filter_map(|h| h.strip_suffix("se")).find_map(pair))
}

fn scores(mut sheet: Sheet<'_>) -> Result<Scores, Flaw> {
    let (item, judge, score) = (sheet.need("item")?, sheet.need("judge")?, sheet.need("score")?);
    let status = sheet.find("status");
    let mut scores = Scores::default();
    while sheet.read()? {
        let mut named = [0; 2];
        for (slot, (at, labels)) in named.iter_mut().zip([(item, &mut scores.items), (judge, &mut scores.judges)]) {
            let name = sheet.field(at).text.trim();
            if name.is_empty() {
                return Err(sheet.wrong(at, "a name is missing"));
            }
            *slot = labels.intern(name);
        }
        let is_out = status.is_some_and(|at| {
            let status = sheet.field(at).text.trim();
            status.eq_ignore_ascii_case("recused") || status.eq_ignore_ascii_case("void")
        });
        if is_out {
            scores.passed_over += 1;
        } else {
            scores.rows.push((named[0], named[1], number(&sheet, score)?));
        }
    }
    Ok(scores)
}

fn means(mut sheet: Sheet<'_>, mean: usize, error: usize) -> Result<Means, Flaw> {
    let name = (0..sheet.header().len()).find(|at| {
        let header = &sheet.header()[*at];
        ![mean, error].contains(at) && !header.ends_with("_se") && !header.ends_with("_score")
    });
    let mut means = Means::default();
    while sheet.read()? {
        let item = match name {
            Some(at) => {
                let text = sheet.field(at).text.trim().to_owned();
                if text.is_empty() || means.items.find(&text).is_some() {
                    return Err(sheet.wrong(at, "a name is missing, or stands here a second time"));
                }
                text
            }
            None => (means.means.len() + 1).to_string(),
        };
        let is_missing = |at: usize| matches!(sheet.field(at).text.trim(), "" | "NA");
        if is_missing(mean) && is_missing(error) {
            means.passed_over.push(item);
            continue;
        }
        means.items.intern(&item);
        means.means.push(number(&sheet, mean)?);
        let size = number(&sheet, error)?;
        if size < 0.0 {
            return Err(sheet.wrong(error, "a standard error is never negative"));
        }
        means.errors.push(size);
    }
    Ok(means)
}
