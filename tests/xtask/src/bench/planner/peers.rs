//! The programs of others, in a virtual environment of their own below `target`.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::machine::{repository, run as run_command, target};

/// From PyPI; raise them when somebody has time to measure anew.
const PACKAGES: &[&str] = &["ortools==9.14.6206", "python-sat==1.9.dev24", "hermax==1.2.10"];

/// Python with the peers' packages.
pub struct Peers {
    python: PathBuf,
}

impl Peers {
    /// Installs them once; needs python3 and the network.
    pub fn installed() -> Result<Self> {
        let place = target()?.join("bench/peers");
        let (python, mark) = (place.join("bin/python"), place.join("installed"));
        let wanted = PACKAGES.join("\n");
        if fs::read_to_string(&mark).is_ok_and(|installed| installed == wanted) {
            return Ok(Self { python });
        }
        run_command(Command::new("python3").args(["-m", "venv"]).arg(&place))
            .context("python3 with venv is needed: sudo apt-get install -y python3-venv")?;
        run_command(Command::new(place.join("bin/pip")).args(["install", "--quiet"]).args(PACKAGES))?;
        fs::write(&mark, wanted)?;
        Ok(Self { python })
    }

    /// `python tests/xtask/peers/SCRIPT`.
    pub fn script(&self, script: &str) -> Command {
        let mut command = Command::new(&self.python);
        command.arg(repository().join("tests/xtask/peers").join(script));
        command
    }
}
