//! `cargo xtask bench`: what a page costs, beside a server that does nothing but answer; and
//! what plans cost, beside the solvers of others.

mod calendar;
mod calls;
mod desk;
mod listeners;
mod load;
mod pages;
mod planner;
mod process;
mod report;
mod schedule;
mod server;
mod visitor;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::machine::{self, cargo};
use crate::postgres::Cluster;
use load::Load;
use pages::Page;
pub use planner::planner;
use report::{Footprint, Measured, Report};
use server::{Convoke, Server};

/// How much to measure.
struct Plan {
    load: Load,
    starts: usize,
    postgres: bool,
    /// Renders and moves of the board; listeners to the live stream.
    acts: usize,
    listeners: usize,
    /// The desk alone, without the public pages.
    only_desk: bool,
    /// The last minute of a call alone.
    only_calls: bool,
    /// `release`, or `debug` to try the benchmark itself: its numbers mean nothing.
    build: &'static str,
}

impl Plan {
    fn parse(arguments: &[&str]) -> Result<Self> {
        let mut plan = Self {
            load: Load::THOROUGH,
            starts: 5,
            postgres: true,
            acts: 100,
            listeners: 2000,
            only_desk: false,
            only_calls: false,
            build: "release",
        };
        for &word in arguments {
            match word {
                "--quick" => {
                    plan.load = Load::QUICK;
                    plan.starts = 2;
                    plan.acts = 30;
                }
                "--no-postgres" => plan.postgres = false,
                "--desk" => plan.only_desk = true,
                "--calls" => plan.only_calls = true,
                "--debug" => plan.build = "debug",
                other => {
                    bail!("`cargo xtask bench web` does not know `{other}`; see `cargo xtask`")
                }
            }
        }
        Ok(plan)
    }
}

/// Measures, prints the table and writes it to `target/bench/web.md`.
pub fn web(arguments: &[&str]) -> Result<()> {
    let plan = Plan::parse(arguments)?;
    if !Path::new("/proc/self/stat").exists() {
        bail!("the benchmark reads processor time and memory from /proc: it runs on Linux only");
    }
    let profile = if plan.build == "debug" { "dev" } else { plan.build };
    machine::run(&mut cargo(&["build", "--profile", profile, "--package=convoke", "--package=bare-server"]))?;
    let place = Place::make(plan.build)?;
    let mut report = Report::new(plan.load, format!("bench web {}", arguments.join(" ")), plan.build);

    if plan.only_calls {
        last_minute(&place, &mut report)?;
        return finish(&report, &place);
    }
    if plan.only_desk {
        desk::measure(&plan, &place.desk(), &place.data.join("desk"), &mut report)?;
        return finish(&report, &place);
    }
    let sqlite = place.convoke("bench", None);
    let pages = measure_database(&plan, &sqlite, "SQLite", None, &mut report)?;
    measure_bare(&plan, &place, &pages, &mut report)?;
    if plan.postgres {
        let cluster = Cluster::start()?;
        let convoke = place.convoke("bench", Some(format!("{}convoke", cluster.url())));
        measure_database(&plan, &convoke, "PostgreSQL", Some(cluster.pid()), &mut report)?;
    }
    desk::measure(&plan, &place.desk(), &place.data.join("desk"), &mut report)?;
    last_minute(&place, &mut report)?;
    for profile in ["r1", "r2"] {
        let footprint = footprint(&plan, &place.convoke(profile, None), profile)?;
        report.footprints.push(footprint);
    }

    finish(&report, &place)
}

fn finish(report: &Report, place: &Place) -> Result<()> {
    let text = report.to_markdown();
    println!("{text}");
    let file = place.results.join("web.md");
    fs::write(&file, text)?;
    eprintln!("written to {}", file.display());
    Ok(())
}

/// The rush before a deadline, in a demonstration of its own.
fn last_minute(place: &Place, report: &mut Report) -> Result<()> {
    let convoke = Convoke { data: place.data.join("sqlite-calls"), ..place.convoke("r1", None) };
    let (server, _) = convoke.start(true)?;
    calls::measure(&server, report)
}

/// The folders of one run; the data goes away with it, the results stay.
struct Place {
    programs: PathBuf,
    results: PathBuf,
    data: PathBuf,
}

