//! What stands on other people's pages: the picture of a link, and the widget.

use super::site::open;
use testkit::both_engines;

/// The content of a meta element.
fn meta(page: &str, name: &str) -> Option<String> {
    let (_, rest) = page.split_once(&format!("\"{name}\" content=\""))?;
    rest.split_once('"').map(|(value, _)| value.to_owned())
}

both_engines!(a_link_has_a_picture_of_what_it_leads_to, |engine| async move {
    let house = open(engine).await;
    let mut stranger = house.stranger();
    let mut addresses = Vec::new();
    for path in ["/en/lake-2024", "/zh/lake-2024", "/en/lake-2024/sessions/OPEN24", "/zh/lake-2024/sessions/OPEN24"] {
        let page = stranger.get(path).await.is(200).body;
        assert_eq!(meta(&page, "og:image:width").as_deref(), Some("1200"), "{path}");
        assert_eq!(meta(&page, "og:image:height").as_deref(), Some("630"));
        assert_eq!(meta(&page, "twitter:card").as_deref(), Some("summary_large_image"));
        let address = meta(&page, "og:image").unwrap();
        let picture = stranger.get(address.strip_prefix("http://convoke.test").unwrap()).await.is(200);
        assert_eq!(picture.header("content-type"), "image/png");
        assert!(picture.header("cache-control").starts_with("public, max-age="));
        assert!(picture.body.contains("PNG") && picture.body.len() > 5000, "{}", picture.body.len());
        let mut again = house.stranger().with_header("if-none-match", picture.header("etag"));
        again.get(address.strip_prefix("http://convoke.test").unwrap()).await.is(304);
        addresses.push(address);
    }
    let words = stranger.get("/en/lake-2024/sessions/OPEN24").await.body;
    let words = meta(&words, "og:image:alt").unwrap();
    assert!(words.contains("Opening") && words.contains("09:00–10:30") && words.contains("Grand Hall"), "{words}");
    addresses.sort();
    addresses.dedup();
    assert_eq!(addresses.len(), 4, "each in its language, under an address of its content");
});

both_engines!(a_picture_shows_no_more_than_the_page, |engine| async move {
    let house = open(engine).await;
    let nothing = house.stranger().get("/en/lake-2024/sessions/ZZZZZZ/picture.png").await.is(404);
    // A draft, one for the registered, and one that is not there, for everybody alike.
    let somebody = testkit::viewer_with(3, None, &[]);
    for code in ["DRFT22", "RGST22"] {
        let path = format!("/en/lake-2024/sessions/{code}/picture.png");
        for mut actor in [house.stranger(), house.actor(somebody.clone())] {
            actor.get(&path).await.is(404);
        }
        assert_eq!(house.stranger().get(&path).await.body, nothing.body);
    }
    let page = house.actor(somebody).get("/en/lake-2024/sessions/RGST22").await.is(200).body;
    assert_eq!(meta(&page, "og:image"), None);
    house.stranger().get("/en/nowhere-2024/picture.png").await.is(404);
});

both_engines!(a_widget_stands_on_any_page_and_needs_nothing, |engine| async move {
    let house = open(engine).await;
    let mut stranger = house.stranger();
    let day = stranger.get("/en/lake-2024/widget?show=day&day=2024-09-25&theme=dark").await.is(200);
    assert!(day.header("content-security-policy").ends_with("frame-ancestors *"));
    assert!(day.header("content-security-policy").contains("form-action 'none'"));
    assert_eq!((day.header("set-cookie"), day.header("cache-control")), ("", "no-cache"));
    assert!(day.body.contains("data-theme=\"dark\"") && day.body.contains("<base target=\"_blank\">"));
    assert!(day.body.contains("Opening &#38; welcome") && !day.body.contains("<form"), "{}", day.body);
    assert!(!day.body.contains("Sponge districts"), "items are found inside their forum");
    let next = stranger.get("/en/lake-2024/widget?show=day&day=2024-09-26").await.is(200).body;
    assert!(!next.contains("Opening &#38; welcome"));
    let track = stranger.get("/zh/lake-2024/widget?show=track&track=water").await.is(200).body;
    assert!(track.contains("水与气候") && track.contains("街道之下的水") && !track.contains("开幕式"), "{track}");
    let now = stranger.get("/en/lake-2024/widget?show=now").await.is(200).body;
    assert!(now.contains("<h1>"));
    for odd in ["", "?show=x&day=x&track=%ff&theme=x", "?show=track", "?show=track&track=nothing"] {
        stranger.get(&format!("/en/lake-2024/widget{odd}")).await.is(200);
    }
    let other = stranger.get("/en/lake-2024/widget?show=now&language=zh").await.is(302);
    assert_eq!(other.location(), "/zh/lake-2024/widget?show=now&language=zh");
    // It shows everybody what strangers see.
    let mut somebody = house.actor(testkit::viewer_with(3, None, &[]));
    let same = somebody.get("/en/lake-2024/widget?show=day&day=2024-09-25&theme=dark").await.is(200).body;
    assert_eq!(same, day.body);
    for hidden in ["PLANTED", "planted", "RGST22", "rgst22"] {
        assert!(!day.body.contains(hidden) && !next.contains(hidden) && !now.contains(hidden), "{hidden}");
    }
    // Everything else stays out of frames.
    for path in ["/en/lake-2024", "/en/lake-2024/timetable", "/en/lake-2024/sessions/OPEN24"] {
        assert!(stranger.get(path).await.header("content-security-policy").contains("frame-ancestors 'none'"));
    }
    let script = stranger.get("/assets/widget.js").await.is(200);
    assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
});

both_engines!(the_desk_writes_the_code_of_a_widget, |engine| async move {
    let house = open(engine).await;
    let edition = congress::edition_by_slug(house.db(), &house.system(), "lake-2024").await.unwrap().unwrap();
    let editor = testkit::viewer_with(5, None, &[(Some(edition.id), kernel::Role::ProgrammeEditor)]);
    let mut desk = house.actor(editor);
    let path = "/en/lake-2024/desk/widget?show=track&track=water&theme=light&language=zh";
    let page = desk.get(path).await.is(200);
    let address = "/zh/lake-2024/widget?show=track&#38;theme=light&#38;track=water";
    assert!(page.body.contains(&format!("src=\"{address}\"")), "{}", page.body);
    assert!(page.body.contains("http://convoke.test/zh/lake-2024/widget?show=track&#38;amp;theme=light"));
    assert!(page.header("content-security-policy").contains("frame-src 'self'"));
    assert!(page.header("content-security-policy").contains("frame-ancestors 'none'"));
    let odd = desk.get("/en/lake-2024/desk/widget?show=%22%3E%3Cscript%3E&track=%00&language=tlh").await.is(200);
    assert!(odd.body.contains("/en/lake-2024/widget?show=day"), "{}", odd.body);
    house.stranger().get(path).await.is(303);
});
