//! Civil days: how they are kept and how they are read from a form.

use jiff::civil::Date;
use kernel::{FieldProblem, column::Column};

/// A civil day as a column: `2024-09-25`, which sorts as text like time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub(crate) Date);

impl Column for Day {
    type Raw = String;
    fn to_raw(&self) -> String {
        self.0.to_string()
    }
    fn from_raw(raw: String) -> Result<Self, String> {
        raw.parse().map(Self).map_err(|e: jiff::Error| e.to_string())
    }
}
kernel::stored!(Day);

/// Reads a day as `<input type="date">` sends it. Other ways of writing a day
/// mean different days to different people and are refused.
pub(crate) fn parse(raw: &str) -> Result<Date, FieldProblem> {
    let text = raw.trim();
    if text.is_empty() {
        return Err(FieldProblem::new("problem-required"));
    }
    let bad = || FieldProblem::new("problem-date");
    let bytes = text.as_bytes();
    let shaped = bytes.len() == 10
        && bytes.iter().enumerate().all(|(i, b)| if i == 4 || i == 7 { *b == b'-' } else { b.is_ascii_digit() });
    if !shaped {
        return Err(bad());
    }
    let day: Date = text.parse().map_err(|_| bad())?;
    // A typing slip in the year is commoner than a congress in another century.
    if (1900..=2199).contains(&day.year()) { Ok(day) } else { Err(bad()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn only_whole_iso_days_are_read() {
        assert_eq!(parse(" 2024-09-25 ").unwrap(), date(2024, 9, 25));
        assert_eq!(parse("").unwrap_err().key, "problem-required");
        for bad in ["25.09.2024", "2024-9-25", "2024-02-30", "20240925", "0024-09-25", "2024-09-25T10:00", "二〇二四"]
        {
            assert_eq!(parse(bad).unwrap_err().key, "problem-date", "{bad}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_printed_is_read_back(year in 1900i16..2200, day in 1i16..=365) {
            let day = date(year, 1, 1).saturating_add(jiff::Span::new().days(i64::from(day) - 1));
            proptest::prop_assert_eq!(parse(&day.to_string()).unwrap(), day);
        }

        #[test]
        fn no_text_panics(text in ".{0,20}") {
            let _ = parse(&text);
        }
    }
}
