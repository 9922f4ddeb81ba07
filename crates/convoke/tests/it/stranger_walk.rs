//! The stranger walk: every page of the route table, opened by people who have
//! no business there, at every address that exists and at some that do not.
//!
//! The congress holds secrets, each with a word of its own. No answer may hold
//! the word of a secret that its reader must not know, and an address with
//! something hidden behind it answers, to the byte, like one with nothing.

use crate::support::{
    congress::{self, Congress},
    fillings::{Address, Fillings},
    forms::forms,
    house,
    look::{Looker, as_staff, difference, in_language, leaks, stays_closed, text_of},
    planting::{self, Accounts},
    secret::Secret,
};
use std::collections::BTreeSet;
use testkit::{Actor, Answer, Engine, House, both_engines};
use web::RouteInfo;

/// A house with a congress and its secrets, and those who will look.
pub async fn planted(engine: Engine) -> (House, Congress, Accounts) {
    let house = house::open(engine).await;
    let made = congress::build(house.db(), &house.system()).await;
    planting::plant(house.db(), &house.system(), &made).await;
    let accounts = planting::accounts(house.db(), &house.system(), &made).await;
    (house, made, accounts)
}

both_engines!(nobody_learns_a_secret, |engine| async move {
    let (house, made, accounts) = planted(engine).await;
    let mut fillings = Fillings::of(&house, &made).await;
    let mut owner = house::strong(&house, accounts.owner).await;
    as_staff(&mut owner, &house.table, &mut fillings).await;
    let mut wrong = Vec::new();
    for looker in Looker::ALL {
        let actor = looker.arrives(&house, &accounts).await;
        let mut learnt = BTreeSet::new();
        for route in house.table.iter().filter(|route| route.method == "GET") {
            for address in fillings.addresses(route) {
                for (language, accept) in [("en", "text/html"), ("zh", "text/html"), ("en", "application/json")] {
                    let mut browser = actor.clone().with_header("accept", accept);
                    let path = in_language(language, route, &address.path);
                    let answer = browser.get(&path).await;
                    learnt.extend(Secret::found_in(&text_of(&answer, None)));
                    let mut say = |what: String| wrong.push(format!("{looker:?} {path} ({accept}): {what}"));
                    if let Some(what) = leaks(looker, &address, &answer) {
                        say(what);
                    }
                    if !stays_closed(route, &address, &answer) {
                        say(format!("is for {} and answers {}", route.who, answer.status));
                    }
                    if let Some(what) = differs(looker, route, &address, &answer, &mut browser, language).await {
                        say(what);
                    }
                }
            }
        }
        // What this one may know is found, so the search would find the rest.
        assert!(learnt.is_superset(&looker.may_know()), "{looker:?} found {learnt:?}");
    }
    assert!(wrong.is_empty(), "{} answers:\n{}", wrong.len(), wrong.join("\n"));
    letters_are_clean(&house).await;
});

/// An address with something hidden behind it and one with nothing are the same.
async fn differs(
    looker: Looker,
    route: &RouteInfo,
    address: &Address,
    answer: &Answer,
    browser: &mut Actor,
    language: &str,
) -> Option<String> {
    let hidden = address.hidden.as_ref().filter(|hidden| looker.must_not_find(hidden.filling.known))?;
    let other = browser.get(&in_language(language, route, &hidden.nothing)).await;
    let (ours, theirs) = (text_of(answer, Some(&hidden.filling.value)), text_of(&other, Some(&hidden.filling.nothing)));
    difference(&ours, &theirs).map(|lines| format!("differs from {}: {lines}", hidden.nothing))
}

/// Nothing hidden stands in any letter.
pub async fn letters_are_clean(house: &House) {
    for letter in mail::letters(house.db(), &house.system(), 500).await.unwrap() {
        let text = format!("{:?} {} {} {:?}", letter.to_name, letter.subject, letter.text, letter.html);
        assert!(Secret::found_in(&text).is_empty(), "{text}");
    }
}

both_engines!(every_secret_is_there_to_be_found, |engine| async move {
    let (house, made, accounts) = planted(engine).await;
    let mut fillings = Fillings::of(&house, &made).await;
    let mut owner = house::strong(&house, accounts.owner).await;
    let (_, answers) = as_staff(&mut owner, &house.table, &mut fillings).await;
    let found: BTreeSet<Secret> = answers.iter().flat_map(|answer| Secret::found_in(&text_of(answer, None))).collect();
    // Closed doors are closed to the owner of the house too, and drafts of proposals are their speakers'.
    let closed = [Secret::ConcealedSession, Secret::DraftProposal];
    let missing: Vec<&Secret> =
        Secret::ALL.iter().filter(|one| !closed.contains(one) && !found.contains(one)).collect();
    assert!(missing.is_empty(), "planted and nowhere: {missing:?}");
    for secret in closed {
        assert!(!found.contains(&secret), "{}", with(&answers, secret));
    }

    let mut guest = house::strong(&house, accounts.participant).await;
    let page = guest.get("/en/hangzhou-2024/sessions/CNCAAA").await.is(200);
    assert!(page.body.contains(&Secret::ConcealedSession.latin()), "{}", page.body);
});

fn with(answers: &[Answer], secret: Secret) -> String {
    let found = answers.iter().find(|answer| Secret::found_in(&answer.body).contains(&secret));
    found.map(|answer| answer.body.clone()).unwrap_or_default()
}

both_engines!(a_search_does_not_tell_what_it_hides, |engine| async move {
    let (house, made, accounts) = planted(engine).await;
    let fillings = Fillings::of(&house, &made).await;
    let mut searches: BTreeSet<(String, String)> = BTreeSet::new();
    for looker in [Looker::Stranger, Looker::Visitor, Looker::Foreigner] {
        let mut actor = looker.arrives(&house, &accounts).await;
        for route in house.table.iter().filter(|route| route.method == "GET" && route.who == web::Who::Anyone) {
            let path = format!("/{}", fillings.usual(route).join("/"));
            let page = actor.get(&in_language("en", route, &path)).await;
            for form in forms(&page.body, &path).into_iter().filter(|form| !form.posts) {
                searches.extend(form.names().into_iter().map(|name| (form.action.clone(), name.to_owned())));
            }
        }
        assert!(searches.len() >= 6, "the forms of lists and timetable are found: {searches:?}");
        // Not every way to ask is a field of a form.
        let more = [("people", "after"), ("people", "initial"), ("organisations", "after"), ("timetable", "room")];
        searches.extend(more.map(|(page, name)| (format!("/hangzhou-2024/{page}"), name.to_owned())));
        for (action, name) in &searches {
            for secret in Secret::ALL.iter().filter(|secret| !looker.may_know().contains(secret)) {
                let mut ask = async |word: &str| {
                    let answer = actor.get(&format!("/en{action}?{name}={word}")).await;
                    text_of(&answer, Some(word))
                };
                let (ours, theirs) = (ask(&secret.latin()).await, ask("zqxnothing0").await);
                assert_eq!(without_tag(&ours), without_tag(&theirs), "{looker:?} {action}?{name}={}", secret.latin());
            }
        }
    }
});

/// The tag is made of a body that holds what was asked.
fn without_tag(text: &str) -> String {
    text.lines().filter(|line| !line.starts_with("etag: ")).collect::<Vec<_>>().join("\n")
}
