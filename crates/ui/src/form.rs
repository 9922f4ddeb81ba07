//! A form as it was typed, with what is wrong with it: what a refused
//! submission gets back, so that nothing has to be typed twice.

use crate::Text;
use kernel::Problems;
use std::collections::BTreeMap;

/// Values and problems by field name.
#[derive(Clone, Debug, Default)]
pub struct Form {
    values: BTreeMap<String, Vec<String>>,
    problems: BTreeMap<String, Vec<String>>,
}

impl Form {
    /// An empty form.
    pub fn new() -> Self {
        Self::default()
    }

    /// A form filled with stored values.
    pub fn filled<K: Into<String>, V: Into<String>>(values: impl IntoIterator<Item = (K, V)>) -> Self {
        let mut form = Self::new();
        for (name, value) in values {
            form.values.entry(name.into()).or_default().push(value.into());
        }
        form
    }

    /// Adds what is wrong, in the reader's language.
    #[must_use]
    pub fn with_problems(mut self, problems: &Problems, text: Text) -> Self {
        for (field, list) in problems.iter() {
            let words = list.iter().map(|problem| text.problem(problem));
            self.problems.entry(field.to_owned()).or_default().extend(words);
        }
        self
    }

    /// Sets a value.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.values.insert(name.to_owned(), vec![value.into()]);
    }

    /// What was typed into a field; empty when nothing was.
    pub fn value(&self, name: &str) -> &str {
        self.values.get(name).and_then(|all| all.first()).map_or("", String::as_str)
    }

    /// All values of a field that may be given several times.
    pub fn values(&self, name: &str) -> &[String] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether `value` was chosen for the field `name`.
    pub fn chosen(&self, name: &str, value: &str) -> bool {
        self.values(name).iter().any(|v| v == value)
    }

    /// The field was sent at all (a ticked box).
    pub fn has(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    /// What is wrong with a field.
    pub fn problems(&self, name: &str) -> &[String] {
        self.problems.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether anything is wrong.
    pub fn has_problems(&self) -> bool {
        !self.problems.is_empty()
    }

    /// Everything wrong, field by field, for the summary on top of the form.
    pub fn summary(&self) -> Vec<(&str, &str)> {
        self.problems
            .iter()
            .flat_map(|(field, all)| all.iter().map(move |words| (field.as_str(), words.as_str())))
            .collect()
    }
}
