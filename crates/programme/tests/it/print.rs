//! The programme on paper.

use crate::prepared::{congress, editor, session};
use kernel::Visibility;
use testkit::{Engine, both_engines};

both_engines!(story_v2_the_programme_is_printed_as_it_was_released, |engine: Engine| async move {
    let c = congress(engine).await;
    let mut stranger = c.house.stranger();
    let early = stranger.get("/en/hangzhou-2024/print").await.is(200).body;
    assert!(early.contains("not been published yet") && !early.contains("name=\"format\""), "{early}");
    c.a_day().await;
    let mut closed = session("HID222", "Planted Secret Talks", "27 09:30", c.hall, &[c.hidden]);
    closed.details.visibility = Visibility::Concealed;
    let mut members = session("MEM222", "Members only", "26 15:00", c.lake, &[]);
    members.details.visibility = Visibility::Registered;
    c.seed(&[closed, members]).await;
    c.publish().await;

    let choose = stranger.get("/en/hangzhou-2024/print").await.is(200).body;
    for field in ["name=\"format\"", "name=\"day\"", "name=\"to\"", "As of release 1, 20 Sep 2024"] {
        assert!(choose.contains(field), "{field}: {choose}");
    }
    assert!(!choose.contains("2024-09-27"), "a day that holds nothing for this reader is no day");
    for format in ["a4", "a5"] {
        let book = stranger.get(&format!("/en/hangzhou-2024/print?format={format}")).await.is(200).body;
        for part in [
            "As of release 1",
            "Pipes that speak",
            "Lin Yue",
            "Pipes &#38; &#60;valves&#62;",
            "lake-room",
            "Chinese, interpreted into English",
        ] {
            assert!(book.contains(part), "{part}: {book}");
        }
        assert!(!book.contains("Planted") && !book.contains("Mo Ming") && !book.contains("Members only"));
        assert!(!book.contains("style=") && !book.contains("<style"), "the content-security policy forbids it");
        assert!(book.contains("25 Sep 09:30, 25 Sep 12:00"), "the index says where people are to be found: {book}");
    }
    let member = c.house.actor(editor(&c)).get("/en/hangzhou-2024/print?format=a4").await.is(200).body;
    assert!(member.contains("Members only") && !member.contains("Planted"));
    let brief = stranger.get("/en/hangzhou-2024/print?format=a4&brief=yes&day=2024-09-26").await.is(200).body;
    assert!(brief.contains("The river") && !brief.contains("Pipes"), "{brief}");
    let other = stranger.get("/en/hangzhou-2024/print?format=a5&day=2024-09-26&to=zh").await.is(303);
    assert_eq!(other.location(), "/zh/hangzhou-2024/print?format=a5&day=2024-09-26");
    let zh = stranger.get(other.location()).await.is(200).body;
    assert!(zh.contains("第 1 次发布，2024年9月20日") && zh.contains("The river（中文）"), "{zh}");
});

both_engines!(the_sheet_of_an_order_is_its_own, |engine: Engine| async move {
    let c = congress(engine).await;
    c.a_day().await;
    c.publish().await;
    let mut stranger = c.house.stranger();
    let book = stranger.get("/en/hangzhou-2024/print.css?format=a4").await.is(200);
    assert_eq!(book.header("content-type"), "text/css; charset=utf-8");
    assert!(book.body.starts_with("@page{size:210mm 297mm;"), "{}", book.body);
    assert!(book.body.contains("\"Wednesday, 25 September 2024\"") && book.body.contains("counter(page)"));
    assert!(book.body.contains("As of release 1"), "every page says how old it is");
    let plan = stranger.get("/en/hangzhou-2024/print.css?format=day-a3&day=2024-09-25").await.is(200).body;
    assert!(plan.starts_with("@page{size:420mm 297mm;") && plan.contains(".p1c0{grid-area:"), "{plan}");
    let page = stranger.get("/en/hangzhou-2024/print?format=day-a3&day=2024-09-25").await.is(200).body;
    assert!(page.contains("Opening of the days") && !page.contains("The river"), "{page}");
    let cells = page.matches("class=\"pp-cell ").count();
    let places = (0..cells).filter(|at| plan.contains(&format!(".p1c{at}{{"))).count();
    assert_eq!((cells, places), (2, 2), "every session has its place");
    stranger.get("/en/hangzhou-2024/print.css").await.is(404);
    stranger.get("/en/hangzhou-2024/print.css?format=letter").await.is(404);
    stranger.get("/en/nowhere/print?format=a4").await.is(404);
});
