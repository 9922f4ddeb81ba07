//! A webhook for the demonstration, with a log to look at.

use crate::{
    delivery::{DeliveryId, DeliveryState, Outcome},
    event::Event,
    signature::Secret,
    tables::{attempt_row, delivery_row, webhook_row},
    webhook::{WebhookId, WebhookState},
};
use db::{Db, Tx};
use kernel::{AccountId, Ctx, EditionId};
use sea_orm::{ActiveValue::Set, DbErr, EntityTrait, IntoActiveModel};

/// The key of the demonstration's webhook, which stands in the samples of the route table.
pub const SAMPLE: WebhookId = WebhookId(uuid::Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_beef));

/// A delivery that is over.
#[derive(Clone, Debug)]
pub struct Told {
    /// What it told.
    pub event: Event,
    /// What was sent.
    pub body: String,
    /// The attempts: status (none for no connection), milliseconds, answer.
    pub attempts: Vec<(Option<u16>, i32, &'static str)>,
}

/// Adds a paused webhook, so that a demonstration calls nobody.
///
/// # Errors
/// The engine's.
pub async fn seed_webhook(
    db: &Db,
    ctx: &Ctx,
    (edition, id): (EditionId, WebhookId),
    (address, made_by): (&str, Option<AccountId>),
    told: &[Told],
) -> Result<WebhookId, DbErr> {
    let row = &webhook_row::Model {
        id,
        edition,
        address: address.to_owned(),
        events: Event::CHOICES.iter().map(|event| event.as_str()).collect::<Vec<_>>().join(" "),
        state: WebhookState::Paused,
        secret: Secret::mint(ctx).to_text(),
        old_secret: None,
        old_until: None,
        made_by,
        made_at: ctx.now(),
        silent: 0,
        rests_until: None,
        delivered_at: Some(ctx.now()),
    };
    db.write("webhook.seed", |tx: Tx| async move {
        let insert = webhook_row::Entity::insert(row.clone().into_active_model());
        insert.exec_without_returning(tx.conn()).await?;
        for one in told {
            delivery(&tx, ctx, row, one).await?;
        }
        Ok(row.id)
    })
    .await
}

async fn delivery(tx: &Tx, ctx: &Ctx, webhook: &webhook_row::Model, told: &Told) -> Result<(), DbErr> {
    let id: DeliveryId = ctx.new_id();
    let arrived = |(status, ..): &(Option<u16>, i32, &str)| status.is_some_and(|status| status / 100 == 2);
    let state =
        if told.attempts.last().is_some_and(arrived) { DeliveryState::Delivered } else { DeliveryState::Failed };
    let attempts = i32::try_from(told.attempts.len()).unwrap_or(i32::MAX);
    let row = delivery_row::ActiveModel {
        id: Set(id),
        webhook: Set(webhook.id),
        edition: Set(webhook.edition),
        event: Set(told.event),
        subject: Set(id.to_string()),
        body: Set(told.body.clone()),
        state: Set(state),
        attempts: Set(attempts),
        tries: Set(attempts),
        begun_at: Set(ctx.now()),
        due_at: Set(None),
        made_at: Set(ctx.now()),
    };
    delivery_row::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    for (number, (status, millis, answer)) in (1..).zip(&told.attempts) {
        let row = attempt_row::ActiveModel {
            delivery: Set(id),
            number: Set(number),
            edition: Set(webhook.edition),
            tried_at: Set(ctx.now()),
            outcome: Set(if status.is_some() { Outcome::Answered } else { Outcome::Unreachable }),
            status: Set(status.map(i32::from)),
            millis: Set(*millis),
            answer: Set((*answer).to_owned()),
        };
        attempt_row::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}
