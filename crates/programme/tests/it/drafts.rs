//! What is kept of a draft is never older than the draft, and never more than the
//! reader may know.

use crate::prepared::{at, congress, details, editor};
use kernel::{Ctx, Role, Viewer, Visibility};
use programme::{
    acts,
    drafts::Drafts,
    rules::conflicts,
    session::{Placement, cancel, create_session, place, revise_session, session, sessions, swap},
};
use testkit::{Engine, both_engines, viewer_with};

both_engines!(a_kept_draft_is_the_draft, |engine: Engine| async move {
    let c = congress(engine).await;
    let ids = c.a_day().await;
    let (db, drafts) = (c.house.db(), Drafts::default());
    let same = async |ctx: &Ctx, after: &str| {
        let kept = drafts.sessions(db, ctx, c.edition.id).await.unwrap();
        let kept: Vec<_> = kept.iter().map(|one| (**one).clone()).collect();
        assert_eq!(kept, sessions(db, ctx, c.edition.id).await.unwrap(), "after {after}");
        let found = drafts.conflicts(db, ctx, &c.edition).await.unwrap();
        assert_eq!(*found, conflicts(db, ctx, &c.edition).await.unwrap(), "after {after}");
    };
    // Every act is later than the one before, so that it can be taken back.
    let later = || {
        c.later();
        c.house.seen_by(editor(&c))
    };
    let ctx = later();
    same(&ctx, "seeding").await;
    let there = Placement { room: Some(c.far), starts_at: Some(at("26 14:00")), minutes: 60 };
    place(db, &ctx, &c.edition, ids[4], 1, there).await.unwrap();
    same(&ctx, "a move").await;
    let ctx = later();
    let now = async |at: usize| session(db, &ctx, ids[at]).await.unwrap().unwrap().revision;
    swap(db, &ctx, &c.edition, (ids[0], now(0).await), (ids[4], now(4).await)).await.unwrap();
    same(&ctx, "a swap").await;
    acts::undo(db, &later(), &c.edition).await.unwrap();
    same(&ctx, "undo").await;
    acts::redo(db, &later(), &c.edition).await.unwrap();
    same(&ctx, "redo").await;
    revise_session(db, &later(), &c.edition, ids[0], now(0).await, &details("Another name")).await.unwrap();
    same(&ctx, "another name").await;
    cancel(db, &later(), &c.edition, ids[4], now(4).await).await.unwrap();
    same(&ctx, "a cancellation").await;
    create_session(db, &later(), c.edition.id, &details("One more")).await.unwrap();
    same(&ctx, "one more").await;
    acts::undo(db, &later(), &c.edition).await.unwrap();
    same(&ctx, "one less").await;

    // The door is closed by somebody who keeps the key; the others no longer know of it.
    let closer = c.house.seen_by(viewer_with(6, None, &[(Some(c.edition.id), Role::ProgrammeEditor)]));
    let mut behind = details("Behind the door");
    behind.visibility = Visibility::Concealed;
    let hidden = create_session(db, &closer, c.edition.id, &behind).await.unwrap();
    same(&closer, "a closed door").await;
    same(&ctx, "a closed door, outside").await;
    let kept = drafts.sessions(db, &ctx, c.edition.id).await.unwrap();
    assert!(kept.iter().all(|one| one.id != hidden.id), "what is kept for one is not shown to another");
    let stranger = c.house.seen_by(Viewer::stranger());
    assert!(drafts.sessions(db, &stranger, c.edition.id).await.unwrap().is_empty());
});
