//! The catalogue as a whole: the cities that the product was promised for, the
//! traps in the data, and what must not ship.

use super::*;
use kernel::Locale;
use proptest::prelude::*;
use std::{collections::BTreeSet, path::Path};

fn ids(query: &str, limit: usize) -> Vec<u32> {
    catalogue().search(query, limit).iter().map(|hit| hit.city.id().0).collect()
}

fn city(id: u32) -> &'static City {
    catalogue().get(CityId(id)).unwrap()
}

#[test]
fn the_catalogue_is_whole() {
    assert_eq!(catalogue().len(), 34_006);
    let distinct: BTreeSet<CityId> = catalogue().iter().map(City::id).collect();
    assert_eq!(distinct.len(), catalogue().len());
    for city in catalogue().iter() {
        assert_eq!(catalogue().get(city.id()), Some(city));
        let (latitude, longitude) = city.coordinates();
        assert!(latitude.abs() <= 90.0 && longitude.abs() <= 180.0, "{}", city.label(Locale::En));
        assert!(!city.name(Locale::En).text.is_empty());
    }
    assert!(catalogue().iter().is_sorted_by(|a, b| a.population() >= b.population()));
    assert_eq!(catalogue().get(CityId(1)), None);
}

#[test]
fn every_zone_is_one_that_the_kernel_takes() {
    let zones: BTreeSet<&str> = catalogue().iter().map(City::zone_name).collect();
    assert!(zones.len() > 300);
    for zone in zones {
        assert!(kernel::Zone::parse(zone).is_ok(), "{zone}");
    }
}

#[test]
fn a_city_tells_what_it_is() {
    let shenzhen = city(1_795_565);
    assert_eq!(shenzhen.name(Locale::En), PlaceName { text: "Shenzhen", is_fallback: false });
    assert_eq!(shenzhen.name(Locale::Zh), PlaceName { text: "深圳", is_fallback: false });
    assert_eq!(shenzhen.country().code(), "CN");
    assert_eq!(shenzhen.division().unwrap().code, "CN.30");
    assert_eq!(shenzhen.zone_name(), "Asia/Shanghai");
    assert_eq!(shenzhen.population(), 17_494_398);
    let (latitude, longitude) = shenzhen.coordinates();
    assert!((latitude - 22.546).abs() < 1e-4 && (longitude - 114.068).abs() < 1e-4);
    assert_eq!(shenzhen.label(Locale::En), "Shenzhen, Guangdong, China");
    assert_eq!(shenzhen.label(Locale::Zh), "深圳，广东，中国");
}

#[test]
fn a_missing_chinese_name_is_confessed() {
    let antwerp = city(2_803_138);
    assert_eq!(antwerp.name(Locale::En).text, "Antwerp");
    let small = catalogue().iter().find(|city| city.name(Locale::Zh).is_fallback).unwrap();
    assert_eq!(small.name(Locale::Zh).text, small.name(Locale::En).text);
}

#[test]
fn labels_say_nothing_twice() {
    assert_eq!(city(1_796_236).label(Locale::En), "Shanghai, China");
    assert_eq!(city(1_880_252).label(Locale::En), "Singapore");
    assert_eq!(city(1_880_252).label(Locale::Zh), "新加坡");
    assert_eq!(city(1_850_147).label(Locale::Zh), "东京，日本");
}

#[test]
fn labels_use_the_organisers_names_of_countries() {
    let mut names = CountryNames::default();
    names.set(country("KR").unwrap(), Locale::En, "Republic of Korea");
    assert_eq!(city(1_835_848).label_with(Locale::En, &names), "Seoul, Republic of Korea");
    assert_eq!(city(1_835_848).label(Locale::En), "Seoul, South Korea");
}

#[test]
fn the_seed_cities_are_there_and_have_chinese_names() {
    for id in [
        1820906, 1831797, 1821306, 1822214, 1622786, 1650077, 1642911, 1655559, 1651944, 1732752, 1735161, 1733432,
        1735634, 6611854, 1311874, 1298824, 1717512, 1715348, 1701668, 1880252, 1609350, 1611110, 1151254, 1583992,
        1581130, 1566083, 1795565, 1808926, 1796236, 1798524, 1809858, 1815577, 3128760, 3169070, 1734821, 1526797,
        1897000,
    ] {
        let city = city(id);
        assert!(!city.name(Locale::Zh).is_fallback, "{}", city.label(Locale::En));
        let found = ids(city.name(Locale::Zh).text, 3);
        assert!(found.contains(&id), "{} {found:?}", city.label(Locale::Zh));
    }
}

