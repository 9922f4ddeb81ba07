//! Writing reviews, and reading them.

use super::{Review, ReviewState, Scores};
use crate::{
    Call, CallId, Error, Proposal, ProposalId, ScoreCard,
    proposal::in_person,
    tables::{proposal_row, review_row, reviewed_by},
};
use db::{Db, Tx, select};
use kernel::{AccountId, Ctx, FieldProblem, Problems, words};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    Select,
};
use serde_json::json;
use ui::Form;
use web::Submission;

/// Longest remark, in characters.
const LONGEST: usize = 4000;

/// How a review is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveHow {
    /// What is there is kept; criteria may be missing. What was submitted stays so.
    Partly,
    /// It counts from now on; every criterion has a score.
    Submitted,
}

/// What a reviewer writes.
#[derive(Clone, Debug, PartialEq)]
pub struct ReviewDetails {
    /// See [`Review::scores`].
    pub scores: Scores,
    /// See [`Review::remark`].
    pub remark: String,
}

impl ReviewDetails {
    /// Reads a form: `score_1`, `score_2`, … by the keys of the criteria.
    ///
    /// # Errors
    /// Every field that is wrong or, for a submission, missing.
    pub(crate) fn read(sent: &Submission, card: &ScoreCard, how: SaveHow) -> Result<Self, Problems> {
        let mut problems = sent.problems.clone();
        let mut scores = Scores::default();
        for criterion in &card.criteria {
            let field = format!("score_{}", criterion.key);
            match sent.value(&field).trim() {
                "" if how == SaveHow::Partly => {}
                "" => problems.add(&field, FieldProblem::new("calls-problem-unanswered")),
                raw => {
                    if let Some(score) = problems.take(&field, card.read_score(raw)) {
                        scores.0.insert(criterion.key, score);
                    }
                }
            }
        }
        let remark = problems.take("remark", words::paragraphs(sent.value("remark"), LONGEST)).unwrap_or_default();
        problems.or(Self { scores, remark })
    }

    /// The form that would leave a review as it is.
    pub(crate) fn form(review: Option<&Review>) -> Form {
        let Some(review) = review else { return Form::filled([("revision", "0")]) };
        let score = |(key, score): (&u32, &i32)| (format!("score_{key}"), crate::typed::decimal(*score));
        let mut fields: Vec<(String, String)> = review.scores.0.iter().map(score).collect();
        fields.push(("remark".into(), review.remark.clone()));
        fields.push(("revision".into(), review.revision.to_string()));
        Form::filled(fields)
    }
}

/// What the viewer reviews of a call. Staff have no more here than any reviewer.
fn own_pile(ctx: &Ctx, account: AccountId, call: CallId) -> Select<proposal_row::Entity> {
    select::<proposal_row::Entity>(ctx).filter(reviewed_by(account)).filter(proposal_row::Column::SessionCall.eq(call))
}

/// The proposals that the viewer may review, each with the own review, in the
/// order of their codes, which tells nothing.
///
/// # Errors
/// The engine's, or that nobody is signed in.
pub async fn reviewable(db: &Db, ctx: &Ctx, call: &Call) -> Result<Vec<(Proposal, Option<Review>)>, Error> {
    let account = in_person(ctx)?;
    let rows = own_pile(ctx, account, call.id).order_by_asc(proposal_row::Column::Code).all(db.read()).await?;
    let own = select::<review_row::Entity>(ctx)
        .filter(review_row::Column::SessionCall.eq(call.id))
        .filter(review_row::Column::Account.eq(account))
        .all(db.read())
        .await?;
    let with_own = |row: proposal_row::Model| {
        let review = own.iter().find(|review| review.proposal == row.id);
        (Proposal::from(row), review.cloned().map(Review::from))
    };
    Ok(rows.into_iter().map(with_own).collect())
}

/// One of them, by its code. Own and recused ones do not exist.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn reviewable_by_code(db: &Db, ctx: &Ctx, call: &Call, code: &str) -> Result<Proposal, Error> {
    let account = in_person(ctx)?;
    let row = own_pile(ctx, account, call.id).filter(proposal_row::Column::Code.eq(code)).one(db.read()).await?;
    row.map(Proposal::from).ok_or(Error::NotFound)
}

/// The viewer's own review of a proposal.
///
/// # Errors
/// The engine's, or that nobody is signed in.
pub async fn own_review(db: &Db, ctx: &Ctx, proposal: ProposalId) -> Result<Option<Review>, Error> {
    let account = in_person(ctx)?;
    let row = select::<review_row::Entity>(ctx)
        .filter(review_row::Column::Proposal.eq(proposal))
        .filter(review_row::Column::Account.eq(account));
    Ok(row.one(db.read()).await?.map(Review::from))
}

