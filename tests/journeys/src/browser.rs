//! A browser window, and what a person does in it.

use serde_json::{Value, json};
use std::{path::PathBuf, time::Duration};
use thirtyfour::{ChromiumLikeCapabilities, prelude::*};

/// What a journey may fail with.
pub type Result<T = ()> = anyhow::Result<T>;

/// The rules that make WCAG 2.2 AA, as axe names them.
const RULES: [&str; 6] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/// The size of the window.
#[derive(Clone, Copy, Debug)]
pub enum Look {
    /// 390 × 844.
    Phone,
    /// 1280 × 900.
    Desk,
}

/// One person's browser window. Ends with [`Browser::close`].
pub struct Browser {
    driver: WebDriver,
    origin: String,
    _profile: tempfile::TempDir,
}

impl Browser {
    /// Opens a window on the house at `origin`; `None`, loudly, where no
    /// ChromeDriver is named.
    ///
    /// # Errors
    /// When the browser does not start.
    pub async fn open(origin: &str, look: Look) -> Result<Option<Self>> {
        let Ok(server) = std::env::var("CONVOKE_TEST_CHROMEDRIVER") else {
            eprintln!("SKIPPED: CONVOKE_TEST_CHROMEDRIVER is not set; `cargo xtask test` starts one");
            return Ok(None);
        };
        let profile = tempfile::tempdir()?;
        let mut wanted = DesiredCapabilities::chrome();
        if let Ok(binary) = std::env::var("CONVOKE_TEST_CHROMIUM") {
            wanted.set_binary(&binary)?;
        }
        for argument in [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            "--disable-dev-shm-usage",
            "--lang=en",
        ] {
            wanted.add_arg(argument)?;
        }
        wanted.add_arg(&format!("--user-data-dir={}", profile.path().display()))?;
        let driver = WebDriver::new(&server, wanted).await?;
        driver.set_implicit_wait_timeout(Duration::from_secs(5)).await?;
        let browser = Self { driver, origin: origin.to_owned(), _profile: profile };
        browser.look(look).await?;
        Ok(Some(browser))
    }

