//! Two at one form: what is stored now beside what was typed.

use ui::Form;

/// One field in which two versions differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::pages) struct Version {
    /// The field's name for people.
    pub(in crate::pages) label: String,
    /// What is stored now.
    pub(in crate::pages) theirs: String,
    /// What was typed.
    pub(in crate::pages) yours: String,
}

/// A field: its name, its label, and the words for its values where they are keys.
pub(in crate::pages) type Compared<'f> = (String, String, &'f [(String, String)]);

/// The fields in which `theirs` and `yours` differ.
pub(in crate::pages) fn compared(fields: &[Compared<'_>], theirs: &Form, yours: &Form) -> Vec<Version> {
    let differs = |name: &str| {
        let same =
            |form: &Form| form.values(name).iter().filter(|value| !value.is_empty()).cloned().collect::<Vec<_>>();
        // Browsers send line ends as two characters.
        let plain = |values: Vec<String>| values.into_iter().map(|one| one.replace("\r\n", "\n")).collect::<Vec<_>>();
        plain(same(theirs)) != plain(same(yours))
    };
    let words = |values: &[String], known: &[(String, String)]| {
        let word = |value: &String| {
            known.iter().find(|(key, _)| key == value).map_or_else(|| value.clone(), |(_, word)| word.clone())
        };
        values.iter().map(word).collect::<Vec<_>>().join(", ")
    };
    let version = |(name, label, known): &Compared<'_>| Version {
        label: label.clone(),
        theirs: words(theirs.values(name), known),
        yours: words(yours.values(name), known),
    };
    fields.iter().filter(|(name, ..)| differs(name)).map(version).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_compared() {
        let theirs = Form::filled([("title", "A"), ("kind", "keynote"), ("summary", "one\ntwo")]);
        let yours = Form::filled([("title", "B"), ("kind", "keynote"), ("summary", "one\r\ntwo"), ("track", "")]);
        let row = |name: &str| (name.to_owned(), name.to_uppercase(), &[][..]);
        let found = compared(&[row("title"), row("kind"), row("summary"), row("track")], &theirs, &yours);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].theirs.as_str(), found[0].yours.as_str()), ("A", "B"));
    }
}
