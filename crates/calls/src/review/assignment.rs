//! Who is asked to review what: where a call stands with it, and giving and
//! taking back. Nobody is given what they speak in or have stepped aside from.

use super::ReviewState;
use crate::{
    Call, CallId, Error, Member, Part, Proposal, ProposalId, ProposalState,
    tables::{assignment_row, member_row, own_proposals, proposal_row, review_row, speaker_row},
};
use db::{Db, Tx, select};
use kernel::{AccountId, Ctx, Permission, Viewer};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};
use serde_json::json;
use std::collections::BTreeSet;

/// A proposal and somebody who has to do with it.
pub type Pair = (ProposalId, AccountId);

/// Where the review of a call stands.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// The reviewers, in the order in which they were invited.
    pub reviewers: Vec<Member>,
    /// What is judged, by code: what was handed in, but for what the viewer
    /// would speak in.
    pub proposals: Vec<Proposal>,
    /// Who was asked to review what.
    pub given: BTreeSet<Pair>,
    /// Whose review counts.
    pub judged: BTreeSet<Pair>,
    /// Who has stepped aside.
    pub recused: BTreeSet<Pair>,
    /// Who would speak in what.
    pub speaking: BTreeSet<Pair>,
}

/// What one reviewer has to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// Asked to review, without what they stepped aside from.
    pub given: usize,
    /// Of these, how many are done.
    pub done: usize,
    /// All reviews that count, asked for or not.
    pub reviews: usize,
    /// How often they have stepped aside.
    pub recused: usize,
}

impl Standing {
    /// This reviewer may be asked to review this proposal.
    pub fn may(&self, pair: &Pair) -> bool {
        self.reviewers.iter().any(|member| member.account == pair.1)
            && self.proposals.iter().any(|proposal| proposal.id == pair.0 && !proposal.is_told())
            && !self.recused.contains(pair)
            && !self.speaking.contains(pair)
    }

    /// What this reviewer has to do.
    pub fn load(&self, account: AccountId) -> Load {
        let mut load = Load::default();
        for proposal in &self.proposals {
            let pair = (proposal.id, account);
            let is_judged = self.judged.contains(&pair);
            let is_given = self.given.contains(&pair) && !self.recused.contains(&pair);
            load.given += usize::from(is_given);
            load.done += usize::from(is_given && is_judged);
            load.reviews += usize::from(is_judged);
            load.recused += usize::from(self.recused.contains(&pair));
        }
        load
    }

    /// How many reviews of a proposal count.
    pub fn reviews(&self, proposal: ProposalId) -> usize {
        self.judged.iter().filter(|(one, _)| *one == proposal).count()
    }

    /// How many reviews a proposal that is still to be decided lacks.
    pub fn lacks(&self, proposal: &Proposal, each: usize) -> usize {
        let waits = proposal.state == ProposalState::Submitted;
        if waits { each.saturating_sub(self.reviews(proposal.id)) } else { 0 }
    }
}

/// Where the review of a call stands, for its editors.
///
/// # Errors
/// [`Error::Denied`], or the engine's.
pub async fn standing(db: &Db, ctx: &Ctx, call: &Call) -> Result<Standing, Error> {
    ctx.require(Permission::EditProgramme, call.edition)?;
    Ok(load(db.read(), ctx, call.id).await?)
}

async fn load<C: ConnectionTrait>(conn: &C, ctx: &Ctx, call: CallId) -> Result<Standing, DbErr> {
    let everything = &ctx.seen_by(Viewer::system());
    let reviewers = select::<member_row::Entity>(everything)
        .filter(member_row::Column::SessionCall.eq(call))
        .filter(member_row::Column::Part.eq(Part::Reviewer))
        .order_by_asc(member_row::Column::InvitedAt)
        .order_by_asc(member_row::Column::Id)
        .all(conn)
        .await?;
    // Who speaks in a proposal does not choose who judges it, whatever role they have.
    let own = ctx.viewer().account_id().map(|own| proposal_row::Column::Id.not_in_subquery(own_proposals(own)));
    let judged = select::<proposal_row::Entity>(everything)
        .filter(proposal_row::Column::SessionCall.eq(call))
        .filter(proposal_row::Column::State.is_not_in([ProposalState::Draft, ProposalState::Withdrawn]))
        .filter(Condition::all().add_option(own));
    let keys = judged.clone().select_only().column(proposal_row::Column::Id).into_query();
    let proposals = judged.order_by_asc(proposal_row::Column::Code).all(conn).await?;
    let speaking = select::<speaker_row::Entity>(everything)
        .filter(speaker_row::Column::Proposal.in_subquery(keys))
        .select_only()
        .column(speaker_row::Column::Proposal)
        .column(speaker_row::Column::Account)
        .into_tuple::<Pair>();
    let given = select::<assignment_row::Entity>(everything)
        .filter(assignment_row::Column::SessionCall.eq(call))
        .select_only()
        .column(assignment_row::Column::Proposal)
        .column(assignment_row::Column::Account)
        .into_tuple::<Pair>();
    let reviews = select::<review_row::Entity>(everything)
        .filter(review_row::Column::SessionCall.eq(call))
        .select_only()
        .column(review_row::Column::Proposal)
        .column(review_row::Column::Account)
        .column(review_row::Column::State)
        .into_tuple::<(ProposalId, AccountId, ReviewState)>();
    let mut standing = Standing {
        reviewers: reviewers.into_iter().map(Member::from).collect(),
        proposals: proposals.into_iter().map(Proposal::from).collect(),
        speaking: speaking.all(conn).await?.into_iter().collect(),
        given: given.all(conn).await?.into_iter().collect(),
        ..Standing::default()
    };
    for (proposal, account, state) in reviews.all(conn).await? {
        match state {
            ReviewState::Submitted => standing.judged.insert((proposal, account)),
            ReviewState::Recused => standing.recused.insert((proposal, account)),
            ReviewState::Draft => false,
        };
    }
    Ok(standing)
}

