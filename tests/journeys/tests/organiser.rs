//! An organiser: signs in, moves a session, reads what will change, releases
//! it, and the visitor's calendar follows.

use journeys::{Browser, Demonstration, Look, Result};

#[tokio::test(flavor = "multi_thread")]
async fn journey_organiser_moves_a_session_and_the_calendar_follows() -> Result {
    let house = Demonstration::start().await?;
    let Some(browser) = Browser::open(&house.origin, Look::Desk).await? else { return Ok(()) };
    browser.visit("/en").await?;
    let calendar_before = browser.fetch("/en/hangzhou-2024/schedule.ics").await?;
    assert!(calendar_before.contains("DTSTART:20240925T010000Z"), "the opening begins at nine in Hangzhou");

    browser.visit(house.link("organiser")).await?;
    browser.visit("/en/hangzhou-2024/desk").await?;
    browser.expect_sound_page().await?;
    browser.visit("/en/hangzhou-2024/desk/sessions").await?;
    browser.expect_sound_page().await?;
    browser.visit("/en/hangzhou-2024/desk/sessions/open24/placement").await?;
    browser.expect_sound_page().await?;
    browser.fill("input[name='starts_at']", "08:30").await?;
    browser.click("form[action$='/placement'] .button-primary").await?;

    // Nothing is public before the release.
    let calendar_draft = browser.fetch("/en/hangzhou-2024/schedule.ics").await?;
    assert_eq!(calendar_before, calendar_draft);

    browser.visit("/en/hangzhou-2024/desk/release").await?;
    browser.expect_sound_page().await?;
    let words = browser.words().await?;
    assert!(words.contains("08:30"), "the difference says where to: {words}");
    browser.picture("organiser-release").await?;
    browser.click("form.release .button-primary").await?;

    let calendar_after = browser.fetch("/en/hangzhou-2024/schedule.ics").await?;
    assert!(calendar_after.contains("DTSTART:20240925T003000Z"), "the opening begins half an hour earlier");
    let of_opening = calendar_after.split("BEGIN:VEVENT").find(|event| event.contains("20240925T003000Z"));
    assert!(of_opening.is_some_and(|event| event.contains("SEQUENCE:1")), "{of_opening:?}");
    browser.close().await
}
