//! A release was made: what it tells is queued for every address that asked.

use crate::{
    delivery,
    event::{News, news, people},
    tables::webhook_row,
    webhook::{WebhookId, WebhookState, words},
};
use db::{Db, Tx, select};
use jobs::Handle;
use kernel::{Ctx, EditionId, Viewer};
use programme::release::{Published, step};
use sea_orm::{ColumnTrait, DbErr, QueryFilter};

/// Deliveries that are queued in one transaction: a release of a whole congress
/// must not hold the one writer for long.
const CHUNK: usize = 100;

/// Follows releases.
pub(crate) struct Follower;

#[async_trait::async_trait]
impl Handle<Published> for Follower {
    async fn run(&self, db: &Db, ctx: &Ctx, job: Published) -> anyhow::Result<()> {
        let everything = &ctx.seen_by(Viewer::system());
        let Some(step) = step(db, everything, job.release).await? else { return Ok(()) };
        let edition = step.edition.id;
        let rows = select::<webhook_row::Entity>(everything)
            .filter(webhook_row::Column::Edition.eq(edition))
            .filter(webhook_row::Column::State.eq(WebhookState::Active));
        let listening = rows.all(db.read()).await?;
        if listening.is_empty() {
            return Ok(());
        }
        let cards = directory::person_cards(db, &ctx.seen_by(Viewer::stranger()), &people(&step)).await?;
        let all = news(&step, &cards);
        for webhook in listening {
            let events = words(&webhook.events);
            let asked: Vec<&News> = all.iter().filter(|news| events.contains(&news.event)).collect();
            for some in asked.chunks(CHUNK) {
                queue(db, everything, edition, webhook.id, some).await?;
            }
        }
        Ok(())
    }
}

async fn queue(db: &Db, ctx: &Ctx, edition: EditionId, webhook: WebhookId, some: &[&News]) -> Result<(), DbErr> {
    db.write("webhook.queue", |tx: Tx| async move {
        for news in some {
            delivery::queue(&tx, ctx, edition, webhook, news).await?;
        }
        Ok(())
    })
    .await
}
