//! Venues and rooms: who may know of them, and what may be written.

use crate::prepared::{house, owner, public_hangzhou, slug};
use congress::{RoomDetails, RoomKind, VenueDetails, add_room, add_venue, rooms, set_walk, venues, walks};
use kernel::{LocalizedText, Role, Viewer};
use testkit::{Engine, both_engines, viewer_with};

both_engines!(an_unpublished_room_is_known_to_staff_only, |engine: Engine| async move {
    let house = house(engine).await;
    let edition = public_hangzhou(&house).await;
    let names = async |viewer: Viewer| {
        let all = rooms(house.db(), &house.seen_by(viewer), edition.id).await.unwrap();
        all.iter().map(|room| room.slug.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(names(Viewer::stranger()).await, ["grand-hall"]);
    assert_eq!(names(viewer_with(5, None, &[])).await, ["grand-hall"]);
    assert_eq!(
        names(viewer_with(6, None, &[(Some(edition.id), Role::Reader)])).await,
        ["grand-hall", "secret-chamber"]
    );
    assert_eq!(names(owner()).await.len(), 2);
});

both_engines!(a_venue_of_unpublished_rooms_is_known_to_staff_only, |engine: Engine| async move {
    let house = house(engine).await;
    let edition = public_hangzhou(&house).await;
    let (db, ctx) = (house.db(), &house.system());
    let details = VenueDetails {
        slug: slug("guest-house"),
        name: LocalizedText::both("State guest house", "国宾馆"),
        address: LocalizedText::new(),
        position: 20,
    };
    let guest_house = add_venue(db, ctx, edition.id, &details).await.unwrap().id;
    let room = RoomDetails {
        venue: guest_house,
        slug: slug("pavilion"),
        name: LocalizedText::both("Pavilion", "亭"),
        capacity: 12,
        kind: RoomKind::Room,
        position: 10,
        published: false,
    };
    add_room(db, ctx, edition.id, &room).await.unwrap();
    for (viewer, count) in [
        (Viewer::stranger(), 1),
        (viewer_with(5, None, &[]), 1),
        (viewer_with(6, None, &[(Some(edition.id), Role::Reader)]), 2),
        (owner(), 2),
    ] {
        assert_eq!(venues(db, &house.seen_by(viewer), edition.id).await.unwrap().len(), count);
    }
});

both_engines!(rooms_are_checked_field_by_field, |engine: Engine| async move {
    let house = house(engine).await;
    let edition = public_hangzhou(&house).await;
    let venue = venues(house.db(), &house.system(), edition.id).await.unwrap()[0].id.to_string();
    let mut organiser = house.actor(owner());
    let good = [
        ("name_en", "Qiantang room"),
        ("name_zh", "钱塘厅"),
        ("venue", venue.as_str()),
        ("kind", "room"),
        ("capacity", "120"),
        ("position", "20"),
    ];
    for (field, value, message) in [
        ("capacity", "0", "from 1 to 100000"),
        ("capacity", "12.5", "from 1 to 100000"),
        ("venue", "0190163d-8694-739b-aea5-966c26f8ad90", "choose one of the options"),
        ("kind", "cellar", "choose one of the options"),
        ("name_zh", "", "fill in this field"),
    ] {
        let fields: Vec<_> = good.iter().map(|(k, v)| if *k == field { (*k, value) } else { (*k, *v) }).collect();
        let answer = organiser.post("/en/hangzhou-2024/desk/rooms", &fields).await.is(422);
        assert!(answer.body.contains(message), "{field}={value}: {}", answer.body);
    }
    organiser.post("/en/hangzhou-2024/desk/rooms", &good).await.is(303);
    organiser.post("/en/hangzhou-2024/desk/rooms", &good).await.is(409);
    let broken = b"name_en=%ff&name_zh=x&kind=room&capacity=1&position=1".to_vec();
    let answer = organiser.post_raw("/en/hangzhou-2024/desk/rooms", broken).await.is(422);
    assert!(answer.body.contains("damaged on the way"), "{}", answer.body);
    let kept = organiser.post("/en/hangzhou-2024/desk/venues/congress-centre/removal", &[("revision", "1")]).await;
    assert!(kept.is(409).body.contains("This is still in use"));
});

both_engines!(walks_are_the_same_both_ways, |engine: Engine| async move {
    let house = house(engine).await;
    let edition = public_hangzhou(&house).await;
    let (db, ctx) = (house.db(), &house.system());
    let second = VenueDetails {
        slug: crate::prepared::slug("grand-theatre"),
        name: LocalizedText::both("Grand Theatre", "大剧院"),
        address: LocalizedText::new(),
        position: 20,
    };
    let b = add_venue(db, ctx, edition.id, &second).await.unwrap().id;
    let a = venues(db, ctx, edition.id).await.unwrap()[0].id;
    set_walk(db, ctx, edition.id, (b, a), 12).await.unwrap();
    set_walk(db, ctx, edition.id, (a, b), 15).await.unwrap();
    let known = walks(db, ctx, edition.id).await.unwrap();
    assert_eq!((known.minutes(a, b), known.minutes(b, a), known.minutes(a, a)), (Some(15), Some(15), Some(0)));
    assert!(set_walk(db, ctx, edition.id, (a, a), 1).await.is_err());
    let mut organiser = house.actor(owner());
    let (a, b) = (a.to_string(), b.to_string());
    let fields = [("from", a.as_str()), ("to", b.as_str()), ("minutes", "9")];
    organiser.post("/en/hangzhou-2024/desk/walks", &fields).await.is(303);
    assert!(organiser.get("/en/hangzhou-2024/desk/venues").await.is(200).body.contains("value=\"9\""));
});
