//! Deciding and telling: what is accepted becomes one session, what is told is
//! told once, and before that nobody knows.

use crate::prepared::{Congress, congress};
use calls::{
    Call, Error, Proposal, ProposalState,
    decision::{Verdict, decide, preview, tell},
    proposal::{proposal_by_code, withdraw},
};
use directory::{
    PersonDetails, PersonName,
    seed::{NewPerson, seed_people},
};
use kernel::EmailAddress;
use programme::session::{SessionState, people_of, session, sessions};
use testkit::both_engines;

const ORIGIN: &str = "http://convoke.test";

async fn now(congress: &Congress, proposal: &Proposal) -> Proposal {
    let (db, ctx) = (congress.house.db(), congress.house.system());
    proposal_by_code(db, &ctx, congress.edition.id, &proposal.code).await.unwrap().unwrap()
}

async fn accept(congress: &Congress, call: &Call, proposal: &Proposal) -> Result<usize, Error> {
    let chosen = [(proposal.id, proposal.seen())];
    decide(congress.house.db(), &congress.staff(), call, &chosen, Verdict::Accept).await
}

both_engines!(an_accepted_proposal_becomes_one_session, |engine| async move {
    let congress = congress(engine).await;
    let call = congress.open_call(false).await;
    let proposal = congress.submitted(congress.wei, &call, "雨水", "王伟").await;
    // Two press at once, one of them twice.
    let (one, other) = tokio::join!(accept(&congress, &call, &proposal), accept(&congress, &call, &proposal));
    assert_eq!(one.unwrap() + other.unwrap(), 1);
    assert_eq!(accept(&congress, &call, &proposal).await.unwrap(), 0);
    let (db, ctx) = (congress.house.db(), congress.house.system());
    let all = sessions(db, &ctx, congress.edition.id).await.unwrap();
    assert_eq!(all.len(), 1);
    let accepted = now(&congress, &proposal).await;
    assert_eq!(accepted.session, Some(all[0].id));
    let session = session(db, &ctx, all[0].id).await.unwrap().unwrap();
    assert_eq!((session.state, session.minutes, session.track), (SessionState::Draft, 30, Some(congress.track)));
    assert_eq!(session.title.text(kernel::Locale::Zh), "雨水");
    assert!(session.title.text(kernel::Locale::En).is_empty(), "nobody has translated it");
    assert_eq!(session.summary.text(kernel::Locale::Zh), "雨水如何成为资源。");
    let people = people_of(db, &ctx, session.id).await.unwrap();
    assert_eq!(people.len(), 1);
    let person =
        directory::person::person_by_id(db, &ctx, congress.edition.id, people[0].person).await.unwrap().unwrap();
    assert_eq!(person.name.as_given, "王伟");
    // The speaker agreed to be shown; the public sees the person, and no session before a release.
    let stranger = congress.house.stranger().get(&format!("/zh/hangzhou-2024/people/{}", person.slug)).await;
    stranger.is(200);

    // Taken back and accepted again, it is the same session still.
    let chosen = [(proposal.id, accepted.seen())];
    decide(db, &congress.staff(), &call, &chosen, Verdict::Undecided).await.unwrap();
    let undecided = now(&congress, &proposal).await;
    accept(&congress, &call, &undecided).await.unwrap();
    assert_eq!(now(&congress, &proposal).await.session, accepted.session);
    assert_eq!(sessions(db, &ctx, congress.edition.id).await.unwrap().len(), 1);
});

both_engines!(a_speaker_who_is_in_the_directory_is_not_made_again, |engine| async move {
    let congress = congress(engine).await;
    let (db, ctx) = (congress.house.db(), congress.house.system());
    let known = NewPerson {
        details: PersonDetails {
            name: PersonName::in_two_scripts("王伟", "Wang Wei"),
            email: Some(EmailAddress::parse("Wei@Example.org").unwrap()),
            ..PersonDetails::default()
        },
        ..NewPerson::default()
    };
    let namesake = NewPerson {
        details: PersonDetails { name: PersonName::in_two_scripts("王伟", "Wang Wei"), ..PersonDetails::default() },
        ..NewPerson::default()
    };
    let ids = seed_people(db, &ctx, &[namesake, known], "test").await.unwrap();
    let call = congress.open_call(false).await;
    let first = congress.submitted(congress.wei, &call, "雨水", "王伟").await;
    let second = congress.submitted(congress.wei, &call, "河水", "王伟").await;
    let chosen = [(first.id, first.seen()), (second.id, second.seen())];
    assert_eq!(decide(db, &congress.staff(), &call, &chosen, Verdict::Accept).await.unwrap(), 2);
    for session in sessions(db, &ctx, congress.edition.id).await.unwrap() {
        let people = people_of(db, &ctx, session.id).await.unwrap();
        assert_eq!(
            people.iter().map(|one| one.person).collect::<Vec<_>>(),
            [ids[1]],
            "by the address, not by the name"
        );
    }
    // What the record shows is still the person's own decision: nothing was agreed to.
    let shown = directory::consent::disclosures(db, &ctx, ids[1]).await.unwrap();
    assert!(shown.is_empty(), "{shown:?}");
});

