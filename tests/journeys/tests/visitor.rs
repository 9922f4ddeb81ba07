//! A visitor who has never been here: finds a session, stars it, subscribes,
//! reads it in Chinese, does it on a phone and by keyboard.

use journeys::{Browser, Demonstration, Look, Result};
use thirtyfour::prelude::*;

#[tokio::test(flavor = "multi_thread")]
async fn journey_visitor_finds_stars_and_subscribes() -> Result {
    let house = Demonstration::start().await?;
    let Some(browser) = Browser::open(&house.origin, Look::Phone).await? else { return Ok(()) };
    browser.visit("/en/hangzhou-2024").await?;
    browser.expect_sound_page().await?;
    browser.visit("/en/hangzhou-2024/timetable?view=list").await?;
    browser.expect_sound_page().await?;
    browser.click("main a[href*='/sessions/']").await?;
    let title = browser.find("h1").await?.text().await?;
    let address = browser.here().await?;
    browser.click("form[action$='/star'] button").await?;
    // The answer has come before the next page is asked for.
    browser.find("form[action$='/star'] button[aria-pressed=true]").await?;
    browser.visit("/en/hangzhou-2024/starred").await?;
    assert!(browser.words().await?.contains(&title), "{title} is starred");
    browser.expect_sound_page().await?;

    // The address of the star list's calendar is made on request, and works without cookies.
    browser.click("form[action$='/starred/feed'] button").await?;
    let feed = browser.find("a[href*='/stars/'], input[value*='/stars/']").await?;
    let link = match feed.attr("href").await? {
        Some(href) => href,
        None => feed.value().await?.unwrap_or_default(),
    };
    let path = link.strip_prefix(&house.origin).unwrap_or(&link).to_owned();
    let calendar = browser.fetch(&path).await?;
    assert!(calendar.contains("BEGIN:VEVENT"), "{calendar}");

    // The same page in Chinese, by the switch on the page.
    browser.visit(&address).await?;
    let chinese = address.replacen("/en/", "/zh/", 1);
    browser.visit(&chinese).await?;
    assert_eq!(browser.find("html").await?.attr("lang").await?.as_deref(), Some("zh-Hans"));
    browser.expect_sound_page().await?;
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn journey_visitor_goes_by_keyboard() -> Result {
    let house = Demonstration::start().await?;
    let Some(browser) = Browser::open(&house.origin, Look::Desk).await? else { return Ok(()) };
    browser.visit("/en/hangzhou-2024/timetable").await?;
    // The first stop of the Tab key leads past the header.
    browser.press(Key::Tab + "").await?;
    let focused = browser.driver().active_element().await?;
    assert_eq!(focused.attr("href").await?.as_deref(), Some("#main"));
    browser.press(Key::Enter + "").await?;
    // From there on, Tab reaches a session, and Enter opens it.
    for _ in 0..60 {
        browser.press(Key::Tab + "").await?;
        let href = browser.driver().active_element().await?.attr("href").await?.unwrap_or_default();
        if href.contains("/sessions/") {
            browser.press(Key::Enter + "").await?;
            assert!(browser.here().await?.contains("/sessions/"));
            return browser.close().await;
        }
    }
    anyhow::bail!("sixty steps of the Tab key did not reach a session")
}
