//! A new zone after sessions exist: a question, a preview, and an answer.

use crate::prepared::{edition_fields, hangzhou, house_with, owner};
use congress::{Moment, Neighbours, ZoneChange, ZoneFollower, ZonePreview};
use db::{Db, Tx};
use kernel::{Ctx, EditionId, LocalizedText, Timestamp};
use std::sync::{Arc, Mutex};
use testkit::{Engine, both_engines};

/// A programme in memory: seven sessions, an hour apart, the first at 09:00 in Shanghai.
struct Sessions(Mutex<Vec<Timestamp>>);

impl Sessions {
    fn seven() -> Arc<Self> {
        let first: Timestamp = "2024-09-25T01:00:00Z".parse::<jiff::Timestamp>().unwrap().into();
        Arc::new(Self(Mutex::new((0..7).map(|n| first.plus_minutes(60 * n)).collect())))
    }
    fn first(&self) -> String {
        self.0.lock().unwrap()[0].to_rfc3339()
    }
}

#[async_trait::async_trait]
impl ZoneFollower for Sessions {
    async fn preview(&self, _: &Db, _: &Ctx, _: EditionId, limit: usize) -> Result<ZonePreview, sea_orm::DbErr> {
        let all = self.0.lock().unwrap();
        let moment = |(n, at): (usize, &Timestamp)| Moment {
            label: LocalizedText::both(format!("Session {n}"), format!("活动 {n}")),
            at: *at,
        };
        let first = all.iter().enumerate().take(limit).map(moment).collect();
        Ok(ZonePreview { total: all.len() as u64, first })
    }
    async fn apply(&self, _: &Tx, _: &Ctx, change: &ZoneChange) -> Result<(), sea_orm::DbErr> {
        self.0.lock().unwrap().iter_mut().for_each(|at| *at = change.moved(*at));
        Ok(())
    }
}

both_engines!(a_new_zone_asks_what_to_keep, |engine: Engine| async move {
    let sessions = Sessions::seven();
    let neighbours = Neighbours { zone_followers: vec![sessions.clone()], ..Neighbours::default() };
    let house = house_with(engine, neighbours).await;
    hangzhou(&house).await;
    let mut organiser = house.actor(owner());
    let path = "/en/hangzhou-2024/desk/settings";
    let to_tokyo = [("revision", "1"), ("slug", "hangzhou-2024"), ("zone", "Asia/Tokyo"), ("name_en", "Typed")];

    let asked = organiser.post(path, &edition_fields(&to_tokyo)).await.is(422);
    assert!(asked.body.contains("7 moments") && asked.body.contains("value=\"Typed\""), "{}", asked.body);
    assert!(asked.body.contains("Session 4") && !asked.body.contains("Session 5"), "the first five");
    assert!(asked.body.contains("25 Sep 09:00 (01:00 UTC)"), "now");
    assert!(asked.body.contains("25 Sep 09:00 (00:00 UTC)"), "the wall clock is kept");
    assert!(asked.body.contains("25 Sep 10:00 (01:00 UTC)"), "the instant is kept");
    assert!(organiser.get(path).await.body.contains("value=\"Asia/Shanghai\""), "nothing is stored yet");
    assert_eq!(sessions.first(), "2024-09-25T01:00:00Z");

    let mut answered = edition_fields(&to_tokyo);
    answered.push(("keep", "wall_clock"));
    organiser.post(path, &answered).await.is(303);
    assert_eq!(sessions.first(), "2024-09-25T00:00:00Z");

    let home = [("revision", "2"), ("slug", "hangzhou-2024"), ("zone", "Asia/Shanghai"), ("keep", "instants")];
    organiser.post(path, &edition_fields(&home)).await.is(303);
    assert_eq!(sessions.first(), "2024-09-25T00:00:00Z");
});

both_engines!(a_new_zone_of_an_empty_programme_asks_nothing, |engine: Engine| async move {
    let house = house_with(engine, Neighbours::default()).await;
    hangzhou(&house).await;
    let mut organiser = house.actor(owner());
    let to_tokyo = [("revision", "1"), ("slug", "hangzhou-2024"), ("zone", "Asia/Tokyo")];
    organiser.post("/en/hangzhou-2024/desk/settings", &edition_fields(&to_tokyo)).await.is(303);
});
