//! All that a template can reach: its sources, its data, the faces of the press.

use crate::Job;
use typst::{
    Library, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

/// The name under which a template finds its data.
const DATA: &str = "data.json";

/// A job, laid out for the typesetter.
pub(crate) struct Desk<'p> {
    library: &'p LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    sources: Vec<Source>,
    data: (FileId, Bytes),
    main: FileId,
}

impl<'p> Desk<'p> {
    /// Nothing when a name of a source is no path, or there is no source.
    pub(crate) fn new(library: &'p LazyHash<Library>, fonts: Vec<Font>, job: &Job<'_>) -> Option<Self> {
        let sources: Option<Vec<Source>> =
            job.sources.iter().map(|(name, text)| Some(Source::new(file(name)?, (*text).to_owned()))).collect();
        let sources = sources?;
        let main = sources.first()?.id();
        let data = (file(DATA)?, Bytes::from_string(job.data.clone()));
        let book = LazyHash::new(FontBook::from_fonts(&fonts));
        Some(Self { library, book, fonts, sources, data, main })
    }

    /// The line of a source, from 1, for a message.
    pub(crate) fn line(&self, id: FileId, byte: usize) -> Option<usize> {
        let source = self.sources.iter().find(|source| source.id() == id)?;
        source.lines().byte_to_line(byte).map(|line| line + 1)
    }
}

/// Names are kept by the typesetter for ever, so they must be few: they come from
/// our sources only.
fn file(name: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(name).ok()?).intern())
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.iter().find(|source| source.id() == id).cloned().ok_or_else(|| missing(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data.0 { Ok(self.data.1.clone()) } else { Err(missing(id)) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    /// A template that asks for today would not print the same twice.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
