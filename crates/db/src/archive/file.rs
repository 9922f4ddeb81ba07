//! The file itself: writing it line by line, reading it back with every count
//! and hash checked on the way.

use super::{AppliedMigration, ArchiveError, End, FORMAT, Manifest, Summary, TableEnd, TableLine, TableSummary};
use crate::{Migration, schema::Table};
use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use sha2::{Digest, Sha256};
use std::{
    fs::File,
    io::{BufRead, BufReader, BufWriter, Read, Write},
    path::{Path, PathBuf},
};

/// Rows of one table, counted and hashed as they pass.
#[derive(Default)]
pub(super) struct Tally {
    rows: u64,
    hash: Sha256,
}

impl Tally {
    pub(super) fn add(&mut self, line: &str) {
        self.rows += 1;
        self.hash.update(line.as_bytes());
        self.hash.update(b"\n");
    }

    pub(super) fn end(self, table: &str) -> TableSummary {
        let sha256 = data_encoding::HEXLOWER.encode(&self.hash.finalize());
        TableSummary { name: table.to_owned(), rows: self.rows, sha256 }
    }
}

fn end_of(tables: &[TableSummary]) -> End {
    let mut hash = Sha256::new();
    for table in tables {
        hash.update(format!("{} {} {}\n", table.name, table.rows, table.sha256));
    }
    End {
        tables: u64::try_from(tables.len()).unwrap_or(u64::MAX),
        rows: tables.iter().map(|table| table.rows).sum(),
        sha256: data_encoding::HEXLOWER.encode(&hash.finalize()),
    }
}

/// Writes beside the place and moves the file there when it is whole: a reader
/// never finds half an archive under its name.
pub(super) struct Writer {
    path: PathBuf,
    part: PathBuf,
    out: GzEncoder<BufWriter<File>>,
}

impl Writer {
    pub(super) fn create(path: &Path, manifest: &Manifest) -> Result<Self, ArchiveError> {
        let mut part = path.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        let file = private_file(&part).map_err(at(path))?;
        let out = GzEncoder::new(BufWriter::new(file), Compression::default());
        let mut writer = Self { path: path.to_owned(), part, out };
        writer.json(manifest)?;
        Ok(writer)
    }

    pub(super) fn table(&mut self, table: &Table) -> Result<(), ArchiveError> {
        self.json(&TableLine { table: table.clone() })
    }

    pub(super) fn row(&mut self, line: &str) -> Result<(), ArchiveError> {
        writeln!(self.out, "{line}").map_err(at(&self.path))
    }

    pub(super) fn table_end(&mut self, summary: &TableSummary) -> Result<(), ArchiveError> {
        self.json(&TableEnd { rows: summary.rows, sha256: summary.sha256.clone() })
    }

    pub(super) fn finish(mut self, tables: &[TableSummary]) -> Result<(), ArchiveError> {
        self.json(&end_of(tables))?;
        let place = at(&self.path);
        let file = self.out.finish().and_then(|buffer| buffer.into_inner().map_err(|error| error.into_error()));
        file.and_then(|file| file.sync_all()).map_err(&place)?;
        std::fs::rename(&self.part, &self.path).map_err(&place)
    }

    fn json<T: serde::Serialize>(&mut self, value: &T) -> Result<(), ArchiveError> {
        let line = serde_json::to_string(value).map_err(|error| ArchiveError::Damaged(error.to_string()))?;
        self.row(&line)
    }
}

/// An archive holds everybody's data: it is for its owner alone.
fn private_file(path: &Path) -> std::io::Result<File> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn at(path: &Path) -> impl Fn(std::io::Error) -> ArchiveError {
    let path = path.display().to_string();
    move |source| ArchiveError::File { path: path.clone(), source }
}

/// An archive that is being read.
pub struct Reader {
    lines: BufReader<GzDecoder<BufReader<File>>>,
    manifest: Manifest,
    done: Vec<TableSummary>,
    open: Option<(Table, Tally)>,
    ended: bool,
}

impl Reader {
    /// Opens an archive and reads its first line.
    ///
    /// # Errors
    /// When there is none, or one of a newer format.
    pub fn open(path: &Path) -> Result<Self, ArchiveError> {
        let file = File::open(path).map_err(at(path))?;
        let mut lines = BufReader::new(GzDecoder::new(BufReader::new(file)));
        let first = line(&mut lines)?.ok_or_else(|| ArchiveError::Damaged("it is empty".to_owned()))?;
        let loose: serde_json::Value = parse(&first)?;
        if loose["archive"] != "convoke" {
            return Err(ArchiveError::Damaged("it is not an archive of Convoke".to_owned()));
        }
        // Looked at before the rest: a later format may have another first line.
        if loose["format"].as_u64().is_none_or(|format| format > u64::from(FORMAT)) {
            return Err(ArchiveError::Newer(format!("format {}", loose["format"])));
        }
        Ok(Self { lines, manifest: parse(&first)?, done: Vec::new(), open: None, ended: false })
    }

