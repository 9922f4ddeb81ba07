//! What is done at the desk of a congress that is as large as they come: a day of 60 rooms
//! with 2,000 sessions on the board, a move, the release of 700 sessions, an import of 1,000
//! events; and 2,000 listeners to what happens.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::Plan;
use super::listeners;
use super::process;
use super::report::{Act, Clock, Report};
use super::schedule::{self, FIRST_DAY, Size};
use super::server::{Convoke, Server};
use super::visitor::Visitor;
use crate::http::{self, Connection};
use crate::machine;

/// 60 rooms, 40 places in each, 2,000 of them taken.
const BOARD: Size = Size { rooms: 60, days: 1, events: 2000, minutes: 15, people: 700 };
const RELEASE: Size = Size { rooms: 14, days: 5, events: 700, minutes: 45, people: 500 };
const IMPORT: Size = Size { rooms: 20, days: 5, events: 1000, minutes: 45, people: 600 };
/// Places on the board that no session of [`BOARD`] takes.
const FREE: [&str; 2] = ["17:00", "17:30"];

/// Measures all of it on one database, which `convoke` fills first, into `report`.
pub fn measure(plan: &Plan, convoke: &Convoke, folder: &Path, report: &mut Report) -> Result<()> {
    eprintln!("\n=== the desk of a large congress: seeding");
    fs::create_dir_all(folder)?;
    drop(convoke.start(true)?);
    report.acts.push(import(convoke, folder, "bench-import", IMPORT)?);
    import(convoke, folder, "bench-board", BOARD)?;
    import(convoke, folder, "bench-release", RELEASE)?;
    let (server, _) = convoke.start(true)?;
    let mut desk = Visitor::signed_in(&server, "owner")?;
    let mut board = board(plan, &server, &mut desk)?;
    board.bare = Some(bare(plan, convoke, folder, &desk.body)?);
    report.acts.push(board);
    report.acts.push(moves(plan, &server, &mut desk)?);
    report.acts.extend(releases(&server, &mut desk)?);
    if let Some((heard, footprint)) = listeners::measure(&server, plan.listeners)? {
        report.acts.extend(heard);
        report.footprints.push(footprint);
    }
    Ok(())
}

fn import(convoke: &Convoke, folder: &Path, slug: &str, size: Size) -> Result<Act> {
    eprintln!("importing {} events …", size.events);
    let file: PathBuf = folder.join(format!("{slug}.xml"));
    fs::write(&file, schedule::xml(slug, size))?;
    let bytes = usize::try_from(fs::metadata(&file)?.len())?;
    let before = process::children_time()?;
    let begun = Instant::now();
    let mut command = Command::new(&convoke.program);
    command.args(["import", "schedule"]).arg(&file).args(["--slug", slug]).arg("--data").arg(&convoke.data);
    machine::read(&mut command)?;
    let took = begun.elapsed();
    let processor = process::children_time()? - before;
    let what = format!("import of {} events, the whole command", size.events);
    Ok(Act { what, bytes, took: vec![took], processor, aim: Some((Duration::from_secs(3), Clock::Wall)), bare: None })
}

/// Runs `one` after another and divides the server's time by how often.
fn repeat(
    server: &Server,
    what: &str,
    times: usize,
    aim: (Duration, Clock),
    mut one: impl FnMut(usize) -> Result<(Duration, usize)>,
) -> Result<Act> {
    let before = process::processor_time(server.pid())?;
    let mut took = Vec::with_capacity(times);
    let mut bytes = 0;
    for number in 0..times {
        let (time, size) = one(number)?;
        took.push(time);
        bytes = size;
    }
    let processor = (process::processor_time(server.pid())? - before) / u32::try_from(times.max(1))?;
    took.sort_unstable();
    eprintln!("{what}: {processor:?} of processor each");
    Ok(Act { what: what.to_owned(), bytes, took, processor, aim: Some(aim), bare: None })
}

