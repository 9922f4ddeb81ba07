//! Text in several languages, each with its own state, so that a reader is
//! told honestly when a translation is missing, old or made by a machine.

use crate::{Locale, column::Column};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

crate::text_enum! {
    /// How far one language's version can be trusted.
    pub enum TextState {
        /// Written by a machine and read by nobody yet.
        MachineDraft = "machine_draft",
        /// The source has changed since this was written.
        Outdated = "outdated",
        /// A person stands behind it.
        Approved = "approved",
    }
}

/// One language's version of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Translation {
    /// The words.
    pub text: String,
    /// How far they can be trusted.
    pub state: TextState,
}

/// A text in one or more languages. A language without an entry is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LocalizedText(BTreeMap<String, Translation>);

/// What a reader of one language is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown<'a> {
    /// The words, possibly of another language than the reader's.
    pub text: &'a str,
    /// The language they are in.
    pub locale: Locale,
    /// How far they can be trusted.
    pub state: TextState,
    /// The reader's own language is missing.
    pub is_fallback: bool,
}

impl Shown<'_> {
    /// The reader should be told something about this text.
    pub fn needs_label(&self) -> bool {
        self.is_fallback || self.state != TextState::Approved
    }
}

impl std::fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.text)
    }
}

impl LocalizedText {
    /// No text in any language.
    pub fn new() -> Self {
        Self::default()
    }

    /// An approved text in one language.
    pub fn of(locale: Locale, text: impl Into<String>) -> Self {
        let mut this = Self::new();
        this.set(locale, text, TextState::Approved);
        this
    }

    /// An approved text in both languages.
    pub fn both(en: impl Into<String>, zh: impl Into<String>) -> Self {
        let mut this = Self::of(Locale::En, en);
        this.set(Locale::Zh, zh, TextState::Approved);
        this
    }

    /// Writes one language; an empty text removes it.
    pub fn set(&mut self, locale: Locale, text: impl Into<String>, state: TextState) {
        let text = text.into();
        if text.is_empty() {
            self.0.remove(locale.tag());
        } else {
            self.0.insert(locale.tag().to_owned(), Translation { text, state });
        }
    }

    /// Takes the forms' versions of all languages as approved, and marks those
    /// left unchanged as outdated when another one did change.
    pub fn revised(&self, versions: &[(Locale, String)]) -> Self {
        let changed = |locale: Locale, text: &str| self.exact(locale).map_or("", |t| t.text.as_str()) != text;
        let any_changed = versions.iter().any(|(l, t)| !self.is_empty() && changed(*l, t));
        let mut next = self.clone();
        for (locale, text) in versions {
            let state = match self.exact(*locale) {
                Some(old) if old.text == *text && any_changed => TextState::Outdated,
                Some(old) if old.text == *text => old.state,
                _ => TextState::Approved,
            };
            next.set(*locale, text.clone(), state);
        }
        next
    }

    /// The version in exactly this language.
    pub fn exact(&self, locale: Locale) -> Option<&Translation> {
        self.0.get(locale.tag())
    }

    /// The words in exactly this language, or nothing.
    pub fn text(&self, locale: Locale) -> &str {
        self.exact(locale).map_or("", |t| t.text.as_str())
    }

    /// What a reader of `locale` sees: their language, else the first there is.
    pub fn get(&self, locale: Locale) -> Shown<'_> {
        let in_locale = |l: Locale| self.exact(l).map(|t| (l, t));
        let found = in_locale(locale).or_else(|| Locale::ALL.iter().find_map(|l| in_locale(*l)));
        match found {
            Some((shown, translation)) => {
                Shown { text: &translation.text, locale: shown, state: translation.state, is_fallback: shown != locale }
            }
            None => Shown { text: "", locale, state: TextState::Approved, is_fallback: false },
        }
    }

    /// There is no text in any language.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many languages have a version.
    pub fn languages(&self) -> usize {
        self.0.len()
    }
}

impl Column for LocalizedText {
    type Raw = sea_orm::JsonValue;
    fn to_raw(&self) -> sea_orm::JsonValue {
        crate::column::to_json(self)
    }
    fn from_raw(raw: sea_orm::JsonValue) -> Result<Self, String> {
        serde_json::from_value(raw).map_err(|e| e.to_string())
    }
}
crate::stored!(LocalizedText);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_language_falls_back_and_says_so() {
        let text = LocalizedText::of(Locale::En, "Opening");
        let shown = text.get(Locale::Zh);
        assert_eq!((shown.text, shown.is_fallback, shown.locale), ("Opening", true, Locale::En));
        assert!(shown.needs_label());
        assert!(!text.get(Locale::En).needs_label());
    }

    #[test]
    fn a_changed_source_makes_the_other_language_outdated() {
        let text = LocalizedText::both("Opening", "开幕式");
        let next = text.revised(&[(Locale::En, "Grand opening".into()), (Locale::Zh, "开幕式".into())]);
        assert_eq!(next.get(Locale::Zh).state, TextState::Outdated);
        assert_eq!(next.get(Locale::En).state, TextState::Approved);
        let same = text.revised(&[(Locale::En, "Opening".into()), (Locale::Zh, "开幕式".into())]);
        assert_eq!(same, text);
    }

    #[test]
    fn an_emptied_language_is_missing() {
        let text = LocalizedText::both("Opening", "开幕式");
        let next = text.revised(&[(Locale::En, "Opening".into()), (Locale::Zh, String::new())]);
        assert_eq!(next.languages(), 1);
    }
}
