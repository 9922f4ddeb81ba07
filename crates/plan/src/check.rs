//! `convoke plan check`: is a printed plan what it says?

mod jury;
mod meetings;
mod programme;

use crate::ending::{Ending, Refused};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// What to check.
#[derive(Args)]
pub struct Options {
    #[command(subcommand)]
    what: What,
}

/// Each with its input first and the printed plan second.
#[derive(Subcommand)]
enum What {
    /// A plan of meetings against its file.
    Meetings(meetings::Options),
    /// A jury against its folder.
    Jury(jury::Options),
    /// A programme against its sheet or its event.
    Programme(Pair),
}

/// An input and what was printed for it.
#[derive(Args)]
pub(crate) struct Pair {
    /// What was planned.
    pub(crate) input: PathBuf,
    /// The object that was printed with --json.
    pub(crate) plan: PathBuf,
}

pub(crate) fn run(options: &Options) -> Result<Ending, Refused> {
    match &options.what {
        What::Meetings(options) => meetings::run(options),
        What::Jury(options) => jury::run(options),
        What::Programme(pair) => programme::run(pair),
    }
}
