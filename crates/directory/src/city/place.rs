//! One city and how it is shown.

use super::{CityId, Country, CountryNames};
use kernel::Locale;

/// A province, state or other first-level division of a country or region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Division {
    /// The GeoNames code, such as `CN.04`.
    pub code: &'static str,
    pub(super) name: &'static str,
    pub(super) zh: Option<&'static str>,
}

impl Division {
    /// The name in a language.
    pub fn name(&self, locale: Locale) -> PlaceName {
        PlaceName::choose(self.name, self.zh, locale)
    }
}

/// A name as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlaceName {
    /// The words.
    pub text: &'static str,
    /// Whether the language asked for has no name and this is the one of
    /// GeoNames, in Latin letters: mark it up as English.
    pub is_fallback: bool,
}

impl PlaceName {
    fn choose(name: &'static str, zh: Option<&'static str>, locale: Locale) -> Self {
        match (locale, zh) {
            (Locale::En, _) => Self { text: name, is_fallback: false },
            (Locale::Zh, Some(text)) => Self { text, is_fallback: false },
            (Locale::Zh, None) => Self { text: name, is_fallback: true },
        }
    }
}

/// A place of the catalogue: a city, a town, sometimes a district.
#[derive(Clone, Debug, PartialEq)]
pub struct City {
    pub(super) id: CityId,
    pub(super) name: &'static str,
    pub(super) zh: Option<&'static str>,
    pub(super) country: Country,
    pub(super) division: Option<&'static Division>,
    pub(super) latitude: f32,
    pub(super) longitude: f32,
    pub(super) population: u32,
    pub(super) zone: &'static str,
}

impl City {
    /// Its key.
    pub fn id(&self) -> CityId {
        self.id
    }

    /// Its name alone, for a heading. In a list use [`City::label`].
    pub fn name(&self, locale: Locale) -> PlaceName {
        PlaceName::choose(self.name, self.zh, locale)
    }

    /// Where it is.
    pub fn country(&self) -> Country {
        self.country
    }

    /// The province or state; small places such as Singapore have none.
    pub fn division(&self) -> Option<&'static Division> {
        self.division
    }

    /// Latitude and longitude in degrees (WGS 84), to a hundred metres.
    pub fn coordinates(&self) -> (f64, f64) {
        (self.latitude.into(), self.longitude.into())
    }

    /// Inhabitants as GeoNames has them; 0 when it does not know.
    pub fn population(&self) -> u32 {
        self.population
    }

    /// The IANA time zone. [`kernel::Zone::parse`] takes every one of them.
    pub fn zone_name(&self) -> &'static str {
        self.zone
    }

    /// Name, division and country or region: what tells two Suzhou apart.
    /// `Suzhou, Jiangsu, China`; `苏州，江苏，中国`.
    pub fn label(&self, locale: Locale) -> String {
        self.label_with(locale, &CountryNames::default())
    }

    /// The same with the organiser's own names of countries and regions.
    pub fn label_with(&self, locale: Locale, names: &CountryNames) -> String {
        let name = self.name(locale).text;
        // "Shanghai, Shanghai, China" and "Singapore, Singapore" say nothing twice.
        let division = self
            .division
            .filter(|division| kernel::fold::compact(division.name) != kernel::fold::compact(self.name))
            .map(|division| division.name(locale).text);
        let country = names.name(self.country, locale);
        let separator = match locale {
            Locale::En => ", ",
            Locale::Zh => "，",
        };
        let country = Some(country).filter(|country| kernel::fold::compact(country) != kernel::fold::compact(name));
        let parts: Vec<&str> = [Some(name), division, country].into_iter().flatten().collect();
        parts.join(separator)
    }
}
