//! O-1: as organiser I set name, dates, zone, venues and tracks, so that
//! everything else hangs on one record.

use crate::prepared::{edition_fields, hangzhou, house, owner, public_hangzhou};
use kernel::Role;
use testkit::{Engine, both_engines, viewer_with};

both_engines!(story_o1_create_edition, |engine: Engine| async move {
    let house = house(engine).await;
    let mut organiser = house.actor(owner());

    for (field, value, message) in [
        ("last_day", "2025-09-01", "The last day lies before the first"),
        ("last_day", "2052-09-06", "60 days at most"),
        ("zone", "CET", "Choose a time zone by place"),
        ("zone", "GMT+8", "Choose a time zone by place"),
        ("name_zh", "", "Please fill in this field"),
        ("slug", "Shanghai 2025", "Use lower-case letters"),
        ("slug", "sign-in", "The site itself uses this address"),
        ("first_day", "02.09.2025", "such as 2024-09-25"),
        ("host", "0190163d-8694-739b-aea5-966c26f8ad90", "Choose an edition that you run as well"),
    ] {
        let answer = organiser.post("/en/editions", &edition_fields(&[(field, value)])).await.is(422);
        assert!(answer.body.contains(message), "{field}={value}: {}", answer.body);
        assert!(answer.body.contains("value=\"Shanghai Stage\""), "the form is kept as typed");
    }
    let answer = organiser.post("/zh/editions", &edition_fields(&[("last_day", "2025-09-01")])).await.is(422);
    assert!(answer.body.contains("末日早于首日"), "{}", answer.body);
    assert!(!organiser.get("/en/editions").await.is(200).body.contains("Shanghai"), "nothing is stored");

    let made = organiser.post("/en/editions", &edition_fields(&[])).await.is(303);
    assert_eq!(made.location(), "/en/shanghai-2025/desk");
    let again = organiser.post("/en/editions", &edition_fields(&[("name_en", "Another")])).await.is(409);
    assert!(again.body.contains("This is already used") && again.body.contains("value=\"Another\""));
    let desk = organiser.get("/zh/shanghai-2025/desk").await.is(200);
    assert!(desk.body.contains("上海站") && desk.body.contains("2025年9月2日至6日"), "{}", desk.body);
});

both_engines!(one_of_many_gets_the_address, |engine: Engine| async move {
    let house = house(engine).await;
    let rivals = (0..8).map(|_| {
        let mut organiser = house.actor(owner());
        tokio::spawn(async move { organiser.post("/en/editions", &edition_fields(&[])).await.status.as_u16() })
    });
    let mut statuses = Vec::new();
    for rival in rivals.collect::<Vec<_>>() {
        statuses.push(rival.await.unwrap());
    }
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409, 409, 409, 409, 409, 409, 409]);
});

both_engines!(one_to_twenty_tracks, |engine: Engine| async move {
    let house = house(engine).await;
    let mut organiser = house.actor(owner());
    organiser.post("/en/editions", &edition_fields(&[])).await.is(303);
    let publish = [("state", "public"), ("revision", "1")];
    let refused = organiser.post("/en/shanghai-2025/desk/state", &publish).await.is(422);
    assert!(refused.body.contains("Add at least one track"));
    for n in 1..=20 {
        let name = format!("Track {n}");
        let fields = [("name_en", name.as_str()), ("name_zh", "板块"), ("colour", "8"), ("position", "10")];
        organiser.post("/en/shanghai-2025/desk/tracks", &fields).await.is(303);
    }
    let twice = [("name_en", "Track 3"), ("name_zh", "板块"), ("colour", "8"), ("position", "10")];
    let fields = [("name_en", "Track 21"), ("name_zh", "板块"), ("colour", "8"), ("position", "10")];
    let refused = organiser.post("/en/shanghai-2025/desk/tracks", &fields).await.is(422);
    assert!(refused.body.contains("An edition can have 20 tracks"));
    organiser.post("/en/shanghai-2025/desk/tracks/track-20/removal", &[("revision", "1")]).await.is(303);
    organiser.post("/en/shanghai-2025/desk/tracks", &twice).await.is(409);
    let bad = [("name_en", "T"), ("name_zh", "板块"), ("colour", "9"), ("position", "10")];
    assert!(organiser.post("/en/shanghai-2025/desk/tracks", &bad).await.is(422).body.contains("from 1 to 8"));
    organiser.post("/en/shanghai-2025/desk/state", &publish).await.is(303);
});

both_engines!(a_published_edition_keeps_its_address, |engine: Engine| async move {
    let house = house(engine).await;
    public_hangzhou(&house).await;
    let mut organiser = house.actor(owner());
    let moved = [("revision", "2"), ("slug", "elsewhere")];
    let refused = organiser.post("/en/hangzhou-2024/desk/settings", &edition_fields(&moved)).await.is(422);
    assert!(refused.body.contains("it no longer changes"));
    let renamed = [("revision", "2"), ("slug", "hangzhou-2024")];
    organiser.post("/en/hangzhou-2024/desk/settings", &edition_fields(&renamed)).await.is(303);
    let last = organiser.get("/en/hangzhou-2024/desk/tracks").await.is(200);
    assert!(last.body.contains("enabling-technologies"));
    let track = [("revision", "1")];
    let kept = organiser.post("/en/hangzhou-2024/desk/tracks/enabling-technologies/removal", &track).await.is(422);
    assert!(kept.body.contains("keeps one track at least"));
});

both_engines!(a_draft_does_not_exist_for_others, |engine: Engine| async move {
    let house = house(engine).await;
    let edition = hangzhou(&house).await;
    let other =
        congress::create_edition(house.db(), &house.system(), &crate::prepared::details("other")).await.unwrap();
    let mut stranger = house.stranger();
    let sent_away = stranger.get("/en/hangzhou-2024/desk").await.is(303);
    assert_eq!(sent_away.location(), "/en/sign-in?next=/hangzhou-2024/desk");
    assert_eq!(stranger.get("/en/no-such/desk").await.is(303).location(), "/en/sign-in?next=/no-such/desk");
    assert!(!stranger.get("/en/editions").await.is(200).everything().contains("angzhou"));
    let mut elsewhere = house.actor(viewer_with(2, None, &[(Some(other.id), Role::Owner)]));
    for path in ["desk", "desk/settings", "desk/venues", "desk/rooms/grand-hall", "desk/facts", "desk/clone"] {
        elsewhere.get(&format!("/en/hangzhou-2024/{path}")).await.is(404);
    }
    elsewhere.get("/en/editions/new").await.is(404);
    elsewhere.post("/en/hangzhou-2024/desk/state", &[("state", "public"), ("revision", "1")]).await.is(404);
    let mut reader = house.actor(viewer_with(3, None, &[(Some(edition.id), Role::Reader)]));
    reader.get("/en/hangzhou-2024/desk").await.is(200);
    reader.get("/en/hangzhou-2024/desk/settings").await.is(404);
    reader.post("/en/hangzhou-2024/desk/tracks", &[]).await.is(404);
});

both_engines!(the_front_door_leads_to_the_only_edition, |engine: Engine| async move {
    let house = house(engine).await;
    let mut stranger = house.stranger();
    assert!(stranger.get("/en").await.is(200).body.contains("No edition is open"));
    public_hangzhou(&house).await;
    assert_eq!(stranger.get("/en").await.is(303).location(), "/en/hangzhou-2024");
    assert!(stranger.get("/zh/editions").await.is(200).body.contains("2024 杭州站"));
});
