//! Why nothing was imported.

use db::AsConflict;
use kernel::Slug;
use schedule::Refusal;
use sea_orm::DbErr;

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
