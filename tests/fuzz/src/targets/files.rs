//! Schedules and tables.

use super::{Target, gist, outcome, whole};
use kernel::{Locale, Zone};
use schedule::{
    Columns, Flaw, Frame, ImportedSchedule, LONGEST_NAME, LONGEST_SUMMARY, LONGEST_TITLE, Manner, Meaning, Refusal,
    Repairs, SessionKind, Sheet,
};
use std::collections::{BTreeSet, HashSet};

/// schedule.xml, schedule.json, pretalx, Sessionize, whatever it seems to be.
pub const SCHEDULE: Target =
    Target { name: "schedule", endings: &["xml", "json", "html"], taken: whole, seeds: &["<schedule/>"], run: read };

/// CSV, and the bytes of a workbook.
pub const TABLE: Target = Target {
    name: "table",
    endings: &["csv", "tsv", "xlsx"],
    taken: whole,
    seeds: &["Title,Start,Duration,Room\nA,2024-09-25 09:30,45,Hall\n", "标题;开始;时长\n甲;9月25日 9:30;45\n"],
    run: read,
};

/// The parts of a workbook, packed here, because no mutation survives the packing.
pub const WORKBOOK: Target =
    Target { name: "workbook", endings: &["xlsx"], taken: parts, seeds: &[BOOK], run: |bytes| read(&packed(bytes)) };

/// Cells: each line is one, in the columns that are read most carefully.
pub const CELLS: Target = Target {
    name: "cells",
    endings: &[],
    taken: whole,
    seeds: &[
        "25.9.2024\n9:30\n10:15\n45\nEnglish/中文\nLin Yue; Chen (Institute)\nPanel\nA\n",
        "9月25日\n下午3时30分\n16:00\n0.03125\nde, en\n林月、陈晨\n主旨演讲\nB\n",
        "45560\n0.395833\n0.5\nPT1H30M\nzh_CN\nA\nkeynote\nC\n",
        "Wed, 25 Sep\n2024-09-25T09:30:00+08:00\n2024-09-25T10:30:00Z\n1:30\nfr\n\n\nD\n",
    ],
    run: cells,
};

const BOOK: &str = "=== xl/workbook.xml\n<workbook><workbookPr date1904='1'/><sheets><sheet name='a' sheetId='1' r:id='r1'/></sheets></workbook>\n=== xl/worksheets/sheet1.xml\n<worksheet><sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>Title</t></is></c><c r='B1' t='str'><v>Start</v></c></row><row r='2'><c r='A2' t='s'><v>0</v></c><c r='B2' s='1'><v>45560.4</v></c></row></sheetData><mergeCells><mergeCell ref='A1:A2'/></mergeCells></worksheet>\n=== xl/sharedStrings.xml\n<sst><si><t>Rivers</t></si></sst>\n=== xl/styles.xml\n<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='22'/></cellXfs></styleSheet>\n";

fn read(bytes: &[u8]) -> u64 {
    let zone = Zone::parse("Asia/Shanghai").expect("a zone");
    let days = Some((jiff::civil::date(2024, 9, 25), jiff::civil::date(2024, 9, 27)));
    let is_table = schedule::is_table(bytes);
    let mut outcomes = Vec::new();
    for (zone, frame) in [(None, Frame::default()), (Some(zone), Frame { days })] {
        let manner = Manner { zone, frame, leave_out: true };
        let mut repairs = Repairs::default();
        let result = schedule::read(bytes, &manner, &mut repairs);
        if let Ok(schedule) = &result {
            fit(schedule);
        }
        outcomes.push(outcome_of(&result, &repairs));
    }
    if is_table && let Ok(sheet) = Sheet::read(bytes, &mut Repairs::default()) {
        for row in &sheet.rows {
            assert_eq!(row.cells.len(), sheet.headings.len(), "as many cells as headings");
        }
        outcomes.push(reading(&sheet, &Columns::guess(&sheet.headings)));
        // Whatever somebody says that its columns mean.
        let mut meanings: Vec<Option<Meaning>> = Meaning::ALL.iter().copied().map(Some).collect();
        meanings.rotate_left(bytes.len() % Meaning::ALL.len());
        meanings.resize(sheet.headings.len(), None);
        let columns = Columns::chosen(meanings).expect("each meaning once");
        outcomes.push(reading(&sheet, &columns));
    }
    outcome((is_table, outcomes))
}

fn outcome_of(result: &Result<ImportedSchedule, Refusal>, repairs: &Repairs) -> u64 {
    let told: BTreeSet<String> = repairs.list.iter().map(|repair| gist(&repair.what)).collect();
    let size = |all: usize| all.checked_ilog2();
    match result {
        Ok(schedule) => outcome((
            told,
            [schedule.events.len(), schedule.rooms.len(), schedule.people.len(), schedule.tracks.len()].map(size),
            schedule.events.iter().map(|event| event.kind).collect::<BTreeSet<_>>(),
        )),
        Err(refusal) => outcome((told, gist(&refusal.to_string()), refusal.problem().key)),
    }
}

fn reading(sheet: &Sheet, columns: &Columns) -> u64 {
    let reading = sheet.reading(columns, &Frame::default());
    let told = |flaw: &Flaw| (flaw.key, flaw.is_fatal, flaw.column.is_empty());
    for flaw in reading.flaws.iter().take(100) {
        assert!(Locale::ALL.iter().all(|locale| !flaw.told(ui::Text(*locale)).is_empty()));
    }
    let kinds: BTreeSet<_> = reading.flaws.iter().map(told).collect();
    outcome((kinds, reading.kept_out().len().checked_ilog2()))
}

