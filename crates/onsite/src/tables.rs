//! The tables. No other crate sees a column.
//!
//! Everything here hangs on a session and is known to those who know of the
//! session; what only the crew needs is known to the staff among them.

use db::Visible;
use kernel::{Ctx, Permission};
use sea_orm::{ColumnTrait, Condition};

pub(crate) mod live_row {
    use kernel::{EditionId, SessionId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "live_session")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub session: SessionId,
        pub edition: EditionId,
        pub planned_start: Timestamp,
        pub delay: i32,
        pub overrun: i32,
        pub started_at: Option<Timestamp>,
        pub ended_at: Option<Timestamp>,
        pub is_full: bool,
        pub expected_start: Timestamp,
        pub expected_end: Timestamp,
        pub revision: i64,
        pub changed_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod press_row {
    use crate::press::{PressId, PressState, Verb};
    use kernel::{AccountId, EditionId, SessionId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "live_press")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PressId,
        pub edition: EditionId,
        pub session: SessionId,
        pub account: AccountId,
        pub verb: Verb,
        pub minutes: i32,
        pub before: Json,
        pub made: i64,
        pub state: PressState,
        pub pressed_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod cue_row {
    use crate::cue::CueId;
    use kernel::{EditionId, SessionId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "cue")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CueId,
        pub edition: EditionId,
        pub session: SessionId,
        pub minute: i32,
        pub who: String,
        pub what: String,
        pub written_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod custom_row {
    use kernel::EditionId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "room_custom")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition: EditionId,
        pub doors: i32,
        pub turnover: i32,
        pub shortest_break: i32,
        pub questions: i32,
        pub revision: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// Rows of the editions whose desk the viewer may read.
fn staff_of<C: ColumnTrait>(ctx: &Ctx, edition: C) -> Condition {
    match ctx.viewer().editions_with(Permission::ReadDesk, ctx.now()) {
        None => Condition::all(),
        Some(editions) if editions.is_empty() => db::nobody(),
        Some(editions) => Condition::all().add(edition.is_in(editions)),
    }
}

/// Rows about sessions that the viewer may know of.
fn of_known<C: ColumnTrait>(ctx: &Ctx, session: C) -> Condition {
    if ctx.viewer().is_system() {
        return Condition::all();
    }
    Condition::all().add(session.in_subquery(programme::known_sessions(ctx)))
}

/// What happens to a session is as open as the session.
impl Visible for live_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        of_known(ctx, live_row::Column::Session)
    }
}

impl Visible for press_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        staff_of(ctx, press_row::Column::Edition).add(of_known(ctx, press_row::Column::Session))
    }
}

impl Visible for cue_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        staff_of(ctx, cue_row::Column::Edition).add(of_known(ctx, cue_row::Column::Session))
    }
}

impl Visible for custom_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        staff_of(ctx, custom_row::Column::Edition)
    }
}
