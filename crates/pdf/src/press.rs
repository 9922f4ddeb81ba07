//! The press: faces, a thread of its own, and what comes out.

use crate::{boxes, desk::Desk};
use kernel::Timestamp;
use std::{
    collections::BTreeSet,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Once,
};
use typst::{
    Library, LibraryExt, WorldExt, comemo,
    diag::SourceDiagnostic,
    foundations::{Bytes, Datetime, Smart},
    text::Font,
    utils::LazyHash,
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// For the stack of the typesetter: it goes down as deep as content is nested.
const STACK: usize = 16 * 1024 * 1024;

/// Why nothing was printed. All of it is a mistake of ours: data cannot cause it
/// unless the template lets them.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A face that cannot be read, or no thread to work on.
    #[error("the press cannot be set up: {0}")]
    Press(String),
    /// The template is wrong, or asks for data that are not there.
    #[error("the template: {0}")]
    Template(String),
    /// The typesetter itself gave up.
    #[error("the typesetter gave up")]
    GaveUp,
}

/// What is to be printed.
#[derive(Clone, Debug)]
pub struct Job<'a> {
    /// Names and texts of the template's sources; the first one is set, the
    /// others it may import.
    pub sources: &'a [(&'static str, &'static str)],
    /// What the template reads as `json("data.json")`.
    pub data: String,
    /// What this document is, for its identifier: the same for two versions of it.
    pub ident: String,
    /// When what it says was said; written into it as the date it was made.
    pub as_of: Timestamp,
}

/// A document.
#[derive(Clone, Debug)]
pub struct Printed {
    /// The PDF, version 1.7.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// It keeps all of PDF/UA-1 and says so. Without, it is tagged, with language,
    /// title and bookmarks, all the same.
    pub is_accessible: bool,
    /// Characters of the data that no face has. Each is printed as a box.
    pub missing: BTreeSet<char>,
}

/// Prints. One is enough for a house, and it prints one job at a time.
pub struct Press {
    library: LazyHash<Library>,
    fonts: Vec<Font>,
    thread: rayon::ThreadPool,
}

impl Press {
    /// A press with these faces, OpenType or TrueType. A template names them as
    /// they name themselves.
    ///
    /// # Errors
    /// When a face cannot be read, or there is no thread.
    pub fn new(faces: &[&'static [u8]]) -> Result<Self, Error> {
        let read = |(at, face): (usize, &&'static [u8])| {
            Font::new(Bytes::new(*face), 0).ok_or_else(|| Error::Press(format!("face {at} cannot be read")))
        };
        let fonts: Vec<Font> = faces.iter().enumerate().map(read).collect::<Result<_, _>>()?;
        // The typesetter would spread over all processors, which are for requests.
        let thread = rayon::ThreadPoolBuilder::new()
            .num_threads(1)
            .stack_size(STACK)
            .thread_name(|_| "press".to_owned())
            .build()
            .map_err(|error| Error::Press(error.to_string()))?;
        Ok(Self { library: LazyHash::new(Library::default()), fonts, thread })
    }

    /// Prints a job. It takes a second or more of computing; callers wait for it
    /// where waiting harms nobody.
    ///
    /// # Errors
    /// See [`Error`]. Whatever stands in the data, it does not panic.
    pub fn print(&self, job: &Job<'_>) -> Result<Printed, Error> {
        let missing = self.missing(&job.data);
        if !missing.is_empty() {
            warn_once(&missing);
        }
        let printed = self.thread.install(|| {
            let printed = catch_unwind(AssertUnwindSafe(|| self.set(job, &missing)));
            // What the typesetter remembers of a job would fill the memory.
            comemo::evict(0);
            printed
        });
        let (bytes, pages, is_accessible) = printed.map_err(|_| Error::GaveUp)??;
        Ok(Printed { bytes, pages, is_accessible, missing })
    }

    fn set(&self, job: &Job<'_>, missing: &BTreeSet<char>) -> Result<(Vec<u8>, usize, bool), Error> {
        let desk = self.desk(job, missing)?;
        let said = |problems: &[SourceDiagnostic]| Error::Template(words(&desk, problems));
        let document: PagedDocument = typst::compile(&desk).output.map_err(|problems| said(&problems))?;
        let pages = document.pages().len();
        let accessible = PdfStandards::new(&[PdfStandard::Ua_1]).unwrap_or_default();
        if let Ok(bytes) = typst_pdf::pdf(&document, &options(job, accessible)) {
            return Ok((bytes, pages, true));
        }
        // Some scripts, and characters for private use, are not allowed there.
        let bytes = typst_pdf::pdf(&document, &options(job, PdfStandards::default()));
        Ok((bytes.map_err(|problems| said(&problems))?, pages, false))
    }

    fn desk(&self, job: &Job<'_>, missing: &BTreeSet<char>) -> Result<Desk<'_>, Error> {
        let mut fonts = self.fonts.clone();
        if !missing.is_empty() {
            fonts.extend(Font::new(Bytes::new(boxes::face(missing)), 0));
        }
        let wrong = || Error::Template("there are no sources, or one has no name".to_owned());
        Desk::new(&self.library, fonts, job).ok_or_else(wrong)
    }

    fn missing(&self, data: &str) -> BTreeSet<char> {
        let seen: BTreeSet<char> = data.chars().filter(|c| !boxes::is_invisible(*c)).collect();
        let has = |c: &char| self.fonts.iter().any(|font| font.info().coverage.contains(u32::from(*c)));
        seen.into_iter().filter(|c| !has(c)).collect()
    }
}

fn options(job: &Job<'_>, standards: PdfStandards) -> PdfOptions {
    let at = job.as_of.to_jiff().to_zoned_datetime(jiff::tz::TimeZone::UTC);
    let part = |part: i8| u8::try_from(part).unwrap_or(0);
    let date = Datetime::from_ymd_hms(
        at.year().into(),
        part(at.month()),
        part(at.day()),
        part(at.hour()),
        part(at.minute()),
        part(at.second()),
    );
    PdfOptions {
        ident: Smart::Custom(job.ident.clone()),
        creator: Smart::Custom(Some("Convoke".to_owned())),
        timestamp: date.map(typst_pdf::Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    }
}

/// `book.typ, line 12: unknown variable`, for each.
fn words(desk: &Desk<'_>, problems: &[SourceDiagnostic]) -> String {
    let place = |problem: &SourceDiagnostic| {
        let id = problem.span.id()?;
        let line = desk.range(problem.span).and_then(|range| desk.line(id, range.start))?;
        Some(format!("{}, line {line}: ", id.vpath().get_without_slash()))
    };
    let one = |problem: &SourceDiagnostic| format!("{}{}", place(problem).unwrap_or_default(), problem.message);
    problems.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// Once is enough: a list of names would fill the log with each release.
fn warn_once(missing: &BTreeSet<char>) {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let few: String = missing.iter().take(12).collect();
        tracing::warn!(count = missing.len(), "characters that no face has are printed as boxes: {few}");
    });
}

impl std::fmt::Debug for Press {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Press").field("faces", &self.fonts.len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
