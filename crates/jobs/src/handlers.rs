//! Who does which job.

use crate::{Job, period::Period};
use async_trait::async_trait;
use db::Db;
use kernel::Ctx;
use std::{collections::BTreeMap, marker::PhantomData, sync::Arc};

/// Does the jobs of one kind. The same job may come twice: after a crash nobody
/// knows how far the first run came.
#[async_trait]
pub trait Handle<J: Job>: Send + Sync + 'static {
    /// Does the work. An error means: try again later.
    async fn run(&self, db: &Db, ctx: &Ctx, job: J) -> anyhow::Result<()>;

    /// The last attempt failed; the job will not be tried again.
    async fn gave_up(&self, _db: &Db, _ctx: &Ctx, _job: J, _error: &str) -> anyhow::Result<()> {
        Ok(())
    }
}

/// A handler whose payload type is hidden.
#[async_trait]
pub(crate) trait AnyHandler: Send + Sync {
    async fn run(&self, db: &Db, ctx: &Ctx, payload: serde_json::Value) -> anyhow::Result<()>;
    async fn gave_up(&self, db: &Db, ctx: &Ctx, payload: serde_json::Value, error: &str) -> anyhow::Result<()>;
}

struct Typed<J, H> {
    handler: H,
    kind: PhantomData<fn(J)>,
}

#[async_trait]
impl<J: Job, H: Handle<J>> AnyHandler for Typed<J, H> {
    async fn run(&self, db: &Db, ctx: &Ctx, payload: serde_json::Value) -> anyhow::Result<()> {
        self.handler.run(db, ctx, serde_json::from_value(payload)?).await
    }

    async fn gave_up(&self, db: &Db, ctx: &Ctx, payload: serde_json::Value, error: &str) -> anyhow::Result<()> {
        self.handler.gave_up(db, ctx, serde_json::from_value(payload)?, error).await
    }
}

/// What a crate brings to the runner: its handlers, and what it wants done
/// regularly.
#[derive(Clone, Default)]
pub struct Handlers {
    by_name: BTreeMap<&'static str, Arc<dyn AnyHandler>>,
    periods: Vec<Period>,
}

impl Handlers {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Lets `handler` do the jobs of kind `J`.
    ///
    /// # Panics
    /// When `J` already has a handler: two crates use one name, which is a fault
    /// of the program that no request can cause.
    #[must_use]
    pub fn on<J: Job, H: Handle<J>>(mut self, handler: H) -> Self {
        let typed = Typed { handler, kind: PhantomData };
        let before = self.by_name.insert(J::NAME, Arc::new(typed));
        assert!(before.is_none(), "two handlers for the job {}", J::NAME);
        self
    }

    /// Queues `job` every `seconds`, once for all nodes together.
    #[must_use]
    pub fn every<J: Job + Clone>(mut self, seconds: i64, job: J) -> Self {
        self.periods.push(Period::new(seconds, job));
        self
    }

    /// Both together.
    ///
    /// # Panics
    /// As [`Handlers::on`].
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        for (name, handler) in other.by_name {
            let before = self.by_name.insert(name, handler);
            assert!(before.is_none(), "two handlers for the job {name}");
        }
        self.periods.extend(other.periods);
        self
    }

    pub(crate) fn names(&self) -> Vec<&'static str> {
        self.by_name.keys().copied().collect()
    }

    pub(crate) fn of(&self, name: &str) -> Option<Arc<dyn AnyHandler>> {
        self.by_name.get(name).cloned()
    }

    pub(crate) fn periods(&self) -> &[Period] {
        &self.periods
    }
}