    /// Changes the size of the window.
    ///
    /// # Errors
    /// The browser's.
    pub async fn look(&self, look: Look) -> Result {
        let (width, height, mobile) = match look {
            Look::Phone => (390, 844, true),
            Look::Desk => (1280, 900, false),
        };
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile });
        self.cdp("Emulation.setDeviceMetricsOverride", metrics).await?;
        Ok(())
    }

    async fn cdp(&self, command: &str, params: Value) -> Result<Value> {
        Ok(self.driver.cdp().send_raw(command, params).await?)
    }

    /// Ends the browser.
    ///
    /// # Errors
    /// The browser's.
    pub async fn close(self) -> Result {
        Ok(self.driver.quit().await?)
    }

    /// The driver, for what has no word here.
    pub fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// Opens a path of the house, or a whole address.
    ///
    /// # Errors
    /// The browser's.
    pub async fn visit(&self, path: &str) -> Result {
        let address = if path.starts_with("http") { path.to_owned() } else { format!("{}{path}", self.origin) };
        Ok(self.driver.goto(&address).await?)
    }

    /// Path and query of the page shown.
    ///
    /// # Errors
    /// The browser's.
    pub async fn here(&self) -> Result<String> {
        let url = self.driver.current_url().await?;
        Ok(url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path())))
    }

    /// The first element that a CSS selector finds. A page that is still on its way,
    /// as on a busy machine after a form was sent, is waited for.
    ///
    /// # Errors
    /// When there is none, with the address that was looked at.
    pub async fn find(&self, css: &str) -> Result<WebElement> {
        let mut tries = 0;
        loop {
            match self.driver.find(By::Css(css)).await {
                Ok(element) => return Ok(element),
                Err(_) if tries < 50 => tries += 1,
                Err(error) => return Err(anyhow::anyhow!("{} has no {css}: {error}", self.here().await?)),
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
    }

    /// Clicks on what a CSS selector finds.
    ///
    /// # Errors
    /// When there is nothing to click on.
    pub async fn click(&self, css: &str) -> Result {
        let element = self.find(css).await?;
        element.scroll_into_view().await?;
        Ok(element.click().await?)
    }

    /// Replaces what stands in a field.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn fill(&self, css: &str, text: &str) -> Result {
        let field = self.find(css).await?;
        // The value of date and time fields depends on the browser's language when typed.
        let script =
            "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', { bubbles: true }));";
        self.driver.execute(script, vec![field.to_json()?, json!(text)]).await?;
        Ok(())
    }

    /// Chooses an option of a list by its value.
    ///
    /// # Errors
    /// When there is no such list or option.
    pub async fn choose(&self, css: &str, value: &str) -> Result {
        self.find(&format!("{css} option[value='{value}']")).await?;
        self.fill(css, value).await
    }

    /// The words on the page.
    ///
    /// # Errors
    /// The browser's.
    pub async fn words(&self) -> Result<String> {
        // A page that is replaced between the two questions is asked again.
        for _ in 0..20 {
            if let Ok(words) = self.find("body").await?.text().await {
                return Ok(words);
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        Ok(self.find("body").await?.text().await?)
    }

    /// Presses keys wherever the focus is.
    ///
    /// # Errors
    /// The browser's.
    pub async fn press(&self, keys: impl Into<TypingData> + Send) -> Result {
        Ok(self.driver.active_element().await?.send_keys(keys).await?)
    }

    /// Fetches a path as the browser would, with its cookies.
    ///
    /// # Errors
    /// When the fetch fails.
    pub async fn fetch(&self, path: &str) -> Result<String> {
        let script = "const done = arguments[arguments.length - 1];\
            fetch(arguments[0]).then(r => r.text()).then(done, e => done('failed: ' + e));";
        let answer = self.driver.execute_async(script, vec![json!(path)]).await?;
        Ok(answer.convert::<String>()?)
    }

    /// Asserts what must hold on every page: no violation that axe knows of, no
    /// request to another host, nothing wider than the window.
    ///
    /// # Errors
    /// With everything that does not hold.
    pub async fn expect_sound_page(&self) -> Result {
        let here = self.here().await?;
        let axe = include_str!("../vendor/axe.min.js");
        self.driver.execute(axe, vec![]).await?;
        let script = "const done = arguments[arguments.length - 1];\
            axe.run(document, { runOnly: arguments[0] }).then(r => done(r.violations.map(v => v.id + ': ' + v.help + ' — ' + \
            v.nodes.slice(0, 4).map(n => n.html.slice(0, 160) + ' ' + (n.any[0] ? n.any[0].message : '')).join(' | '))), e => done(['axe failed: ' + e]));";
        let violations: Vec<String> = self.driver.execute_async(script, vec![json!(RULES)]).await?.convert()?;
        anyhow::ensure!(violations.is_empty(), "{here}: {violations:#?}");
        let script = "return performance.getEntriesByType('resource').map(e => e.name).filter(n => !n.startsWith(location.origin) && !n.startsWith('data:'));";
        let elsewhere: Vec<String> = self.driver.execute(script, vec![]).await?.convert()?;
        anyhow::ensure!(elsewhere.is_empty(), "{here} asks other hosts: {elsewhere:?}");
        let script = "return document.documentElement.scrollWidth - document.documentElement.clientWidth;";
        let excess: i64 = self.driver.execute(script, vec![]).await?.convert()?;
        anyhow::ensure!(excess <= 0, "{here} is {excess} pixels wider than the window");
        Ok(())
    }

    /// Keeps a picture of the whole page in `target/pictures`, for people to look at.
    ///
    /// # Errors
    /// When it cannot be taken or written.
    pub async fn picture(&self, name: &str) -> Result {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target/pictures");
        std::fs::create_dir_all(&folder)?;
        let path = folder.join(format!("{name}.png"));
        Ok(self.driver.screenshot(&path).await?)
    }
}
