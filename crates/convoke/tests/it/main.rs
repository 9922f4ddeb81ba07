//! The promises of the whole house, kept on both engines.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should say where")]

mod api_is_described;
mod bad_input;
mod demonstration;
mod no_difference;
mod release_story;
mod search_engines;
mod stranger_posts;
mod stranger_walk;
mod support;
mod token_walk;
mod two_nodes;
