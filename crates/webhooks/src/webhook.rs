//! The addresses that are told, and what an organiser does with them.

use crate::{
    error::Error,
    event::Event,
    signature::Secret,
    tables::{attempt_row, delivery_row, webhook_row},
};
use db::{Db, Tx, select};
use kernel::{AccountId, Ctx, EditionId, FieldProblem, Permission, Problems, Timestamp};
use outbound::{Guard, Refusal};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

/// Webhooks of one edition.
const MOST: u64 = 20;
/// How long an old secret signs beside the new one.
const OVERLAP_MINUTES: i64 = 24 * 60;

kernel::id! {
    /// The key of a webhook.
    pub struct WebhookId;
}

kernel::text_enum! {
    /// Where a webhook stands.
    pub enum WebhookState {
        /// It is told.
        Active = "active",
        /// An organiser paused it.
        Paused = "paused",
        /// It answered 410: it wants nothing any more.
        Gone = "gone",
        /// Nothing arrived there for three days.
        Failing = "failing",
    }
}

/// An address that is told when a release changes something.
#[derive(Clone, Debug, PartialEq)]
pub struct Webhook {
    /// Its key.
    pub id: WebhookId,
    /// The edition it belongs to.
    pub edition: EditionId,
    /// Where it is.
    pub address: String,
    /// What it is told.
    pub events: Vec<Event>,
    /// Where it stands.
    pub state: WebhookState,
    /// Who made it.
    pub made_by: Option<AccountId>,
    /// When.
    pub made_at: Timestamp,
    /// Until when the secret before the present one signs too.
    pub old_until: Option<Timestamp>,
    /// When something last arrived.
    pub delivered_at: Option<Timestamp>,
}

impl From<webhook_row::Model> for Webhook {
    fn from(row: webhook_row::Model) -> Self {
        Self {
            id: row.id,
            edition: row.edition,
            address: row.address,
            events: words(&row.events),
            state: row.state,
            made_by: row.made_by,
            made_at: row.made_at,
            old_until: row.old_until,
            delivered_at: row.delivered_at,
        }
    }
}

/// What is chosen of the events; a word of a newer Convoke is left out.
pub(crate) fn words(stored: &str) -> Vec<Event> {
    stored.split(' ').filter_map(|word| word.parse().ok()).collect()
}

/// What an organiser types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewWebhook {
    /// Where to.
    pub address: String,
    /// What about, in the order of [`Event::CHOICES`].
    pub events: Vec<Event>,
}

impl NewWebhook {
    /// Reads an address, as far as `guard` would call it, and events.
    ///
    /// # Errors
    /// Problems at `address` and `events`.
    pub fn read(guard: &Guard, mut problems: Problems, address: &str, events: &[String]) -> Result<Self, Problems> {
        let target = guard.target(address).map_err(|refusal| refused(address, refusal));
        let target = problems.take("address", target);
        let events = problems.take("events", chosen(events));
        match (target, events) {
            (Some(target), Some(events)) => problems.or(Self { address: target.as_str().to_owned(), events }),
            _ => Err(problems),
        }
    }
}

fn refused(typed: &str, refusal: Refusal) -> FieldProblem {
    FieldProblem::new(match refusal {
        Refusal::Unreadable if typed.trim().is_empty() => "problem-required",
        Refusal::Unreadable => "webhooks-problem-address",
        Refusal::TooLong => return FieldProblem::new("problem-too-long").with("limit", outbound::LONGEST),
        Refusal::NotEncrypted => "webhooks-problem-encrypted",
        Refusal::Credentials => "webhooks-problem-credentials",
        Refusal::NotPublic => "webhooks-problem-public",
    })
}

/// The events among `sent`; at least one.
///
/// # Errors
/// `webhooks-problem-no-event`, `webhooks-problem-event`.
pub fn chosen(sent: &[String]) -> Result<Vec<Event>, FieldProblem> {
    if sent.iter().any(|word| !Event::CHOICES.iter().any(|event| event.as_str() == word)) {
        return Err(FieldProblem::new("webhooks-problem-event"));
    }
    let events: Vec<Event> =
        Event::CHOICES.iter().copied().filter(|event| sent.iter().any(|word| word == event.as_str())).collect();
    if events.is_empty() { Err(FieldProblem::new("webhooks-problem-no-event")) } else { Ok(events) }
}

fn stored(events: &[Event]) -> String {
    events.iter().map(|event| event.as_str()).collect::<Vec<_>>().join(" ")
}

/// The webhooks of an edition, the oldest first.
///
/// # Errors
/// The engine's.
pub async fn webhooks(db: &Db, ctx: &Ctx, edition: EditionId) -> Result<Vec<Webhook>, DbErr> {
    let rows = select::<webhook_row::Entity>(ctx)
        .filter(webhook_row::Column::Edition.eq(edition))
        .order_by_asc(webhook_row::Column::MadeAt)
        .order_by_asc(webhook_row::Column::Id)
        .all(db.read())
        .await?;
    Ok(rows.into_iter().map(Webhook::from).collect())
}

/// One of them.
///
/// # Errors
/// The engine's.
pub async fn webhook(db: &Db, ctx: &Ctx, edition: EditionId, id: WebhookId) -> Result<Option<Webhook>, DbErr> {
    Ok(row(db.read(), ctx, edition, id).await?.map(Webhook::from))
}

