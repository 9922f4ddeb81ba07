//! O-8: roles per edition, ending by themselves, the last owner kept.

use crate::prepared::{HANGZHOU, SHENZHEN, account, between, house, letter, signed_in, strong};
use db::audit_log;
use kernel::Role;
use testkit::{Engine, both_engines};

const PAGE: &str = "/en/hangzhou-2024/desk/roles";

both_engines!(story_o8_roles, |engine: Engine| async move {
    let house = house(engine).await;
    let lin = account(&house, "lin@example.cn", &[(Some(HANGZHOU), Role::Owner)]).await;
    let mut owner = strong(&house, lin).await;
    assert!(owner.get(PAGE).await.is(200).body.contains("lin@example.cn"));

    // The last owner cannot be taken away, not even by erasing the account.
    let page = owner.get(PAGE).await.body;
    let own = format!("{PAGE}/{}/ending", between(&page, "desk/roles/", "/ending"));
    assert!(owner.post(&own, &[]).await.is(422).body.contains("Somebody must answer for it"));
    let erasure = owner.post("/en/account/privacy/erasure", &[("email", "lin@example.cn")]).await.is(422);
    assert!(erasure.body.contains("Somebody must answer for it"));

    // A role for somebody new, until a day.
    let fields = [("email", "crew@example.cn"), ("role", "room_crew"), ("until", "2024-09-29")];
    owner.post(PAGE, &fields).await.is(303);
    assert!(owner.get(PAGE).await.is(200).body.contains("29 September 2024"));
    assert!(letter(&house, "crew@example.cn").await.contains("Room crew"));
    assert!(owner.post(PAGE, &fields).await.is(422).body.contains("has the role already"));
    let entries = audit_log(house.db(), &house.system(), HANGZHOU, 10).await.unwrap();
    assert_eq!((entries[0].verb.as_str(), entries[0].account), ("role.given", Some(lin)));

    // An owner with an end does not replace one without.
    let other = [("email", "wang@example.cn"), ("role", "owner"), ("until", "2024-12-31")];
    owner.post(PAGE, &other).await.is(303);
    assert!(owner.post(&own, &[]).await.is(422).body.contains("Somebody must answer"));
    owner.post(PAGE, &[("email", "chen@example.cn"), ("role", "owner"), ("until", "")]).await.is(303);
    owner.post(&own, &[]).await.is(303);
    owner.get(PAGE).await.is(404);
});

both_engines!(a_role_ends_by_itself_and_stays_in_its_edition, |engine: Engine| async move {
    let house = house(engine).await;
    let lin = account(&house, "lin@example.cn", &[(Some(HANGZHOU), Role::Owner)]).await;
    let chen = account(&house, "chen@example.cn", &[(Some(SHENZHEN), Role::Owner)]).await;
    let crew = account(&house, "crew@example.cn", &[]).await;
    let mut owner = strong(&house, lin).await;
    let mut elsewhere = strong(&house, chen).await;
    elsewhere.get(PAGE).await.is(404);
    elsewhere.post(PAGE, &[("email", "chen@example.cn"), ("role", "owner")]).await.is(404);
    let page = owner.get(PAGE).await.body;
    let own = format!("{PAGE}/{}/ending", between(&page, "desk/roles/", "/ending"));
    elsewhere.post(&own, &[]).await.is(404);
    let across = own.replace("hangzhou-2024", "shenzhen");
    elsewhere.post(&across, &[]).await.is(404);
    house.stranger().get(PAGE).await.is(303);

    owner.post(PAGE, &[("email", "crew@example.cn"), ("role", "owner"), ("until", "2024-09-20")]).await.is(303);
    let mut helper = strong(&house, crew).await;
    helper.get(PAGE).await.is(200);
    // The day ends at 16:00 UTC where the congress is.
    house.clock.advance_seconds(16 * 3600 - 1);
    let mut helper = strong(&house, crew).await;
    helper.get(PAGE).await.is(200);
    house.clock.advance_seconds(1);
    helper.get(PAGE).await.is(404);

    // One that begins later does not hold before.
    let days = [("email", "crew@example.cn"), ("role", "owner"), ("from", "2024-09-22"), ("until", "2024-09-22")];
    let mut owner = strong(&house, lin).await;
    owner.post(PAGE, &days).await.is(303);
    assert!(owner.get(PAGE).await.is(200).body.contains("from 22 September 2024"));
    helper.get(PAGE).await.is(404);
    house.clock.advance_seconds(24 * 3600);
    let mut helper = strong(&house, crew).await;
    helper.get(PAGE).await.is(200);
});

both_engines!(only_owners_of_the_house_keep_its_roles, |engine: Engine| async move {
    let house = house(engine).await;
    let boss = account(&house, "boss@example.cn", &[(None, Role::Owner)]).await;
    let lin = account(&house, "lin@example.cn", &[(Some(HANGZHOU), Role::Owner)]).await;
    let mut owner = strong(&house, lin).await;
    owner.get("/en/house/roles").await.is(404);
    owner.get("/en/house/breach").await.is(404);
    let mut boss = strong(&house, boss).await;
    assert!(boss.get("/en/house/roles").await.is(200).body.contains("boss@example.cn"));
    assert!(!boss.get("/en/house/roles").await.is(200).body.contains("lin@example.cn"));
    boss.get(PAGE).await.is(200);
    let page = boss.get("/en/house/roles").await.body;
    let own = format!("/en/house/roles/{}/ending", between(&page, "house/roles/", "/ending"));
    assert!(boss.post(&own, &[]).await.is(422).body.contains("Somebody must answer"));
    boss.post("/en/house/roles", &[("email", "second@example.cn"), ("role", "reader")]).await.is(303);
});

both_engines!(every_field_of_a_role_is_checked, |engine: Engine| async move {
    let house = house(engine).await;
    let lin = account(&house, "lin@example.cn", &[(Some(HANGZHOU), Role::Owner)]).await;
    let mut owner = strong(&house, lin).await;
    let bad = owner.post(PAGE, &[("email", "x"), ("role", "king"), ("until", "2020-01-01")]).await.is(422).body;
    assert!(bad.contains("email-problem") && bad.contains("role-problem") && bad.contains("until-problem"));
    assert!(bad.contains("value=\"x\"") && bad.contains("value=\"2020-01-01\""), "the form keeps what was typed");
});

both_engines!(the_matrix_is_read_by_people_and_programs, |engine: Engine| async move {
    let house = house(engine).await;
    let json = house.stranger().get("/api/permissions").await.is(200).body;
    let matrix: serde_json::Value = serde_json::from_str(&json).unwrap();
    for role in Role::ALL {
        for permission in kernel::Permission::ALL {
            let told = &matrix["roles"][role.as_str()][permission.as_str()];
            assert_eq!(told, role.permits(*permission), "{role} {permission}");
        }
    }
    assert!(house.stranger().get("/en/permissions").await.is(200).body.contains("Release the programme"));
    assert!(house.stranger().get("/zh/permissions").await.is(200).body.contains("发布议程"));
    let mut visitor = signed_in(&house, "visitor@example.cn").await;
    visitor.get(PAGE).await.is(404);
});