/// What the same bytes cost a server that has them in memory.
fn bare(plan: &Plan, convoke: &Convoke, folder: &Path, page: &[u8]) -> Result<Duration> {
    let file = folder.join("board.html");
    fs::write(&file, page)?;
    let served = ["/board".to_owned(), "text/html; charset=utf-8".to_owned(), file.display().to_string()];
    let server = Server::bare(&convoke.program.with_file_name("bare-server"), &served, "/board", folder)?;
    let mut connection = Connection::open(server.port)?;
    let (request, mut body) = (http::request("/board"), Vec::new());
    let before = process::processor_time(server.pid())?;
    // Far more often than the board: processor time is counted in ticks of ten milliseconds.
    let times = plan.acts * 50;
    for _ in 0..times {
        connection.exchange(&request, &mut body)?;
    }
    Ok((process::processor_time(server.pid())? - before) / u32::try_from(times)?)
}

fn board_path(slug: &str) -> String {
    format!("/en/{slug}/desk/board?day={FIRST_DAY}")
}

fn board(plan: &Plan, server: &Server, desk: &mut Visitor) -> Result<Act> {
    let path = board_path("bench-board");
    for _ in 0..3 {
        desk.get(&path)?;
    }
    let aim = (Duration::from_millis(15), Clock::Processor);
    repeat(server, "the board, 60 rooms × 40 places × 2,000 sessions", plan.acts, aim, |_| {
        let took = desk.get(&path)?;
        Ok((took, desk.body.len()))
    })
}

/// A session of the board: its code, its revision, its room.
fn first_card(page: &str) -> Option<(String, u64, String)> {
    let (_, rest) = page.split_once("<article class=\"tt-cell")?;
    let value = |name: &str| rest.split_once(&format!("{name}=\""))?.1.split('"').next();
    let (code, revision) = value("data-session")?.split_once('.')?;
    Some((code.to_owned(), revision.parse().ok()?, value("data-room")?.to_owned()))
}

fn moves(plan: &Plan, server: &Server, desk: &mut Visitor) -> Result<Act> {
    mover(desk, "bench-board", plan.acts, |times, one| {
        repeat(server, "one move on it", times, (Duration::from_millis(5), Clock::Processor), one)
    })
}

/// One move of a session to a place that is free.
type Move<'m> = &'m mut dyn FnMut(usize) -> Result<(Duration, usize)>;

/// Lets `times` moves of the first session of a board be made.
fn mover<T>(
    desk: &mut Visitor,
    slug: &str,
    times: usize,
    make: impl FnOnce(usize, Move<'_>) -> Result<T>,
) -> Result<T> {
    desk.get(&board_path(slug))?;
    let (code, mut revision, room) = first_card(&desk.page()).context("the board has no session")?;
    let path = format!("/en/{slug}/desk/board/moves");
    let mut one = |number: usize| {
        let named = format!("{code}.{revision}");
        let place = [
            ("back", FIRST_DAY),
            ("session", &named),
            ("room", &room),
            ("day", FIRST_DAY),
            ("starts_at", FREE[number % FREE.len()]),
        ];
        let took = desk.post(&path, &place)?;
        revision += 1;
        Ok((took, 0))
    };
    make(times, &mut one)
}

/// A first release of everything, and one that changes one session.
fn releases(server: &Server, desk: &mut Visitor) -> Result<Vec<Act>> {
    let path = "/en/bench-release/desk/release";
    let aim = (Duration::from_secs(1), Clock::Wall);
    let first = repeat(server, "the first release of 700 sessions", 1, aim, |_| {
        Ok((desk.post(path, &[("expected", "0"), ("name", ""), ("note", "")])?, 0))
    })?;
    mover(desk, "bench-release", 1, |_, one| one(0).map(drop))?;
    let page = repeat(server, "the page before a release of 700", 1, aim, |_| Ok((desk.get(path)?, desk.body.len())))?;
    let second = repeat(server, "a further release of 700 sessions", 1, aim, |_| {
        Ok((desk.post(path, &[("expected", "1"), ("name", ""), ("note", "")])?, 0))
    })?;
    let back = repeat(server, "taking it back", 1, aim, |_| {
        Ok((desk.post("/en/bench-release/desk/release/withdrawal", &[("expected", "2")])?, 0))
    })?;
    Ok(vec![first, page, second, back])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_card_is_read_from_the_page() {
        let page = r#"<li data-session="OLD222.9"></li><article class="tt-cell board-card c-1" data-session="ABC234.3" data-room="r-1">"#;
        assert_eq!(first_card(page), Some(("ABC234".to_owned(), 3, "r-1".to_owned())));
        assert_eq!(first_card("<p>nothing"), None);
    }
}
