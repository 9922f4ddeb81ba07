//! The table that people read.

use std::fmt::Write;
use std::fs;
use std::process::Command;
use std::time::Duration;

use super::load::{Load, Outcome};
use super::pages::Page;
use crate::machine;

/// How the yardstick is called in the table.
pub const BARE: &str = "bare axum";

/// Everything one run has found.
pub struct Report {
    load: Load,
    command: String,
    build: &'static str,
    /// In the order of measuring.
    pub rows: Vec<Measured>,
    /// Memory.
    pub footprints: Vec<Footprint>,
    /// What is done at the desk of a large congress.
    pub acts: Vec<Act>,
    /// From an empty database to the first page.
    pub seeding: Vec<(String, Duration)>,
    /// From a start on an existing database to the first page, the median.
    pub starts: Vec<(String, Duration)>,
}

/// One page on one server.
pub struct Measured {
    server: String,
    page: &'static str,
    bytes: usize,
    /// Requests in a second.
    pub rate: f64,
    median: Duration,
    slow: Duration,
    processor: f64,
    database: Option<f64>,
}

/// Something that is done one after the other, not under load.
pub struct Act {
    /// What is done.
    pub what: String,
    /// Bytes of the answer; none where there is no page.
    pub bytes: usize,
    /// How long each took, the shortest first.
    pub took: Vec<Duration>,
    /// Processor time of one.
    pub processor: Duration,
    /// What one should need, and whether that is processor time or time on the wall.
    pub aim: Option<(Duration, Clock)>,
    /// The bare server's processor time for an answer of the same bytes, by a page of the table.
    pub bare: Option<Duration>,
}

/// What an aim counts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// Time of the server's process.
    Processor,
    /// Time until the answer is there.
    Wall,
}

impl Act {
    fn median(&self) -> Duration {
        self.took.get(self.took.len() / 2).copied().unwrap_or_default()
    }

    fn slowest(&self) -> Duration {
        self.took.last().copied().unwrap_or_default()
    }

    /// The worst that counts for the aim.
    fn counted(&self, clock: Clock) -> Duration {
        match clock {
            Clock::Processor => self.processor,
            Clock::Wall => self.slowest(),
        }
    }
}

/// Resident memory of one server.
pub struct Footprint {
    server: String,
    bytes: u64,
}

impl Measured {
    /// Divides what was spent by what was done.
    pub fn new(server: &str, page: &Page, outcome: &Outcome, spent: Duration, database: Option<Duration>) -> Self {
        let requests = outcome.latencies.len().max(1) as f64;
        Self {
            server: server.to_owned(),
            page: page.name,
            bytes: page.body.len(),
            rate: outcome.rate(),
            median: outcome.percentile(50),
            slow: outcome.percentile(99),
            processor: milliseconds(spent) / requests,
            database: database.map(|spent| milliseconds(spent) / requests),
        }
    }

    fn is(&self, page: &str, server: &str) -> bool {
        self.page == page && self.server == server
    }
}

impl Footprint {
    /// Resident bytes of one server.
    pub fn new(server: String, bytes: u64) -> Self {
        Self { server, bytes }
    }

    fn megabytes(&self) -> f64 {
        self.bytes as f64 / 1e6
    }
}

impl Report {
    /// An empty one for this command.
    pub fn new(load: Load, command: String, build: &'static str) -> Self {
        Self {
            load,
            build,
            command: format!("cargo xtask {}", command.trim()),
            rows: Vec::new(),
            footprints: Vec::new(),
            acts: Vec::new(),
            seeding: Vec::new(),
            starts: Vec::new(),
        }
    }

    /// The whole report.
    pub fn to_markdown(&self) -> String {
        let sections = [self.heading(), self.table(), self.acts(), self.starts_and_memory(), self.aims()];
        sections.join("\n")
    }

    fn heading(&self) -> String {
        format!(
            "# Speed of the public pages\n\n`{}`, {} build, 300 sessions and 250 people, \
             on {}.\n{} keep-alive connections, {} s for each row, `Accept-Encoding: identity`; \
             the load generator runs\non the same processors. CPU is time of the server's process \
             for one request; the database's own\nprocesses stand beside it.\n",
            self.command,
            self.build,
            this_machine(),
            self.load.connections,
            self.load.duration.as_secs(),
        )
    }

    fn table(&self) -> String {
        let mut text = String::from(
            "| page | server | kB | requests/s | of bare | p50 ms | p99 ms | CPU ms | database CPU ms |\n\
             |---|---|---:|---:|---:|---:|---:|---:|---:|\n",
        );
        let mut pages: Vec<&str> = Vec::new();
        for row in &self.rows {
            if !pages.contains(&row.page) {
                pages.push(row.page);
            }
        }
        for page in pages {
            let rows = self.rows.iter().filter(|row| row.page == page);
            // The yardstick first, whenever it was measured.
            let (bare, others): (Vec<_>, Vec<_>) = rows.partition(|row| row.server == BARE);
            for row in bare.into_iter().chain(others) {
                text.push_str(&self.line(row));
            }
        }
        text
    }

    fn line(&self, row: &Measured) -> String {
        let ratio = self.ratio(row).map_or("–".to_owned(), |ratio| format!("{:.0} %", ratio * 100.0));
        let database = row.database.map_or("–".to_owned(), |spent| format!("{spent:.3}"));
        format!(
            "| {} | {} | {:.1} | {:.0} | {ratio} | {:.2} | {:.2} | {:.3} | {database} |\n",
            row.page,
            row.server,
            row.bytes as f64 / 1e3,
            row.rate,
            milliseconds(row.median),
            milliseconds(row.slow),
            row.processor,
        )
    }

