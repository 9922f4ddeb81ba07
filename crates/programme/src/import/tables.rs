//! The table of what was imported. The system's alone: it says where records
//! came from, which no page shows.

pub(crate) mod imported_row {
    use kernel::{EditionId, Timestamp};
    use sea_orm::entity::prelude::*;

    kernel::text_enum! {
        /// What a record of another system became.
        pub enum ImportedKind {
            /// An event.
            Session = "session",
            /// A speaker.
            Person = "person",
            /// A room.
            Room = "room",
            /// A track.
            Track = "track",
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "imported")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition: EditionId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub kind: ImportedKind,
        #[sea_orm(primary_key, auto_increment = false)]
        pub source: String,
        pub record: Uuid,
        pub fingerprint: String,
        pub imported_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

impl db::Visible for imported_row::Entity {
    fn visible(ctx: &kernel::Ctx) -> sea_orm::Condition {
        db::system_only(ctx)
    }
}
