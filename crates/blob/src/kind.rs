//! What a file is, by a look into it. What its name and its sender say counts
//! for nothing.

use std::collections::BTreeSet;

kernel::text_enum! {
    /// A kind of file that is taken, by its media type.
    pub enum Kind {
        /// PDF (ISO 32000).
        Pdf = "application/pdf",
        /// PowerPoint since 2007 (ECMA-376), without macros.
        Pptx = "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        /// OpenDocument presentation (ISO 26300).
        Odp = "application/vnd.oasis.opendocument.presentation",
        /// Keynote, as one file.
        Keynote = "application/vnd.apple.keynote",
        /// PNG (RFC 2083).
        Png = "image/png",
        /// JPEG (ITU T.81).
        Jpeg = "image/jpeg",
    }
}

/// How much of the beginning of a file is looked at.
pub(crate) const HEAD: usize = 512;
/// How much of its end: the directory of a ZIP archive ends there (APPNOTE 4.3.16),
/// before a comment of at most 65,535 bytes.
pub(crate) const TAIL: usize = 22 + 65_535;
/// The largest directory of an archive that is read. A presentation of 200 MB has
/// some thousand entries of about a hundred bytes.
pub(crate) const DIRECTORY: u64 = 4 * 1024 * 1024;

impl Kind {
    /// What slides may be.
    pub const SLIDES: &'static [Self] = &[Self::Pdf, Self::Pptx, Self::Odp, Self::Keynote];
    /// What a picture may be.
    pub const PICTURES: &'static [Self] = &[Self::Png, Self::Jpeg];

    /// How names of such files end.
    pub const fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Pptx => &["pptx"],
            Self::Odp => &["odp"],
            Self::Keynote => &["key"],
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
        }
    }

    /// What a file is that lies in memory; nothing when it is none of these.
    pub fn of(file: &[u8]) -> Option<Self> {
        let head = &file[..file.len().min(HEAD)];
        if !Self::is_archive(head) {
            return Self::by_head(head);
        }
        let tail = &file[file.len().saturating_sub(TAIL)..];
        let (at, length) = directory(tail, file.len() as u64)?;
        let at = usize::try_from(at).ok()?;
        Self::by_entries(head, &entries(file.get(at..at.checked_add(length)?)?))
    }

    /// The kind that begins like this; an archive needs a look into its directory.
    pub(crate) fn by_head(head: &[u8]) -> Option<Self> {
        // A picture has its first chunk at once; what only pretends has text there.
        if head.starts_with(b"\x89PNG\r\n\x1a\n") && head.get(12..16) == Some(b"IHDR") {
            return Some(Self::Png);
        }
        if head.starts_with(&[0xFF, 0xD8, 0xFF]) {
            return Some(Self::Jpeg);
        }
        let version = head.get(5..8)?;
        let is_pdf = head.starts_with(b"%PDF-") && version[0].is_ascii_digit() && version[1] == b'.';
        is_pdf.then_some(Self::Pdf)
    }

    /// Whether the file is an archive, whose directory says what it is.
    pub(crate) fn is_archive(head: &[u8]) -> bool {
        head.starts_with(b"PK\x03\x04")
    }

    /// The kind of an archive with these entries.
    pub(crate) fn by_entries(head: &[u8], entries: &BTreeSet<String>) -> Option<Self> {
        let has = |name: &str| entries.contains(name);
        // ODF keeps its type in the first entry, unpacked, at a fixed place (part 2, 3.3).
        if head.get(30..38) == Some(b"mimetype") && head[38..].starts_with(Self::Odp.as_str().as_bytes()) {
            return has("content.xml").then_some(Self::Odp);
        }
        if has("[Content_Types].xml") && has("ppt/presentation.xml") {
            let has_macros = entries.iter().any(|name| name.ends_with("vbaProject.bin"));
            return (!has_macros).then_some(Self::Pptx);
        }
        let is_keynote = has("Index/Document.iwa") || has("Index.zip") || has("index.apxl");
        is_keynote.then_some(Self::Keynote)
    }
}

/// Where the directory of an archive lies, from the end of the file; `None` when
/// there is none, or one that spans disks or is larger than we read.
pub(crate) fn directory(tail: &[u8], size: u64) -> Option<(u64, usize)> {
    let at = (0..=tail.len().checked_sub(22)?).rev().find(|at| tail[*at..].starts_with(b"PK\x05\x06"))?;
    let long = |from: usize| Some(u64::from(u32::from_le_bytes(tail.get(at + from..at + from + 4)?.try_into().ok()?)));
    let (length, offset) = (long(12)?, long(16)?);
    let fits = length <= DIRECTORY && offset.checked_add(length)? <= size;
    fits.then_some((offset, usize::try_from(length).ok()?))
}

/// The names in a directory (APPNOTE 4.3.12).
pub(crate) fn entries(directory: &[u8]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut rest = directory;
    while rest.starts_with(b"PK\x01\x02") && rest.len() >= 46 {
        let short = |at: usize| usize::from(u16::from_le_bytes([rest[at], rest[at + 1]]));
        let (name, extra, comment) = (short(28), short(30), short(32));
        let Some(raw) = rest.get(46..46 + name) else { break };
        names.insert(String::from_utf8_lossy(raw).into_owned());
        rest = rest.get(46 + name + extra + comment..).unwrap_or_default();
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_pretends_is_not_believed() {
        assert_eq!(Kind::by_head(b"%PDF-1.7\n"), Some(Kind::Pdf));
        assert_eq!(Kind::by_head(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Some(Kind::Png));
        assert_eq!(Kind::by_head(&[0xFF, 0xD8, 0xFF, 0xE0, 0, 16, b'J', b'F']), Some(Kind::Jpeg));
        for bad in
            [&b"<svg xmlns="[..], b"<html>", b"MZ\x90\0", b"%PDF", b"%PDF-x.y", b"\x89PNG\r\n\x1a\nhello world", b""]
        {
            assert_eq!(Kind::by_head(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn an_archive_is_what_is_in_it() {
        let of = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
        let head = [b"PK\x03\x04".as_slice(), &[0; 40]].concat();
        let pptx = ["[Content_Types].xml", "ppt/presentation.xml"];
        assert_eq!(Kind::by_entries(&head, &of(&pptx)), Some(Kind::Pptx));
        let with_macros = [pptx[0], pptx[1], "ppt/vbaProject.bin"];
        assert_eq!(Kind::by_entries(&head, &of(&with_macros)), None);
        assert_eq!(Kind::by_entries(&head, &of(&["Index/Document.iwa"])), Some(Kind::Keynote));
        assert_eq!(Kind::by_entries(&head, &of(&["word/document.xml", "[Content_Types].xml"])), None);
    }

    proptest! {
        /// Whatever is sent: looking into it never panics.
        #[test]
        fn any_bytes_can_be_looked_at(bytes in prop::collection::vec(any::<u8>(), 0..600), size in 0u64..1000) {
            Kind::by_head(&bytes);
            directory(&bytes, size);
            let with_mark = [b"PK\x01\x02".as_slice(), &bytes].concat();
            entries(&with_mark);
            Kind::by_entries(&bytes, &entries(&bytes));
        }
    }
}