    fn ratio(&self, row: &Measured) -> Option<f64> {
        let bare = self.rows.iter().find(|bare| bare.is(row.page, BARE))?;
        Some(row.rate / bare.rate)
    }

    fn acts(&self) -> String {
        if self.acts.is_empty() {
            return String::new();
        }
        let mut text = String::from(
            "| one after the other, SQLite | times | kB | median ms | slowest ms | CPU ms | of bare CPU |\n\
             |---|---:|---:|---:|---:|---:|---:|\n",
        );
        for act in &self.acts {
            let (what, times, kilobytes) = (&act.what, act.took.len(), act.bytes as f64 / 1e3);
            let (median, slowest) = (milliseconds(act.median()), milliseconds(act.slowest()));
            let processor = milliseconds(act.processor);
            let bare = act.bare.map(|bare| processor / milliseconds(bare).max(0.001));
            let bare = bare.map_or("–".to_owned(), |times| format!("{times:.0} ×"));
            _ = writeln!(
                text,
                "| {what} | {times} | {kilobytes:.1} | {median:.1} | {slowest:.1} | {processor:.2} | {bare} |"
            );
        }
        text
    }

    fn starts_and_memory(&self) -> String {
        let mut text = String::from("| what | measured |\n|---|---:|\n");
        for (server, took) in &self.seeding {
            let took = took.as_secs_f64();
            _ = writeln!(text, "| {server}: empty database to first page | {took:.1} s |");
        }
        for (server, took) in &self.starts {
            let took = milliseconds(*took);
            _ = writeln!(text, "| {server}: start on an existing database to first page | {took:.0} ms |");
        }
        for footprint in &self.footprints {
            let (server, memory) = (&footprint.server, footprint.megabytes());
            _ = writeln!(text, "| {server}: resident memory | {memory:.0} MB |");
        }
        text
    }

    fn aims(&self) -> String {
        let mut text = String::from("| aim | worst | |\n|---|---:|---|\n");
        let cached = self.rows.iter().filter(|row| row.server.ends_with(", cached"));
        let ratios = cached.filter_map(|row| self.ratio(row)).map(|ratio| ratio * 100.0);
        let least = ratios.min_by(f64::total_cmp);
        let uncached = |chosen: fn(&str) -> bool| {
            self.rows
                .iter()
                .filter(|row| row.server.ends_with(", uncached") && chosen(row.page))
                .map(|row| row.processor)
                .max_by(f64::total_cmp)
        };
        for act in &self.acts {
            let Some((most, clock)) = act.aim else { continue };
            let unit = if clock == Clock::Processor { "ms CPU" } else { "ms" };
            let (worst, most) = (milliseconds(act.counted(clock)), milliseconds(most));
            let verdict = if worst < most { "met" } else { "**missed**" };
            _ = writeln!(text, "| {}: under {most:.0} {unit} | {worst:.1} {unit} | {verdict} |", act.what);
        }
        let mut aim = |what: &str, worst: Option<f64>, unit: &str, met: fn(f64) -> bool| {
            let Some(worst) = worst else { return };
            let verdict = if met(worst) { "met" } else { "**missed**" };
            _ = writeln!(text, "| {what} | {worst:.1} {unit} | {verdict} |");
        };
        let start = self.starts.iter().map(|(_, took)| milliseconds(*took));
        let memory = self.footprints.iter().find(|footprint| footprint.server.ends_with("profile R2"));
        aim("a cached page, of the bare server's rate: 50 % or more", least, "%", |it| it >= 50.0);
        let timetable = uncached(|page| page == "timetable");
        aim("the timetable uncached: under 8 ms CPU", timetable, "ms", |it| it < 8.0);
        let exports = uncached(|page| page.starts_with("schedule."));
        aim("an export uncached: under 20 ms CPU", exports, "ms", |it| it < 20.0);
        let start = start.max_by(f64::total_cmp);
        aim("first page within 300 ms of a start", start, "ms", |it| it <= 300.0);
        let memory = memory.map(Footprint::megabytes);
        aim("100 MB resident at profile R2", memory, "MB", |it| it <= 100.0);
        text
    }
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

fn this_machine() -> String {
    let count = std::thread::available_parallelism().map_or(1, usize::from);
    let about = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = about
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": "))
        .map_or("a processor without a name", |(_, name)| name);
    let rustc = machine::read(Command::new("rustc").arg("--version")).unwrap_or_default();
    let plural = if count == 1 { "core" } else { "cores" };
    format!("{count} {plural} of {model}, {rustc}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(server: &str, rate: f64, processor: f64) -> Measured {
        Measured {
            server: server.to_owned(),
            page: "timetable",
            bytes: 1000,
            rate,
            median: Duration::from_millis(1),
            slow: Duration::from_millis(2),
            processor,
            database: None,
        }
    }

    #[test]
    fn the_yardstick_comes_first_and_aims_are_judged() {
        let mut report = Report::new(Load::QUICK, "bench web".to_owned(), "release");
        report.rows =
            vec![row("SQLite, cached", 600.0, 0.1), row("SQLite, uncached", 50.0, 9.0), row(BARE, 1000.0, 0.05)];
        let text = report.to_markdown();
        let bare = text.find("| timetable | bare axum | 1.0 | 1000 | 100 % |").unwrap();
        let cached = text.find("| timetable | SQLite, cached | 1.0 | 600 | 60 % |").unwrap();
        assert!(bare < cached);
        assert!(text.contains("50 % or more | 60.0 % | met |"), "{text}");
        assert!(text.contains("under 8 ms CPU | 9.0 ms | **missed** |"), "{text}");
    }
}
