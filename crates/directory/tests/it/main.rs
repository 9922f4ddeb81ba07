//! The promises of this crate, kept on both engines.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod bad_input;
mod consents;
mod delegations;
mod leaks;
mod prepared;
mod recording;
mod seeds;
mod story_n1_city_names;
mod story_n4_country_region;
mod two_editors;
