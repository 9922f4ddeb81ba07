//! A call in a browser: somebody proposes in Chinese on a phone, a reviewer
//! judges by keyboard alone, an organiser accepts and tells.

use journeys::{Browser, Demonstration, Look, Result};
use thirtyfour::prelude::*;

#[tokio::test(flavor = "multi_thread")]
async fn journey_proposer_in_chinese_on_a_phone() -> Result {
    let house = Demonstration::start().await?;
    let Some(browser) = Browser::open(&house.origin, Look::Phone).await? else { return Ok(()) };
    browser.visit("/zh/hangzhou-2024/calls").await?;
    browser.expect_sound_page().await?;
    browser.visit(house.link("visitor")).await?;
    browser.visit("/zh/hangzhou-2024/calls/sessions").await?;
    browser.expect_sound_page().await?;
    browser.choose("#kind", "city_showcase").await?;
    browser.fill("#title", "雨水花园里的孩子").await?;
    browser.click("#begin .button-primary").await?;
    browser.find(".flash").await?;
    browser.expect_sound_page().await?;

    // Handed in too early: everything that was typed is still there.
    browser.fill("#summary", "三所小学的屋顶收集雨水。").await?;
    browser.click("button[formaction$='/submission']").await?;
    browser.find("#problems").await?;
    browser.expect_sound_page().await?;
    assert_eq!(browser.find("#summary").await?.value().await?.as_deref(), Some("三所小学的屋顶收集雨水。"));
    browser.find("#track option:nth-child(2)").await?.click().await?;
    browser.fill("textarea[name^='q-']", "两年的用水量，来自学校水表。").await?;
    browser.click("input[name='languages'][value='zh']").await?;
    browser.click("button[formaction$='/submission']").await?;
    browser.find(".notice-good code.hash").await?;
    let words = browser.words().await?;
    assert!(words.contains("评审中") && words.contains("雨水花园里的孩子"), "{words}");
    browser.picture("proposer-submitted").await?;
    browser.expect_sound_page().await?;

    browser.click(".tabs a[href$='/speaker']").await?;
    browser.expect_sound_page().await?;
    browser.fill("#affiliation", "清河小学").await?;
    browser.click("main .button-primary").await?;
    browser.find(".flash").await?;
    browser.click(".tabs a[href$='/co-speakers']").await?;
    browser.fill("#note", "校长").await?;
    browser.click("main .button-primary").await?;
    let link = browser.find("#link").await?.value().await?.unwrap_or_default();
    browser.expect_sound_page().await?;

    // Somebody else comes in by it.
    browser.visit(house.link("crew")).await?;
    browser.visit(&link).await?;
    browser.expect_sound_page().await?;
    browser.click("main .button-primary").await?;
    browser.find("#biography").await?;
    let words = browser.words().await?;
    assert!(words.contains("雨水花园里的孩子"), "{words}");
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn journey_reviewer_by_keyboard_alone() -> Result {
    let house = Demonstration::start().await?;
    let Some(browser) = Browser::open(&house.origin, Look::Desk).await? else { return Ok(()) };
    browser.visit(house.link("reviewer")).await?;
    browser.visit("/en/hangzhou-2024/calls").await?;
    tab_to(&browser, "a[href$='/calls/sessions/review']").await?;
    browser.press(Key::Enter + "").await?;
    browser.find("progress").await?;
    browser.expect_sound_page().await?;
    let before = browser.words().await?;
    assert!(!before.contains("Amina") && !before.contains("Harbour Mobility Lab"), "the review is blind: {before}");
    tab_to(&browser, "a.button-primary[href*='/review/']").await?;
    browser.press(Key::Enter + "").await?;
    tab_to(&browser, "#score_1").await?;
    browser.expect_sound_page().await?;
    for score in ["7.5", "8", "11"] {
        browser.press(score).await?;
        browser.press(Key::Tab + "").await?;
    }
    browser.press("Clear, and with numbers.").await?;
    tab_to(&browser, "button[formaction$='/submission']").await?;
    browser.press(Key::Enter + "").await?;
    // The scale ends at ten; the focus stands at what is wrong.
    browser.find("#problems").await?;
    browser.expect_sound_page().await?;
    tab_to(&browser, "#score_3").await?;
    browser.press(Key::Control + "a").await?;
    browser.press("9").await?;
    tab_to(&browser, "button[formaction$='/submission']").await?;
    browser.press(Key::Enter + "").await?;
    browser.find(".flash").await?;
    let words = browser.words().await?;
    assert!(words.contains("The review counts."), "{words}");
    assert!(words.contains("What others think"), "{words}");
    browser.picture("reviewer-submitted").await?;
    browser.close().await
}

/// Presses Tab until the focus is on what a selector finds.
async fn tab_to(browser: &Browser, css: &str) -> Result {
    for _ in 0..80 {
        browser.press(Key::Tab + "").await?;
        let script = "return document.activeElement.matches(arguments[0]);";
        let here: bool = browser.driver().execute(script, vec![serde_json::json!(css)]).await?.convert()?;
        if here {
            return Ok(());
        }
    }
    anyhow::bail!("eighty steps of the Tab key did not reach {css}")
}

#[tokio::test(flavor = "multi_thread")]
async fn journey_organiser_accepts_and_tells() -> Result {
    let house = Demonstration::start().await?;
    let Some(browser) = Browser::open(&house.origin, Look::Desk).await? else { return Ok(()) };
    browser.visit(house.link("organiser")).await?;
    browser.visit("/en/hangzhou-2024/desk/calls").await?;
    browser.expect_sound_page().await?;
    browser.visit("/en/hangzhou-2024/desk/calls/sessions").await?;
    browser.expect_sound_page().await?;
    browser.click("input[name='chosen'][value^='WATER3.']").await?;
    browser.click("input[name='chosen'][value^='TRAMS4.']").await?;
    browser.choose("#verdict", "accept").await?;
    browser.click("#decisions .button-primary").await?;
    browser.find(".flash").await?;
    browser.click("a[href$='/letters']").await?;
    browser.expect_sound_page().await?;
    for letter in browser.driver().find_all(By::Css("details.more summary")).await? {
        letter.click().await?;
    }
    let words = browser.words().await?;
    assert!(words.contains("We are glad to accept") && words.contains("2 letters"), "{words}");
    browser.picture("organiser-letters").await?;
    browser.click("main form .button-primary").await?;
    browser.find(".flash").await?;
    browser.visit("/en/hangzhou-2024/desk/calls/sessions/letters").await?;
    assert!(browser.words().await?.contains("Everybody has been told"));
    browser.visit("/en/hangzhou-2024/desk/calls/sessions/proposals/TRAMS4").await?;
    browser.expect_sound_page().await?;
    browser.click("a[href*='/desk/sessions/']").await?;
    let words = browser.words().await?;
    assert!(words.contains("Trams that wait for the ferry") && words.contains("Draft"), "{words}");
    browser.close().await
}
