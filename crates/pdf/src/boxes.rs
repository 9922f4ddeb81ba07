//! The face of last resort: an empty box for every character that no face has.
//!
//! Faces have such a box themselves, but ours are cut down and theirs is blank, so
//! that a name in another script would leave a gap that nobody notices. A box of
//! our own stands for a character, which is found and copied from the document.
//! It is written as OpenType (ISO/IEC 14496-22), for the characters of one job.

use std::collections::BTreeSet;

/// Parts of the em.
const EM: u16 = 1000;
const ADVANCE: u16 = 760;
/// Left, right and top edge of a box, and how thick its line is.
const LEFT: i16 = 60;
const RIGHT: i16 = 700;
const TOP: i16 = 700;
const LINE: i16 = 50;
/// Glyphs have numbers of two bytes.
const MOST: usize = 60_000;

/// Characters that are not to be seen, whatever the face.
pub(crate) fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// A face that has these characters, each with a glyph of its own.
pub(crate) fn face(characters: &BTreeSet<char>) -> Vec<u8> {
    let characters: Vec<u32> = characters.iter().take(MOST).map(|c| u32::from(*c)).collect();
    // Glyph 0 is for what is in no face at all.
    let glyphs = u16::try_from(characters.len() + 1).unwrap_or(u16::MAX);
    // In the order of their tags, as the directory wants them.
    file(&[
        (b"cmap", cmap(&characters)),
        (b"glyf", outline().repeat(glyphs.into())),
        (b"head", head()),
        (b"hhea", hhea()),
        (b"hmtx", hmtx(glyphs)),
        (b"loca", loca(glyphs)),
        (b"maxp", maxp(glyphs)),
        (b"name", name()),
        (b"post", [&[0, 3, 0, 0][..], &[0; 28]].concat()),
    ])
}

fn words(values: &[i16]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_be_bytes()).collect()
}

fn longs(values: &[u32]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_be_bytes()).collect()
}

/// One frame around another, which goes the other way round.
fn outline() -> Vec<u8> {
    let (left, right, top) = (LEFT + LINE, RIGHT - LINE, TOP - LINE);
    let frame =
        [(LEFT, 0), (LEFT, TOP), (RIGHT, TOP), (RIGHT, 0), (left, LINE), (right, LINE), (right, top), (left, top)];
    let steps = |of: fn(&(i16, i16)) -> i16| -> Vec<i16> {
        let all: Vec<i16> = std::iter::once(0).chain(frame.iter().map(of)).collect();
        all.windows(2).map(|pair| pair[1] - pair[0]).collect()
    };
    let head = words(&[2, LEFT, 0, RIGHT, TOP, 3, 7, 0]);
    // Every point is on the line, its coordinates are words.
    [head, vec![1; frame.len()], words(&steps(|point| point.0)), words(&steps(|point| point.1))].concat()
}

fn loca(glyphs: u16) -> Vec<u8> {
    let one = u32::try_from(outline().len()).unwrap_or(0);
    longs(&(0..=u32::from(glyphs)).map(|glyph| glyph * one).collect::<Vec<_>>())
}

fn hmtx(glyphs: u16) -> Vec<u8> {
    [ADVANCE.to_be_bytes().to_vec(), words(&vec![LEFT; glyphs.into()])].concat()
}

/// Format 12: one group for each character.
fn cmap(characters: &[u32]) -> Vec<u8> {
    let groups = u32::try_from(characters.len()).unwrap_or(0);
    let group = |(glyph, c): (u32, &u32)| [*c, *c, glyph];
    let groups_of: Vec<u32> = (1..).zip(characters).flat_map(group).collect();
    [words(&[0, 1, 3, 10]), longs(&[12]), words(&[12, 0]), longs(&[16 + 12 * groups, 0, groups]), longs(&groups_of)]
        .concat()
}

fn head() -> Vec<u8> {
    let flags = words(&[0b1011]);
    let sides = words(&[LEFT, 0, RIGHT, TOP, 0, 8, 2, 1, 0]);
    [longs(&[0x1_0000, 0x1_0000, 0, 0x5F0F_3CF5]), flags, EM.to_be_bytes().to_vec(), vec![0; 16], sides].concat()
}

fn hhea() -> Vec<u8> {
    let widths = [LEFT, 60, RIGHT, 1, 0, 0, 0, 0, 0, 0, 0, 1];
    [longs(&[0x1_0000]), words(&[800, -200, 0]), ADVANCE.to_be_bytes().to_vec(), words(&widths)].concat()
}

fn maxp(glyphs: u16) -> Vec<u8> {
    let most = [8, 2, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0];
    [longs(&[0x1_0000]), glyphs.to_be_bytes().to_vec(), words(&most)].concat()
}

/// Family, full name, PostScript name.
fn name() -> Vec<u8> {
    const NAME: &str = "Boxes";
    let text: Vec<u8> = NAME.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let length = i16::try_from(text.len()).unwrap_or(0);
    let record = |id: i16| words(&[3, 1, 0x409, id, length, 0]);
    [words(&[0, 3, 6 + 3 * 12]), record(1), record(4), record(6), text].concat()
}

fn file(tables: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let count = i16::try_from(tables.len()).unwrap_or(0);
    let mut out = [longs(&[0x1_0000]), words(&[count, 128, 3, count * 16 - 128])].concat();
    let mut at = out.len() + 16 * tables.len();
    for (tag, table) in tables {
        out.extend_from_slice(*tag);
        out.extend(longs(&[sum(table), u32::try_from(at).unwrap_or(0), u32::try_from(table.len()).unwrap_or(0)]));
        at += table.len().next_multiple_of(4);
    }
    for (_, table) in tables {
        out.extend_from_slice(table);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    out
}

fn sum(table: &[u8]) -> u32 {
    let long = |piece: &[u8]| piece.iter().zip([24, 16, 8, 0]).map(|(byte, by)| u32::from(*byte) << by).sum::<u32>();
    table.chunks(4).map(long).fold(0, u32::wrapping_add)
}
