//! What the editors say of a release.

use kernel::{Locale, LocalizedText, Problems, TextState, words};

/// Longest name, in characters.
const NAME: usize = 80;
/// Longest note on the page of changes, in characters.
const NOTE: usize = 2000;
/// Longest words in the letters, in characters of one language.
const LETTER: usize = 1000;

/// The words that go with a release, as typed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Announcement<'a> {
    /// What it is called; may be empty.
    pub name: &'a str,
    /// What the page of changes says about it; may be empty.
    pub note: &'a str,
    /// What stands at the head of every letter, by language; may be empty.
    pub letters: &'a [(Locale, &'a str)],
}

impl<'a> From<(&'a str, &'a str)> for Announcement<'a> {
    /// A name and a note, and no words in the letters.
    fn from((name, note): (&'a str, &'a str)) -> Self {
        Self { name, note, letters: &[] }
    }
}

/// The same, checked.
pub(super) struct Words {
    pub(super) name: String,
    pub(super) note: String,
    pub(super) letters: LocalizedText,
}

impl Announcement<'_> {
    /// # Errors
    /// Problems with the fields `name`, `note`, `letter_en`, `letter_zh`.
    pub(super) fn checked(&self) -> Result<Words, Problems> {
        let mut problems = Problems::new();
        let name = problems.take("name", words::optional_line(self.name, NAME));
        let note = problems.take("note", words::paragraphs(self.note, NOTE));
        let mut letters = LocalizedText::new();
        for (locale, raw) in self.letters {
            if let Some(text) = problems.take(&letter_field(*locale), words::paragraphs(raw, LETTER)) {
                letters.set(*locale, text, TextState::Approved);
            }
        }
        match (name, note) {
            (Some(name), Some(note)) if problems.is_empty() => Ok(Words { name, note, letters }),
            _ => Err(problems),
        }
    }
}

/// The field of a form that holds the words of the letters in a language.
pub fn letter_field(locale: Locale) -> String {
    format!("letter_{}", locale.tag())
}
