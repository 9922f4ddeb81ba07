//! Why nothing was imported.

use kernel::FieldProblem;

/// Why a file was not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is larger than any schedule.
    #[error("the file is larger than {} MiB; no schedule is", crate::LARGEST / 1024 / 1024)]
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
            Self::TooLarge => FieldProblem::new("schedule-too-large"),
            Self::NotASchedule(what) => told("schedule-not-a-table", what),
            Self::Broken(what) | Self::TooDeep(what) => told("schedule-broken", what),
            Self::DocumentType(line) => told("schedule-broken", &format!("line {line}: <!DOCTYPE>")),
            Self::Encoding(_) => FieldProblem::new("schedule-letters"),
            Self::TooMany(what, most) => told("schedule-too-many", what).with("n", most),
            Self::TooLong(first, last) => told("schedule-broken", &format!("{first} – {last}")),
            Self::OldWorkbook => FieldProblem::new("schedule-old-workbook"),
            Self::Locked => FieldProblem::new("schedule-locked"),
            Self::Rows(_, what) => told("schedule-broken", what),
        }
    }
}
