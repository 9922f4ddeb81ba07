//! D-1: exactly one head, members known to the staff only.

use crate::prepared::{Prepared, prepared};
use directory::delegation::{Delegation, Member, add_member, appoint_head, delegation_by_slug, members, remove_member};
use testkit::{Engine, both_engines};

async fn shenzhen(all: &Prepared) -> Delegation {
    let ctx = all.house.seen_by(all.editor());
    delegation_by_slug(all.house.db(), &ctx, all.here.id, "shenzhen").await.unwrap().unwrap()
}

async fn people(all: &Prepared) -> Vec<Member> {
    members(all.house.db(), &all.house.seen_by(all.editor()), shenzhen(all).await.id).await.unwrap()
}

both_engines!(story_d1_exactly_one_head, |engine: Engine| async move {
    let all = prepared(engine).await;
    let (db, ctx) = (all.house.db(), all.house.seen_by(all.editor()));
    let id = shenzhen(&all).await.id;
    let heads = |people: &[Member]| people.iter().filter(|m| m.is_head).map(|m| m.card.id).collect::<Vec<_>>();
    assert_eq!(heads(&people(&all).await), [all.hidden]);
    assert!(remove_member(db, &ctx, all.here.id, id, all.hidden).await.is_err(), "the head stays");
    appoint_head(db, &ctx, all.here.id, id, all.listed).await.unwrap();
    assert_eq!(heads(&people(&all).await), [all.listed]);
    remove_member(db, &ctx, all.here.id, id, all.hidden).await.unwrap();
    assert_eq!(people(&all).await.len(), 1);
    add_member(db, &ctx, all.here.id, id, all.hidden, Some(2)).await.unwrap();
    assert!(add_member(db, &ctx, all.here.id, id, all.hidden, None).await.is_err(), "once is enough");
    // The index keeps it even from a program that forgets.
    let statement = sea_orm::Statement::from_string(
        sea_orm::ConnectionTrait::get_database_backend(db.read()),
        "UPDATE delegation_member SET is_head = true",
    );
    let forced = db
        .write("test.two_heads", |tx| {
            let statement = statement.clone();
            async move { sea_orm::ConnectionTrait::execute_raw(tx.conn(), statement).await.map(drop) }
        })
        .await;
    assert!(forced.is_err(), "two heads");
});

both_engines!(the_desk_makes_and_changes_delegations, |engine: Engine| async move {
    let all = prepared(engine).await;
    let mut editor = all.house.actor(all.editor());
    let list = editor.get("/en/hangzhou-2024/desk/delegations").await.is(200).body;
    assert!(list.contains("Plantedland") && list.contains("Country / region"), "{list}");
    let path = "/en/hangzhou-2024/desk/delegations";
    let fields = [("name_en", "Aqkol"), ("kind", "city"), ("city", "Aqkol"), ("head", "lin-yue"), ("rank", "3")];
    editor.post(path, &fields[..3]).await.is(422);
    editor.post(path, &fields).await.is(303);
    let page = editor.get("/en/hangzhou-2024/desk/delegations/aqkol").await.is(200).body;
    assert!(page.contains("Lin Yue") && page.contains("Head"), "{page}");
    editor.post("/en/hangzhou-2024/desk/delegations/aqkol/members", &[("person", "nobody")]).await.is(422);
    let member = [("person", "silent-plantedmail@example.org"), ("rank", "5")];
    editor.post("/en/hangzhou-2024/desk/delegations/aqkol/members", &member).await.is(303);
    let head = all.hidden.to_string();
    editor.post("/en/hangzhou-2024/desk/delegations/aqkol/head", &[("member", &head)]).await.is(303);
    let fields =
        [("name_en", "Aqkol town"), ("kind", "city"), ("city", "Aqkol"), ("announced", "yes"), ("revision", "1")];
    editor.post("/en/hangzhou-2024/desk/delegations/aqkol", &fields).await.is(303);
    let cities = all.house.stranger().get("/en/hangzhou-2024/cities").await.is(200).body;
    assert!(cities.contains("Kazakhstan") && cities.contains("1 delegation"), "{cities}");
});
