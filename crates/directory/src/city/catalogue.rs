//! The catalogue: every city, by id and by size.

use super::{City, CityId, Division, country::country, data, search::Index};
use std::{
    collections::HashMap,
    sync::{LazyLock, OnceLock},
};

/// All cities. There is one, [`catalogue`].
pub struct Catalogue {
    /// Largest first, so that a position is also a rank.
    pub(super) cities: Vec<City>,
    /// Positions in `cities`, sorted by id.
    by_id: Vec<(CityId, u16)>,
    /// The position of each line of the table, which the keys refer to.
    pub(super) position_of_line: Vec<u16>,
    pub(super) index: OnceLock<Index>,
}

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::load);

/// The catalogue, unpacked when it is first asked for. The index for searching
/// follows at the first search.
pub fn catalogue() -> &'static Catalogue {
    &CATALOGUE
}

/// Unpacks the catalogue and its index now: a server calls this beside its
/// start, so that no visitor waits the tenth of a second for it.
pub fn warm_up() {
    catalogue().index();
}

impl Catalogue {
    /// A city by its key.
    pub fn get(&self, id: CityId) -> Option<&City> {
        let found = self.by_id.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        self.cities.get(usize::from(self.by_id[found].1))
    }

    /// Every city, the largest first.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &City> {
        self.cities.iter()
    }

    /// Number of cities.
    pub fn len(&self) -> usize {
        self.cities.len()
    }

    /// Whether there is none, which only a damaged binary brings about.
    pub fn is_empty(&self) -> bool {
        self.cities.is_empty()
    }

    fn load() -> Self {
        // The text lives as long as the process, as the catalogue does: cities
        // borrow from it.
        let table: &'static str = data::unpack(data::CITIES).leak();
        let divisions = divisions();
        let chinese: HashMap<&str, &'static str> =
            data::rows(data::CHINESE_NAMES).map(|[id, name, _source]| (id, name)).collect();

        let mut lines: Vec<(usize, City)> = Vec::with_capacity(table.len() / 60);
        // Lines follow one another by country and division, so the last look-up
        // of each usually serves again.
        let mut last_country = ("", None);
        let mut last_division = ("", "", None);
        for (line, [id, name, code, division, latitude, longitude, population, zone]) in data::rows(table).enumerate() {
            if last_country.0 != code {
                last_country = (code, country(code));
            }
            if (last_division.0, last_division.1) != (code, division) {
                last_division = (code, division, divisions.get(format!("{code}.{division}").as_str()).copied());
            }
            let (Some(country), Ok(number)) = (last_country.1, id.parse()) else { continue };
            let city = City {
                id: CityId(number),
                name,
                zh: chinese.get(id).copied(),
                country,
                division: last_division.2,
                latitude: latitude.parse().unwrap_or_default(),
                longitude: longitude.parse().unwrap_or_default(),
                population: population.parse().unwrap_or_default(),
                zone,
            };
            lines.push((line, city));
        }
        lines.sort_unstable_by_key(|(_, city)| (std::cmp::Reverse(city.population), city.id));
        Self::assemble(lines)
    }

    fn assemble(lines: Vec<(usize, City)>) -> Self {
        let positions = || 0..=u16::MAX;
        let mut position_of_line = vec![u16::MAX; lines.len()];
        for ((line, _), position) in lines.iter().zip(positions()) {
            if let Some(slot) = position_of_line.get_mut(*line) {
                *slot = position;
            }
        }
        let cities: Vec<City> = lines.into_iter().map(|(_, city)| city).collect();
        let mut by_id: Vec<_> = cities.iter().map(City::id).zip(positions()).collect();
        by_id.sort_unstable();
        Self { cities, by_id, position_of_line, index: OnceLock::new() }
    }
}

fn divisions() -> HashMap<&'static str, &'static Division> {
    let all: Vec<Division> = data::rows(data::DIVISIONS)
        .map(|[code, name, zh]| Division { code, name, zh: (!zh.is_empty()).then_some(zh) })
        .collect();
    all.leak().iter().map(|division| (division.code, division)).collect()
}
