//! The table of jobs. Only Convoke itself sees its rows: payloads may name what
//! a viewer must not know of.

use db::{Visible, system_only};
use kernel::Ctx;
use sea_orm::Condition;

kernel::text_enum! {
    /// Where a job stands.
    pub enum JobState {
        /// To be done when it is due.
        Waiting = "waiting",
        /// In the hands of a worker, until its lease ends.
        Running = "running",
        /// Given up; kept to be seen.
        Dead = "dead",
    }
}

pub(crate) mod job {
    use crate::{JobId, table::JobState};
    use kernel::Timestamp;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "job")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: JobId,
        pub name: String,
        pub payload: Json,
        pub unique_key: Option<String>,
        pub state: JobState,
        pub due_at: Timestamp,
        pub attempts: i32,
        pub max_attempts: i32,
        pub holder: Option<Uuid>,
        pub lease_until: Option<Timestamp>,
        pub last_error: Option<String>,
        pub created_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

impl Visible for job::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        system_only(ctx)
    }
}

pub(crate) mod period {
    use kernel::Timestamp;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "job_period")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub name: String,
        pub next_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

impl Visible for period::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        system_only(ctx)
    }
}
