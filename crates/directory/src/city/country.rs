//! Countries and regions: the codes of ISO 3166-1 (and `XK`, under which
//! GeoNames files cities), named by CLDR. Label the field "Country / region"
//! everywhere; what an entry is called is for each organiser to decide
//! ([`CountryNames`]).

use super::data;
use kernel::{Locale, column::Column};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::LazyLock};

struct Row {
    code: &'static str,
    en: &'static str,
    zh: &'static str,
}

static ROWS: LazyLock<Vec<Row>> =
    LazyLock::new(|| data::rows(data::COUNTRIES).map(|[code, en, zh]| Row { code, en, zh }).collect());

static ALL: LazyLock<Vec<Country>> = LazyLock::new(|| (0..=u8::MAX).take(ROWS.len()).map(Country).collect());

/// A country or region that exists in the table; sorts by code. In the database
/// and in JSON it is its two letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "&'static str", try_from = "String")]
pub struct Country(u8); // its row

/// Letters that stand for no country or region.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a code of a country or region")]
pub struct UnknownCountry(pub String);

/// The country or region of an ISO 3166-1 alpha-2 code, in either case.
pub fn country(code: &str) -> Option<Country> {
    let code = code.to_ascii_uppercase();
    let row = ROWS.binary_search_by(|row| row.code.cmp(&code)).ok()?;
    ALL.get(row).copied()
}

/// All of them, sorted by code. For a list in a form, see [`CountryNames::list`].
pub fn countries() -> &'static [Country] {
    &ALL
}

impl Country {
    /// The two letters, in capitals.
    pub fn code(self) -> &'static str {
        ROWS[usize::from(self.0)].code
    }

    /// The name in CLDR.
    pub fn name(self, locale: Locale) -> &'static str {
        let row = &ROWS[usize::from(self.0)];
        match locale {
            Locale::En => row.en,
            Locale::Zh => row.zh,
        }
    }
}

impl std::fmt::Display for Country {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl std::fmt::Debug for Country {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Country({})", self.code())
    }
}

impl std::str::FromStr for Country {
    type Err = UnknownCountry;
    fn from_str(code: &str) -> Result<Self, UnknownCountry> {
        country(code.trim()).ok_or_else(|| UnknownCountry(code.to_owned()))
    }
}

impl TryFrom<String> for Country {
    type Error = UnknownCountry;
    fn try_from(code: String) -> Result<Self, UnknownCountry> {
        code.parse()
    }
}

impl From<Country> for &'static str {
    fn from(country: Country) -> Self {
        country.code()
    }
}

impl Column for Country {
    type Raw = String;
    fn to_raw(&self) -> String {
        self.code().to_owned()
    }
    fn from_raw(raw: String) -> Result<Self, String> {
        raw.parse().map_err(|unknown: UnknownCountry| unknown.to_string())
    }
}
kernel::stored!(Country);

/// An organiser's own words for one country or region; a missing language
/// keeps the name of CLDR.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnName {
    /// In English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
    /// In Simplified Chinese.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zh: Option<String>,
}

impl OwnName {
    fn get(&self, locale: Locale) -> Option<&str> {
        match locale {
            Locale::En => self.en.as_deref(),
            Locale::Zh => self.zh.as_deref(),
        }
    }

    fn slot(&mut self, locale: Locale) -> &mut Option<String> {
        match locale {
            Locale::En => &mut self.en,
            Locale::Zh => &mut self.zh,
        }
    }
}

/// The names of countries and regions as one organiser shows them: those of
/// CLDR but for a table of their own. Kept as JSON, `{"TW": {"zh": "…"}}`.
///
/// Everything that prints a name takes one of these, so that a page, an export
/// and a mail of one organiser never differ.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CountryNames {
    own: BTreeMap<Country, OwnName>,
}

impl CountryNames {
    /// What the organiser calls it.
    pub fn name(&self, country: Country, locale: Locale) -> &str {
        self.own_name(country, locale).unwrap_or_else(|| country.name(locale))
    }

