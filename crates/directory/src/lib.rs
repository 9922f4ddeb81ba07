//! Directory: people, organisations, cities, offices held over time, and
//! delegations. One human being is one record through all editions; what of it
//! is shown is the person's own decision, written in a ledger.
//!
//! Rows are narrowed by the module `sight`, fields by [`person`]; nothing that this crate
//! returns holds what its reader may not know.

pub mod city;
pub mod consent;
pub mod delegation;
mod error;
pub mod name;
pub mod office;
pub mod organisation;
mod own_data;
mod pages;
pub mod person;
pub mod place;
pub mod rank;
pub mod recording;
pub mod related;
pub mod seed;
mod sight;
mod tables;
mod typed;

pub use consent::{Channel, Purpose, Statement};
pub use error::Error;
pub use name::PersonName;
pub use office::{Office, OfficeDetails, Seat};
pub use organisation::{Organisation, OrganisationDetails, OrganisationKind, organisation_cards};
pub use own_data::PersonData;
pub use person::{Person, PersonCard, PersonDetails, people, person_cards};
pub use recording::{Answer, Capture, RecordingConsents, RecordingStatement, answer_recording, recording_consents};
pub use related::{RelatedBlock, RelatedItem, RelatedSource, RelatedSources, Subject};
pub use sight::shows;

use kernel::Permission;
use web::{MenuEntry, Module};

ui::catalogue!();

/// The tables of this crate.
pub const MIGRATIONS: &[db::Migration] = &[
    db::Migration { name: "directory/0001_directory", sql: include_str!("migrations/0001_directory.sql") },
    db::Migration { name: "directory/0002_recording", sql: include_str!("migrations/0002_recording.sql") },
    db::Migration { name: "directory/0003_versions", sql: include_str!("migrations/0003_versions.sql") },
];

/// The slice as the house takes it in; `related` is what other domains put on
/// the pages of people, organisations and cities.
pub fn module(related: RelatedSources) -> Module {
    ui::register(&TEXT);
    let contacts = Some(Permission::ReadContacts);
    let entry = |key, path, desk, order| MenuEntry { key, path, desk, order };
    Module {
        name: "directory",
        routes: pages::routes(related),
        migrations: MIGRATIONS,
        menu: vec![
            entry("directory-people", "/{edition}/people", None, 30),
            entry("directory-organisations", "/{edition}/organisations", None, 40),
            entry("directory-cities", "/{edition}/cities", None, 50),
            entry("directory-people", "/{edition}/desk/people", contacts, 400),
            entry("directory-organisations", "/{edition}/desk/organisations", Some(Permission::ReadDesk), 410),
            entry("directory-delegations", "/{edition}/desk/delegations", contacts, 420),
        ],
        jobs: jobs::Handlers::default(),
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