both_engines!(before_the_letter_speakers_read_under_review, |engine| async move {
    let congress = congress(engine).await;
    let call = congress.open_call(false).await;
    let proposal = congress.submitted(congress.wei, &call, "Rain", "王伟").await;
    let path = format!("/en/hangzhou-2024/proposals/{}", proposal.code);
    let page = async || congress.actor(congress.wei).get(&path).await.is(200).body;
    let before = page().await;
    accept(&congress, &call, &proposal).await.unwrap();
    let between = page().await;
    assert!(between.contains("Under review") && !between.contains("Accepted"), "{between}");
    // Not a number on the page has moved.
    assert_eq!(before, between);
    let decided = now(&congress, &proposal).await;
    let chosen = [(decided.id, decided.seen())];
    let (db, staff) = (congress.house.db(), congress.staff());
    assert_eq!(tell(db, &staff, &congress.edition, &call, &chosen, ORIGIN).await.unwrap(), 1);
    assert!(page().await.contains("Accepted"));
});

both_engines!(everybody_is_told_once, |engine| async move {
    let congress = congress(engine).await;
    let call = congress.open_call(false).await;
    let yes = congress.submitted(congress.wei, &call, "雨水", "王伟").await;
    let no = congress.submitted(congress.ada, &call, "Rain", "Ada Lovelace").await;
    let (db, staff, edition) = (congress.house.db(), congress.staff(), &congress.edition);
    accept(&congress, &call, &yes).await.unwrap();
    decide(db, &staff, &call, &[(no.id, no.seen())], Verdict::WaitList).await.unwrap();
    let found = preview(db, &staff, edition, &call, ORIGIN).await.unwrap();
    assert_eq!((found.waiting.len(), found.letters.len()), (2, 2));
    let chosen: Vec<_> = found.waiting.iter().map(|one| (one.id, one.seen())).collect();
    let send = || tell(db, &staff, edition, &call, &chosen, ORIGIN);
    let (one, other) = tokio::join!(send(), send());
    let results = [one, other];
    assert_eq!(results.iter().filter_map(|result| result.as_ref().ok()).sum::<usize>(), 2, "{results:?}");
    assert_eq!(results.iter().filter(|result| matches!(result, Err(Error::Stale))).count(), 1, "{results:?}");
    assert!(matches!(send().await, Err(Error::Stale)));
    let letters = congress.letters("calls.decision").await;
    assert_eq!(letters.len(), 2);
    // What was shown is what was sent.
    assert!(found.letters.iter().all(|shown| letters.iter().any(|(_, text)| *text == shown.text)));

    // From the wait-list it can go on, by one more letter; an acceptance cannot be taken back.
    let waiting = now(&congress, &no).await;
    accept(&congress, &call, &waiting).await.unwrap();
    let later = now(&congress, &no).await;
    assert_eq!(later.apparent(), ProposalState::WaitListed, "until the letter");
    tell(db, &staff, edition, &call, &[(later.id, later.seen())], ORIGIN).await.unwrap();
    assert_eq!(congress.letters("calls.decision").await.len(), 3);
    let told = now(&congress, &yes).await;
    let back = decide(db, &staff, &call, &[(told.id, told.seen())], Verdict::Reject).await;
    assert!(matches!(back, Err(Error::Invalid(_))), "{back:?}");
});

both_engines!(who_withdraws_is_neither_decided_nor_told, |engine| async move {
    let congress = congress(engine).await;
    let call = congress.open_call(false).await;
    let proposal = congress.submitted(congress.wei, &call, "雨水", "王伟").await;
    let wei = congress.seen_by(congress.wei);
    withdraw(congress.house.db(), &wei, proposal.id, proposal.revision).await.unwrap();
    let gone = now(&congress, &proposal).await;
    assert!(accept(&congress, &call, &gone).await.is_err());
    assert!(withdraw(congress.house.db(), &wei, gone.id, gone.revision).await.is_err());
    let path = format!("/en/hangzhou-2024/calls/sessions/review/{}", proposal.code);
    congress.actor(congress.rita).get(&path).await.is(404);
});

both_engines!(a_spreadsheet_gets_no_formula, |engine| async move {
    let congress = congress(engine).await;
    let call = congress.open_call(false).await;
    congress.submitted(congress.wei, &call, "=HYPERLINK(\"http://evil.example\")", "+王伟").await;
    let path = "/en/hangzhou-2024/desk/calls/sessions/proposals.csv";
    let table = congress.staff_actor().get(path).await.is(200);
    assert!(table.header("content-type").starts_with("text/csv"));
    assert!(
        table.body.contains("\"'=HYPERLINK(\"\"http://evil.example\"\")\"") && table.body.contains("\"'+王伟\""),
        "{}",
        table.body
    );
    congress.actor(congress.ada).get(path).await.is(404);
});
