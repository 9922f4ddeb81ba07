//! Plans that say how good they are: meetings, juries, programmes.
//!
//! Every solver is a pure function of its problem and a [`Control`]: no file, no
//! network, no clock but the one it is given; the same seed and the same number of
//! threads give the same plan, as long as no time limit cuts it short. It is anytime:
//! it tells incumbent and bound as it goes, and a flag stops it. What it returns
//! carries a [`Status`], the objective term by term and a bound.
//!
//! Beside each solver stands a checker that shares no code with it: it reads the
//! problem and the plan, and says what is broken and what the plan costs.

pub mod brokerage;
mod chance;
mod control;
mod flaw;
pub mod jury;
mod locate;
pub mod meetings;
pub mod programme;
pub mod rank;

pub use control::{Control, Progress, Status};
pub use flaw::Flaw;
