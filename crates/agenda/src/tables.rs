//! The tables of this crate, and who may know of their rows.

use db::Visible;
use kernel::{Ctx, Permission};
use sea_orm::{ColumnTrait, Condition};

pub(crate) mod feedback_row {
    use crate::feedback::FeedbackId;
    use kernel::{AccountId, EditionId, SessionId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "feedback")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: FeedbackId,
        pub session: SessionId,
        pub edition: EditionId,
        pub giver: String,
        pub account: Option<AccountId>,
        pub rating: i32,
        pub comment: String,
        pub given_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod policy_row {
    use crate::feedback::Readers;
    use kernel::EditionId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "feedback_policy")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition: EditionId,
        pub readers: Readers,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

fn staff<C: ColumnTrait>(ctx: &Ctx, edition: C) -> Condition {
    if ctx.can_in_house(Permission::ReadDesk) {
        return Condition::all();
    }
    match ctx.viewer().editions_with(Permission::ReadDesk, ctx.now()) {
        None => Condition::all(),
        Some(editions) if editions.is_empty() => db::nobody(),
        Some(editions) => Condition::all().add(edition.is_in(editions)),
    }
}

/// For the staff of the edition, who also pass the gate of the session: the
/// queries of [`crate::feedback`] begin with sessions that the viewer was shown.
impl Visible for feedback_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        staff(ctx, feedback_row::Column::Edition)
    }
}

impl Visible for policy_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        staff(ctx, policy_row::Column::Edition)
    }
}
