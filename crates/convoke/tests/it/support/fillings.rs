//! What can stand in the segments of an address: everything that exists, hidden
//! or not, and for each hidden thing something that does not exist, which must
//! answer alike.

use super::{
    congress::{Congress, OTHER, SHENZHEN, SLUG},
    secret::Secret,
};
use directory::{organisation::OrganisationFilter, person::PeopleFilter};
use std::collections::BTreeMap;
use testkit::House;
use web::RouteInfo;

/// Who may know that something exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Known {
    Everybody,
    SignedIn,
    /// Nobody of those who walk.
    Nobody,
}

/// One value of a segment.
#[derive(Clone, Debug)]
pub struct Filling {
    pub value: String,
    pub known: Known,
    /// A value of the same shape behind which there is nothing.
    pub nothing: String,
}

impl Filling {
    fn new(value: impl Into<String>, nothing: &str) -> Self {
        let value = value.into();
        let found = Secret::found_in(&value);
        let for_signed_in = [Secret::RegisteredPerson, Secret::RegisteredSession];
        let known = match found.first() {
            None => Known::Everybody,
            Some(secret) if for_signed_in.contains(secret) => Known::SignedIn,
            Some(_) => Known::Nobody,
        };
        Self { value, known, nothing: nothing.to_owned() }
    }

    fn known(mut self, known: Known) -> Self {
        self.known = known;
        self
    }
}

/// An address to open.
#[derive(Clone, Debug)]
pub struct Address {
    /// Without language.
    pub path: String,
    /// What was filled in: a page may say it back.
    pub said: Option<String>,
    /// The same, when not everybody may know of it.
    pub hidden: Option<Hidden>,
}

#[derive(Clone, Debug)]
pub struct Hidden {
    pub filling: Filling,
    /// The same address with nothing behind it.
    pub nothing: String,
}

const NOTHING: &str = "nothing-at-all";
const NO_KEY: &str = "01920000-0000-7000-8000-00000000dead";

