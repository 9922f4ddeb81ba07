//! One input made from others.

use crate::{chance::Chance, corpus::Corpus};

/// An input has this many bytes at most.
const LARGEST: usize = 1024 * 1024;

/// Numbers at which programs break.
const NUMBERS: &[&str] = &[
    "0",
    "-1",
    "1",
    "127",
    "128",
    "255",
    "256",
    "32767",
    "32768",
    "65535",
    "65536",
    "2147483647",
    "-2147483648",
    "4294967295",
    "4294967296",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551616",
    "1e308",
    "1e-308",
    "1e999999",
    "NaN",
    "inf",
    "-0.0",
    "0.1",
    "0x7f",
    "00000000000000000000",
    "99999999999999999999999999",
    "45291.5",
    "2958465",
    "2958466",
    "-693594",
    "60",
    "1.7976931348623157e308",
];

/// Words that the readers look for, and some that they should not meet.
const TOKENS: &[&str] = &[
    "<schedule>",
    "</schedule>",
    "<day date='2024-02-30'>",
    "<day date=\"2024-09-25\" start=\"2024-09-25T08:00:00+08:00\">",
    "<room name=\"\u{202e}\">",
    "<event guid=\"a\" id='1'>",
    "</event>",
    "<event/>",
    "<persons>",
    "<person id='1'/>",
    "<title>",
    "<abstract>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<?xml version='1.0' encoding='utf-16'?>",
    "<!DOCTYPE a [<!ENTITY b \"c\">]>",
    "&b;",
    "&#0;",
    "&#x110000;",
    "&#xD800;",
    "&amp;",
    "&nbsp",
    "&;",
    "<script>",
    "</script>",
    "<style ",
    "<p>",
    "<br/>",
    "<a href='",
    "<duration>",
    "<date>",
    "{\"schedule\":",
    "\"conference\":",
    "\"days\":[",
    "\"rooms\":{",
    "\"sessions\":[",
    "\"speakers\":[",
    "\"speakers\":{}",
    "\"talks\":[",
    "\"version\":",
    "\"title\":{\"en\":null}",
    "\"start\":",
    "\"end\":",
    "\"duration\":",
    "null",
    "true",
    "[[",
    "{}",
    "[]",
    "\"\\ud800\"",
    "\"\\u0000\"",
    "\\",
    "\"",
    "'",
    ";",
    "\t",
    "|",
    "\r",
    "\r\n",
    "\n\n",
    ",",
    "Title,Start,Duration,Room\n",
    "标题;开始;时长\n",
    "Date",
    "日期",
    "guid",
    "=HYPERLINK(\"x\")",
    "=1+1",
    "@SUM",
    "2024-09-25T09:30:00+08:00",
    "2024-02-29",
    "0000-00-00",
    "9999-12-31T23:59:59Z",
    "-009999-01-01",
    "2024-03-31T02:30:00",
    "+14:00",
    "-25:61",
    "24:00",
    "23:59:60",
    "9:30 PM",
    "下午3时30分",
    "9月25日",
    "25.9.",
    "25 Sep",
    "4/3/2024",
    "3/4",
    "PT1H30M",
    "P9999999999D",
    "PT-1M",
    "-P1Y",
    "P1DT25H61M",
    "1:02:03:04",
    "00:00:00",
    "90 min",
    "1e5",
    "Europe/Berlin",
    "Asia/Shanghai",
    "Etc/GMT+25",
    "UTC",
    "t=\"s\"",
    "t='inlineStr'",
    "<row r='1048577'>",
    "<c r='XFD1'>",
    "<c r='AAAAAAAA1'>",
    "<c r='A0'/>",
    "<v>",
    "<is><t>",
    "<si>",
    "<mergeCell ref='A1:XFD1048576'/>",
    "date1904='1'",
    "<sheet name='a' r:id='r1'/>",
    "PK\x03\x04",
    "PK\x01\x02",
    "PK\x05\x06",
    "%",
    "%00",
    "%ff%fe",
    "&a=",
    "../",
    "..%2f",
    "//",
    "http://[::1]/",
    "https://0x7f.1",
    "@",
    "xn--",
];

/// Letters that are longer, wider or stranger than they look.
const LETTERS: &[&str] = &[
    "\u{0}",
    "\u{7}",
    "\u{85}",
    "\u{a0}",
    "\u{ad}",
    "\u{300}",
    "é",
    "e\u{301}",
    "ß",
    "ẞ",
    "İ",
    "ı",
    "ﬃ",
    "ﷺ",
    "ǆ",
    "Σ",
    "ς",
    "\u{200b}",
    "\u{200d}",
    "\u{202e}",
    "\u{2028}",
    "\u{2066}",
    "\u{feff}",
    "\u{fffd}",
    "\u{ffff}",
    "市",
    "々",
    "㍿",
    "廣",
    "ﾋﾟ",
    "😀",
    "👩‍👩‍👧",
    "🇨🇳",
    "𐍈",
    "\u{10ffff}",
    "ا\u{64b}",
    "กำ",
    "नि",
    "각",
    "\u{1100}\u{1161}\u{11a8}",
    "１２",
    "٣",
    "Ⅻ",
    "½",
    "：",
    "，",
    "、",
    "“",
    "’",
];
const BYTES: &[&[u8]] = &[
    b"\xff",
    b"\xfe",
    b"\x00",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xc0\x80",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\x80",
    b"\xa1\xa1",
    b"\x81\x30",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
];
/// What can be opened without being closed.
const OPENINGS: &[&str] = &[
    "[",
    "{\"a\":",
    "<a>",
    "<event>",
    "<b><i>",
    "(",
    "\"",
    "<!--",
    "<p><ul><li>",
    "&",
    "[{\"sessions\":",
    "%25",
    "<room>",
];

