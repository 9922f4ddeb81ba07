//! What the crew says with a press, and taking the last one back.
//!
//! A press says something about one session; what follows for the others of the
//! room's day is worked out again in the same transaction and stored beside it,
//! so that every page reads a row and no page reckons. Two crew members who
//! press at once lose nothing: a press carries the revision that its page
//! showed, and the slower one is told.

pub use crate::verb::{MOST_MINUTES, Press, Verb};
use crate::{
    day::{RoomDay, stops},
    error::Error,
    line::{Said, Stop, follow},
    record::{Record, records, store},
    tables::press_row,
    verb::said_by,
};
use db::{Db, Tx, select};
use kernel::{Ctx, EditionId, Permission, SessionId, Timestamp, Viewer};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
};
use std::collections::HashMap;

kernel::id! {
    /// The key of a press.
    pub struct PressId;
}

kernel::text_enum! {
    /// Where a press stands.
    pub enum PressState {
        /// It holds.
        Done = "done",
        /// It was taken back.
        Undone = "undone",
    }
}

/// A press that can be taken back.
#[derive(Clone, Debug, PartialEq)]
pub struct Pressed {
    /// Its key.
    pub id: PressId,
    /// About which session.
    pub session: SessionId,
    /// What was said.
    pub press: Press,
    /// When.
    pub at: Timestamp,
}

/// Says something about a session of the room's day, by a page that showed it
/// at `revision`.
///
/// # Errors
/// [`Error::Stale`] when somebody else pressed since, [`Error::NotFound`] for a
/// session of which the viewer does not know, [`Error::Invalid`] as told there.
pub async fn press(
    db: &Db,
    ctx: &Ctx,
    day: &RoomDay,
    session: SessionId,
    revision: i64,
    press: Press,
) -> Result<(), Error> {
    let edition = day.view.edition.id;
    ctx.require(Permission::RunRooms, edition)?;
    if !day.holds(session) {
        return Err(Error::NotFound);
    }
    db.write("onsite.press", |tx: Tx| async move {
        let mut room = Room::read(&tx, ctx, day).await?;
        let stored = room.revision(session);
        if stored != revision {
            return Err(Error::Stale);
        }
        let (before, after) = room.say(session, press, ctx.now())?;
        if let Some(account) = ctx.viewer().account_id() {
            let row = press_row::Model {
                id: ctx.new_id(),
                edition,
                session,
                account,
                verb: press.verb,
                minutes: press.minutes,
                before: kept(before)?,
                made: stored + 1,
                state: PressState::Done,
                pressed_at: ctx.now(),
            };
            press_row::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
        }
        let detail = serde_json::json!({ "press": press.verb, "minutes": press.minutes, "delay": after.delay });
        room.store(&tx, ctx, edition, session).await?;
        Ok(tx.audit(ctx, Some(edition), "room.pressed", session.0, detail).await?)
    })
    .await
}

/// What was said before, as a row keeps it for the undo. A press that cannot be
/// taken back is not stored.
fn kept(before: Said) -> Result<serde_json::Value, DbErr> {
    serde_json::to_value(before).map_err(|error| DbErr::Custom(format!("what was said cannot be kept: {error}")))
}

/// The viewer's last press about a session of the room's day that still holds.
///
/// # Errors
/// The engine's.
pub async fn last_press(db: &Db, ctx: &Ctx, day: &RoomDay) -> Result<Option<Pressed>, DbErr> {
    let found = newest(db.read(), ctx, day).await?;
    Ok(found.map(|row| Pressed {
        id: row.id,
        session: row.session,
        press: Press { verb: row.verb, minutes: row.minutes },
        at: row.pressed_at,
    }))
}

async fn newest(conn: &impl ConnectionTrait, ctx: &Ctx, day: &RoomDay) -> Result<Option<press_row::Model>, DbErr> {
    use press_row::Column;
    let Some(account) = ctx.viewer().account_id() else { return Ok(None) };
    let sessions: Vec<SessionId> = stops(&day.line).map(|stop| stop.session).collect();
    select::<press_row::Entity>(ctx)
        .filter(Column::Account.eq(account))
        .filter(Column::State.eq(PressState::Done))
        .filter(Column::Session.is_in(sessions))
        .order_by_desc(Column::PressedAt)
        .order_by_desc(Column::Id)
        .one(conn)
        .await
}

