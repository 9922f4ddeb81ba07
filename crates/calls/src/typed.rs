//! Reading what was typed into the forms of this crate.

use kernel::{FieldProblem, Locale, LocalizedText};
use std::{ops::RangeInclusive, str::FromStr};
pub(crate) use ui::typed::{filled_text as filled, long_text as paragraphs, text as lines};
use web::Submission;

/// All versions of a text as a form sends them, for [`LocalizedText::revised`].
pub(crate) fn versions(text: &LocalizedText) -> Vec<(Locale, String)> {
    Locale::ALL.iter().map(|locale| (*locale, text.text(*locale).to_owned())).collect()
}

/// A whole number within a range.
pub(crate) fn number(raw: &str, range: RangeInclusive<i32>) -> Result<i32, FieldProblem> {
    let problem = || FieldProblem::new("calls-problem-range").with("least", range.start()).with("most", range.end());
    raw.trim().parse().ok().filter(|number| range.contains(number)).ok_or_else(problem)
}

/// One word of a closed set.
pub(crate) fn choice<T: FromStr>(raw: &str) -> Result<T, FieldProblem> {
    raw.parse().map_err(|_| FieldProblem::new("calls-problem-choice"))
}

/// The revision that the sent form was made from; a broken one is an old one.
pub(crate) fn revision(sent: &Submission) -> i64 {
    sent.value("revision").parse().unwrap_or(0)
}

/// A number of up to two decimals in hundredths: `7`, `7.5`, `33.34`, and where
/// the reader writes so, `7,5`. Nothing else is a number: no sign, no exponent.
pub(crate) fn hundredths(raw: &str) -> Option<i32> {
    let text = raw.trim();
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let ends_with_sign = whole.len() < text.len() && part.is_empty();
    if whole.is_empty() || whole.len() > 6 || part.len() > 2 || ends_with_sign || !digits(whole) || !digits(part) {
        return None;
    }
    let part: i32 = format!("{part:0<2}").parse().ok()?;
    Some(whole.parse::<i32>().ok()? * 100 + part)
}

/// Hundredths as people write them: `7.5`, `33.34`, `8`.
pub(crate) fn decimal(hundredths: i32) -> String {
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::{decimal, hundredths};

    #[test]
    fn hundredths_are_read_as_people_write_them() {
        for (raw, value) in [("7", 700), ("7.5", 750), ("7,5", 750), (" 33.34 ", 3334), ("0", 0), ("10.50", 1050)] {
            assert_eq!(hundredths(raw), Some(value), "{raw}");
        }
        for bad in ["", "-1", "NaN", "7.", ".5", "7.555", "1e1", "+7", "7,5,5", "7..5", "七", "9999999", "7 5"] {
            assert_eq!(hundredths(bad), None, "{bad}");
        }
        assert_eq!([decimal(750), decimal(1000), decimal(3334), decimal(5)], ["7.5", "10", "33.34", "0.05"]);
    }
}
