//! The job that makes one attempt. It is queued for the attempt that it makes,
//! so a job that comes twice, or late, does nothing.

use crate::{
    delivery::{DeliveryId, DeliveryState, Outcome},
    letter::Maker,
    outcome::{give_up, note},
    signature::{Secret, headers},
    tables::{delivery_row, webhook_row},
    webhook::WebhookState,
};
use axum::http::{Method, StatusCode};
use bytes::Bytes;
use db::{Db, Tx, select};
use jobs::{Enqueue, Handle, Job};
use kernel::{Ctx, Timestamp, Viewer};
use outbound::{Answer, Failure, Guard};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, sea_query::Expr};
use serde::{Deserialize, Serialize};
use std::time::Instant;

/// Bytes of an answer that are read; the log shows the first of them.
const ANSWER_BYTES: usize = 1024;

/// Makes the attempt with this number, the first being 1.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Deliver {
    pub(crate) delivery: DeliveryId,
    pub(crate) attempt: i32,
}

impl Job for Deliver {
    const NAME: &'static str = "webhooks.deliver";
}

/// Sends, through the guard.
pub(crate) struct Courier(pub(crate) Guard);

/// How an attempt went.
pub(crate) struct Went {
    pub(crate) outcome: Outcome,
    pub(crate) status: Option<StatusCode>,
    pub(crate) millis: i32,
    pub(crate) answer: String,
}

#[async_trait::async_trait]
impl Handle<Deliver> for Courier {
    async fn run(&self, db: &Db, ctx: &Ctx, job: Deliver) -> anyhow::Result<()> {
        let everything = &ctx.seen_by(Viewer::system());
        let Some((delivery, webhook)) = load(db.read(), everything, job).await? else { return Ok(()) };
        if webhook.state != WebhookState::Active {
            return Ok(give_up(db, &delivery).await?);
        }
        if let Some(until) = webhook.rests_until.filter(|until| ctx.now() < *until) {
            return Ok(put_off(db, ctx, job, until).await?);
        }
        let went = self.attempt(ctx, &delivery, &webhook).await;
        let maker = Maker::of(db, everything, &webhook).await?;
        Ok(note(db, everything, job, went, maker).await?)
    }
}

/// The delivery and its webhook, if this attempt is still to be made.
pub(crate) async fn load(
    conn: &impl ConnectionTrait,
    everything: &Ctx,
    job: Deliver,
) -> Result<Option<(delivery_row::Model, webhook_row::Model)>, DbErr> {
    let delivery = select::<delivery_row::Entity>(everything)
        .filter(delivery_row::Column::Id.eq(job.delivery))
        .filter(delivery_row::Column::State.eq(DeliveryState::Waiting))
        .filter(delivery_row::Column::Attempts.eq(job.attempt - 1))
        .one(conn)
        .await?;
    let Some(delivery) = delivery else { return Ok(None) };
    let webhook = select::<webhook_row::Entity>(everything)
        .filter(webhook_row::Column::Id.eq(delivery.webhook))
        .one(conn)
        .await?;
    Ok(webhook.map(|webhook| (delivery, webhook)))
}

/// The address gave no answer to somebody else just now.
async fn put_off(db: &Db, ctx: &Ctx, job: Deliver, until: Timestamp) -> Result<(), DbErr> {
    db.write("webhook.put-off", |tx: Tx| async move {
        delivery_row::Entity::update_many()
            .col_expr(delivery_row::Column::DueAt, Expr::value(until))
            .filter(delivery_row::Column::Id.eq(job.delivery))
            .filter(delivery_row::Column::State.eq(DeliveryState::Waiting))
            .exec(tx.conn())
            .await?;
        tx.enqueue_at(ctx, &job, until).await.map(|_| ())
    })
    .await
}

impl Courier {
    async fn attempt(&self, ctx: &Ctx, delivery: &delivery_row::Model, webhook: &webhook_row::Model) -> Went {
        let begun = Instant::now();
        let answer = self.send(ctx, delivery, webhook).await;
        let millis = i32::try_from(begun.elapsed().as_millis()).unwrap_or(i32::MAX);
        let without = |outcome| Went { outcome, status: None, millis, answer: String::new() };
        match answer {
            Ok(answer) => {
                Went { outcome: Outcome::Answered, status: Some(answer.status), millis, answer: readable(&answer.body) }
            }
            Err(Failure::Refused(_)) => without(Outcome::Refused),
            Err(Failure::Unresolved) => without(Outcome::Unresolved),
            Err(Failure::Unreachable) => without(Outcome::Unreachable),
            Err(Failure::Untrusted) => without(Outcome::Untrusted),
            Err(Failure::Late) => without(Outcome::Late),
            Err(Failure::Garbled) => without(Outcome::Garbled),
        }
    }

    async fn send(
        &self,
        ctx: &Ctx,
        delivery: &delivery_row::Model,
        webhook: &webhook_row::Model,
    ) -> Result<Answer, Failure> {
        let old = webhook.old_secret.as_ref().filter(|_| webhook.old_until.is_some_and(|until| ctx.now() < until));
        let secrets: Vec<Secret> =
            std::iter::once(&webhook.secret).chain(old).filter_map(|text| Secret::parse(text)).collect();
        let headers = headers(&secrets, &delivery.id.to_string(), ctx.now(), &delivery.body);
        let target = self.0.target(&webhook.address)?;
        self.0.send(&target, Method::POST, headers, Bytes::from(delivery.body.clone()), ANSWER_BYTES).await
    }
}

/// An answer as a line of the log: what cannot be shown is not kept.
fn readable(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    text.chars().filter(|c| *c == '\n' || !c.is_control()).take(ANSWER_BYTES).collect::<String>().trim().to_owned()
}
