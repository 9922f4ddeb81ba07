//! Rooms that are closed for a while: set-up, a repair, a rehearsal. The rules
//! and the board know of it, the public never does. A closure is never changed,
//! only ended; both are acts that can be taken back.

mod tables;

pub(crate) use tables::closure_row;

use crate::{
    acts::{ActVerb, record_closure},
    error::Error,
};
use db::{Db, Tx, select};
use kernel::{
    Ctx, EditionId, FieldProblem, Permission, Problems, RoomId, Timestamp, Viewer, column::Column as Stored, words,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

kernel::id! {
    /// The key of a closure.
    pub struct ClosureId;
}

kernel::text_enum! {
    /// Why a room is closed.
    pub enum Reason {
        /// It is being set up or cleared.
        SetUp = "set_up",
        /// Something in it is repaired.
        Repair = "repair",
        /// Somebody rehearses in it.
        Rehearsal = "rehearsal",
        /// Another reason, which the note says.
        Other = "other",
    }
}

impl Reason {
    /// Id of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::SetUp => "programme-closed-set-up",
            Self::Repair => "programme-closed-repair",
            Self::Rehearsal => "programme-closed-rehearsal",
            Self::Other => "programme-closed-other",
        }
    }
}

/// The longest note, in characters.
const LONGEST_NOTE: usize = 200;
/// The longest time, in minutes: a fortnight, which is longer than any edition lasts.
const LONGEST: i64 = 14 * 24 * 60;

/// A room and a time in which nothing takes place there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closure {
    /// Its key.
    pub id: ClosureId,
    /// The room.
    pub room: RoomId,
    /// Why.
    pub reason: Reason,
    /// What else is to be known; may be empty.
    pub note: String,
    /// From when.
    pub starts_at: Timestamp,
    /// Until when.
    pub ends_at: Timestamp,
}

impl Stored for Closure {
    type Raw = sea_orm::JsonValue;
    fn to_raw(&self) -> sea_orm::JsonValue {
        kernel::column::to_json(self)
    }
    fn from_raw(raw: sea_orm::JsonValue) -> Result<Self, String> {
        serde_json::from_value(raw).map_err(|error| error.to_string())
    }
}
kernel::stored!(Closure);

impl From<closure_row::Model> for Closure {
    fn from(row: closure_row::Model) -> Self {
        Self {
            id: row.id,
            room: row.room,
            reason: row.reason,
            note: row.note,
            starts_at: row.starts_at,
            ends_at: row.ends_at,
        }
    }
}

impl Closure {
    fn row(&self, edition: EditionId) -> closure_row::Model {
        closure_row::Model {
            id: self.id,
            edition,
            room: self.room,
            reason: self.reason,
            note: self.note.clone(),
            starts_at: self.starts_at,
            ends_at: self.ends_at,
        }
    }
}

/// The closed rooms of an edition, in time order.
///
/// # Errors
/// The engine's.
pub async fn closures(conn: &impl ConnectionTrait, ctx: &Ctx, edition: EditionId) -> Result<Vec<Closure>, DbErr> {
    let rows = select::<closure_row::Entity>(ctx)
        .filter(closure_row::Column::Edition.eq(edition))
        .order_by_asc(closure_row::Column::StartsAt)
        .order_by_asc(closure_row::Column::Id)
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(Closure::from).collect())
}

/// The closed times of every room, for the rules; `everything` is the system's.
pub(crate) async fn closed_times(
    conn: &impl ConnectionTrait,
    everything: &Ctx,
    edition: EditionId,
) -> Result<HashMap<RoomId, Vec<(Timestamp, Timestamp)>>, DbErr> {
    let mut all: HashMap<RoomId, Vec<(Timestamp, Timestamp)>> = HashMap::new();
    for closure in closures(conn, everything, edition).await? {
        all.entry(closure.room).or_default().push((closure.starts_at, closure.ends_at));
    }
    Ok(all)
}

/// Closes a room for a while. Sessions that stand there are not moved: a pipe
/// bursts whatever is planned. The rules find them, and the board shows it.
///
/// # Errors
/// [`Error::Invalid`] at `room`, `note` or `minutes`, or that the viewer may not.
pub async fn close_room(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    room: RoomId,
    (starts_at, ends_at): (Timestamp, Timestamp),
    (reason, note): (Reason, &str),
) -> Result<Closure, Error> {
    ctx.require(Permission::EditProgramme, edition)?;
    let mut problems = Problems::new();
    let note = problems.take("note", words::optional_line(note, LONGEST_NOTE));
    if !(1..=LONGEST).contains(&ends_at.minutes_since(starts_at)) {
        problems.add("minutes", FieldProblem::new("programme-problem-closed-time"));
    }
    let (Some(note), true) = (note, problems.is_empty()) else { return Err(Error::Invalid(problems)) };
    let closure = &Closure { id: ctx.new_id(), room, reason, note, starts_at, ends_at };
    db.write("room.close", |tx: Tx| async move {
        put(&tx, edition, closure).await?;
        record_closure(&tx, ctx, edition, ActVerb::Closed, (closure.id, None, Some(closure.clone()))).await?;
        tx.change("programme", Some(edition), closure.id.0).await?;
        let detail = serde_json::json!({ "room": room, "reason": reason });
        tx.audit(ctx, Some(edition), "programme.room-closed", closure.id.0, detail).await?;
        Ok(closure.clone())
    })
    .await
}

/// Opens a room again before its time.
///
/// # Errors
/// [`Error::NotFound`] where nothing is closed for this viewer, or that they may not.
pub async fn reopen_room(db: &Db, ctx: &Ctx, edition: EditionId, id: ClosureId) -> Result<Closure, Error> {
    ctx.require(Permission::EditProgramme, edition)?;
    db.write("room.reopen", |tx: Tx| async move {
        let all = closures(tx.conn(), ctx, edition).await?;
        let closure = all.into_iter().find(|closure| closure.id == id).ok_or(Error::NotFound)?;
        remove(&tx, id).await?;
        record_closure(&tx, ctx, edition, ActVerb::Reopened, (id, Some(closure.clone()), None)).await?;
        tx.change("programme", Some(edition), id.0).await?;
        let detail = serde_json::json!({ "room": closure.room, "reason": closure.reason });
        tx.audit(ctx, Some(edition), "programme.room-reopened", id.0, detail).await?;
        Ok(closure)
    })
    .await
}

async fn put(tx: &Tx, edition: EditionId, closure: &Closure) -> Result<(), Error> {
    let insert = closure_row::Entity::insert(closure.row(edition).into_active_model());
    insert.exec_without_returning(tx.conn()).await.map(|_| ()).map_err(|error| Error::unknown(error, "room"))
}

async fn remove(tx: &Tx, id: ClosureId) -> Result<bool, DbErr> {
    Ok(closure_row::Entity::delete_by_id(id).exec(tx.conn()).await?.rows_affected == 1)
}

/// Brings a closure from where an act left it to where it found it, or back;
/// `false` where somebody else was there since.
pub(crate) async fn turn(
    tx: &Tx,
    ctx: &Ctx,
    edition: EditionId,
    from: Option<&Closure>,
    to: Option<&Closure>,
) -> Result<bool, Error> {
    let everything = &ctx.seen_by(Viewer::system());
    let now = closures(tx.conn(), everything, edition).await?;
    match (from, to) {
        (Some(from), None) => Ok(now.contains(from) && remove(tx, from.id).await?),
        (None, Some(to)) if now.iter().all(|one| one.id != to.id) => put(tx, edition, to).await.map(|()| true),
        _ => Ok(false),
    }
}
