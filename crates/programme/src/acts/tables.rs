//! The tables of acts. An account sees its own acts only; what they hold of
//! sessions is read by Convoke itself and shown to nobody.

pub(super) mod act_row {
    use crate::acts::{ActId, ActState, ActVerb};
    use kernel::{AccountId, EditionId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "programme_act")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ActId,
        pub edition: EditionId,
        pub account: AccountId,
        pub verb: ActVerb,
        pub state: ActState,
        pub acted_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod act_session_row {
    use crate::acts::{ActId, snapshot::Snapshot};
    use kernel::SessionId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "programme_act_session")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub act: ActId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub session: SessionId,
        pub before: Option<Snapshot>,
        pub after: Option<Snapshot>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod act_closure_row {
    use crate::{
        acts::ActId,
        closures::{Closure, ClosureId},
    };
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "programme_act_closure")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub act: ActId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub closure: ClosureId,
        pub before: Option<Closure>,
        pub after: Option<Closure>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

use db::Visible;
use kernel::Ctx;
use sea_orm::{ColumnTrait, Condition};

impl Visible for act_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        match ctx.viewer().account_id() {
            Some(account) => Condition::all().add(act_row::Column::Account.eq(account)),
            None => db::system_only(ctx),
        }
    }
}

impl Visible for act_session_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        db::system_only(ctx)
    }
}

impl Visible for act_closure_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        db::system_only(ctx)
    }
}
