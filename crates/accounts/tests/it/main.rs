//! The promises of this crate, kept on both engines.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod authenticator;
mod breach;
mod housekeeping;
mod own_data;
mod pages;
mod passkeys;
mod prepared;
mod second_factor;
mod sessions;
mod story_o8_roles;
mod story_x3_sign_in;
mod tokens;