#[test]
fn shenzhen_is_found_in_every_script() {
    for query in ["深圳", "深圳市", "Shenzhen", "Шэньчжэнь", "shen zhen", "SHEN-ZHEN", "Shēnzhèn", "선전 시", "เซินเจิ้น"]
    {
        assert!(ids(query, 3).contains(&1_795_565), "{query} {:?}", ids(query, 3));
    }
}

#[test]
fn spellings_meet() {
    for (query, id) in [
        ("Akkol", 1_526_797),
        ("Aqkol", 1_526_797),
        ("Akkol’", 1_526_797),
        ("Chonburi", 1_611_110),
        ("Chon Buri", 1_611_110),
        ("ชลบุรี", 1_611_110),
        ("Seongnam", 1_897_000),
        ("廣州", 1_809_858),
        ("広州", 1_809_858),
        ("Kwangchow", 1_809_858),
        ("Saigon", 1_566_083),
        ("Da Nang", 1_583_992),
        ("Đà Nẵng", 1_583_992),
        ("ວຽງຈັນ", 1_651_944),
        ("दिल्ली", 1_273_294),
        ("القاهرة", 360_630),
        ("にゅーよーく", 5_128_581),
        ("東京", 1_850_147),
        ("서울", 1_835_848),
    ] {
        assert!(ids(query, 3).contains(&id), "{query} {:?}", ids(query, 3));
    }
}

#[test]
fn hits_are_ranked_by_fit_and_then_by_size() {
    let hits = catalogue().search("shen", 50);
    assert!(hits.is_sorted_by_key(|hit| (hit.matched, std::cmp::Reverse(hit.city.population()))));
    assert_eq!(catalogue().search("Rome", 10)[0].city.id(), CityId(3_169_070));
    let paulo = catalogue().search("paulo", 50);
    let sao_paulo = paulo.iter().find(|hit| hit.city.id() == CityId(3_448_439)).unwrap();
    assert_eq!(sao_paulo.matched, Match::Word);
    assert_eq!(catalogue().search("hang", 3).len(), 3);
}

#[test]
fn a_place_behind_the_name_narrows() {
    assert_eq!(ids("Suzhou, Anhui", 9), [1_793_743]);
    assert_eq!(ids("suzhou jiangsu", 9)[0], 1_886_760);
    assert_eq!(ids("苏州，中国", 9)[0], 1_886_760);
    assert_eq!(ids("Barcelona, VE", 9)[0], 3_648_559);
    assert_eq!(ids("Barcelona, Spain", 9)[0], 3_128_760);
    assert_eq!(ids("Shenzhen,", 3)[0], 1_795_565);
}

#[test]
fn nonsense_finds_nothing() {
    for query in ["", " ", "'", ",", "-", "\u{0}", "\n", "qqqqqq zzzz", "深圳深圳深圳", "%", "🌆"] {
        assert!(ids(query, 10).is_empty(), "{query:?}");
    }
    assert!(ids(&"shen ".repeat(100_000), 10).is_empty());
    assert!(ids("Shenzhen", 0).is_empty());
}

#[test]
fn homonyms_must_be_chosen_from() {
    let china = country("CN");
    let Resolution::Choose(suzhou) = catalogue().resolve("Suzhou", china) else { panic!("Suzhou is certain") };
    assert_eq!(suzhou, [CityId(1_886_760), CityId(1_793_743)]);
    let labels: Vec<String> = suzhou.iter().map(|id| city(id.0).label(Locale::En)).collect();
    assert_eq!(labels, ["Suzhou, Jiangsu, China", "Suzhou, Anhui, China"]);

    let Resolution::Choose(changsha) = catalogue().resolve("Changsha", china) else { panic!("Changsha is certain") };
    assert_eq!(changsha.len(), 3);
    assert_eq!(changsha[0], CityId(1_815_577));
}

#[test]
fn certain_names_resolve() {
    for (name, code, id) in [
        ("Shenzhen", Some("CN"), 1_795_565),
        ("深圳", None, 1_795_565),
        ("苏州", Some("CN"), 1_886_760),
        ("宿州", Some("CN"), 1_793_743),
        ("Chonburi", Some("TH"), 1_611_110),
        ("Aqkol", None, 1_526_797),
        ("Hà Nội", None, 1_581_130),
        ("Barcelona", Some("VE"), 3_648_559),
        ("Roma", Some("IT"), 3_169_070),
    ] {
        let found = catalogue().resolve(name, code.and_then(country));
        assert_eq!(found, Resolution::One(CityId(id)), "{name}");
    }
    for (name, code) in [("Numenor", None), ("Shenz", None), ("Shenzhen", Some("VN")), ("", None), ("Suz", Some("CN"))]
    {
        assert_eq!(catalogue().resolve(name, code.and_then(country)), Resolution::Unknown, "{name}");
    }
}

