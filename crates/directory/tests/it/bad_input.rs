//! Bad input: a message at the field, the form kept, nothing stored.

use crate::prepared::prepared;
use testkit::{Engine, both_engines};

both_engines!(a_bad_form_comes_back_as_typed, |engine: Engine| async move {
    let all = prepared(engine).await;
    let mut editor = all.house.actor(all.editor());
    let path = "/zh/hangzhou-2024/desk/people";
    let long = "王".repeat(101);
    for (field, value, message) in [
        ("name", "", "填写"),
        ("name", long.as_str(), "100"),
        ("email", "nobody", "邮箱"),
        ("phone", "call me", "电话"),
        ("latin", "王", "拉丁字母"),
        ("languages", "klingonese", "语言代码"),
    ] {
        let mut fields = vec![("name", "Keep Me"), ("biography_en", "kept words")];
        fields.retain(|(known, _)| *known != field);
        fields.push((field, value));
        let answer = editor.post(path, &fields).await.is(422);
        assert!(answer.body.contains(message) && answer.body.contains("kept words"), "{field}: {}", answer.body);
    }
    let broken = editor.post_raw(path, b"name=%ff%fe&biography_en=kept".to_vec()).await.is(422);
    assert!(broken.body.contains("kept"));
    assert!(!editor.get("/en/hangzhou-2024/desk/people?q=Keep").await.body.contains("Keep Me"));
});

both_engines!(a_question_longer_than_any_name_finds_nobody, |engine: Engine| async move {
    let all = prepared(engine).await;
    let mut editor = all.house.actor(all.editor());
    // SQLite refuses patterns of more than 50,000 bytes.
    let long = "x".repeat(60_000);
    for list in ["desk/people", "desk/organisations", "people", "organisations"] {
        editor.get(&format!("/en/hangzhou-2024/{list}?q={long}")).await.is(200);
    }
});

both_engines!(a_homonym_is_never_chosen_silently, |engine: Engine| async move {
    let all = prepared(engine).await;
    let mut editor = all.house.actor(all.editor());
    let path = "/en/hangzhou-2024/desk/organisations";
    let fields = |city| [("name_en", "Silk Works"), ("kind", "company"), ("city", city)];
    let asked = editor.post(path, &fields("Suzhou")).await.is(422);
    assert!(asked.body.contains("Jiangsu") && asked.body.contains("Anhui"), "{}", asked.body);
    editor.post(path, &fields("Xyzzyville")).await.is(422);
    editor.post(path, &fields("Suzhou, Anhui, China #1886936")).await.is(422);
    editor.post(path, &fields("Shenzhen #1795565")).await.is(303);
});

both_engines!(queries_of_any_shape_are_answered, |engine: Engine| async move {
    let all = prepared(engine).await;
    let mut stranger = all.house.stranger();
    for query in ["initial=%00", "initial=王", "city=-1", "city=99999999999", "after=%F0%9F%8C%8A", "initial=zz&after="]
    {
        let answer = stranger.get(&format!("/en/hangzhou-2024/people?{query}")).await;
        assert!(answer.status.as_u16() < 500, "{query}: {}", answer.status);
    }
    for id in ["0", "-1", "x", "99999999999", "4294967295"] {
        stranger.get(&format!("/en/hangzhou-2024/cities/{id}")).await.is(404);
    }
});
