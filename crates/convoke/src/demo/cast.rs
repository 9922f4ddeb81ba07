//! The invented people, organisations and delegations, from a seed. The same
//! profile gives the same cast on every machine.

use super::cultures::{CULTURES, Culture};
use directory::city::{CityId, catalogue};
use rand::{Rng, SeedableRng, rngs::StdRng, seq::IndexedRandom};

/// Hangzhou, by GeoNames.
const HOST_CITY: u32 = 1_808_926;

/// How large the demonstration is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Profile {
    /// The model case: 70 delegations, 150 organisations, 45 activities.
    R1,
    /// The stress set: 27,000 people, 1,200 organisations.
    R2,
    /// What the benchmark measures: 300 sessions, 250 people on stage.
    Bench,
}

/// A person as invented.
pub struct Extra {
    /// In Latin letters, given name first unless the culture turns it.
    pub latin: String,
    /// In the script of the place; empty where it is the same.
    pub native: String,
    /// ISO 639-1.
    pub languages: &'static [&'static str],
    /// Index into [`Cast::organisations`].
    pub organisation: usize,
    /// What they are there, in English and Chinese.
    pub office: (&'static str, &'static str),
    /// 1 is the highest.
    pub rank: u8,
    /// Agrees to be listed; the others stay hidden.
    pub listed: bool,
    /// Stands on a stage.
    pub speaks: bool,
}

/// An organisation as invented.
pub struct Body {
    /// English name.
    pub en: String,
    /// Chinese name.
    pub zh: String,
    /// Word of the directory's kind of organisation.
    pub kind: &'static str,
    /// ISO 3166-1 alpha-2.
    pub country: &'static str,
    /// Where it is.
    pub city: CityId,
}

/// A delegation as invented.
pub struct Group {
    /// The city that sends it.
    pub city: CityId,
    /// Index of the head in [`Cast::people`], then the members.
    pub people: std::ops::Range<usize>,
}

/// Everybody.
pub struct Cast {
    /// People; those of delegations first, group by group.
    pub people: Vec<Extra>,
    /// Organisations; the city governments of the delegations first.
    pub organisations: Vec<Body>,
    /// Delegations.
    pub delegations: Vec<Group>,
}

const CITY_OFFICES: [(&str, &str, u8); 6] = [
    ("Mayor", "市长", 3),
    ("Deputy Mayor", "副市长", 4),
    ("Chief Smart City Officer", "首席智慧城市官", 5),
    ("Director of the Data Bureau", "数据局局长", 5),
    ("Head of International Relations", "外事办公室主任", 6),
    ("Project Engineer", "项目工程师", 8),
];
const COMPANY_OFFICES: [(&str, &str, u8); 5] = [
    ("Chief Executive", "首席执行官", 5),
    ("Chief Technology Officer", "首席技术官", 6),
    ("Head of Public Sector", "公共事业部负责人", 7),
    ("Solutions Architect", "解决方案架构师", 8),
    ("Research Director", "研究总监", 7),
];
const COMPANY_STEMS: [(&str, &str); 16] = [
    ("Lantern", "灯塔"),
    ("Riverbend", "河湾"),
    ("Northgate", "北辰"),
    ("Silkline", "丝路通"),
    ("Bluegrid", "蓝网"),
    ("Cloudhill", "云山"),
    ("Greenquay", "绿岸"),
    ("Fivestone", "五石"),
    ("Morningside", "晨曦"),
    ("Openfield", "旷野"),
    ("Kingfisher", "翠鸟"),
    ("Papertrail", "知行"),
    ("Longbridge", "长桥"),
    ("Monsoon", "季风"),
    ("Tidewater", "潮汐"),
    ("Cobalt", "蓝钴"),
];
const COMPANY_FIELDS: [(&str, &str, &str); 8] = [
    ("Mobility", "出行科技", "company"),
    ("Energy Systems", "能源系统", "company"),
    ("Urban Data", "城市数据", "company"),
    ("Water", "水务", "company"),
    ("Logistics", "物流", "company"),
    ("Institute for Cities", "城市研究院", "research"),
    ("University", "大学", "university"),
    ("Association", "协会", "association"),
];

impl Cast {
    /// The cast of a profile.
    pub fn of(profile: Profile) -> Self {
        let (organisations, people, speakers) = match profile {
            Profile::R1 => (150, 1_400, 130),
            Profile::R2 => (1_200, 27_000, 600),
            Profile::Bench => (150, 1_400, 250),
        };
        let mut casting = Casting { chance: StdRng::seed_from_u64(2024), cast: Self::empty() };
        casting.delegations();
        casting.bodies(organisations);
        casting.crowd(people);
        casting.choose_speakers(speakers);
        casting.cast
    }

    const fn empty() -> Self {
        Self { people: Vec::new(), organisations: Vec::new(), delegations: Vec::new() }
    }
}

struct Casting {
    chance: StdRng,
    cast: Cast,
}

impl Casting {
    fn delegations(&mut self) {
        for culture in CULTURES {
            for city in largest_cities(culture.country, culture.delegations) {
                let organisation = self.cast.organisations.len();
                let place =
                    catalogue().get(city).map(|c| (c.name(kernel::Locale::En).text, c.name(kernel::Locale::Zh).text));
                let (en, zh) = place.map_or_else(Default::default, |(en, zh)| (en.to_string(), zh.to_string()));
                self.cast.organisations.push(Body {
                    en: format!("Municipal Government of {en} (illustration)"),
                    zh: format!("{}（示例）", government(&zh)),
                    kind: "city_government",
                    country: culture.country,
                    city,
                });
                let first = self.cast.people.len();
                let size = self.chance.random_range(6..=12);
                for place in 0..size {
                    let (en, zh, rank) = CITY_OFFICES[place.min(CITY_OFFICES.len() - 1)];
                    let person = self.person(culture, organisation, (en, zh), rank);
                    self.cast.people.push(person);
                }
                self.cast.delegations.push(Group { city, people: first..self.cast.people.len() });
            }
        }
    }

