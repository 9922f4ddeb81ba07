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
