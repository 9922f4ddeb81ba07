//! What the tests of the programme, and of whatever stands on it, begin with: Hangzhou in
//! September 2024. `testkit` knows no domain; here are the three that every story needs.
//! A test changes what matters to it and takes the rest as it is.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

use congress::{Accent, Edition, EditionDetails, EditionState, RoomDetails, RoomKind, TrackDetails, VenueDetails};
use directory::{PersonDetails, PersonName, Purpose, seed::NewPerson};
use jiff::civil::date;
use jobs::Handlers;
use kernel::{LocalizedText, PersonId, RoomId, SessionId, Slug, Timestamp, TrackId, VenueId, Visibility, Zone};
use programme::{
    release::Release,
    seed::NewSession,
    session::{Languages, PersonInSession, PersonRole, SessionDetails, SessionKind, SessionState},
};
use serde_json::{Value, json};
use testkit::{Answer, House};
use web::{Module, Routes};

/// A slug that is one.
pub fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

/// `25 09:30` is half past nine in Hangzhou on 25 September.
pub fn at(text: &str) -> Timestamp {
    let (day, clock) = text.split_once(' ').unwrap();
    format!("2024-09-{day}T{clock}:00+08:00").parse::<jiff::Timestamp>().unwrap().into()
}

/// The tables of a crate without its pages.
pub fn tables(name: &'static str, migrations: &'static [db::Migration]) -> Module {
    Module { name, routes: Routes::new(), migrations, menu: Vec::new(), jobs: Handlers::new() }
}

/// Three days in Hangzhou.
pub fn three_days() -> EditionDetails {
    EditionDetails {
        slug: slug("hangzhou-2024"),
        name: LocalizedText::both("Hangzhou Stage 2024", "2024 杭州站"),
        theme: LocalizedText::new(),
        place: LocalizedText::both("Hangzhou, China", "中国杭州"),
        description: LocalizedText::new(),
        zone: Zone::parse("Asia/Shanghai").unwrap(),
        first_day: date(2024, 9, 25),
        last_day: date(2024, 9, 27),
        host: None,
        accent: Accent::Lake,
        illustration: true,
    }
}

/// An edition that nobody sees yet.
pub async fn edition(house: &House, details: &EditionDetails) -> Edition {
    congress::create_edition(house.db(), &house.system(), details).await.unwrap()
}

/// A building.
pub async fn venue(house: &House, edition: &Edition, name: &str) -> VenueId {
    let details = VenueDetails {
        slug: slug(name),
        name: LocalizedText::both(name, name),
        address: LocalizedText::new(),
        position: 10,
    };
    congress::add_venue(house.db(), &house.system(), edition.id, &details).await.unwrap().id
}

/// A hall for a hundred, which everybody may know of.
pub fn hall(venue: VenueId, name: &str) -> RoomDetails {
    RoomDetails {
        venue,
        slug: slug(name),
        name: LocalizedText::both(name, name),
        capacity: 100,
        kind: RoomKind::Hall,
        position: 10,
        published: true,
    }
}

/// A room as it is described.
pub async fn room(house: &House, edition: &Edition, details: &RoomDetails) -> RoomId {
    congress::add_room(house.db(), &house.system(), edition.id, details).await.unwrap().id
}

/// The track without which no edition becomes public.
pub async fn water(house: &House, edition: &Edition) -> TrackId {
    let details =
        TrackDetails { slug: slug("water"), name: LocalizedText::both("Water", "水务"), colour: 1, position: 10 };
    congress::add_track(house.db(), &house.system(), edition.id, &details).await.unwrap().id
}

/// From now on everybody sees it.
pub async fn opened(house: &House, edition: &Edition) -> Edition {
    let (db, ctx) = (house.db(), house.system());
    congress::change_state(db, &ctx, edition.id, edition.revision, EditionState::Public).await.unwrap()
}

/// Somebody of an edition whom everybody may know.
pub fn person(edition: &Edition, native: &str, latin: &str) -> NewPerson {
    NewPerson {
        details: PersonDetails {
            name: PersonName::in_two_scripts(native, latin),
            listed: true,
            ..PersonDetails::default()
        },
        editions: vec![edition.id],
        consents: vec![(Purpose::Listing, Visibility::Public)],
        ..NewPerson::default()
    }
}

/// Somebody of an edition whom nobody may know.
pub fn hidden(edition: &Edition, native: &str, latin: &str) -> NewPerson {
    let mut person = person(edition, native, latin);
    person.details.listed = false;
    person.consents.clear();
    person
}

/// Their keys, in their order.
pub async fn people<const N: usize>(house: &House, all: [NewPerson; N]) -> [PersonId; N] {
    let ids = directory::seed::seed_people(house.db(), &house.system(), &all, "test").await.unwrap();
    ids.try_into().unwrap()
}

/// A keynote in Chinese that everybody may know of.
pub fn details(title: &str) -> SessionDetails {
    SessionDetails {
        kind: SessionKind::Keynote,
        parent: None,
        title: LocalizedText::both(title, format!("{title}（中文）")),
        summary: LocalizedText::both("Pipes & <valves>", "管道与阀门"),
        track: None,
        languages: Languages::parse(&["zh"]).unwrap(),
        interpretation: Languages::parse(&["en"]).unwrap(),
        visibility: Visibility::Public,
        city: None,
        capacity: None,
    }
}

/// A confirmed session of 45 minutes with its speakers.
pub fn session(code: &str, title: &str, start: &str, room: RoomId, people: &[PersonId]) -> NewSession {
    let speaker = |person: &PersonId| (*person, PersonRole::Speaker);
    session_with(code, title, start, room, &people.iter().map(speaker).collect::<Vec<_>>())
}

/// As [`session`], with people in other roles.
pub fn session_with(
    code: &str,
    title: &str,
    start: &str,
    room: RoomId,
    people: &[(PersonId, PersonRole)],
) -> NewSession {
    NewSession {
        code: code.to_owned(),
        details: details(title),
        forum: None,
        state: SessionState::Confirmed,
        starts_at: Some(at(start)),
        minutes: 45,
        room: Some(room),
        people: people.iter().map(|(person, role)| PersonInSession { person: *person, role: *role }).collect(),
    }
}

/// Writes sessions into the draft.
pub async fn seed(house: &House, edition: &Edition, sessions: &[NewSession]) -> Vec<SessionId> {
    programme::seed::seed_sessions(house.db(), &house.system(), edition.id, sessions).await.unwrap()
}

/// Releases the draft.
pub async fn publish(house: &House, edition: &Edition) -> Release {
    let (db, ctx) = (house.db(), house.system());
    let expected = programme::release::latest_number(db, &ctx, edition).await.unwrap();
    programme::release::publish(db, &ctx, edition, expected, ("", "")).await.unwrap()
}

/// The body of an answer, which must be what the description of the API calls `schema`.
#[track_caller]
pub fn described(schema: &str, answer: &Answer) -> Value {
    let whole: Value = serde_json::from_str(programme::api::DESCRIPTION).unwrap();
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": format!("#/components/schemas/{schema}"),
        "components": whole["components"],
    });
    let body: Value = serde_json::from_str(&answer.body).unwrap();
    let problems: Vec<String> =
        jsonschema::validator_for(&schema).unwrap().iter_errors(&body).map(|error| error.to_string()).collect();
    assert!(problems.is_empty(), "{problems:?} in {body:#}");
    body
}
