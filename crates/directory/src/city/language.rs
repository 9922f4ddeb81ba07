//! Names of languages, for the languages of sessions and of interpretation.

use super::data;
use kernel::Locale;
use std::{collections::BTreeMap, sync::LazyLock};

static NAMES: LazyLock<BTreeMap<&'static str, [&'static str; 2]>> =
    LazyLock::new(|| data::rows(data::LANGUAGES).map(|[code, en, zh]| (code, [en, zh])).collect());

/// What a language is called, by its BCP 47 code as CLDR writes it: `th`,
/// `zh-Hant`, `yue`.
///
/// ```
/// use directory::city::language_name;
/// assert_eq!(language_name("th", kernel::Locale::Zh), Some("泰语"));
/// ```
pub fn language_name(code: &str, locale: Locale) -> Option<&'static str> {
    NAMES.get(code).map(|[en, zh]| match locale {
        Locale::En => *en,
        Locale::Zh => *zh,
    })
}

/// The codes of all languages that have a name in both of ours, sorted.
pub fn languages() -> impl Iterator<Item = &'static str> {
    NAMES.keys().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_languages_of_the_region_have_names() {
        for code in ["en", "zh", "zh-Hant", "yue", "th", "vi", "lo", "km", "my", "ms", "id", "fil", "ja", "ko", "ar"] {
            for locale in Locale::ALL {
                assert!(language_name(code, *locale).is_some(), "{code}");
            }
        }
        assert_eq!(language_name("ja", Locale::En), Some("Japanese"));
        assert_eq!(language_name("", Locale::En), None);
        assert_eq!(language_name("tlh-Latn-XX", Locale::En), None);
        assert!(languages().count() > 500);
    }
}
