//! What becomes of the letters of a release. Its staff reads it; that a release
//! was taken back shows nobody else anything.

pub(crate) mod hold_row {
    use kernel::EditionId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "release_hold")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition: EditionId,
        pub seconds: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod dispatch_row {
    use crate::release::Dispatch;
    use kernel::{EditionId, LocalizedText, ReleaseId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "release_dispatch")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub release: ReleaseId,
        pub edition: EditionId,
        pub state: Dispatch,
        pub due_at: Timestamp,
        pub words: LocalizedText,
        pub settled_at: Option<Timestamp>,
        pub restored: Option<ReleaseId>,
        pub told_with: Option<ReleaseId>,
        pub letters: Option<i32>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

use crate::tables::staff_of;
use db::Visible;
use kernel::Ctx;
use sea_orm::Condition;

impl Visible for hold_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        staff_of(ctx, hold_row::Column::Edition)
    }
}

impl Visible for dispatch_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        staff_of(ctx, dispatch_row::Column::Edition)
    }
}
