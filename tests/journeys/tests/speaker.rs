//! A speaker with a phone, in Chinese and by keyboard: sees what is owed, hands in
//! slides, answers whether the camera may run. An organiser at the desk: sees who
//! owes what, accepts it, and puts somebody else into a session.

use journeys::{Browser, Demonstration, Look, Result};
use std::io::Write;
use thirtyfour::Key;

#[tokio::test(flavor = "multi_thread")]
async fn journey_speaker_hands_in_on_a_phone_by_keyboard() -> Result {
    let house = Demonstration::start().await?;
    let Some(browser) = Browser::open(&house.origin, Look::Phone).await? else { return Ok(()) };
    browser.visit(house.link("speaker")).await?;
    for language in ["en", "zh"] {
        browser.visit(&format!("/{language}/hangzhou-2024/speaking")).await?;
        browser.expect_sound_page().await?;
    }
    browser.picture("speaker-phone").await?;

    // The slides are chosen and sent in pieces; the page comes back by itself.
    let link = browser.find("#tasks a[href*='/tasks/slides']").await?;
    link.focus().await?;
    browser.press(Key::Enter).await?;
    browser.expect_sound_page().await?;
    let mut file = tempfile::Builder::new().prefix("slides").suffix(".pdf").tempfile()?;
    file.write_all(b"%PDF-1.7\n")?;
    file.write_all(&vec![b'x'; 9 * 1024 * 1024])?;
    let chosen = file.path().to_str().ok_or_else(|| anyhow::anyhow!("a path in Unicode"))?;
    browser.find("#file").await?.send_keys(chosen).await?;
    browser.find("form.upload .button-primary").await?.focus().await?;
    browser.press(Key::Enter).await?;
    browser.find(".notice-good").await?;
    let words = browser.words().await?;
    assert!(words.contains("提交成功"), "{words}");

    // Yes or no to each, by keyboard alone.
    browser.visit("/zh/hangzhou-2024/speaking/consent").await?;
    browser.expect_sound_page().await?;
    for name in ["photo", "recording", "slides"] {
        browser.find(&format!("input[name='{name}'][value='no']")).await?.focus().await?;
        browser.press(Key::Space).await?;
    }
    browser.press(Key::Enter).await?;
    browser.find(".notice-good").await?;
    let words = browser.words().await?;
    assert!(words.contains("不同意"), "{words}");

    // A time at which the speaker cannot, wrong at first.
    browser.fill("#from", "2024-09-26T12:00").await?;
    browser.fill("#to", "2024-09-26T09:00").await?;
    browser.click("form[action$='/absences'] .button-primary").await?;
    browser.find("#to-problem").await?;
    browser.expect_sound_page().await?;
    browser.fill("#to", "2024-09-26T18:00").await?;
    browser.click("form[action$='/absences'] .button-primary").await?;
    browser.find(".notice-good").await?;
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn journey_organiser_looks_after_speakers() -> Result {
    let house = Demonstration::start().await?;
    let Some(browser) = Browser::open(&house.origin, Look::Desk).await? else { return Ok(()) };
    browser.visit(house.link("editor")).await?;
    for (language, look) in [("zh", Look::Phone), ("en", Look::Desk)] {
        browser.look(look).await?;
        browser.visit(&format!("/{language}/hangzhou-2024/desk/speakers")).await?;
        browser.expect_sound_page().await?;
        browser.visit(&format!("/{language}/hangzhou-2024/desk/speaker-tasks")).await?;
        browser.expect_sound_page().await?;
    }
    browser.visit("/en/hangzhou-2024/desk/speakers?show=waiting").await?;
    browser.picture("organiser-speakers").await?;
    // One: the person. Then what waits is accepted.
    browser.click(".matrix tbody th a").await?;
    browser.expect_sound_page().await?;
    browser.click("button[value='acceptance']").await?;
    browser.find(".notice-good").await?;

    // Somebody else speaks instead: open, name, press.
    browser.click("#replacement > summary").await?;
    browser.expect_sound_page().await?;
    let offered = browser.find("#known-people option:last-child").await?;
    let successor = offered.attr("value").await?.unwrap_or_default();
    browser.fill("#successor", &successor).await?;
    browser.click("form[action$='/replacements'] .button-primary").await?;
    browser.find(".flash").await?;
    browser.close().await
}