/// The submitted reviews of others, once the viewer has submitted the own one.
///
/// # Errors
/// The engine's, or that nobody is signed in.
pub async fn others(db: &Db, ctx: &Ctx, proposal: ProposalId) -> Result<Vec<Review>, Error> {
    let account = in_person(ctx)?;
    let own = own_review(db, ctx, proposal).await?;
    if own.is_none_or(|own| own.state != ReviewState::Submitted) {
        return Ok(Vec::new());
    }
    let rows = select::<review_row::Entity>(ctx)
        .filter(review_row::Column::Proposal.eq(proposal))
        .filter(review_row::Column::Account.ne(account))
        .filter(review_row::Column::State.eq(ReviewState::Submitted))
        .order_by_asc(review_row::Column::WrittenAt)
        .all(db.read())
        .await?;
    Ok(rows.into_iter().map(Review::from).collect())
}

/// All reviews of a call that the viewer may know of: for its staff.
///
/// # Errors
/// The engine's.
pub async fn reviews_of(db: &Db, ctx: &Ctx, call: CallId) -> Result<Vec<Review>, DbErr> {
    let rows = select::<review_row::Entity>(ctx)
        .filter(review_row::Column::SessionCall.eq(call))
        .order_by_asc(review_row::Column::WrittenAt)
        .order_by_asc(review_row::Column::Account)
        .all(db.read())
        .await?;
    Ok(rows.into_iter().map(Review::from).collect())
}

/// The proposal in this transaction, still to be reviewed by the viewer; and the
/// own review, if it is what the form was made from (0 is none yet).
async fn open(
    tx: &Tx,
    ctx: &Ctx,
    call: &Call,
    id: ProposalId,
    revision: i64,
) -> Result<(AccountId, Option<review_row::Model>), Error> {
    let account = in_person(ctx)?;
    let row = own_pile(ctx, account, call.id).filter(proposal_row::Column::Id.eq(id)).one(tx.conn()).await?;
    let row = row.ok_or(Error::NotFound)?;
    // Once the speakers were told, scores are history.
    if row.told_at.is_some() {
        return Err(Error::Closed);
    }
    let own = select::<review_row::Entity>(ctx)
        .filter(review_row::Column::Proposal.eq(id))
        .filter(review_row::Column::Account.eq(account))
        .one(tx.conn())
        .await?;
    if own.as_ref().map_or(0, |own| own.revision) == revision { Ok((account, own)) } else { Err(Error::Stale) }
}

/// Writes the viewer's review of a proposal.
///
/// # Errors
/// [`Error::Stale`]; [`Error::Closed`] once the speakers were told of a
/// decision; [`Error::NotFound`] for what the viewer does not review.
pub async fn save_review(
    db: &Db,
    ctx: &Ctx,
    call: &Call,
    (id, revision): (ProposalId, i64),
    details: &ReviewDetails,
    how: SaveHow,
) -> Result<ReviewState, Error> {
    db.write("review.save", |tx: Tx| async move {
        let (account, own) = open(&tx, ctx, call, id, revision).await?;
        let was_submitted = own.as_ref().is_some_and(|own| own.state == ReviewState::Submitted);
        if was_submitted && details.scores.total(&call.card).is_none() {
            return Err(Problems::of("", FieldProblem::new("calls-problem-review-incomplete")).into());
        }
        let submits = was_submitted || how == SaveHow::Submitted;
        let state = if submits { ReviewState::Submitted } else { ReviewState::Draft };
        write(&tx, ctx, call, (id, account), own, details, state).await?;
        let detail = json!({ "state": state });
        tx.audit(ctx, Some(call.edition), "review.saved", id.0, detail).await?;
        Ok(state)
    })
    .await
}

/// The viewer must not judge this proposal, from now on and for good: it does
/// not exist for them any more.
///
/// # Errors
/// As [`save_review`].
pub async fn recuse(db: &Db, ctx: &Ctx, call: &Call, id: ProposalId, revision: i64) -> Result<(), Error> {
    let nothing = &ReviewDetails { scores: Scores::default(), remark: String::new() };
    db.write("review.recuse", |tx: Tx| async move {
        let (account, own) = open(&tx, ctx, call, id, revision).await?;
        write(&tx, ctx, call, (id, account), own, nothing, ReviewState::Recused).await?;
        Ok(tx.audit(ctx, Some(call.edition), "review.recused", id.0, json!({})).await?)
    })
    .await
}

async fn write(
    tx: &Tx,
    ctx: &Ctx,
    call: &Call,
    (proposal, account): (ProposalId, AccountId),
    own: Option<review_row::Model>,
    details: &ReviewDetails,
    state: ReviewState,
) -> Result<(), DbErr> {
    let row = review_row::Model {
        proposal,
        edition: call.edition,
        session_call: call.id,
        account,
        state,
        scores: details.scores.clone(),
        remark: details.remark.clone(),
        revision: own.as_ref().map_or(1, |own| own.revision + 1),
        written_at: ctx.now(),
    };
    if own.is_none() {
        review_row::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
        return Ok(());
    }
    let mut next = review_row::ActiveModel { proposal: Set(proposal), account: Set(account), ..Default::default() };
    next.state = Set(row.state);
    next.scores = Set(row.scores);
    next.remark = Set(row.remark);
    next.revision = Set(row.revision);
    next.written_at = Set(row.written_at);
    next.update(tx.conn()).await.map(|_| ())
}
