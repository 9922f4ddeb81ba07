//! Deciding, and telling: two steps, so that everybody can be told at once and
//! nobody is told of what was a slip of the hand.

mod accept;
mod record;
mod tell;

pub use record::{Verdict, decide};
pub use tell::{Preview, PreviewLetter, preview, tell};
