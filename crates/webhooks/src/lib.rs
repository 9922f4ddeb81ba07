//! Telling other systems that something changed.
//!
//! An organiser adds an address to an edition and chooses what it is told. With
//! every release a [`Follower`](follow::Follower) compares it with the one before,
//! as far as everybody or everybody who registered may know, and queues a delivery
//! for each change; [`deliver`] sends it through the guard of `outbound`, signed,
//! until it arrives or three days are over.

mod deliver;
mod delivery;
mod error;
mod event;
mod follow;
mod letter;
mod outcome;
mod pages;
mod pause;
mod prune;
pub mod seed;
mod signature;
mod tables;
mod webhook;

pub use delivery::{Attempt, Delivery, DeliveryId, DeliveryState, Outcome, deliveries, ping, redeliver};
pub use error::Error;
pub use event::Event;
pub use webhook::{
    NewWebhook, Webhook, WebhookId, WebhookState, add, choose, pause, remove, resume, rotate, webhook, webhooks,
};

use jobs::Handlers;
use kernel::Permission;
use outbound::{Guard, Policy};
use web::{MenuEntry, Module};

ui::catalogue!();

/// The tables of this crate. They refer to those of `congress`, which come before.
pub const MIGRATIONS: &[db::Migration] =
    &[db::Migration { name: "webhooks/0001_webhooks", sql: include_str!("migrations/0001_webhooks.sql") }];

/// This part of the programme as the house takes it. `policy` says how far out
/// it calls.
pub fn module(policy: Policy) -> Module {
    ui::register(&TEXT);
    let guard = Guard::new(policy);
    Module {
        name: "webhooks",
        routes: pages::routes().with(guard.clone()),
        migrations: MIGRATIONS,
        jobs: handlers(guard),
        menu: vec![MenuEntry {
            key: "webhooks-menu",
            path: "/{edition}/desk/webhooks",
            desk: Some(Permission::EditEdition),
            order: 500,
        }],
    }
}

/// What happens after a release, through this guard.
pub fn handlers(guard: Guard) -> Handlers {
    Handlers::new()
        .on::<programme::release::Published, _>(follow::Follower)
        .on::<deliver::Deliver, _>(deliver::Courier(guard))
        .on::<prune::Prune, _>(prune::Pruner)
        .every(24 * 3600, prune::Prune {})
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_language_has_every_word() {
        let templates = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        ui::text::assert_complete(&crate::TEXT, &templates);
    }
}
