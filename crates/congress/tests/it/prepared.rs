//! What most tests begin with: a house with one edition in it.

use congress::{
    Accent, Edition, EditionDetails, EditionState, FactDetails, Neighbours, RoomDetails, RoomKind, TrackDetails,
    VenueDetails,
};
use jiff::civil::date;
use kernel::{LocalizedText, Role, Slug, Viewer, Zone};
use testkit::{Engine, House, viewer_with};

pub async fn house(engine: Engine) -> House {
    house_with(engine, Neighbours::default()).await
}

pub async fn house_with(engine: Engine, neighbours: Neighbours) -> House {
    House::open(engine, vec![congress::module(neighbours)]).await
}

/// Answers for the whole house.
pub fn owner() -> Viewer {
    viewer_with(1, None, &[(None, Role::Owner)])
}

pub fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

pub fn details(name: &str) -> EditionDetails {
    EditionDetails {
        slug: slug(name),
        name: LocalizedText::both("Hangzhou Stage 2024", "2024 杭州站"),
        theme: LocalizedText::both("Converge", "融汇"),
        place: LocalizedText::both("Hangzhou, China", "中国杭州"),
        description: LocalizedText::new(),
        zone: Zone::parse("Asia/Shanghai").unwrap(),
        first_day: date(2024, 9, 25),
        last_day: date(2024, 9, 29),
        host: None,
        accent: Accent::Lake,
        illustration: true,
    }
}

/// An edition with a venue, an open and a hidden room, a track and a figure.
pub async fn hangzhou(house: &House) -> Edition {
    let (db, ctx) = (house.db(), &house.system());
    let edition = congress::create_edition(db, ctx, &details("hangzhou-2024")).await.unwrap();
    let venue = VenueDetails {
        slug: slug("congress-centre"),
        name: LocalizedText::both("Congress Centre", "国际博览中心"),
        address: LocalizedText::new(),
        position: 10,
    };
    let venue = congress::add_venue(db, ctx, edition.id, &venue).await.unwrap();
    for (name, published) in [("grand-hall", true), ("secret-chamber", false)] {
        let room = RoomDetails {
            venue: venue.id,
            slug: slug(name),
            name: LocalizedText::both(name, name),
            capacity: 450,
            kind: RoomKind::Hall,
            position: 10,
            published,
        };
        congress::add_room(db, ctx, edition.id, &room).await.unwrap();
    }
    let track = track("enabling-technologies");
    congress::add_track(db, ctx, edition.id, &track).await.unwrap();
    let fact = FactDetails {
        slug: slug("city-delegations"),
        label: LocalizedText::both("city delegations", "城市代表团"),
        value: "70+".to_owned(),
        source_name: "Media OutReach".to_owned(),
        source_url: "https://example.org/release".to_owned(),
        as_of: date(2024, 9, 30),
        position: 10,
    };
    congress::add_fact(db, ctx, edition.id, &fact).await.unwrap();
    edition
}

/// The same, seen by everybody.
pub async fn public_hangzhou(house: &House) -> Edition {
    let edition = hangzhou(house).await;
    let to = EditionState::Public;
    congress::change_state(house.db(), &house.system(), edition.id, edition.revision, to).await.unwrap()
}

pub fn track(name: &str) -> TrackDetails {
    TrackDetails { slug: slug(name), name: LocalizedText::both(name, name), colour: 1, position: 10 }
}

/// The fields of a new edition as a browser sends them.
pub fn edition_fields<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("name_en", "Shanghai Stage"),
        ("name_zh", "上海站"),
        ("slug", "shanghai-2025"),
        ("first_day", "2025-09-02"),
        ("last_day", "2025-09-06"),
        ("zone", "Asia/Shanghai"),
        ("accent", "indigo"),
        ("host", ""),
    ];
    for (name, value) in changes {
        fields.retain(|(known, _)| known != name);
        fields.push((name, value));
    }
    fields
}
