//! Taking in a schedule that was published elsewhere.
//!
//! [`schedule`] reads the file; [`store`] writes what it made of it in one
//! transaction. What it would do can be told before ([`preview`]); the desk keeps a
//! table until its sender has looked at that ([`upload`]).

mod error;
mod preview;
mod publish;
mod report;
mod store;
mod tables;
mod upload;

pub use error::ImportError;
pub use preview::{Fate, Preview, PreviewLine, preview};
pub use report::{Count, Finding, Report};
pub use upload::{Look, NotTaken, Upload, choose_columns, discard_upload, look, put_upload, take_upload, upload};

use congress::Edition;
use db::Db;
use kernel::{Ctx, Slug, Zone};
use schedule::{Frame, Manner, Repairs, read};

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
