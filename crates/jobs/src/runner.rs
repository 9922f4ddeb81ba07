//! The runner: claims what is due and sees it through.

use crate::{
    claim::{self, Claim},
    counts,
    handlers::Handlers,
};
use db::Db;
use kernel::Timestamp;
use sea_orm::DbErr;
use std::{
    collections::HashMap,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{sync::watch, task::JoinSet};

/// A worker that is silent for so long is taken for dead.
const LEASE_SECONDS: i64 = 60;
/// Other nodes' jobs are looked for this often; our own wake us at once.
const POLL: Duration = Duration::from_millis(500);
/// How long a stop waits for jobs that have begun.
const GRACE: Duration = Duration::from_secs(20);
/// How often the counts are published.
const PUBLISH: Duration = Duration::from_secs(15);

/// Does jobs with a set of handlers. Cheap to clone.
#[derive(Clone)]
pub struct Runner {
    db: Db,
    handlers: Arc<Handlers>,
    lease_seconds: i64,
}

/// What became of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Done,
    Retried,
    Dead,
    LeaseLost,
}

impl Outcome {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Retried => "retried",
            Self::Dead => "dead",
            Self::LeaseLost => "lease_lost",
        }
    }
}

impl Runner {
    /// A runner that does the jobs `handlers` knows; others wait for a node
    /// that knows them.
    pub fn new(db: Db, handlers: Handlers) -> Self {
        Self { db, handlers: Arc::new(handlers), lease_seconds: LEASE_SECONDS }
    }

    /// With another lease, for tests that let workers die.
    #[must_use]
    pub fn with_lease_seconds(mut self, seconds: i64) -> Self {
        self.lease_seconds = seconds;
        self
    }

    /// Works until stopped, with at most `workers` jobs at a time.
    pub fn start(self, workers: usize) -> Running {
        let (stop, stopped) = watch::channel(false);
        let task = tokio::spawn(self.work(workers.max(1), stopped));
        Running { stop, task }
    }

    /// Does everything that is due, one after the other, and says how much that
    /// was. What fails is due again later, so this ends.
    ///
    /// # Errors
    /// The engine's.
    pub async fn run_until_idle(&self) -> Result<usize, DbErr> {
        let names = self.handlers.names();
        let mut count = 0;
        while let Some(claim) = claim::claim(&self.db, &names, self.lease_seconds).await? {
            self.see_through(claim).await?;
            count += 1;
        }
        Ok(count)
    }

    /// Queues the periodic jobs whose time has come.
    ///
    /// # Errors
    /// The engine's.
    pub async fn tick(&self) -> Result<(), DbErr> {
        let ctx = self.db.system();
        for period in self.handlers.periods() {
            period.tick(&self.db, &ctx).await?;
        }
        Ok(())
    }

    /// When the next waiting job is due.
    ///
    /// # Errors
    /// The engine's.
    pub async fn next_due(&self) -> Result<Option<Timestamp>, DbErr> {
        claim::next_due(&self.db, &self.db.system()).await
    }

    async fn work(self, workers: usize, mut stopped: watch::Receiver<bool>) {
        let names = self.handlers.names();
        let mut jobs = JoinSet::new();
        let mut held: HashMap<tokio::task::Id, Claim> = HashMap::new();
        let mut next_ticks = vec![Timestamp::from_micros(i64::MIN); self.handlers.periods().len()];
        let mut published: Option<Instant> = None;
        while !*stopped.borrow() {
            // Asked for before looking, so that no write falls in between.
            let written = self.db.written();
            self.keep_rhythm(&mut next_ticks).await;
            if published.is_none_or(|at| at.elapsed() >= PUBLISH) {
                self.publish().await;
                published = Some(Instant::now());
            }
            while jobs.len() < workers
                && let Some(claim) = self.next_claim(&names).await
            {
                let runner = self.clone();
                let kept = claim.clone();
                let handle = jobs.spawn(async move { runner.see_through(claim).await });
                held.insert(handle.id(), kept);
            }
            tokio::select! {
                () = written, if jobs.len() < workers => {}
                () = tokio::time::sleep(POLL) => {}
                Some(ended) = jobs.join_next_with_id() => forget(&mut held, ended),
                _ = stopped.changed() => {}
            }
        }
        self.wind_down(jobs, held).await;
    }

    /// Lets jobs end that have begun; those that do not are handed back.
    async fn wind_down(&self, mut jobs: JoinSet<Result<(), DbErr>>, mut held: HashMap<tokio::task::Id, Claim>) {
        let all = async {
            while let Some(ended) = jobs.join_next_with_id().await {
                forget(&mut held, ended);
            }
        };
        if tokio::time::timeout(GRACE, all).await.is_ok() {
            return;
        }
        jobs.shutdown().await;
        for claim in held.values() {
            if let Err(error) = claim.hand_back(&self.db).await {
                tracing::warn!(job = %claim.name, %error, "a job could not be handed back; its lease will end");
            }
        }
    }

    async fn keep_rhythm(&self, next_ticks: &mut [Timestamp]) {
        let ctx = self.db.system();
        for (period, next) in self.handlers.periods().iter().zip(next_ticks) {
            if *next <= ctx.now() {
                match period.tick(&self.db, &ctx).await {
                    Ok(again) => *next = again,
                    Err(error) => tracing::warn!(%error, "a periodic job could not be queued"),
                }
            }
        }
    }