    /// The organiser's own word, when there is one: the preview shows it beside
    /// [`Country::name`].
    pub fn own_name(&self, country: Country, locale: Locale) -> Option<&str> {
        self.own.get(&country)?.get(locale)
    }

    /// Sets or, with a blank name, takes back the organiser's own word.
    pub fn set(&mut self, country: Country, locale: Locale, name: &str) {
        let name = name.trim();
        let entry = self.own.entry(country).or_default();
        *entry.slot(locale) = (!name.is_empty()).then(|| name.to_owned());
        if *entry == OwnName::default() {
            self.own.remove(&country);
        }
    }

    /// The rows of the organiser's table, by code.
    pub fn overrides(&self) -> impl Iterator<Item = (Country, &OwnName)> {
        self.own.iter().map(|(country, name)| (*country, name))
    }

    /// All countries and regions for a list: by name in English, by code in
    /// Chinese, where sorting by code point would follow nothing readers know.
    pub fn list(&self, locale: Locale) -> Vec<(Country, &str)> {
        let mut list: Vec<_> = countries().iter().map(|c| (*c, self.name(*c, locale))).collect();
        if locale == Locale::En {
            list.sort_by_cached_key(|(_, name)| kernel::fold::compact(name));
        }
        list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_iso_3166_and_kosovo() {
        assert_eq!(countries().len(), 250);
        assert!(ROWS.is_sorted_by(|a, b| a.code < b.code));
        assert!(ROWS.iter().all(|row| !row.en.is_empty() && !row.zh.is_empty()));
        for code in ["CN", "HK", "MO", "TW", "VN", "KZ", "XK"] {
            assert_eq!(country(code).unwrap().code(), code);
        }
        for code in ["EU", "UN", "ZZ", "XA", "UK", "", "C", "CHN", "中国"] {
            assert_eq!(country(code), None, "{code}");
        }
        assert_eq!(country("cn"), country("CN"));
    }

    #[test]
    fn a_code_reads_and_writes_the_same() {
        for country in countries() {
            assert_eq!(country.code().parse(), Ok(*country));
            assert_eq!(Country::from_raw(country.to_raw()), Ok(*country));
            let json = serde_json::to_string(country).unwrap();
            assert_eq!(json, format!("{:?}", country.code()));
            assert_eq!(serde_json::from_str::<Country>(&json).unwrap(), *country);
        }
        assert!(serde_json::from_str::<Country>("\"ZZ\"").is_err());
        assert!(Country::from_raw("ZZ".to_owned()).unwrap_err().contains("ZZ"));
    }

    #[test]
    fn an_organiser_has_the_last_word_on_a_name() {
        let korea = country("KR").unwrap();
        let mut names = CountryNames::default();
        assert_eq!(names.name(korea, Locale::En), "South Korea");
        names.set(korea, Locale::En, " Republic of Korea ");
        assert_eq!(names.name(korea, Locale::En), "Republic of Korea");
        assert_eq!(names.name(korea, Locale::Zh), "韩国");
        assert_eq!(names.own_name(korea, Locale::Zh), None);
        assert_eq!(names.overrides().count(), 1);

        let json = serde_json::to_string(&names).unwrap();
        assert_eq!(json, r#"{"KR":{"en":"Republic of Korea"}}"#);
        assert_eq!(serde_json::from_str::<CountryNames>(&json).unwrap(), names);

        names.set(korea, Locale::En, "  ");
        assert_eq!(names, CountryNames::default());
    }

    #[test]
    fn lists_hold_everything_once() {
        let names = CountryNames::default();
        for locale in Locale::ALL {
            assert_eq!(names.list(*locale).len(), countries().len());
        }
        let english = names.list(Locale::En);
        assert_eq!(english[0].1, "Afghanistan");
        assert_eq!(english[1].1, "Åland Islands");
    }
}
