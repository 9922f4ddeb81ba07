//! `convoke import schedule`: a programme that was published elsewhere.

use crate::{config::Config, house};
use anyhow::Context;
use kernel::{Slug, Zone};
use programme::import::{Count, Fate, ImportError, Preview, Report, Target, import_schedule, preview_schedule};
use schedule::{Manner, Repairs, Sheet, bytes_of, is_table, read};
use std::{
    io::Write,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// How many repairs are printed; a report in JSON holds them all.
const PRINTED: usize = 40;

/// How a schedule is imported.
#[derive(clap::Args, Clone, Debug)]
pub struct Options {
    /// The file.
    file: PathBuf,
    /// An edition that exists; without it a new one is made.
    #[arg(long, value_name = "SLUG", conflicts_with = "slug")]
    edition: Option<String>,
    /// The slug of the new edition; else the schedule's acronym.
    #[arg(long, value_name = "SLUG")]
    slug: Option<String>,
    /// The zone of times that have no offset, such as Europe/Berlin.
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
    /// Show the edition to everybody at once: list the speakers, make a release.
    #[arg(long)]
    publish: bool,
    /// Tell what would be done, and do nothing.
    #[arg(long, conflicts_with_all = ["publish", "json"])]
    preview: bool,
    /// Rows of a table that cannot be read stay out; else the whole table does.
    #[arg(long)]
    leave_out: bool,
    /// Write the whole report as JSON into this file; `-` is the standard output.
    #[arg(long, value_name = "REPORT")]
    json: Option<PathBuf>,
}

/// Imports, and prints what was done.
///
/// # Errors
/// When nothing was imported, or it could not be published.
pub async fn run(options: Options, config: Config) -> anyhow::Result<ExitCode> {
    let slug = |raw: &Option<String>| -> anyhow::Result<Option<Slug>> {
        let parse = |raw: &String| Slug::parse(raw).map_err(|_| anyhow::anyhow!("{raw:?} is not a slug"));
        raw.as_ref().map(parse).transpose()
    };
    let zone = options.zone.as_ref().map(|raw| {
        Zone::parse(raw).map_err(|_| anyhow::anyhow!("{raw:?} is not a zone that names a place, such as Asia/Shanghai"))
    });
    let target = Target {
        edition: slug(&options.edition)?,
        slug: slug(&options.slug)?,
        zone: zone.transpose()?,
        publish: options.publish,
        leave_out: options.leave_out,
    };
    let file = std::fs::File::open(&options.file).with_context(|| format!("reading {}", options.file.display()))?;
    let bytes = bytes_of(file).with_context(|| format!("reading {}", options.file.display()))?;
    let nothing = || format!("nothing was imported from {}", options.file.display());
    // Before the database is opened or made: what is no schedule touches nothing.
    check(&bytes, &target).with_context(nothing)?;
    let db = house::database(&config).await?;
    if options.preview {
        let told = preview_schedule(&db, &db.system(), &bytes, &target).await;
        db.close().await?;
        let (preview, repairs) = told.with_context(nothing)?;
        tell(&preview, &repairs)?;
        return Ok(ExitCode::SUCCESS);
    }
    let result = import_schedule(&db, &db.system(), &bytes, &target).await;
    db.close().await?;
    let report = match result {
        Err(error @ ImportError::NotPublished(..)) => return Err(error.into()),
        other => other.with_context(nothing)?,
    };
    match &options.json {
        Some(path) if path == Path::new("-") => println!("{}", serde_json::to_string_pretty(&report)?),
        Some(path) => {
            std::fs::write(path, serde_json::to_string_pretty(&report)?)
                .with_context(|| format!("writing {}", path.display()))?;
            print(&report)?;
        }
        None => print(&report)?,
    }
    Ok(if report.not_released.is_some() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Whether it is a schedule at all. Of a table that goes into an edition only its
/// shape is looked at: the edition says how its days are read.
fn check(bytes: &[u8], target: &Target) -> anyhow::Result<()> {
    if is_table(bytes) && target.edition.is_some() {
        Sheet::read(bytes, &mut Repairs::default())?;
    } else {
        let manner = Manner { zone: target.zone.clone(), leave_out: target.leave_out, ..Manner::default() };
        read(bytes, &manner, &mut Repairs::default())?;
    }
    Ok(())
}

/// What would be done, line by line.
fn tell(preview: &Preview, repairs: &Repairs) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    for repair in repairs.list.iter().take(PRINTED) {
        writeln!(out, "{}: {}", repair.at, repair.what)?;
    }
    if repairs.total > PRINTED {
        writeln!(out, "… and {} more repairs", repairs.total - PRINTED)?;
    }
    for line in &preview.lines {
        let title = line.title.get(kernel::Locale::En).text;
        match &line.fate {
            Fate::Added => writeln!(out, "{}: new: {title}", line.at)?,
            Fate::Changed(what) => {
                let names: Vec<String> = what.iter().map(|key| ui::Text(kernel::Locale::En).t(key)).collect();
                writeln!(out, "{}: changed ({}): {title}", line.at, names.join(", "))?;
            }
            Fate::Unchanged => {}
        }
    }
    let (added, changed, unchanged) = preview.counts();
    writeln!(out, "\nsessions: {added} new, {changed} changed, {unchanged} unchanged")?;
    for (name, all) in [("rooms", &preview.rooms), ("tracks", &preview.tracks), ("people", &preview.people)] {
        writeln!(out, "{name}: {} new", all.len())?;
    }
    writeln!(out, "nothing was stored")?;
    Ok(())
}

fn print(report: &Report) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    for repair in report.repairs.list.iter().take(PRINTED) {
        writeln!(out, "{}: {}", repair.at, repair.what)?;
    }
    if report.repairs.total > PRINTED {
        writeln!(out, "… and {} more repairs; --json FILE lists them", report.repairs.total - PRINTED)?;
    }
    let kind = if report.new_edition { "new edition" } else { "edition" };
    writeln!(out, "\n{kind} {} ({})", report.slug, if report.public { "public" } else { "draft" })?;
    let line = |name: &str, count: &Count| {
        format!("  {name:10} {:>6} made {:>6} updated {:>6} unchanged", count.made, count.updated, count.unchanged)
    };
    for (name, count) in [
        ("sessions", &report.sessions),
        ("people", &report.people),
        ("rooms", &report.rooms),
        ("tracks", &report.tracks),
    ] {
        writeln!(out, "{}", line(name, count))?;
    }
    for title in &report.gone {
        writeln!(out, "  no longer in the file, kept: {title}")?;
    }
    for finding in &report.findings {
        writeln!(out, "  finding: {} ({} times)", finding.rule, finding.times)?;
    }
    for rule in &report.eased {
        writeln!(out, "  the rule {rule} warns now instead of blocking")?;
    }
    match (&report.release, &report.not_released) {
        (Some(number), _) => writeln!(out, "  release {number} was made")?,
        (None, Some(why)) => writeln!(out, "  stored, but not released: {why}")?,
        (None, None) => {}
    }
    Ok(())
}
