//! Saving and submitting, by the clock of the server.

use super::{
    Proposal, ProposalDetails, ProposalState, receipt,
    record::locked,
    speaker::{Speaker, incomplete},
};
use crate::{
    Call, Error, ProposalId, Question,
    access::{right, too_late},
    letters,
    question::Strictness,
    tables::{proposal_row, speaker_row},
};
use db::{Db, Tx, select};
use kernel::{Ctx, FieldProblem, Problems, Viewer};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder};
use serde_json::json;

/// Writes a proposal that was read at `revision`, and hands it in when `how`
/// says so, or when it had been handed in before: then its speakers get a
/// receipt. The instant that counts is that of the request.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster; [`Error::Invalid`] by field,
/// and at the form when the deadline has passed or a speaker has not finished.
pub async fn save(
    db: &Db,
    ctx: &Ctx,
    (call, questions): (&Call, &[Question]),
    (id, revision): (ProposalId, i64),
    details: &ProposalDetails,
    how: Strictness,
    origin: &str,
) -> Result<Proposal, Error> {
    let everything = &ctx.seen_by(Viewer::system());
    db.write("proposal.save", |tx: Tx| async move {
        let (row, account) = locked(&tx, ctx, id, revision).await?;
        let handed_in = row.state != ProposalState::Draft;
        if matches!(row.state, ProposalState::Withdrawn) || row.told_at.is_some() {
            return Err(Error::State);
        }
        // Whoever has begun may go on, even when the code has run out since.
        let until = right(tx.conn(), everything, call, account).await?.until;
        let deadline = call.deadline(ctx.now(), until);
        if !deadline.is_open() {
            return Err(too_late().into());
        }
        let submits = how == Strictness::Submission || handed_in;
        let mut next = Proposal { revision: revision + 1, ..with(row.clone().into(), details) };
        if submits {
            complete(&tx, everything, questions, &next).await?;
            next.submitted_at = Some(ctx.now());
            next.receipt = Some(receipt(&next, ctx.now()));
            next.state = if handed_in { next.state } else { ProposalState::Submitted };
        }
        store(&tx, row, &next).await?;
        tx.change("calls", Some(call.edition), id.0).await?;
        let verb = if submits { "proposal.submitted" } else { "proposal.saved" };
        let detail = json!({ "code": next.code, "deadline": deadline.as_str(), "receipt": next.receipt });
        tx.audit(ctx, Some(call.edition), verb, id.0, detail).await?;
        if submits {
            letters::receipt(&tx, ctx, call, &next, origin).await?;
        }
        Ok(next)
    })
    .await
}

fn with(proposal: Proposal, details: &ProposalDetails) -> Proposal {
    Proposal {
        kind: details.kind,
        track: details.track,
        locale: details.locale,
        title: details.title.clone(),
        summary: details.summary.clone(),
        languages: details.languages.clone(),
        answers: details.answers.clone(),
        ..proposal
    }
}

async fn store(tx: &Tx, row: proposal_row::Model, next: &Proposal) -> Result<(), Error> {
    let mut model = row.into_active_model();
    model.kind = Set(next.kind);
    model.track = Set(next.track);
    model.locale = Set(next.locale);
    model.title = Set(next.title.clone());
    model.summary = Set(next.summary.clone());
    model.languages = Set(next.languages.clone());
    model.answers = Set(next.answers.clone());
    model.state = Set(next.state);
    model.submitted_at = Set(next.submitted_at);
    model.receipt = Set(next.receipt.clone());
    model.revision = Set(next.revision);
    model.update(tx.conn()).await?;
    Ok(())
}

/// Every speaker has given a name and answered what must be answered.
async fn complete(tx: &Tx, everything: &Ctx, questions: &[Question], proposal: &Proposal) -> Result<(), Error> {
    let rows = select::<speaker_row::Entity>(everything)
        .filter(speaker_row::Column::Proposal.eq(proposal.id))
        .order_by_asc(speaker_row::Column::Position)
        .all(tx.conn())
        .await?;
    let mut problems = Problems::new();
    for speaker in rows.into_iter().map(Speaker::from) {
        if incomplete(&speaker, questions, proposal.kind) {
            let key = if speaker.name.is_empty() { "calls-problem-speaker-unnamed" } else { "calls-problem-speaker" };
            problems.add("", FieldProblem::new(key).with("name", &speaker.name));
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(problems.into()) }
}
