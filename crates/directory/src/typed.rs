//! From what was typed to what is meant, field by field.

use crate::city::{self, CityId, Country, country};
use jiff::civil::Date;
use kernel::{FieldProblem, Locale, LocalizedText, Problems, words};
use ui::Form;
pub(crate) use ui::typed::{fill_text, in_language, long_text, text, word};

/// A line in one language at least: most organisations have no second name.
pub(crate) fn some_text(form: &Form, problems: &mut Problems, field: &str, limit: usize) -> LocalizedText {
    let all = text(form, problems, field, limit);
    let first = in_language(field, Locale::En);
    if all.is_empty() && problems.of_field(&first).is_empty() {
        problems.add(&first, FieldProblem::new("directory-problem-one-language"));
    }
    all
}

/// A country or region by its code, or nothing.
pub(crate) fn optional_country(form: &Form, problems: &mut Problems, field: &str) -> Option<Country> {
    let raw = form.value(field).trim();
    if raw.is_empty() {
        return None;
    }
    problems.take(field, country(raw).ok_or(FieldProblem::new("problem-choice")))
}

/// A city by its GeoNames id or by a name that only one city has; nothing is
/// also an answer. A name that several cities have is refused with the choice.
pub(crate) fn optional_city(form: &Form, problems: &mut Problems, field: &str, locale: Locale) -> Option<CityId> {
    let raw = form.value(field).trim();
    if raw.is_empty() {
        return None;
    }
    problems.take(field, city::from_words(raw, locale))
}

/// A day as `<input type="date">` sends it, or nothing.
pub(crate) fn optional_day(form: &Form, problems: &mut Problems, field: &str) -> Option<Date> {
    let raw = form.value(field).trim();
    if raw.is_empty() {
        return None;
    }
    let shaped = raw.len() == 10 && raw.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let day = raw.parse::<Date>().ok().filter(|day| shaped && (1900..=2199).contains(&day.year()));
    problems.take(field, day.ok_or(FieldProblem::new("problem-date")))
}

/// A whole number within `range`, or nothing.
pub(crate) fn optional_number(
    form: &Form,
    problems: &mut Problems,
    field: &str,
    range: std::ops::RangeInclusive<i32>,
) -> Option<i32> {
    let raw = form.value(field).trim();
    if raw.is_empty() {
        return None;
    }
    let number = raw.parse::<i32>().ok().filter(|number| range.contains(number));
    let wrong = || FieldProblem::new("problem-number").with("min", range.start()).with("max", range.end());
    problems.take(field, number.ok_or_else(wrong))
}

/// An address on the web, or nothing.
pub(crate) fn optional_address(form: &Form, problems: &mut Problems, field: &str) -> Option<String> {
    let text = problems.take(field, words::optional_line(form.value(field), 300))?;
    if text.is_empty() {
        return None;
    }
    // Only what a reader may safely follow: no script, no data, no bare words.
    let shaped = ["https://", "http://"].iter().any(|scheme| {
        text.strip_prefix(scheme).is_some_and(|rest| rest.contains('.') && !rest.contains(char::is_whitespace))
    });
    problems.take(field, if shaped { Ok(text) } else { Err(FieldProblem::new("directory-problem-address")) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(raw: &str) -> Result<Option<String>, Problems> {
        let mut problems = Problems::new();
        let read = optional_address(&Form::filled([("website", raw)]), &mut problems, "website");
        problems.or(read)
    }

    #[test]
    fn only_addresses_that_can_be_followed() {
        assert_eq!(address("https://example.org/a").unwrap().as_deref(), Some("https://example.org/a"));
        assert_eq!(address("").unwrap(), None);
        for bad in ["javascript:alert(1)", "example.org", "https://x y.z", "data:text/html,x"] {
            assert!(address(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_name_with_one_language_is_enough() {
        let mut problems = Problems::new();
        let form = Form::filled([("name_en", ""), ("name_zh", "华为")]);
        assert_eq!(some_text(&form, &mut problems, "name", 80).text(Locale::Zh), "华为");
        assert!(problems.is_empty());
        some_text(&Form::new(), &mut problems, "name", 80);
        assert_eq!(problems.of_field("name_en")[0].key, "directory-problem-one-language");
    }
}
