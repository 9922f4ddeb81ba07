//! What is wrong with a form, field by field, in words the interface translates.

use std::collections::BTreeMap;

/// One thing wrong with one field: the id of a message and its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    /// Fluent id of the message, such as `problem-required`.
    pub key: &'static str,
    /// Named arguments of the message.
    pub args: Vec<(&'static str, String)>,
}

impl FieldProblem {
    /// A problem whose message needs no arguments.
    pub const fn new(key: &'static str) -> Self {
        Self { key, args: Vec::new() }
    }

    /// Adds an argument to the message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

/// Everything wrong with one submission. The empty field name is the form itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems(BTreeMap<String, Vec<FieldProblem>>);

impl Problems {
    /// No problems yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A single problem with a single field.
    pub fn of(field: &str, problem: FieldProblem) -> Self {
        let mut problems = Self::new();
        problems.add(field, problem);
        problems
    }

    /// Notes a problem with a field.
    pub fn add(&mut self, field: &str, problem: FieldProblem) {
        self.0.entry(field.to_owned()).or_default().push(problem);
    }

    /// Takes the value of a field, or notes why there is none.
    pub fn take<T>(&mut self, field: &str, result: Result<T, FieldProblem>) -> Option<T> {
        result.map_err(|problem| self.add(field, problem)).ok()
    }

    /// Nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The problems of one field.
    pub fn of_field(&self, field: &str) -> &[FieldProblem] {
        self.0.get(field).map_or(&[], Vec::as_slice)
    }

    /// All fields that have problems, in order of their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[FieldProblem])> {
        self.0.iter().map(|(field, problems)| (field.as_str(), problems.as_slice()))
    }

    /// The value, if nothing is wrong.
    pub fn or<T>(self, value: T) -> Result<T, Self> {
        if self.is_empty() { Ok(value) } else { Err(self) }
    }
}
