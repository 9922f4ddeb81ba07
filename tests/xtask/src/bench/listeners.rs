//! Many listeners to the live stream of an edition: what they cost while nothing happens,
//! and how soon all of them hear when something does.

use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use super::process;
use super::report::{Act, Clock, Footprint};
use super::server::Server;
use super::visitor::Visitor;
use crate::http;

const EDITION: &str = "/en/hangzhou-2024";
const CREW: &str = "/en/hangzhou-2024/desk/day/grand-hall";
/// The last of all listeners has heard after so long, or the run has failed.
const PATIENCE: Duration = Duration::from_secs(30);

/// Opens `count` streams and says something; nothing when this Convoke has no stream.
pub fn measure(server: &Server, count: usize) -> Result<Option<(Option<Act>, Footprint)>> {
    let path = format!("{EDITION}/live");
    let mut streams = Vec::with_capacity(count);
    for number in 0..count {
        let Some(stream) = listen(server.port, &path).with_context(|| format!("listener {number}"))? else {
            eprintln!("no live stream at {path}: its listeners are not measured");
            return Ok(None);
        };
        streams.push(stream);
    }
    drain(&mut streams)?;
    let rss = process::resident(server.pid())?;
    let footprint = Footprint::new(format!("SQLite, {count} listeners"), rss);
    let mut crew = Visitor::signed_in(server, "organiser")?;
    crew.get(CREW)?;
    let Some(press) = press(&crew.page()) else {
        eprintln!("{CREW} has nothing to press: what listeners hear is not measured");
        return Ok(Some((None, footprint)));
    };
    let fields: Vec<(&str, &str)> = press.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let before = process::processor_time(server.pid())?;
    let asked = Instant::now();
    crew.post(&format!("{CREW}/presses"), &fields)?;
    let took = heard(&mut streams, asked)?;
    let processor = process::processor_time(server.pid())? - before;
    let act = Act {
        what: format!("{count} listeners hear of a delay, the last one"),
        bytes: 0,
        took: vec![took],
        processor,
        aim: Some((Duration::from_secs(1), Clock::Wall)),
        bare: None,
    };
    Ok(Some((Some(act), footprint)))
}

/// A stream whose answer has begun; nothing where there is none.
fn listen(port: u16, path: &str) -> Result<Option<TcpStream>> {
    let mut stream = TcpStream::connect(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))?;
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    stream.write_all(&http::request(path))?;
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte)?;
        head.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let status = head.split(' ').nth(1).unwrap_or_default();
    if status == "404" {
        return Ok(None);
    }
    ensure!(status == "200", "{path} answered {status}");
    ensure!(head.to_ascii_lowercase().contains("text/event-stream"), "{path} is no stream: {head}");
    Ok(Some(stream))
}

/// Reads what each was greeted with, until all are silent.
fn drain(streams: &mut [TcpStream]) -> Result<()> {
    let mut buffer = vec![0; 64 * 1024];
    for stream in streams {
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        ensure!(stream.read(&mut buffer)? > 0, "a stream ended at once");
        stream.set_nonblocking(true)?;
    }
    Ok(())
}

/// Waits until every stream has said something new; says how long the last one took.
fn heard(streams: &mut [TcpStream], asked: Instant) -> Result<Duration> {
    let mut buffer = vec![0; 64 * 1024];
    let mut waiting: Vec<&mut TcpStream> = streams.iter_mut().collect();
    while !waiting.is_empty() {
        ensure!(asked.elapsed() < PATIENCE, "{} listeners heard nothing", waiting.len());
        let mut silent = Vec::with_capacity(waiting.len());
        for stream in waiting {
            match stream.read(&mut buffer) {
                Ok(0) => anyhow::bail!("a stream ended"),
                // A line that begins with a colon only says that the stream is alive.
                Ok(read) if buffer[..read].windows(5).any(|part| part == b"data:") => {}
                Ok(_) => silent.push(stream),
                Err(error) if error.kind() == ErrorKind::WouldBlock => silent.push(stream),
                Err(error) => return Err(error.into()),
            }
        }
        waiting = silent;
        std::thread::sleep(Duration::from_millis(1));
    }
    Ok(asked.elapsed())
}

/// The fields of the first form on the crew's page that says something, with "ten minutes late".
fn press(page: &str) -> Option<Vec<(String, String)>> {
    let form = page.split("<form ").find(|form| form.contains("/presses\""))?.split("</form>").next()?;
    let value = |tag: &str, name: &str| {
        let (_, rest) = tag.split_once(&format!("{name}=\""))?;
        Some(rest.split('"').next()?.to_owned())
    };
    let inputs = form.split("<input ").skip(1).filter(|tag| tag.contains("type=\"hidden\""));
    let mut fields: Vec<_> = inputs.filter_map(|tag| Some((value(tag, "name")?, value(tag, "value")?))).collect();
    fields.push(("press".to_owned(), "late-10".to_owned()));
    Some(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_press_takes_the_hidden_fields_of_its_form() {
        let page = r#"<form action="/en/x/undo"><input type="hidden" name="a" value="1"></form>
            <form method="post" action="/en/x/presses"><input type="hidden" name="session" value="OPEN24">
            <button name="press" value="started">now</button></form>"#;
        let fields = press(page).unwrap();
        assert_eq!(fields[0], ("session".to_owned(), "OPEN24".to_owned()));
        assert_eq!(fields[1].1, "late-10");
        assert!(press("<p>nothing").is_none());
    }
}
