//! A visitor with an agenda: signs up on a phone, waits, keeps the agenda on the
//! device, loses the network and reads it, and leaves nothing when signing out.

use journeys::{Browser, Demonstration, Look, Result};
use serde_json::json;
use std::time::Duration;
use thirtyfour::prelude::*;

/// The first address on the page of sessions with sign-up: the desk's own list
/// knows which these are.
async fn session_with_sign_up(browser: &Browser, house: &Demonstration) -> Result<String> {
    browser.visit(house.link("editor")).await?;
    browser.visit("/en/hangzhou-2024/desk/sign-ups").await?;
    browser.expect_sound_page().await?;
    let words = browser.words().await?;
    anyhow::ensure!(words.contains("130 %"), "twenty places, and twenty-six who want one: {words}");
    Ok("/en/hangzhou-2024/sessions/OPEN24".to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn journey_visitor_signs_up_on_a_phone() -> Result {
    let house = Demonstration::start().await?;
    let Some(browser) = Browser::open(&house.origin, Look::Phone).await? else { return Ok(()) };
    let page = session_with_sign_up(&browser, &house).await?;
    browser.visit("/en/hangzhou-2024").await?;
    browser.click("details.menu summary").await?;
    browser.click("details.menu form[action$='/sign-out'] button").await?;

    // Without an account the page says what to do first.
    browser.visit(&page).await?;
    browser.expect_sound_page().await?;
    assert!(browser.words().await?.contains("Sign in to sign up"));
    browser.visit(house.link("visitor")).await?;
    browser.visit(&page).await?;
    browser.click("#sign-up form button").await?;
    browser.find(".sign-up.has-place").await?;
    assert!(browser.words().await?.contains("You have a place."));
    browser.expect_sound_page().await?;

    for (language, waiting) in [("en", "Wait-list: 6"), ("zh", "候补第 6 位")] {
        browser.visit(&format!("/{language}/hangzhou-2024/agenda")).await?;
        let words = browser.words().await?;
        assert!(words.contains(waiting), "{words}");
        browser.expect_sound_page().await?;
    }
    // The whole way by keyboard: from the agenda to the place, and out of it.
    browser.visit("/en/hangzhou-2024/sessions/OPEN24/sign-up").await?;
    browser.expect_sound_page().await?;
    for _ in 0..60 {
        browser.press(Key::Tab + "").await?;
        let focused = browser.driver().active_element().await?;
        if focused.text().await? == "Give my place up" {
            browser.press(Key::Enter + "").await?;
            browser.find("#sign-up form[action$='/sign-up']").await?;
            assert!(browser.words().await?.contains("You are no longer on the list."));
            return browser.close().await;
        }
    }
    anyhow::bail!("sixty steps of the Tab key did not reach the button")
}

#[tokio::test(flavor = "multi_thread")]
async fn journey_agenda_opens_without_network() -> Result {
    let house = Demonstration::start().await?;
    let Some(browser) = Browser::open(&house.origin, Look::Phone).await? else { return Ok(()) };
    browser.visit(house.link("visitor")).await?;
    browser.visit("/en/hangzhou-2024/sessions/OPEN24").await?;
    browser.click("form[action$='/star'] button").await?;
    browser.find("form[action$='/star'] button[aria-pressed=true]").await?;
    browser.visit("/en/hangzhou-2024/agenda").await?;
    kept(&browser).await?;
    let title = browser.find("h3 a[data-keep]").await?.text().await?;
    let session = browser.find("h3 a[data-keep]").await?.attr("href").await?.unwrap_or_default();

    // The network is gone, and so is the house.
    let origin = house.origin.clone();
    drop(house);
    browser.visit("/en/hangzhou-2024/agenda").await?;
    let words = browser.words().await?;
    assert!(words.contains("As of ") && words.contains("offline") && words.contains(&title), "{words}");
    browser.visit(&session).await?;
    assert!(browser.words().await?.contains(&title), "its sessions open too");
    browser.find("#as-of").await?;
    browser.visit("/en/hangzhou-2024/timetable").await?;
    assert!(browser.words().await?.contains("You are offline"), "what is not kept says so");
    browser.click("a[href$='/agenda']").await?;
    browser.find("#as-of").await?;
    // Nothing of the desk is kept, and nothing but the agenda and its sessions.
    let names = stored(&browser).await?;
    assert!(names.iter().all(|name| !name.contains("/desk") && name.starts_with(&origin)), "{names:?}");
    assert!(names.iter().any(|name| name.ends_with("/agenda")), "{names:?}");
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn journey_signing_out_leaves_no_agenda() -> Result {
    let house = Demonstration::start().await?;
    let Some(browser) = Browser::open(&house.origin, Look::Desk).await? else { return Ok(()) };
    browser.visit(house.link("visitor")).await?;
    browser.visit("/en/hangzhou-2024/agenda").await?;
    kept(&browser).await?;
    assert!(!stored(&browser).await?.is_empty());
    // A page of somebody else empties it, even where nobody signed out.
    browser.driver().delete_all_cookies().await?;
    browser.visit(house.link("crew")).await?;
    browser.visit("/en/hangzhou-2024/agenda").await?;
    kept(&browser).await?;
    let theirs = stored(&browser).await?;
    assert!(theirs.iter().all(|name| !name.contains("/sessions/")), "{theirs:?}");
    browser.click(".masthead-tools form[action$='/sign-out'] button").await?;
    for _ in 0..50 {
        if stored(&browser).await?.is_empty() {
            return browser.close().await;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    anyhow::bail!("five seconds after signing out pages are still kept: {:?}", stored(&browser).await?)
}

/// The page says that it is kept.
async fn kept(browser: &Browser) -> Result {
    for _ in 0..100 {
        if browser.words().await?.contains("Kept on this device") {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    anyhow::bail!("ten seconds, and the agenda is not kept: {}", browser.words().await?)
}

/// The pages that this browser keeps.
async fn stored(browser: &Browser) -> Result<Vec<String>> {
    let script = "const done = arguments[arguments.length - 1];\
        (async () => { const all = []; for (const name of await caches.keys()) { if (!name.startsWith(arguments[0])) continue;\
        for (const request of await (await caches.open(name)).keys()) all.push(request.url); } return all; })().then(done, e => done(['failed: ' + e]));";
    // Arguments of the script are not those of the function inside.
    let script = script.replace("arguments[0]", "'convoke-agenda '");
    let all = browser.driver().execute_async(&script, vec![json!(null)]).await?;
    Ok(all.convert::<Vec<String>>()?)
}
