//! The stranger walk, second half: every form's target, posted to by people who
//! have no business there, with nothing and with what a browser of the staff
//! would send. Nothing is learnt, and nothing that is not theirs changes.

use crate::{
    stranger_walk::{letters_are_clean, planted},
    support::{
        congress::OTHER,
        fillings::{Address, Fillings, fits},
        forms::PageForm,
        house,
        look::{Looker, as_staff, difference, in_language, leaks, stays_closed, text_of},
        planting::Accounts,
    },
};
use std::collections::BTreeMap;
use testkit::{Actor, Answer, House, both_engines};
use web::{RouteInfo, Who};

/// What people may do for themselves: sign in, keep stars, sign up, end a session.
const OWN: &[&str] = &[
    "account",
    "sign_in_code",
    "sign_in_count",
    "account_session",
    "api_token",
    "passkey_ceremony",
    "totp",
    "recovery_code",
    "local_link",
    "letter",
    "job",
    "job_period",
    "star_list",
    "star",
    "sign_up",
    "feedback",
    "audit",
    "change",
];

/// Every table that is not people's own, by its number of rows and their hash.
pub async fn kept(house: &House) -> BTreeMap<String, (u64, String)> {
    let summary = db::archive::summarise(house.db()).await.unwrap();
    let tables = summary.tables.into_iter().filter(|table| !OWN.contains(&table.name.as_str()));
    tables.map(|table| (table.name, (table.rows, table.sha256))).collect()
}

/// Fields as a browser would send them, filled in where somebody types.
pub fn plausible(form: Option<&PageForm>) -> Vec<(String, String)> {
    let Some(form) = form else {
        let usual = [
            ("email", "somebody@example.org"),
            ("name", "Plausible"),
            ("answer", "{}"),
            ("revision", "1"),
            ("next", "/account"),
        ];
        return usual.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    };
    let mut body = form.body();
    for (name, value) in body.iter_mut().filter(|(_, value)| value.is_empty()) {
        let word = if name == "email" { "somebody@example.org" } else { "Plausible" };
        word.clone_into(value);
    }
    body
}

/// Not every form of one house makes sense in another: at the other edition only
/// what is hidden here is tried, for that must not be reached from there.
fn worth_trying(address: &Address) -> bool {
    !address.path.starts_with(&format!("/{OTHER}")) || address.hidden.is_some()
}

both_engines!(nobody_changes_what_is_not_theirs, |engine| async move {
    let (house, made, accounts) = planted(engine).await;
    let mut fillings = Fillings::of(&house, &made).await;
    let mut owner = house::strong(&house, accounts.owner).await;
    let (forms, _) = as_staff(&mut owner, &house.table, &mut fillings).await;
    let before = kept(&house).await;
    let mut wrong = Vec::new();
    for looker in Looker::ALL {
        let mut actor = looker.arrives(&house, &accounts).await;
        for route in house.table.iter().filter(|route| route.method != "GET") {
            let form = forms.iter().find(|form| form.posts && fits(route.path, &form.action));
            let full = plausible(form);
            for address in fillings.addresses(route).into_iter().filter(worth_trying) {
                for (language, body) in [("en", &full), ("zh", &full), ("en", &Vec::new())] {
                    let path = in_language(language, route, &address.path);
                    let fields: Vec<(&str, &str)> =
                        body.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
                    let answer = sent(&actor, route, &path, &fields).await;
                    let mut say = |what: String| wrong.push(format!("{looker:?} POST {path} {}: {what}", fields.len()));
                    if let Some(what) = leaks(looker, &address, &answer) {
                        say(what);
                    }
                    let closed = stays_closed(route, &address, &answer);
                    if !closed {
                        say(format!("is for {} and answers {}", route.who, answer.status));
                    }
                    if let Some(hidden) = address.hidden.as_ref().filter(|one| looker.must_not_find(one.filling.known))
                    {
                        let other = sent(&actor, route, &in_language(language, route, &hidden.nothing), &fields).await;
                        let theirs = text_of(&other, Some(&hidden.filling.nothing));
                        if let Some(lines) = difference(&text_of(&answer, Some(&hidden.filling.value)), &theirs) {
                            say(format!("differs from {}: {lines}", hidden.nothing));
                        }
                    }
                    actor = still_in(looker, actor, route, &house, &accounts).await;
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} answers:\n{}", wrong.len(), wrong.join("\n"));
    let after = kept(&house).await;
    for (table, content) in &before {
        assert_eq!(content, &after[table], "{table} has changed");
    }
    letters_are_clean(&house).await;
});

/// A form, or where programs ask what would change every record that is found.
async fn sent(actor: &Actor, route: &RouteInfo, path: &str, fields: &[(&str, &str)]) -> Answer {
    match route.is_bare() && route.path.starts_with("/api/") {
        true => actor.clone().with_header("if-match", "*").json(route.method, path, r#"{"capacity": 1}"#).await,
        false => actor.clone().post(path, fields).await,
    }
}

/// Whoever has signed out signs in again.
async fn still_in(looker: Looker, mut actor: Actor, route: &RouteInfo, house: &House, accounts: &Accounts) -> Actor {
    if looker == Looker::Stranger || !matches!(route.who, Who::Anyone | Who::SignedIn) {
        return actor;
    }
    match actor.get("/en/account").await.status.as_u16() {
        200 => actor,
        // The next hour, so that the mailbox takes another letter.
        _ => {
            house.clock.advance_seconds(3600);
            looker.arrives(house, accounts).await
        }
    }
}
