//! the deadline is an instant of the server's clock, the same for everybody.

use crate::prepared::{DEADLINE, call_details, congress, new_call, utc};
use calls::{Access, CallDetails, Error, ProposalState, call::revise_call};
use testkit::both_engines;

both_engines!(the_last_millisecond_is_in_time_and_midnight_is_not, |engine| async move {
    let congress = congress(engine).await;
    let call = congress.open_call(false).await;
    let first = congress.finished_draft(congress.wei, &call, "雨水", "王伟").await;
    let second = congress.finished_draft(congress.ada, &call, "Rain", "Ada Lovelace").await;

    congress.house.clock.set(utc("2024-09-29T15:59:59.999"));
    let first = congress.submit(congress.wei, &call, &first).await.unwrap();
    assert_eq!(first.state, ProposalState::Submitted);
    assert_eq!(first.submitted_at, Some(utc("2024-09-29T15:59:59.999")));

    congress.house.clock.set(utc(DEADLINE));
    let late = congress.submit(congress.ada, &call, &second).await.unwrap_err();
    let Error::Invalid(problems) = late else { panic!("{late}") };
    assert_eq!(problems.of_field("")[0].key, "calls-problem-deadline");
    // What was handed in cannot be changed any more either.
    assert!(congress.submit(congress.wei, &call, &first).await.is_err());
});

both_engines!(minutes_of_grace_are_taken_and_logged, |engine| async move {
    let congress = congress(engine).await;
    let details = CallDetails { grace_minutes: 5, ..call_details("sessions", Access::Public, false, congress.track) };
    let call = congress.make(&new_call(details)).await;
    let draft = congress.finished_draft(congress.wei, &call, "雨水", "王伟").await;
    congress.house.clock.set(utc("2024-09-29T16:04:59.999"));
    let stored = congress.submit(congress.wei, &call, &draft).await.unwrap();
    let log = db::audit_log(congress.house.db(), &congress.house.system(), congress.edition.id, 10).await.unwrap();
    let line = log.iter().find(|line| line.verb == "proposal.submitted").unwrap();
    assert_eq!(line.detail["deadline"], "in_grace");
    congress.house.clock.set(utc("2024-09-29T16:05:00"));
    assert!(congress.submit(congress.wei, &call, &stored).await.is_err());
});

both_engines!(an_extension_is_for_everybody_and_stands_on_the_page, |engine| async move {
    let congress = congress(engine).await;
    let call = congress.open_call(false).await;
    let draft = congress.finished_draft(congress.wei, &call, "雨水", "王伟").await;
    let submitted = congress.submitted(congress.ada, &call, "Rain", "Ada Lovelace").await;
    let mut details = call_details("sessions", Access::Public, false, congress.track);
    details.closes_at = utc("2024-10-06T16:00:00");
    let call =
        revise_call(congress.house.db(), &congress.staff(), &call, call.revision, &details, "http://convoke.test")
            .await
            .unwrap();
    // Who has handed in already is left in peace.
    let told = congress.letters("calls.extended").await;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].0, "wei@example.org");
    let page = congress.house.stranger().get("/en/hangzhou-2024/calls/sessions").await.is(200);
    assert!(
        page.body.contains("From Monday, 30 September 2024, 00:00 to Monday, 7 October 2024, 00:00"),
        "{}",
        page.body
    );
    assert!(page.body.contains("Asia/Shanghai") && page.body.contains("UTC 6 Oct 16:00"), "{}", page.body);
    congress.house.clock.set(utc("2024-10-06T15:59:59"));
    congress.submit(congress.wei, &call, &draft).await.unwrap();
    congress.submit(congress.ada, &call, &submitted).await.unwrap();
});

both_engines!(every_submission_has_a_receipt_with_its_hash, |engine| async move {
    let congress = congress(engine).await;
    let call = congress.open_call(false).await;
    let first = congress.submitted(congress.wei, &call, "雨水", "王伟").await;
    let hash = first.receipt.clone().unwrap();
    let letters = congress.letters("calls.receipt").await;
    assert_eq!(letters.len(), 1);
    let (to, text) = &letters[0];
    assert_eq!(to, "wei@example.org");
    assert!(
        text.contains(&first.code) && text.contains(&hash) && text.contains("2024-09-20 00:00:00.000 UTC"),
        "{text}"
    );
    // Another instant is another receipt, for the same words.
    congress.house.clock.advance_seconds(1);
    let again = congress.submit(congress.wei, &call, &first).await.unwrap();
    assert_ne!(again.receipt.unwrap(), hash);
});

both_engines!(the_browser_s_clock_decides_nothing, |engine| async move {
    let congress = congress(engine).await;
    let call = congress.open_call(false).await;
    let draft = congress.finished_draft(congress.wei, &call, "雨水", "王伟").await;
    congress.house.clock.set(utc("2024-09-30T16:00:00"));
    let track = congress.track.to_string();
    let mut browser = congress.actor(congress.wei).with_header("date", "Sun, 29 Sep 2024 10:00:00 GMT");
    let fields = [
        ("kind", "keynote"),
        ("locale", "zh"),
        ("title", "雨水"),
        ("summary", "雨水如何成为资源。"),
        ("languages", "zh"),
        ("track", &track),
        ("revision", "1"),
        ("submitted_at", "2024-09-29T10:00:00Z"),
    ];
    let path = format!("/zh/hangzhou-2024/proposals/{}/submission", draft.code);
    let answer = browser.post(&path, &fields).await.is(422);
    assert!(answer.body.contains("已过截止时间"), "{}", answer.body);
    assert!(answer.body.contains("雨水如何成为资源。"), "what was typed comes back: {}", answer.body);
});
