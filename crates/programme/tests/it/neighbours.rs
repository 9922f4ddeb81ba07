//! What the programme does for editions that get another zone or are cloned.

use crate::prepared::{at, congress, editor};
use congress::{CloneDetails, ClonePart, Keep, ZoneChange, ZoneFollower, clone_edition};
use kernel::{LocalizedText, Zone};
use programme::{
    Views,
    rules::{self, Level, Rule},
    session::sessions,
};
use std::sync::Arc;
use testkit::{Engine, both_engines};

both_engines!(a_draft_follows_its_zone, |engine: Engine| async move {
    let c = congress(engine).await;
    c.a_day().await;
    let (db, ctx) = (c.house.db(), c.house.system());
    let programme = programme::neighbour(&Views::new());
    let preview = programme.preview(db, &ctx, c.edition.id, 3).await.unwrap();
    assert_eq!((preview.total, preview.first.len()), (5, 3));
    assert_eq!(preview.first[0].at, at("25 09:30"));
    let change = &ZoneChange {
        edition: c.edition.id,
        from: c.edition.zone.clone(),
        to: Zone::parse("Asia/Tokyo").unwrap(),
        keep: Keep::WallClock,
    };
    let (programme, ctx) = (&programme, &ctx);
    db.write("test.zone", |tx| async move { programme.apply(&tx, ctx, change).await }).await.unwrap();
    let all = sessions(db, ctx, c.edition.id).await.unwrap();
    assert_eq!(all[0].starts_at, Some(at("25 08:30")), "half past nine in Tokyo");
    assert_eq!(all[0].revision, 2);
});

both_engines!(a_clone_takes_the_rules_and_no_session, |engine: Engine| async move {
    let c = congress(engine).await;
    c.a_day().await;
    let (db, ctx) = (c.house.db(), c.house.seen_by(editor(&c)));
    let mut levels = rules::Levels::default();
    levels.set(Rule::Walk, Level::Block);
    rules::set_levels(db, &ctx, c.edition.id, &levels).await.unwrap();
    let parts: [Arc<dyn ClonePart>; 1] = [programme::neighbour(&Views::new())];
    let details = CloneDetails {
        slug: crate::prepared::slug("hangzhou-2025"),
        name: LocalizedText::both("Hangzhou Stage 2025", "2025 杭州站"),
        first_day: jiff::civil::date(2025, 9, 24),
    };
    let ctx = c.house.system();
    let next = clone_edition(db, &ctx, c.edition.id, &details, &parts).await.unwrap();
    assert_eq!(sessions(db, &ctx, next.id).await.unwrap(), []);
    assert_eq!(rules::levels(db.read(), &ctx, next.id).await.unwrap().of(Rule::Walk), Level::Block);
});
