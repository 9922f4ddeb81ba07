//! The tables. No other crate sees a column.

use crate::day::Day;
use db::Visible;
use kernel::{Ctx, EditionId, Permission};
use sea_orm::{ColumnTrait, Condition, QuerySelect, sea_query::SelectStatement};

pub(crate) mod edition_row {
    use super::Day;
    use crate::edition::{Accent, EditionState};
    use kernel::{EditionId, LocalizedText, Slug, Timestamp, Zone};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "edition")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: EditionId,
        pub slug: Slug,
        pub name: LocalizedText,
        pub theme: LocalizedText,
        pub place: LocalizedText,
        pub description: LocalizedText,
        pub zone: Zone,
        pub first_day: Day,
        pub last_day: Day,
        pub state: EditionState,
        pub host: Option<EditionId>,
        pub accent: Accent,
        pub illustration: bool,
        pub published_at: Option<Timestamp>,
        pub revision: i64,
        pub created_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod venue_row {
    use kernel::{EditionId, LocalizedText, Slug, VenueId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "venue")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: VenueId,
        pub edition: EditionId,
        pub slug: Slug,
        pub name: LocalizedText,
        pub address: LocalizedText,
        pub position: i32,
        pub revision: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod room_row {
    use crate::room::RoomKind;
    use kernel::{EditionId, LocalizedText, RoomId, Slug, VenueId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "room")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: RoomId,
        pub edition: EditionId,
        pub venue: VenueId,
        pub slug: Slug,
        pub name: LocalizedText,
        pub capacity: i32,
        pub kind: RoomKind,
        pub position: i32,
        pub published: bool,
        pub revision: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod track_row {
    use kernel::{EditionId, LocalizedText, Slug, TrackId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "track")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: TrackId,
        pub edition: EditionId,
        pub slug: Slug,
        pub name: LocalizedText,
        pub colour: i32,
        pub position: i32,
        pub revision: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod fact_row {
    use super::Day;
    use crate::fact::FactId;
    use kernel::{EditionId, LocalizedText, Slug};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "edition_fact")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: FactId,
        pub edition: EditionId,
        pub slug: Slug,
        pub label: LocalizedText,
        pub value: String,
        pub source_name: String,
        pub source_url: String,
        pub as_of: Day,
        pub position: i32,
        pub revision: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod walk_row {
    use kernel::{EditionId, VenueId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "venue_walk")]
    pub struct Model {
        pub edition: EditionId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub venue_a: VenueId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub venue_b: VenueId,
        pub minutes: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod country_row {
    use kernel::LocalizedText;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "country_name")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub code: String,
        pub name: LocalizedText,
        pub revision: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

impl Visible for edition_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        use crate::edition::EditionState;
        let open = edition_row::Column::State.is_in([EditionState::Public, EditionState::Archived]);
        match staffed(ctx) {
            None => Condition::all(),
            Some(editions) if editions.is_empty() => Condition::all().add(open),
            Some(editions) => Condition::any().add(open).add(edition_row::Column::Id.is_in(editions)),
        }
    }
}

/// The editions whose desk the viewer may read; `None` is all of them.
fn staffed(ctx: &Ctx) -> Option<Vec<EditionId>> {
    if ctx.can_in_house(Permission::ReadDesk) {
        return None;
    }
    ctx.viewer().editions_with(Permission::ReadDesk, ctx.now())
}

/// The keys of the editions that the viewer may know of, as a subquery: for the
/// conditions of domains whose rows belong to an edition.
pub fn visible_editions(ctx: &Ctx) -> SelectStatement {
    use sea_orm::QueryTrait;
    db::select::<edition_row::Entity>(ctx).select_only().column(edition_row::Column::Id).into_query()
}

/// A venue is as public as its rooms: one that holds none but unpublished rooms
/// is a guest house that nobody was told of.
impl Visible for venue_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        use sea_orm::QueryTrait;
        let in_sight = venue_row::Column::Edition.in_subquery(visible_editions(ctx));
        let known = match staffed(ctx) {
            None => Condition::all(),
            Some(editions) => {
                let rooms = db::select::<room_row::Entity>(ctx).select_only().column(room_row::Column::Venue);
                Condition::any()
                    .add(venue_row::Column::Id.in_subquery(rooms.into_query()))
                    .add_option((!editions.is_empty()).then(|| venue_row::Column::Edition.is_in(editions)))
            }
        };
        Condition::all().add(in_sight).add(known)
    }
}

impl Visible for room_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        let in_sight = room_row::Column::Edition.in_subquery(visible_editions(ctx));
        let known = match staffed(ctx) {
            None => Condition::all(),
            Some(editions) => Condition::any()
                .add(room_row::Column::Published.eq(true))
                .add_option((!editions.is_empty()).then(|| room_row::Column::Edition.is_in(editions))),
        };
        Condition::all().add(in_sight).add(known)
    }
}

impl Visible for track_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        Condition::all().add(track_row::Column::Edition.in_subquery(visible_editions(ctx)))
    }
}

impl Visible for fact_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        Condition::all().add(fact_row::Column::Edition.in_subquery(visible_editions(ctx)))
    }
}

impl Visible for walk_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        Condition::all().add(walk_row::Column::Edition.in_subquery(visible_editions(ctx)))
    }
}

/// How a house names a country is on every page that shows one.
impl Visible for country_row::Entity {
    fn visible(_: &Ctx) -> Condition {
        Condition::all()
    }
}
