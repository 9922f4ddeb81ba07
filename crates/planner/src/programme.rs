//! Programmes: which session is when and where.
//!
//! Two problems. A [`sheet`] is the benchmark of the literature: submissions of tracks go
//! into cells of sessions and rooms under sixteen terms; [`solve`] plans it and [`check`]
//! verifies. An [`event`] is a congress as Convoke knows it, with seats, windows, favourites,
//! walks and interpreters; [`arrange`] plans it, a [`board`] answers while somebody holds a
//! session in their hand ([`offers`]) and mends what a drop breaks ([`drop`]), and
//! [`event_check`] verifies. [`generate`] draws events of any size.

mod anneal;
pub mod arrange;
pub mod board;
mod bound;
pub mod check;
pub mod drop;
pub mod event;
pub mod event_check;
mod explain;
pub mod floor;
pub mod generate;
mod model;
mod moves;
pub mod offers;
mod pack;
pub mod plan;
mod possible;
pub mod sheet;
pub mod solve;
mod state;
mod tally;
mod track_bound;

#[cfg(test)]
mod board_tests;
#[cfg(test)]
mod tests;