#[test]
fn a_famous_other_name_is_not_passed_over() {
    for (name, meant) in [("Roma", 3_169_070), ("Barcelona", 3_128_760), ("Macau", 1_821_274)] {
        let Resolution::Choose(ids) = catalogue().resolve(name, None) else { panic!("{name} is certain") };
        assert!(ids.contains(&CityId(meant)), "{name} {ids:?}");
    }
}

#[test]
fn every_shipped_key_is_folded() {
    for key in
        data::unpack(data::KEYS).lines().filter(|row| !row.starts_with('=')).flat_map(|row| row.split('\t').skip(1))
    {
        assert_eq!(kernel::fold::words(key), key, "data/cities/folding.py and fold.rs differ");
    }
}

#[test]
fn the_catalogue_is_modest() {
    let packed = data::CITIES.len() + data::KEYS.len();
    assert!(packed < 1_500_000, "{packed} bytes of compressed tables");
    let text = data::unpack(data::CITIES).len();
    let held = text + catalogue().len() * (size_of::<City>() + 10) + catalogue().index().bytes();
    assert!(held < 20_000_000, "{held} bytes held");
}

/// Maps with borders are the organiser's to choose and answer for; none ships.
#[test]
fn no_border_geometry_ships() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let shipped: BTreeSet<String> =
        std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    let known = ["cities.tsv.gz", "countries.tsv", "divisions.tsv", "keys.tsv.gz", "languages.tsv", "names-zh.tsv"];
    assert_eq!(shipped, known.map(str::to_owned).into(), "a new table: say here that it holds no geometry");

    let cities = data::unpack(data::CITIES);
    let keys = data::unpack(data::KEYS);
    let tables = [&cities, &keys, data::CHINESE_NAMES, data::DIVISIONS, data::COUNTRIES, data::LANGUAGES];
    for table in tables {
        for word in ["\"coordinates\"", "MultiPolygon", "Topology", "POLYGON", "LINESTRING", "\"arcs\""] {
            assert!(!table.contains(word), "{word}");
        }
    }
    // One point for each city, and coordinates nowhere else.
    assert!(cities.lines().all(|row| row.split('\t').count() == 8));
}

#[test]
fn the_credit_names_source_and_licence() {
    assert!(ATTRIBUTION.text.contains(ATTRIBUTION.source) && ATTRIBUTION.text.contains(ATTRIBUTION.licence));
    assert!(ATTRIBUTION.text.contains(ATTRIBUTION.url) && ATTRIBUTION.text.contains(ATTRIBUTION.licence_url));
}

/// Homonyms of one size could hide one another behind a short limit, hence the
/// count of all that bear the name.
#[test]
fn every_city_is_found_by_its_own_name() {
    let mut lost = Vec::new();
    for city in catalogue().iter() {
        for locale in Locale::ALL {
            let name = city.name(*locale).text;
            let hits = catalogue().search(name, 200);
            let hit = hits.iter().find(|hit| hit.city.id() == city.id());
            if hit.map(|hit| hit.matched) != Some(Match::Name) {
                lost.push((city.id(), name, hit.map(|hit| hit.matched)));
            }
        }
    }
    assert!(lost.is_empty(), "{lost:?}");
}

proptest! {
    #[test]
    fn no_query_is_too_strange(query in any::<String>()) {
        prop_assert!(catalogue().search(&query, 10).len() <= 10);
        let _ = catalogue().resolve(&query, None);
    }
}

/// What a search costs; run it in a release build:
/// `cargo test --release -p convoke-directory -- --ignored --nocapture measure`.
#[test]
#[ignore = "measures, asserts nothing that a busy machine could break"]
fn measure() {
    use std::time::Instant;
    let start = Instant::now();
    let cities = catalogue().len();
    println!("{cities} cities after {:?}", start.elapsed());
    let start = Instant::now();
    let index = catalogue().index().bytes();
    println!("index of {index} bytes after {:?}", start.elapsed());
    let mut times: Vec<_> = catalogue()
        .iter()
        .step_by(17)
        .flat_map(|city| {
            let name = city.name(Locale::En).text;
            let cut = name.char_indices().nth(3).map_or(name.len(), |(at, _)| at);
            [name, &name[..cut], name.get(..1).unwrap_or(name), "深"]
        })
        .map(|query| {
            let start = Instant::now();
            catalogue().search(query, 10);
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    let at = |share: usize| times[(times.len() - 1) * share / 100];
    println!("{} searches: p50 {:?} p95 {:?} p100 {:?}", times.len(), at(50), at(95), at(100));
}
