//! S-2: a speaker is replaced; the session keeps its place and its text.

use crate::prepared::{congress, editor};
use programme::{
    Error,
    release::{self, ChangeKind},
    session::{people_of, replace_person},
};
use testkit::{Engine, both_engines};

both_engines!(story_s2_replacement, |engine: Engine| async move {
    let c = congress(engine).await;
    let ids = c.a_day().await;
    let (db, ctx) = (c.house.db(), c.house.seen_by(editor(&c)));
    c.publish().await;
    let busy = replace_person(db, &ctx, &c.edition, ids[2], 1, (c.chen, c.lin)).await;
    assert!(busy.is_ok(), "Lin has the next item of the same forum, which is no overlap: {busy:?}");
    let pair = (c.lin, c.chen);
    let replaced = replace_person(db, &ctx, &c.edition, ids[0], 1, pair).await.unwrap();
    assert_eq!(replaced.revision, 2);
    let people = people_of(db, &ctx, ids[0]).await.unwrap();
    assert_eq!(people[0].person, c.chen);
    let told = release::preview(db, &ctx, &c.edition).await.unwrap();
    let opening: Vec<&ChangeKind> =
        told.changes.iter().filter(|change| change.session == ids[0]).map(|change| &change.kind).collect();
    assert!(matches!(opening[..], [ChangeKind::Joined(_), ChangeKind::Left(_)]), "{opening:?}");
    let stale = replace_person(db, &ctx, &c.edition, ids[0], 1, pair).await.unwrap_err();
    assert!(matches!(stale, Error::Stale(_)));
});

both_engines!(somebody_who_is_elsewhere_cannot_be_put_here, |engine: Engine| async move {
    let c = congress(engine).await;
    let ids = c
        .seed(&[
            crate::prepared::session("AAA222", "One", "25 09:30", c.hall, &[c.lin]),
            crate::prepared::session("BBB222", "Two", "25 09:30", c.lake, &[c.chen]),
        ])
        .await;
    let ctx = c.house.seen_by(editor(&c));
    let refused = replace_person(c.house.db(), &ctx, &c.edition, ids[1], 1, (c.chen, c.lin)).await.unwrap_err();
    let Error::Invalid(problems) = refused else { panic!("{refused:?}") };
    let problem = &problems.of_field("person")[0];
    assert_eq!(problem.key, "programme-problem-person-busy");
    assert_eq!(people_of(c.house.db(), &ctx, ids[1]).await.unwrap()[0].person, c.chen, "nothing is half-stored");
});

both_engines!(story_s2_who_starred_a_session_hears_who_speaks_instead, |engine: Engine| async move {
    let c = congress(engine).await;
    let ids = c.a_day().await;
    let (db, system, ctx) = (c.house.db(), c.house.system(), c.house.seen_by(editor(&c)));
    c.publish().await;
    let email = kernel::EmailAddress::parse("reader@example.org").unwrap();
    let account = accounts::seed_account(db, &system, &email, "Reader", None, &[]).await.unwrap();
    let viewer = kernel::Viewer::account(account, None, kernel::Strength::OneFactor, Vec::new());
    c.house.actor(viewer).post("/en/hangzhou-2024/sessions/pen234/star", &[]).await.is(303);
    replace_person(db, &ctx, &c.edition, ids[0], 1, (c.lin, c.chen)).await.unwrap();
    let told = release::preview(db, &ctx, &c.edition).await.unwrap().touched;
    let [letter] = &told.letters[..] else { panic!("{told:?}") };
    assert!(letter.letter.text.contains("Chen Chen joins “Opening of the days”"), "{}", letter.letter.text);
    assert!(!letter.letter.text.contains("You take part"), "{}", letter.letter.text);
    // Whom nobody may know of is not named in a letter either.
    replace_person(db, &ctx, &c.edition, ids[0], 2, (c.chen, c.lin)).await.unwrap();
    let quiet = release::preview(db, &ctx, &c.edition).await.unwrap();
    assert!(!quiet.changes_anything, "back to what was published");
});
