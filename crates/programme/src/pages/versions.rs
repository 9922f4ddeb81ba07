//! Two editors, one session: what is stored now beside what was typed, so that
//! nothing is lost and nothing is overwritten unseen.

use ui::{Form, Text};

/// A field: its name, the id of its label, and the words for its values where
/// they are keys.
pub(super) type Compared<'f> = (&'f str, &'f str, &'f [(String, String)]);

/// One field in which two versions differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Version {
    /// The field's name for people.
    pub(super) label: String,
    /// What is stored now.
    pub(super) theirs: String,
    /// What was typed.
    pub(super) yours: String,
}

/// The fields in which `theirs` and `yours` differ.
pub(super) fn versions(fields: &[Compared<'_>], theirs: &Form, yours: &Form, text: Text) -> Vec<Version> {
    fields
        .iter()
        .filter(|(name, ..)| theirs.values(name) != yours.values(name) && !same_nothing(theirs, yours, name))
        .map(|(name, label, words)| Version {
            label: text.t(label),
            theirs: in_words(theirs.values(name), words),
            yours: in_words(yours.values(name), words),
        })
        .collect()
}

fn same_nothing(theirs: &Form, yours: &Form, name: &str) -> bool {
    theirs.value(name).is_empty() && yours.value(name).is_empty()
}

fn in_words(values: &[String], words: &[(String, String)]) -> String {
    let word = |value: &String| {
        words.iter().find(|(key, _)| key == value).map_or_else(|| value.clone(), |(_, word)| word.clone())
    };
    values.iter().map(word).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_compared() {
        let theirs = Form::filled([("room", "a"), ("minutes", "45"), ("day", "")]);
        let yours = Form::filled([("room", "b"), ("minutes", "45")]);
        let rooms = [("a".to_owned(), "Grand Hall".to_owned()), ("b".to_owned(), "Lake Room".to_owned())];
        ui::register(&crate::TEXT);
        let fields: [Compared<'_>; 3] = [
            ("room", "programme-field-room", &rooms),
            ("minutes", "programme-field-minutes", &[]),
            ("day", "programme-field-day", &[]),
        ];
        let found = versions(&fields, &theirs, &yours, Text(kernel::Locale::En));
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].theirs.as_str(), found[0].yours.as_str()), ("Grand Hall", "Lake Room"));
    }
}
