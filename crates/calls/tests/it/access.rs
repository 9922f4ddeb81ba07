//! Who may know of a call, and who may answer it.

use crate::prepared::{DEADLINE, call_details, congress, new_call, utc};
use calls::{
    Access, Error, Part,
    access::{NewCode, make_code, revoke_code, show_code},
    member::invite,
    proposal::{NewProposal, start},
};
use kernel::{EmailAddress, Locale};
use programme::session::SessionKind;
use testkit::both_engines;

fn keynote() -> NewProposal {
    NewProposal { kind: SessionKind::Keynote, title: String::new(), locale: Locale::En }
}

both_engines!(the_last_use_of_a_code_is_given_once, |engine| async move {
    let congress = congress(engine).await;
    let call = congress.make(&new_call(call_details("coded", Access::Code, false, congress.track))).await;
    let db = congress.house.db();
    let new = NewCode { label: "Partners".to_owned(), most: 2, ends_at: None };
    let code = make_code(db, &congress.staff(), &call, &new).await.unwrap();
    let people = [congress.wei, congress.ada, congress.rita, congress.ravi];
    let contexts: Vec<_> = people.iter().map(|account| congress.seen_by(*account)).collect();
    // Typed as people copy it.
    let word = format!("{}-{}", &code.word[..6], code.word[6..].to_lowercase());
    let edition = congress.edition.id;
    let show = |at: usize| show_code(db, &contexts[at], edition, &word);
    let (a, b, c, d) = tokio::join!(show(0), show(1), show(2), show(3));
    let results = [a, b, c, d];
    let taken: Vec<usize> = (0..4).filter(|at| results[*at].is_ok()).collect();
    assert_eq!(taken.len(), 2, "{results:?}");
    for result in results.iter().filter_map(|result| result.as_ref().err()) {
        let Error::Invalid(problems) = result else { panic!("{result}") };
        assert_eq!(problems.of_field("code")[0].key, "calls-problem-code-used");
    }
    // Who has used it may show it again, and may propose; the others may not.
    show(taken[0]).await.unwrap();
    for (at, ctx) in contexts.iter().enumerate() {
        assert_eq!(start(db, ctx, &call, &keynote()).await.is_ok(), taken.contains(&at));
    }
});

both_engines!(a_code_opens_a_closed_call_until_its_own_end, |engine| async move {
    let congress = congress(engine).await;
    let call = congress.open_call(false).await;
    let db = congress.house.db();
    let new = NewCode { label: "Late".to_owned(), most: 1, ends_at: Some(utc("2024-10-02T16:00:00")) };
    let code = make_code(db, &congress.staff(), &call, &new).await.unwrap();
    congress.house.clock.set(utc(DEADLINE));
    let wei_now = || congress.seen_by(congress.wei);
    assert!(start(db, &wei_now(), &call, &keynote()).await.is_err());
    show_code(db, &wei_now(), congress.edition.id, &code.word).await.unwrap();
    start(db, &wei_now(), &call, &keynote()).await.unwrap();
    congress.house.clock.set(utc("2024-10-02T16:00:00"));
    assert!(start(db, &wei_now(), &call, &keynote()).await.is_err());
    // Taken back, it opens nothing, to nobody, at any time.
    congress.house.clock.set(utc("2024-10-01T00:00:00"));
    start(db, &wei_now(), &call, &keynote()).await.unwrap();
    revoke_code(db, &congress.staff(), &call, code.id, code.revision).await.unwrap();
    assert!(start(db, &wei_now(), &call, &keynote()).await.is_err());
});

both_engines!(a_call_for_invitees_does_not_exist_for_others, |engine| async move {
    let congress = congress(engine).await;
    let call = congress.make(&new_call(call_details("zqxquiet", Access::Invitation, false, congress.track))).await;
    let (hidden, nothing) = ("/en/hangzhou-2024/calls/zqxquiet", "/en/hangzhou-2024/calls/never");
    for mut browser in [congress.house.stranger(), congress.actor(congress.ada)] {
        let (ours, theirs) = (browser.get(hidden).await.is(404), browser.get(nothing).await.is(404));
        assert_eq!(ours.body, theirs.body);
        let list = browser.get("/en/hangzhou-2024/calls").await.is(200);
        assert!(!list.body.contains("zqxquiet"), "{}", list.body);
        let fields = [("kind", "keynote"), ("locale", "en"), ("title", "")];
        let (ours, theirs) = (
            browser.post(&format!("{hidden}/proposals"), &fields).await,
            browser.post(&format!("{nothing}/proposals"), &fields).await,
        );
        assert_eq!((ours.status, ours.body), (theirs.status, theirs.body));
    }
    let email = EmailAddress::parse("WEI@example.org").unwrap();
    let (db, staff) = (congress.house.db(), congress.staff());
    invite(db, &staff, &call, (Part::Invitee, &email), "http://convoke.test").await.unwrap();
    let page = congress.actor(congress.wei).get(hidden).await.is(200);
    assert!(page.body.contains("Call zqxquiet"), "{}", page.body);
    start(db, &congress.seen_by(congress.wei), &call, &keynote()).await.unwrap();
    // An address that nobody has signed in with is invited in the same way.
    let unknown = EmailAddress::parse("new@example.org").unwrap();
    invite(db, &staff, &call, (Part::Invitee, &unknown), "http://convoke.test").await.unwrap();
    assert_eq!(congress.letters("calls.invitation").await.len(), 2);
    let twice = invite(db, &staff, &call, (Part::Invitee, &email), "http://convoke.test").await.unwrap_err();
    assert!(matches!(twice, Error::Invalid(_)), "{twice}");
});
