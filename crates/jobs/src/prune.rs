//! The house's own chores.

use crate::{Handle, Handlers, Job};
use async_trait::async_trait;
use db::Db;
use kernel::Ctx;
use serde::{Deserialize, Serialize};

/// Removes rows of the change feed that every node has long seen.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct PruneChanges {}

impl Job for PruneChanges {
    const NAME: &'static str = "db.prune-changes";
}

struct Pruner;

#[async_trait]
impl Handle<PruneChanges> for Pruner {
    async fn run(&self, db: &Db, _: &Ctx, _: PruneChanges) -> anyhow::Result<()> {
        Ok(db.prune_changes().await?)
    }
}

/// What the database wants done regularly. Every node registers it.
pub fn housekeeping() -> Handlers {
    Handlers::new().on(Pruner).every(3600, PruneChanges {})
}
