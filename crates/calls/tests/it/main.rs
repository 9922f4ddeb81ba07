//! The promises of this crate, kept on both engines.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod access;
mod assigning;
mod cloning;
mod deciding;
mod own_data;
mod prepared;
mod reviewing;
mod story_a2_draft;
mod story_a3_deadline;
