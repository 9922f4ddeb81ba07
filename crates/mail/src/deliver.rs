//! The job that takes a letter to the post, and the one that clears old letters away.

use crate::{LetterId, LetterState, Post, PostError, Posted, Sender, message::compose, table::letter as row};
use async_trait::async_trait;
use db::{Db, select};
use jobs::{Handle, Handlers, Job};
use kernel::Ctx;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, sea_query::Expr};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Letters are forgotten after this many days.
const KEEP_DAYS: i64 = 30;

/// Takes one letter to the post.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Deliver {
    pub(crate) letter: LetterId,
}

impl Job for Deliver {
    const NAME: &'static str = "mail.deliver";
    /// With doubling pauses: about eleven hours of a mail server that is away.
    const MAX_ATTEMPTS: i32 = 20;
}

struct Postman {
    post: Arc<dyn Post>,
    sender: Sender,
}

#[async_trait]
impl Handle<Deliver> for Postman {
    async fn run(&self, db: &Db, ctx: &Ctx, job: Deliver) -> anyhow::Result<()> {
        let found = select::<row::Entity>(ctx).filter(row::Column::Id.eq(job.letter)).one(db.read()).await?;
        let Some(letter) = found.filter(|letter| letter.state == LetterState::Queued) else {
            // Delivered by a worker that died before it could say so, or cleared away.
            return Ok(());
        };
        let outcome = match compose(&letter, &self.sender) {
            Ok(message) => self.post.post(&message).await,
            Err(error) => Err(PostError::Refused(format!("{error:#}"))),
        };
        match outcome {
            Ok(posted) => mark_sent(db, ctx, letter.id, posted).await?,
            Err(PostError::Refused(reason)) => mark_failed(db, letter.id, &reason).await?,
            Err(later @ PostError::Later(_)) => return Err(later.into()),
        }
        Ok(())
    }

    async fn gave_up(&self, db: &Db, _: &Ctx, job: Deliver, error: &str) -> anyhow::Result<()> {
        Ok(mark_failed(db, job.letter, error).await?)
    }
}

async fn mark_sent(db: &Db, ctx: &Ctx, id: LetterId, posted: Posted) -> Result<(), DbErr> {
    db.write("letter.sent", |tx| async move {
        let mut update = queued(id)
            .col_expr(row::Column::State, Expr::value(LetterState::Sent))
            .col_expr(row::Column::SentAt, Expr::value(ctx.now()));
        if posted == Posted::Away {
            update = update
                .col_expr(row::Column::Subject, Expr::value(""))
                .col_expr(row::Column::Body, Expr::value(""))
                .col_expr(row::Column::Html, Expr::value(None::<String>))
                .col_expr(row::Column::FileText, Expr::value(None::<String>));
        }
        update.exec(tx.conn()).await.map(|_| ())
    })
    .await
}

async fn mark_failed(db: &Db, id: LetterId, reason: &str) -> Result<(), DbErr> {
    tracing::error!(letter = %id, reason, "a letter was not delivered");
    let reason: &str = &reason.chars().filter(|c| *c != '\0').take(2000).collect::<String>();
    db.write("letter.failed", |tx| async move {
        queued(id)
            .col_expr(row::Column::State, Expr::value(LetterState::Failed))
            .col_expr(row::Column::Error, Expr::value(reason))
            .exec(tx.conn())
            .await
            .map(|_| ())
    })
    .await
}

/// The letter, while nobody has decided about it.
fn queued(id: LetterId) -> sea_orm::UpdateMany<row::Entity> {
    row::Entity::update_many().filter(row::Column::Id.eq(id)).filter(row::Column::State.eq(LetterState::Queued))
}

/// Removes letters nobody needs any more.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct ClearAway {}

impl Job for ClearAway {
    const NAME: &'static str = "mail.clear-away";
}

struct Sweeper;

#[async_trait]
impl Handle<ClearAway> for Sweeper {
    async fn run(&self, db: &Db, ctx: &Ctx, _: ClearAway) -> anyhow::Result<()> {
        let horizon = ctx.now().plus_seconds(-KEEP_DAYS * 86_400);
        db.write("letter.clear_away", |tx| async move {
            row::Entity::delete_many()
                .filter(row::Column::CreatedAt.lt(horizon))
                .filter(row::Column::State.ne(LetterState::Queued))
                .exec(tx.conn())
                .await
                .map(|_| ())
        })
        .await
        .map_err(|error: DbErr| error.into())
    }
}

/// What the runner needs to deliver letters through `post`.
pub fn handlers(post: Arc<dyn Post>, sender: Sender) -> Handlers {
    Handlers::new().on(Postman { post, sender }).on(Sweeper).every(86_400, ClearAway {})
}
