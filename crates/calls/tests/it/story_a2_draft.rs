//! drafts are safe. What was typed comes back; of two who write at once,
//! neither loses anything; nobody else reads a draft.

use crate::prepared::{congress, details};
use calls::{
    Error, ProposalState,
    proposal::{follow_link, links, make_link, revoke_link, save, speakers, waiting},
    question::Strictness,
};
use testkit::both_engines;

both_engines!(a_draft_may_be_incomplete_and_a_submission_may_not, |engine| async move {
    let congress = congress(engine).await;
    let call = congress.open_call(false).await;
    let mut browser = congress.actor(congress.wei);
    let fields = [("kind", "keynote"), ("title", ""), ("locale", "zh")];
    let begun = browser.post("/zh/hangzhou-2024/calls/sessions/proposals", &fields).await.is(303);
    let path = begun.location().to_owned();
    browser
        .post(&path, &[("kind", "keynote"), ("locale", "zh"), ("title", "只有标题"), ("revision", "1")])
        .await
        .is(303);
    let typed = [("kind", "keynote"), ("locale", "zh"), ("title", "只有标题"), ("revision", "2"), ("summary", "")];
    let refused = browser.post(&format!("{path}/submission"), &typed).await.is(422);
    for field in ["summary-problem", "track-problem"] {
        assert!(refused.body.contains(&format!("id=\"{field}\"")), "{field}: {}", refused.body);
    }
    assert!(refused.body.contains("value=\"只有标题\""), "{}", refused.body);
    assert_eq!(call.slug.as_str(), "sessions");
});

both_engines!(a_megabyte_is_refused_politely_and_comes_back, |engine| async move {
    let congress = congress(engine).await;
    let call = congress.open_call(false).await;
    let draft = congress.begin(congress.wei, &call, "雨水").await;
    let long = "雨".repeat(100_000);
    let fields = [("kind", "keynote"), ("locale", "zh"), ("title", "雨水"), ("summary", &long), ("revision", "1")];
    let path = format!("/zh/hangzhou-2024/proposals/{}", draft.code);
    let answer = congress.actor(congress.wei).post(&path, &fields).await.is(422);
    assert!(answer.body.contains(&long) && answer.body.contains("id=\"summary-problem\""));
});

both_engines!(of_two_saves_one_is_stored_and_the_other_shown_both, |engine| async move {
    let congress = congress(engine).await;
    let call = congress.open_call(false).await;
    let draft = congress.finished_draft(congress.wei, &call, "雨水", "王伟").await;
    let asked = congress.questions(&call).await;
    let db = congress.house.db();
    let ctx = congress.seen_by(congress.wei);
    let mut mine = details(&draft, congress.track);
    mine.title = "我的标题".to_owned();
    let mut yours = details(&draft, congress.track);
    yours.title = "你的标题".to_owned();
    let store = |details| {
        let (ctx, call, asked) = (&ctx, &call, &asked);
        async move { save(db, ctx, (call, asked), (draft.id, 1), &details, Strictness::Submission, "").await }
    };
    let (one, other) = tokio::join!(store(mine.clone()), store(yours.clone()));
    let results = [&one, &other];
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1, "{results:?}");
    assert_eq!(results.iter().filter(|result| matches!(result, Err(Error::Stale))).count(), 1, "{results:?}");

    let lost = if one.is_ok() { "你的标题" } else { "我的标题" };
    let kept = if one.is_ok() { "我的标题" } else { "你的标题" };
    let path = format!("/zh/hangzhou-2024/proposals/{}", draft.code);
    let track = congress.track.to_string();
    let fields = [
        ("kind", "keynote"),
        ("locale", "zh"),
        ("title", lost),
        ("summary", "雨水如何成为资源。"),
        ("track", &track),
        ("languages", "zh"),
        ("revision", "1"),
    ];
    let answer = congress.actor(congress.wei).post(&path, &fields).await.is(409);
    assert!(answer.body.contains(&format!(">{kept}</td>")) && answer.body.contains(&format!(">{lost}</td>")));
    // Sent again, the form carries the revision that was now seen.
    assert!(answer.body.contains("name=\"revision\" value=\"2\""), "{}", answer.body);
});

