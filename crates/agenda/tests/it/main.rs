//! The promises of this crate, kept on both engines.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod agenda;
mod clash;
mod confirmation;
mod desk;
mod feedback;
mod own_data;
mod prepared;
mod story_o4_race;
mod story_v2_wait_list;
mod wait_list_model;
