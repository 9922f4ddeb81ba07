//! Who judges what.
//!
//! A [`Problem`] is read from its files by [`read`]; [`assign`] gives the best [`Plan`].

mod again;
mod arcs;
mod assign;
pub(crate) mod auction;
pub mod check;
pub(crate) mod decimal;
mod exact;
mod feasible;
mod floor;
pub mod generate;
pub(crate) mod graph;
mod problem;
mod read;
pub(crate) mod sheet;
mod why;

pub use again::{more_reviews, read_pairs, reassign};
pub use assign::{Answer, Plan, assign};
pub use feasible::Shortage;
pub use floor::{Floored, frontier, highest_dream, highest_floor, with_floor};
pub use problem::{Conflict, Labels, Pairs, Problem};
pub use read::{Files, Refusal, Source, read};
pub use why::{Changes, Reason, Verdict, categories_of, why};
