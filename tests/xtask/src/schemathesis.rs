//! `cargo xtask schemathesis`: the API of a demonstration against its own description, by
//! a program that nobody here wrote. It makes up requests, right and wrong ones, and looks
//! whether the answers are what the description promises and never a 5xx.
//!
//! It is a command of its own and no part of `test`: it needs the network once, takes some
//! minutes, and draws other requests with every new version, so it could turn red without
//! any change of ours. What it finds becomes a test in `crates/programme/tests/it/api.rs`,
//! which is a part of `test`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::http;
use crate::leash::{Leash, Leashed};
use crate::machine::{cargo, free_port, read, run as run_command, target};

/// From PyPI; raise it when somebody has time to look at what the new one finds.
const VERSION: &str = "4.32.5";
/// Signs in by the link of the demonstration and makes a token.
const WAY_IN: &str = include_str!("way_in.py");
/// "Everything of the right shape is taken" cannot hold: a cursor must be one that was given
/// out, and a room may be taken. "Everything of a wrong shape is a 4xx" holds but for headers
/// that mean nothing to us.
const NOT_CHECKED: &str = "positive_data_acceptance,missing_required_header";

/// Runs it as a stranger and with an editor's token. `arguments` go to schemathesis.
pub fn run(arguments: &[&str]) -> Result<()> {
    let tool = installed()?;
    run_command(&mut cargo(&["build", "-p", "convoke"]))?;
    let place = target()?.join("schemathesis");
    let demonstration = Demonstration::start(&place)?;
    let link = demonstration.link("editor")?;
    let token = read(Command::new(tool.with_file_name("python")).args(["-c", WAY_IN, &link]))?;
    for token in [None, Some(token.as_str())] {
        let who = if token.is_some() { "an editor's token" } else { "a stranger" };
        eprintln!("\nschemathesis as {who}");
        let mut check = Command::new(&tool);
        check.args(["run", &format!("http://127.0.0.1:{}/api/openapi.json", demonstration.port)]);
        check.args(["--exclude-checks", NOT_CHECKED, "--suppress-health-check", "all", "--continue-on-failure"]);
        check.args(["--phases", "examples,coverage,fuzzing", "--max-examples", "40", "--no-color"]);
        if let Some(token) = token {
            check.args(["-H", &format!("Authorization: Bearer {token}")]);
        }
        run_command(check.args(arguments).current_dir(&place))?;
    }
    demonstration.is_well()
}

/// The program, in a virtual environment of its own below `target`.
fn installed() -> Result<PathBuf> {
    let place = target()?.join("schemathesis");
    let tool = place.join("venv/bin/schemathesis");
    if read(Command::new(&tool).arg("--version")).is_ok_and(|said| said.ends_with(VERSION)) {
        return Ok(tool);
    }
    fs::create_dir_all(&place)?;
    run_command(Command::new("python3").args(["-m", "venv", "venv"]).current_dir(&place))
        .context("python3 with venv is needed: sudo apt-get install -y python3-venv")?;
    let pip = place.join("venv/bin/pip");
    run_command(Command::new(pip).args(["install", "--quiet", &format!("schemathesis=={VERSION}")]))?;
    Ok(tool)
}

struct Demonstration {
    _leash: Leash,
    port: u16,
    log: PathBuf,
}

impl Demonstration {
    fn start(place: &Path) -> Result<Self> {
        let (port, data, log) = (free_port()?, place.join("demo"), place.join("demo.log"));
        // `build` has put it beside this program.
        let program = std::env::current_exe()?.with_file_name("convoke");
        let words = [
            program.display().to_string(),
            "demo".to_owned(),
            "--fresh".to_owned(),
            format!("--data={}", data.display()),
            format!("--port={port}"),
        ];
        let leash = Leashed {
            command: words.to_vec(),
            environment: vec![("RUST_LOG", "warn".to_owned())],
            signal: "TERM",
            folder: Some(data),
            log: log.clone(),
        }
        .start()?;
        leash.wait_until("convoke demo", Duration::from_secs(120), || http::answers(port, "/healthz"))?;
        Ok(Self { _leash: leash, port, log })
    }

    /// The way in of a role, as the console prints it.
    fn link(&self, role: &str) -> Result<String> {
        let said = fs::read_to_string(&self.log)?;
        let line = said.lines().find(|line| line.trim_start().starts_with(role));
        let link = line.and_then(|line| line.split_whitespace().nth(1));
        Ok(link.with_context(|| format!("no way in as {role} in {}", self.log.display()))?.to_owned())
    }

    /// Nothing panicked, and it still answers.
    fn is_well(&self) -> Result<()> {
        let said = fs::read_to_string(&self.log)?;
        let bad: Vec<&str> = said.lines().filter(|line| line.contains("panicked") || line.contains("ERROR")).collect();
        if !bad.is_empty() || !http::answers(self.port, "/healthz") {
            bail!("the demonstration is not well:\n{}", bad.join("\n"));
        }
        Ok(())
    }
}
