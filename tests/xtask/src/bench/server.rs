//! The servers that are measured, each on a port of its own on this machine.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::pages;
use crate::leash::{Leash, Leashed};
use crate::{http, machine};

/// A server that answers.
pub struct Server {
    leash: Leash,
    /// On 127.0.0.1.
    pub port: u16,
}

/// How to start Convoke; the same data serves many starts.
pub struct Convoke {
    /// The release build.
    pub program: PathBuf,
    /// How large a congress.
    pub profile: &'static str,
    /// Its data folder.
    pub data: PathBuf,
    /// SQLite in the data folder when absent.
    pub database: Option<String>,
}

impl Convoke {
    /// Starts the demonstration; says how long it took until the timetable was answered,
    /// including, the first time, the seeding.
    pub fn start(&self, page_cache: bool) -> Result<(Server, Duration)> {
        let port = machine::free_port()?;
        let mut command = vec![
            shown(&self.program),
            "demo".to_owned(),
            format!("--profile={}", self.profile),
            format!("--data={}", self.data.display()),
            format!("--port={port}"),
        ];
        if let Some(url) = &self.database {
            command.push(format!("--database={url}"));
        }
        let mut environment = vec![("RUST_LOG", "warn".to_owned())];
        if !page_cache {
            environment.push(("CONVOKE_PAGE_CACHE", "off".to_owned()));
        }
        let log = self.data.with_extension("log");
        Server::start(command, environment, log, port, pages::TIMETABLE)
    }
}

impl Server {
    /// The yardstick: serves files given as path, content type and name.
    pub fn bare(program: &Path, files: &[String], path: &str, place: &Path) -> Result<Self> {
        let port = machine::free_port()?;
        let mut command = vec![shown(program), port.to_string()];
        command.extend_from_slice(files);
        let log = place.join("bare-server.log");
        Ok(Self::start(command, Vec::new(), log, port, path)?.0)
    }

    /// The process that is measured.
    pub fn pid(&self) -> u32 {
        self.leash.pid()
    }

    /// The way in that the demonstration prints for a role, as a path.
    pub fn way_in(&self, role: &str) -> Result<String> {
        let said = self.leash.said();
        let mut lines = said.lines().filter(|line| line.split_whitespace().next() == Some(role));
        let line = lines.next().with_context(|| format!("the demonstration printed no way in for {role}"))?;
        let path = line.split_once("/en/").map(|(_, path)| format!("/en/{}", path.trim()));
        path.with_context(|| format!("no address in {line:?}"))
    }

    fn start(
        command: Vec<String>,
        environment: Vec<(&'static str, String)>,
        log: PathBuf,
        port: u16,
        path: &str,
    ) -> Result<(Self, Duration)> {
        let name = Path::new(&command[0]).file_name().unwrap_or_default();
        let name = name.to_string_lossy().into_owned();
        let started = Instant::now();
        let leash = Leashed { command, environment, signal: "TERM", folder: None, log }.start()?;
        // Seeding the largest profile takes a while; a server that dies is noticed at once.
        leash.wait_until(&name, Duration::from_secs(300), || http::answers(port, path))?;
        Ok((Self { leash, port }, started.elapsed()))
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
