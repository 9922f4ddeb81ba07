//! The stranger walk with tokens: every address of the API, asked by programs of
//! people who have no business there, and by one that reads the draft.

use crate::{
    stranger_walk::planted,
    support::{
        fillings::Fillings,
        house,
        look::{Looker, leaks, text_of},
        secret::Secret,
    },
};
use std::collections::BTreeSet;
use testkit::{Actor, House, both_engines};

/// A program with a token that a browser has made.
async fn program(house: &House, browser: &mut Actor, edition: &str) -> Actor {
    let fields = [("name", "A program"), ("scopes", "programme:write"), ("edition", edition), ("days", "30")];
    let page = browser.post("/en/account/tokens", &fields).await.is(200);
    let token = page.body.split("value=\"cvk_").nth(1).and_then(|rest| rest.split('"').next()).expect("the token");
    house.stranger().with_header("authorization", &format!("Bearer cvk_{token}"))
}

both_engines!(no_token_learns_a_secret, |engine| async move {
    let (house, made, accounts) = planted(engine).await;
    let fillings = Fillings::of(&house, &made).await;
    let api = || house.table.iter().filter(|route| route.method == "GET" && route.path.starts_with("/api/"));
    let mut wrong = Vec::new();
    for looker in [Looker::Visitor, Looker::Foreigner] {
        let mut browser = looker.arrives(&house, &accounts).await;
        let mut program = program(&house, &mut browser, "").await;
        for address in api().flat_map(|route| fillings.addresses(route)) {
            for query in ["", "?draft=true"] {
                let path = format!("{}{query}", address.path);
                let answer = program.get(&path).await;
                let closed = query.is_empty()
                    || answer.status == 404
                    || address.path.contains("/other-2025/")
                    || !address.path.contains("/sessions")
                    // What happens on the day is said of what was released.
                    || address.path.ends_with("/live");
                if let Some(what) = leaks(looker, &address, &answer) {
                    wrong.push(format!("{looker:?} {path}: {what}"));
                } else if !closed {
                    wrong.push(format!("{looker:?} {path}: the draft answers {}", answer.status));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} answers:\n{}", wrong.len(), wrong.join("\n"));

    // The owner's own reads drafts, and neither closed doors nor what only those with contacts read.
    let mut owner = house::strong(&house, accounts.owner).await;
    let mut program = program(&house, &mut owner, "hangzhou-2024").await;
    let mut found = BTreeSet::new();
    for address in api().flat_map(|route| fillings.addresses(route)) {
        for query in ["", "?draft=true"] {
            let answer = program.get(&format!("{}{query}", address.path)).await;
            assert!(!answer.status.is_server_error(), "{} {}", address.path, answer.body);
            found.extend(Secret::found_in(&text_of(&answer, address.said.as_deref())));
        }
    }
    assert!(found.contains(&Secret::DraftSession) && found.contains(&Secret::NewTitle), "{found:?}");
    for never in [
        Secret::ConcealedSession,
        Secret::ConcealedPerson,
        Secret::HiddenPerson,
        Secret::UnlistedPerson,
        Secret::WithdrawnPerson,
        Secret::HiddenEmail,
        Secret::HiddenPhone,
        Secret::HiddenBiography,
        Secret::DraftEdition,
        Secret::StaffName,
        Secret::StaffEmail,
    ] {
        assert!(!found.contains(&never), "{never:?}");
    }
});
