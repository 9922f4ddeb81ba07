//! The days themselves: run sheets, displays, delays, live states.
//!
//! The walk of a press: a page of the crew sends it with the revision that it
//! showed; [`press::press`] stores what was said about one session and, worked
//! out by the pure function [`line::follow`], what is expected of every other
//! one of the room's day; the pages of the programme read the rows through
//! [`Days`], and the live stream sends what changed.

mod api;
pub mod cue;
pub mod custom;
mod day;
mod error;
pub mod follows;
pub mod line;
mod pages;
pub mod press;
mod record;
mod stream;
mod tables;
mod verb;

pub use day::RoomDay;
pub use error::Error;
pub use record::{Days, Record};

use kernel::Permission;
use programme::Views;
use web::{MenuEntry, Module};

ui::catalogue!();

/// The tables of this crate. They refer to those of `programme`, which come before.
pub const MIGRATIONS: &[db::Migration] =
    &[db::Migration { name: "onsite/0001_days", sql: include_str!("migrations/0001_days.sql") }];

/// The slice as the house takes it in. `views` is the programme's, made with [`Days`].
pub fn module(views: &Views) -> Module {
    ui::register(&TEXT);
    let desk = |key, path, permission, order| MenuEntry { key, path, desk: Some(permission), order };
    Module {
        name: "onsite",
        routes: pages::routes().and(api::routes()).with(views.clone()).with(stream::Streams::new(views)),
        migrations: MIGRATIONS,
        jobs: jobs::Handlers::new(),
        menu: vec![
            desk("onsite-menu", "/{edition}/desk/day", Permission::ReadDesk, 300),
            desk("onsite-customs", "/{edition}/desk/room-rules", Permission::ReadDesk, 390),
        ],
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
