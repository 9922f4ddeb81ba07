//! Configuration: one TOML file, every key with a default, the few that differ
//! by machine also on the command line.

use anyhow::Context;
use serde::Deserialize;
use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
};

/// How a house is run.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Scheme and host as people type them: `https://congress.example`.
    pub origin: Option<String>,
    /// The address to listen on.
    pub bind: IpAddr,
    /// The port to listen on.
    pub port: u16,
    /// The folder for data.
    pub data: PathBuf,
    /// `postgres://…` or `sqlite:FILE`; without it a file in the data folder.
    pub database: Option<String>,
    /// How mail leaves the house. Without it letters wait in the queue about eleven
    /// hours, as for a server that is away, and then count as not delivered.
    pub mail: Option<MailConfig>,
}

/// A mail server.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailConfig {
    /// `smtps://user:password@host:465` or `smtp://host:25`.
    pub server: String,
    /// The sender of all letters: `Convoke <congress@example.org>`.
    pub from: String,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            origin: None,
            bind: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 8080,
            data: PathBuf::from("convoke-data"),
            database: None,
            mail: None,
        }
    }
}

impl Config {
    /// Reads a file, or takes the defaults.
    ///
    /// # Errors
    /// When the file cannot be read, or holds a key that does not exist.
    pub fn load(file: Option<&Path>) -> anyhow::Result<Self> {
        let Some(file) = file else { return Ok(Self::default()) };
        let text = std::fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
        toml::from_str(&text).with_context(|| format!("in {}", file.display()))
    }

    /// What the command line says counts more than the file.
    pub fn override_with(&mut self, data: Option<PathBuf>, database: Option<String>, port: Option<u16>) {
        if let Some(data) = data {
            self.data = data;
        }
        if database.is_some() {
            self.database = database;
        }
        if let Some(port) = port {
            self.port = port;
        }
    }

    /// The database's address.
    pub fn database_address(&self) -> String {
        self.database.clone().unwrap_or_else(|| format!("sqlite:{}", self.data.join("convoke.db").display()))
    }

    /// The origin, or the address of this machine: by name where it may be, because
    /// browsers make no passkey for a number.
    pub fn origin(&self) -> String {
        let own = || match self.bind {
            bind if bind.is_loopback() || bind.is_unspecified() => format!("http://localhost:{}", self.port),
            bind => format!("http://{}", SocketAddr::new(bind, self.port)),
        };
        self.origin.as_ref().map_or_else(own, |origin| origin.trim_end_matches('/').to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_key_is_refused() {
        assert!(toml::from_str::<Config>("prot = 80").is_err());
        let config: Config = toml::from_str("port = 80\norigin = 'https://a.example/'").unwrap();
        assert_eq!(config.origin(), "https://a.example");
        assert_eq!(Config::default().origin(), "http://localhost:8080");
        let elsewhere = Config { bind: "2001:db8::1".parse().unwrap(), ..Config::default() };
        assert_eq!(elsewhere.origin(), "http://[2001:db8::1]:8080");
        assert_eq!(config.database_address(), "sqlite:convoke-data/convoke.db");
    }
}
