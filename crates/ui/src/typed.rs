//! From what was typed into a form to what is meant, for the fields that forms of every
//! domain have: a text in each language of the house, a word of a closed set.

use crate::Form;
use kernel::{FieldProblem, Locale, LocalizedText, Problems, TextState, words};

/// The name of a field's version in one language: `name_zh`.
pub fn in_language(field: &str, locale: Locale) -> String {
    format!("{field}_{locale}")
}

/// A line of at most `limit` characters in every language of the form; all may be empty.
/// Whoever sends the form has all versions before their eyes and stands behind all of them.
pub fn text(form: &Form, problems: &mut Problems, field: &str, limit: usize) -> LocalizedText {
    localized(form, problems, field, |raw| words::optional_line(raw, limit))
}

/// As [`text`], but no language may be empty.
pub fn required_text(form: &Form, problems: &mut Problems, field: &str, limit: usize) -> LocalizedText {
    localized(form, problems, field, |raw| words::line(raw, limit))
}

/// As [`text`], in several lines.
pub fn long_text(form: &Form, problems: &mut Problems, field: &str, limit: usize) -> LocalizedText {
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

/// One of the words of a closed set, or the key of a record chosen from a list;
/// `problem-choice` else.
pub fn word<T: std::str::FromStr>(form: &Form, problems: &mut Problems, field: &str) -> Option<T> {
    problems.take(field, form.value(field).trim().parse().map_err(|_| FieldProblem::new("problem-choice")))
}

/// The fields that would leave a text as it is.
pub fn filled_text(field: &str, text: &LocalizedText) -> Vec<(String, String)> {
    Locale::ALL.iter().map(|locale| (in_language(field, *locale), text.text(*locale).to_owned())).collect()
}

/// Fills a form with a text in every language.
pub fn fill_text(form: &mut Form, field: &str, text: &LocalizedText) {
    for (name, words) in filled_text(field, text) {
        form.set(&name, words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_required_text_wants_every_language() {
        let mut problems = Problems::new();
        let form = Form::filled([("name_en", "Hall")]);
        let text = required_text(&form, &mut problems, "name", 80);
        assert_eq!(text.languages(), 1);
        assert_eq!(problems.of_field("name_zh")[0].key, "problem-required");
    }

    #[test]
    fn a_form_that_was_filled_is_read_back() {
        let name = LocalizedText::both("Hall", "大厅");
        let mut form = Form::new();
        fill_text(&mut form, "name", &name);
        let mut problems = Problems::new();
        assert_eq!(text(&form, &mut problems, "name", 80), name);
        assert_eq!(word::<u8>(&Form::filled([("kind", "x")]), &mut problems, "kind"), None);
        assert_eq!(problems.of_field("kind")[0].key, "problem-choice");
    }
}
