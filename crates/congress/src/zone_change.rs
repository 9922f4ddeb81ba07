//! Moving an edition to another zone. The moments that hang on the edition
//! belong to other domains; they say here what they have and move it when told.

use db::{Db, Tx};
use jiff::civil::DateTime;
use kernel::{Ctx, EditionId, LocalizedText, Timestamp, Zone};
use sea_orm::DbErr;
use std::sync::Arc;

/// How many moments a preview shows.
pub const PREVIEW: usize = 5;

kernel::text_enum! {
    /// What stays the same when the zone of an edition changes.
    pub enum Keep {
        /// 09:00 stays 09:00: the zone was wrong, the hours were right.
        WallClock = "wall_clock",
        /// The instant stays, and its hour on the wall is another.
        Instants = "instants",
    }
}

/// An edition that gets another zone.
#[derive(Clone, Debug, PartialEq)]
pub struct ZoneChange {
    /// The edition.
    pub edition: EditionId,
    /// Its zone so far.
    pub from: Zone,
    /// Its zone from now on.
    pub to: Zone,
    /// What stays.
    pub keep: Keep,
}

impl ZoneChange {
    /// Where a moment stands after the change.
    ///
    /// A wall clock that the new zone skips (spring) moves on by the gap, one
    /// that it shows twice (autumn) is taken the first time (RFC 5545, 3.3.5).
    pub fn moved(&self, at: Timestamp) -> Timestamp {
        match self.keep {
            Keep::Instants => at,
            Keep::WallClock => {
                let wall: DateTime = at.in_zone(&self.from).datetime();
                // Fails only at the ends of jiff's calendar, where nothing meets.
                self.to.rules().to_ambiguous_timestamp(wall).compatible().map_or(at, Timestamp::from)
            }
        }
    }
}

/// A moment of the edition that a zone change touches.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// What happens then.
    pub label: LocalizedText,
    /// When.
    pub at: Timestamp,
}

/// What a domain would have to move.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ZonePreview {
    /// How many moments it has.
    pub total: u64,
    /// The earliest of them, at most as many as were asked for.
    pub first: Vec<Moment>,
}

/// A domain with moments that follow the zone of their edition. The
/// composition root collects them.
#[async_trait::async_trait]
pub trait ZoneFollower: Send + Sync {
    /// The first `limit` moments of the draft, in time order, and how many there are.
    ///
    /// # Errors
    /// The engine's.
    async fn preview(&self, db: &Db, ctx: &Ctx, edition: EditionId, limit: usize) -> Result<ZonePreview, DbErr>;

    /// Moves every moment by [`ZoneChange::moved`], in the transaction that
    /// changes the zone.
    ///
    /// # Errors
    /// The engine's.
    async fn apply(&self, tx: &Tx, ctx: &Ctx, change: &ZoneChange) -> Result<(), DbErr>;
}

/// What all domains together would have to move: the total, and the earliest moments.
///
/// # Errors
/// The engine's.
pub async fn zone_preview(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    followers: &[Arc<dyn ZoneFollower>],
) -> Result<ZonePreview, DbErr> {
    let mut all = ZonePreview::default();
    for follower in followers {
        let part = follower.preview(db, ctx, edition, PREVIEW).await?;
        all.total += part.total;
        all.first.extend(part.first);
    }
    all.first.sort_by_key(|moment| moment.at);
    all.first.truncate(PREVIEW);
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn change(from: &str, to: &str, keep: Keep) -> ZoneChange {
        ZoneChange {
            edition: EditionId(sea_orm::prelude::Uuid::nil()),
            from: Zone::parse(from).unwrap(),
            to: Zone::parse(to).unwrap(),
            keep,
        }
    }

    fn at(text: &str) -> Timestamp {
        text.parse::<jiff::Timestamp>().unwrap().into()
    }

    #[test]
    fn the_wall_clock_or_the_instant_stays() {
        let nine_in_shanghai = at("2024-09-25T01:00:00Z");
        let wall = change("Asia/Shanghai", "Asia/Tokyo", Keep::WallClock).moved(nine_in_shanghai);
        assert_eq!(wall, at("2024-09-25T00:00:00Z"));
        let same = change("Asia/Shanghai", "Asia/Tokyo", Keep::Instants).moved(nine_in_shanghai);
        assert_eq!(same, nine_in_shanghai);
    }

    #[test]
    fn a_skipped_hour_moves_on_and_a_double_one_is_the_first() {
        // In New York 02:30 does not exist on 10 March 2024 and 01:30 comes twice on 3 November.
        let to_new_york = change("Asia/Shanghai", "America/New_York", Keep::WallClock);
        assert_eq!(to_new_york.moved(at("2024-03-09T18:30:00Z")), at("2024-03-10T07:30:00Z"));
        assert_eq!(to_new_york.moved(at("2024-11-02T17:30:00Z")), at("2024-11-03T05:30:00Z"));
    }

    proptest! {
        #[test]
        fn zones_without_summer_time_bring_everything_back(micros in 1_600_000_000_000_000i64..2_000_000_000_000_000) {
            let there = change("Asia/Shanghai", "Asia/Kolkata", Keep::WallClock);
            let back = change("Asia/Kolkata", "Asia/Shanghai", Keep::WallClock);
            let start = Timestamp::from_micros(micros);
            prop_assert_eq!(back.moved(there.moved(start)), start);
        }
    }
}
