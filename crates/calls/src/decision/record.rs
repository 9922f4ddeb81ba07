//! Accepting, wait-listing, rejecting; and taking it back before it was told.

use super::accept::become_session;
use crate::{Call, Error, Proposal, ProposalId, ProposalState, tables::proposal_row};
use db::{Db, Tx, select};
use kernel::{Ctx, FieldProblem, Permission, Problems};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, IntoActiveModel, QueryFilter};
use serde_json::json;

kernel::text_enum! {
    /// What staff say of a proposal.
    pub enum Verdict {
        /// It becomes a session.
        Accept = "accept",
        /// Perhaps later.
        WaitList = "wait_list",
        /// No.
        Reject = "reject",
        /// Not decided yet, after all.
        Undecided = "undecided",
    }
}

impl Verdict {
    /// The state that it gives a proposal.
    pub const fn state(self) -> ProposalState {
        match self {
            Self::Accept => ProposalState::Accepted,
            Self::WaitList => ProposalState::WaitListed,
            Self::Reject => ProposalState::Rejected,
            Self::Undecided => ProposalState::Submitted,
        }
    }

    /// Id of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Accept => "calls-verdict-accept",
            Self::WaitList => "calls-verdict-wait-list",
            Self::Reject => "calls-verdict-reject",
            Self::Undecided => "calls-verdict-undecided",
        }
    }
}

/// Decides about all these proposals of a call, each as it was
/// [seen](Proposal::seen), or about none. To say the same again changes nothing. What is
/// accepted has become a session of the draft programme when this returns; a
/// session that an earlier acceptance made is taken up again.
///
/// # Errors
/// [`Error::Stale`] when one has changed; [`Error::Invalid`] at `chosen` when
/// one cannot be decided so.
pub async fn decide(
    db: &Db,
    ctx: &Ctx,
    call: &Call,
    chosen: &[(ProposalId, i64)],
    verdict: Verdict,
) -> Result<usize, Error> {
    ctx.require(Permission::EditProgramme, call.edition)?;
    db.write("proposal.decide", |tx: Tx| async move {
        let mut decided = 0;
        for (id, seen) in chosen {
            decided += usize::from(decide_one(&tx, ctx, call, *id, *seen, verdict).await?);
        }
        tx.change("calls", Some(call.edition), call.id.0).await?;
        Ok(decided)
    })
    .await
}

async fn decide_one(
    tx: &Tx,
    ctx: &Ctx,
    call: &Call,
    id: ProposalId,
    seen: i64,
    verdict: Verdict,
) -> Result<bool, Error> {
    let row = select::<proposal_row::Entity>(ctx)
        .filter(proposal_row::Column::Id.eq(id))
        .filter(proposal_row::Column::SessionCall.eq(call.id))
        .one(tx.conn())
        .await?
        .ok_or(Error::NotFound)?;
    let to = verdict.state();
    // Pressing the button twice is pressing it once, whatever was seen.
    if row.state == to {
        return Ok(false);
    }
    if row.revision + row.verdicts != seen {
        return Err(Error::Stale);
    }
    if !row.state.next(row.told == Some(row.state)).contains(&to) {
        let problem = FieldProblem::new("calls-problem-verdict").with("code", &row.code);
        return Err(Problems::of("chosen", problem).into());
    }
    let from = row.state;
    let verdicts = row.verdicts + 1;
    let session = match (to, row.session) {
        (ProposalState::Accepted, None) => Some(become_session(tx, ctx, call, &Proposal::from(row.clone())).await?),
        (_, session) => session,
    };
    let mut next = row.into_active_model();
    next.state = Set(to);
    next.session = Set(session);
    next.verdicts = Set(verdicts);
    next.update(tx.conn()).await?;
    let detail = json!({ "from": from, "to": to, "session": session });
    tx.audit(ctx, Some(call.edition), "proposal.decided", id.0, detail).await?;
    Ok(true)
}
