//! Somebody who is signed in, on one connection that stays open.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use super::server::Server;
use crate::http::{self, Connection};

/// A signed-in visitor and what they were answered last.
pub struct Visitor {
    connection: Connection,
    cookies: String,
    /// The last answer.
    pub body: Vec<u8>,
}

impl Visitor {
    /// Signs in by the way that the demonstration printed for a role.
    pub fn signed_in(server: &Server, role: &str) -> Result<Self> {
        let mut connection = Connection::open(server.port)?;
        let mut body = Vec::new();
        let head = connection.exchange(&http::request(&server.way_in(role)?), &mut body)?;
        ensure!(head.status == 303, "the way in of {role} answered {}", head.status);
        Ok(Self { connection, cookies: head.cookies.join("; "), body })
    }

    /// Asks for a page; says how long its answer took.
    pub fn get(&mut self, path: &str) -> Result<Duration> {
        self.ask(path, None, 200)
    }

    /// Sends a form that is answered by a redirect; says how long that took.
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Result<Duration> {
        self.ask(path, Some(fields), 303)
    }

    fn ask(&mut self, path: &str, fields: Option<&[(&str, &str)]>, expected: u16) -> Result<Duration> {
        let request = http::request_as(&self.cookies, path, fields);
        let asked = Instant::now();
        let head = self.connection.exchange(&request, &mut self.body)?;
        let took = asked.elapsed();
        let said = || String::from_utf8_lossy(&self.body).chars().take(2000).collect::<String>();
        ensure!(head.status == expected, "{path} answered {}: {}", head.status, said());
        Ok(took)
    }

    /// The last answer as text.
    pub fn page(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}
