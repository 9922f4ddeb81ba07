//! From what was typed to what is meant, field by field.

use kernel::{FieldProblem, Problems, Slug};
use ui::Form;
pub(crate) use ui::typed::{fill_text, in_language, long_text, required_text, text, word};

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
}
