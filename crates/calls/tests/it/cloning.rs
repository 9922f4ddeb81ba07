//! What goes from a call into the next edition, and what stays.

use crate::prepared::{DEADLINE, call_details, congress, new_call, slug, utc};
use calls::{
    Access, AskedOf, CallForms, CallState, Part, Phase, ScoreCard, Shape,
    access::{NewCode, codes, make_code},
    call::{calls, set_card},
    member::members,
    proposal::proposals_of,
    question::{KindList, QuestionDetails, add_question, questions, remove_question},
};
use congress::{CloneDetails, ClonePart, clone_edition, tracks};
use kernel::{EmailAddress, LocalizedText};
use programme::session::SessionKind;
use std::sync::Arc;
use testkit::both_engines;

fn question(en: &str, position: i32) -> QuestionDetails {
    QuestionDetails {
        position,
        asked_of: AskedOf::Proposal,
        shape: Shape::Choice,
        label: LocalizedText::both(en, "给谁听？"),
        hint: LocalizedText::new(),
        kinds: KindList(vec![SessionKind::Keynote]),
        options: vec![LocalizedText::both("Everybody", "所有人"), LocalizedText::both("Experts", "专家")],
        required: true,
        most: None,
        for_reviewers: true,
    }
}

both_engines!(the_next_edition_asks_the_same_and_knows_nobody, |engine| async move {
    let congress = congress(engine).await;
    let (db, staff, house) = (congress.house.db(), congress.staff(), congress.house.system());
    let mut new = new_call(call_details("sessions", Access::Public, true, congress.track));
    new.members.push((Part::Reviewer, congress.rita, EmailAddress::parse("rita@example.org").unwrap()));
    let call = congress.make(&new).await;
    let mut quiet = new_call(call_details("quiet", Access::Invitation, false, congress.track));
    quiet.members.push((Part::Invitee, congress.wei, EmailAddress::parse("wei@example.org").unwrap()));
    congress.make(&quiet).await;
    let mut card = ScoreCard::usual();
    card.criteria[0].weight = 5000;
    card.criteria[1].weight = 3000;
    let call = set_card(db, &staff, &call, call.revision, &card).await.unwrap();
    add_question(db, &staff, &call, &question("For whom?", 10)).await.unwrap();
    let gone = add_question(db, &staff, &call, &question("Asked no longer", 20)).await.unwrap();
    remove_question(db, &staff, &call, gone, 1).await.unwrap();
    make_code(db, &staff, &call, &NewCode { label: "Late".to_owned(), most: 3, ends_at: None }).await.unwrap();
    congress.submitted(congress.wei, &congress.call("quiet").await, "雨水", "王伟").await;

    let details = CloneDetails {
        slug: slug("hangzhou-2025"),
        name: LocalizedText::both("Hangzhou Stage 2025", "2025 杭州站"),
        first_day: jiff::civil::date(2025, 10, 24),
    };
    let parts: [Arc<dyn ClonePart>; 1] = [Arc::new(CallForms)];
    let next = clone_edition(db, &house, congress.edition.id, &details, &parts).await.unwrap();

    let made = calls(db, &house, next.id).await.unwrap();
    assert_eq!(made.iter().map(|one| one.slug.as_str()).collect::<Vec<_>>(), ["quiet", "sessions"]);
    let (quiet, copy) = (&made[0], &made[1]);
    assert_eq!((copy.state, copy.phase(house.now())), (CallState::Draft, Phase::Draft));
    // Everything moved by the 364 days between the first days; midnight is midnight still.
    assert_eq!((copy.opens_at, copy.closes_at), (utc("2025-07-31T00:00:00"), utc("2025-09-28T16:00:00")));
    assert_ne!(copy.closes_at, utc(DEADLINE));
    assert_eq!((&copy.title, &copy.body, &copy.card, &copy.kinds), (&call.title, &call.body, &card, &call.kinds));
    assert_eq!((copy.blind, copy.access, copy.revision), (true, Access::Public, 1));
    assert_eq!(quiet.access, Access::Invitation);
    let own: Vec<_> = tracks(db, &house, next.id).await.unwrap().into_iter().map(|track| track.id).collect();
    assert_eq!(copy.tracks.0, own);
    assert_ne!(own, [congress.track]);

    let (before, after) = (congress.questions(&call).await, questions(db, &house, copy.id).await.unwrap());
    assert_eq!(after.len(), 1);
    assert_ne!(after[0].id, before[0].id);
    assert_eq!(
        (&after[0].label, &after[0].options, &after[0].kinds),
        (&before[0].label, &before[0].options, &before[0].kinds)
    );
    for one in &made {
        assert!(codes(db, &house, one.id).await.unwrap().is_empty());
        assert!(members(db, &house, one.id).await.unwrap().is_empty());
        assert!(proposals_of(db, &house, one.id).await.unwrap().is_empty());
    }
    // What was taken over is the edition's own: the earlier call stays as it is.
    assert_eq!(congress.call("sessions").await, call);
    let page = congress.house.stranger().get("/en/hangzhou-2025/calls").await;
    assert_eq!(page.status.as_u16(), 404, "the edition is a draft, and so are its calls");
});
