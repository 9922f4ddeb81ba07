//! An edition inside another event.

use crate::prepared::{details, house};
use congress::{EditionDetails, Error, Keep, create_edition, revise_edition};
use kernel::Role;
use testkit::{Engine, both_engines, viewer_with};

both_engines!(no_edition_is_inside_itself, |engine: Engine| async move {
    let house = house(engine).await;
    let (db, ctx) = (house.db(), &house.system());
    let outer = create_edition(db, ctx, &details("outer")).await.unwrap();
    let middle = EditionDetails { host: Some(outer.id), ..details("middle") };
    let middle = create_edition(db, ctx, &middle).await.unwrap();
    let inner = EditionDetails { host: Some(middle.id), ..details("inner") };
    let inner = create_edition(db, ctx, &inner).await.unwrap();
    for host in [outer.id, middle.id, inner.id] {
        let circle = EditionDetails { host: Some(host), ..details("outer") };
        let refused = revise_edition(db, ctx, outer.id, 1, &circle, &[], Keep::WallClock).await;
        let Err(Error::Invalid(problems)) = refused else { panic!("{refused:?}") };
        assert_eq!(problems.of_field("host")[0].key, "congress-problem-host-cycle");
    }
    let free = EditionDetails { host: None, ..details("middle") };
    revise_edition(db, ctx, middle.id, 1, &free, &[], Keep::WallClock).await.unwrap();
    let below = EditionDetails { host: Some(inner.id), ..details("outer") };
    revise_edition(db, ctx, outer.id, 1, &below, &[], Keep::WallClock).await.unwrap();
});

both_engines!(a_host_is_an_edition_one_runs, |engine: Engine| async move {
    let house = house(engine).await;
    let (db, ctx) = (house.db(), &house.system());
    let host = create_edition(db, ctx, &details("host")).await.unwrap();
    let guest = create_edition(db, ctx, &details("guest")).await.unwrap();
    let organiser = house.seen_by(viewer_with(2, None, &[(Some(guest.id), Role::Organiser)]));
    let uninvited = EditionDetails { host: Some(host.id), ..details("guest") };
    let refused = revise_edition(db, &organiser, guest.id, 1, &uninvited, &[], Keep::WallClock).await;
    assert!(matches!(refused, Err(Error::Invalid(p)) if p.of_field("host")[0].key == "congress-problem-host"));
    revise_edition(db, ctx, guest.id, 1, &uninvited, &[], Keep::WallClock).await.unwrap();
    let home = congress::home_facts(db, ctx, &host).await.unwrap();
    assert_eq!(home.hosted[0].path, "/guest");
});
