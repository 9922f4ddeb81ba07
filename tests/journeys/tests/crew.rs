//! The crew of a room on a phone, by keyboard alone, and a reader whose page
//! changes by itself.

use journeys::{Browser, Demonstration, Look, Result};
use std::time::{Duration, Instant};
use thirtyfour::Key;

/// The address of the congress that is on just now: `/today-2026-05-01`.
async fn today(browser: &Browser) -> Result<String> {
    let home = browser.fetch("/en").await?;
    let slug = home.split("/en/").find(|rest| rest.starts_with("today-"));
    let slug = slug.ok_or_else(|| anyhow::anyhow!("no congress is on today: {home}"))?;
    Ok(format!("/{}", slug.split(['"', '/', '?']).next().unwrap_or_default()))
}

/// Waits until the page shows these words, or no longer does.
async fn until(browser: &Browser, words: &str, there: bool) -> Result {
    let start = Instant::now();
    loop {
        let shown = browser.words().await?;
        if shown.contains(words) == there {
            return Ok(());
        }
        anyhow::ensure!(start.elapsed() < Duration::from_secs(20), "{words:?} in {}: {shown}", browser.here().await?);
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Focuses an element by walking there with the Tab key.
async fn tab_to(browser: &Browser, css: &str) -> Result {
    let wanted = browser.find(css).await?;
    for _ in 0..120 {
        browser.press(Key::Tab).await?;
        if browser.driver().active_element().await? == wanted {
            return Ok(());
        }
    }
    anyhow::bail!("{css} is not reached by the Tab key")
}

#[tokio::test(flavor = "multi_thread")]
async fn journey_the_crew_says_it_and_a_reader_sees_it() -> Result {
    let house = Demonstration::start().await?;
    let Some(crew) = Browser::open(&house.origin, Look::Phone).await? else { return Ok(()) };
    let Some(reader) = Browser::open(&house.origin, Look::Phone).await? else { return Ok(()) };
    crew.visit(house.link("crew")).await?;
    let today = today(&crew).await?;

    // The forum of the afternoon, which nobody has spoken about.
    crew.visit(&format!("/en{today}/desk/day/studio")).await?;
    crew.expect_sound_page().await?;
    let card = crew.find(".crew > section.crew-card:last-of-type").await?;
    let id = card.attr("id").await?.unwrap_or_default();
    let code = id.trim_start_matches("s-").to_owned();
    reader.visit(&format!("/en{today}/sessions/{code}")).await?;
    until(&reader, "Running late", false).await?;

    // By keyboard alone: open what can be said, and press ten minutes.
    tab_to(&crew, &format!("#{id} > details > summary")).await?;
    crew.press(Key::Enter).await?;
    tab_to(&crew, &format!("#{id} button[value='late-10']")).await?;
    crew.press(Key::Enter).await?;
    until(&crew, "Stored. Everybody sees it.", true).await?;
    crew.picture("crew-late").await?;
    until(&reader, "Running late, about", true).await?;
    let said = reader.find(".stream-say").await?.prop("textContent").await?.unwrap_or_default();
    anyhow::ensure!(said.contains("Running late"), "it is said aloud: {said:?}");
    reader.expect_sound_page().await?;

    // Taken back, and gone.
    tab_to(&crew, ".crew-last button").await?;
    crew.press(Key::Enter).await?;
    until(&crew, "Taken back.", true).await?;
    until(&reader, "Running late, about", false).await?;

    // In Chinese, with a look at what follows first.
    reader.visit(&format!("/zh{today}/sessions/{code}")).await?;
    crew.visit(&format!("/zh{today}/desk/day/studio/delay?session={code}&minutes=25")).await?;
    crew.expect_sound_page().await?;
    until(&crew, "会场将于", true).await?;
    tab_to(&crew, "button[value='late']").await?;
    crew.press(Key::Enter).await?;
    until(&crew, "已保存", true).await?;
    until(&reader, "延后，约", true).await?;
    crew.expect_sound_page().await?;

    // The screen at the door and the sheet on paper.
    for path in ["rooms/studio/display", "display", "now"] {
        reader.visit(&format!("/zh{today}/{path}")).await?;
        reader.expect_sound_page().await?;
    }
    for language in ["en", "zh"] {
        crew.visit(&format!("/{language}{today}/desk/day/main-stage/sheet")).await?;
        crew.expect_sound_page().await?;
    }
    crew.picture("crew-sheet").await?;
    crew.close().await?;
    reader.close().await
}
