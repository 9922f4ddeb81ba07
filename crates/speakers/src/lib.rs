//! Speakers: what they hand in, when they cannot come, whether they may be
//! recorded. Whoever speaks has one page with everything they owe and have to
//! know; the desk has one with everybody.
//!
//! Who owes what is not stored but follows from what is asked ([`task`]) and from
//! the programme ([`owed`]); stored is what became of it ([`item`]).

mod addressee;
mod error;
pub mod file;
pub mod item;
pub mod kind;
mod letters;
pub mod link;
mod materials;
pub mod owed;
mod own_data;
mod pages;
mod portraits;
pub mod profile;
pub mod reminder;
pub mod seed;
pub mod seen;
mod tables;
pub mod task;

pub use error::Error;
pub use kind::{ItemState, Step, TaskKind};
pub use materials::Slides;
pub use owed::Owed;
pub use own_data::SpeakerData;
pub use portraits::Portraits;
pub use profile::{Profile, ProfilePart, TakeOver};
pub use task::{Scope, Task, TaskDetails};

use blob::Blobs;
use kernel::Permission;
use web::{MenuEntry, Module};

ui::catalogue!();

/// The tables of this crate. They refer to those of `programme` and `blob`, which come before.
pub const MIGRATIONS: &[db::Migration] = &[
    db::Migration { name: "speakers/0001_speakers", sql: include_str!("migrations/0001_speakers.sql") },
    db::Migration { name: "speakers/0002_profiles", sql: include_str!("migrations/0002_profiles.sql") },
];

/// This part of the programme as the house takes it: files go into `blobs`, and
/// letters lead to `origin`, the scheme and host of the house.
pub fn module(blobs: &Blobs, origin: &str) -> Module {
    ui::register(&TEXT);
    Module {
        name: "speakers",
        routes: pages::routes(blobs.clone()),
        migrations: MIGRATIONS,
        jobs: reminder::handlers(origin.to_owned()),
        menu: vec![MenuEntry {
            key: "speakers-menu",
            path: "/{edition}/desk/speakers",
            desk: Some(Permission::ReadContacts),
            order: 405,
        }],
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_language_has_every_word() {
        let templates = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        ui::text::assert_complete(&crate::TEXT, &templates);
    }
}