/// The values of every parameter of the route table.
pub struct Fillings(BTreeMap<&'static str, Vec<Filling>>);

impl Fillings {
    pub async fn of(house: &House, made: &Congress) -> Self {
        let (db, ctx, edition) = (house.db(), &house.system(), made.edition.id);
        let mut all: BTreeMap<&'static str, Vec<Filling>> = BTreeMap::new();
        let editions = congress::editions(db, ctx).await.unwrap();
        let mut slugs: Vec<String> = editions.iter().map(|one| one.slug.to_string()).collect();
        slugs.sort_by_key(|one| one != SLUG);
        all.insert("edition", slugs.iter().map(|one| Filling::new(one, "nothing-2030")).collect());
        all.insert("session", sessions(house, made).await);
        let cards = directory::people(db, ctx, edition, &PeopleFilter::default(), None, 500).await.unwrap().people;
        let mut people: Vec<Filling> = cards.iter().map(|card| Filling::new(card.slug.as_str(), NOTHING)).collect();
        people.sort_by_key(|one| one.known);
        all.insert("person", people);
        let ids: Vec<_> = cards.iter().map(|card| card.id).collect();
        let by_key = |id: &kernel::PersonId| Filling::new(id.to_string(), NO_KEY).known(Known::Nobody);
        all.insert("/people/{person}/participation", ids.iter().map(by_key).collect());
        let offices = directory::office::offices(db, ctx, &ids).await.unwrap();
        all.insert("office", offices.iter().map(|one| Filling::new(one.id.to_string(), NO_KEY)).collect());
        let (found, _) =
            directory::organisation::organisations(db, ctx, edition, &OrganisationFilter::default(), None, 500)
                .await
                .unwrap();
        let mut organisations: Vec<Filling> =
            found.iter().map(|one| Filling::new(one.slug.as_str(), NOTHING)).collect();
        organisations.sort_by_key(|one| one.known);
        all.insert("organisation", organisations);
        let delegations = directory::delegation::delegations(db, ctx, edition).await.unwrap();
        let mut delegations: Vec<Filling> =
            delegations.iter().map(|one| Filling::new(one.slug.as_str(), NOTHING)).collect();
        delegations.sort_by_key(|one| one.known);
        all.insert("delegation", delegations);
        all.insert("city", vec![Filling::new(SHENZHEN.0.to_string(), "99999999")]);
        let rooms = congress::rooms(db, ctx, edition).await.unwrap();
        all.insert("room", rooms.iter().map(|one| Filling::new(one.slug.as_str(), NOTHING)).collect());
        all.insert("/desk/rooms/{record}", rooms.iter().map(|one| Filling::new(one.slug.as_str(), NOTHING)).collect());
        all.insert("/desk/venues/{record}", vec![Filling::new("centre", NOTHING)]);
        all.insert("/desk/tracks/{record}", vec![Filling::new("water", NOTHING)]);
        all.insert("/desk/facts/{record}", vec![Filling::new("cities", NOTHING)]);
        all.insert("call", super::calling::calls().map(|(one, known)| Filling::new(one, NOTHING).known(known)).into());
        all.insert(
            "proposal",
            super::calling::CODES.map(|one| Filling::new(one, "ZZZZZZ").known(Known::Nobody)).into(),
        );
        let hooks = webhooks::webhooks(db, ctx, edition).await.unwrap();
        let mut told = Vec::new();
        for hook in &hooks {
            told.extend(webhooks::deliveries(db, ctx, hook.id, 10).await.unwrap());
        }
        all.insert("webhook", keys(hooks.iter().map(|one| one.id.to_string())));
        all.insert("delivery", keys(told.iter().map(|one| one.id.to_string())));
        // Nobody can know these: they are drawn when they are needed.
        all.insert("token", vec![Filling::new("none", "null")]);
        let slides = Filling::new("slides.PUBBBB", NOTHING).known(Known::Nobody);
        all.insert("item", vec![Filling::new("biography", NOTHING), slides]);
        all.insert("task", vec![Filling::new("slides", NOTHING).known(Known::Nobody)]);
        all.insert("document", documents(house, edition).await);
        all.insert("file", vec![Filling::new("demonstration.ics", "nothing.ics")]);
        all.insert("id", vec![Filling::new("00000000-0000-7000-8000-000000000000", NO_KEY)]);
        Self(all)
    }

    /// Takes up the keys of an address that only the staff of this edition are shown.
    pub fn learn(&mut self, path: &str) {
        if path.starts_with(&format!("/{OTHER}/")) {
            return;
        }
        let keys = path.split('/').filter(|segment| segment.len() == NO_KEY.len() && segment.split('-').count() == 5);
        for key in keys {
            let known = self.0.entry("id").or_default();
            if known.iter().all(|one| one.value != key) {
                known.push(Filling::new(key, NO_KEY).known(Known::Nobody));
            }
        }
    }

    /// The values of a parameter of a route.
    ///
    /// # Panics
    /// When nobody has thought about this parameter.
    pub fn values(&self, route: &RouteInfo, parameter: &str) -> &[Filling] {
        let exactly = self.0.iter().find(|(key, _)| key.starts_with('/') && route.path.contains(**key));
        let found = exactly.filter(|_| parameter != "edition").map(|(_, all)| all).or_else(|| self.0.get(parameter));
        found.unwrap_or_else(|| {
            panic!(
                "{} {}: what can stand for {{{parameter}}}? Say it in support/fillings.rs, with the values that are \
                 hidden, so that the walk can prove that they stay so",
                route.method, route.path
            )
        })
    }

    /// The route's sample, checked, or its pattern filled with what everybody knows.
    pub fn usual(&self, route: &RouteInfo) -> Vec<String> {
        assert!(
            fits(route.path, route.sample),
            "{} {}: the sample {} is not of it",
            route.method,
            route.path,
            route.sample
        );
        let fill = |segment: &str| match parameter(segment) {
            Some(name) => self.values(route, name)[0].value.clone(),
            None => segment.to_owned(),
        };
        if route.path.contains("{*") {
            return route.sample.split('/').skip(1).map(str::to_owned).collect();
        }
        route.path.split('/').skip(1).map(fill).collect()
    }

    /// Every address of a route: the usual one, and for each parameter each
    /// value, in this edition and in the other one.
    pub fn addresses(&self, route: &RouteInfo) -> Vec<Address> {
        let usual = self.usual(route);
        let query = route.sample.split_once('?').map_or_else(String::new, |(_, query)| format!("?{query}"));
        let mut all = vec![Address { path: format!("/{}{query}", usual.join("/")), said: None, hidden: None }];
        if route.path.contains("{*") {
            return all;
        }
        let pattern: Vec<&str> = route.path.split('/').skip(1).collect();
        for (place, name) in pattern.iter().enumerate().filter_map(|(at, segment)| Some((at, parameter(segment)?))) {
            for filling in self.values(route, name) {
                all.push(address(&usual, place, filling));
                if name != "edition" && pattern[0] == "{edition}" {
                    let mut elsewhere = usual.clone();
                    elsewhere[0] = OTHER.to_owned();
                    // What is known here is not known there.
                    let known = if filling.known == Known::Everybody { filling.known } else { Known::Nobody };
                    all.push(address(&elsewhere, place, &filling.clone().known(known)));
                }
            }
        }
        all
    }
}

fn address(usual: &[String], place: usize, filling: &Filling) -> Address {
    let with = |value: &str| {
        let mut segments = usual.to_vec();
        segments[place] = value.to_owned();
        format!("/{}", segments.join("/"))
    };
    let hidden = Hidden { filling: filling.clone(), nothing: with(&filling.nothing) };
    Address {
        path: with(&filling.value),
        said: Some(filling.value.clone()),
        hidden: Some(hidden).filter(|_| filling.known != Known::Everybody),
    }
}

fn parameter(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

/// An address is one of those that a pattern stands for.
pub fn fits(pattern: &str, address: &str) -> bool {
    let path = address.split('?').next().unwrap_or_default();
    let (mut wanted, mut given) = (pattern.split('/'), path.split('/'));
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return true,
            (Some(rest), Some(_)) if rest.starts_with("{*") => return true,
            (Some(segment), Some(value)) if segment == value || (parameter(segment).is_some() && !value.is_empty()) => {
            }
            _ => return false,
        }
    }
}

