//! The programme as PDF.

use crate::prepared::congress;
#[cfg(feature = "pdf")]
use crate::prepared::{editor, session};
#[cfg(feature = "pdf")]
use kernel::Visibility;
#[cfg(feature = "pdf")]
use testkit::Actor;
use testkit::{Engine, both_engines};

#[cfg(feature = "pdf")]
const FORMATS: [&str; 4] = ["a4", "a5", "day-a4", "day-a3"];

#[cfg(not(feature = "pdf"))]
both_engines!(without_a_press_nobody_is_sent_to_one, |engine: Engine| async move {
    let c = congress(engine).await;
    c.a_day().await;
    c.publish().await;
    let mut stranger = c.house.stranger();
    for page in ["print", "print?format=a4", "print?format=day-a4"] {
        let page = stranger.get(&format!("/en/hangzhou-2024/{page}")).await.is(200).body;
        assert!(!page.contains("print.pdf") && !page.contains("application/pdf"), "{page}");
    }
    stranger.get("/en/hangzhou-2024/print.pdf?format=a4").await.is(404);
});

#[cfg(feature = "pdf")]
both_engines!(story_v2_the_programme_comes_as_pdf, |engine: Engine| async move {
    let c = congress(engine).await;
    let mut stranger = c.house.stranger();
    c.a_day().await;
    stranger.get("/en/hangzhou-2024/print.pdf?format=a4").await.is(404);
    c.publish().await;

    let choose = stranger.get("/en/hangzhou-2024/print").await.is(200).body;
    assert!(choose.contains("formaction=\"/en/hangzhou-2024/print.pdf\""), "{choose}");
    assert!(choose.contains("Booklet, A5 (148 × 210 mm)"), "{choose}");
    let page = stranger.get("/en/hangzhou-2024/print?format=a5&day=2024-09-26").await.is(200).body;
    assert!(page.contains("/en/hangzhou-2024/print.pdf?format=a5&#38;day=2024-09-26"), "{page}");
    for language in ["en", "zh"] {
        for format in FORMATS {
            let address = format!("/{language}/hangzhou-2024/print.pdf?format={format}");
            assert!(choose.contains(&format!("href=\"{address}\"")), "{address}: {choose}");
            let copy = stranger.get(&address).await.is(200);
            assert_eq!(copy.header("content-type"), "application/pdf");
            let name = format!("inline; filename=\"hangzhou-2024-{format}-{language}.pdf\"");
            assert_eq!(copy.header("content-disposition"), name);
            assert!(copy.body.starts_with("%PDF-1.7"), "{address}");
            assert!(copy.body.contains("pdfuaid:part"), "{address} is accessible and says so");
            let tag = copy.header("etag").to_owned();
            let mut again = stranger.clone().with_header("if-none-match", &tag);
            assert!(again.get(&address).await.is(304).body.is_empty());
        }
    }
    let other = stranger.get("/en/hangzhou-2024/print.pdf?format=a5&day=2024-09-26&to=zh").await.is(303);
    assert_eq!(other.location(), "/zh/hangzhou-2024/print.pdf?format=a5&day=2024-09-26");
    for nothing in ["print.pdf", "print.pdf?format=letter", "print.pdf?to=zh"] {
        stranger.get(&format!("/en/hangzhou-2024/{nothing}")).await.is(404);
    }
    stranger.get("/en/nowhere/print.pdf?format=a4").await.is(404);
});

#[cfg(feature = "pdf")]
both_engines!(what_is_hidden_is_in_no_copy_to_the_byte, |engine: Engine| async move {
    let open = congress(Engine::sqlite()).await;
    open.a_day().await;
    open.publish().await;
    let c = congress(engine).await;
    c.a_day().await;
    let mut closed = session("HID222", "Planted Secret Talks", "27 09:30", c.hall, &[c.hidden]);
    closed.details.visibility = Visibility::Concealed;
    let mut members = session("MEM222", "Members only", "26 15:00", c.secret, &[]);
    members.details.visibility = Visibility::Registered;
    c.seed(&[closed, members]).await;
    c.publish().await;
    // The tag is a digest of all that the press is given.
    let copy = async |actor: &mut Actor, address: &str| {
        let copy = actor.get(address).await.is(200);
        (copy.header("etag").to_owned(), copy.body)
    };
    for format in FORMATS {
        let address = format!("/en/hangzhou-2024/print.pdf?format={format}");
        let strangers = copy(&mut c.house.stranger(), &address).await;
        let without = copy(&mut open.house.stranger(), &address).await;
        assert!(strangers == without, "{format}: a stranger's copy says that something is hidden");
        let members = copy(&mut c.house.actor(editor(&c)), &address).await;
        assert!(members != strangers, "{format}: who may know more reads more");
    }
});
