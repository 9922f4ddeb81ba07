//! Making a task, rewriting it, taking it back.

use super::{Task, TaskDetails, TaskId};
use crate::{
    error::Error,
    tables::task_row::{self, Column, Entity},
};
use db::{Db, Tx, select};
use kernel::{Ctx, EditionId, Permission, Slug};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder,
};
use serde_json::json;

/// As many an edition may ask.
const MOST: u64 = 60;

/// What an edition asks of its speakers, as far as the viewer may know: by due
/// instant, then in the order of making.
///
/// # Errors
/// The engine's.
pub async fn tasks(db: &Db, ctx: &Ctx, edition: EditionId) -> Result<Vec<Task>, DbErr> {
    let rows = select::<Entity>(ctx)
        .filter(Column::Edition.eq(edition))
        .order_by_asc(Column::DueAt)
        .order_by_asc(Column::Id)
        .all(db.read())
        .await?;
    Ok(rows.into_iter().map(Task::from).collect())
}

/// The task with this slug, if the viewer may know of it.
///
/// # Errors
/// The engine's.
pub async fn task_by_slug(db: &Db, ctx: &Ctx, edition: EditionId, slug: &str) -> Result<Option<Task>, DbErr> {
    let query = select::<Entity>(ctx).filter(Column::Edition.eq(edition)).filter(Column::Slug.eq(slug));
    Ok(query.one(db.read()).await?.map(Task::from))
}

/// Asks for something from now on.
///
/// # Errors
/// [`Error::Denied`], [`Error::Invalid`] for a session that is not of the edition
/// and for too many.
pub async fn add_task(db: &Db, ctx: &Ctx, edition: EditionId, details: &TaskDetails) -> Result<Task, Error> {
    ctx.require(Permission::EditProgramme, edition)?;
    check_session(db, ctx, edition, details).await?;
    db.write("speaker-task.add", |tx: Tx| async move {
        let known = select::<Entity>(ctx).filter(Column::Edition.eq(edition));
        if known.clone().count(tx.conn()).await? >= MOST {
            return Err(Error::field("kind", "speakers-problem-tasks"));
        }
        let taken: Vec<Slug> = known.all(tx.conn()).await?.into_iter().map(|row| row.slug).collect();
        let (scope, role, session) = details.scope.columns();
        let row = task_row::Model {
            id: ctx.new_id(),
            edition,
            slug: free_slug(details, &taken)?,
            kind: details.kind,
            title: details.title.clone(),
            note: details.note.clone(),
            scope,
            role,
            session,
            due_at: details.due_at,
            reminds: details.reminds,
            revision: 1,
            created_at: ctx.now(),
        };
        let insert = Entity::insert(row.clone().into_active_model()).exec_without_returning(tx.conn());
        insert.await.map_err(|error| Error::taken(error, "kind", "problem-taken"))?;
        written(&tx, ctx, &row, "speaker-task.added").await?;
        Ok(Task::from(row))
    })
    .await
}

/// The word of its kind, and a number where there are several.
fn free_slug(details: &TaskDetails, taken: &[Slug]) -> Result<Slug, Error> {
    let word = details.kind.as_str();
    (1..)
        .map(|n| if n == 1 { word.to_owned() } else { format!("{word}-{n}") })
        .find(|slug| taken.iter().all(|other| other.as_str() != slug))
        .and_then(|slug| Slug::parse(&slug).ok())
        .ok_or_else(|| Error::field("kind", "problem-choice"))
}

/// A session of this edition that the viewer may know of.
async fn check_session(db: &Db, ctx: &Ctx, edition: EditionId, details: &TaskDetails) -> Result<(), Error> {
    let (_, _, Some(session)) = details.scope.columns() else { return Ok(()) };
    let known = programme::session::session(db, ctx, session).await?;
    let here = known.is_some_and(|known| known.edition == edition);
    if here { Ok(()) } else { Err(Error::field("scope", "problem-choice")) }
}

async fn written(tx: &Tx, ctx: &Ctx, row: &task_row::Model, verb: &str) -> Result<(), DbErr> {
    tx.change("speakers", Some(row.edition), row.id.0).await?;
    tx.audit(ctx, Some(row.edition), verb, row.id.0, json!({ "kind": row.kind, "due": row.due_at })).await
}

/// Rewrites what is asked. What has been handed in for it keeps its state; the
/// kind is not changed, for another kind of answer would not fit.
///
/// # Errors
/// [`Error::Stale`], else as [`add_task`].
pub async fn revise_task(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    id: TaskId,
    revision: i64,
    details: &TaskDetails,
) -> Result<(), Error> {
    ctx.require(Permission::EditProgramme, edition)?;
    check_session(db, ctx, edition, details).await?;
    db.write("speaker-task.revise", |tx: Tx| async move {
        let row = locked(&tx, ctx, edition, id, revision).await?;
        if row.kind != details.kind {
            return Err(Error::field("kind", "speakers-problem-kind-fixed"));
        }
        let (scope, role, session) = details.scope.columns();
        let mut next = row.into_active_model();
        next.title = Set(details.title.clone());
        next.note = Set(details.note.clone());
        next.scope = Set(scope);
        next.role = Set(role);
        next.session = Set(session);
        next.due_at = Set(details.due_at);
        next.reminds = Set(details.reminds);
        next.revision = Set(revision + 1);
        let row = next.update(tx.conn()).await?;
        Ok(written(&tx, ctx, &row, "speaker-task.revised").await?)
    })
    .await
}

async fn locked(tx: &Tx, ctx: &Ctx, edition: EditionId, id: TaskId, revision: i64) -> Result<task_row::Model, Error> {
    let query = select::<Entity>(ctx).filter(Column::Id.eq(id)).filter(Column::Edition.eq(edition));
    let row = query.one(tx.conn()).await?.ok_or(Error::NotFound)?;
    if row.revision == revision { Ok(row) } else { Err(Error::Stale) }
}

/// Asks for it no longer. What somebody has handed in keeps it in place: it is
/// waived for everybody instead.
///
/// # Errors
/// [`Error::Invalid`] when something hangs on it; else as [`revise_task`].
pub async fn remove_task(db: &Db, ctx: &Ctx, edition: EditionId, id: TaskId, revision: i64) -> Result<(), Error> {
    ctx.require(Permission::EditProgramme, edition)?;
    db.write("speaker-task.remove", |tx: Tx| async move {
        let row = locked(&tx, ctx, edition, id, revision).await?;
        crate::reminder::forget(&tx, id).await?;
        let gone = Entity::delete_by_id(id).exec(tx.conn()).await;
        gone.map_err(|error| Error::in_use(error, "speakers-problem-task-in-use"))?;
        Ok(written(&tx, ctx, &row, "speaker-task.removed").await?)
    })
    .await
}
