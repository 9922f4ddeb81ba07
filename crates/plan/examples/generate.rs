//! Writes problems of any size for the benchmark, with the statistics of real ones.

use clap::Parser;
use planner::{brokerage, jury};
use std::{
    fmt::Write,
    fs, io,
    path::{Path, PathBuf},
};

#[derive(Parser)]
enum Cli {
    /// 10,000 people with 100,000 wishes.
    Brokerage {
        file: PathBuf,
        slots: usize,
        tables: u32,
        /// In percent of the slots.
        away: u32,
        /// The greatest weight.
        weight: u32,
    },
    /// 20,000 entries and jurors, 100 candidates each.
    Jury { folder: PathBuf },
}

fn main() -> io::Result<()> {
    match Cli::parse() {
        Cli::Brokerage { file, slots, tables, away, weight } => {
            let away = f64::from(away) / 100.0;
            let shape = brokerage::generate::Shape { people: 10_000, wishes: 100_000, slots, tables, away, weight };
            fs::write(file, brokerage::write(&brokerage::generate::generate(&shape, 1)))
        }
        Cli::Jury { folder } => write_jury(&folder),
    }
}

fn write_jury(folder: &Path) -> io::Result<()> {
    let shape = jury::generate::Shape {
        entries: 20_000,
        jurors: 20_000,
        candidates: 100,
        reviews: (3, 6),
        most: 6,
        least: 0,
        topics: 200,
    };
    let problem = jury::generate::generate(shape, 1);
    let (mut pairs, mut entries) = ("entry,juror,affinity\n".to_owned(), "entry,reviews\n".to_owned());
    for entry in 0..shape.entries as u32 {
        for at in problem.pairs.of(entry) {
            let (juror, value) = (problem.pairs.jurors[at], problem.pairs.values[at]);
            // A string takes everything.
            let _ = writeln!(pairs, "{entry},{juror},{}.{:04}", value / 10_000, value % 10_000);
        }
        let _ = writeln!(entries, "{entry},{}", problem.reviews[entry as usize]);
    }
    fs::create_dir_all(folder)?;
    fs::write(folder.join("affinity.csv"), pairs)?;
    fs::write(folder.join("entries.csv"), entries)?;
    let params = r#"{"entries": 20000, "jurors": 20000, "reviews_per_entry": 3, "load_min": 0, "load_max": 6, "absent_affinity": null}"#;
    fs::write(folder.join("params.json"), params)
}
