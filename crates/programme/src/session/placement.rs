//! Moving a session: where it is, when it begins, how long it takes.

use super::{Session, record::audit_detail, record::locked};
use crate::{
    acts::{ActVerb, Before},
    error::Error,
    rules,
    tables::session_row,
};
use congress::Edition;
use db::{Db, Tx, select};
use kernel::{Ctx, FieldProblem, Permission, Problems, RoomId, SessionId, Timestamp};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, IntoActiveModel, QueryFilter};

/// The shortest and the longest session, in minutes.
pub(crate) const MINUTES: std::ops::RangeInclusive<i32> = 5..=1440;

/// Where and when a session is to take place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placement {
    /// The room; none for a visit to the city, or while nobody knows.
    pub room: Option<RoomId>,
    /// The start; none takes the session off the timetable.
    pub starts_at: Option<Timestamp>,
    /// The length in minutes.
    pub minutes: i32,
}

/// Moves a session that was read at `revision`. The items of a forum move with
/// it, by the same time, and those that were in its room into its new one.
///
/// # Errors
/// [`Error::Stale`] with what it is now, [`Error::Invalid`] at the fields
/// `room`, `starts_at` and `minutes` when a blocking rule would be broken.
pub async fn place(
    db: &Db,
    ctx: &Ctx,
    edition: &Edition,
    id: SessionId,
    revision: i64,
    placement: Placement,
) -> Result<Session, Error> {
    ctx.require(Permission::EditProgramme, edition.id)?;
    if !MINUTES.contains(&placement.minutes) {
        let problem = FieldProblem::new("programme-problem-minutes").with("least", 5).with("most", 1440);
        return Err(Error::Invalid(Problems::of("minutes", problem)));
    }
    let facts = &rules::Facts::load(db, ctx, edition).await?;
    if placement.room.is_some_and(|room| !facts.has_room(room)) {
        return Err(Error::field("room", "programme-problem-unknown"));
    }
    let result = db
        .write("session.move", |tx: Tx| async move {
            let before = locked(&tx, ctx, edition.id, id, revision).await?;
            let act = Before::take(&tx, ctx, &[id]).await?;
            let mut moved = vec![id];
            if act.has_items_of(id) {
                moved.extend(move_items(&tx, ctx, &before, placement).await?);
            }
            let after = store(&tx, before.clone(), placement).await?;
            rules::refuse_blocked(&tx, ctx, facts, &moved, None).await?;
            tx.change("programme", Some(edition.id), id.0).await?;
            tx.audit(ctx, Some(edition.id), "session.moved", id.0, detail(&before, &after)).await?;
            act.record(&tx, ctx, edition.id, ActVerb::Moved, &[]).await?;
            Ok(Session::from(after))
        })
        .await;
    rules::in_words(db, ctx, edition, id, result, rules::Rule::field).await
}

pub(super) async fn store(tx: &Tx, row: session_row::Model, placement: Placement) -> Result<session_row::Model, Error> {
    let revision = row.revision + 1;
    let mut next = row.into_active_model();
    next.room = Set(placement.room);
    next.starts_at = Set(placement.starts_at);
    next.minutes = Set(placement.minutes);
    next.revision = Set(revision);
    next.update(tx.conn()).await.map_err(|error| Error::unknown(error, "room"))
}

pub(super) async fn move_items(
    tx: &Tx,
    ctx: &Ctx,
    forum: &session_row::Model,
    placement: Placement,
) -> Result<Vec<SessionId>, Error> {
    // The items behind closed doors move too, whoever moves the forum.
    let everything = ctx.seen_by(kernel::Viewer::system());
    let items =
        select::<session_row::Entity>(&everything).filter(session_row::Column::Parent.eq(forum.id)).all(tx.conn());
    let mut moved = Vec::new();
    for item in items.await? {
        let starts_at = match (item.starts_at, forum.starts_at, placement.starts_at) {
            (Some(item), Some(from), Some(to)) => {
                Some(Timestamp::from_micros(item.as_micros() + to.as_micros() - from.as_micros()))
            }
            (_, _, None) => None,
            (item, None, Some(_)) => item,
            (None, ..) => None,
        };
        let room = if item.room == forum.room { placement.room } else { item.room };
        if (starts_at, room) == (item.starts_at, item.room) {
            continue;
        }
        moved.push(item.id);
        let minutes = item.minutes;
        store(tx, item, Placement { room, starts_at, minutes }).await?;
    }
    Ok(moved)
}

fn detail(before: &session_row::Model, after: &session_row::Model) -> serde_json::Value {
    let place = |row: &session_row::Model| serde_json::json!({ "room": row.room, "starts_at": row.starts_at, "minutes": row.minutes });
    let mut detail = audit_detail(after);
    if let Some(fields) = detail.as_object_mut().filter(|fields| !fields.contains_key("concealed")) {
        fields.insert("from".to_owned(), place(before));
        fields.insert("to".to_owned(), place(after));
    }
    detail
}
