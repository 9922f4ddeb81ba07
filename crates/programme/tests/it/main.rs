//! The promises of this crate, kept on both engines.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod api;
mod closures;
mod desk;
mod drafts;
mod formats;
mod gate;
mod gathered;
mod import;
mod import_people;
mod import_table;
mod interpreters;
mod migrations;
mod neighbours;
mod notices;
mod outward;
mod prepared;
mod print;
mod print_pdf;
mod rules_around;
mod seo;
mod site;
mod stars;
mod story_o5_board;
mod story_o5_board_together;
mod story_o5_programme;
mod story_on_the_day;
mod story_s2_replacement;
mod story_v2_agenda;
mod take_back;