    fn bodies(&mut self, total: usize) {
        let mut n = 0;
        while self.cast.organisations.len() < total {
            let culture = &CULTURES[n * 7 % CULTURES.len()];
            let (stem, stem_zh) = COMPANY_STEMS[n % COMPANY_STEMS.len()];
            let (field, field_zh, kind) = COMPANY_FIELDS[(n / COMPANY_STEMS.len() + n) % COMPANY_FIELDS.len()];
            let series = n / (COMPANY_STEMS.len() * COMPANY_FIELDS.len());
            let number = if series == 0 { String::new() } else { format!(" {}", series + 1) };
            let cities = largest_cities(culture.country, 3);
            self.cast.organisations.push(Body {
                en: format!("{stem} {field}{number}"),
                zh: format!("{stem_zh}{field_zh}{number}"),
                kind,
                country: culture.country,
                city: cities[n % cities.len()],
            });
            n += 1;
        }
    }

    fn crowd(&mut self, total: usize) {
        while self.cast.people.len() < total {
            let culture = CULTURES.choose(&mut self.chance).unwrap_or(&CULTURES[0]);
            let organisation = self.chance.random_range(self.cast.delegations.len()..self.cast.organisations.len());
            let (en, zh, rank) = *COMPANY_OFFICES.choose(&mut self.chance).unwrap_or(&COMPANY_OFFICES[0]);
            let person = self.person(culture, organisation, (en, zh), rank);
            self.cast.people.push(person);
        }
    }

    fn person(
        &mut self,
        culture: &'static Culture,
        organisation: usize,
        office: (&'static str, &'static str),
        rank: u8,
    ) -> Extra {
        let given_at = self.chance.random_range(0..culture.givens.len());
        let given = culture.givens[given_at];
        let step = if culture.gendered { 2 } else { 1 };
        let family = (!culture.families.is_empty()).then(|| {
            let at = self.chance.random_range(0..culture.families.len() / step) * step;
            culture.families[at + given_at % step]
        });
        let (latin, native) = match family {
            // One name is a name.
            None => (given.0.to_owned(), given.1.to_owned()),
            Some(family) if culture.family_first => {
                (format!("{} {}", family.0, given.0), format!("{}{}{}", family.1, culture.joint, given.1))
            }
            Some(family) => (format!("{} {}", given.0, family.0), format!("{}{}{}", given.1, culture.joint, family.1)),
        };
        let native = native.trim().to_owned();
        Extra {
            native: if native == latin { String::new() } else { native },
            latin,
            languages: culture.languages,
            organisation,
            office,
            rank,
            listed: false,
            speaks: false,
        }
    }

    /// Heads and officers of delegations, and people of companies, in turn.
    fn choose_speakers(&mut self, count: usize) {
        // Countries and regions in turn: 29 has no divisor in common with 70.
        let count_of_groups = self.cast.delegations.len();
        let group = |n: usize| &self.cast.delegations[n * 29 % count_of_groups];
        let heads: Vec<usize> =
            (0..count_of_groups).map(group).flat_map(|g| [g.people.start, g.people.start + 2]).collect();
        let crowd_from = self.cast.delegations.last().map_or(0, |g| g.people.end);
        let crowd = crowd_from..self.cast.people.len();
        let mut order = Vec::with_capacity(count * 2);
        for (n, outsider) in crowd.enumerate() {
            order.extend(heads.get(n));
            order.push(outsider);
        }
        for index in order.into_iter().take(count) {
            self.cast.people[index].speaks = true;
            self.cast.people[index].listed = true;
        }
        // Some who do not speak are listed as well; most people stay hidden.
        for (n, person) in self.cast.people.iter_mut().enumerate() {
            person.listed |= n % 17 == 0;
        }
    }
}

/// The cities of a country or region with most people, by GeoNames.
fn largest_cities(country: &str, count: usize) -> Vec<CityId> {
    let mut cities: Vec<_> = catalogue().iter().filter(|city| city.country().code() == country).collect();
    cities.sort_by_key(|city| (std::cmp::Reverse(city.population()), city.id()));
    // The host is not its own guest; the next in size takes its place.
    cities.into_iter().map(|city| city.id()).filter(|id| *id != CityId(HOST_CITY)).take(count).collect()
}

/// The government of a place in Chinese: the unit that its name ends in is not
/// said twice.
fn government(place: &str) -> String {
    let has_unit = ["市", "县", "区", "州", "都"].iter().any(|unit| place.ends_with(unit));
    // A name of two characters that ends so is a name, as 成都 and 杭州 are.
    if has_unit && place.chars().count() > 2 { format!("{place}政府") } else { format!("{place}市政府") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_government_names_its_unit_once() {
        let said: Vec<_> = ["上海", "成都", "苏州", "重庆市", "京都", "富平县"].into_iter().map(government).collect();
        assert_eq!(said, ["上海市政府", "成都市政府", "苏州市政府", "重庆市政府", "京都市政府", "富平县政府"]);
    }

    #[test]
    fn family_names_fit_who_bears_them() {
        for culture in CULTURES.iter().filter(|culture| culture.gendered) {
            let names: Vec<_> = Cast::of(Profile::R1).people.into_iter().map(|person| person.latin).collect();
            let (his, hers) = (culture.givens[1].0, culture.families[0].0);
            assert!(!names.contains(&format!("{his} {hers}")), "{his} {hers}");
        }
    }
}
