//! Files that were made to do harm.

use crate::table;
use schedule::{Manner, Refusal, Repairs, bytes_of, read};
use std::io::Write;

/// An archive of these entries, packed.
fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut all, mut list) = (Vec::new(), Vec::new());
    let little = |number: usize, length: usize| number.to_le_bytes()[..length].to_vec();
    for (name, content) in entries {
        let mut packed = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(content).unwrap();
        let packed = packed.finish().unwrap();
        let head = |start: &[u8], middle: usize| {
            let mut head = start.to_vec();
            head.extend([20, 0]);
            head.extend(vec![0; middle]);
            head.extend([0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
            head.extend(little(packed.len(), 4));
            head.extend(little(content.len().min(1000), 4));
            head.extend(little(name.len(), 2));
            head
        };
        let at = all.len();
        all.extend(head(b"PK\x03\x04", 0));
        all.extend([0, 0]);
        all.extend(name.as_bytes());
        all.extend(&packed);
        list.extend(head(b"PK\x01\x02", 2));
        list.extend([0; 12]);
        list.extend(little(at, 4));
        list.extend(name.as_bytes());
    }
    let at = all.len();
    all.extend(&list);
    all.extend(b"PK\x05\x06\0\0\0\0");
    all.extend(little(entries.len(), 2));
    all.extend(little(entries.len(), 2));
    all.extend(little(list.len(), 4));
    all.extend(little(at, 4));
    all.extend([0, 0]);
    all
}

const BOOK: &[u8] = b"<workbook><sheets><sheet name='a' sheetId='1' r:id='r1'/></sheets></workbook>";

fn workbook(sheet: &[u8]) -> Vec<u8> {
    archive(&[("xl/workbook.xml", BOOK), ("xl/worksheets/sheet1.xml", sheet)])
}

fn cells(rows: &str) -> Vec<u8> {
    workbook(format!("<worksheet><sheetData>{rows}</sheetData></worksheet>").as_bytes())
}

#[test]
fn a_workbook_that_means_harm_is_refused() {
    let head = "<row r='1'><c r='A1' t='inlineStr'><is><t>Title</t></is></c><c r='B1' t='str'><v>Room</v></c></row>";
    let fine =
        table(&cells(&format!("{head}<row r='7'><c r='A7' t='str'><f>HYPERLINK(\"x\")</f><v>=1+1</v></c></row>")))
            .unwrap();
    assert_eq!(
        (fine.rows[0].line, fine.rows[0].cells[0].as_str()),
        (7, "=1+1"),
        "a formula is text here, and stays it"
    );

    let bomb = vec![b' '; 200 * 1024 * 1024];
    let bomb = workbook(&bomb);
    assert!(bomb.len() < 4 * 1024 * 1024, "it is small");
    assert_eq!(table(&bomb), Err(Refusal::TooLarge), "whatever it says of its size");
    let doctype = workbook(b"<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet/>");
    assert!(matches!(table(&doctype), Err(Refusal::DocumentType(_))));
    let shared = format!("{head}<row r='2'>{}</row>", "<c t='s'><v>99999999999</v></c>".repeat(500));
    assert_eq!(table(&cells(&shared)).unwrap().rows.len(), 0, "what is not there is nothing");
    let rows = format!("{head}{}", "<row><c r='A1' t='str'><v>x</v></c></row>".repeat(20_100));
    assert!(matches!(table(&cells(&rows)), Err(Refusal::TooMany("rows", _))));
    let merged = format!(
        "<worksheet><sheetData>{head}</sheetData><mergeCells>{}</mergeCells></worksheet>",
        "<mergeCell ref='A1:A1048576'/>".repeat(50_000)
    );
    assert_eq!(table(&workbook(merged.as_bytes())).unwrap().rows.len(), 0);
    for broken in [archive(&[]), archive(&[("word/document.xml", b"<a/>")]), bomb[..bomb.len() / 2].to_vec()] {
        assert!(table(&broken).is_err());
    }
}

#[test]
fn two_gigabytes_are_read_in_the_memory_of_sixty_four_megabytes() {
    for (first, rest) in [("<schedule>", '<'), ("{\"schedule\":", '['), ("Title,Room\n", ',')] {
        let endless = std::io::Read::chain(first.as_bytes(), std::io::Read::take(std::io::repeat(rest as u8), 2 << 30));
        let bytes = bytes_of(endless).unwrap();
        assert_eq!(bytes.len() as u64, schedule::LARGEST + 1);
        assert_eq!(read(&bytes, &Manner::default(), &mut Repairs::default()), Err(Refusal::TooLarge));
    }
    // Just below the limit: what a reader makes of it is bounded too.
    for (first, rest) in [
        ("<schedule><event><title>", "x"),
        ("{\"a\":[", "0,"),
        ("[[", "{},"),
        ("Title,Room\n", "a,b\n"),
        ("Title\n\"", "x"),
    ] {
        let times = (usize::try_from(schedule::LARGEST).unwrap() - first.len()) / rest.len();
        let bytes = format!("{first}{}", rest.repeat(times));
        assert!(read(bytes.as_bytes(), &Manner::default(), &mut Repairs::default()).is_err(), "{first}");
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0 kB");
    let peak: u64 = peak.trim().trim_end_matches(" kB").parse().unwrap();
    assert!(peak < 700 * 1024, "{peak} kB at most");
}

/// What is long in one place only: a reader that goes through all of it for each of its
/// parts takes hours.
#[test]
fn a_long_list_is_not_gone_through_for_each_of_its_parts() {
    let many = |one: &dyn Fn(usize) -> String| (0..400_000).map(one).collect::<Vec<_>>().join(",");
    let people = many(&|n| format!("{{\"name\":\"Person {n}\"}}"));
    let tracks = many(&|n| format!("{{\"slug\":\"t{n}\"}}"));
    let events = (0..19_000).map(|n| format!("{{\"guid\":\"{n}\",\"title\":\"A\",\"track\":{{\"slug\":\"x\"}}}}"));
    let events = events.collect::<Vec<_>>().join(",");
    let languages = many(&|n| format!("\"x{n}\":\"A\""));
    let whole = |conference: &str, events: &str| {
        format!("{{\"schedule\":{{\"conference\":{{\"start\":\"2024-09-25\",{conference}}},\"events\":[{events}]}}}}")
    };
    let files = [
        whole("\"tracks\":[]", &format!("{{\"guid\":\"a\",\"title\":\"A\",\"persons\":[{people}]}}")),
        whole(&format!("\"tracks\":[{tracks}]"), &events),
        whole("\"tracks\":[]", &format!("{{\"guid\":\"a\",\"title\":\"A\",\"abstract\":{{{languages}}}}}")),
    ];
    for file in files {
        let mut repairs = Repairs::default();
        let schedule = read(file.as_bytes(), &Manner::default(), &mut repairs).unwrap();
        assert!(schedule.events.iter().all(|event| event.people.len() <= 60));
        assert!(schedule.people.len() <= 60, "nobody is kept who is in no session");
    }
}