both_engines!(a_draft_is_known_to_its_speakers_only, |engine| async move {
    let congress = congress(engine).await;
    let call = congress.open_call(false).await;
    let draft = congress.begin(congress.wei, &call, "秘密草稿").await;
    let path = format!("/en/hangzhou-2024/proposals/{}", draft.code);
    let own = congress.actor(congress.wei).get(&path).await.is(200);
    assert!(own.body.contains("秘密草稿"));
    congress.actor(congress.ada).get(&path).await.is(404);
    congress.staff_actor().get(&path).await.is(404);
    let desk = congress.staff_actor().get("/en/hangzhou-2024/desk/calls/sessions").await.is(200);
    assert!(desk.body.contains("One draft") && !desk.body.contains("秘密草稿"), "{}", desk.body);
    let path = format!("/en/hangzhou-2024/desk/calls/sessions/proposals/{}", draft.code);
    congress.staff_actor().get(&path).await.is(404);
});

both_engines!(a_co_speaker_comes_in_by_a_link_and_writes_their_own_part, |engine| async move {
    let congress = congress(engine).await;
    let call = congress.open_call(false).await;
    let draft = congress.finished_draft(congress.wei, &call, "雨水", "王伟").await;
    let (db, wei, ada, rita) = (
        congress.house.db(),
        congress.seen_by(congress.wei),
        congress.seen_by(congress.ada),
        congress.seen_by(congress.rita),
    );
    let edition = congress.edition.id;
    let token = make_link(db, &wei, draft.id, draft.revision, "Ada").await.unwrap();
    // 256 bits, and none of them in the database.
    assert_eq!(token.len(), 43);
    let stored = congress.house.db().read();
    let rows = sea_orm_rows(stored).await;
    assert!(!rows.contains(&token), "{rows}");

    // A stranger is sent to sign in, and the link says nothing before that.
    let path = format!("/en/hangzhou-2024/co-speaker/{token}");
    let stranger = congress.house.stranger().get(&path).await;
    assert!(stranger.location().contains("/sign-in") && !stranger.body.contains("雨水"), "{stranger:?}");
    let page = congress.actor(congress.ada).get(&path).await.is(200);
    assert!(page.body.contains("雨水") && page.body.contains("王伟"), "{}", page.body);

    follow_link(db, &ada, edition, &token).await.unwrap();
    follow_link(db, &ada, edition, &token).await.unwrap();
    assert!(matches!(waiting(db, &rita, edition, &token).await, Err(Error::NotFound)), "a link joins one person");
    let joined = speakers(db, &wei, draft.id).await.unwrap();
    assert_eq!(joined.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["王伟", "Ada"]);

    // Everybody must be ready before it is submitted.
    congress.introduce(congress.ada, &call, &draft, "Ada Lovelace").await;
    let submitted = congress.submit(congress.wei, &call, &draft).await.unwrap();
    assert_eq!(submitted.state, ProposalState::Submitted);

    let second = make_link(db, &wei, draft.id, submitted.revision, "Rita").await.unwrap();
    let open = links(db, &wei, draft.id).await.unwrap();
    revoke_link(db, &wei, &submitted, open[1].id).await.unwrap();
    assert!(matches!(follow_link(db, &rita, edition, &second).await, Err(Error::NotFound)));
    assert!(matches!(make_link(db, &ada, draft.id, submitted.revision, "x").await, Err(Error::NotFound)));
});

/// Everything that the table of links holds, as text.
async fn sea_orm_rows(conn: &sea_orm::DatabaseConnection) -> String {
    use sea_orm::{ConnectionTrait, Statement};
    let all = Statement::from_string(conn.get_database_backend(), "SELECT token, note FROM speaker_link");
    let rows = conn.query_all_raw(all).await.unwrap();
    rows.iter().map(|row| row.try_get::<String>("", "token").unwrap()).collect()
}
