//! Who is asked to review what.

pub(crate) mod assignment_row {
    use crate::{CallId, ProposalId};
    use kernel::{AccountId, EditionId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "review_assignment")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub proposal: ProposalId,
        pub edition: EditionId,
        pub session_call: CallId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub account: AccountId,
        pub assigned_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

use super::{
    call_row, proposal_row,
    visible::{own_proposals, present, rows, staff_of},
};
use crate::Reviewing;
use db::Visible;
use kernel::{AccountId, Ctx};
use sea_orm::{ColumnTrait, Condition, QueryFilter, QuerySelect, QueryTrait, sea_query::SelectStatement};

fn assigned_to(account: AccountId) -> SelectStatement {
    rows(assignment_row::Entity)
        .filter(assignment_row::Column::Account.eq(account))
        .select_only()
        .column(assignment_row::Column::Proposal)
        .into_query()
}

fn calls_by_assignment() -> SelectStatement {
    let calls = rows(call_row::Entity).filter(call_row::Column::Reviewing.eq(Reviewing::Assigned));
    calls.select_only().column(call_row::Column::Id).into_query()
}

/// What a reviewer may know of as far as assignments go: everything, or where the
/// call says so, what was assigned.
pub(super) fn is_open_to(account: AccountId) -> Condition {
    Condition::any()
        .add(proposal_row::Column::SessionCall.not_in_subquery(calls_by_assignment()))
        .add(proposal_row::Column::Id.in_subquery(assigned_to(account)))
}

/// The desk knows who was asked, and everybody what was asked of them. Staff who
/// speak in a proposal learn no more of who judges it than every speaker does.
impl Visible for assignment_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        use assignment_row::Column;
        if ctx.viewer().is_system() {
            return Condition::all();
        }
        let account = present(ctx);
        let others = account.map(|account| Column::Proposal.not_in_subquery(own_proposals(account)));
        let desk = Condition::all().add(staff_of(ctx, Column::Edition)).add_option(others);
        Condition::any().add(desk).add_option(account.map(|account| Column::Account.eq(account)))
    }
}