/// Takes back the viewer's press `id`, which must be the last one that holds.
///
/// # Errors
/// [`Error::Stale`] when it is not, or when somebody else pressed about the same
/// session since; [`Error::NotFound`] when there is none.
pub async fn undo(db: &Db, ctx: &Ctx, day: &RoomDay, id: PressId) -> Result<SessionId, Error> {
    let edition = day.view.edition.id;
    ctx.require(Permission::RunRooms, edition)?;
    db.write("onsite.undo", |tx: Tx| async move {
        let row = newest(tx.conn(), ctx, day).await?.ok_or(Error::NotFound)?;
        let mut room = Room::read(&tx, ctx, day).await?;
        if row.id != id || room.revision(row.session) != row.made {
            return Err(Error::Stale);
        }
        let before: Said = serde_json::from_value(row.before.clone())
            .map_err(|error| DbErr::Custom(format!("a press holds what it did not write: {error}")))?;
        room.set(row.session, before)?;
        let session = row.session;
        let detail = serde_json::json!({ "press": row.verb });
        let mut undone = row.into_active_model();
        undone.state = Set(PressState::Undone);
        undone.update(tx.conn()).await?;
        room.store(&tx, ctx, edition, session).await?;
        follow_on(&tx, ctx, session, room.revision(session) + 1).await?;
        tx.audit(ctx, Some(edition), "room.undone", session.0, detail).await?;
        Ok(session)
    })
    .await
}

/// What holds again after an undo is what the newest press that is left made: if
/// it is the viewer's own, it is the next to be taken back, at the revision that
/// the undo has made.
async fn follow_on(tx: &Tx, ctx: &Ctx, session: SessionId, revision: i64) -> Result<(), DbErr> {
    use press_row::Column;
    let left = select::<press_row::Entity>(&ctx.seen_by(Viewer::system()))
        .filter(Column::Session.eq(session))
        .filter(Column::State.eq(PressState::Done))
        .order_by_desc(Column::PressedAt)
        .order_by_desc(Column::Id)
        .one(tx.conn())
        .await?;
    if let Some(row) = left.filter(|row| Some(row.account) == ctx.viewer().account_id()) {
        let mut next = row.into_active_model();
        next.made = Set(revision);
        next.update(tx.conn()).await?;
    }
    Ok(())
}

/// The line of a room's day in a transaction: the plan that was read before it,
/// with what is stored now.
struct Room {
    line: Vec<Stop>,
    records: HashMap<SessionId, Record>,
}

impl Room {
    async fn read(tx: &Tx, ctx: &Ctx, day: &RoomDay) -> Result<Self, DbErr> {
        let everything = ctx.seen_by(Viewer::system());
        let records = records(tx.conn(), &everything, day.view.edition.id).await?;
        let mut line = day.line.clone();
        line.iter_mut().for_each(|stop| refill(stop, &records));
        Ok(Self { line, records })
    }

    fn revision(&self, session: SessionId) -> i64 {
        self.records.get(&session).map_or(0, |record| record.revision)
    }

    /// Says it; answers with what was said before and after.
    fn say(&mut self, session: SessionId, press: Press, now: Timestamp) -> Result<(Said, Said), Error> {
        let expected = follow(&self.line).into_iter().find(|one| one.session == session).ok_or(Error::NotFound)?;
        let stop = stops(&self.line).find(|stop| stop.session == session).ok_or(Error::NotFound)?;
        let (before, after) = (stop.said, said_by(stop, (expected.start, expected.end), press, now)?);
        self.set(session, after)?;
        Ok((before, after))
    }

    fn set(&mut self, session: SessionId, said: Said) -> Result<(), Error> {
        stop_mut(&mut self.line, session).ok_or(Error::NotFound)?.said = said;
        Ok(())
    }

    /// Stores `session`, about which something was said, and everything that is
    /// expected at another time than is stored.
    async fn store(&self, tx: &Tx, ctx: &Ctx, edition: EditionId, session: SessionId) -> Result<(), DbErr> {
        let planned: HashMap<SessionId, &Stop> = stops(&self.line).map(|stop| (stop.session, stop)).collect();
        for expected in follow(&self.line) {
            let Some(stop) = planned.get(&expected.session) else { continue };
            let stored = self.records.get(&expected.session).filter(|record| record.planned_start == stop.start);
            let known = stored.map_or((stop.start, stop.end), |record| (record.expected_start, record.expected_end));
            let is_subject = expected.session == session;
            if !is_subject && known == (expected.start, expected.end) {
                continue;
            }
            let revision = self.revision(expected.session) + i64::from(is_subject);
            store(tx, ctx, edition, stop.start, (stop.said, revision), expected).await?;
            // Who listens to one session need not look at all of them.
            tx.change("onsite", Some(edition), expected.session.0).await?;
        }
        Ok(())
    }
}

/// Puts what is stored into a stop and its items.
fn refill(stop: &mut Stop, records: &HashMap<SessionId, Record>) {
    let record = records.get(&stop.session).filter(|record| record.planned_start == stop.start);
    stop.said = record.map_or_else(Said::default, |record| record.said);
    stop.items.iter_mut().for_each(|item| refill(item, records));
}

/// A stop or an item of the line.
pub(crate) fn stop_mut(line: &mut [Stop], session: SessionId) -> Option<&mut Stop> {
    for stop in line {
        if stop.session == session {
            return Some(stop);
        }
        if let Some(item) = stop.items.iter_mut().find(|item| item.session == session) {
            return Some(item);
        }
    }
    None
}
