//! The browser of the journeys: a chromedriver of our own, on our own port.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::leash::{Leash, Leashed};
use crate::{http, machine};

/// A running chromedriver; it ends, with the browsers it started, when this is dropped.
pub struct Chromedriver {
    _leash: Leash,
    port: u16,
}

impl Chromedriver {
    /// Starts chromedriver and waits until it takes sessions.
    pub fn start() -> Result<Self> {
        let program = driver().context("chromedriver is not installed")?;
        let port = machine::free_port()?;
        let folder = machine::target()?.join("xtask").join(format!("chromedriver-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        let leash = Leashed {
            command: vec![program.display().to_string(), format!("--port={port}")],
            // Profiles of browsers that were killed go away with the folder.
            environment: vec![("TMPDIR", folder.display().to_string())],
            signal: "TERM",
            log: folder.join("log"),
            folder: Some(folder),
        }
        .start()?;
        leash.wait_until("chromedriver", Duration::from_secs(30), || http::answers(port, "/status"))?;
        Ok(Self { _leash: leash, port })
    }

    /// Where it takes sessions.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

/// The driver's program.
pub fn driver() -> Option<PathBuf> {
    machine::find_program(&["chromedriver"])
        .or_else(|| Some(PathBuf::from("/usr/lib/chromium/chromedriver")).filter(|at| at.is_file()))
}

/// The browser's program.
pub fn browser() -> Option<PathBuf> {
    machine::find_program(&["chromium", "chromium-browser", "google-chrome"])
}
