//! The planner's commands alone, without the rest of Convoke: quick to build when only the planner changes.

use clap::Parser;
use std::process::ExitCode;

#[derive(Parser)]
enum Cli {
    #[command(subcommand)]
    Plan(plan::Command),
    Rank(plan::RankOptions),
}

fn main() -> ExitCode {
    match Cli::parse() {
        Cli::Plan(command) => plan::run(command),
        Cli::Rank(options) => plan::rank(options),
    }
}
