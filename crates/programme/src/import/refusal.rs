//! Why nothing was imported.

use db::AsConflict;
use kernel::{FieldProblem, Slug};
use sea_orm::DbErr;

/// Why a file was not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is larger than any schedule.
    #[error("the file is larger than {} MiB; no schedule is", super::LARGEST / 1024 / 1024)]
    TooLarge,
    /// It is something else.
    #[error("this is not a schedule: {0}")]
    NotASchedule(String),
    /// It ends too early, or its signs do not match.
    #[error("the file is broken: {0}")]
    Broken(String),
    /// Its letters cannot be read.
    #[error("the file's letters cannot be read: {0}")]
    Encoding(String),
    /// A document type may define entities that grow without end, or fetch files.
    #[error("line {0}: a document type (<!DOCTYPE>) is not taken, because entities may hide in it; remove it")]
    DocumentType(usize),
    /// A workbook of before 2007.
    #[error("this is a workbook of the old kind (.xls); save it as .xlsx")]
    OldWorkbook,
    /// A workbook that asks for a password.
    #[error("the workbook is protected by a password")]
    Locked,
    /// Rows of a table that cannot be read, and nobody agreed to leave them out.
    #[error("{0} faults in the table; correct them, or leave the rows out with --leave-out:\n{1}")]
    Rows(usize, String),
    /// Elements inside elements without end.
    #[error("{0}: nested too deeply")]
    TooDeep(String),
    /// More of something than any congress has.
    #[error("there are more than {1} {0}; no schedule has so many")]
    TooMany(&'static str, usize),
    /// The days are too far apart.
    #[error("the schedule lasts from {0} to {1}; an edition has 60 days at most")]
    TooLong(String, String),
}

impl Refusal {
    /// The same for the field of a form, in the reader's language.
    pub fn problem(&self) -> FieldProblem {
        let told = |key, what: &str| FieldProblem::new(key).with("what", what);
        match self {
            Self::TooLarge => FieldProblem::new("programme-import-too-large"),
            Self::NotASchedule(what) => told("programme-import-not-a-table", what),
            Self::Broken(what) | Self::TooDeep(what) => told("programme-import-broken", what),
            Self::DocumentType(line) => told("programme-import-broken", &format!("line {line}: <!DOCTYPE>")),
            Self::Encoding(_) => FieldProblem::new("programme-import-letters"),
            Self::TooMany(what, most) => told("programme-import-too-many", what).with("n", most),
            Self::TooLong(first, last) => told("programme-import-broken", &format!("{first} – {last}")),
            Self::OldWorkbook => FieldProblem::new("programme-import-old-workbook"),
            Self::Locked => FieldProblem::new("programme-import-locked"),
            Self::Rows(_, what) => told("programme-import-broken", what),
        }
    }
}

/// Why nothing was stored, or not all that was asked for was done.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// There is no such edition.
    #[error("there is no edition {0}; leave --edition out to make a new one")]
    NoEdition(Slug),
    /// The new edition's slug is that of another one.
    #[error(
        "there is an edition {0} already, and this schedule was not imported into it; choose with --edition {0} to import into it, or --slug to make another"
    )]
    Taken(Slug),
    /// The slug belongs to the site.
    #[error("{0} cannot be the slug of an edition; choose another with --slug")]
    Reserved(Slug),
    /// The schedule stands in the draft, but nobody else sees it.
    #[error("the schedule was imported into {0}, but could not be published: {1}")]
    NotPublished(Slug, Box<ImportError>),
    /// The programme's refusal.
    #[error(transparent)]
    Programme(#[from] crate::Error),
    /// The edition's refusal.
    #[error(transparent)]
    Congress(#[from] congress::Error),
    /// The directory's refusal.
    #[error(transparent)]
    Directory(#[from] directory::Error),
    /// The engine refused.
    #[error("the database: {0}")]
    Db(#[from] DbErr),
}

impl AsConflict for ImportError {
    fn is_conflict(&self) -> bool {
        match self {
            Self::Programme(error) => error.is_conflict(),
            Self::Congress(error) => error.is_conflict(),
            Self::Directory(error) => error.is_conflict(),
            Self::Db(error) => error.is_conflict(),
            _ => false,
        }
    }
}
