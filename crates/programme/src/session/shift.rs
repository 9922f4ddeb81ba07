//! Several sessions moved, or confirmed, together.

use super::{
    Placement, SessionState,
    placement::{move_items, store},
    record::locked,
    swap::Read,
};
use crate::{
    acts::{ActVerb, Before},
    error::Error,
    rules,
    tables::session_row,
};
use congress::Edition;
use db::{Db, Tx};
use jiff::Span;
use kernel::{Ctx, Permission, RoomId, SessionId, Timestamp, Zone};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use std::collections::BTreeSet;

/// More than any congress has; a form that sends more is not ours.
const MOST: usize = 5000;

/// How far several sessions are moved. What has no time keeps none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shift {
    /// Civil days of the edition's zone: the clock on the wall stays.
    pub days: i32,
    /// Minutes, after the days.
    pub minutes: i32,
    /// The room they all go into; nothing leaves each where it is.
    pub room: Option<RoomId>,
}

impl Shift {
    fn of(self, at: Timestamp, zone: &Zone) -> Result<Timestamp, Error> {
        let far = || Error::field("days", "programme-problem-shift");
        let days = Span::new().try_days(self.days).map_err(|_| far())?;
        let there = at.in_zone(zone).checked_add(days).map_err(|_| far())?;
        Ok(Timestamp::from(&there).plus_minutes(i64::from(self.minutes)))
    }
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
                let starts_at = row.starts_at.map(|at| shift.of(at, &edition.zone)).transpose()?;
                let next = Placement { room: shift.room.or(row.room), starts_at, minutes: row.minutes };
                moved.push(row.id);
                moved.extend(move_items(&tx, ctx, &row, next).await?);
                store(&tx, row, next).await?;
            }
            rules::refuse_blocked(&tx, ctx, facts, &moved, None).await?;
            tx.change("programme", Some(edition.id), edition.id.0).await?;
            let detail = serde_json::json!({ "sessions": moved.len(), "days": shift.days, "minutes": shift.minutes });
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
        let next = Shift { days: 1, minutes: 15, room: None }.of(at, &zone).unwrap();
        // The night between is an hour longer.
        assert_eq!(next.in_zone(&zone).strftime("%d %H:%M").to_string(), "27 09:45");
        assert!(Shift { days: i32::MAX, ..Shift::default() }.of(at, &zone).is_err());
    }
}