/// A new input of a corpus.
pub fn of(corpus: &Corpus, chance: &mut Chance) -> Vec<u8> {
    let mut bytes = corpus.any(chance).to_vec();
    let changes = 1 + chance.below(3) * chance.below(4);
    for _ in 0..changes {
        change(&mut bytes, corpus, chance);
    }
    bytes.truncate(LARGEST);
    bytes
}

fn change(bytes: &mut Vec<u8>, corpus: &Corpus, chance: &mut Chance) {
    let at = chance.below(bytes.len() + 1);
    match chance.below(17) {
        0 => flip(bytes, chance),
        1 => set(bytes, chance),
        2 => drop(bytes.drain(range(bytes, at, chance))),
        3 => repeat(bytes, at, chance),
        4 => bytes.truncate(at),
        5 => splice(bytes, at, corpus, chance),
        6 | 7 => put(bytes, at, chance.one(TOKENS).as_bytes()),
        8 => put(bytes, at, chance.one(LETTERS).as_bytes()),
        9 => put(bytes, at, chance.one(BYTES)),
        10 => nest(bytes, at, chance),
        11 | 12 => number(bytes, at, chance),
        13 => swap(bytes, chance),
        14 => in_place_of_text(bytes, at, chance),
        15 => move_block(bytes, at, chance),
        _ => {
            let from = range(bytes, at, chance);
            bytes.splice(from, chance.one(TOKENS).bytes());
        }
    }
}

fn range(bytes: &[u8], at: usize, chance: &mut Chance) -> std::ops::Range<usize> {
    at..at.saturating_add(chance.length(4096)).min(bytes.len())
}

fn put(bytes: &mut Vec<u8>, at: usize, what: &[u8]) {
    bytes.splice(at..at, what.iter().copied());
}

fn flip(bytes: &mut [u8], chance: &mut Chance) {
    for _ in 0..chance.length(8) {
        let at = chance.below(bytes.len());
        if let Some(byte) = bytes.get_mut(at) {
            *byte ^= 1 << chance.below(8);
        }
    }
}

fn set(bytes: &mut [u8], chance: &mut Chance) {
    let at = chance.below(bytes.len());
    if let Some(byte) = bytes.get_mut(at) {
        *byte = chance.next().to_le_bytes()[0];
    }
}

/// A block many times over: lists that are longer than anybody thought.
fn repeat(bytes: &mut Vec<u8>, at: usize, chance: &mut Chance) {
    let block = bytes[range(bytes, at, chance)].to_vec();
    let most = (LARGEST / 4) / block.len().max(1);
    let block = block.repeat(chance.length(most.clamp(1, 20_000)));
    put(bytes, at, &block);
}

fn splice(bytes: &mut Vec<u8>, at: usize, corpus: &Corpus, chance: &mut Chance) {
    let other = corpus.any(chance);
    let from = chance.below(other.len() + 1);
    let other = other[range(other, from, chance)].to_vec();
    let end = if chance.below(2) == 0 { at } else { range(bytes, at, chance).end };
    bytes.splice(at..end, other);
}

fn nest(bytes: &mut Vec<u8>, at: usize, chance: &mut Chance) {
    let opening = chance.one(OPENINGS);
    let deep = opening.repeat(chance.length(100_000));
    put(bytes, at, &deep.as_bytes()[..deep.len().min(LARGEST / 2)]);
}

/// The next digits from a place become another number.
fn number(bytes: &mut Vec<u8>, at: usize, chance: &mut Chance) {
    let Some(from) = bytes[at..].iter().position(u8::is_ascii_digit).map(|found| at + found) else { return };
    let length = bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    bytes.splice(from..from + length, chance.one(NUMBERS).bytes());
}

/// Two words change places.
fn swap(bytes: &mut [u8], chance: &mut Chance) {
    let (one, other) = (word(bytes, chance), word(bytes, chance));
    let length = one.len().min(other.len());
    if one.start.abs_diff(other.start) >= length {
        for step in 0..length {
            bytes.swap(one.start + step, other.start + step);
        }
    }
}

fn word(bytes: &[u8], chance: &mut Chance) -> std::ops::Range<usize> {
    let is_end = |byte: &u8| b"<>\"',;:{}[]= \n\t&".contains(byte);
    let at = chance.below(bytes.len());
    let from = bytes[..at].iter().rposition(is_end).map_or(0, |found| found + 1);
    let to = bytes[at..].iter().position(is_end).map_or(bytes.len(), |found| at + found);
    from..to.max(from)
}

/// What stands between two signs becomes something else, and the signs stay.
fn in_place_of_text(bytes: &mut Vec<u8>, at: usize, chance: &mut Chance) {
    let at = at.min(bytes.len().saturating_sub(1));
    let found = if bytes.is_empty() { 0..0 } else { word(&bytes[at..], chance) };
    let found = at + found.start..at + found.end;
    let other = match chance.below(4) {
        0 => chance.one(NUMBERS).as_bytes().to_vec(),
        1 => chance.one(TOKENS).as_bytes().to_vec(),
        2 => chance.one(LETTERS).repeat(chance.length(30_000)).into_bytes(),
        _ => Vec::new(),
    };
    if found.end <= bytes.len() {
        bytes.splice(found, other);
    }
}

fn move_block(bytes: &mut Vec<u8>, at: usize, chance: &mut Chance) {
    let block: Vec<u8> = bytes.drain(range(bytes, at, chance)).collect();
    let to = chance.below(bytes.len() + 1);
    put(bytes, to, &block);
}
