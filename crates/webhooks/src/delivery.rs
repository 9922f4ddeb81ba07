//! What was told to whom, and how it went: the log that an organiser reads.

use crate::{
    deliver::Deliver,
    error::Error,
    event::{Event, News},
    tables::{attempt_row, delivery_row},
    webhook::{self, WebhookId, WebhookState},
};
use db::{Db, Tx, select};
use jobs::Enqueue;
use kernel::{Ctx, EditionId, Permission, Timestamp};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, sea_query::OnConflict,
};
use std::collections::HashMap;

kernel::id! {
    /// The key of a delivery: the `webhook-id` of its attempts.
    pub struct DeliveryId;
}

kernel::text_enum! {
    /// Where a delivery stands.
    pub enum DeliveryState {
        /// It will be tried.
        Waiting = "waiting",
        /// It arrived.
        Delivered = "delivered",
        /// It was given up.
        Failed = "failed",
    }
}

kernel::text_enum! {
    /// What became of an attempt.
    pub enum Outcome {
        /// There was an answer; its status says which.
        Answered = "answered",
        /// The address leads to a network that we do not call.
        Refused = "refused",
        /// Its name has no address.
        Unresolved = "unresolved",
        /// Nobody took the connection.
        Unreachable = "unreachable",
        /// Its certificate proves nothing.
        Untrusted = "untrusted",
        /// No answer in time.
        Late = "late",
        /// What came back was no answer.
        Garbled = "garbled",
    }
}

/// An attempt to deliver.
#[derive(Clone, Debug, PartialEq)]
pub struct Attempt {
    /// When.
    pub tried_at: Timestamp,
    /// What became of it.
    pub outcome: Outcome,
    /// The status of the answer, if there was one.
    pub status: Option<i32>,
    /// How long it took, in thousandths of a second.
    pub millis: i32,
    /// The first bytes of the answer, as text.
    pub answer: String,
}

/// One thing that is told to one address.
#[derive(Clone, Debug, PartialEq)]
pub struct Delivery {
    /// Its key.
    pub id: DeliveryId,
    /// What it tells.
    pub event: Event,
    /// What is sent.
    pub body: String,
    /// Where it stands.
    pub state: DeliveryState,
    /// When it is tried next.
    pub due_at: Option<Timestamp>,
    /// When it was made.
    pub made_at: Timestamp,
    /// The attempts, the last one first.
    pub attempts: Vec<Attempt>,
}

/// The latest deliveries to a webhook, the last one first.
///
/// # Errors
/// The engine's.
pub async fn deliveries(db: &Db, ctx: &Ctx, webhook: WebhookId, most: u64) -> Result<Vec<Delivery>, DbErr> {
    let rows = select::<delivery_row::Entity>(ctx)
        .filter(delivery_row::Column::Webhook.eq(webhook))
        .order_by_desc(delivery_row::Column::MadeAt)
        .order_by_desc(delivery_row::Column::Id)
        .limit(most)
        .all(db.read())
        .await?;
    let ids: Vec<DeliveryId> = rows.iter().map(|row| row.id).collect();
    let tried = select::<attempt_row::Entity>(ctx)
        .filter(attempt_row::Column::Delivery.is_in(ids))
        .order_by_desc(attempt_row::Column::Number)
        .all(db.read())
        .await?;
    let mut attempts: HashMap<DeliveryId, Vec<Attempt>> = HashMap::new();
    for one in tried {
        attempts.entry(one.delivery).or_default().push(Attempt {
            tried_at: one.tried_at,
            outcome: one.outcome,
            status: one.status,
            millis: one.millis,
            answer: one.answer,
        });
    }
    let delivery = |row: delivery_row::Model| Delivery {
        attempts: attempts.remove(&row.id).unwrap_or_default(),
        id: row.id,
        event: row.event,
        body: row.body,
        state: row.state,
        due_at: row.due_at,
        made_at: row.made_at,
    };
    Ok(rows.into_iter().map(delivery).collect())
}

