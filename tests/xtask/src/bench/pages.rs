//! The pages that are measured.

use anyhow::{Context, Result, ensure};

use crate::http;

const EDITION: &str = "/en/hangzhou-2024";
/// The page whose first answer ends the waiting for a server.
pub const TIMETABLE: &str = "/en/hangzhou-2024/timetable";

/// One page as it was answered.
pub struct Page {
    /// For the table.
    pub name: &'static str,
    /// From the root of the server.
    pub path: String,
    /// As the server said it.
    pub content_type: String,
    /// Uncompressed.
    pub body: Vec<u8>,
}

/// Asks for every page once.
pub fn fetch_all(port: u16) -> Result<Vec<Page>> {
    let timetable = fetch(port, "timetable", TIMETABLE.to_owned())?;
    let html = String::from_utf8_lossy(&timetable.body);
    let session = first_session(&html).context("the timetable links to no session")?;
    let session = fetch(port, "session", session.to_owned())?;
    let mut pages = vec![timetable, session];
    for (name, rest) in [
        ("people", "people"),
        ("schedule.json", "schedule.json"),
        ("schedule.xml", "schedule.xml"),
        ("schedule.ics", "schedule.ics"),
    ] {
        pages.push(fetch(port, name, format!("{EDITION}/{rest}"))?);
    }
    Ok(pages)
}

fn fetch(port: u16, name: &'static str, path: String) -> Result<Page> {
    let (head, body) = http::get(port, &path).with_context(|| format!("cannot read {path}"))?;
    ensure!(head.status == 200, "{path} answered {}", head.status);
    ensure!(!body.is_empty(), "{path} answered nothing");
    Ok(Page { name, path, content_type: head.content_type, body })
}

/// The first link to a session's own page, without query or fragment.
fn first_session(html: &str) -> Option<&str> {
    html.split("href=\"").skip(1).filter_map(|rest| rest.split(['"', '?', '#']).next()).find(|path| {
        path.starts_with(EDITION)
            && path.split_once("/sessions/").is_some_and(|(_, slug)| !slug.is_empty() && !slug.contains('/'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_is_found_among_other_links() {
        let html = r##"<a href="/en/hangzhou-2024/people"><a href="/en/hangzhou-2024/sessions/opening/session.ics">
            <a class="card" href="/en/hangzhou-2024/sessions/opening#top">"##;
        assert_eq!(first_session(html), Some("/en/hangzhou-2024/sessions/opening"));
        assert_eq!(first_session("<p>nothing"), None);
    }
}
