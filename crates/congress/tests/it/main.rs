//! The promises of this crate, kept on both engines.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod cloning;
mod country_names;
mod nesting;
mod pages;
mod places;
mod prepared;
mod story_o1;
mod two_editors;
mod zone;
