//! Work that happens after the commit.
//!
//! A job is queued in the transaction that makes it necessary
//! ([`Enqueue::enqueue`]), so it exists exactly when that transaction commits.
//! A [`Runner`] claims due jobs under a lease and hands them to their
//! [`Handle`]r; a job whose worker dies runs again when the lease ends. Handlers
//! are therefore safe to repeat, and shallow: they do one thing.
//!
//! Why not a library: `docs/decisions/0001-own-job-queue.md`.

mod claim;
mod enqueue;
mod handlers;
mod inspect;
mod period;
mod prune;
mod runner;
mod table;

pub use enqueue::{Enqueue, Queued};
pub use handlers::{Handle, Handlers};
pub use inspect::{Counts, DeadJob, counts, dead, revive};
pub use prune::housekeeping;
pub use runner::{Runner, Running};

use db::Migration;
use serde::{Serialize, de::DeserializeOwned};

kernel::id! {
    /// A piece of work that is to be done.
    pub struct JobId;
}

/// A kind of work: its payload, and how patient we are with it.
pub trait Job: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// How the table calls it: `mail.deliver`. Never changed once released.
    const NAME: &'static str;
    /// How often it is tried before it is given up.
    const MAX_ATTEMPTS: i32 = 8;
}

/// The tables of this crate.
pub const MIGRATIONS: &[Migration] =
    &[Migration { name: "jobs/0001_jobs", sql: include_str!("migrations/0001_jobs.sql") }];
