//! `cargo xtask test`: everything that must hold before a change is good.

use std::process::Command;

use anyhow::{Result, bail};

use crate::chromedriver::{self, Chromedriver};
use crate::machine::{cargo, run as run_command};
use crate::needs;
use crate::postgres::Cluster;
use crate::steps::{self, Steps};

#[derive(Debug, PartialEq)]
struct Options {
    browser: bool,
    postgres: bool,
    /// With the programme as PDF, whose typesetter nobody else has to compile.
    pdf: bool,
    /// For the test runner. Not empty means: somebody is at work on one thing.
    runner: Vec<String>,
}

impl Options {
    fn parse(arguments: &[&str]) -> Result<Self> {
        let mut options = Self { browser: true, postgres: true, pdf: false, runner: Vec::new() };
        let mut words = arguments.iter();
        while let Some(&word) = words.next() {
            match word {
                "--no-browser" => options.browser = false,
                "--no-postgres" => options.postgres = false,
                "--pdf" => options.pdf = true,
                "--" => options.runner = words.by_ref().map(|&word| word.to_owned()).collect(),
                other => bail!("`cargo xtask test` does not know `{other}`; see `cargo xtask`"),
            }
        }
        Ok(options)
    }

    /// Everything is the workspace, unless the runner's arguments choose packages.
    fn packages(&self) -> Vec<&str> {
        let mut chosen = Vec::new();
        let mut words = self.runner.iter().map(String::as_str);
        while let Some(word) = words.next() {
            match word {
                "-p" | "--package" => chosen.extend(words.next().map(|name| ["-p", name])),
                _ => {}
            }
        }
        match chosen.is_empty() {
            true => vec!["--workspace"],
            false => chosen.concat(),
        }
    }

    /// The feature `pdf` of whichever of these packages has it, for cargo.
    fn features(&self) -> Vec<String> {
        let of = |package: &str| match package {
            "--workspace" | "convoke" | "journeys" => Some("convoke/pdf"),
            "convoke-programme" => Some("convoke-programme/pdf"),
            "convoke-pdf" => Some("convoke-pdf/typst"),
            _ => None,
        };
        let found: Vec<&str> = self.packages().into_iter().filter_map(of).filter(|_| self.pdf).collect();
        if found.is_empty() { Vec::new() } else { vec!["--features".to_owned(), found.join(",")] }
    }
}

/// Runs the steps in order; the quick and the certain come first.
pub fn run(arguments: &[&str]) -> Result<()> {
    let options = Options::parse(arguments)?;
    let whole = options.runner.is_empty();
    let mut steps = Steps::begin();
    if !options.browser {
        steps.skip("browser journeys");
    }
    if !options.postgres {
        steps.skip("tests on PostgreSQL");
    }
    if !options.pdf {
        eprintln!("the programme as PDF is tested with `--pdf`");
    }
    if !whole {
        steps.skip("format, lints and doc tests, because the tests are filtered");
    }
    let needs = needs::of_tests(options.browser, options.postgres);
    if !steps.run("needs", || needs::ensure(&needs)) {
        return steps.finish();
    }
    if whole {
        steps.run("format", || run_command(&mut cargo(&["fmt", "--all", "--check"])));
        steps.run("lints", || lints(&options));
    }
    if !steps.run("build", || build(&options)) {
        return steps.finish();
    }
    if whole {
        steps.run("doc tests", || {
            run_command(cargo(&["test", "--doc", "--workspace", "--quiet"]).args(options.features()))
        });
    }
    steps.run(steps::LAST, || tests(&options));
    steps.finish()
}

fn lints(options: &Options) -> Result<()> {
    let mut clippy = cargo(&["clippy", "--workspace", "--all-targets"]);
    run_command(clippy.args(options.features()).args(["--", "-D", "warnings"]))
}

/// The test binaries, and with the same features the programs that journeys start.
fn build(options: &Options) -> Result<()> {
    let mut build = cargo(&["build", "--bins", "--tests"]);
    build.args(options.packages());
    if options.packages().contains(&"journeys") {
        build.args(["-p", "convoke"]);
    }
    build.args(options.features());
    run_command(&mut build)
}

fn tests(options: &Options) -> Result<()> {
    let postgres = match options.postgres {
        true => Some(Cluster::start()?),
        false => None,
    };
    let driver = match options.browser {
        true => Some(Chromedriver::start()?),
        false => None,
    };
    let mut runner = runner(options);
    // `build` has put it beside this program, with the same profile.
    let convoke = std::env::current_exe()?.with_file_name("convoke");
    runner.env("CONVOKE_TEST_BINARY", convoke);
    // What is left out must be left out, also when the caller has a server of their own.
    runner.env_remove("CONVOKE_TEST_POSTGRES");
    runner.env_remove("CONVOKE_TEST_CHROMEDRIVER");
    if let Some(cluster) = &postgres {
        eprintln!("PostgreSQL at {}", cluster.url());
        runner.env("CONVOKE_TEST_POSTGRES", cluster.url());
    }
    if let Some((driver, browser)) = driver.as_ref().zip(chromedriver::browser()) {
        eprintln!("chromedriver at {}", driver.url());
        runner.env("CONVOKE_TEST_CHROMEDRIVER", driver.url());
        runner.env("CONVOKE_TEST_CHROMIUM", browser);
    }
    run_command(&mut runner)
}

fn runner(options: &Options) -> Command {
    let nextest = crate::machine::read(&mut cargo(&["nextest", "--version"])).is_ok();
    let mut runner = if nextest {
        cargo(&["nextest", "run"])
    } else {
        eprintln!("using `cargo test`; cargo-nextest is quicker (https://nexte.st)");
        cargo(&["test", "--tests", "--no-fail-fast"])
    };
    if options.packages() == ["--workspace"] {
        runner.arg("--workspace");
    }
    runner.args(options.features()).args(&options.runner);
    runner
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_the_dashes_is_the_runners() {
        let options = Options::parse(&["--no-browser", "--", "-p", "convoke-db", "--no-postgres"]).unwrap();
        assert!(!options.browser);
        assert!(options.postgres);
        assert_eq!(options.runner, ["-p", "convoke-db", "--no-postgres"]);
        assert_eq!(options.packages(), ["-p", "convoke-db"]);
    }

    #[test]
    fn a_name_alone_is_looked_for_everywhere() {
        let options = Options::parse(&["--", "overlap"]).unwrap();
        assert_eq!(options.packages(), ["--workspace"]);
    }

    #[test]
    fn paper_is_printed_where_there_is_a_press_and_it_is_wanted() {
        let features = |words: &[&str]| Options::parse(words).unwrap().features().join(" ");
        assert_eq!(features(&[]), "");
        assert_eq!(features(&["--pdf"]), "--features convoke/pdf");
        let two = ["--pdf", "--", "-p", "convoke-pdf", "-p", "convoke-programme"];
        assert_eq!(features(&two), "--features convoke-pdf/typst,convoke-programme/pdf");
        assert_eq!(features(&["--pdf", "--", "-p", "convoke-db"]), "");
    }

    #[test]
    fn a_slip_of_the_hand_is_not_passed_over() {
        assert!(Options::parse(&["--no-browsers"]).is_err());
    }
}
