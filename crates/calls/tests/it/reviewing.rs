//! Review: blind where the call says so, without those who must not judge, and
//! nobody reads others before writing.

use crate::prepared::{Congress, congress};
use calls::{
    Call, Error, Proposal, ReviewState, Scores,
    review::{ReviewDetails, SaveHow, others, own_review, recuse, reviewable, reviews_of, save_review, summaries},
};
use kernel::AccountId;
use testkit::both_engines;

fn judgement(scores: [i32; 3], remark: &str) -> ReviewDetails {
    ReviewDetails { scores: Scores((1..).zip(scores).collect()), remark: remark.to_owned() }
}

async fn judge(congress: &Congress, who: AccountId, call: &Call, proposal: &Proposal, details: &ReviewDetails) {
    let (db, ctx) = (congress.house.db(), congress.seen_by(who));
    save_review(db, &ctx, call, (proposal.id, 0), details, SaveHow::Submitted).await.unwrap();
}

both_engines!(a_blind_reviewer_is_shown_no_name_anywhere, |engine| async move {
    let congress = congress(engine).await;
    let call = congress.open_call(true).await;
    let proposal = congress.submitted(congress.wei, &call, "雨水", "Zqxsecret Name").await;
    congress.submitted(congress.ada, &call, "Rain", "Zqxsecret Other").await;
    let base = "/en/hangzhou-2024/calls/sessions/review";
    let mut browser = congress.actor(congress.rita);
    for path in [
        base.to_owned(),
        format!("{base}/{}", proposal.code),
        "/en/hangzhou-2024/calls".to_owned(),
        "/en/hangzhou-2024/calls/sessions".to_owned(),
    ] {
        let page = browser.get(&path).await.is(200);
        for word in ["Zqxsecret", "wei@example.org", "Institute of", "measures rain"] {
            assert!(!page.body.contains(word), "{path}: {word}");
        }
    }
    let page = browser.get(&format!("{base}/{}", proposal.code)).await.is(200);
    assert!(page.body.contains("雨水如何成为资源。"), "{}", page.body);
    // Nor below any address that is not theirs.
    browser.get(&format!("/en/hangzhou-2024/proposals/{}", proposal.code)).await.is(404);
    let known = calls::proposal::speakers(congress.house.db(), &congress.seen_by(congress.rita), proposal.id).await;
    assert_eq!(known.unwrap(), vec![]);
});

both_engines!(an_open_review_shows_who_would_speak, |engine| async move {
    let congress = congress(engine).await;
    let call = congress.open_call(false).await;
    let proposal = congress.submitted(congress.wei, &call, "雨水", "王伟").await;
    let path = format!("/en/hangzhou-2024/calls/sessions/review/{}", proposal.code);
    let page = congress.actor(congress.rita).get(&path).await.is(200);
    assert!(page.body.contains("王伟") && !page.body.contains("wei@example.org"), "{}", page.body);
    congress.actor(congress.ada).get(&path).await.is(404);
    congress.house.stranger().get("/en/hangzhou-2024/calls/sessions").await.is(200);
});

both_engines!(own_and_recused_proposals_do_not_exist_for_a_reviewer, |engine| async move {
    let congress = congress(engine).await;
    let call = congress.open_call(false).await;
    let foreign = congress.submitted(congress.wei, &call, "雨水", "王伟").await;
    let own = congress.submitted(congress.rita, &call, "My own", "Rita").await;
    let (db, rita) = (congress.house.db(), congress.seen_by(congress.rita));
    let pile = reviewable(db, &rita, &call).await.unwrap();
    assert_eq!(pile.iter().map(|(one, _)| one.id).collect::<Vec<_>>(), [foreign.id]);
    let base = "/en/hangzhou-2024/calls/sessions/review";
    let mut browser = congress.actor(congress.rita);
    let never = browser.get(&format!("{base}/ZZZZZZ")).await.is(404).body;
    assert_eq!(browser.get(&format!("{base}/{}", own.code)).await.is(404).body, never);
    let self_review = save_review(db, &rita, &call, (own.id, 0), &judgement([1000; 3], ""), SaveHow::Submitted).await;
    assert!(matches!(self_review, Err(Error::NotFound)), "{self_review:?}");

    browser.get(&format!("{base}/{}", foreign.code)).await.is(200);
    recuse(db, &rita, &call, foreign.id, 0).await.unwrap();
    assert_eq!(browser.get(&format!("{base}/{}", foreign.code)).await.is(404).body, never);
    // There is no way back, whatever is sent.
    for revision in [0, 1, 2] {
        let late =
            save_review(db, &rita, &call, (foreign.id, revision), &judgement([500; 3], ""), SaveHow::Submitted).await;
        assert!(matches!(late, Err(Error::NotFound)), "{late:?}");
    }
    let all = reviews_of(db, &congress.staff(), call.id).await.unwrap();
    assert_eq!(all.iter().map(|one| one.state).collect::<Vec<_>>(), [ReviewState::Recused]);
});

