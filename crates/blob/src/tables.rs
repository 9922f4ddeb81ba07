//! The tables. A part is its sender's; the rest is reached by whoever holds a
//! digest, and who may hold one is decided by the domains.

use db::{Visible, nobody};
use kernel::Ctx;
use sea_orm::{ColumnTrait, Condition};

pub(crate) mod blob_row {
    use crate::{Digest, Kind};
    use kernel::Timestamp;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "blob")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub digest: Digest,
        pub size: i64,
        pub kind: Kind,
        pub stored_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod holder_row {
    use crate::Digest;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "blob_holder")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub digest: Digest,
        #[sea_orm(primary_key, auto_increment = false)]
        pub holder: Uuid,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod part_row {
    use crate::PartId;
    use kernel::{AccountId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "blob_part")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PartId,
        pub account: AccountId,
        pub expected: Option<i64>,
        pub arrived: i64,
        pub begun_at: Timestamp,
        pub touched_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

impl Visible for blob_row::Entity {
    fn visible(_: &Ctx) -> Condition {
        Condition::all()
    }
}

impl Visible for part_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        if ctx.viewer().is_system() {
            return Condition::all();
        }
        match ctx.viewer().account_id() {
            Some(own) => Condition::all().add(part_row::Column::Account.eq(own)),
            None => nobody(),
        }
    }
}