/// Files that were handed in; none of them is published.
async fn documents(house: &House, edition: kernel::EditionId) -> Vec<Filling> {
    let items = speakers::item::items(house.db(), &house.system(), edition, None).await.unwrap();
    let files = items.iter().filter_map(|item| item.file);
    keys(files.map(|file| file.to_string()))
}

/// Keys that nobody of those who walk may know; one of nothing where there is none yet.
fn keys(all: impl Iterator<Item = String>) -> Vec<Filling> {
    let found: Vec<Filling> = all.map(|key| Filling::new(key, NO_KEY).known(Known::Nobody)).collect();
    if found.is_empty() { vec![Filling::new(NO_KEY, NO_KEY).known(Known::Nobody)] } else { found }
}

async fn sessions(house: &House, made: &Congress) -> Vec<Filling> {
    let all = programme::session::sessions(house.db(), &house.system(), made.edition.id).await.unwrap();
    let mut fillings: Vec<Filling> = all
        .iter()
        .flat_map(|session| {
            let known = match session.code.as_str() {
                "PUBAAA" | "PUBBBB" | "PUBCCC" | "PUBDDD" | "FRMAAA" | "TMPAAA" => Known::Everybody,
                "REGAAA" => Known::SignedIn,
                _ => Known::Nobody,
            };
            [
                Filling::new(session.code.clone(), "ZZZZZZ").known(known),
                Filling::new(session.path_segment(), "zzzzzz-about-zqxnothing").known(known),
                Filling::new(session.id.to_string(), NO_KEY).known(Known::Nobody),
            ]
        })
        .collect();
    fillings.sort_by_key(|one| one.known);
    fillings
}

#[test]
fn a_sample_fits_its_pattern_only() {
    assert!(fits("/{edition}/sessions/{session}", "/hangzhou-2024/sessions/OPEN24"));
    assert!(fits("/assets/{hash}/{*name}", "/assets/sheet/a/b.css"));
    assert!(fits("/cities", "/cities?q=Suzhou"));
    assert!(!fits("/{edition}/sessions/{session}", "/hangzhou-2024/people/lin-yue"));
    assert!(!fits("/{edition}/people", "/hangzhou-2024/people/lin-yue"));
    assert!(!fits("/{edition}/people/{person}", "/hangzhou-2024/people/"));
}
