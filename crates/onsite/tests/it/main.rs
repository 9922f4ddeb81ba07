//! Stories of the day itself: the crew, the organisers, and those who read.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod api;
mod cloning;
mod cues;
mod delay;
mod display;
mod prepared;
mod presses;
mod sheet;
mod stream;
