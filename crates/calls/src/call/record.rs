//! Making a call and rewriting it; finding those that a viewer may know of.

use super::{Call, CallDetails, CallState};
use crate::{
    CallId, Error, ScoreCard, letters,
    tables::{call_row, extension_row, review_row},
    typed::versions,
};
use db::{Db, Tx, select};
use kernel::{Ctx, EditionId, FieldProblem, LocalizedText, Permission, Problems, Timestamp, Viewer};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder,
};
use serde_json::json;

/// A deadline that was moved after it had been announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extension {
    /// What it was.
    pub earlier: Timestamp,
    /// What it became.
    pub later: Timestamp,
    /// When it was moved.
    pub made_at: Timestamp,
}

/// The calls of an edition that the viewer may know of, by deadline.
///
/// # Errors
/// The engine's.
pub async fn calls(db: &Db, ctx: &Ctx, edition: EditionId) -> Result<Vec<Call>, DbErr> {
    let rows = select::<call_row::Entity>(ctx)
        .filter(call_row::Column::Edition.eq(edition))
        .order_by_asc(call_row::Column::ClosesAt)
        .order_by_asc(call_row::Column::Slug)
        .all(db.read())
        .await?;
    Ok(rows.into_iter().map(Call::from).collect())
}

/// The call at an address, if the viewer may know of it.
///
/// # Errors
/// The engine's.
pub async fn call_by_slug(db: &Db, ctx: &Ctx, edition: EditionId, slug: &str) -> Result<Option<Call>, DbErr> {
    let row = select::<call_row::Entity>(ctx)
        .filter(call_row::Column::Edition.eq(edition))
        .filter(call_row::Column::Slug.eq(slug))
        .one(db.read())
        .await?;
    Ok(row.map(Call::from))
}

/// How the deadline of a call was moved, oldest first.
///
/// # Errors
/// The engine's.
pub async fn extensions(db: &Db, ctx: &Ctx, call: CallId) -> Result<Vec<Extension>, DbErr> {
    let rows = select::<extension_row::Entity>(ctx)
        .filter(extension_row::Column::SessionCall.eq(call))
        .order_by_asc(extension_row::Column::MadeAt)
        .order_by_asc(extension_row::Column::Id)
        .all(db.read())
        .await?;
    let extension =
        |row: extension_row::Model| Extension { earlier: row.earlier, later: row.later, made_at: row.made_at };
    Ok(rows.into_iter().map(extension).collect())
}

/// Writes a new call, known to staff only.
///
/// # Errors
/// [`Error::Invalid`] at `slug` when another call of the edition has it.
pub async fn create_call(db: &Db, ctx: &Ctx, edition: EditionId, details: &CallDetails) -> Result<Call, Error> {
    ctx.require(Permission::EditProgramme, edition)?;
    let row = &call_row::Model {
        id: ctx.new_id(),
        edition,
        slug: details.slug.clone(),
        title: details.title.clone(),
        body: details.body.clone(),
        state: CallState::Draft,
        opens_at: details.opens_at,
        closes_at: details.closes_at,
        zone: details.zone.clone(),
        grace_minutes: details.grace_minutes,
        access: details.access,
        blind: details.blind,
        reviewing: details.reviewing,
        kinds: details.kinds.clone(),
        tracks: details.tracks.clone(),
        card: ScoreCard::usual(),
        revision: 1,
        created_at: ctx.now(),
    };
    db.write("call.create", |tx: Tx| async move {
        let insert = call_row::Entity::insert(row.clone().into_active_model());
        insert.exec_without_returning(tx.conn()).await.map_err(|error| Error::taken(error, "slug"))?;
        tx.change("calls", Some(edition), row.id.0).await?;
        tx.audit(ctx, Some(edition), "call.created", row.id.0, json!({ "slug": row.slug })).await?;
        Ok(Call::from(row.clone()))
    })
    .await
}

/// The row of a call, if it still is what the form was made from.
async fn locked(tx: &Tx, ctx: &Ctx, edition: EditionId, id: CallId, revision: i64) -> Result<call_row::Model, Error> {
    let row = select::<call_row::Entity>(ctx)
        .filter(call_row::Column::Id.eq(id))
        .filter(call_row::Column::Edition.eq(edition))
        .one(tx.conn())
        .await?
        .ok_or(Error::NotFound)?;
    if row.revision == revision { Ok(row) } else { Err(Error::Stale) }
}

