//! Who may know of a row.
//!
//! * The staff of an edition know its calls and what was submitted to them. A
//!   draft is known to its speakers only, whatever roles others have.
//! * Reviewers know what was submitted to their call, but nothing that they are
//!   in themselves or have recused themselves from; where a call is blind, they
//!   know nothing of any speaker; where it says so, they know nothing of what was
//!   not assigned to them.
//! * A reviewer's own review is known to the reviewer; others' once the own one
//!   is submitted.
//! * A token opens none of this but what staff see.

use super::{
    access_row, assignment::is_open_to, call_row, code_row, extension_row, letter_row, link_row, member_row,
    proposal_row, question_row, review_row, speaker_row,
};
use crate::{Access, CallState, Part, ProposalState, ReviewState};
use db::{Visible, nobody, system_only};
use kernel::{AccountId, Ctx, EditionId, Permission};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select, sea_query::SelectStatement,
};

/// The editions whose desk the viewer may read; `None` is all of them.
fn staffed(ctx: &Ctx) -> Option<Vec<EditionId>> {
    if ctx.can_in_house(Permission::ReadDesk) {
        return None;
    }
    ctx.viewer().editions_with(Permission::ReadDesk, ctx.now())
}

/// Rows of the editions whose desk the viewer may read.
pub(super) fn staff_of<C: ColumnTrait>(ctx: &Ctx, edition: C) -> Condition {
    match staffed(ctx) {
        None => Condition::all(),
        Some(editions) if editions.is_empty() => nobody(),
        Some(editions) => Condition::all().add(edition.is_in(editions)),
    }
}

/// The account that looks in person, and not through a token.
pub(super) fn present(ctx: &Ctx) -> Option<AccountId> {
    ctx.viewer().account_id().filter(|_| ctx.viewer().reach().is_none())
}

#[expect(clippy::disallowed_methods, reason = "part of the conditions that decide what is visible")]
pub(super) fn rows<E: EntityTrait>(_: E) -> Select<E> {
    E::find()
}

/// The proposals in which the account would speak.
pub(crate) fn own_proposals(account: AccountId) -> SelectStatement {
    rows(speaker_row::Entity)
        .filter(speaker_row::Column::Account.eq(account))
        .select_only()
        .column(speaker_row::Column::Proposal)
        .into_query()
}

/// The calls for which the account has this part.
fn calls_as(account: AccountId, part: Option<Part>) -> SelectStatement {
    let own = rows(member_row::Entity).filter(member_row::Column::Account.eq(account));
    let own = own.filter(Condition::all().add_option(part.map(|part| member_row::Column::Part.eq(part))));
    own.select_only().column(member_row::Column::SessionCall).into_query()
}

/// The calls whose reviewers must not know who speaks.
fn blind_calls() -> SelectStatement {
    let blind = rows(call_row::Entity).filter(call_row::Column::Blind.eq(true));
    blind.select_only().column(call_row::Column::Id).into_query()
}

/// The calls that a code of the account opened, unless the code was revoked.
fn calls_opened(account: AccountId) -> SelectStatement {
    let live = rows(code_row::Entity).filter(code_row::Column::RevokedAt.is_null());
    let live = live.select_only().column(code_row::Column::Id).into_query();
    rows(access_row::Entity)
        .filter(access_row::Column::Account.eq(account))
        .filter(access_row::Column::Code.in_subquery(live))
        .select_only()
        .column(access_row::Column::SessionCall)
        .into_query()
}

fn calls_spoken_in(account: AccountId) -> SelectStatement {
    rows(proposal_row::Entity)
        .filter(proposal_row::Column::Id.in_subquery(own_proposals(account)))
        .select_only()
        .column(proposal_row::Column::SessionCall)
        .into_query()
}

fn refused_by(account: AccountId) -> SelectStatement {
    rows(review_row::Entity)
        .filter(review_row::Column::Account.eq(account))
        .filter(review_row::Column::State.eq(ReviewState::Recused))
        .select_only()
        .column(review_row::Column::Proposal)
        .into_query()
}

/// The proposals that the account reviews.
pub(crate) fn reviewed_by(account: AccountId) -> Condition {
    use proposal_row::Column;
    Condition::all()
        .add(Column::SessionCall.in_subquery(calls_as(account, Some(Part::Reviewer))))
        .add(Column::State.is_not_in([ProposalState::Draft, ProposalState::Withdrawn]))
        .add(Column::Id.not_in_subquery(own_proposals(account)))
        .add(Column::Id.not_in_subquery(refused_by(account)))
        .add(is_open_to(account))
}

fn keys_reviewed_by(account: AccountId) -> SelectStatement {
    let reviewed = rows(proposal_row::Entity).filter(reviewed_by(account));
    reviewed.select_only().column(proposal_row::Column::Id).into_query()
}

