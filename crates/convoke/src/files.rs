//! The files of a house: where they lie, and the broom.

use crate::config::Config;
use blob::Blobs;
use db::Db;
use jobs::{Handle, Handlers, Job};
use kernel::Ctx;
use serde::{Deserialize, Serialize};

/// The files of this house, in a folder beside its database.
pub fn of(config: &Config) -> Blobs {
    Blobs::in_folder(&config.data.join("files"))
}

/// Files that nobody needs, and files that never arrived.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct SweepFiles {}

impl Job for SweepFiles {
    const NAME: &'static str = "files.sweep";
}

struct Broom(Blobs);

#[async_trait::async_trait]
impl Handle<SweepFiles> for Broom {
    async fn run(&self, db: &Db, ctx: &Ctx, _: SweepFiles) -> anyhow::Result<()> {
        let swept = self.0.sweep(db, ctx).await?;
        if swept != blob::Swept::default() {
            tracing::info!(files = swept.files, parts = swept.parts, "files were swept");
        }
        Ok(())
    }
}

/// Four times a day, on one node.
pub fn handlers(blobs: Blobs) -> Handlers {
    Handlers::new().on(Broom(blobs)).every(6 * 3600, SweepFiles {})
}
