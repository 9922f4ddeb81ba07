//! Meetings in slots.

pub mod check;
pub mod dzn;
pub mod exact;
mod problem;
mod slot_set;

pub use problem::{Meeting, Problem, Session};
pub use slot_set::SlotSet;
