//! Whatever the bytes are, they are read or refused.

use crate::table;
use proptest::prelude::*;
use schedule::{Columns, Frame, Manner, Meaning, Repairs, is_table, read};
use std::path::PathBuf;

fn survived(bytes: &[u8]) {
    let _ = is_table(bytes);
    if let Ok(schedule) = read(bytes, &Manner { leave_out: true, ..Manner::default() }, &mut Repairs::default()) {
        assert!(!schedule.events.is_empty());
    }
    if let Ok(sheet) = table(bytes) {
        let columns = Columns::guess(&sheet.headings);
        let _ = sheet.reading(&columns, &Frame::default());
    }
}

fn documents() -> Vec<Vec<u8>> {
    let names = ["messy.xml", "v1.json", "v2.json", "sessionize.json", "pretalx.json", "programme.xlsx", "table.csv"];
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    names.iter().map(|name| std::fs::read(folder.join(name)).unwrap()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..400), start in 0usize..6) {
        let starts: [&[u8]; 6] = [b"", b"<schedule>", b"{\"schedule\":", b"[", b"Title,Start\n", b"PK\x03\x04"];
        survived(&[starts[start], &bytes].concat());
    }

    #[test]
    fn in_a_document_are_survived(of in 0usize..7, changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12), cut in any::<prop::sample::Index>()) {
        let mut bytes = documents().swap_remove(of);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        survived(&bytes);
        survived(&bytes[..cut.index(bytes.len())]);
    }

    #[test]
    fn in_cells_are_survived(cells in proptest::collection::vec("[\\PC\n\",;]{0,30}", 15..60)) {
        let headings: Vec<String> = Meaning::ALL.iter().map(ToString::to_string).collect();
        let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let mut text = headings.join(",");
        for row in cells.chunks(headings.len()) {
            text.push('\n');
            text.push_str(&row.iter().map(quoted).collect::<Vec<_>>().join(","));
        }
        let sheet = table(text.as_bytes()).unwrap();
        for row in &sheet.rows {
            prop_assert_eq!(row.cells.len(), headings.len());
        }
        survived(text.as_bytes());
    }
}
