//! The fields of the desk's forms, said once: the form, the form again with
//! its problems, and the comparison of two versions are all made from them.

use crate::typed::in_language;
use kernel::Locale;
use ui::{Form, Text};

/// What is typed into a field.
#[derive(Clone, Debug)]
pub(crate) enum Input {
    /// A line.
    Line,
    /// A line in each language.
    Lines,
    /// A text in each language.
    Paragraphs,
    /// A whole number.
    Number,
    /// A day.
    Day,
    /// An address on the web.
    Address,
    /// A zone, with the names offered.
    Zone,
    /// One of several values, each with its words.
    Choice(Vec<(String, String)>),
    /// Yes or no.
    Tick,
    /// Shown, not changed.
    Fixed,
}

/// A field of a form.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) label: &'static str,
    pub(crate) hint: Option<&'static str>,
    pub(crate) input: Input,
    pub(crate) required: bool,
}

impl Field {
    /// A field that must be filled.
    pub(crate) const fn new(name: &'static str, label: &'static str, input: Input) -> Self {
        Self { name, label, hint: None, input, required: true }
    }

    /// With an explanation below its label.
    #[must_use]
    pub(crate) fn hint(self, key: &'static str) -> Self {
        Self { hint: Some(key), ..self }
    }

    /// May be left empty.
    #[must_use]
    pub(crate) fn optional(self) -> Self {
        Self { required: false, ..self }
    }

    fn is_bilingual(&self) -> bool {
        matches!(self.input, Input::Lines | Input::Paragraphs)
    }
}

/// One control as the template draws it.
#[derive(Clone, Debug)]
pub(crate) struct Control {
    pub(crate) name: String,
    pub(crate) label: String,
    pub(crate) hint: String,
    /// The language that is written into it.
    pub(crate) lang: String,
    /// How it is drawn: an input's type, or `area`, `zone`, `select`, `tick`, `fixed`.
    pub(crate) kind: String,
    pub(crate) options: Vec<(String, String)>,
    pub(crate) optional: bool,
}

/// The controls of a form, in rows; a row of two is one text in two languages.
pub(crate) fn rows(fields: &[Field], text: Text) -> Vec<Vec<Control>> {
    fields
        .iter()
        .map(|field| {
            if field.is_bilingual() {
                Locale::ALL.iter().map(|locale| control(field, Some(*locale), text)).collect()
            } else {
                vec![control(field, None, text)]
            }
        })
        .collect()
}

fn control(field: &Field, locale: Option<Locale>, text: Text) -> Control {
    let kind = match &field.input {
        Input::Line | Input::Lines => "text",
        Input::Paragraphs => "area",
        Input::Number => "number",
        Input::Day => "date",
        Input::Address => "url",
        Input::Zone => "zone",
        Input::Choice(_) => "select",
        Input::Tick => "tick",
        Input::Fixed => "fixed",
    };
    let options = match &field.input {
        Input::Choice(choices) => choices.clone(),
        Input::Zone => kernel::Zone::all().into_iter().map(|name| (name, String::new())).collect(),
        _ => Vec::new(),
    };
    Control {
        name: locale.map_or_else(|| field.name.to_owned(), |l| in_language(field.name, l)),
        label: label(field, locale, text),
        // Said once, at the first of the two languages.
        hint: field.hint.filter(|_| locale.is_none_or(|l| l == Locale::En)).map(|k| text.t(k)).unwrap_or_default(),
        lang: locale.map_or("", Locale::html_lang).to_owned(),
        kind: kind.to_owned(),
        options,
        optional: !field.required,
    }
}

fn label(field: &Field, locale: Option<Locale>, text: Text) -> String {
    let words = text.t(field.label);
    match locale {
        Some(locale) => {
            text.with("congress-field-in-language", &[("field", words.into()), ("language", locale.own_name().into())])
        }
        None => words,
    }
}

/// One field in which two versions differ.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Difference {
    pub(crate) label: String,
    pub(crate) theirs: String,
    pub(crate) yours: String,
}

/// The fields in which two versions of a form differ, in words.
pub(crate) fn differences(fields: &[Field], theirs: &Form, yours: &Form, text: Text) -> Vec<Difference> {
    let compare = |control: Control| Difference {
        theirs: shown(&control, theirs, text),
        yours: shown(&control, yours, text),
        label: control.label,
    };
    rows(fields, text).into_iter().flatten().map(compare).filter(|pair| pair.theirs != pair.yours).collect()
}

fn shown(control: &Control, form: &Form, text: Text) -> String {
    let value = form.value(&control.name);
    if control.kind == "tick" {
        return text.t(if value == "yes" { "congress-yes" } else { "congress-no" });
    }
    let chosen = control.options.iter().find(|(key, words)| key == value && !words.is_empty());
    match chosen {
        Some((_, words)) => words.clone(),
        // An empty cell would look like a mistake of the page.
        None if value.trim().is_empty() => text.t("congress-empty"),
        None => value.trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_versions_are_compared_in_words() {
        ui::register(&crate::TEXT);
        let kinds = vec![("hall".to_owned(), "Hall".to_owned()), ("stage".to_owned(), "Stage".to_owned())];
        let fields = [
            Field::new("name", "congress-name", Input::Lines),
            Field::new("kind", "congress-room-kind", Input::Choice(kinds)),
            Field::new("published", "congress-room-published", Input::Tick),
        ];
        let theirs = Form::filled([("name_en", "Hall A"), ("name_zh", "甲厅"), ("kind", "hall"), ("published", "yes")]);
        let yours = Form::filled([("name_en", "Hall A"), ("name_zh", "乙厅"), ("kind", "stage")]);
        let found = differences(&fields, &theirs, &yours, Text(Locale::En));
        let pairs: Vec<_> = found.iter().map(|d| (d.theirs.as_str(), d.yours.as_str())).collect();
        assert_eq!(pairs, [("甲厅", "乙厅"), ("Hall", "Stage"), ("Yes", "No")]);
    }
}