/// Rewrites a call that was read at `revision`. A deadline that moves after the
/// call was announced moves for everybody: the page of the call says so, and
/// whoever has an unfinished draft is told. `origin` is where the house is reached.
///
/// # Errors
/// [`Error::Stale`]; [`Error::Invalid`] at `slug`.
pub async fn revise_call(
    db: &Db,
    ctx: &Ctx,
    call: &Call,
    revision: i64,
    details: &CallDetails,
    origin: &str,
) -> Result<Call, Error> {
    let edition = call.edition;
    ctx.require(Permission::EditProgramme, edition)?;
    db.write("call.revise", |tx: Tx| async move {
        let before = locked(&tx, ctx, edition, call.id, revision).await?;
        let after = rewritten(&before, details).update(tx.conn()).await.map_err(|error| Error::taken(error, "slug"))?;
        if before.state == CallState::Open && before.closes_at != after.closes_at {
            extend(&tx, ctx, &before, &after, origin).await?;
        }
        tx.change("calls", Some(edition), call.id.0).await?;
        let detail = json!({ "closes_at": after.closes_at, "grace_minutes": after.grace_minutes });
        tx.audit(ctx, Some(edition), "call.revised", call.id.0, detail).await?;
        Ok(Call::from(after))
    })
    .await
}

fn rewritten(row: &call_row::Model, details: &CallDetails) -> call_row::ActiveModel {
    let mut next = row.clone().into_active_model();
    next.slug = Set(details.slug.clone());
    next.title = Set(row.title.revised(&versions(&details.title)));
    next.body = Set(row.body.revised(&versions(&details.body)));
    next.opens_at = Set(details.opens_at);
    next.closes_at = Set(details.closes_at);
    next.zone = Set(details.zone.clone());
    next.grace_minutes = Set(details.grace_minutes);
    next.access = Set(details.access);
    next.blind = Set(details.blind);
    next.reviewing = Set(details.reviewing);
    next.kinds = Set(details.kinds.clone());
    next.tracks = Set(details.tracks.clone());
    next.revision = Set(row.revision + 1);
    next
}

async fn extend(
    tx: &Tx,
    ctx: &Ctx,
    before: &call_row::Model,
    after: &call_row::Model,
    origin: &str,
) -> Result<(), Error> {
    let row = extension_row::Model {
        id: ctx.new_id(),
        edition: after.edition,
        session_call: after.id,
        earlier: before.closes_at,
        later: after.closes_at,
        made_at: ctx.now(),
    };
    extension_row::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
    let detail = json!({ "from": before.closes_at, "to": after.closes_at });
    tx.audit(ctx, Some(after.edition), "call.extended", after.id.0, detail).await?;
    letters::extended(tx, ctx, &Call::from(after.clone()), origin).await
}

/// Announces a call, puts it away, or shows it again.
///
/// # Errors
/// [`Error::Stale`]; [`Error::Invalid`] at `state` when it cannot follow.
pub async fn change_state(db: &Db, ctx: &Ctx, call: &Call, revision: i64, to: CallState) -> Result<Call, Error> {
    let edition = call.edition;
    ctx.require(Permission::EditProgramme, edition)?;
    db.write("call.state", |tx: Tx| async move {
        let row = locked(&tx, ctx, edition, call.id, revision).await?;
        let from = row.state;
        if !from.next().contains(&to) {
            return Err(Error::field("state", "calls-problem-state"));
        }
        let mut next = row.into_active_model();
        next.state = Set(to);
        next.revision = Set(revision + 1);
        let row: call_row::Model = next.update(tx.conn()).await?;
        tx.change("calls", Some(edition), call.id.0).await?;
        tx.audit(ctx, Some(edition), "call.state", call.id.0, json!({ "from": from, "to": to })).await?;
        Ok(Call::from(row))
    })
    .await
}

/// Says by what reviewers judge. Once somebody has, the card stays: scores of
/// different cards cannot be compared.
///
/// # Errors
/// [`Error::Stale`]; [`Error::Invalid`] at the form when reviews were written.
pub async fn set_card(db: &Db, ctx: &Ctx, call: &Call, revision: i64, card: &ScoreCard) -> Result<Call, Error> {
    let edition = call.edition;
    ctx.require(Permission::EditProgramme, edition)?;
    let everything = &ctx.seen_by(Viewer::system());
    db.write("call.card", |tx: Tx| async move {
        let row = locked(&tx, ctx, edition, call.id, revision).await?;
        let written = select::<review_row::Entity>(everything)
            .filter(review_row::Column::SessionCall.eq(call.id))
            .filter(review_row::Column::State.ne(crate::ReviewState::Recused))
            .count(tx.conn())
            .await?;
        if written > 0 {
            let problem = FieldProblem::new("calls-problem-card-used").with("n", written);
            return Err(Problems::of("", problem).into());
        }
        let mut next = row.into_active_model();
        next.card = Set(card.clone());
        next.revision = Set(revision + 1);
        let row: call_row::Model = next.update(tx.conn()).await?;
        tx.audit(ctx, Some(edition), "call.card", call.id.0, json!({ "criteria": card.criteria.len() })).await?;
        Ok(Call::from(row))
    })
    .await
}

/// What stands first in a list of the desk, and in letters: the title, in a
/// language that there is.
pub(crate) fn title_in(title: &LocalizedText, locale: kernel::Locale) -> String {
    title.get(locale).text.to_owned()
}
