//! Asking reviewers: one by one, many at once, or as it was suggested; and where
//! a call says so, what was not asked of a reviewer does not exist for them.

use crate::prepared::{Congress, call_details, congress, new_call};
use calls::{
    Access, Call, Error, Part, Proposal, Reviewing, Scores,
    member::{dismiss, members},
    proposal::{proposal_by_code, speakers},
    review::{
        Interest, ReviewDetails, SaveHow, Wish, asked_of_viewer, assign, choose_reviewers, interests, others, queue,
        recuse, reviewable, reviewers_of, save_review, standing, suggest, take_back,
    },
};
use kernel::{AccountId, EmailAddress};
use std::collections::BTreeSet;
use testkit::both_engines;

const BASE: &str = "/en/hangzhou-2024/calls/sessions/review";
const DESK: &str = "/en/hangzhou-2024/desk/calls/sessions";

async fn account(congress: &Congress, email: &str) -> (AccountId, EmailAddress) {
    let email = EmailAddress::parse(email).unwrap();
    let account = accounts::seed_account(congress.house.db(), &congress.house.system(), &email, "", None, &[]).await;
    (account.unwrap(), email)
}

/// A call that Rita, Ravi and whoever else is named review.
async fn call_of(congress: &Congress, reviewing: Reviewing, more: &[(AccountId, EmailAddress)]) -> Call {
    let mut details = call_details("sessions", Access::Public, false, congress.track);
    details.reviewing = reviewing;
    let mut new = new_call(details);
    for (account, name) in [(congress.rita, "rita"), (congress.ravi, "ravi")] {
        let email = EmailAddress::parse(&format!("{name}@example.org")).unwrap();
        new.members.push((Part::Reviewer, account, email));
    }
    new.members.extend(more.iter().map(|(account, email)| (Part::Reviewer, *account, email.clone())));
    congress.make(&new).await
}

async fn judge(congress: &Congress, who: AccountId, call: &Call, proposal: &Proposal, remark: &str) {
    let details = ReviewDetails { scores: Scores((1..4).zip([500; 3]).collect()), remark: remark.to_owned() };
    let (db, ctx) = (congress.house.db(), congress.seen_by(who));
    save_review(db, &ctx, call, (proposal.id, 0), &details, SaveHow::Submitted).await.unwrap();
}

both_engines!(what_was_not_assigned_does_not_exist_for_a_reviewer, |engine| async move {
    let congress = congress(engine).await;
    let call = call_of(&congress, Reviewing::Assigned, &[]).await;
    let hers = congress.submitted(congress.wei, &call, "雨水", "王伟").await;
    let other = congress.submitted(congress.ada, &call, "Zqxother", "Zqxname").await;
    let (db, staff, rita) = (congress.house.db(), congress.staff(), congress.seen_by(congress.rita));
    assert_eq!(reviewable(db, &rita, &call).await.unwrap(), vec![], "nothing was asked of anybody yet");
    let given = assign(db, &staff, &call, &[(hers.id, congress.rita), (other.id, congress.ravi)]).await.unwrap();
    assert_eq!((given.asked, given.barred), (2, 0));
    judge(&congress, congress.ravi, &call, &other, "Zqxremark").await;

    let mut browser = congress.actor(congress.rita);
    let never = browser.get(&format!("{BASE}/ZZZZZZ")).await.is(404).body;
    assert_eq!(browser.get(&format!("{BASE}/{}", other.code)).await.is(404).body, never);
    for end in ["", "/submission", "/recusal"] {
        let fields = [("score_1", "5"), ("score_2", "5"), ("score_3", "5"), ("revision", "0")];
        let ours = browser.post(&format!("{BASE}/{}{end}", other.code), &fields).await.is(404);
        let theirs = browser.post(&format!("{BASE}/ZZZZZZ{end}"), &fields).await.is(404);
        assert_eq!(ours.body, theirs.body);
    }
    // Neither in the list, nor in its count, nor as what comes next.
    let list = browser.get(BASE).await.is(200);
    assert!(list.body.contains("雨水") && list.body.contains("0 of 1 reviewed"), "{}", list.body);
    for path in [BASE.to_owned(), format!("{BASE}/{}", hers.code), "/en/hangzhou-2024/calls/sessions".to_owned()] {
        let page = browser.get(&path).await.is(200);
        for word in ["Zqx", other.code.as_str()] {
            assert!(!page.body.contains(word), "{path}: {word}");
        }
    }
    browser.get(DESK).await.is(404);
    assert_eq!(proposal_by_code(db, &rita, congress.edition.id, &other.code).await.unwrap(), None);
    assert_eq!(speakers(db, &rita, other.id).await.unwrap(), vec![]);
    assert_eq!(others(db, &rita, other.id).await.unwrap(), vec![]);

    // What is asked no longer is gone with the same commit, and what others wrote of it too.
    judge(&congress, congress.rita, &call, &hers, "Mine").await;
    assign(db, &staff, &call, &[(hers.id, congress.ravi)]).await.unwrap();
    judge(&congress, congress.ravi, &call, &hers, "Zqxsecond").await;
    assert_eq!(others(db, &rita, hers.id).await.unwrap().len(), 1);
    assert_eq!(take_back(db, &staff, &call, &[(hers.id, congress.rita)]).await.unwrap(), 1);
    assert_eq!(others(db, &rita, hers.id).await.unwrap(), vec![]);
    assert_eq!(browser.get(&format!("{BASE}/{}", hers.code)).await.is(404).body, never);
    let late = recuse(db, &rita, &call, hers.id, 1).await;
    assert!(matches!(late, Err(Error::NotFound)), "{late:?}");
    // The review that was written counts still.
    assert_eq!(standing(db, &staff, &call).await.unwrap().reviews(hers.id), 2);
});

