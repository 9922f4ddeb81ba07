//! The promises of this crate, kept on both engines.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod desk;
mod failures;
mod prepared;
mod releases;
