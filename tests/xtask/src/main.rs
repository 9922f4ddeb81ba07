//! The project's own commands. `cargo xtask` alone lists them.
//!
//! This crate is compiled before anything else on a cold machine, so it has one
//! dependency and speaks HTTP over a plain `TcpStream`.

mod bench;
mod chromedriver;
mod fuzz;
mod http;
mod leash;
mod machine;
mod needs;
mod postgres;
mod schemathesis;
mod steps;
mod test;

use std::process::ExitCode;

use anyhow::anyhow;

const HELP: &str = "\
Convoke's own commands

  cargo xtask test [--no-browser] [--no-postgres] [--pdf] [-- ARGUMENT…]
      Format, lints, build, doc tests, then every test on SQLite and on a throw-away
      PostgreSQL, with the browser journeys in a headless Chromium. Installs Debian
      packages when it may, else names them. What comes after `--` goes to the test
      runner, and only the tests are run:

        cargo xtask test -- -p convoke-programme overlap

      `--pdf` builds with the feature `pdf` and tests it, too; the typesetter takes some
      minutes to compile.

  cargo xtask bench web [--quick] [--no-postgres] [--desk] [--calls] [--debug]
      Measures the public pages of a release build beside a bare axum server that
      answers the same bytes, the desk of a large congress, an import, a release and
      2,000 listeners, and the last minute before a deadline; `--desk` leaves the
      public pages out, `--calls` is the last minute alone;
      `--debug` tries the benchmark itself. Writes target/bench/web.md.

  cargo xtask bench planner [meetings|brokerage|jury|programme] [--quick] [--no-peers] [--data FOLDER]
      Plans the published instances, and lets the solvers of others plan them in the same
      run; writes the tables into docs/planner.md. The instances lie in ../shared/data,
      unless a folder is named. Needs python3 and the network once, for the peers.

  cargo xtask schemathesis [ARGUMENT…]
      Lets schemathesis loose on the API of a demonstration, as a stranger and with a
      token: no 5xx, and answers as described. Needs python3, and the network once.
      Arguments go to schemathesis, such as --include-path-regex sessions.

  cargo xtask fuzz [--minutes N] [--seed N] [--workers N] [--corpus FOLDER] [--replay FILE]
      Mutates files and gives them to everything that reads strangers' bytes: schedules,
      tables, dates, names, addresses. Catches panics, overflows, and what takes too long
      or too much memory; writes the input down and says how it is read again. Real
      schedules in a folder make it look deeper. Five minutes, unless it is told.

  cargo xtask help
      This text.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        [] | ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(())
        }
        ["test", rest @ ..] => test::run(rest),
        ["bench", "web", rest @ ..] => bench::web(rest),
        ["bench", "planner", rest @ ..] => bench::planner(rest),
        ["fuzz", rest @ ..] => fuzz::run(rest),
        ["schemathesis", rest @ ..] => schemathesis::run(rest),
        other => Err(anyhow!("there is no `cargo xtask {}`\n\n{HELP}", other.join(" "))),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("xtask: {problem:#}");
            ExitCode::FAILURE
        }
    }
}
