//! Two editors, one record: nobody's words are lost, and nobody overwrites
//! what they have not seen.

use crate::prepared::{edition_fields, hangzhou, house, owner};
use testkit::{Engine, both_engines};

both_engines!(the_second_editor_sees_both_versions, |engine: Engine| async move {
    let house = house(engine).await;
    hangzhou(&house).await;
    let (mut first, mut second) = (house.actor(owner()), house.actor(owner()));
    let path = "/en/hangzhou-2024/desk/tracks/enabling-technologies";
    let fields = |name, revision| {
        [
            ("name_en", name),
            ("name_zh", "赋能技术"),
            ("slug", "enabling-technologies"),
            ("colour", "1"),
            ("position", "10"),
            ("revision", revision),
        ]
    };
    first.post(path, &fields("First name", "1")).await.is(303);
    let conflict = second.post(path, &fields("Second name", "1")).await.is(409);
    assert!(conflict.body.contains("First name") && conflict.body.contains("Second name"), "{}", conflict.body);
    assert!(conflict.body.contains("name=\"revision\" value=\"2\""), "sending again carries what was seen");
    assert!(first.get("/en/hangzhou-2024/desk/tracks").await.body.contains("First name"));
    second.post(path, &fields("Second name", "2")).await.is(303);
    assert!(first.get("/en/hangzhou-2024/desk/tracks").await.body.contains("Second name"));
    second.post(&format!("{path}/removal"), &[("revision", "1")]).await.is(409);
});

both_engines!(settings_are_compared_too, |engine: Engine| async move {
    let house = house(engine).await;
    hangzhou(&house).await;
    let mut organiser = house.actor(owner());
    let sent = [("revision", "1"), ("slug", "hangzhou-2024"), ("name_en", "Mine")];
    organiser.post("/en/hangzhou-2024/desk/settings", &edition_fields(&sent)).await.is(303);
    let late = [("revision", "1"), ("slug", "hangzhou-2024"), ("name_en", "Theirs")];
    let conflict = organiser.post("/en/hangzhou-2024/desk/settings", &edition_fields(&late)).await.is(409);
    assert!(conflict.body.contains("Mine") && conflict.body.contains("Theirs"));
    let blind = edition_fields(&[("slug", "hangzhou-2024")]);
    organiser.post("/en/hangzhou-2024/desk/settings", &blind).await.is(409);
});
