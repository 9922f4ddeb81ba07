//! `convoke`: one binary that runs an international congress.

use clap::{Args, Parser, Subcommand};
use convoke::{backup, config::Config, demo, doctor, import, restore, routes, serve};
use std::{path::PathBuf, process::ExitCode};

/// Small answers are allocated and freed all day; this allocator keeps the process small.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Parser)]
#[command(
    name = "convoke",
    version,
    about = "Runs an international congress, from the first call to the last follow-up"
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    #[command(flatten)]
    House(HouseCommand),
    /// Plan meetings, a jury or a programme, and say how good the plan is.
    Plan {
        #[command(subcommand)]
        what: plan::Command,
    },
    /// Rank what a jury scored, with what the scores cannot tell apart.
    Rank(plan::RankOptions),
}

#[derive(Subcommand)]
enum HouseCommand {
    /// Run a demonstration congress on this machine.
    Demo(demo::Options),
    /// Run a house.
    Serve(Place),
    /// Write all rows into one file, and what was handed in into a folder beside it.
    Backup {
        #[command(flatten)]
        place: Place,
        /// The file to write; it must not exist.
        file: PathBuf,
    },
    /// Fill an empty database from a backup, or prove that it could be done.
    Restore {
        #[command(flatten)]
        place: Place,
        /// The backup.
        file: PathBuf,
        /// Restore into a temporary place, compare counts and hashes, remove it again.
        #[arg(long)]
        drill: bool,
        /// Rows alone; files that were handed in are brought back in another way.
        #[arg(long)]
        without_files: bool,
    },
    /// Check a backup, rows and files, against its own counts and hashes.
    Verify {
        /// The backup.
        file: PathBuf,
    },
    /// Take in what was published elsewhere.
    Import {
        #[command(subcommand)]
        what: ImportWhat,
    },
    /// Look for what is wrong with a house.
    Doctor(Place),
    /// List every route: method, path, for whom, and an address that answers in the demonstration.
    Routes {
        /// As one JSON array.
        #[arg(long)]
        json: bool,
    },
}

#[derive(Subcommand)]
enum ImportWhat {
    /// A schedule: frab or c3voc XML and JSON, pretalx, Sessionize.
    Schedule {
        #[command(flatten)]
        place: Place,
        #[command(flatten)]
        options: import::Options,
    },
}

/// Which house is meant.
#[derive(Args, Clone, Debug, Default)]
pub struct Place {
    /// The configuration file (see docs/operating.md).
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The folder for data; holds the SQLite file unless a database is named.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// `postgres://…`, or `sqlite:FILE`.
    #[arg(long, value_name = "URL", env = "CONVOKE_DATABASE", hide_env_values = true)]
    database: Option<String>,
    /// The port to listen on.
    #[arg(long)]
    port: Option<u16>,
}

impl Place {
    fn config(self) -> anyhow::Result<Config> {
        let mut config = Config::load(self.config.as_deref())?;
        config.override_with(self.data, self.database, self.port);
        Ok(config)
    }
}

fn main() -> ExitCode {
    let command = match Cli::parse().command {
        // Pure computing: no runtime, and nothing but the plan is said.
        Command::Plan { what } => return plan::run(what),
        Command::Rank(options) => return plan::rank(options),
        Command::House(command) => command,
    };
    convoke::logging::start(matches!(command, HouseCommand::Demo(_)));
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("convoke: the runtime cannot start: {error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(run(command)) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("convoke: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(command: HouseCommand) -> anyhow::Result<ExitCode> {
    match command {
        HouseCommand::Demo(options) => demo::run(options).await?,
        HouseCommand::Serve(place) => serve::run(place.config()?).await?,
        HouseCommand::Backup { place, file } => backup::run(&place.config()?, &file).await?,
        HouseCommand::Restore { file, drill: true, .. } => return restore::drill(&file).await,
        HouseCommand::Restore { place, file, without_files, .. } => {
            restore::run(&place.config()?, &file, without_files).await?;
        }
        HouseCommand::Verify { file } => backup::verify(&file)?,
        HouseCommand::Import { what: ImportWhat::Schedule { place, options } } => {
            return import::run(options, place.config()?).await;
        }
        HouseCommand::Doctor(place) => return doctor::run(place.config()?).await,
        HouseCommand::Routes { json } => routes::print(json)?,
    }
    Ok(ExitCode::SUCCESS)
}
