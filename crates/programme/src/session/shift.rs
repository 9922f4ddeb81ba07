//! Several sessions moved, or confirmed, together.

use super::{
    Placement, Session, SessionState,
    placement::{move_items, store},
    record::{locked, sessions},
    swap::Read,
};
use crate::{
    acts::{ActVerb, Before},
    error::Error,
    rules::{self, Conflict},
    tables::session_row,
};
use congress::Edition;
use db::{Db, Tx};
use jiff::{Span, civil::Date};
use kernel::{Ctx, Permission, RoomId, SessionId, Timestamp, Zone};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use std::collections::BTreeSet;

/// More than any congress has; a form that sends more is not ours.
const MOST: usize = 5000;

/// What becomes of the times of several sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Later, or earlier. What has no time keeps none.
    By {
        /// Civil days of the edition's zone: the clock on the wall stays.
        days: i32,
        /// Minutes, after the days.
        minutes: i32,
    },
    /// All on one day, each by its clock on the wall. What has no time keeps none.
    On {
        /// A civil day of the edition's zone.
        day: Date,
        /// Minutes, after the day.
        minutes: i32,
    },
    /// None any more: they are taken off the timetable.
    Off,
}

impl When {
    fn for_the_log(self) -> serde_json::Value {
        match self {
            Self::By { days, minutes } => serde_json::json!({ "days": days, "minutes": minutes }),
            Self::On { day, minutes } => serde_json::json!({ "day": day.to_string(), "minutes": minutes }),
            Self::Off => serde_json::json!("off"),
        }
    }
}

impl Default for When {
    fn default() -> Self {
        Self::By { days: 0, minutes: 0 }
    }
}

/// Where several sessions are moved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shift {
    /// What becomes of their times.
    pub when: When,
    /// The room they all go into; nothing leaves each where it is.
    pub room: Option<RoomId>,
}

impl Shift {
    fn time(self, at: Timestamp, zone: &Zone) -> Result<Option<Timestamp>, Error> {
        let far = || Error::field("days", "programme-problem-shift");
        let there = at.in_zone(zone);
        let (there, minutes) = match self.when {
            When::By { days, minutes } => {
                let days = Span::new().try_days(days).map_err(|_| far())?;
                (there.checked_add(days).map_err(|_| far())?, minutes)
            }
            When::On { day, minutes } => (there.with().date(day).build().map_err(|_| far())?, minutes),
            When::Off => return Ok(None),
        };
        Ok(Some(Timestamp::from(&there).plus_minutes(i64::from(minutes))))
    }

    fn place(self, now: Placement, zone: &Zone) -> Result<Placement, Error> {
        let starts_at = match now.starts_at {
            Some(at) => self.time(at, zone)?,
            None => None,
        };
        Ok(Placement { room: self.room.or(now.room), starts_at, minutes: now.minutes })
    }
}

/// What the rules would say if these sessions were moved so, together. Nothing
/// is stored; one that the viewer may not know of is left out.
///
/// # Errors
/// The engine's, or [`Error::Invalid`] for a day too far.
pub async fn shift_check(
    db: &Db,
    ctx: &Ctx,
    edition: &Edition,
    chosen: &[SessionId],
    shift: Shift,
) -> Result<Vec<Conflict>, Error> {
    let chosen: BTreeSet<SessionId> = chosen.iter().copied().collect();
    let all = sessions(db, ctx, edition.id).await?;
    let goes = |one: &&Session| chosen.contains(&one.id) && one.parent.is_none_or(|forum| !chosen.contains(&forum));
    let mut places = Vec::new();
    for one in all.iter().filter(goes) {
        let now = Placement { room: one.room, starts_at: one.starts_at, minutes: one.minutes };
        places.push((one.id, shift.place(now, &edition.zone)?));
    }
    Ok(rules::conflicts_with(db, ctx, edition, &places).await?)
}