/// Queues one thing for one address, unless it was queued before.
pub(crate) async fn queue(
    tx: &Tx,
    ctx: &Ctx,
    edition: EditionId,
    webhook: WebhookId,
    news: &News,
) -> Result<(), DbErr> {
    use delivery_row::Column;
    let id: DeliveryId = ctx.new_id();
    let row = delivery_row::ActiveModel {
        id: Set(id),
        webhook: Set(webhook),
        edition: Set(edition),
        event: Set(news.event),
        subject: Set(news.subject.clone()),
        body: Set(news.body.clone()),
        state: Set(DeliveryState::Waiting),
        attempts: Set(0),
        tries: Set(0),
        begun_at: Set(ctx.now()),
        due_at: Set(Some(ctx.now())),
        made_at: Set(ctx.now()),
    };
    let once = OnConflict::columns([Column::Webhook, Column::Event, Column::Subject]).do_nothing().to_owned();
    if delivery_row::Entity::insert(row).on_conflict(once).exec_without_returning(tx.conn()).await? == 1 {
        tx.enqueue(ctx, &Deliver { delivery: id, attempt: 1 }).await?;
    }
    Ok(())
}

/// Sends something that says nothing, so that an organiser sees whether the
/// address answers.
///
/// # Errors
/// [`Error::Inactive`], [`Error::NotFound`].
pub async fn ping(db: &Db, ctx: &Ctx, edition: EditionId, slug: &str, id: WebhookId) -> Result<(), Error> {
    ctx.require(Permission::EditEdition, edition)?;
    let subject: DeliveryId = ctx.new_id();
    let data = serde_json::json!({ "edition": slug, "edition_id": edition });
    let body = serde_json::json!({ "type": Event::Ping, "timestamp": ctx.now().to_rfc3339(), "data": data });
    let news = &News { event: Event::Ping, subject: subject.to_string(), body: body.to_string() };
    db.write("webhook.ping", |tx: Tx| async move {
        active(&tx, ctx, edition, id).await?;
        queue(&tx, ctx, edition, id, news).await?;
        tx.audit(ctx, Some(edition), "webhook.pinged", id.0, serde_json::json!({})).await?;
        Ok(())
    })
    .await
}

/// Sends a delivery again, under the same id, and begins a new round of tries.
///
/// # Errors
/// [`Error::Inactive`], [`Error::NotFound`].
pub async fn redeliver(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    webhook: WebhookId,
    id: DeliveryId,
) -> Result<(), Error> {
    ctx.require(Permission::EditEdition, edition)?;
    db.write("webhook.redeliver", |tx: Tx| async move {
        let found = select::<delivery_row::Entity>(ctx)
            .filter(delivery_row::Column::Edition.eq(edition))
            .filter(delivery_row::Column::Webhook.eq(webhook))
            .filter(delivery_row::Column::Id.eq(id));
        let row = found.one(tx.conn()).await?.ok_or(Error::NotFound)?;
        active(&tx, ctx, edition, webhook).await?;
        // What waits is tried anyway.
        if row.state == DeliveryState::Waiting {
            return Ok(());
        }
        let attempt = row.attempts + 1;
        let mut row = row.into_active_model();
        row.state = Set(DeliveryState::Waiting);
        row.tries = Set(0);
        row.begun_at = Set(ctx.now());
        row.due_at = Set(Some(ctx.now()));
        row.update(tx.conn()).await?;
        tx.enqueue(ctx, &Deliver { delivery: id, attempt }).await?;
        tx.audit(ctx, Some(edition), "webhook.redelivered", webhook.0, serde_json::json!({ "delivery": id })).await?;
        Ok(())
    })
    .await
}

async fn active(tx: &Tx, ctx: &Ctx, edition: EditionId, id: WebhookId) -> Result<(), Error> {
    let row = webhook::row(tx.conn(), ctx, edition, id).await?.ok_or(Error::NotFound)?;
    if row.state == WebhookState::Active { Ok(()) } else { Err(Error::Inactive) }
}
