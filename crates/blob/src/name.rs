//! The name that a file came with: shown again when it is fetched, and nothing
//! else. It never becomes a path.

use crate::Kind;
use kernel::FieldProblem;

/// The longest name that is taken, in characters.
const LONGEST: usize = 120;

/// Endings that open as something, so that no name may hide one before its last.
const OPENING: &[&str] = &[
    "apk", "app", "bat", "bin", "cmd", "com", "cpl", "dll", "dmg", "doc", "docm", "docx", "elf", "exe", "gz", "hta",
    "htm", "html", "iso", "jar", "jpeg", "jpg", "js", "key", "lnk", "mht", "msi", "odp", "pdf", "php", "pif", "png",
    "pps", "ppsm", "ppsx", "ppt", "pptm", "pptx", "ps1", "py", "rar", "reg", "scr", "sh", "svg", "swf", "tar", "vbs",
    "wsf", "xhtml", "xls", "xlsm", "xlsx", "xml", "zip",
];

/// A name without a path, with one ending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileName {
    whole: String,
    /// The ending, in small letters.
    ending: String,
}

impl FileName {
    /// Reads a name as a browser sends it.
    ///
    /// # Errors
    /// `blob-problem-name` for a path, control characters and what a system reads
    /// backwards, `blob-problem-long-name`, `blob-problem-double-ending`,
    /// `blob-problem-ending` without any.
    pub fn parse(raw: &str) -> Result<Self, FieldProblem> {
        let whole = raw.trim();
        let forbidden = |c: char| {
            c.is_control()
                || matches!(c, '/' | '\\' | ':' | '"' | '<' | '>' | '|' | '*' | '?')
                // Marks of direction: `gnp.exe` can be made to look like `exe.png`.
                || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        };
        if whole.is_empty() || whole.starts_with('.') || whole.contains("..") || whole.contains(forbidden) {
            return Err(FieldProblem::new("blob-problem-name"));
        }
        if whole.chars().count() > LONGEST {
            return Err(FieldProblem::new("blob-problem-long-name").with("limit", LONGEST));
        }
        let (stem, ending) = whole.rsplit_once('.').ok_or(FieldProblem::new("blob-problem-ending"))?;
        let hidden = stem.rsplit_once('.').map(|(_, hidden)| hidden.trim().to_ascii_lowercase());
        if hidden.is_some_and(|hidden| OPENING.contains(&hidden.as_str())) {
            return Err(FieldProblem::new("blob-problem-double-ending"));
        }
        Ok(Self { whole: whole.to_owned(), ending: ending.to_ascii_lowercase() })
    }

    /// The whole name.
    pub fn as_str(&self) -> &str {
        &self.whole
    }

    /// The name ends as names of such files do.
    pub fn fits(&self, kind: Kind) -> bool {
        kind.extensions().contains(&self.ending.as_str())
    }

    /// The name ends like one of these kinds: the rest need not even be sent.
    pub fn fits_any(&self, kinds: &[Kind]) -> bool {
        kinds.iter().any(|kind| self.fits(*kind))
    }

    /// The value of `Content-Disposition` that makes a browser store a file under
    /// this name (RFC 6266, RFC 8187) and never open it in the page.
    pub fn as_attachment(name: &str) -> String {
        let plain: String =
            name.chars().map(|c| if c.is_ascii_alphanumeric() || "-_. ".contains(c) { c } else { '_' }).collect();
        let mut exact = String::new();
        for byte in name.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                exact.push(char::from(byte));
            } else {
                exact.push_str(&format!("%{byte:02X}"));
            }
        }
        format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{exact}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_names_are_taken() {
        for good in ["Slides.pdf", "林悦 演讲 v1.2.pptx", "J.Smith.pdf", "Dr. Lin.KEY", "a.b.c.odp", "portrait.JPEG"]
        {
            assert!(FileName::parse(good).is_ok(), "{good}");
        }
        assert!(FileName::parse("a.PDF").unwrap().fits(Kind::Pdf));
        assert!(!FileName::parse("a.pdf").unwrap().fits(Kind::Png));
    }

    #[test]
    fn a_path_a_second_ending_and_a_name_without_end_are_refused() {
        let key = |raw: &str| FileName::parse(raw).unwrap_err().key;
        for path in ["../a.pdf", "a/b.pdf", "C:\\a.pdf", ".pdf", "a\0.pdf", "", "a\u{202E}fdp.exe", "a..pdf"] {
            assert_eq!(key(path), "blob-problem-name", "{path:?}");
        }
        for double in ["slides.exe.pdf", "a.PDF.pdf", "x.svg .png", "a.html.pptx"] {
            assert_eq!(key(double), "blob-problem-double-ending", "{double}");
        }
        assert_eq!(key(&format!("{}.pdf", "名".repeat(296))), "blob-problem-long-name");
        assert_eq!(key("slides"), "blob-problem-ending");
    }

    #[test]
    fn a_browser_is_told_to_keep_it() {
        let header = FileName::as_attachment("林 \"a\".pdf");
        assert!(header.starts_with("attachment; filename=\"_ _a_.pdf\"; filename*=UTF-8''%E6%9E%97"), "{header}");
        assert!(header.is_ascii());
    }
}
