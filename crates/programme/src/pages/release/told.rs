//! Who will hear of the release, and in which words.

use crate::{release::Preview, rules::Names};
use kernel::Locale;

/// Everybody who is told.
pub(super) struct Telling {
    /// Letters to people who take part.
    pub(super) participants: usize,
    /// Letters to people who only starred a session.
    pub(super) readers: usize,
    /// The names of those who must be told by somebody.
    pub(super) unreached: String,
    /// The letters by their language.
    pub(super) letters: Vec<InLanguage>,
}

/// The letters in one language.
pub(super) struct InLanguage {
    /// What the language calls itself.
    pub(super) language: &'static str,
    /// How many.
    pub(super) count: usize,
    /// Subject and text of the first that names nothing the viewer may not know of.
    pub(super) first: Option<(String, String)>,
}

/// What `found` says of it.
pub(super) fn telling(found: &Preview, names: &Names) -> Telling {
    let touched = &found.touched;
    let participants = touched.letters.iter().filter(|told| told.takes_part).count();
    let unreached: Vec<&str> = touched.unreached.keys().filter_map(|person| names.person(*person)).collect();
    let in_language = |locale: &Locale| {
        let letters = || touched.letters.iter().filter(|told| told.letter.locale == *locale);
        let open = letters().find(|told| told.sessions.iter().all(|session| names.title(*session).is_some()));
        let first = open.map(|told| (told.letter.subject.clone(), told.letter.text.clone()));
        InLanguage { language: locale.own_name(), count: letters().count(), first }
    };
    Telling {
        participants,
        readers: touched.letters.len() - participants,
        unreached: unreached.join(", "),
        letters: Locale::ALL.iter().map(in_language).filter(|one| one.count > 0).collect(),
    }
}
