//! The short code of a session: six characters that cannot be misread, the
//! stable part of its address. The words after it may change with the title.

use kernel::{Ctx, Locale, LocalizedText, Slug};
use schedule::CODE_LENGTH as LENGTH;

/// Letters and digits without those that look alike (0 O, 1 I, and L, U).
const ALPHABET: &[u8] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A new code. The caller proves that it is free.
pub(crate) fn draw(ctx: &Ctx) -> String {
    ctx.random_bytes::<LENGTH>().iter().map(|byte| char::from(ALPHABET[usize::from(*byte) % ALPHABET.len()])).collect()
}

/// The last segment of a session's address: `7kq2md-opening-ceremony`, or the
/// code alone when nothing of the title is ASCII.
pub(crate) fn path_segment(code: &str, title: &LocalizedText) -> String {
    let code = code.to_ascii_lowercase();
    match Slug::from_title(title.text(Locale::En)) {
        Some(slug) => format!("{code}-{slug}"),
        None => code,
    }
}

/// The code in a segment as somebody typed or kept it.
pub(crate) fn in_segment(segment: &str) -> Option<String> {
    let code = segment.get(..LENGTH)?;
    let ends = segment.len() == LENGTH || segment.as_bytes().get(LENGTH) == Some(&b'-');
    (ends && code.bytes().all(|b| b.is_ascii_alphanumeric())).then(|| code.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_its_code_when_the_title_changes() {
        let title = LocalizedText::both("Opening: Cities & Rivers", "开幕式");
        let segment = path_segment("7KQ2MD", &title);
        assert_eq!(segment, "7kq2md-opening-cities-rivers");
        assert_eq!(in_segment(&segment).as_deref(), Some("7KQ2MD"));
        assert_eq!(in_segment("7kq2md-an-older-title").as_deref(), Some("7KQ2MD"));
        assert_eq!(in_segment("7kq2md").as_deref(), Some("7KQ2MD"));
        assert_eq!(path_segment("7KQ2MD", &LocalizedText::of(Locale::Zh, "开幕式")), "7kq2md");
    }

    #[test]
    fn other_segments_hold_no_code() {
        for other in ["", "7kq2", "7kq2mdx", "开幕式开幕式", "7kq/md-a"] {
            assert_eq!(in_segment(other), None, "{other}");
        }
    }
}
