//! What follows from an attempt: done, tried again, or the end of a webhook.

use crate::{
    deliver::{Deliver, Went, load},
    delivery::DeliveryState,
    letter::Maker,
    pause,
    tables::{attempt_row, delivery_row, webhook_row},
    webhook::WebhookState,
};
use axum::http::StatusCode;
use db::{Db, Tx};
use jobs::Enqueue;
use kernel::{Ctx, Timestamp};
use mail::SendLetter;
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter,
    sea_query::{Expr, OnConflict, SimpleExpr},
};

/// Notes how an attempt went, and what follows.
pub(crate) async fn note(
    db: &Db,
    everything: &Ctx,
    job: Deliver,
    went: Went,
    maker: Option<Maker>,
) -> Result<(), DbErr> {
    let (went, maker) = (&went, maker.as_ref());
    db.write("webhook.note", |tx: Tx| async move {
        // Removed, or noted by another hand, meanwhile.
        let Some((delivery, webhook)) = load(tx.conn(), everything, job).await? else { return Ok(()) };
        write_attempt(&tx, everything, job, &delivery, went).await?;
        match went.status {
            Some(status) if status.is_success() => arrived(&tx, everything, delivery, webhook).await,
            Some(StatusCode::GONE) => {
                let tries = delivery.tries + 1;
                missed(&tx, delivery, job, tries, None).await?;
                end(&tx, everything, webhook, WebhookState::Gone, maker).await
            }
            _ => not_arrived(&tx, everything, job, (delivery, webhook), went.status.is_none(), maker).await,
        }
    })
    .await
}

async fn write_attempt(
    tx: &Tx,
    ctx: &Ctx,
    job: Deliver,
    delivery: &delivery_row::Model,
    went: &Went,
) -> Result<(), DbErr> {
    use attempt_row::Column;
    let row = attempt_row::ActiveModel {
        delivery: Set(job.delivery),
        number: Set(job.attempt),
        edition: Set(delivery.edition),
        tried_at: Set(ctx.now()),
        outcome: Set(went.outcome),
        status: Set(went.status.map(|status| i32::from(status.as_u16()))),
        millis: Set(went.millis),
        answer: Set(went.answer.clone()),
    };
    let once = OnConflict::columns([Column::Delivery, Column::Number]).do_nothing().to_owned();
    attempt_row::Entity::insert(row).on_conflict(once).exec_without_returning(tx.conn()).await.map(|_| ())
}

async fn arrived(tx: &Tx, ctx: &Ctx, delivery: delivery_row::Model, webhook: webhook_row::Model) -> Result<(), DbErr> {
    let attempts = delivery.attempts + 1;
    let mut delivery = delivery.into_active_model();
    delivery.state = Set(DeliveryState::Delivered);
    delivery.attempts = Set(attempts);
    delivery.due_at = Set(None);
    delivery.update(tx.conn()).await?;
    let mut webhook = webhook.into_active_model();
    webhook.silent = Set(0);
    webhook.rests_until = Set(None);
    webhook.delivered_at = Set(Some(ctx.now()));
    webhook.update(tx.conn()).await.map(|_| ())
}

/// It is tried again later, or never.
async fn missed(
    tx: &Tx,
    delivery: delivery_row::Model,
    job: Deliver,
    tries: i32,
    due: Option<Timestamp>,
) -> Result<(), DbErr> {
    let mut delivery = delivery.into_active_model();
    delivery.attempts = Set(job.attempt);
    delivery.tries = Set(tries);
    delivery.due_at = Set(due);
    if due.is_none() {
        delivery.state = Set(DeliveryState::Failed);
    }
    delivery.update(tx.conn()).await.map(|_| ())
}

async fn not_arrived(
    tx: &Tx,
    ctx: &Ctx,
    job: Deliver,
    (delivery, webhook): (delivery_row::Model, webhook_row::Model),
    silent: bool,
    maker: Option<&Maker>,
) -> Result<(), DbErr> {
    let tries = delivery.tries + 1;
    let due = pause::next(delivery.begun_at, ctx.now(), tries);
    missed(tx, delivery, job, tries, due).await?;
    if let Some(due) = due {
        tx.enqueue_at(ctx, &Deliver { attempt: job.attempt + 1, ..job }, due).await?;
    }
    // One thing that an address will not take is no reason to stop telling it the rest.
    let nothing_arrived = webhook.delivered_at.is_none_or(|at| at < pause::patience_began(ctx.now()));
    if due.is_none() && nothing_arrived {
        return end(tx, ctx, webhook, WebhookState::Failing, maker).await;
    }
    let count = if silent { webhook.silent.saturating_add(1) } else { 0 };
    let mut webhook = webhook.into_active_model();
    webhook.silent = Set(count);
    webhook.rests_until = Set(silent.then(|| pause::rest(ctx.now(), count)));
    webhook.update(tx.conn()).await.map(|_| ())
}

/// Stops telling it anything, and tells whoever made it.
async fn end(
    tx: &Tx,
    everything: &Ctx,
    webhook: webhook_row::Model,
    state: WebhookState,
    maker: Option<&Maker>,
) -> Result<(), DbErr> {
    failed(tx, delivery_row::Column::Webhook.eq(webhook.id)).await?;
    if let Some(letter) = maker.and_then(|maker| maker.letter(&webhook.address, state)) {
        tx.send_letter(everything, letter).await?;
    }
    let (id, edition) = (webhook.id, webhook.edition);
    let mut webhook = webhook.into_active_model();
    webhook.state = Set(state);
    webhook.silent = Set(0);
    webhook.rests_until = Set(None);
    webhook.update(tx.conn()).await?;
    tx.change("webhooks", Some(edition), id.0).await?;
    tx.audit(everything, Some(edition), "webhook.disabled", id.0, serde_json::json!({ "state": state })).await
}

/// A webhook that is not active any more is told nothing.
pub(crate) async fn give_up(db: &Db, delivery: &delivery_row::Model) -> Result<(), DbErr> {
    let id = delivery.id;
    db.write("webhook.give-up", |tx: Tx| async move {
        let all = delivery_row::Column::Id.eq(id);
        failed(&tx, all).await
    })
    .await
}

async fn failed(tx: &Tx, which: SimpleExpr) -> Result<(), DbErr> {
    use delivery_row::Column;
    delivery_row::Entity::update_many()
        .col_expr(Column::State, Expr::value(DeliveryState::Failed.as_str()))
        .col_expr(Column::DueAt, Expr::value(None::<i64>))
        .filter(which)
        .filter(Column::State.eq(DeliveryState::Waiting))
        .exec(tx.conn())
        .await
        .map(|_| ())
}
