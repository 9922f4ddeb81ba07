//! `convoke plan` and `convoke rank`: files in, a plan out.
//!
//! The commands are a contract, other programs call them: with `--json` they print
//! one object and nothing else on standard output. They end with 0 and a plan, with
//! 3 where no plan can exist (and say why), with 2 for a file that is not what it
//! should be (and say where), with 1 where neither a plan nor a proof was found.

mod brokerage;
mod check;
mod ending;
mod jury;
mod meetings;
mod programme;
mod rank;
mod watch;

use clap::Subcommand;
pub use rank::RankOptions;
use std::process::ExitCode;

/// What to plan.
#[derive(Subcommand)]
pub enum Command {
    /// Meetings of two sides in slots: `.dzn`, or Convoke's own JSON.
    Meetings(meetings::Options),
    /// Who judges what: a folder with affinity.csv, conflicts.csv and params.json.
    Jury(jury::Options),
    /// Which session is when and where: a sheet of CoSPLib as JSON.
    Programme(programme::Options),
    /// Verify a printed plan against its input.
    Check(check::Options),
}

/// Plans, prints, and says how it ended.
pub fn run(command: Command) -> ExitCode {
    ending::tell(match command {
        Command::Meetings(options) => meetings::run(&options),
        Command::Jury(options) => jury::run(&options),
        Command::Programme(options) => programme::run(&options),
        Command::Check(options) => check::run(&options),
    })
}

/// Ranks what was scored.
pub fn rank(options: RankOptions) -> ExitCode {
    ending::tell(rank::run(&options))
}
