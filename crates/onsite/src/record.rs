//! What is stored about a session on its day.

use crate::{
    line::{Expected, Said},
    tables::live_row,
};
use congress::Edition;
use db::{Db, Tx, select};
use kernel::{Ctx, EditionId, SessionId, Timestamp};
use programme::{LiveSource, LiveState, Stage};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, sea_query::OnConflict};
use std::collections::HashMap;

/// What was said about a session, and what follows from it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Record {
    /// The start that was released when it was said.
    pub planned_start: Timestamp,
    /// What was said.
    pub said: Said,
    /// When it is expected to begin, or began.
    pub expected_start: Timestamp,
    /// When it is expected to end, or ended.
    pub expected_end: Timestamp,
    /// Counts what was said; a button that was made from an older one is refused.
    pub revision: i64,
    /// When anything of it was stored last.
    pub changed_at: Timestamp,
}

impl From<live_row::Model> for Record {
    fn from(row: live_row::Model) -> Self {
        Self {
            planned_start: row.planned_start,
            said: Said {
                delay: row.delay,
                overrun: row.overrun,
                started_at: row.started_at,
                ended_at: row.ended_at,
                full: row.is_full,
            },
            expected_start: row.expected_start,
            expected_end: row.expected_end,
            revision: row.revision,
            changed_at: row.changed_at,
        }
    }
}

/// How far a session is by what was said.
pub(crate) fn stage(said: &Said) -> Stage {
    match (said.started_at, said.ended_at) {
        (_, Some(_)) => Stage::Over,
        (Some(_), None) => Stage::Running,
        (None, None) => Stage::Waiting,
    }
}

/// What is stored about the sessions of an edition that the viewer may know of.
pub(crate) async fn records(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    edition: EditionId,
) -> Result<HashMap<SessionId, Record>, DbErr> {
    let rows = select::<live_row::Entity>(ctx).filter(live_row::Column::Edition.eq(edition)).all(conn).await?;
    Ok(rows.into_iter().map(|row| (row.session, row.into())).collect())
}

/// Stores one session; what was there before is overwritten.
pub(crate) async fn store(
    tx: &Tx,
    ctx: &Ctx,
    edition: EditionId,
    planned_start: Timestamp,
    (said, revision): (Said, i64),
    expected: Expected,
) -> Result<(), DbErr> {
    use live_row::Column;
    let row = live_row::Model {
        session: expected.session,
        edition,
        planned_start,
        delay: said.delay,
        overrun: said.overrun,
        started_at: said.started_at,
        ended_at: said.ended_at,
        is_full: said.full,
        expected_start: expected.start,
        expected_end: expected.end,
        revision,
        changed_at: ctx.now(),
    };
    let again = OnConflict::column(Column::Session)
        .update_columns([
            Column::PlannedStart,
            Column::Delay,
            Column::Overrun,
            Column::StartedAt,
            Column::EndedAt,
            Column::IsFull,
            Column::ExpectedStart,
            Column::ExpectedEnd,
            Column::Revision,
            Column::ChangedAt,
        ])
        .to_owned();
    live_row::Entity::insert(row.into_active_model()).on_conflict(again).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Minutes after its end, and after the last press, for which people are told what
/// a session did: so a rehearsal on another day shows what it does, too.
const REMEMBERED_MINUTES: i64 = 12 * 60;

/// What happens on the day, for the pages of the programme.
pub struct Days;

#[async_trait::async_trait]
impl LiveSource for Days {
    async fn states(
        &self,
        db: &Db,
        ctx: &Ctx,
        edition: &Edition,
        planned: &HashMap<SessionId, Timestamp>,
    ) -> Result<HashMap<SessionId, LiveState>, DbErr> {
        let all = records(db.read(), ctx, edition.id).await?;
        let holds = |(session, record): &(SessionId, Record)| {
            let last = record.expected_end.max(record.changed_at);
            planned.get(session) == Some(&record.planned_start) && ctx.now().minutes_since(last) < REMEMBERED_MINUTES
        };
        let state = |record: Record| LiveState {
            stage: stage(&record.said),
            starts_at: record.expected_start,
            ends_at: record.expected_end,
            full: record.said.full,
        };
        Ok(all.into_iter().filter(holds).map(|(session, record)| (session, state(record))).collect())
    }
}
