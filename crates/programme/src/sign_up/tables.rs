//! The tables of sign-up, and who may know of their rows.

use crate::tables::{session_row, staff_of};
use db::Visible;
use kernel::{AccountId, Ctx};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait, sea_query::SelectStatement};

pub(crate) mod terms_row {
    use kernel::{EditionId, SessionId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "sign_up_terms")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub session: SessionId,
        pub edition: EditionId,
        pub offered: bool,
        pub places: Option<i32>,
        pub opens_at: Option<Timestamp>,
        pub closes_at: Option<Timestamp>,
        pub waits: bool,
        pub revision: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod sign_up_row {
    use crate::sign_up::{News, SignUpId, SignUpState};
    use kernel::{AccountId, EditionId, SessionId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "sign_up")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SignUpId,
        pub session: SessionId,
        pub edition: EditionId,
        pub account: AccountId,
        pub state: SignUpState,
        pub turn: i64,
        pub news: Option<News>,
        pub signed_up_at: Timestamp,
        pub changed_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod policy_row {
    use crate::sign_up::OnClash;
    use kernel::EditionId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "sign_up_policy")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition: EditionId,
        pub on_clash: OnClash,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The sessions of the draft that the viewer may know of.
fn known_sessions(ctx: &Ctx) -> SelectStatement {
    db::select::<session_row::Entity>(ctx).select_only().column(session_row::Column::Id).into_query()
}

/// The terms as the desk reads them. What visitors see of them stands in the
/// view of the released session.
impl Visible for terms_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        if ctx.viewer().is_system() {
            return Condition::all();
        }
        Condition::all()
            .add(staff_of(ctx, terms_row::Column::Edition))
            .add(terms_row::Column::Session.in_subquery(known_sessions(ctx)))
    }
}

/// One's own, and for the staff those of the sessions that they may know of.
impl Visible for sign_up_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        use sign_up_row::Column;
        if ctx.viewer().is_system() {
            return Condition::all();
        }
        let desk =
            Condition::all().add(staff_of(ctx, Column::Edition)).add(Column::Session.in_subquery(known_sessions(ctx)));
        let own = ctx.viewer().account_id().filter(|_| ctx.viewer().reach().is_none());
        Condition::any().add(desk).add_option(own.map(|account| Column::Account.eq(account)))
    }
}

impl Visible for policy_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        staff_of(ctx, policy_row::Column::Edition)
    }
}

/// The sessions in which an account has a place or waits for one. Whoever the
/// desk put on the list of an invite-only session is invited.
#[expect(clippy::disallowed_methods, reason = "part of the condition that decides what is visible")]
pub(crate) fn on_the_list_of(account: AccountId) -> SelectStatement {
    use super::SignUpState as S;
    sign_up_row::Entity::find()
        .filter(sign_up_row::Column::Account.eq(account))
        .filter(sign_up_row::Column::State.is_in([S::SignedUp, S::Promoted, S::Waiting]))
        .select_only()
        .column(sign_up_row::Column::Session)
        .into_query()
}
