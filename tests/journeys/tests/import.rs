//! An organiser sends a table of sessions, corrects what a column means, leaves a
//! wrong row out, and finds the rest in the draft; and a visitor prints the programme.

use journeys::{Browser, Demonstration, Look, Result};

const TABLE: &str = "编号,标题,Wann,会场,时长\n\
    t1,桥上的演讲,2024-09-27 07:00,Grand Hall,30\n\
    t2,桥下的演讲,2024-09-27 07:30,Grand Hall,long\n";

#[tokio::test(flavor = "multi_thread")]
async fn journey_organiser_imports_a_table() -> Result {
    let house = Demonstration::start().await?;
    let Some(browser) = Browser::open(&house.origin, Look::Desk).await? else { return Ok(()) };
    browser.visit(house.link("organiser")).await?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("plan.csv");
    std::fs::write(&file, TABLE)?;
    for language in ["zh", "en"] {
        browser.visit(&format!("/{language}/hangzhou-2024/desk/import")).await?;
        browser.expect_sound_page().await?;
    }
    browser.find("#file").await?.send_keys(file.to_string_lossy().into_owned()).await?;
    browser.click(".form-actions button").await?;
    browser.find("#columns").await?;
    browser.expect_sound_page().await?;
    assert!(browser.words().await?.contains("plan.csv"));
    browser.picture("organiser-import").await?;

    // The column "Wann" is no heading that is known.
    if browser.find("details.fold").await?.attr("open").await?.is_none() {
        browser.click("details.fold > summary").await?;
    }
    browser.choose("#column-2", "start").await?;
    browser.click("#columns .form-actions button").await?;
    browser.find("#leave_out").await?;
    let words = browser.words().await?;
    assert!(words.contains("“long” is no length"), "{words}");

    // Without consent nothing comes in.
    browser.click("#seen .form-actions button").await?;
    assert!(browser.words().await?.contains("One row is wrong"));
    browser.click("#leave_out").await?;
    browser.click("#seen .form-actions button").await?;
    browser.visit("/zh/hangzhou-2024/desk/sessions?words=%E6%A1%A5%E4%B8%8A%E7%9A%84%E6%BC%94%E8%AE%B2").await?;
    assert!(browser.words().await?.contains("桥上的演讲"));
    browser.visit("/zh/hangzhou-2024/desk/sessions?words=%E6%A1%A5%E4%B8%8B%E7%9A%84%E6%BC%94%E8%AE%B2").await?;
    assert!(browser.find(".empty").await.is_ok());
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn journey_visitor_prints_the_programme() -> Result {
    let house = Demonstration::start().await?;
    let Some(browser) = Browser::open(&house.origin, Look::Phone).await? else { return Ok(()) };
    for language in ["zh", "en"] {
        browser.visit(&format!("/{language}/hangzhou-2024/timetable")).await?;
        browser.visit(&format!("/{language}/hangzhou-2024/print")).await?;
        browser.expect_sound_page().await?;
    }
    browser.picture("visitor-print").await?;
    // A day on one page, in Chinese.
    browser.click("#format-3").await?;
    browser.click("#day-2").await?;
    browser.click("#to-2").await?;
    browser.click(".form-actions button").await?;
    browser.find(".pp-plan").await?;
    let here = browser.here().await?;
    assert!(here.contains("/zh/hangzhou-2024/print?format=day-a4&day=2024-09-26"), "{here}");
    let page = browser.fetch("/zh/hangzhou-2024/print?format=day-a4&day=2024-09-26").await?;
    assert!(page.contains("第 1 次发布") && page.contains("9月26日"), "{page}");
    // On one page stands all of a day: nothing is cut off, and nothing runs over.
    for (language, format) in [("en", "day-a4"), ("zh", "day-a4"), ("en", "day-a3"), ("zh", "day-a3")] {
        browser.visit(&format!("/{language}/hangzhou-2024/print?format={format}")).await?;
        let script = "return [...document.querySelectorAll('.pp-plan')].map(plan => Math.max(plan.scrollHeight - plan.clientHeight, \
            ...[...plan.children].map(part => Math.max(part.scrollWidth - part.clientWidth, part.scrollHeight - part.clientHeight))));";
        let over: Vec<i64> = browser.driver().execute(script, vec![]).await?.convert()?;
        assert!(over.len() == 5 && over.iter().all(|pixels| *pixels <= 1), "{language} {format}: {over:?}");
    }
    browser.visit("/en/hangzhou-2024/print?format=a4").await?;
    browser.expect_sound_page().await?;
    assert!(browser.words().await?.contains("As of release 1"));
    browser.close().await
}
