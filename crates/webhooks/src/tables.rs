//! The tables. Webhooks of an edition are known to those who may change its
//! settings; so are what they were told and what they answered.

use db::Visible;
use kernel::{Ctx, Permission};
use sea_orm::{ColumnTrait, Condition};

pub(crate) mod webhook_row {
    use crate::webhook::{WebhookId, WebhookState};
    use kernel::{AccountId, EditionId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "webhook")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: WebhookId,
        pub edition: EditionId,
        pub address: String,
        pub events: String,
        pub state: WebhookState,
        pub secret: String,
        pub old_secret: Option<String>,
        pub old_until: Option<Timestamp>,
        pub made_by: Option<AccountId>,
        pub made_at: Timestamp,
        pub silent: i32,
        pub rests_until: Option<Timestamp>,
        pub delivered_at: Option<Timestamp>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod delivery_row {
    use crate::{
        delivery::{DeliveryId, DeliveryState},
        event::Event,
        webhook::WebhookId,
    };
    use kernel::{EditionId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "webhook_delivery")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: DeliveryId,
        pub webhook: WebhookId,
        pub edition: EditionId,
        pub event: Event,
        pub subject: String,
        pub body: String,
        pub state: DeliveryState,
        pub attempts: i32,
        pub tries: i32,
        pub begun_at: Timestamp,
        pub due_at: Option<Timestamp>,
        pub made_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod attempt_row {
    use crate::delivery::{DeliveryId, Outcome};
    use kernel::{EditionId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "webhook_attempt")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub delivery: DeliveryId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub number: i32,
        pub edition: EditionId,
        pub tried_at: Timestamp,
        pub outcome: Outcome,
        pub status: Option<i32>,
        pub millis: i32,
        pub answer: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// Rows of the editions whose settings the viewer may change.
fn organised<C: ColumnTrait>(ctx: &Ctx, edition: C) -> Condition {
    if ctx.can_in_house(Permission::EditEdition) {
        return Condition::all();
    }
    match ctx.viewer().editions_with(Permission::EditEdition, ctx.now()) {
        None => Condition::all(),
        Some(editions) if editions.is_empty() => db::nobody(),
        Some(editions) => Condition::all().add(edition.is_in(editions)),
    }
}

impl Visible for webhook_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        organised(ctx, webhook_row::Column::Edition)
    }
}

impl Visible for delivery_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        organised(ctx, delivery_row::Column::Edition)
    }
}

impl Visible for attempt_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        organised(ctx, attempt_row::Column::Edition)
    }
}
