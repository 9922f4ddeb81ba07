//! Importing a schedule that was published elsewhere: strict out, lenient in.
//!
//! A reader per format ([`xml`], [`json`], [`pretalx`], [`sessionize`], [`sheet`])
//! turns a file into a [`raw`] schedule of texts; [`normal`] makes an
//! [`ImportedSchedule`] of it and tells what it repaired; [`store`] writes that
//! in one transaction. What it would do can be told before ([`preview`]); the
//! desk keeps a table until its sender has looked at that ([`upload`]).

mod dates;
mod duration;
mod encoding;
mod gather;
mod html;
mod json;
mod node;
mod normal;
mod pretalx;
mod preview;
mod publish;
mod raw;
mod refusal;
mod report;
mod schedule;
mod sessionize;
mod sheet;
mod store;
mod tables;
mod upload;
mod value;
mod words;
mod xml;

pub use preview::{Fate, Preview, PreviewLine, preview};
pub use refusal::{ImportError, Refusal};
pub use report::{Count, Finding, Repair, Repairs, Report};
pub use schedule::{ImportedEvent, ImportedPerson, ImportedRoom, ImportedSchedule};
pub use sheet::{Columns, Flaw, Frame, Meaning, Reading, Row, Sheet};
pub use upload::{Look, NotTaken, Upload, choose_columns, discard_upload, look, put_upload, take_upload, upload};

use congress::Edition;
use db::Db;
use kernel::{Ctx, Locale, Slug, Zone};
use std::io::Read;

/// A file larger than this is not read: the largest conferences publish ten megabytes.
pub const LARGEST: u64 = 64 * 1024 * 1024;

/// Where a schedule goes, and how.
#[derive(Clone, Debug, Default)]
pub struct Target {
    /// An edition that exists.
    pub edition: Option<Slug>,
    /// The slug of the new edition; the file's acronym otherwise.
    pub slug: Option<Slug>,
    /// The zone of times without an offset, whatever the file says.
    pub zone: Option<Zone>,
    /// Show it to everybody at once.
    pub publish: bool,
    /// Rows of a table that cannot be read stay out; else the whole table does.
    pub leave_out: bool,
}

/// How a file is read.
#[derive(Clone, Debug, Default)]
pub struct Manner {
    /// The zone of times without an offset, whatever the file says.
    pub zone: Option<Zone>,
    /// The congress that a table belongs to.
    pub frame: Frame,
    /// As in [`Target`].
    pub leave_out: bool,
}

/// All of a file, and never more than a schedule may have.
///
/// # Errors
/// The reader's; a file that is too large is cut one byte after [`LARGEST`], and
/// refused by [`read`].
pub fn bytes_of(file: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Whether a file is read as a table of sessions: neither XML nor JSON.
pub fn is_table(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let wide = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    let skip = if wide { 2 } else { 0 };
    let first = bytes.iter().skip(skip).find(|byte| !byte.is_ascii_whitespace() && **byte != 0);
    first.is_some_and(|byte| !matches!(byte, b'<' | b'{' | b'['))
}

/// Reads a schedule in any of the known formats.
///
/// # Errors
/// [`Refusal`] when the bytes are no schedule, or one that must not be read.
pub fn read(bytes: &[u8], manner: &Manner, repairs: &mut Repairs) -> Result<ImportedSchedule, Refusal> {
    if bytes.len() as u64 > LARGEST {
        return Err(Refusal::TooLarge);
    }
    if is_table(bytes) {
        return table(bytes, manner, repairs);
    }
    let text = encoding::decode(bytes, repairs)?;
    let raw = match text.trim_start().chars().next() {
        None => return Err(Refusal::NotASchedule("it is empty".to_owned())),
        Some('<') => xml::read(&text, repairs)?,
        Some('{' | '[') => json::read(&text, repairs)?,
        Some(_) => return Err(Refusal::NotASchedule("it is neither XML nor JSON".to_owned())),
    };
    normal::normal(raw, manner.zone.as_ref(), repairs)
}

/// A table by the meanings that its headings suggest.
fn table(bytes: &[u8], manner: &Manner, repairs: &mut Repairs) -> Result<ImportedSchedule, Refusal> {
    let sheet = Sheet::read(bytes, repairs)?;
    let columns = Columns::guess(&sheet.headings);
    if columns.of(Meaning::Title).is_none() && columns.of(Meaning::TitleZh).is_none() {
        return Err(Refusal::NotASchedule("it is a table, but no heading names a title".to_owned()));
    }
    let reading = sheet.reading(&columns, &manner.frame);
    let wrong: Vec<&Flaw> = reading.flaws.iter().filter(|flaw| flaw.is_fatal).collect();
    if !wrong.is_empty() && !manner.leave_out {
        let some: Vec<String> = wrong.iter().take(20).map(|flaw| flaw.told(ui::Text(Locale::En))).collect();
        return Err(Refusal::Rows(wrong.len(), some.join("\n")));
    }
    for flaw in &reading.flaws {
        let at = format!("line {}", flaw.line);
        let column = if flaw.column.is_empty() { String::new() } else { format!("{}: ", flaw.column) };
        let out = if flaw.is_fatal { "; the row is left out" } else { "" };
        repairs.tell(&at, format!("{column}{}{out}", flaw.words(ui::Text(Locale::En))));
    }
    normal::normal(reading.raw, manner.zone.as_ref(), repairs)
}

/// How a file is read that goes into an edition which exists.
fn manner(edition: Option<&Edition>, target: &Target) -> Manner {
    Manner {
        zone: target.zone.clone().or_else(|| edition.map(|edition| edition.zone.clone())),
        frame: Frame { days: edition.map(|edition| (edition.first_day, edition.last_day)) },
        leave_out: target.leave_out,
    }
}

async fn named(db: &Db, ctx: &Ctx, target: &Target) -> Result<Option<Edition>, ImportError> {
    let Some(slug) = &target.edition else { return Ok(None) };
    let edition = congress::edition_by_slug(db, ctx, slug.as_str()).await?;
    edition.map(Some).ok_or_else(|| ImportError::NoEdition(slug.clone()))
}

/// Reads a schedule and stores it, all of it or nothing.
///
/// # Errors
/// Why nothing was stored; or [`ImportError::NotPublished`].
pub async fn import_schedule(db: &Db, ctx: &Ctx, bytes: &[u8], target: &Target) -> Result<Report, ImportError> {
    let mut repairs = Repairs::default();
    let edition = named(db, ctx, target).await?;
    let schedule = read(bytes, &manner(edition.as_ref(), target), &mut repairs)?;
    let mut report = store::store(db, ctx, &schedule, target, repairs).await?;
    let finished = publish::finish(db, ctx, &mut report, target.publish).await;
    finished.map_err(|error| ImportError::NotPublished(report.edition.slug.clone(), Box::new(error)))?;
    Ok(report)
}

/// Reads a schedule and tells what [`import_schedule`] would do.
///
/// # Errors
/// Why it would not.
pub async fn preview_schedule(
    db: &Db,
    ctx: &Ctx,
    bytes: &[u8],
    target: &Target,
) -> Result<(Preview, Repairs), ImportError> {
    let mut repairs = Repairs::default();
    let edition = named(db, ctx, target).await?;
    let schedule = read(bytes, &manner(edition.as_ref(), target), &mut repairs)?;
    Ok((preview(db, ctx, edition.as_ref(), &schedule).await?, repairs))
}
