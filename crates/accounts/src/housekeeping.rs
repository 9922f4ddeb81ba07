//! What is swept away by itself. Not done while somebody signs in: on a day when
//! five hundred do, sweeping would only get into their way.

use crate::{passkey, rate, session, sign_in, token};
use db::{Db, Tx};
use jobs::{Handle, Handlers, Job};
use kernel::Ctx;
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};

/// Codes, questions, counts, tokens and sessions that are long over.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Sweep {}

impl Job for Sweep {
    const NAME: &'static str = "accounts.sweep";
}

struct Sweeper;

#[async_trait::async_trait]
impl Handle<Sweep> for Sweeper {
    async fn run(&self, db: &Db, ctx: &Ctx, _: Sweep) -> anyhow::Result<()> {
        Ok(sweep(db, ctx).await?)
    }
}

async fn sweep(db: &Db, ctx: &Ctx) -> Result<(), DbErr> {
    db.write("accounts.sweep", |tx: Tx| async move {
        sign_in::prune(&tx, ctx).await?;
        passkey::prune(&tx, ctx).await?;
        rate::prune(&tx, ctx).await?;
        token::prune(&tx, ctx).await?;
        session::prune(&tx, ctx).await
    })
    .await
}

/// Every hour, on one node.
pub(crate) fn handlers() -> Handlers {
    Handlers::new().on(Sweeper).every(3600, Sweep {})
}
