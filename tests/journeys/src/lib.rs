//! What a person does with Convoke, in a headless browser, against the real
//! binary with the demonstration congress.
//!
//! `cargo xtask test` starts ChromeDriver and names it in the environment;
//! without it the journeys are skipped, loudly.

mod browser;
mod demonstration;

pub use browser::{Browser, Look, Result};
pub use demonstration::Demonstration;
