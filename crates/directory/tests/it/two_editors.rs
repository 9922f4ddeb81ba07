//! Two editors, one record; and one human being who must not become two.

use crate::prepared::prepared;
use testkit::{Engine, both_engines};

both_engines!(the_second_editor_sees_both_versions, |engine: Engine| async move {
    let all = prepared(engine).await;
    let (mut first, mut second) = (all.house.actor(all.editor()), all.house.actor(all.editor()));
    let path = "/en/hangzhou-2024/desk/people/lin-yue";
    let fields = |name, revision| [("name", name), ("latin", name), ("revision", revision), ("listed", "yes")];
    first.post(path, &fields("First Name", "1")).await.is(303);
    let conflict = second.post(path, &fields("Second Name", "1")).await.is(409);
    assert!(conflict.body.contains("First Name") && conflict.body.contains("Second Name"), "{}", conflict.body);
    assert!(conflict.body.contains("name=\"revision\" value=\"2\""));
    second.post(path, &fields("Second Name", "2")).await.is(303);
    let path = "/en/hangzhou-2024/desk/organisations/west-lake-data";
    let fields = |name, revision| [("name_en", name), ("kind", "company"), ("revision", revision)];
    first.post(path, &fields("First Corp", "1")).await.is(303);
    let conflict = second.post(path, &fields("Second Corp", "1")).await.is(409);
    assert!(conflict.body.contains("First Corp") && conflict.body.contains("Second Corp"));
});

both_engines!(a_double_is_shown_before_it_is_made, |engine: Engine| async move {
    let all = prepared(engine).await;
    let mut editor = all.house.actor(all.editor());
    let path = "/en/hangzhou-2024/desk/people";
    let asked = editor.post(path, &[("name", "YUE Lin")]).await.is(409);
    assert!(asked.body.contains("lin-yue") && asked.body.contains("Same name"), "{}", asked.body);
    let asked = editor.post(path, &[("name", "Other"), ("email", "PlantedMail@example.org")]).await.is(409);
    assert!(asked.body.contains("Same e-mail"));
    editor.post(path, &[("name", "YUE Lin"), ("confirmed", "yes")]).await.is(303);
    // Staff of another edition learn nothing by guessing names or addresses.
    let mut outsider = all.house.actor(all.outsider());
    let path = "/en/shanghai-2025/desk/people";
    outsider.post(path, &[("name", "Plantedname Silent")]).await.is(303);
    outsider.post(path, &[("name", "Somebody"), ("email", "plantedmail@example.org")]).await.is(303);
});

both_engines!(offices_are_kept_over_time, |engine: Engine| async move {
    let all = prepared(engine).await;
    let mut editor = all.house.actor(all.editor());
    let path = "/en/hangzhou-2024/desk/people/lin-yue/offices";
    let bad = [("title_en", "Mayor"), ("organisation", "west-lake-data"), ("city", "Shenzhen")];
    editor.post(path, &bad).await.is(422);
    let bad = [("title_en", "Mayor"), ("city", "Shenzhen"), ("from", "2024-01-02"), ("to", "2023-01-02")];
    editor.post(path, &bad).await.is(422);
    let past = [("title_en", "Deputy mayor"), ("city", "Shenzhen"), ("from", "2015-01-02"), ("to", "2019-05-06")];
    editor.post(path, &past).await.is(303);
    let page = all.house.stranger().get("/en/hangzhou-2024/people/lin-yue").await.is(200).body;
    assert!(page.contains("2015–2019") && page.contains("Deputy mayor, Shenzhen"), "{page}");
    assert!(page.contains("since 2021"));
});
