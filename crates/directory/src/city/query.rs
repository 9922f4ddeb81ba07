//! The questions asked of the catalogue: by a person who types, and by an
//! import that has only a name.

use super::{
    Catalogue, City, CityId, Country,
    search::{Hit, Index, Match},
};
use kernel::Locale;

/// What a name from a file or a form stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// One city is called so.
    One(CityId),
    /// Several are, the largest first: a person must choose, from labels.
    Choose(Vec<CityId>),
    /// None is.
    Unknown,
}

impl Catalogue {
    /// Cities for what a person has typed so far, the likeliest first, at most
    /// `limit`: exact names, then other names, then beginnings, then words
    /// inside; among equals the larger.
    ///
    /// What follows a comma narrows to a division, country or region: `Suzhou,
    /// Anhui`, `Suzhou, CN`. So do words at the end when nothing is called by
    /// all of them: `suzhou china`.
    pub fn search(&'static self, query: &str, limit: usize) -> Vec<Hit> {
        if let Some((name, places)) = query.split_once([',', '，', '、']) {
            let places: Vec<String> =
                places.split([',', '，', '、']).map(kernel::fold::compact).filter(|place| !place.is_empty()).collect();
            // A few cities are called with a comma: "Sant Pere, Santa Caterina i La Ribera".
            let mut hits = self.search_in(&kernel::fold::compact(query), &[], limit);
            hits.retain(|hit| hit.matched <= Match::OtherName);
            let narrowed = self.search_in(&kernel::fold::compact(name), &places, limit);
            let new = narrowed.into_iter().filter(|hit| hits.iter().all(|known| known.city.id() != hit.city.id()));
            let new: Vec<Hit> = new.collect();
            hits.extend(new);
            hits.truncate(limit);
            return hits;
        }
        let hits = self.search_in(&kernel::fold::compact(query), &[], limit);
        if !hits.is_empty() {
            return hits;
        }
        let words: Vec<&str> = query.split_whitespace().collect();
        (1..words.len().min(MOST_WORDS))
            .rev()
            .map(|split| {
                let (name, place) = words.split_at(split);
                self.search_in(&kernel::fold::compact(&name.concat()), &[kernel::fold::compact(&place.concat())], limit)
            })
            .find(|hits| !hits.is_empty())
            .unwrap_or_default()
    }

    /// The city that a name means, when that is certain. With a country or
    /// region only cities there count. Beginnings of names never do.
    ///
    /// A city that bears the name only as another name counts when it is larger
    /// than every city properly called so: "Roma" asks whether Rome is meant,
    /// but "Suzhou" does not ask about a town that was called so for a while.
    pub fn resolve(&'static self, name: &str, country: Option<Country>) -> Resolution {
        let exact: Vec<(Match, u16)> = self
            .index()
            .ranked(&kernel::fold::compact(name))
            .into_iter()
            .take_while(|(grade, _)| *grade <= Match::OtherName)
            .filter(|(_, position)| {
                let city = self.at(*position);
                city.is_some_and(|city| country.is_none_or(|country| city.country() == country))
            })
            .collect();
        // Positions are ranks: the largest proper bearer has the least.
        let largest = exact.iter().find(|(grade, _)| *grade == Match::Name).map(|(_, position)| *position);
        let mut positions: Vec<u16> = exact
            .iter()
            .filter(|(grade, position)| *grade == Match::Name || largest.is_none_or(|largest| *position < largest))
            .map(|(_, position)| *position)
            .collect();
        positions.sort_unstable();
        let ids: Vec<CityId> = positions.into_iter().filter_map(|position| self.at(position)).map(City::id).collect();
        match ids[..] {
            [] => Resolution::Unknown,
            [only] => Resolution::One(only),
            _ => Resolution::Choose(ids),
        }
    }

    fn search_in(&'static self, name: &str, places: &[String], limit: usize) -> Vec<Hit> {
        self.index()
            .ranked(name)
            .into_iter()
            .filter_map(|(matched, position)| Some(Hit { city: self.at(position)?, matched }))
            .filter(|hit| places.iter().all(|place| lies_in(hit.city, place)))
            .take(limit)
            .collect()
    }

    fn at(&self, position: u16) -> Option<&City> {
        self.cities.get(usize::from(position))
    }

    pub(super) fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::build(self))
    }
}

/// Nobody means more words than this by a place; a pasted page is not tried in
/// every way it can be cut.
const MOST_WORDS: usize = 8;

/// Whether a city lies in what a folded word begins: its division, country or
/// region, or the country's two letters.
fn lies_in(city: &City, place: &str) -> bool {
    let country = city.country();
    country.code().eq_ignore_ascii_case(place)
        || Locale::ALL.iter().any(|locale| {
            let division = city.division().map(|division| division.name(*locale).text);
            division
                .into_iter()
                .chain([country.name(*locale)])
                .any(|name| kernel::fold::compact(name).starts_with(place))
        })
}