/// What the reader promises of every field.
fn fit(schedule: &ImportedSchedule) {
    assert!(!schedule.events.is_empty());
    let days = schedule.first_day.until(schedule.last_day).map_or(i32::MAX, |span| span.get_days());
    assert!((0..60).contains(&days), "{days} days");
    let one_line = |text: &str, most: usize| {
        assert!(text.chars().count() <= most && !text.chars().any(char::is_control), "{text:?}");
    };
    for room in &schedule.rooms {
        one_line(&room.name, 80);
        assert!(!room.name.is_empty() && room.capacity.is_none_or(|seats| seats > 0));
    }
    schedule.tracks.iter().for_each(|track| one_line(track, 80));
    for person in &schedule.people {
        one_line(&person.name, LONGEST_NAME);
        one_line(&person.key, 200);
        assert!(!person.name.is_empty() && !person.key.is_empty());
    }
    let distinct = |all: Vec<&str>| all.iter().collect::<HashSet<_>>().len() == all.len();
    assert!(distinct(schedule.events.iter().map(|event| event.key.as_str()).collect()), "keys are known again");
    assert!(distinct(schedule.people.iter().map(|person| person.key.as_str()).collect()), "people are known again");
    assert!(distinct(schedule.rooms.iter().map(|room| room.name.as_str()).collect()), "each room once");
    for event in &schedule.events {
        assert!((5..=1440).contains(&event.minutes), "{} minutes", event.minutes);
        assert!(!event.title.is_empty() && !event.key.is_empty());
        one_line(&event.key, 200);
        for locale in Locale::ALL {
            one_line(event.title.text(*locale), LONGEST_TITLE);
            let summary = event.summary.text(*locale);
            assert!(summary.chars().count() <= LONGEST_SUMMARY && !summary.contains(['\0', '\r']), "a summary");
        }
        assert!(event.room.is_none_or(|room| room < schedule.rooms.len()));
        assert!(event.track.is_none_or(|track| track < schedule.tracks.len()));
        assert!(event.people.iter().all(|(person, _)| *person < schedule.people.len()));
        assert!(event.people.iter().collect::<HashSet<_>>().len() == event.people.len(), "nobody twice in one role");
        assert!(event.forum.is_none_or(|forum| schedule.events[forum].kind == SessionKind::Forum));
        assert!(event.code.is_empty() || event.code.len() == schedule::CODE_LENGTH);
    }
}

fn cells(bytes: &[u8]) -> u64 {
    const COLUMNS: [&str; 8] = ["Date", "Start", "End", "Duration", "Languages", "Speakers", "Type", "Title"];
    let text = String::from_utf8_lossy(bytes);
    let mut table = COLUMNS.join(",");
    for (at, cell) in text.lines().take(4000).enumerate() {
        let cell: String = cell.chars().take(2000).collect();
        table.push(if at % COLUMNS.len() == 0 { '\n' } else { ',' });
        table.push_str(&format!("\"{}\"", cell.replace('"', "\"\"")));
    }
    read(table.as_bytes())
}

/// The entries of a workbook, one after the other, behind their names.
fn parts(bytes: Vec<u8>) -> Vec<Vec<u8>> {
    // Reading archives is what is tested; here a program that everybody has does it.
    let folder = std::env::temp_dir().join(format!("convoke-fuzz-{}", std::process::id()));
    let file = folder.with_extension("xlsx");
    let unpack = || {
        std::fs::write(&file, &bytes).ok()?;
        let names = std::process::Command::new("unzip").arg("-Z1").arg(&file).output().ok()?;
        let mut all = Vec::new();
        for name in String::from_utf8_lossy(&names.stdout).lines().filter(|name| name.starts_with("xl/")) {
            let part = std::process::Command::new("unzip").arg("-p").arg(&file).arg(name).output().ok()?;
            all.extend(format!("=== {name}\n").into_bytes());
            all.extend(part.stdout);
            all.push(b'\n');
        }
        (!all.is_empty()).then_some(all)
    };
    let all = unpack();
    let _ = std::fs::remove_file(&file);
    all.into_iter().collect()
}

/// An archive of such parts, each as it is (APPNOTE 6.3, method 0).
fn packed(bytes: &[u8]) -> Vec<u8> {
    let little = |number: usize, length: usize| number.to_le_bytes()[..length].to_vec();
    let (mut all, mut list, mut count) = (Vec::new(), Vec::new(), 0);
    let text = String::from_utf8_lossy(bytes);
    for part in text.split("=== ").filter(|part| !part.is_empty()).take(1000) {
        let (name, content) = part.split_once('\n').unwrap_or((part, ""));
        let name = &name.as_bytes()[..name.len().min(200)];
        let mut sizes = vec![0; 4];
        sizes.extend([little(content.len(), 4), little(content.len(), 4), little(name.len(), 2)].concat());
        let at = all.len();
        all.extend([b"PK\x03\x04".as_slice(), &[20, 0, 0, 0, 0, 0, 0, 0, 0, 0], &sizes, &[0, 0]].concat());
        all.extend([name, content.as_bytes()].concat());
        list.extend([b"PK\x01\x02".as_slice(), &[20, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0], &sizes, &[0; 12]].concat());
        list.extend([little(at, 4), name.to_vec()].concat());
        count += 1;
    }
    let at = all.len();
    all.extend(&list);
    all.extend(b"PK\x05\x06\0\0\0\0");
    all.extend([little(count, 2), little(count, 2), little(list.len(), 4), little(at, 4), vec![0, 0]].concat());
    all
}
