//! Two sessions at one time: everybody is told, and refused only where the
//! edition says so.

use crate::prepared::{congress, editor, open, path};
use testkit::{Engine, both_engines};

both_engines!(a_clash_is_told_and_refused_only_where_the_edition_says_so, |engine: Engine| async move {
    let c = congress(engine).await;
    let ids = c.a_day().await;
    for id in &ids[..2] {
        c.terms(*id, &open(9)).await;
    }
    let (_, mut ada) = c.visitor("ada").await;
    ada.post(&path("/sessions/wrk222/sign-up"), &[]).await.is(303);
    let page = ada.get(&path("/sessions/tlk333-rain-in-the-street")).await.is(200).body;
    assert!(page.contains("You are on the list of a session at the same time:") && page.contains("Workshop of pipes"));
    assert!(page.contains(">Sign up</button>"), "told, and let");

    let mut desk = c.house.actor(editor(&c));
    desk.post(&path("/desk/sign-ups"), &[("on_clash", "block")]).await.is(303);
    let page = ada.get(&path("/sessions/tlk333-rain-in-the-street")).await.is(200).body;
    assert!(page.contains("Give that one up first.") && !page.contains(">Sign up</button>"), "{page}");
    let refused = ada.post(&path("/sessions/tlk333/sign-up"), &[]).await.is(422).body;
    assert!(refused.contains("You are not signed up"), "{refused}");
    assert_eq!(c.list(ids[1]).await.0.len(), 0);

    ada.post(&path("/sessions/wrk222/sign-up/cancellation"), &[]).await.is(303);
    ada.post(&path("/sessions/tlk333/sign-up"), &[]).await.is(303);
    assert_eq!(c.list(ids[1]).await.0.len(), 1);
    desk.post(&path("/desk/sign-ups"), &[("on_clash", "perhaps")]).await.is(422);
});
