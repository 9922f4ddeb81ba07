//! What the template of every subject's page shows the same way.

use crate::{name::initials, person::PersonCard, related::RelatedBlock};
use kernel::{Locale, Shown};
use ui::Page;

/// A text of several lines, with an honest label about its language.
#[derive(Clone, Debug, Default)]
pub(super) struct Prose {
    pub(super) paragraphs: Vec<String>,
    /// The language that is really shown, when it is not the reader's.
    pub(super) fallback: Option<&'static str>,
    /// The value of the `lang` attribute then.
    pub(super) lang: &'static str,
}

impl Prose {
    pub(super) fn of(shown: Shown<'_>) -> Self {
        let paragraphs = shown.text.split('\n').map(str::trim).filter(|p| !p.is_empty()).map(str::to_owned).collect();
        let fallback = (shown.is_fallback && !shown.text.is_empty()).then(|| shown.locale.tag());
        Self { paragraphs, fallback, lang: shown.locale.html_lang() }
    }
}

/// A person in a list of a page.
#[derive(Clone, Debug)]
pub(super) struct Chip {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) initials: String,
    pub(super) role: String,
}

impl Chip {
    pub(super) fn of(page: &Page, card: &PersonCard) -> Self {
        Self {
            href: page.in_edition(format!("/people/{}", card.slug)),
            name: card.name.clone(),
            initials: initials(&card.name),
            role: card.role_line.clone(),
        }
    }
}

/// A block of another domain, worded.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) title: String,
    pub(super) items: Vec<crate::related::RelatedItem>,
}

pub(super) fn blocks(page: &Page, related: Vec<RelatedBlock>) -> Vec<Block> {
    related.into_iter().map(|block| Block { title: page.t(block.title_key), items: block.items }).collect()
}

/// The label of a field in one of the languages of content.
pub(super) fn in_language(page: &Page, key: &str, locale: Locale) -> String {
    page.t2("directory-in-language", "field", page.t(key), "language", locale.own_name())
}
