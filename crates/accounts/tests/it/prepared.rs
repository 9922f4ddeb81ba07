//! A house with accounts in it, an edition that is only named, and a mailbox.

use accounts::{EditionPlace, Editions, Setup};
use axum::{body::Body, extract::ConnectInfo, http::Request};
use kernel::{AccountId, EditionId, EmailAddress, Locale, Role, Zone};
use std::{net::SocketAddr, sync::Arc};
use testkit::{Actor, Answer, Badges, Engine, House};
use ui::EditionHeader;
use web::Cx;

/// The editions of these tests.
pub const HANGZHOU: EditionId = EditionId(uuid::Uuid::from_u128(1));
pub const SHENZHEN: EditionId = EditionId(uuid::Uuid::from_u128(2));

struct Named;

fn place(id: EditionId, slug: &str) -> EditionPlace {
    EditionPlace {
        id,
        header: EditionHeader { slug: slug.to_owned(), name: format!("Edition {slug}"), ..EditionHeader::default() },
        zone: Zone::parse("Asia/Shanghai").unwrap(),
    }
}

#[async_trait::async_trait]
impl Editions for Named {
    async fn by_slug(&self, _: &Cx, slug: &str) -> web::Result<EditionPlace> {
        match slug {
            "hangzhou-2024" => Ok(place(HANGZHOU, slug)),
            "shenzhen" => Ok(place(SHENZHEN, slug)),
            _ => Err(web::Error::NotFound),
        }
    }
    async fn by_id(&self, _: &Cx, id: EditionId) -> web::Result<Option<EditionPlace>> {
        Ok(Some(place(id, if id == HANGZHOU { "hangzhou-2024" } else { "shenzhen" })))
    }
}

pub async fn house(engine: Engine) -> House {
    house_with(engine, Setup::new(Arc::new(Named))).await
}

pub fn setup() -> Setup {
    Setup::new(Arc::new(Named))
}

pub async fn house_with(engine: Engine, setup: Setup) -> House {
    House::open_with(engine, vec![accounts::module(setup)], Box::new(accounts::SignIn), Badges::default()).await
}

pub fn address(text: &str) -> EmailAddress {
    EmailAddress::parse(text).unwrap()
}

/// An account with roles.
pub async fn account(house: &House, email: &str, grants: &[(Option<EditionId>, Role)]) -> AccountId {
    accounts::seed_account(house.db(), &house.system(), &address(email), "Lin Yue", None, grants).await.unwrap()
}

/// The text of the latest letter to an address.
pub async fn letter(house: &House, email: &str) -> String {
    let letters = mail::letters(house.db(), &house.system(), 50).await.unwrap();
    letters.into_iter().find(|letter| letter.to == address(email)).map(|letter| letter.text).unwrap_or_default()
}

pub async fn letters(house: &House) -> usize {
    mail::letters(house.db(), &house.system(), 500).await.unwrap().len()
}

/// The code in a letter.
pub fn code_in(letter: &str) -> String {
    let digits: String = letter.split("Your code: ").nth(1).unwrap().chars().take(9).collect();
    assert_eq!(digits.len(), 9, "{letter}");
    digits
}

/// The path of the link in a letter.
pub fn link_in(letter: &str) -> String {
    letter.split("http://convoke.test").nth(1).unwrap().lines().next().unwrap().to_owned()
}

/// A browser that awaits a code for an address.
pub async fn waiting(house: &House, email: &str) -> Actor {
    // Two letters of one instant have no order.
    house.clock.advance_seconds(1);
    let mut browser = house.stranger();
    assert_eq!(browser.post("/en/sign-in", &[("email", email)]).await.is(303).location(), "/en/sign-in/code");
    browser
}

/// A browser signed in by a code from the mailbox: one factor.
pub async fn signed_in(house: &House, email: &str) -> Actor {
    let mut browser = waiting(house, email).await;
    let code = code_in(&letter(house, email).await);
    browser.post("/en/sign-in/code", &[("code", &code)]).await.is(303);
    browser
}

/// A browser signed in by a local link: two factors.
pub async fn strong(house: &House, account: AccountId) -> Actor {
    let path = accounts::local_link(house.db(), &house.system(), account).await.unwrap();
    let mut browser = house.stranger();
    on_this_machine(&mut browser, &format!("/en{path}")).await.is(303);
    browser
}

/// Opens a page from the machine that the house runs on.
pub async fn on_this_machine(browser: &mut Actor, path: &str) -> Answer {
    let here = ConnectInfo::<SocketAddr>("127.0.0.1:50000".parse().unwrap());
    browser.send(Request::get(path).extension(here), Body::empty()).await
}

/// The password of an authenticator app at the house's present.
pub fn password(house: &House, secret: &str) -> String {
    use totp_rs::{Builder, Secret};
    let secret = Secret::try_from_base32(secret.replace(' ', "")).unwrap();
    let app = Builder::new().with_secret(secret).build().unwrap();
    let now = house.system().now().as_seconds();
    assert_eq!(house.system().locale(), Locale::En);
    app.generate(u64::try_from(now).unwrap()).to_string()
}

/// What stands between two marks of a page.
pub fn between<'b>(body: &'b str, start: &str, end: &str) -> &'b str {
    body.split(start).nth(1).and_then(|rest| rest.split(end).next()).unwrap_or_else(|| panic!("{start} in {body}"))
}
