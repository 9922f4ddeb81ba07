//! The cities of the world, as a catalogue that ships inside the binary.
//!
//! 34,006 places of GeoNames (`cities15000`), keyed by their GeoNames id,
//! because names are not keys: there are two Suzhou and three Changsha in China
//! alone. The catalogue never changes while the process runs, needs no
//! database, and is unpacked when it is first asked for.
//!
//! | to | ask |
//! |---|---|
//! | know a city by id | [`Catalogue::get`] |
//! | let a person choose | [`Catalogue::search`] |
//! | read a field of a form | [`from_words`], [`in_words`] |
//! | read a name from an import | [`Catalogue::resolve`] |
//! | show a city | [`City::label`], [`City::name`] |
//! | show a country or region | [`Country::name`], or [`CountryNames`] with the organiser's own words |
//!
//! Names other than the city's own carry no language in GeoNames, so they are
//! for finding only ([`fold`](mod@fold), [`search`]); what is shown in Chinese comes from
//! CLDR or from a list made by hand. Wherever cities are shown or exported,
//! [`ATTRIBUTION`] must stand. Borders of countries are deliberately not here.
//!
//! `data/cities/README.md` tells where the data come from and how to remake them.

mod attribution;
mod catalogue;
mod country;
mod data;
mod id;
mod language;
mod place;
mod query;
pub mod search;
#[cfg(test)]
mod tests;
mod typed;

pub use attribution::{ATTRIBUTION, Attribution, NAMES_ATTRIBUTION};
pub use catalogue::{Catalogue, catalogue, warm_up};
pub use country::{Country, CountryNames, OwnName, UnknownCountry, countries, country};
pub use id::CityId;
pub use language::{language_name, languages};
pub use place::{City, Division, PlaceName};
pub use query::Resolution;
pub use search::{Hit, Match};
pub use typed::{from_words, in_words};