pub(crate) async fn row(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    edition: EditionId,
    id: WebhookId,
) -> Result<Option<webhook_row::Model>, DbErr> {
    select::<webhook_row::Entity>(ctx)
        .filter(webhook_row::Column::Edition.eq(edition))
        .filter(webhook_row::Column::Id.eq(id))
        .one(conn)
        .await
}

/// Adds an address. The second value is its secret, which is shown once.
///
/// # Errors
/// [`Error::Invalid`] when the address is there already, or there are too many.
pub async fn add(db: &Db, ctx: &Ctx, edition: EditionId, new: &NewWebhook) -> Result<(Webhook, String), Error> {
    ctx.require(Permission::EditEdition, edition)?;
    let secret = Secret::mint(ctx).to_text();
    let row = &webhook_row::Model {
        id: ctx.new_id(),
        edition,
        address: new.address.clone(),
        events: stored(&new.events),
        state: WebhookState::Active,
        secret: secret.clone(),
        old_secret: None,
        old_until: None,
        made_by: ctx.viewer().account_id(),
        made_at: ctx.now(),
        silent: 0,
        rests_until: None,
        delivered_at: None,
    };
    let webhook = db
        .write("webhook.add", |tx: Tx| async move {
            let there = select::<webhook_row::Entity>(ctx).filter(webhook_row::Column::Edition.eq(edition));
            if there.count(tx.conn()).await? >= MOST {
                return Err(Error::field("address", "webhooks-problem-many"));
            }
            let insert = webhook_row::Entity::insert(row.clone().into_active_model());
            insert.exec_without_returning(tx.conn()).await.map_err(Error::taken)?;
            told(&tx, ctx, edition, row.id, "webhook.added").await?;
            Ok(Webhook::from(row.clone()))
        })
        .await?;
    Ok((webhook, secret))
}

/// Changes what it is told.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn choose(db: &Db, ctx: &Ctx, edition: EditionId, id: WebhookId, events: &[Event]) -> Result<(), Error> {
    let events = stored(events);
    change(db, ctx, edition, id, "webhook.events-chosen", |row| row.events = Set(events.clone())).await
}

/// Makes a new secret; the old one signs beside it for a day. It is shown once.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn rotate(db: &Db, ctx: &Ctx, edition: EditionId, id: WebhookId) -> Result<String, Error> {
    let secret = Secret::mint(ctx).to_text();
    change(db, ctx, edition, id, "webhook.secret-rotated", |row| {
        row.old_secret = Set(row.secret.clone().take());
        row.old_until = Set(Some(ctx.now().plus_minutes(OVERLAP_MINUTES)));
        row.secret = Set(secret.clone());
    })
    .await?;
    Ok(secret)
}

/// Pauses it: what happens meanwhile is not told.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn pause(db: &Db, ctx: &Ctx, edition: EditionId, id: WebhookId) -> Result<(), Error> {
    change(db, ctx, edition, id, "webhook.paused", |row| row.state = Set(WebhookState::Paused)).await
}

/// Tells it again, from now on.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn resume(db: &Db, ctx: &Ctx, edition: EditionId, id: WebhookId) -> Result<(), Error> {
    change(db, ctx, edition, id, "webhook.resumed", |row| {
        row.state = Set(WebhookState::Active);
        row.silent = Set(0);
        row.rests_until = Set(None);
    })
    .await
}

async fn change(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    id: WebhookId,
    action: &'static str,
    change: impl Fn(&mut webhook_row::ActiveModel) + Send + Sync,
) -> Result<(), Error> {
    ctx.require(Permission::EditEdition, edition)?;
    let change = &change;
    db.write("webhook.change", |tx: Tx| async move {
        let row = row(tx.conn(), ctx, edition, id).await?.ok_or(Error::NotFound)?;
        let mut row = row.into_active_model();
        change(&mut row);
        row.update(tx.conn()).await?;
        told(&tx, ctx, edition, id, action).await?;
        Ok(())
    })
    .await
}

/// Removes it, with what it was told.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn remove(db: &Db, ctx: &Ctx, edition: EditionId, id: WebhookId) -> Result<(), Error> {
    ctx.require(Permission::EditEdition, edition)?;
    db.write("webhook.remove", |tx: Tx| async move {
        let row = row(tx.conn(), ctx, edition, id).await?.ok_or(Error::NotFound)?;
        let deliveries = select::<delivery_row::Entity>(ctx)
            .filter(delivery_row::Column::Webhook.eq(id))
            .select_only()
            .column(delivery_row::Column::Id)
            .into_query();
        attempt_row::Entity::delete_many()
            .filter(attempt_row::Column::Delivery.in_subquery(deliveries))
            .exec(tx.conn())
            .await?;
        delivery_row::Entity::delete_many().filter(delivery_row::Column::Webhook.eq(id)).exec(tx.conn()).await?;
        webhook_row::Entity::delete_by_id(row.id).exec(tx.conn()).await?;
        told(&tx, ctx, edition, id, "webhook.removed").await?;
        Ok(())
    })
    .await
}

async fn told(tx: &Tx, ctx: &Ctx, edition: EditionId, id: WebhookId, action: &'static str) -> Result<(), DbErr> {
    tx.change("webhooks", Some(edition), id.0).await?;
    tx.audit(ctx, Some(edition), action, id.0, serde_json::json!({})).await
}
