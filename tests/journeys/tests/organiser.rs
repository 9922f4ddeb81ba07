//! An organiser: signs in, moves a session, reads what will change, releases
//! it, and the visitor's calendar follows.

use journeys::{Browser, Demonstration, Look, Result};

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
