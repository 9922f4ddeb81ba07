//! The tables that ship inside the binary, and how they are read. All are
//! tab-separated text; the two large ones are compressed.

use std::io::Read;

/// id, name, country, division, latitude, longitude, population, zone.
pub(super) const CITIES: &[u8] = include_bytes!("../../data/cities.tsv.gz");
/// Folded names to find cities by; see [`super::search`].
pub(super) const KEYS: &[u8] = include_bytes!("../../data/keys.tsv.gz");
/// id, Chinese name, its source.
pub(super) const CHINESE_NAMES: &str = include_str!("../../data/names-zh.tsv");
/// code, GeoNames name, Chinese name or nothing.
pub(super) const DIVISIONS: &str = include_str!("../../data/divisions.tsv");
/// code, English name, Chinese name.
pub(super) const COUNTRIES: &str = include_str!("../../data/countries.tsv");
/// code, English name, Chinese name.
pub(super) const LANGUAGES: &str = include_str!("../../data/languages.tsv");

/// Unpacks a table. The bytes are part of the binary, so a failure is a broken
/// build, which the tests of this crate would have shown: it yields what could
/// be read and leaves the rest of the product standing.
pub(super) fn unpack(packed: &[u8]) -> String {
    let mut text = String::new();
    if let Err(error) = flate2::read::GzDecoder::new(packed).read_to_string(&mut text) {
        tracing::error!(%error, "the city catalogue that ships in the binary is damaged: {error}");
    }
    text
}

/// The fields of each line.
pub(super) fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table.lines().filter_map(|line| {
        let mut fields = line.split('\t');
        let mut row = [""; N];
        for field in &mut row {
            *field = fields.next()?;
        }
        Some(row)
    })
}
