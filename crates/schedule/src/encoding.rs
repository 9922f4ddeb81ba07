//! The letters of a file: UTF-8, UTF-16 by its mark, or Latin-1 when an XML
//! declaration says so. Nothing is guessed, but for tables, which declare nothing.

use crate::{Refusal, Repairs};
use std::borrow::Cow;

/// What Windows-1252 has where Latin-1 has control characters.
const WINDOWS: [char; 32] = [
    '€', ' ', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', ' ', 'Ž', ' ', ' ', '‘', '’', '“', '”', '•', '–',
    '—', '˜', '™', 'š', '›', 'œ', ' ', 'ž', 'Ÿ',
];

/// The text of a file, without its byte order mark.
pub(crate) fn decode<'b>(bytes: &'b [u8], repairs: &mut Repairs) -> Result<Cow<'b, str>, Refusal> {
    match bytes {
        [0xFF, 0xFE, rest @ ..] => return utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => return utf16(rest, u16::from_be_bytes),
        _ => {}
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(Cow::Borrowed(text)),
        Err(error) => error,
    };
    let head: String = bytes.iter().take(200).map(|byte| char::from(*byte).to_ascii_lowercase()).collect();
    let declared = head.starts_with("<?xml")
        && ["iso-8859-1", "iso-8859-15", "latin1", "windows-1252"].iter().any(|name| head.contains(name));
    if declared {
        repairs.tell("line 1", "the file is not in UTF-8; it was read as Windows-1252, as it declares");
        return Ok(Cow::Owned(bytes.iter().map(|byte| western(*byte)).collect()));
    }
    let line = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
    Err(Refusal::Encoding(format!("line {line} is not UTF-8, and the file declares nothing else")))
}

/// The text of a table. Spreadsheets do not say in which letters they write: what
/// is not UTF-8 is GB 18030 when it can be and most of its pairs are those of
/// common Han, else Windows-1252.
pub(crate) fn decode_table<'b>(bytes: &'b [u8], repairs: &mut Repairs) -> Result<Cow<'b, str>, Refusal> {
    if let Ok(text) = decode(bytes, repairs) {
        return Ok(text);
    }
    if bytes.contains(&0) {
        return Err(Refusal::Encoding("it holds bytes that are no text".to_owned()));
    }
    let gb = encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes);
    if let Some(text) = gb.filter(|_| is_common_han(bytes)) {
        repairs.tell("line 1", "the file is not in UTF-8; it was read as GB 18030");
        return Ok(text);
    }
    repairs.tell("line 1", "the file is not in UTF-8; it was read as Windows-1252");
    Ok(Cow::Owned(bytes.iter().map(|byte| western(*byte)).collect()))
}

/// In GB 2312 both bytes of a character are above A0; a letter of Windows-1252 is
/// followed by an ordinary one.
fn is_common_han(bytes: &[u8]) -> bool {
    let (mut pairs, mut common) = (0_usize, 0_usize);
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| !byte.is_ascii()) {
        let pair = &rest[at..rest.len().min(at + 2)];
        pairs += 1;
        common += usize::from(pair.len() == 2 && pair.iter().all(|byte| *byte > 0xA0));
        rest = &rest[at + pair.len()..];
    }
    common * 5 >= pairs * 4
}

fn western(byte: u8) -> char {
    match byte {
        0x80..=0x9F => WINDOWS[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

fn utf16<'b>(bytes: &'b [u8], unit: fn([u8; 2]) -> u16) -> Result<Cow<'b, str>, Refusal> {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let text: Result<String, _> = char::decode_utf16(units).collect();
    text.map(Cow::Owned).map_err(|_| Refusal::Encoding("it is not the UTF-16 that its first bytes announce".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_never_guessed() {
        let read = |bytes: &[u8]| decode(bytes, &mut Repairs::default()).map(Cow::into_owned);
        assert_eq!(read(b"\xEF\xBB\xBF{}").unwrap(), "{}");
        assert_eq!(read(b"\xFF\xFE{\0}\0").unwrap(), "{}");
        assert!(read(b"{\"title\": \"caf\xE9\"}").is_err());
        let table = |bytes: &[u8]| decode_table(bytes, &mut Repairs::default()).map(Cow::into_owned);
        assert_eq!(table(b"\xB1\xEA\xCC\xE2,\xBB\xE1\xB3\xA1\n").unwrap(), "标题,会场\n");
        assert_eq!(table(b"Titre,\xE9t\xE9 \x80\n").unwrap(), "Titre,été €\n");
        assert!(table(b"a\0\xFF,b").is_err());
        let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>caf\xE9</a>";
        assert!(read(latin).unwrap().ends_with("<a>café</a>"));
    }
}
