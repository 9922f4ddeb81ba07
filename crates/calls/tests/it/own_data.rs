//! What is held about somebody is told whole, and goes when they go.

use crate::prepared::congress;
use accounts::{OwnData, Owner};
use calls::{CallData, ProposalState, proposal::proposal_by_code};
use db::Tx;
use testkit::both_engines;

both_engines!(an_erased_speaker_leaves_no_name, |engine| async move {
    let congress = congress(engine).await;
    let call = congress.open_call(false).await;
    let submitted = congress.submitted(congress.wei, &call, "雨水", "王伟").await;
    let draft = congress.begin(congress.wei, &call, "秘密草稿").await;
    let (db, ctx) = (congress.house.db(), &congress.seen_by(congress.wei));
    let owner = &Owner { account: congress.wei, person: None };
    let told = CallData.export(db, ctx, owner).await.unwrap().to_string();
    for word in ["雨水", "秘密草稿", "王伟", "Institute of"] {
        assert!(told.contains(word), "{word}: {told}");
    }
    db.write("test.erase", |tx: Tx| async move { CallData.erase(&tx, ctx, owner).await }).await.unwrap();
    let told = CallData.export(db, ctx, owner).await.unwrap().to_string();
    for word in ["秘密草稿", "王伟", "Institute of"] {
        assert!(!told.contains(word), "{word}: {told}");
    }
    let all = congress.house.system();
    let state = async |code: &str| proposal_by_code(db, &all, congress.edition.id, code).await.unwrap().unwrap().state;
    // What was handed in is still judged; what was not is gone.
    assert_eq!(state(&submitted.code).await, ProposalState::Submitted);
    assert_eq!(state(&draft.code).await, ProposalState::Withdrawn);
});