impl Place {
    fn make(build: &str) -> Result<Self> {
        let target = machine::target()?;
        let place = Self {
            programs: target.join(build),
            results: target.join("bench"),
            data: target.join(format!("xtask/bench-{}", std::process::id())),
        };
        fs::create_dir_all(&place.results)?;
        fs::create_dir_all(&place.data)?;
        Ok(place)
    }

    fn convoke(&self, profile: &'static str, database: Option<String>) -> Convoke {
        let kind = database.as_ref().map_or("sqlite", |_| "postgres");
        Convoke {
            program: self.programs.join("convoke"),
            profile,
            data: self.data.join(format!("{kind}-{profile}")),
            database,
        }
    }
}

impl Place {
    /// A small congress in a folder of its own, beside which the large ones are imported.
    fn desk(&self) -> Convoke {
        Convoke { data: self.data.join("sqlite-desk"), ..self.convoke("r1", None) }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // A folder left behind under target/ is not worth an error.
        let _ = fs::remove_dir_all(&self.data);
    }
}

/// Seeds a database, then measures every page with the page cache and without it, and how
/// soon a start on the existing database answers. Returns the pages with their bytes.
fn measure_database(
    plan: &Plan,
    convoke: &Convoke,
    name: &str,
    database: Option<u32>,
    report: &mut Report,
) -> Result<Vec<Page>> {
    eprintln!("\n=== {name}: seeding");
    let (server, seeding) = convoke.start(true)?;
    report.seeding.push((name.to_owned(), seeding));
    let pages = pages::fetch_all(server.port)?;
    for (server, cache) in [(Some(server), true), (None, false)] {
        let label = format!("{name}, {}", if cache { "cached" } else { "uncached" });
        let server = match server {
            Some(server) => server,
            None => convoke.start(cache)?.0,
        };
        for page in &pages {
            let row = measure(&plan.load, &server, page, &label, database)?;
            report.rows.push(row);
        }
        let rss = process::resident(server.pid())?;
        report.footprints.push(Footprint::new(label, rss));
    }
    let mut starts = (0..plan.starts).map(|_| Ok(convoke.start(true)?.1)).collect::<Result<Vec<Duration>>>()?;
    starts.sort_unstable();
    let median = starts[starts.len() / 2];
    report.starts.push((name.to_owned(), median));
    Ok(pages)
}

/// The same bytes from a server that has them in memory.
fn measure_bare(plan: &Plan, place: &Place, pages: &[Page], report: &mut Report) -> Result<()> {
    let mut files = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        let file = place.data.join(format!("page-{number}"));
        fs::write(&file, &page.body)?;
        let file = file.display().to_string();
        files.extend([page.path.clone(), page.content_type.clone(), file]);
    }
    let path = &pages.first().context("no pages")?.path;
    let server = Server::bare(&place.programs.join("bare-server"), &files, path, &place.data)?;
    for page in pages {
        let row = measure(&plan.load, &server, page, report::BARE, None)?;
        report.rows.push(row);
    }
    Ok(())
}

fn measure(load: &Load, server: &Server, page: &Page, label: &str, database: Option<u32>) -> Result<Measured> {
    eprint!("{label}: {} … ", page.name);
    load.warm_up(server.port, &page.path)?;
    let before = process::processor_time(server.pid())?;
    let database_before = database.map(process::family_time).transpose()?;
    let outcome = load.run(server.port, &page.path)?;
    let spent = process::processor_time(server.pid())? - before;
    let database_spent = match (database.map(process::family_time).transpose()?, database_before) {
        (Some(after), Some(before)) => Some(after.saturating_sub(before)),
        _ => None,
    };
    let measured = Measured::new(label, page, &outcome, spent, database_spent);
    eprintln!("{:.0} requests/s", measured.rate);
    Ok(measured)
}

/// Resident memory after visitors have read every page for a while.
fn footprint(plan: &Plan, convoke: &Convoke, profile: &str) -> Result<Footprint> {
    eprintln!("\n=== memory at profile {profile}");
    let (server, _) = convoke.start(true)?;
    for page in pages::fetch_all(server.port)? {
        plan.load.warm_up(server.port, &page.path)?;
    }
    let rss = process::resident(server.pid())?;
    let label = format!("SQLite, profile {}", profile.to_uppercase());
    Ok(Footprint::new(label, rss))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options() {
        let plan = Plan::parse(&["--quick", "--no-postgres"]).unwrap();
        assert!(!plan.postgres);
        assert_eq!(plan.starts, 2);
        assert!(Plan::parse(&["--fast"]).is_err());
    }
}
