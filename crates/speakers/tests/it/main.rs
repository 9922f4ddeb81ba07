//! The promises of this crate, kept on both engines.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod prepared;
mod story_s1_consent;
mod story_s1_files;
mod story_s1_links;
mod story_s1_profile;
mod story_s1_tasks;
mod story_s2_availability;
mod story_s2_replacement;
