//! The next edition out of this one.

use crate::prepared::{house_with, owner, public_hangzhou};
use congress::{ClonePart, Cloning, EditionState, Neighbours, edition_by_slug, facts, rooms, tracks, venues};
use db::Tx;
use jiff::civil::date;
use kernel::Ctx;
use std::sync::{Arc, Mutex};
use testkit::{Engine, both_engines};

/// Remembers what it was asked to copy.
#[derive(Default)]
struct Forms(Mutex<Vec<Cloning>>);

#[async_trait::async_trait]
impl ClonePart for Forms {
    async fn clone_part(&self, _: &Tx, _: &Ctx, cloning: &Cloning) -> Result<(), sea_orm::DbErr> {
        self.0.lock().unwrap().push(cloning.clone());
        Ok(())
    }
}

both_engines!(structure_is_copied_and_nothing_personal, |engine: Engine| async move {
    let forms = Arc::new(Forms::default());
    let house = house_with(engine, Neighbours { clone_parts: vec![forms.clone()], ..Neighbours::default() }).await;
    let old = public_hangzhou(&house).await;
    let mut organiser = house.actor(owner());
    let path = "/en/hangzhou-2024/desk/clone";
    organiser.get(path).await.is(200);
    let taken = [("name_en", "X"), ("name_zh", "某"), ("slug", "hangzhou-2024"), ("first_day", "2025-09-02")];
    organiser.post(path, &taken).await.is(409);
    let fields = [("name_en", "Stage 2025"), ("name_zh", "2025 站"), ("slug", "next"), ("first_day", "2025-09-02")];
    assert_eq!(organiser.post(path, &fields).await.is(303).location(), "/en/next/desk");

    let (db, ctx) = (house.db(), &house.system());
    let next = edition_by_slug(db, ctx, "next").await.unwrap().unwrap();
    assert_eq!((next.first_day, next.last_day), (date(2025, 9, 2), date(2025, 9, 6)));
    assert_eq!((next.state, next.illustration, next.zone.name()), (EditionState::Draft, false, "Asia/Shanghai"));
    assert_eq!(venues(db, ctx, next.id).await.unwrap()[0].slug.as_str(), "congress-centre");
    let (old_rooms, new_rooms) = (rooms(db, ctx, old.id).await.unwrap(), rooms(db, ctx, next.id).await.unwrap());
    assert_eq!(new_rooms.len(), 2);
    assert!(
        old_rooms.iter().zip(&new_rooms).all(|(a, b)| a.id != b.id && a.slug == b.slug && a.published == b.published)
    );
    assert_eq!(tracks(db, ctx, next.id).await.unwrap().len(), 1);
    assert!(facts(db, ctx, next.id).await.unwrap().is_empty(), "figures speak of the edition they were counted in");
    let asked = forms.0.lock().unwrap().pop().unwrap();
    assert_eq!((asked.from, asked.to, asked.days, asked.rooms.len(), asked.tracks.len()), (old.id, next.id, 342, 2, 1));
});
