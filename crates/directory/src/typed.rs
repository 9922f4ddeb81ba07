//! From what was typed to what is meant, field by field.

use crate::city::{self, CityId, Country, country};
use jiff::civil::Date;
use kernel::{FieldProblem, Locale, LocalizedText, Problems, TextState, words};
use ui::Form;

/// The name of a field's version in one language: `name_zh`.
pub(crate) fn in_language(field: &str, locale: Locale) -> String {
    format!("{field}_{locale}")
}

/// A line in every language; all may be empty.
pub(crate) fn text(form: &Form, problems: &mut Problems, field: &str, limit: usize) -> LocalizedText {
    localized(form, problems, field, |raw| words::optional_line(raw, limit))
}

/// A line in one language at least: most organisations have no second name.
pub(crate) fn some_text(form: &Form, problems: &mut Problems, field: &str, limit: usize) -> LocalizedText {
    let all = text(form, problems, field, limit);
    let first = in_language(field, Locale::En);
    if all.is_empty() && problems.of_field(&first).is_empty() {
        problems.add(&first, FieldProblem::new("directory-problem-one-language"));
    }
    all
}

/// A text of several lines in every language; all may be empty.
pub(crate) fn long_text(form: &Form, problems: &mut Problems, field: &str, limit: usize) -> LocalizedText {
    localized(form, problems, field, |raw| words::paragraphs(raw, limit))
}

fn localized(
    form: &Form,
    problems: &mut Problems,
    field: &str,
    read: impl Fn(&str) -> Result<String, FieldProblem>,
) -> LocalizedText {
    let mut all = LocalizedText::new();
    for locale in Locale::ALL {
        let name = in_language(field, *locale);
        if let Some(words) = problems.take(&name, read(form.value(&name))) {
            all.set(*locale, words, TextState::Approved);
        }
    }
    all
}

/// One of the words of a closed set.
pub(crate) fn word<T: std::str::FromStr>(form: &Form, problems: &mut Problems, field: &str) -> Option<T> {
    problems.take(field, form.value(field).trim().parse().map_err(|_| FieldProblem::new("problem-choice")))
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

/// Fills a form with a text in every language.
pub(crate) fn fill_text(form: &mut Form, field: &str, text: &LocalizedText) {
    for locale in Locale::ALL {
        form.set(&in_language(field, *locale), text.text(*locale));
    }
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
