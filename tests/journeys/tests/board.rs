//! An editor at the board: a session is moved by keyboard alone and by dragging,
//! the rules speak while it is held, and both are taken back; a room is closed.

use journeys::{Browser, Demonstration, Look, Result};
use thirtyfour::{Key, prelude::WebElement};

const OPENING: &str = ".board-card[data-session^='OPEN24.']";

#[tokio::test(flavor = "multi_thread")]
async fn journey_editor_moves_sessions_on_the_board() -> Result {
    let house = Demonstration::start().await?;
    let Some(browser) = Browser::open(&house.origin, Look::Desk).await? else { return Ok(()) };
    browser.visit(house.link("editor")).await?;
    for language in ["zh", "en"] {
        browser.visit(&format!("/{language}/hangzhou-2024/desk/board?day=2024-09-25")).await?;
        browser.expect_sound_page().await?;
    }
    assert_eq!(start(&browser).await?, "09:00");

    // By keyboard: held, half an hour down, put there.
    grip(&browser).await?.focus().await?;
    browser.press(Key::Enter).await?;
    for _ in 0..6 {
        browser.press(Key::Down).await?;
    }
    let said = browser.find(".board-say").await?.text().await?;
    assert!(said.contains("09:30") && said.contains("Grand Hall"), "{said}");
    // Escape leaves it where it was.
    browser.press(Key::Escape).await?;
    assert_eq!(start(&browser).await?, "09:00");

    browser.press(Key::Enter).await?;
    browser.press(Key::Up).await?;
    browser.press(Key::Enter).await?;
    until(&browser, "08:55").await?;
    browser.expect_sound_page().await?;
    browser.picture("editor-board").await?;

    // By dragging: up, where the hall is free, until the lines of the clock say something earlier.
    let drag = grip(&browser).await?;
    let chain = browser.driver().action_chain().click_and_hold_element(&drag);
    chain.move_by_offset(0, -8).move_by_offset(0, -12).move_by_offset(0, -12).release().perform().await?;
    let dragged = changed(&browser, "08:55").await?;
    assert!(dragged.as_str() < "08:55", "{dragged}");

    // Ctrl+Z, twice.
    for expected in ["08:55", "09:00"] {
        browser.driver().action_chain().key_down(Key::Control).send_keys("z").key_up(Key::Control).perform().await?;
        until(&browser, expected).await?;
    }
    closes_a_room(&browser).await?;
    browser.close().await
}

/// A room is closed by the form below the board, and opened by taking that back.
async fn closes_a_room(browser: &Browser) -> Result {
    let room = browser.find("#closed_room option:nth-of-type(2)").await?.attr("value").await?;
    browser.choose("#closed_room", &room.unwrap_or_default()).await?;
    browser.fill("#closed_from", "19:00").await?;
    browser.fill("#closed_minutes", "60").await?;
    browser.choose("#closed_reason", "repair").await?;
    browser.find("form[action$='/desk/closures'] .button-primary").await?.focus().await?;
    browser.press(Key::Enter).await?;
    let shown = browser.find(".tt-closed").await?.text().await?;
    assert!(shown.contains("19:00–20:00: Repair"), "{shown}");
    browser.expect_sound_page().await?;
    browser.picture("editor-board-closed").await?;
    browser.driver().action_chain().key_down(Key::Control).send_keys("z").key_up(Key::Control).perform().await?;
    browser.find("#board:not(:has(.tt-closed))").await?;
    Ok(())
}

async fn grip(browser: &Browser) -> Result<WebElement> {
    browser.find(&format!("{OPENING} .board-grip")).await
}

async fn start(browser: &Browser) -> Result<String> {
    let card = browser.find(OPENING).await?;
    Ok(card.attr("data-start").await?.unwrap_or_default())
}

/// Waits until the opening begins at `clock`.
async fn until(browser: &Browser, clock: &str) -> Result {
    browser.find(&format!("{OPENING}[data-start='{clock}']")).await.map(|_| ())
}

/// Waits until the opening no longer begins at `clock`.
async fn changed(browser: &Browser, clock: &str) -> Result<String> {
    browser.find(&format!("{OPENING}:not([data-start='{clock}'])")).await?;
    start(browser).await
}
