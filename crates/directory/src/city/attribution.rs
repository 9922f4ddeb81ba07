//! Whose work the catalogue is. The licences ask that it be said.

/// A credit that must be shown where the data are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// One line of plain text, for exports and for pages without a translation.
    pub text: &'static str,
    /// Who made the data.
    pub source: &'static str,
    /// Where they publish them.
    pub url: &'static str,
    /// The short name of the licence.
    pub licence: &'static str,
    /// Its full text.
    pub licence_url: &'static str,
}

/// Cities, their divisions, coordinates, populations and zones: on every page
/// and in every export that shows them.
pub const ATTRIBUTION: Attribution = Attribution {
    text: "City data from GeoNames (https://www.geonames.org/), licensed under CC BY 4.0 \
           (https://creativecommons.org/licenses/by/4.0/), abridged.",
    source: "GeoNames",
    url: "https://www.geonames.org/",
    licence: "CC BY 4.0",
    licence_url: "https://creativecommons.org/licenses/by/4.0/",
};

/// Names of countries, regions and languages, and some Chinese names of cities.
/// The licence asks for the notice beside the data, not on the page.
pub const NAMES_ATTRIBUTION: Attribution = Attribution {
    text: "Country, region and language names from the Unicode CLDR (https://cldr.unicode.org/), \
           under the Unicode License V3.",
    source: "Unicode CLDR",
    url: "https://cldr.unicode.org/",
    licence: "Unicode-3.0",
    licence_url: "https://www.unicode.org/license.txt",
};
