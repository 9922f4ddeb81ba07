//! Accounts: who somebody is, how surely we know it, and what they may do.
//!
//! * An address alone signs nobody in: a code goes to its mailbox and counts
//!   only in the browser that asked for it.
//! * Whether an address has an account is told to nobody but its mailbox.
//! * Staff show a second factor before their roles wake.
//! * A role belongs to an edition or to the house, may end by itself, and the
//!   last owner cannot be taken away.
//!
//! The README of this crate tells the tables, the state machine and the limits.

mod account;
mod breach;
mod code;
mod error;
mod housekeeping;
mod invited;
mod letters;
mod local_link;
mod local_path;
mod matrix;
mod own_data;
mod pages;
mod passkey;
mod rate;
mod recognise;
mod role;
mod second_factor;
mod secret;
mod seed;
mod session;
mod setup;
mod sign_in;
mod tables;
mod token;
mod totp;

pub use account::{Account, account_at, accounts, accounts_in, accounts_of, link_person, own_account};
pub use error::Error;
pub use invited::{hint_of, invite_account, send_invited_code};
pub use local_link::local_link;
pub use matrix::markdown as permission_matrix;
pub use own_data::{OwnData, Owner};
pub use rate::{Limit, network};
pub use recognise::SignIn;
pub use secret::Token;
pub use seed::seed_account;
pub use setup::{EditionPlace, Editions, Setup};

use db::Migration;
use kernel::Permission;
use std::sync::Arc;
use web::{MenuEntry, Module};

ui::catalogue!();

/// The tables of this crate.
pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "accounts/0001_accounts", sql: include_str!("migrations/0001_accounts.sql") },
    Migration { name: "accounts/0002_tokens", sql: include_str!("migrations/0002_tokens.sql") },
    Migration { name: "accounts/0003_hinted_codes", sql: include_str!("migrations/0003_hinted_codes.sql") },
];

/// This crate, for the composition root.
pub fn module(setup: Setup) -> Module {
    ui::register(&TEXT);
    Module {
        name: "accounts",
        routes: pages::routes(Arc::new(setup)),
        migrations: MIGRATIONS,
        menu: vec![MenuEntry {
            key: "accounts-roles",
            path: "/{edition}/desk/roles",
            desk: Some(Permission::ManageRoles),
            order: 900,
        }],
        jobs: housekeeping::handlers(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn both_languages_are_complete() {
        let templates = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        ui::text::assert_complete(&crate::TEXT, &templates);
    }
}
