//! The ZIP archive around a workbook (APPNOTE 6.3), read with limits: an entry
//! is unpacked only as far as was allowed, whatever it says of its size.

use super::Refusal;
use std::io::Read;

/// Entries of a workbook: a sheet each, and a dozen beside.
const MOST_ENTRIES: usize = 4000;
/// Bytes of an entry when unpacked.
const LARGEST_ENTRY: u64 = 64 * 1024 * 1024;

const END: &[u8] = b"PK\x05\x06";
const ENTRY: &[u8] = b"PK\x01\x02";
const LOCAL: &[u8] = b"PK\x03\x04";

/// Whether a file begins as an archive does.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    bytes.starts_with(LOCAL)
}

/// An archive in memory.
pub(super) struct Archive<'b> {
    bytes: &'b [u8],
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    method: u16,
    encrypted: bool,
    packed: usize,
    at: usize,
}

fn broken(what: &str) -> Refusal {
    Refusal::Broken(format!("the workbook's archive {what}"))
}

fn number(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    let part = bytes.get(at..at.checked_add(length)?)?;
    Some(part.iter().rev().fold(0, |sum, byte| sum << 8 | usize::from(*byte)))
}

impl<'b> Archive<'b> {
    /// Reads the list of entries.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Refusal> {
        // The end record is followed by a remark of at most 65,535 bytes.
        let from = bytes.len().saturating_sub(65_535 + 22);
        let end = bytes[from..].windows(4).rposition(|window| window == END).map(|at| at + from);
        let end = end.ok_or_else(|| broken("has no end; the file may be cut off"))?;
        let count = number(bytes, end + 10, 2).ok_or_else(|| broken("is cut off"))?;
        if count > MOST_ENTRIES {
            return Err(Refusal::TooMany("parts of a workbook", MOST_ENTRIES));
        }
        let mut at = number(bytes, end + 16, 4).ok_or_else(|| broken("is cut off"))?;
        let mut entries = Vec::with_capacity(count);
        for _ in 0..count {
            let (entry, next) = entry(bytes, at).ok_or_else(|| broken("has a broken list of contents"))?;
            entries.push(entry);
            at = next;
        }
        Ok(Self { bytes, entries })
    }

    /// Whether there is an entry of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name == name)
    }

    /// The text of an entry; nothing when there is none of this name.
    pub(super) fn text(&self, name: &str) -> Result<Option<String>, Refusal> {
        let Some(entry) = self.entries.iter().find(|entry| entry.name == name) else { return Ok(None) };
        if entry.encrypted {
            return Err(Refusal::Locked);
        }
        let packed = self.packed(entry).ok_or_else(|| broken("is cut off"))?;
        let mut unpacked = Vec::new();
        let read = match entry.method {
            0 => packed.take(LARGEST_ENTRY + 1).read_to_end(&mut unpacked),
            8 => flate2::read::DeflateDecoder::new(packed).take(LARGEST_ENTRY + 1).read_to_end(&mut unpacked),
            _ => return Err(broken("is packed in a way that workbooks are not")),
        };
        read.map_err(|_| broken("does not unpack"))?;
        if unpacked.len() as u64 > LARGEST_ENTRY {
            return Err(Refusal::TooLarge);
        }
        String::from_utf8(unpacked)
            .map(|text| Some(text.trim_start_matches('\u{FEFF}').to_owned()))
            .map_err(|_| Refusal::Encoding(format!("{name} in the workbook is not UTF-8")))
    }

    fn packed(&self, entry: &Entry) -> Option<&'b [u8]> {
        let head = self.bytes.get(entry.at..)?;
        if !head.starts_with(LOCAL) {
            return None;
        }
        let from = 30 + number(head, 26, 2)? + number(head, 28, 2)?;
        head.get(from..from.checked_add(entry.packed)?)
    }
}

/// The entry of the list at a place, and the place of the next.
fn entry(bytes: &[u8], at: usize) -> Option<(Entry, usize)> {
    let head = bytes.get(at..)?;
    if !head.starts_with(ENTRY) {
        return None;
    }
    let (name, extra, remark) = (number(head, 28, 2)?, number(head, 30, 2)?, number(head, 32, 2)?);
    let entry = Entry {
        name: String::from_utf8_lossy(head.get(46..46 + name)?).replace('\\', "/"),
        method: u16::try_from(number(head, 10, 2)?).ok()?,
        encrypted: number(head, 8, 2)? & 1 == 1,
        packed: number(head, 20, 4)?,
        at: number(head, 42, 4)?,
    };
    Some((entry, at + 46 + name + extra + remark))
}
