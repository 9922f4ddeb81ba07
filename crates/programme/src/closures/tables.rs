//! Closed rooms. The desk of the edition knows of them and nobody else.

pub(crate) mod closure_row {
    use crate::closures::{ClosureId, Reason};
    use kernel::{EditionId, RoomId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "room_closure")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ClosureId,
        pub edition: EditionId,
        pub room: RoomId,
        pub reason: Reason,
        pub note: String,
        pub starts_at: Timestamp,
        pub ends_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

impl db::Visible for closure_row::Entity {
    fn visible(ctx: &kernel::Ctx) -> sea_orm::Condition {
        crate::tables::staff_of(ctx, closure_row::Column::Edition)
    }
}
