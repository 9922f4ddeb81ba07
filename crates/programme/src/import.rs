//! Importing a schedule that was published elsewhere: strict out, lenient in.
//!
//! A reader per format ([`xml`], [`json`], [`pretalx`], [`sessionize`]) turns a
//! file into a [`raw`] schedule of texts; [`normal`] makes an
//! [`ImportedSchedule`] of it and tells what it repaired; [`store`] writes that
//! in one transaction.

mod dates;
mod duration;
mod encoding;
mod gather;
mod html;
mod json;
mod node;
mod normal;
mod pretalx;
mod publish;
mod raw;
mod refusal;
mod report;
mod schedule;
mod sessionize;
mod store;
mod tables;
mod value;
mod words;
mod xml;

pub use refusal::{ImportError, Refusal};
pub use report::{Count, Finding, Repair, Repairs, Report};
pub use schedule::{ImportedEvent, ImportedPerson, ImportedRoom, ImportedSchedule};

use db::Db;
use kernel::{Ctx, Slug, Zone};

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
}

/// Reads a schedule in any of the known formats.
///
/// # Errors
/// [`Refusal`] when the bytes are no schedule, or one that must not be read.
pub fn read(bytes: &[u8], zone: Option<&Zone>, repairs: &mut Repairs) -> Result<ImportedSchedule, Refusal> {
    if bytes.len() as u64 > LARGEST {
        return Err(Refusal::TooLarge);
    }
    let text = encoding::decode(bytes, repairs)?;
    let raw = match text.trim_start().chars().next() {
        None => return Err(Refusal::NotASchedule("it is empty".to_owned())),
        Some('<') => xml::read(&text, repairs)?,
        Some('{' | '[') => json::read(&text, repairs)?,
        Some(_) => return Err(Refusal::NotASchedule("it is neither XML nor JSON".to_owned())),
    };
    normal::normal(raw, zone, repairs)
}

/// Reads a schedule and stores it, all of it or nothing.
///
/// # Errors
/// Why nothing was stored; or [`ImportError::NotPublished`].
pub async fn import_schedule(db: &Db, ctx: &Ctx, bytes: &[u8], target: &Target) -> Result<Report, ImportError> {
    let mut repairs = Repairs::default();
    let mut zone = target.zone.clone();
    if let (None, Some(slug)) = (&zone, &target.edition) {
        zone = congress::edition_by_slug(db, ctx, slug.as_str()).await?.map(|edition| edition.zone);
    }
    let schedule = read(bytes, zone.as_ref(), &mut repairs)?;
    let mut report = store::store(db, ctx, &schedule, target, repairs).await?;
    let finished = publish::finish(db, ctx, &mut report, target.publish).await;
    finished.map_err(|error| ImportError::NotPublished(report.edition.slug.clone(), Box::new(error)))?;
    Ok(report)
}
