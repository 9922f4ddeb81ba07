//! The house as the binary puts it together, and ways into it.

use axum::{body::Body, extract::ConnectInfo, http::Request};
use blob::Blobs;
use kernel::AccountId;
use std::{net::SocketAddr, sync::LazyLock};
use testkit::{Actor, Answer, Badges, Engine, House};
use web::{Module, Routes};

static QUEUE: LazyLock<Vec<db::Migration>> =
    LazyLock::new(|| [jobs::MIGRATIONS, mail::MIGRATIONS, blob::MIGRATIONS].concat());

/// What is handed in, or planted.
pub static FILES: LazyLock<Blobs> = LazyLock::new(Blobs::in_memory);

/// Jobs and letters have tables and no pages.
fn queue() -> Module {
    Module { name: "queue", routes: Routes::new(), migrations: &QUEUE, menu: Vec::new(), jobs: jobs::Handlers::new() }
}

/// A house of every domain, in which people sign in as they do in life.
pub async fn open(engine: Engine) -> House {
    let modules = convoke::house::modules_with(&FILES, "http://convoke.test");
    let modules = std::iter::once(queue()).chain(modules).collect();
    House::open_with(engine, modules, Box::new(accounts::SignIn), Badges::default()).await
}

/// A browser signed in with both factors.
pub async fn strong(house: &House, account: AccountId) -> Actor {
    let path = accounts::local_link(house.db(), &house.system(), account).await.unwrap();
    let mut browser = house.stranger();
    on_this_machine(&mut browser, &format!("/en{path}")).await.is(303);
    browser
}

/// A browser signed in by a code from the mailbox: one factor, so roles sleep.
pub async fn weak(house: &House, email: &str) -> Actor {
    // Two letters of one instant have no order.
    house.clock.advance_seconds(1);
    let mut browser = house.stranger();
    browser.post("/en/sign-in", &[("email", email)]).await.is(303);
    let letters = mail::letters(house.db(), &house.system(), 50).await.unwrap();
    let letter = letters.iter().find(|letter| letter.to.as_str() == email).expect("a letter with the code");
    let code: String = letter.text.split("Your code: ").nth(1).expect("a code").chars().take(9).collect();
    browser.post("/en/sign-in/code", &[("code", &code)]).await.is(303);
    browser
}

/// Opens a page from the machine that the house runs on.
pub async fn on_this_machine(browser: &mut Actor, path: &str) -> Answer {
    let here = ConnectInfo::<SocketAddr>("127.0.0.1:50000".parse().unwrap());
    browser.send(Request::get(path).extension(here), Body::empty()).await
}
