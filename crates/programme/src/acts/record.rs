//! Keeping what an act changed, in the transaction of the act.

use super::{
    ActState, ActVerb,
    snapshot::{Snapshot, take},
    tables::{act_closure_row, act_row, act_session_row},
};
use crate::closures::{Closure, ClosureId};
use db::Tx;
use kernel::{Ctx, EditionId, SessionId};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, sea_query::Expr};
use std::collections::BTreeMap;

/// Rows of one INSERT.
const CHUNK: usize = 100;

/// Sessions as an act finds them; a verb takes it before it changes anything.
pub(crate) struct Before {
    sessions: BTreeMap<SessionId, Snapshot>,
}

impl Before {
    /// These sessions, and the items of those that are forums.
    pub(crate) async fn take(tx: &Tx, ctx: &Ctx, ids: &[SessionId]) -> Result<Self, DbErr> {
        let found = take(tx, ctx, ids, true).await?;
        Ok(Self { sessions: found.into_iter().map(|(id, (_, snapshot))| (id, snapshot)).collect() })
    }

    /// Some of them are items of this forum.
    pub(crate) fn has_items_of(&self, forum: SessionId) -> bool {
        self.sessions.values().any(|session| session.parent() == Some(forum))
    }

    /// Nothing: the act makes what it touches.
    pub(crate) fn nothing() -> Self {
        Self { sessions: BTreeMap::new() }
    }

    /// Keeps the act, now that it is done; `made` are sessions that it made.
    /// What nobody signed in for, such as a seed, cannot be taken back.
    pub(crate) async fn record(
        mut self,
        tx: &Tx,
        ctx: &Ctx,
        edition: EditionId,
        verb: ActVerb,
        made: &[SessionId],
    ) -> Result<(), DbErr> {
        let Some(account) = ctx.viewer().account_id() else { return Ok(()) };
        let mut ids: Vec<SessionId> = self.sessions.keys().copied().collect();
        ids.extend_from_slice(made);
        let act =
            act_row::Model { id: ctx.new_id(), edition, account, verb, state: ActState::Done, acted_at: ctx.now() };
        let changed: Vec<act_session_row::Model> = take(tx, ctx, &ids, false)
            .await?
            .into_iter()
            .map(|(session, (_, after))| {
                let before = self.sessions.remove(&session);
                act_session_row::Model { act: act.id, session, before, after: Some(after) }
            })
            .filter(|row| row.before != row.after)
            .collect();
        if changed.is_empty() {
            return Ok(());
        }
        settle(tx, &act).await?;
        act_row::Entity::insert(act.into_active_model()).exec_without_returning(tx.conn()).await?;
        for some in changed.chunks(CHUNK) {
            let models = some.iter().cloned().map(IntoActiveModel::into_active_model);
            act_session_row::Entity::insert_many(models).exec_without_returning(tx.conn()).await?;
        }
        Ok(())
    }
}

/// Keeps that a room was closed or opened: the closure as it was found and left.
pub(crate) async fn record_closure(
    tx: &Tx,
    ctx: &Ctx,
    edition: EditionId,
    verb: ActVerb,
    (closure, before, after): (ClosureId, Option<Closure>, Option<Closure>),
) -> Result<(), DbErr> {
    let Some(account) = ctx.viewer().account_id() else { return Ok(()) };
    let act = act_row::Model { id: ctx.new_id(), edition, account, verb, state: ActState::Done, acted_at: ctx.now() };
    let row = act_closure_row::Model { act: act.id, closure, before, after };
    settle(tx, &act).await?;
    act_row::Entity::insert(act.into_active_model()).exec_without_returning(tx.conn()).await?;
    act_closure_row::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await.map(|_| ())
}

/// Whoever does something new can no longer do again what was taken back.
async fn settle(tx: &Tx, act: &act_row::Model) -> Result<(), DbErr> {
    use act_row::Column;
    act_row::Entity::update_many()
        .col_expr(Column::State, Expr::value(ActState::Settled.as_str()))
        .filter(Column::Edition.eq(act.edition))
        .filter(Column::Account.eq(act.account))
        .filter(Column::State.eq(ActState::Undone))
        .exec(tx.conn())
        .await
        .map(|_| ())
}