both_engines!(where_reviewers_see_all_what_was_asked_comes_first, |engine| async move {
    let congress = congress(engine).await;
    let call = call_of(&congress, Reviewing::All, &[]).await;
    let first = congress.submitted(congress.wei, &call, "雨水", "王伟").await;
    let second = congress.submitted(congress.ada, &call, "Rain", "Ada Lovelace").await;
    let (db, staff, rita) = (congress.house.db(), congress.staff(), congress.seen_by(congress.rita));
    let codes = async || -> Vec<String> {
        queue(db, &rita, &call).await.unwrap().into_iter().map(|one| one.proposal.code).collect()
    };
    let last = if first.code < second.code { &second } else { &first };
    assert_eq!(codes().await[1], last.code);
    assign(db, &staff, &call, &[(last.id, congress.rita)]).await.unwrap();
    assert_eq!(codes().await[0], last.code);
    let list = congress.actor(congress.rita).get(BASE).await.is(200);
    assert!(list.body.contains("0 of 1 reviewed") && list.body.contains("Asked of you"), "{}", list.body);
    // Of a reviewer who is dismissed nothing is asked any more.
    let member = members(db, &staff, call.id).await.unwrap().into_iter().find(|one| one.account == congress.rita);
    dismiss(db, &staff, &call, member.unwrap().id).await.unwrap();
    assert_eq!(asked_of_viewer(db, &rita, call.id).await.unwrap(), BTreeSet::new());
});

both_engines!(a_suggestion_is_even_and_asks_nobody_who_is_too_near, |engine| async move {
    let congress = congress(engine).await;
    let near = account(&congress, "near@labs.harbour.example").await;
    let colleague = account(&congress, "colleague@elsewhere.example").await;
    let call = call_of(&congress, Reviewing::Assigned, &[near.clone(), colleague.clone()]).await;
    let (speaker, _) = account(&congress, "speaker@harbour.example").await;
    let (db, staff, system) = (congress.house.db(), congress.staff(), congress.house.system());
    // A colleague is known by what they wrote about themselves.
    congress.submitted(colleague.0, &call, "Own", "Harbour").await;
    let one = congress.submitted(speaker, &call, "Tide", "harbour").await;
    let mut rest = Vec::new();
    for title in ["A", "B", "C"] {
        rest.push(congress.submitted(congress.wei, &call, title, "王伟").await);
    }
    assign(db, &staff, &call, &[(rest[0].id, congress.ravi)]).await.unwrap();
    recuse(db, &congress.seen_by(congress.ravi), &call, rest[0].id, 0).await.unwrap();

    let now = standing(db, &staff, &call).await.unwrap();
    let found = interests(db, &system, &now).await.unwrap();
    assert_eq!(found.get(&(one.id, near.0)), Some(&Interest::Mailbox("labs.harbour.example".to_owned())));
    assert_eq!(
        found.get(&(one.id, colleague.0)),
        Some(&Interest::Organisation("Institute of harbour".to_owned())),
        "{found:?}"
    );
    let wish = Wish { each: 2, ..Wish::default() };
    let suggestion = suggest(&now, &found, &wish);
    assert_eq!(suggestion, suggest(&now, &found, &wish), "the same question has the same answer");
    let of = |proposal: &Proposal| -> BTreeSet<AccountId> {
        suggestion.pairs.iter().filter(|pair| pair.0 == proposal.id).map(|pair| pair.1).collect()
    };
    assert_eq!(of(&one), BTreeSet::from([congress.rita, congress.ravi]));
    assert!(!of(&rest[0]).contains(&congress.ravi), "who stepped aside is not asked again");
    assert!(suggestion.pairs.iter().all(|pair| now.may(pair)));
    let load = |who: AccountId| suggestion.pairs.iter().filter(|pair| pair.1 == who).count();
    let loads = [congress.rita, congress.ravi, near.0, colleague.0].map(load);
    assert_eq!((loads.iter().sum::<usize>(), loads.iter().max(), loads.iter().min()), (10, Some(&3), Some(&2)));
    assert!(suggestion.short.is_empty(), "{suggestion:?}");

    // It is shown, stores nothing, and is given as it was shown.
    let mut browser = congress.staff_actor();
    let page = browser.get(&format!("{DESK}/reviewing/suggestion?each=2")).await.is(200);
    let shown: Vec<String> = suggestion
        .pairs
        .iter()
        .map(|(proposal, who)| {
            let code = &now.proposals.iter().find(|one| one.id == *proposal).unwrap().code;
            format!("{code}.{who}")
        })
        .collect();
    for pair in &shown {
        assert!(page.body.contains(&format!("value=\"{pair}\"")), "{pair}");
    }
    assert_eq!(standing(db, &staff, &call).await.unwrap().given.len(), 1);
    let fields: Vec<(&str, &str)> = shown.iter().map(|pair| ("pair", pair.as_str())).collect();
    browser.post(&format!("{DESK}/reviewing/suggestion"), &fields).await.is(303);
    let then = standing(db, &staff, &call).await.unwrap();
    assert_eq!(then.given.len(), 11);
    assert!(suggest(&then, &found, &wish).pairs.is_empty(), "asked once, nothing is missing");
    browser.post(&format!("{DESK}/reviewing/suggestion"), &[]).await.is(422);
    // What nobody may be asked is said: of five only three are not too near.
    let many = suggest(&then, &found, &Wish { each: 3, ..Wish::default() });
    assert_eq!(many.short, [(one.id, 1)]);
});

