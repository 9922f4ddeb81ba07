//! What visitors plan: sign-up, wait-list, personal agenda, feedback. The README
//! of this crate tells the walk of a place, of an agenda without network, and of
//! an opinion.
//!
//! The rows of sign-up stand in `programme`, where the rules and the letters of a
//! release read them; here are the pages, the letters and the regular work.

pub mod feedback;
mod letters;
pub mod mine;
mod offline;
mod own_data;
mod pages;
pub mod plan;
mod tables;

pub use own_data::AgendaData;

use kernel::Permission;
use programme::Views;
use web::{MenuEntry, Module};

ui::catalogue!();

/// The tables of this crate. They refer to those of `programme`, which come before.
pub const MIGRATIONS: &[db::Migration] =
    &[db::Migration { name: "agenda/0001_feedback", sql: include_str!("migrations/0001_feedback.sql") }];

/// This part of the programme as the house takes it. `views` is the programme's.
pub fn module(views: &Views) -> Module {
    ui::register(&TEXT);
    let desk = |key, path, order| MenuEntry { key, path, desk: Some(Permission::ReadDesk), order };
    Module {
        name: "agenda",
        routes: pages::routes().and(offline::routes()).with(views.clone()),
        migrations: MIGRATIONS,
        jobs: letters::handlers(views),
        menu: vec![
            MenuEntry { key: "agenda-menu", path: "/{edition}/agenda", desk: None, order: 90 },
            desk("agenda-desk-sign-ups", "/{edition}/desk/sign-ups", 215),
            desk("agenda-desk-feedback", "/{edition}/desk/feedback", 216),
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