    /// The first line.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Those of `known` that the archived schema is made of.
    ///
    /// # Errors
    /// When the archive has seen a migration that is not known here.
    pub fn schema(&self, known: &[Migration]) -> Result<Vec<Migration>, ArchiveError> {
        let is_same =
            |applied: &AppliedMigration, one: &Migration| applied.name == one.name && applied.hash == one.hash();
        for applied in &self.manifest.migrations {
            if !known.iter().any(|one| is_same(applied, one)) {
                return Err(ArchiveError::Newer(applied.name.clone()));
            }
        }
        let used = |one: &&Migration| self.manifest.migrations.iter().any(|applied| applied.name == one.name);
        Ok(known.iter().filter(used).copied().collect())
    }

    /// The next table; `None` after the last one, whose sums were checked.
    ///
    /// # Errors
    /// When the file is damaged or cut short.
    pub fn next_table(&mut self) -> Result<Option<Table>, ArchiveError> {
        // Rows that nobody asked for are still counted.
        while self.open.is_some() {
            self.next_row()?;
        }
        if self.ended {
            return Ok(None);
        }
        let text = self.line()?;
        if let Ok(begun) = serde_json::from_str::<TableLine>(&text) {
            self.open = Some((begun.table.clone(), Tally::default()));
            return Ok(Some(begun.table));
        }
        let (end, counted): (End, End) = (parse(&text)?, end_of(&self.done));
        if (end.tables, end.rows, &end.sha256) != (counted.tables, counted.rows, &counted.sha256) {
            return Err(ArchiveError::Damaged("its tables are not those it was closed with".to_owned()));
        }
        self.ended = true;
        // Reading on to the end lets gzip check its own sum.
        let mut rest = Vec::new();
        self.lines.read_to_end(&mut rest).map_err(|error| ArchiveError::Damaged(error.to_string()))?;
        if rest.is_empty() { Ok(None) } else { Err(ArchiveError::Damaged("something follows its end".to_owned())) }
    }

    /// The next row of the open table, its values in the order of the columns;
    /// `None` after the last one, when its count and hash were found right.
    ///
    /// # Errors
    /// When the file is damaged or cut short.
    pub fn next_row(&mut self) -> Result<Option<Vec<serde_json::Value>>, ArchiveError> {
        let text = self.line()?;
        let Some((table, tally)) = &mut self.open else {
            return Err(ArchiveError::Damaged("a row stands outside a table".to_owned()));
        };
        if text.starts_with('[') {
            tally.add(&text);
            let row: Vec<serde_json::Value> = parse(&text)?;
            if row.len() != table.columns.len() {
                return Err(ArchiveError::Damaged(format!("a row of {} has {} values", table.name, row.len())));
            }
            return Ok(Some(row));
        }
        let end: TableEnd = parse(&text)?;
        let Some((table, tally)) = self.open.take() else { return Ok(None) };
        let counted = tally.end(&table.name);
        if (counted.rows, &counted.sha256) != (end.rows, &end.sha256) {
            return Err(ArchiveError::Damaged(format!("the rows of {} are not those that were written", table.name)));
        }
        self.done.push(counted);
        Ok(None)
    }

    /// What was read and found right.
    pub fn summary(self) -> Summary {
        Summary { made_at: self.manifest.made_at, tables: self.done }
    }

    fn line(&mut self) -> Result<String, ArchiveError> {
        line(&mut self.lines)?.ok_or_else(|| ArchiveError::Damaged("it is cut short".to_owned()))
    }
}

fn line(lines: &mut impl BufRead) -> Result<Option<String>, ArchiveError> {
    let mut text = String::new();
    let read = lines.read_line(&mut text).map_err(|error| ArchiveError::Damaged(error.to_string()))?;
    if text.ends_with('\n') {
        text.pop();
    } else if read > 0 {
        return Err(ArchiveError::Damaged("it is cut short".to_owned()));
    }
    Ok((read > 0).then_some(text))
}

fn parse<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, ArchiveError> {
    serde_json::from_str(text).map_err(|error| ArchiveError::Damaged(error.to_string()))
}

/// Reads a whole archive and checks every count and hash in it. Needs no database.
///
/// # Errors
/// What is wrong with it.
pub fn verify(path: &Path) -> Result<Summary, ArchiveError> {
    let mut reader = Reader::open(path)?;
    while reader.next_table()?.is_some() {}
    Ok(reader.summary())
}
