//! Reading schedules that were published elsewhere: strict out, lenient in.
//!
//! Whatever stands in a stranger's file, it becomes an [`ImportedSchedule`] whose
//! every field is fit to be stored, with a report of what was repaired, or a
//! [`Refusal`] that says why not. Nothing here knows a database, a clock or a
//! network; how much memory and time a file may cost is limited everywhere.
//!
//! A reader per format ([`xml`], [`json`], [`pretalx`], [`sessionize`], [`sheet`])
//! turns bytes into a [`raw`] schedule of texts, and [`normal`] makes the schedule
//! of it. The words that describe a session ([`SessionKind`], [`PersonRole`],
//! [`Languages`]) live here too, because they are what every format is read into.

mod dates;
mod duration;
mod encoding;
mod gather;
mod html;
mod imported;
mod json;
mod kind;
mod language;
mod node;
mod normal;
mod pretalx;
mod raw;
mod refusal;
mod repairs;
mod sessionize;
mod sheet;
mod value;
mod words;
mod xml;

pub use gather::name_text;
pub use html::to_plain;
pub use imported::{ImportedEvent, ImportedPerson, ImportedRoom, ImportedSchedule};
pub use kind::{PersonRole, SessionKind};
pub use language::{Languages, SPOKEN, language_name};
pub use refusal::Refusal;
pub use repairs::{Repair, Repairs};
pub use sheet::{Columns, Flaw, Frame, Meaning, Reading, Row, Sheet};

use kernel::{Locale, Zone};
use std::io::Read;

ui::catalogue!();

/// The longest title of a session, in characters.
pub const LONGEST_TITLE: usize = 200;
/// The longest text about a session, in characters.
pub const LONGEST_SUMMARY: usize = 5000;
/// The longest name of a person, in characters.
pub const LONGEST_NAME: usize = 100;
/// Letters and digits in the code of a session.
pub const CODE_LENGTH: usize = 6;
/// A file larger than this is not read: the largest conferences publish ten megabytes.
pub const LARGEST: u64 = 64 * 1024 * 1024;

/// How a file is read.
#[derive(Clone, Debug, Default)]
pub struct Manner {
    /// The zone of times without an offset, whatever the file says.
    pub zone: Option<Zone>,
    /// The congress that a table belongs to.
    pub frame: Frame,
    /// Rows of a table that cannot be read stay out; else the whole table does.
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
    reading.schedule(manner.zone.as_ref(), repairs)
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_language_has_every_word() {
        assert_eq!(crate::TEXT.missing(), Vec::new());
    }
}
