//! The desk by its forms, as a browser without scripts uses them.

use crate::prepared::{congress, editor};
use kernel::Role;
use testkit::{Engine, both_engines, viewer_with};

both_engines!(an_editor_writes_places_and_releases, |engine: Engine| async move {
    let c = congress(engine).await;
    let mut editor = c.house.actor(editor(&c));
    let empty = [("kind", "keynote"), ("visibility", "public"), ("title_en", ""), ("title_zh", "")];
    let refused = editor.post("/zh/hangzhou-2024/desk/sessions", &empty).await.is(422);
    assert!(refused.body.contains("请至少用一种语言填写标题"), "{}", refused.body);
    let fields = [("kind", "keynote"), ("visibility", "public"), ("title_en", "O'Brien & water"), ("languages", "en")];
    let made = editor.post("/en/hangzhou-2024/desk/sessions", &fields).await.is(303);
    let placement = made.location().to_owned();
    let sheet = editor.get(&placement).await.is(200).body;
    assert!(
        sheet.contains("O&#39;Brien &#38; water")
            || sheet.contains("O'Brien &amp; water")
            || sheet.contains("O&#x27;Brien"),
        "{sheet}"
    );

    let hall = c.hall.to_string();
    let place = [
        ("room", hall.as_str()),
        ("day", "2024-09-25"),
        ("starts_at", "9 o'clock"),
        ("minutes", "3"),
        ("revision", "1"),
    ];
    let refused = editor.post(&placement, &place).await.is(422).body;
    assert!(refused.contains("Please enter a time such as 09:30") && refused.contains("9 o"), "{refused}");
    let place =
        [("room", hall.as_str()), ("day", "2024-09-25"), ("starts_at", "09:30"), ("minutes", "45"), ("revision", "1")];
    editor.post(&placement, &place).await.is(303);
    let conflict = editor
        .post(&placement, &[("day", "2024-09-26"), ("starts_at", "10:00"), ("minutes", "45"), ("revision", "1")])
        .await;
    let conflict = conflict.is(409).body;
    assert!(conflict.contains("09:30") && conflict.contains("value=\"10:00\""), "both versions: {conflict}");
    let people = placement.replace("/placement", "/people");
    editor.post(&people, &[("person", "nobody"), ("role", "speaker"), ("revision", "2")]).await.is(422);
    let which = editor.post(&people, &[("person", "n"), ("role", "speaker"), ("revision", "2")]).await.is(422).body;
    assert!(which.contains("lin-yue – ") && which.contains("chen-chen – "), "the choice is named: {which}");
    editor.post(&people, &[("person", "Lin Yue"), ("role", "speaker"), ("revision", "2")]).await.is(303);
    assert!(editor.get(&people).await.is(200).body.contains("Lin Yue"));
    editor.post(&placement.replace("/placement", "/confirmation"), &[("revision", "3")]).await.is(303);

    let preview = editor.get("/en/hangzhou-2024/desk/release").await.is(200).body;
    assert!(preview.contains("is new: 25 Sep 09:30–10:15, grand-hall"), "{preview}");
    let release = [("expected", "0"), ("name", "First"), ("note", "")];
    editor.post("/en/hangzhou-2024/desk/release", &release).await.is(303);
    let replayed = editor.post("/en/hangzhou-2024/desk/release", &release).await.is(409).body;
    assert!(replayed.contains("Another release was made meanwhile"), "{replayed}");
    let feed = c.house.stranger().get("/en/hangzhou-2024/schedule.ics").await.is(200).body;
    assert!(feed.contains("SUMMARY:O'Brien & water"), "{feed}");
});

both_engines!(the_list_shows_what_is_wrong, |engine: Engine| async move {
    let c = congress(engine).await;
    c.a_day().await;
    c.seed(&[crate::prepared::session("BAD222", "In the way", "25 09:30", c.hall, &[c.chen])]).await;
    let mut reader = c.house.actor(viewer_with(9, None, &[(Some(c.edition.id), Role::Reader)]));
    let list = reader.get("/en/hangzhou-2024/desk/sessions?show=problems").await.is(200).body;
    assert!(list.contains("In the way") && list.contains("grand-hall is taken by"), "{list}");
    assert!(!list.contains("The river"));
    let release = reader.get("/en/hangzhou-2024/desk/release").await.is(200).body;
    assert!(release.contains("One conflict blocks the release"), "{release}");
    reader.post("/en/hangzhou-2024/desk/release", &[("expected", "0")]).await.is(404);
    let found = reader.get("/zh/hangzhou-2024/desk/sessions?words=river&day=2024-09-26").await.is(200).body;
    assert!(found.contains("KEY555") && !found.contains("BAD222"));
});

both_engines!(rules_are_chosen_by_form, |engine: Engine| async move {
    let c = congress(engine).await;
    let mut editor = c.house.actor(editor(&c));
    let path = "/en/hangzhou-2024/desk/rules";
    let mut fields: Vec<(&str, &str)> =
        programme::rules::Rule::ALL.iter().map(|rule| (rule.as_str(), "warn")).collect();
    editor.post(path, &fields).await.is(303);
    fields[0].1 = "perhaps";
    editor.post(path, &fields).await.is(422);
    assert!(editor.get(path).await.is(200).body.contains("value=\"warn\" selected"));
});

both_engines!(bad_input_is_told_at_its_field, |engine: Engine| async move {
    let c = congress(engine).await;
    c.a_day().await;
    let mut editor = c.house.actor(editor(&c));
    let path = "/en/hangzhou-2024/desk/sessions/KEY555";
    let long = "智".repeat(201);
    for (field, value) in [
        ("title_en", long.as_str()),
        ("kind", "party"),
        ("city", "12"),
        ("capacity", "-1"),
        ("languages", "xx"),
        ("track", "x"),
    ] {
        let mut fields =
            vec![("kind", "keynote"), ("visibility", "public"), ("title_en", "The river"), ("revision", "1")];
        fields.retain(|(name, _)| *name != field);
        fields.push((field, value));
        let body = editor.post(path, &fields).await.is(422).body;
        assert!(body.contains("id=\"problems\""), "{field}");
    }
    let broken = b"title_en=%ff%fe&kind=keynote&visibility=public&revision=1".to_vec();
    editor.post_raw(path, broken).await.is(422);
    let control = b"title_en=a%00b&kind=keynote&visibility=public&revision=1".to_vec();
    editor.post_raw(path, control).await.is(422);
    let fields = [("kind", "keynote"), ("visibility", "public"), ("title_en", "The great river"), ("revision", "1")];
    editor.post(path, &fields).await.is(303);
    let stale = editor
        .post(path, &[("title_en", "Another river"), ("kind", "keynote"), ("visibility", "public"), ("revision", "1")])
        .await;
    let stale = stale.is(409).body;
    assert!(stale.contains("The great river") && stale.contains("Another river"), "both versions");
});