both_engines!(an_organiser_asks_one_by_one_and_many_at_once, |engine| async move {
    let congress = congress(engine).await;
    let call = call_of(&congress, Reviewing::Assigned, &[]).await;
    let first = congress.submitted(congress.wei, &call, "雨水", "王伟").await;
    let second = congress.submitted(congress.rita, &call, "Rain", "Rita").await;
    let (db, staff) = (congress.house.db(), congress.staff());
    let mut browser = congress.staff_actor();
    let (rita, ravi) = (congress.rita.to_string(), congress.ravi.to_string());

    // One by one, on the page of the proposal.
    let path = format!("{DESK}/proposals/{}", first.code);
    let page = browser.get(&path).await.is(200);
    assert!(page.body.contains("rita@example.org") && page.body.contains(&format!("value=\"{ravi}\"")));
    browser.post(&format!("{path}/reviewers"), &[("reviewer", &ravi)]).await.is(303);
    let asked = async |proposal: &Proposal| reviewers_of(&standing(db, &staff, &call).await.unwrap(), proposal.id);
    assert_eq!(asked(&first).await, BTreeSet::from([congress.ravi]));
    // Whoever has an older page overwrites nothing.
    let none = BTreeSet::new();
    let stale = choose_reviewers(db, &staff, &call, first.id, &none, &BTreeSet::from([congress.rita])).await;
    assert!(matches!(stale, Err(Error::Stale)), "{stale:?}");
    assert_eq!(asked(&first).await, BTreeSet::from([congress.ravi]));
    // Nobody is asked to judge what is their own, or without being a reviewer.
    for who in [congress.rita, congress.ada] {
        let own = choose_reviewers(db, &staff, &call, second.id, &none, &BTreeSet::from([who])).await;
        assert!(matches!(own, Err(Error::NotFound)), "{own:?}");
    }

    // Many at once: everything but what may not be.
    let fields = [
        ("chosen", first.code.as_str()),
        ("chosen", second.code.as_str()),
        ("reviewer", rita.as_str()),
        ("reviewer", ravi.as_str()),
        ("step", "give"),
    ];
    browser.post(&format!("{DESK}/reviewing"), &fields).await.is(303);
    assert_eq!(asked(&first).await, BTreeSet::from([congress.rita, congress.ravi]));
    assert_eq!(asked(&second).await, BTreeSet::from([congress.ravi]));
    let refused = browser.post(&format!("{DESK}/reviewing"), &[("step", "give")]).await.is(422);
    assert!(refused.body.contains("id=\"chosen-problem\"") && refused.body.contains("id=\"reviewer-problem\""));

    // The load of each, and what lacks reviews, stand on the page.
    judge(&congress, congress.ravi, &call, &second, "").await;
    let page = browser.get(&format!("{DESK}/reviewing?each=1&show=short")).await.is(200);
    assert!(page.body.contains("One of 2 lacks reviews.") && page.body.contains("雨水"), "{}", page.body);
    assert!(!page.body.contains(&format!("proposals/{}", second.code)), "{}", page.body);
    let load = standing(db, &staff, &call).await.unwrap().load(congress.ravi);
    assert_eq!((load.given, load.done, load.reviews, load.recused), (2, 1, 1, 0));
    let fields = [("chosen", first.code.as_str()), ("reviewer", rita.as_str()), ("step", "take-back")];
    browser.post(&format!("{DESK}/reviewing"), &fields).await.is(303);
    assert_eq!(asked(&first).await, BTreeSet::from([congress.ravi]));

    // All of it is the editors'.
    for path in ["/reviewing", "/reviewing/suggestion"] {
        congress.actor(congress.rita).get(&format!("{DESK}{path}")).await.is(404);
    }
    let denied = assign(db, &congress.seen_by(congress.ravi), &call, &[(first.id, congress.rita)]).await;
    assert!(matches!(denied, Err(Error::Denied(_))), "{denied:?}");
});
