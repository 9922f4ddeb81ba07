//! Every page that the route table names, as a designer and as axe see it:
//! phone and desk, light and dark, English and Chinese.

use journeys::{Browser, Demonstration, Look, Result};

const BOTH_LOOKS: [(Look, u16); 2] = [(Look::Phone, 390), (Look::Desk, 1280)];

/// Answers that scripts read: pieces of a page, and no page.
const PIECES: [&str; 3] = ["/desk/board/check", "/desk/board/pulse", "/{edition}/live"];

/// Pages of the public, and of staff.
fn samples() -> (Vec<String>, Vec<String>) {
    let table = convoke::house::route_table();
    let pages = table.iter().filter(|route| route.method == "GET" && !route.is_bare()).filter(|route| {
        let last = route.path.rsplit('/').next().unwrap_or_default();
        let is_piece = PIECES.iter().any(|piece| route.path.ends_with(piece));
        !is_piece && !last.contains('.') && !route.path.contains("{token}") && !route.path.starts_with("/sign-in/")
    });
    let (staff, public): (Vec<_>, Vec<_>) = pages.partition(|route| !matches!(route.who, web::Who::Anyone));
    let paths = |routes: Vec<&web::RouteInfo>| routes.iter().map(|route| route.sample_path()).collect();
    (paths(public), paths(staff))
}

async fn look_at(browser: &Browser, paths: &[String], who: &str, looks: &[(Look, u16)], languages: &[&str]) -> Result {
    let mut wrong = Vec::new();
    for path in paths {
        for (look, size) in looks {
            browser.look(*look).await?;
            for language in languages {
                let path = path.replacen("/en", &format!("/{language}"), 1);
                browser.visit(&path).await?;
                if let Err(error) = browser.expect_sound_page().await {
                    wrong.push(format!("{size}: {error:#}"));
                }
                if std::env::var_os("CONVOKE_PICTURES").is_some() {
                    let name = path.trim_matches('/').replace(['/', '?', '='], "-");
                    browser.picture(&format!("{who}-{name}-{size}")).await?;
                }
            }
        }
    }
    anyhow::ensure!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn journey_every_public_page_is_sound() -> Result {
    let house = Demonstration::start().await?;
    let Some(browser) = Browser::open(&house.origin, Look::Phone).await? else { return Ok(()) };
    let (public, _) = samples();
    assert!(public.len() >= 10, "{public:?}");
    look_at(&browser, &public, "light", &BOTH_LOOKS, &["en", "zh"]).await?;
    // Dark, by the switch's own cookie.
    browser.visit("/en/design").await?;
    browser.driver().add_cookie(thirtyfour::Cookie::new("convoke-theme", "dark")).await?;
    look_at(&browser, &public, "dark", &BOTH_LOOKS[..1], &["en"]).await?;
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn journey_every_staff_page_is_sound() -> Result {
    let house = Demonstration::start().await?;
    let Some(browser) = Browser::open(&house.origin, Look::Desk).await? else { return Ok(()) };
    browser.visit(house.link("owner")).await?;
    let (_, staff) = samples();
    assert!(staff.len() >= 8, "{staff:?}");
    look_at(&browser, &staff, "staff", &BOTH_LOOKS, &["en", "zh"]).await?;
    browser.close().await
}