/// Moves sessions that were read at these revisions, all or none. An item whose
/// forum is among them moves with the forum, and not twice.
///
/// # Errors
/// [`Error::Stale`]; [`Error::Invalid`] at `chosen` when there is none, at `room`
/// when it is unknown, at `chosen` when a blocking rule would be broken.
pub async fn shift(db: &Db, ctx: &Ctx, edition: &Edition, chosen: &[Read], shift: Shift) -> Result<usize, Error> {
    ctx.require(Permission::EditProgramme, edition.id)?;
    let ids = distinct(chosen)?;
    let facts = &rules::Facts::load(db, ctx, edition).await?;
    if shift.room.is_some_and(|room| !facts.has_room(room)) {
        return Err(Error::field("room", "programme-problem-unknown"));
    }
    let (all, subject) = (&ids, chosen[0].0);
    let result = db
        .write("session.shift", |tx: Tx| async move {
            let act = Before::take(&tx, ctx, &all.iter().copied().collect::<Vec<_>>()).await?;
            let mut rows = Vec::with_capacity(chosen.len());
            for (id, revision) in chosen {
                rows.push(locked(&tx, ctx, edition.id, *id, *revision).await?);
            }
            let mut moved: Vec<SessionId> = Vec::new();
            for row in rows {
                if row.parent.is_some_and(|forum| all.contains(&forum)) {
                    continue;
                }
                let now = Placement { room: row.room, starts_at: row.starts_at, minutes: row.minutes };
                let next = shift.place(now, &edition.zone)?;
                moved.push(row.id);
                moved.extend(move_items(&tx, ctx, &row, next).await?);
                store(&tx, row, next).await?;
            }
            rules::refuse_blocked(&tx, ctx, facts, &moved, None).await?;
            tx.change("programme", Some(edition.id), edition.id.0).await?;
            let detail = serde_json::json!({ "sessions": moved.len(), "when": shift.when.for_the_log() });
            tx.audit(ctx, Some(edition.id), "session.shifted", edition.id.0, detail).await?;
            act.record(&tx, ctx, edition.id, ActVerb::Shifted, &[]).await?;
            Ok(moved.len())
        })
        .await;
    rules::in_words(db, ctx, edition, subject, result, |_| "chosen").await
}

/// Confirms the drafts among these sessions; the others stay as they are.
///
/// # Errors
/// As [`shift()`].
pub async fn confirm_all(db: &Db, ctx: &Ctx, edition: &Edition, chosen: &[Read]) -> Result<usize, Error> {
    ctx.require(Permission::EditProgramme, edition.id)?;
    let ids = &distinct(chosen)?;
    db.write("session.confirm", |tx: Tx| async move {
        let act = Before::take(&tx, ctx, &ids.iter().copied().collect::<Vec<_>>()).await?;
        let mut confirmed = 0;
        for (id, revision) in chosen {
            let row = locked(&tx, ctx, edition.id, *id, *revision).await?;
            if row.state != SessionState::Draft {
                continue;
            }
            let mut next: session_row::ActiveModel = row.into_active_model();
            next.state = Set(SessionState::Confirmed);
            next.revision = Set(revision + 1);
            next.update(tx.conn()).await?;
            confirmed += 1;
        }
        tx.change("programme", Some(edition.id), edition.id.0).await?;
        let detail = serde_json::json!({ "sessions": confirmed });
        tx.audit(ctx, Some(edition.id), "session.confirmed", edition.id.0, detail).await?;
        act.record(&tx, ctx, edition.id, ActVerb::Confirmed, &[]).await?;
        Ok(confirmed)
    })
    .await
}

fn distinct(chosen: &[Read]) -> Result<BTreeSet<SessionId>, Error> {
    let ids: BTreeSet<SessionId> = chosen.iter().map(|(id, _)| *id).collect();
    if ids.is_empty() || ids.len() < chosen.len() || ids.len() > MOST {
        return Err(Error::field("chosen", "programme-problem-chosen"));
    }
    Ok(ids)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_keeps_the_clock_on_the_wall() {
        let zone = Zone::parse("Europe/Berlin").unwrap();
        // Half past nine in Berlin, in summer.
        let at: Timestamp = "2024-10-26T07:30:00Z".parse::<jiff::Timestamp>().unwrap().into();
        let by = |days| Shift { when: When::By { days, minutes: 15 }, room: None };
        let next = by(1).time(at, &zone).unwrap().unwrap();
        // The night between is an hour longer.
        assert_eq!(next.in_zone(&zone).strftime("%d %H:%M").to_string(), "27 09:45");
        assert!(by(i32::MAX).time(at, &zone).is_err());
        let day = jiff::civil::date(2024, 10, 28);
        let on = Shift { when: When::On { day, minutes: -30 }, room: None }.time(at, &zone).unwrap().unwrap();
        assert_eq!(on.in_zone(&zone).strftime("%d %H:%M").to_string(), "28 09:00");
        assert_eq!(Shift { when: When::Off, room: None }.time(at, &zone).unwrap(), None);
    }
}
