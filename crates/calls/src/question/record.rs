//! Keeping the questions of a call.

use super::{Options, Question, QuestionDetails};
use crate::{
    CallId, Error, QuestionId,
    call::Call,
    tables::{proposal_row, question_row, speaker_row},
    typed::versions,
};
use db::{Db, Tx, select};
use kernel::{Ctx, FieldProblem, Permission, Problems, Viewer};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder,
};
use serde_json::json;

/// More questions than this nobody answers.
const MOST: u64 = 60;

/// The questions of a call in their order, also those that are asked no longer.
///
/// # Errors
/// The engine's.
pub async fn questions(db: &Db, ctx: &Ctx, call: CallId) -> Result<Vec<Question>, DbErr> {
    let rows = select::<question_row::Entity>(ctx)
        .filter(question_row::Column::SessionCall.eq(call))
        .order_by_asc(question_row::Column::Position)
        .order_by_asc(question_row::Column::Id)
        .all(db.read())
        .await?;
    Ok(rows.into_iter().map(Question::from).collect())
}

/// Adds a question to a call.
///
/// # Errors
/// [`Error::Invalid`] when there are too many.
pub async fn add_question(db: &Db, ctx: &Ctx, call: &Call, details: &QuestionDetails) -> Result<QuestionId, Error> {
    ctx.require(Permission::EditProgramme, call.edition)?;
    let row = &question_row::Model {
        id: ctx.new_id(),
        edition: call.edition,
        session_call: call.id,
        position: details.position,
        asked_of: details.asked_of,
        shape: details.shape,
        label: details.label.clone(),
        hint: details.hint.clone(),
        kinds: details.kinds.clone(),
        options: details.keyed(&Options::default()),
        required: details.required,
        most: details.most,
        for_reviewers: details.for_reviewers,
        retired: false,
        revision: 1,
    };
    db.write("call.question.add", |tx: Tx| async move {
        let own = select::<question_row::Entity>(ctx).filter(question_row::Column::SessionCall.eq(call.id));
        if own.count(tx.conn()).await? >= MOST {
            return Err(Problems::of("", FieldProblem::new("calls-problem-questions").with("most", MOST)).into());
        }
        question_row::Entity::insert(row.clone().into_active_model()).exec_without_returning(tx.conn()).await?;
        tx.change("calls", Some(call.edition), call.id.0).await?;
        tx.audit(ctx, Some(call.edition), "call.question.added", row.id.0, json!({})).await?;
        Ok(row.id)
    })
    .await
}

/// Rewrites a question that was read at `revision`. What was answered is kept.
///
/// # Errors
/// [`Error::Stale`].
pub async fn revise_question(
    db: &Db,
    ctx: &Ctx,
    call: &Call,
    id: QuestionId,
    revision: i64,
    details: &QuestionDetails,
) -> Result<(), Error> {
    ctx.require(Permission::EditProgramme, call.edition)?;
    db.write("call.question.revise", |tx: Tx| async move {
        let row = locked(&tx, ctx, call, id, revision).await?;
        let mut next = row.clone().into_active_model();
        next.position = Set(details.position);
        next.asked_of = Set(details.asked_of);
        next.shape = Set(details.shape);
        next.label = Set(row.label.revised(&versions(&details.label)));
        next.hint = Set(row.hint.revised(&versions(&details.hint)));
        next.kinds = Set(details.kinds.clone());
        next.options = Set(details.keyed(&row.options));
        next.required = Set(details.required);
        next.most = Set(details.most);
        next.for_reviewers = Set(details.for_reviewers);
        next.retired = Set(false);
        next.revision = Set(revision + 1);
        next.update(tx.conn()).await?;
        tx.change("calls", Some(call.edition), call.id.0).await?;
        Ok(tx.audit(ctx, Some(call.edition), "call.question.revised", id.0, json!({})).await?)
    })
    .await
}

/// Asks a question no longer: it is gone while nobody has proposed anything,
/// and retired with its answers otherwise.
///
/// # Errors
/// [`Error::Stale`].
pub async fn remove_question(db: &Db, ctx: &Ctx, call: &Call, id: QuestionId, revision: i64) -> Result<(), Error> {
    ctx.require(Permission::EditProgramme, call.edition)?;
    let everything = &ctx.seen_by(Viewer::system());
    db.write("call.question.remove", |tx: Tx| async move {
        let row = locked(&tx, ctx, call, id, revision).await?;
        if is_answered(&tx, everything, call, id).await? {
            let mut next = row.into_active_model();
            next.retired = Set(true);
            next.revision = Set(revision + 1);
            next.update(tx.conn()).await?;
        } else {
            question_row::Entity::delete_by_id(id).exec(tx.conn()).await?;
        }
        tx.change("calls", Some(call.edition), call.id.0).await?;
        Ok(tx.audit(ctx, Some(call.edition), "call.question.removed", id.0, json!({})).await?)
    })
    .await
}

async fn locked(tx: &Tx, ctx: &Ctx, call: &Call, id: QuestionId, revision: i64) -> Result<question_row::Model, Error> {
    let row = select::<question_row::Entity>(ctx)
        .filter(question_row::Column::Id.eq(id))
        .filter(question_row::Column::SessionCall.eq(call.id))
        .one(tx.conn())
        .await?
        .ok_or(Error::NotFound)?;
    if row.revision == revision { Ok(row) } else { Err(Error::Stale) }
}

async fn is_answered(tx: &Tx, everything: &Ctx, call: &Call, id: QuestionId) -> Result<bool, DbErr> {
    let proposals = select::<proposal_row::Entity>(everything).filter(proposal_row::Column::SessionCall.eq(call.id));
    let proposals = proposals.all(tx.conn()).await?;
    if proposals.iter().any(|row| !row.answers.of(id).is_empty()) {
        return Ok(true);
    }
    let ids: Vec<_> = proposals.iter().map(|row| row.id).collect();
    for some in ids.chunks(500) {
        let speakers = select::<speaker_row::Entity>(everything)
            .filter(speaker_row::Column::Proposal.is_in(some.iter().copied()))
            .all(tx.conn())
            .await?;
        if speakers.iter().any(|row| !row.answers.of(id).is_empty()) {
            return Ok(true);
        }
    }
    Ok(false)
}