fn call_keys(ctx: &Ctx) -> SelectStatement {
    db::select::<call_row::Entity>(ctx).select_only().column(call_row::Column::Id).into_query()
}

impl Visible for call_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        use call_row::Column;
        if ctx.viewer().is_system() {
            return Condition::all();
        }
        let in_sight = || Column::Edition.in_subquery(congress::visible_editions(ctx));
        let mut known = Condition::any().add(Column::Access.ne(Access::Invitation));
        let mut seen = Condition::any().add(staff_of(ctx, Column::Edition));
        if let Some(account) = present(ctx) {
            known = known
                .add(Column::Id.in_subquery(calls_as(account, None)))
                .add(Column::Id.in_subquery(calls_opened(account)));
            // Whoever answered a call may look it up when it has been put away.
            let answered = Condition::all()
                .add(Column::State.ne(CallState::Draft))
                .add(in_sight())
                .add(Column::Id.in_subquery(calls_spoken_in(account)));
            seen = seen.add(answered);
        }
        seen.add(Condition::all().add(Column::State.eq(CallState::Open)).add(in_sight()).add(known))
    }
}

impl Visible for extension_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        Condition::all().add(extension_row::Column::SessionCall.in_subquery(call_keys(ctx)))
    }
}

impl Visible for question_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        Condition::all().add(question_row::Column::SessionCall.in_subquery(call_keys(ctx)))
    }
}

impl Visible for code_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        if ctx.viewer().is_system() { Condition::all() } else { staff_of(ctx, code_row::Column::Edition) }
    }
}

impl Visible for access_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        if ctx.viewer().is_system() {
            return Condition::all();
        }
        let own = present(ctx).map(|account| access_row::Column::Account.eq(account));
        Condition::any().add(staff_of(ctx, access_row::Column::Edition)).add_option(own)
    }
}

impl Visible for member_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        if ctx.viewer().is_system() {
            return Condition::all();
        }
        let own = present(ctx).map(|account| member_row::Column::Account.eq(account));
        Condition::any().add(staff_of(ctx, member_row::Column::Edition)).add_option(own)
    }
}

impl Visible for proposal_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        use proposal_row::Column;
        if ctx.viewer().is_system() {
            return Condition::all();
        }
        let submitted = Condition::all().add(Column::SubmittedAt.is_not_null()).add(staff_of(ctx, Column::Edition));
        let mut known = Condition::any().add(submitted);
        if let Some(account) = present(ctx) {
            known = known.add(Column::Id.in_subquery(own_proposals(account))).add(reviewed_by(account));
        }
        known
    }
}

impl Visible for speaker_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        use speaker_row::Column;
        if ctx.viewer().is_system() {
            return Condition::all();
        }
        let submitted = rows(proposal_row::Entity).filter(proposal_row::Column::SubmittedAt.is_not_null());
        let submitted = submitted.select_only().column(proposal_row::Column::Id).into_query();
        let desk = Condition::all().add(Column::Proposal.in_subquery(submitted)).add(staff_of(ctx, Column::Edition));
        let mut known = Condition::any().add(desk);
        if let Some(account) = present(ctx) {
            let open = rows(proposal_row::Entity)
                .filter(reviewed_by(account))
                .filter(proposal_row::Column::SessionCall.not_in_subquery(blind_calls()))
                .select_only()
                .column(proposal_row::Column::Id)
                .into_query();
            known =
                known.add(Column::Proposal.in_subquery(own_proposals(account))).add(Column::Proposal.in_subquery(open));
        }
        known
    }
}

/// Links are the business of the speakers of their proposal.
impl Visible for link_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        match present(ctx) {
            _ if ctx.viewer().is_system() => Condition::all(),
            Some(account) => Condition::all().add(link_row::Column::Proposal.in_subquery(own_proposals(account))),
            None => nobody(),
        }
    }
}

impl Visible for review_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        use review_row::Column;
        if ctx.viewer().is_system() {
            return Condition::all();
        }
        let account = present(ctx);
        // Staff who speak in a proposal learn of it what every speaker does.
        let mut desk = Condition::all().add(staff_of(ctx, Column::Edition)).add(Column::State.ne(ReviewState::Draft));
        desk = desk.add_option(account.map(|account| Column::Proposal.not_in_subquery(own_proposals(account))));
        let mut known = Condition::any().add(desk);
        if let Some(account) = account {
            let done = rows(review_row::Entity)
                .filter(Column::Account.eq(account))
                .filter(Column::State.eq(ReviewState::Submitted))
                .select_only()
                .column(Column::Proposal)
                .into_query();
            let others = Condition::all()
                .add(Column::State.eq(ReviewState::Submitted))
                .add(Column::Proposal.in_subquery(keys_reviewed_by(account)))
                .add(Column::Proposal.in_subquery(done));
            known = known.add(Column::Account.eq(account)).add(others);
        }
        known
    }
}

impl Visible for letter_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        system_only(ctx)
    }
}
