//! An organiser adds an address that is told of changes, tries it, releases, and
//! reads in the log what arrived; then puts the programme on another site.

use journeys::{Browser, Demonstration, Look, Result};
use std::sync::{Arc, Mutex};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

const LIST: &str = "/en/hangzhou-2024/desk/webhooks";

/// Listens on this machine and keeps what it is sent.
async fn receiver() -> Result<(String, Arc<Mutex<String>>)> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = format!("http://{}/hook", listener.local_addr()?);
    let heard = Arc::new(Mutex::new(String::new()));
    let own = heard.clone();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut bytes = vec![0; 16 * 1024];
            let mut length = 0;
            while let Ok(read @ 1..) = stream.read(&mut bytes[length..]).await {
                length += read;
                if bytes[..length].ends_with(b"}}") {
                    break;
                }
            }
            if let Ok(mut heard) = own.lock() {
                heard.push_str(&String::from_utf8_lossy(&bytes[..length]));
            }
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nthanks").await;
        }
    });
    Ok((address, heard))
}

async fn until(browser: &Browser, path: &str, words: &str) -> Result {
    for _ in 0..100 {
        browser.visit(path).await?;
        if browser.words().await?.contains(words) {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    anyhow::bail!("{path} never says {words:?}: {}", browser.words().await?)
}

#[tokio::test(flavor = "multi_thread")]
async fn journey_organiser_tells_another_system_and_tries_it() -> Result {
    let house = Demonstration::start().await?;
    let Some(browser) = Browser::open(&house.origin, Look::Desk).await? else { return Ok(()) };
    let (address, heard) = receiver().await?;
    browser.visit(house.link("organiser")).await?;
    browser.visit(LIST).await?;
    browser.fill("#address", "https://10.0.0.1/hook").await?;
    browser.click("form[action$='/webhooks'] .button-primary").await?;
    browser.expect_sound_page().await?;
    assert!(browser.words().await?.contains("private or reserved network"));
    browser.fill("#address", &address).await?;
    browser.click("form[action$='/webhooks'] .button-primary").await?;
    browser.expect_sound_page().await?;
    let secret = browser.find("#secret").await?.value().await?.unwrap_or_default();
    assert!(secret.starts_with("whsec_"), "{secret}");
    browser.click("main .button-primary").await?;
    let page = browser.here().await?;
    browser.click("form[action$='/ping'] .button").await?;
    until(&browser, &page, "Status 200").await?;
    browser.expect_sound_page().await?;
    browser.picture("webhook-log").await?;
    assert!(heard.lock().is_ok_and(|heard| heard.contains("webhook.ping") && heard.contains("webhook-signature: v1,")));

    browser.visit("/en/hangzhou-2024/desk/sessions/open24/placement").await?;
    browser.fill("input[name='starts_at']", "08:30").await?;
    browser.click("form[action$='/placement'] .button-primary").await?;
    browser.visit("/en/hangzhou-2024/desk/release").await?;
    browser.click("form.release .button-primary").await?;
    until(&browser, &page, "session.moved").await?;
    for _ in 0..100 {
        if heard.lock().is_ok_and(|heard| heard.contains("session.moved")) {
            return browser.close().await;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    anyhow::bail!("the move was never told: {heard:?}")
}

#[tokio::test(flavor = "multi_thread")]
async fn journey_the_programme_stands_on_another_site() -> Result {
    let house = Demonstration::start().await?;
    let Some(browser) = Browser::open(&house.origin, Look::Desk).await? else { return Ok(()) };
    browser.visit(house.link("editor")).await?;
    browser.visit("/en/hangzhou-2024/desk/widget").await?;
    browser.choose("#theme", "dark").await?;
    browser.click("form[method='get'] .button-primary").await?;
    browser.expect_sound_page().await?;
    let code = browser.find("#code").await?.value().await?.unwrap_or_default();
    assert!(code.contains("/en/hangzhou-2024/widget?show=day&amp;theme=dark"), "{code}");
    browser.picture("widget-desk").await?;
    browser.look(Look::Phone).await?;
    browser.visit("/zh/hangzhou-2024/widget?show=now&theme=dark").await?;
    browser.expect_sound_page().await?;
    browser.close().await
}
