//! An organiser: signs in, moves a session, reads what will change, releases
//! it, and the visitor's calendar follows; and takes it back before anybody is
//! told.

use journeys::{Browser, Demonstration, Look, Result};
use thirtyfour::prelude::*;

#[tokio::test(flavor = "multi_thread")]
async fn journey_organiser_moves_a_session_and_the_calendar_follows() -> Result {
    let house = Demonstration::start().await?;
    let Some(browser) = Browser::open(&house.origin, Look::Desk).await? else { return Ok(()) };
    browser.visit("/en").await?;
    let before = opening(&browser).await?;
    assert!(before.contains("DTSTART:20240925T010000Z"), "the opening begins at nine in Hangzhou: {before}");

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
    assert_eq!(before, opening(&browser).await?);

    browser.visit("/en/hangzhou-2024/desk/release").await?;
    browser.expect_sound_page().await?;
    let words = browser.words().await?;
    assert!(words.contains("08:30"), "the difference says where to: {words}");
    browser.picture("organiser-release").await?;
    browser.click("form.release .button-primary").await?;

    let after = opening(&browser).await?;
    assert!(after.contains("DTSTART:20240925T003000Z"), "the opening begins half an hour earlier: {after}");
    assert!(after.contains("SEQUENCE:1"), "calendars take the change: {after}");

    // While the letters wait, it is taken back: by keyboard, as everybody can.
    browser.expect_sound_page().await?;
    let waits = browser.find("#letters .countdown").await?;
    let begun = waits.text().await?;
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    assert_ne!(begun, waits.text().await?, "the wait runs down before one's eyes");
    browser.picture("organiser-release-waits").await?;
    browser.find("#letters button").await?.focus().await?;
    browser.press(Key::Enter).await?;
    browser.find("#letters .note").await?;
    browser.expect_sound_page().await?;
    let words = browser.words().await?;
    assert!(words.contains("was taken back at") && words.contains("08:30"), "the draft is what it was: {words}");
    let back = opening(&browser).await?;
    assert!(back.contains("DTSTART:20240925T010000Z") && back.contains("SEQUENCE:2"), "calendars come back: {back}");
    browser.visit("/zh/hangzhou-2024/desk/release").await?;
    browser.expect_sound_page().await?;
    browser.close().await
}

/// The opening as the edition's calendar has it. Only this event is compared:
/// who is signed in sees more sessions than a stranger.
async fn opening(browser: &Browser) -> Result<String> {
    let calendar = browser.fetch("/en/hangzhou-2024/schedule.ics").await?;
    let mut events = calendar.split("BEGIN:VEVENT").filter(|event| event.contains("SUMMARY:Opening:"));
    let event = events.next().map(str::to_owned);
    event.ok_or_else(|| anyhow::anyhow!("no opening among {} bytes of calendar", calendar.len()))
}
