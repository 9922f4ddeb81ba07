//! The house without any domain: languages, errors, files, headers.

use testkit::{Engine, House};

async fn house() -> House {
    House::open(Engine::sqlite(), Vec::new()).await
}

#[tokio::test]
async fn a_path_without_language_is_sent_to_one() {
    let house = house().await;
    let answer = house.stranger().with_header("accept-language", "zh-CN").get("/privacy?a=b").await.is(302);
    assert_eq!(answer.location(), "/zh/privacy?a=b");
    let answer = house.stranger().get("//evil.example/").await.is(302);
    assert_eq!(answer.location(), "/en/evil.example");
}

#[tokio::test]
async fn what_is_not_there_is_the_same_everywhere() {
    let house = house().await;
    let one = house.stranger().get("/en/no-such-edition/timetable").await.is(404);
    let two = house.stranger().get("/en/nothing?here=1").await.is(404);
    assert_eq!(one.body, two.body);
    assert!(house.stranger().get("/zh/nothing").await.is(404).body.contains("此地址没有内容"));
    let json = house.stranger().with_header("accept", "application/json").get("/en/nothing").await.is(404);
    assert_eq!(json.header("content-type"), "application/problem+json");
}

#[tokio::test]
async fn every_answer_carries_the_policy() {
    let house = house().await;
    for path in ["/en/privacy", "/healthz", "/en/nothing", "/privacy"] {
        let answer = house.stranger().get(path).await;
        assert!(answer.header("content-security-policy").contains("default-src 'none'"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
    }
}

#[tokio::test]
async fn a_theme_is_kept_and_leads_nowhere_else() {
    let house = house().await;
    let mut reader = house.stranger();
    let answer = reader.post("/en/theme", &[("theme", "dark"), ("next", "//evil.example")]).await.is(303);
    assert_eq!(answer.location(), "/en");
    let answer = reader.post("/en/theme", &[("theme", "dark"), ("next", "/privacy")]).await.is(303);
    assert_eq!(answer.location(), "/en/privacy");
    assert_eq!(reader.cookie("convoke-theme"), Some("dark"));
}

#[tokio::test]
async fn another_site_cannot_send_a_form() {
    let house = house().await;
    let mut victim = house.stranger().with_header("sec-fetch-site", "cross-site");
    victim.post("/en/theme", &[("theme", "dark")]).await.is(403);
}

#[tokio::test]
async fn a_body_of_ten_megabytes_is_refused_in_words() {
    let house = house().await;
    let answer = house.stranger().post_raw("/zh/theme", vec![b'a'; 10 * 1024 * 1024]).await.is(413);
    assert!(answer.body.contains("1 MB"));
}