/// What came of giving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    /// How many were asked anew.
    pub asked: usize,
    /// How many cannot be: they speak in it, have stepped aside, review no
    /// longer, or it was withdrawn or told.
    pub barred: usize,
}

/// Asks reviewers to review proposals. Who was asked already stays so.
///
/// # Errors
/// [`Error::Denied`], or the engine's.
pub async fn assign(db: &Db, ctx: &Ctx, call: &Call, pairs: &[Pair]) -> Result<Given, Error> {
    ctx.require(Permission::EditProgramme, call.edition)?;
    db.write("review.assign", |tx: Tx| async move {
        let standing = load(tx.conn(), ctx, call.id).await?;
        let wanted: BTreeSet<Pair> = pairs.iter().copied().collect();
        let (may, barred): (BTreeSet<Pair>, BTreeSet<Pair>) = wanted.into_iter().partition(|pair| standing.may(pair));
        let fresh: Vec<Pair> = may.difference(&standing.given).copied().collect();
        insert(&tx, ctx, call, &fresh).await?;
        let given = Given { asked: fresh.len(), barred: barred.len() };
        tx.audit(ctx, Some(call.edition), "review.assigned", call.id.0, json!({ "asked": given.asked })).await?;
        Ok(given)
    })
    .await
}

/// Asks for these reviews no longer. What was written of them stays and counts.
///
/// # Errors
/// [`Error::Denied`], or the engine's.
pub async fn take_back(db: &Db, ctx: &Ctx, call: &Call, pairs: &[Pair]) -> Result<usize, Error> {
    ctx.require(Permission::EditProgramme, call.edition)?;
    db.write("review.take_back", |tx: Tx| async move {
        let standing = load(tx.conn(), ctx, call.id).await?;
        let known = |pair: &&Pair| standing.proposals.iter().any(|proposal| proposal.id == pair.0);
        let gone: BTreeSet<Pair> = pairs.iter().filter(known).copied().collect();
        let gone: Vec<Pair> = gone.intersection(&standing.given).copied().collect();
        remove(&tx, &gone).await?;
        tx.audit(ctx, Some(call.edition), "review.taken_back", call.id.0, json!({ "pairs": gone.len() })).await?;
        Ok(gone.len())
    })
    .await
}

/// Says who is asked to review one proposal, by a form that showed `seen`.
///
/// # Errors
/// [`Error::Stale`] when somebody else has changed it since; [`Error::NotFound`]
/// for a proposal that is not judged, and for somebody who may not judge it.
pub async fn choose_reviewers(
    db: &Db,
    ctx: &Ctx,
    call: &Call,
    proposal: ProposalId,
    seen: &BTreeSet<AccountId>,
    chosen: &BTreeSet<AccountId>,
) -> Result<(), Error> {
    ctx.require(Permission::EditProgramme, call.edition)?;
    db.write("review.choose", |tx: Tx| async move {
        let standing = load(tx.conn(), ctx, call.id).await?;
        if standing.proposals.iter().all(|one| one.id != proposal) {
            return Err(Error::NotFound);
        }
        let now = reviewers_of(&standing, proposal);
        if now != *seen {
            return Err(Error::Stale);
        }
        let pair = |account: &AccountId| (proposal, *account);
        let fresh: Vec<Pair> = chosen.difference(&now).map(pair).collect();
        if !fresh.iter().all(|pair| standing.may(pair)) {
            return Err(Error::NotFound);
        }
        let gone: Vec<Pair> = now.difference(chosen).map(pair).collect();
        insert(&tx, ctx, call, &fresh).await?;
        remove(&tx, &gone).await?;
        let detail = json!({ "asked": fresh.len(), "taken_back": gone.len() });
        Ok(tx.audit(ctx, Some(call.edition), "review.chosen", proposal.0, detail).await?)
    })
    .await
}

/// Who is asked to review a proposal and has not stepped aside.
pub fn reviewers_of(standing: &Standing, proposal: ProposalId) -> BTreeSet<AccountId> {
    let here = standing.given.iter().filter(|pair| pair.0 == proposal && !standing.recused.contains(pair));
    here.map(|(_, account)| *account).collect()
}

/// What the viewer was asked to review of a call.
///
/// # Errors
/// The engine's.
pub async fn asked_of_viewer(db: &Db, ctx: &Ctx, call: CallId) -> Result<BTreeSet<ProposalId>, DbErr> {
    let Some(account) = ctx.viewer().account_id() else { return Ok(BTreeSet::new()) };
    let own = select::<assignment_row::Entity>(ctx)
        .filter(assignment_row::Column::SessionCall.eq(call))
        .filter(assignment_row::Column::Account.eq(account));
    Ok(own.all(db.read()).await?.into_iter().map(|row| row.proposal).collect())
}

async fn insert(tx: &Tx, ctx: &Ctx, call: &Call, pairs: &[Pair]) -> Result<(), DbErr> {
    for some in pairs.chunks(500) {
        let rows = some.iter().map(|(proposal, account)| assignment_row::Model {
            proposal: *proposal,
            edition: call.edition,
            session_call: call.id,
            account: *account,
            assigned_at: ctx.now(),
        });
        let rows = rows.map(IntoActiveModel::into_active_model);
        assignment_row::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

async fn remove(tx: &Tx, pairs: &[Pair]) -> Result<(), DbErr> {
    for (proposal, account) in pairs {
        assignment_row::Entity::delete_by_id((*proposal, *account)).exec(tx.conn()).await?;
    }
    Ok(())
}
