//! The faces with which Convoke itself draws: the pictures of links, and paper.
//! They are a part of the binary and are not served; `assets/fonts/README.md`
//! says where they are from and which characters they hold.

/// OpenType with the glyphs as CFF outlines: GB/T 2312, rare characters of names
/// and places, Latin; regular weight.
pub static CHINESE: &[u8] = include_bytes!("../faces/noto-sans-sc.otf");
/// For large titles: Newsreader at its display size, medium; Latin-1 only.
pub static DISPLAY: &[u8] = include_bytes!("../faces/newsreader-display.ttf");
/// For reading: Newsreader, regular; Latin with pinyin and Vietnamese.
pub static SERIF: &[u8] = include_bytes!("../faces/newsreader-regular.ttf");
/// As [`SERIF`], semibold.
pub static SERIF_STRONG: &[u8] = include_bytes!("../faces/newsreader-semibold.ttf");
/// As [`SERIF`], italic; Latin-1 only.
pub static SERIF_ITALIC: &[u8] = include_bytes!("../faces/newsreader-italic.ttf");
/// For what is used: Instrument Sans, regular; Latin with pinyin and Vietnamese.
pub static SANS: &[u8] = include_bytes!("../faces/instrument-sans-regular.ttf");
/// As [`SANS`], semibold.
pub static SANS_STRONG: &[u8] = include_bytes!("../faces/instrument-sans-semibold.ttf");
