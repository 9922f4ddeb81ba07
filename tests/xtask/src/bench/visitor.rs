//! Somebody who is signed in, on one connection that stays open.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use super::server::Server;
use crate::http::{self, Connection, Head};

/// A letter that takes longer does not come.
const PATIENCE: Duration = Duration::from_secs(60);

/// A signed-in visitor and what they were answered last.
pub struct Visitor {
    connection: Connection,
    cookies: String,
    /// The last answer.
    pub body: Vec<u8>,
    /// Where it led, when it was a redirect.
    pub location: String,
}

impl Visitor {
    /// Signs in by the way that the demonstration printed for a role.
    pub fn signed_in(server: &Server, role: &str) -> Result<Self> {
        let mut connection = Connection::open(server.port)?;
        let mut body = Vec::new();
        let head = connection.exchange(&http::request(&server.way_in(role)?), &mut body)?;
        ensure!(head.status == 303, "the way in of {role} answered {}", head.status);
        Ok(Self { connection, cookies: head.cookies.join("; "), body, location: head.location })
    }

    /// Signs in as everybody does: by the code of a letter, which the demonstration shows.
    pub fn by_letter(server: &Server, address: &str) -> Result<Self> {
        let connection = Connection::open(server.port)?;
        let (cookies, body, location) = (String::new(), Vec::new(), String::new());
        let mut new = Self { connection, cookies, body, location };
        new.post("/en/sign-in", &[("email", address)])?;
        // The letter is a job of the server's.
        let begun = Instant::now();
        let code = loop {
            new.get("/en/demonstration/mail")?;
            if let Some(code) = code_for(&new.page(), address) {
                break code;
            }
            ensure!(begun.elapsed() < PATIENCE, "no code came to {address}");
            std::thread::sleep(Duration::from_millis(200));
        };
        new.post("/en/sign-in/code", &[("code", &code)])?;
        Ok(new)
    }

    /// Asks for a page; says how long its answer took.
    pub fn get(&mut self, path: &str) -> Result<Duration> {
        self.ask(path, None, 200)
    }

    /// Sends a form that is answered by a redirect; says how long that took.
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Result<Duration> {
        self.ask(path, Some(fields), 303)
    }

    /// Sends a form; says how it was answered.
    pub fn send(&mut self, path: &str, fields: &[(&str, &str)]) -> Result<u16> {
        Ok(self.exchange(path, Some(fields))?.status)
    }

    fn exchange(&mut self, path: &str, fields: Option<&[(&str, &str)]>) -> Result<Head> {
        let request = http::request_as(&self.cookies, path, fields);
        let head = self.connection.exchange(&request, &mut self.body)?;
        for new in &head.cookies {
            self.keep(new);
        }
        head.location.clone_into(&mut self.location);
        Ok(head)
    }

    /// Keeps a cookie in place of the one of its name.
    fn keep(&mut self, new: &str) {
        let name = new.split('=').next().unwrap_or_default();
        let others = self.cookies.split("; ").filter(|one| one.split('=').next() != Some(name) && !one.is_empty());
        let all: Vec<&str> = others.chain([new]).collect();
        self.cookies = all.join("; ");
    }

    fn ask(&mut self, path: &str, fields: Option<&[(&str, &str)]>, expected: u16) -> Result<Duration> {
        let asked = Instant::now();
        let head = self.exchange(path, fields)?;
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

/// The code in the newest letter to an address.
fn code_for(page: &str, address: &str) -> Option<String> {
    let letter = page.split("<article").find(|letter| letter.contains(&format!("· {address}<")))?;
    let code = letter.split("Your code: ").nth(1)?.split(['\n', '<']).next()?;
    Some(code.to_owned())
}

#[cfg(test)]
mod tests {
    use super::code_for;

    #[test]
    fn a_code_is_read_from_the_letter_of_its_address() {
        let page = "<article><p>at · a@x.org</p><pre>Your code: 1234-5678\nOr</pre></article>\
                    <article><p>at · b@x.org</p><pre>Your code: 8765-4321</pre></article>";
        assert_eq!(code_for(page, "a@x.org").as_deref(), Some("1234-5678"));
        assert_eq!(code_for(page, "c@x.org"), None);
    }
}
