//! From what was typed to what is meant, field by field.

use kernel::{FieldProblem, Locale, LocalizedText, Problems, Slug, TextState, words};
use ui::Form;

/// The name of a field's version in one language: `name_zh`.
pub(crate) fn in_language(field: &str, locale: Locale) -> String {
    format!("{field}_{locale}")
}

/// A text in every language of the form. Whoever sends the form has all
/// versions before their eyes and stands behind all of them.
pub(crate) fn text(form: &Form, problems: &mut Problems, field: &str, limit: usize) -> LocalizedText {
    localized(form, problems, field, |raw| words::optional_line(raw, limit))
}

/// As [`text`], but no language may be empty.
pub(crate) fn required_text(form: &Form, problems: &mut Problems, field: &str, limit: usize) -> LocalizedText {
    localized(form, problems, field, |raw| words::line(raw, limit))
}

/// As [`text`], in several lines.
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

/// A slug as typed; an empty field takes the one nearest to the English title.
pub(crate) fn slug(form: &Form, problems: &mut Problems, title: &str) -> Option<Slug> {
    let raw = form.value("slug").trim();
    let read = match Slug::from_title(form.value(title)) {
        Some(nearest) if raw.is_empty() => Ok(nearest),
        _ => Slug::parse(raw),
    };
    problems.take("slug", read)
}

/// A whole number within `range`.
pub(crate) fn number(
    form: &Form,
    problems: &mut Problems,
    field: &str,
    range: std::ops::RangeInclusive<i32>,
) -> Option<i32> {
    let raw = form.value(field).trim();
    let read = match raw.parse::<i32>() {
        _ if raw.is_empty() => Err(FieldProblem::new("problem-required")),
        Ok(number) if range.contains(&number) => Ok(number),
        _ => Err(FieldProblem::new("problem-number").with("min", range.start()).with("max", range.end())),
    };
    problems.take(field, read)
}

/// One of the words of a closed set, or the key of a record chosen from a list.
pub(crate) fn word<T: std::str::FromStr>(form: &Form, problems: &mut Problems, field: &str) -> Option<T> {
    problems.take(field, form.value(field).parse().map_err(|_| FieldProblem::new("problem-choice")))
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

    #[test]
    fn an_empty_slug_is_made_from_the_name() {
        let mut problems = Problems::new();
        let form = Form::filled([("slug", " "), ("name_en", "Hangzhou Stage 2024")]);
        assert_eq!(slug(&form, &mut problems, "name_en").unwrap().as_str(), "hangzhou-stage-2024");
        let form = Form::filled([("name_en", "杭州")]);
        assert_eq!(slug(&form, &mut problems, "name_en"), None);
        assert_eq!(problems.of_field("slug")[0].key, "problem-required");
    }

    #[test]
    fn numbers_have_bounds_and_no_dialects() {
        for bad in ["0", "100001", "-5", "1e3", "12.5", "١٢", "99999999999999999999", "ten"] {
            let mut problems = Problems::new();
            let form = Form::filled([("capacity", bad)]);
            assert_eq!(number(&form, &mut problems, "capacity", 1..=100_000), None, "{bad}");
            assert_eq!(problems.of_field("capacity")[0].key, "problem-number");
        }
    }

    #[test]
    fn a_required_text_wants_every_language() {
        let mut problems = Problems::new();
        let form = Form::filled([("name_en", "Hall")]);
        let text = required_text(&form, &mut problems, "name", 80);
        assert_eq!(text.languages(), 1);
        assert_eq!(problems.of_field("name_zh")[0].key, "problem-required");
    }
}
