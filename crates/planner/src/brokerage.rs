//! Brokerage: thousands of people who want to meet each other, tables, and a few dozen slots.
//!
//! [`meetings`](crate::meetings) plans a few hundred meetings with every rule of the
//! house; here are 10,000 people with 100,000 wishes, and the rules that matter at that
//! size: nobody is in two places, nobody meets where they are away, and tables are
//! few. What is sought is the greatest weight of wishes that come true, and then as few
//! breaks as can be.
//!
//! The bound ([`bound`]) comes from a fractional b-matching; the plan from a search on bit
//! masks that swaps two slots along a chain of people ([`grid`]).

mod bound;
mod breaks;
pub mod check;
mod event;
pub mod generate;
mod grid;
mod matching;
mod read;
mod search;
mod solve;

pub use event::{Event, MOST_SLOTS, Plan, Wish};
pub use read::{read, write};
pub use solve::{Answer, solve};
