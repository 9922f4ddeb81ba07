//! A cloned edition runs its rooms as the one before.

use crate::prepared::congress;
use congress::{CloneDetails, ClonePart, clone_edition};
use kernel::{LocalizedText, Slug};
use onsite::custom::{Custom, RoomCustoms, custom, set_custom};
use std::sync::Arc;
use testkit::both_engines;

both_engines!(a_clone_runs_its_rooms_as_its_edition_did, |engine| async move {
    let congress = congress(engine).await;
    let (db, ctx) = (congress.house.db(), congress.house.system());
    let parts: [Arc<dyn ClonePart>; 1] = [Arc::new(RoomCustoms)];
    let details = |slug: &str| CloneDetails {
        slug: Slug::parse(slug).unwrap(),
        name: LocalizedText::both(slug, slug),
        first_day: jiff::civil::date(2025, 9, 24),
    };
    let usual = clone_edition(db, &ctx, congress.edition.id, &details("lake-2025"), &parts).await.unwrap();
    assert_eq!(custom(db.read(), &ctx, usual.id).await.unwrap(), Custom::default());
    let own = Custom { doors: 45, ..Custom::default() };
    set_custom(db, &ctx, congress.edition.id, own).await.unwrap();
    let next = clone_edition(db, &ctx, congress.edition.id, &details("lake-2026"), &parts).await.unwrap();
    assert_eq!(custom(db.read(), &ctx, next.id).await.unwrap(), Custom { revision: 1, ..own });
});