both_engines!(nobody_reads_others_before_judging, |engine| async move {
    let congress = congress(engine).await;
    let call = congress.open_call(false).await;
    let proposal = congress.submitted(congress.wei, &call, "雨水", "王伟").await;
    let (db, rita) = (congress.house.db(), congress.seen_by(congress.rita));
    judge(&congress, congress.ravi, &call, &proposal, &judgement([800, 800, 800], "Zqxremark")).await;
    assert_eq!(others(db, &rita, proposal.id).await.unwrap(), vec![]);
    let path = format!("/en/hangzhou-2024/calls/sessions/review/{}", proposal.code);
    let before = congress.actor(congress.rita).get(&path).await.is(200);
    assert!(!before.body.contains("Zqxremark"));
    // Saved for now is not submitted.
    let part = ReviewDetails { scores: Scores([(1, 300)].into()), remark: String::new() };
    save_review(db, &rita, &call, (proposal.id, 0), &part, SaveHow::Partly).await.unwrap();
    assert_eq!(others(db, &rita, proposal.id).await.unwrap(), vec![]);
    save_review(db, &rita, &call, (proposal.id, 1), &judgement([300, 400, 500], ""), SaveHow::Submitted).await.unwrap();
    assert_eq!(others(db, &rita, proposal.id).await.unwrap().len(), 1);
    let after = congress.actor(congress.rita).get(&path).await.is(200);
    assert!(after.body.contains("Zqxremark"), "{}", after.body);
    // Speakers read none of it, and the desk reads all of it.
    let own = congress.actor(congress.wei).get(&format!("/en/hangzhou-2024/proposals/{}", proposal.code)).await.is(200);
    assert!(!own.body.contains("Zqxremark"));
    let all = reviews_of(db, &congress.staff(), call.id).await.unwrap();
    let sums = summaries(&call.card, &all);
    let sum = sums[&proposal.id];
    assert_eq!((sum.count, sum.median, sum.mean, sum.spread), (2, 5.9, 5.9, 4.2));
    assert_eq!(own_review(db, &rita, proposal.id).await.unwrap().unwrap().revision, 2);
});

both_engines!(scores_are_on_the_scale_or_come_back_as_typed, |engine| async move {
    let congress = congress(engine).await;
    let call = congress.open_call(false).await;
    let proposal = congress.submitted(congress.wei, &call, "雨水", "王伟").await;
    let path = format!("/en/hangzhou-2024/calls/sessions/review/{}", proposal.code);
    let mut browser = congress.actor(congress.rita);
    for bad in ["-1", "10.5", "NaN", "7.3", "ten"] {
        let fields = [("score_1", bad), ("score_2", "5"), ("score_3", "5"), ("revision", "0"), ("remark", "Kept")];
        let answer = browser.post(&format!("{path}/submission"), &fields).await.is(422);
        assert!(answer.body.contains("id=\"score_1-problem\"") && answer.body.contains("Kept"), "{bad}");
        assert!(answer.body.contains(&format!("value=\"{bad}\"")), "{bad}: {}", answer.body);
    }
    let fields = [("score_1", "7,5"), ("score_2", ""), ("score_3", "10"), ("revision", "0")];
    browser.post(&format!("{path}/submission"), &fields).await.is(422);
    browser.post(&path, &fields).await.is(303);
    let page = browser.get(&path).await.is(200);
    assert!(page.body.contains("value=\"7.5\"") && page.body.contains("value=\"10\""), "{}", page.body);
    assert_eq!(call.slug.as_str(), "sessions");
});