    /// An engine that does not answer is asked again with the next poll.
    async fn next_claim(&self, names: &[&'static str]) -> Option<Claim> {
        let found = async {
            if claim::any_due(&self.db, &self.db.system(), names).await? {
                claim::claim(&self.db, names, self.lease_seconds).await
            } else {
                Ok(None)
            }
        };
        found.await.unwrap_or_else(|error: DbErr| {
            tracing::warn!(%error, "jobs cannot be claimed");
            None
        })
    }

    async fn publish(&self) {
        if let Ok(now) = counts(&self.db, &self.db.system()).await {
            for (state, count) in [("waiting", now.waiting), ("running", now.running), ("dead", now.dead)] {
                let count = u32::try_from(count).unwrap_or(u32::MAX);
                metrics::gauge!("convoke_jobs", "state" => state).set(f64::from(count));
            }
        }
    }

    async fn see_through(&self, claim: Claim) -> Result<(), DbErr> {
        let begun = Instant::now();
        let outcome = match self.attempt(&claim).await {
            Attempt::Done => settled(claim.done(&self.db).await?, Outcome::Done),
            Attempt::Failed(error) if claim.is_last_attempt() => self.give_up(&claim, &error).await?,
            Attempt::Failed(error) => {
                tracing::info!(job = %claim.name, id = %claim.id, attempt = claim.attempts, %error, "a job is tried again");
                settled(claim.put_back(&self.db, &error).await?, Outcome::Retried)
            }
            Attempt::LeaseLost => Outcome::LeaseLost,
        };
        if outcome == Outcome::LeaseLost {
            tracing::warn!(job = %claim.name, id = %claim.id, "a job outlived its lease; another worker has it");
        }
        metrics::counter!("convoke_jobs_total", "job" => claim.name.clone(), "outcome" => outcome.as_str())
            .increment(1);
        metrics::histogram!("convoke_job_seconds", "job" => claim.name.clone()).record(begun.elapsed().as_secs_f64());
        Ok(())
    }

    async fn give_up(&self, claim: &Claim, error: &str) -> Result<Outcome, DbErr> {
        tracing::error!(job = %claim.name, id = %claim.id, attempts = claim.attempts, error, "a job is given up");
        if !claim.bury(&self.db, error).await? {
            return Ok(Outcome::LeaseLost);
        }
        if let Some(handler) = self.handlers.of(&claim.name) {
            let told = handler.gave_up(&self.db, &self.db.system(), claim.payload.clone(), error).await;
            if let Err(error) = told {
                tracing::error!(job = %claim.name, error = format!("{error:#}"), "what follows a dead job failed too");
            }
        }
        Ok(Outcome::Dead)
    }

    /// Runs the handler while keeping the lease. A panic is a failure like any other.
    async fn attempt(&self, claim: &Claim) -> Attempt {
        if claim.is_overdrawn() {
            return Attempt::Failed("its worker died in every attempt".to_owned());
        }
        let Some(handler) = self.handlers.of(&claim.name) else {
            return Attempt::Failed("no handler has this name".to_owned());
        };
        let (db, payload) = (self.db.clone(), claim.payload.clone());
        // A set, not a bare task: when this future is dropped, the handler stops too.
        let mut work = JoinSet::new();
        work.spawn(async move { handler.run(&db, &db.system(), payload).await });
        tokio::select! {
            Some(result) = work.join_next() => match result {
                Ok(Ok(())) => Attempt::Done,
                Ok(Err(error)) => Attempt::Failed(format!("{error:#}")),
                Err(panic) => Attempt::Failed(panic.to_string()),
            },
            () = self.until_lost(claim) => Attempt::LeaseLost,
        }
    }

    /// Renews the lease at every third of it; ends when it is lost.
    async fn until_lost(&self, claim: &Claim) {
        let third = Duration::from_millis(u64::try_from(self.lease_seconds).unwrap_or(1).max(1) * 1000 / 3);
        let mut renewed = Instant::now();
        loop {
            tokio::time::sleep(third).await;
            match claim.renew(&self.db, self.lease_seconds).await {
                Ok(true) => renewed = Instant::now(),
                Ok(false) => return,
                // The engine may come back before the lease ends.
                Err(_) if renewed.elapsed() < third * 3 => {}
                Err(_) => return,
            }
        }
    }
}

enum Attempt {
    Done,
    Failed(String),
    LeaseLost,
}

fn settled(held: bool, outcome: Outcome) -> Outcome {
    if held { outcome } else { Outcome::LeaseLost }
}

type Ended = Result<(tokio::task::Id, Result<(), DbErr>), tokio::task::JoinError>;

fn forget(held: &mut HashMap<tokio::task::Id, Claim>, ended: Ended) {
    let id = match &ended {
        Ok((id, _)) => *id,
        Err(error) => error.id(),
    };
    let claim = held.remove(&id);
    let name = claim.map(|claim| claim.name).unwrap_or_default();
    match ended {
        Ok((_, Ok(()))) => {}
        Ok((_, Err(error))) => {
            tracing::warn!(job = %name, %error, "a job's end could not be written; it will run again")
        }
        Err(error) => tracing::error!(job = %name, %error, "a worker failed"),
    }
}

/// A runner at work.
pub struct Running {
    stop: watch::Sender<bool>,
    task: tokio::task::JoinHandle<()>,
}

impl Running {
    /// Claims nothing more, lets end what has begun, hands back the rest.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        if let Err(error) = self.task.await {
            tracing::error!(%error, "the job runner failed");
        }
    }
}
