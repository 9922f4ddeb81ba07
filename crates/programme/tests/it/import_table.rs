//! Tables of sessions: sent to the desk, looked at, corrected, taken.

use crate::prepared::{Congress, congress, editor};
use kernel::{Locale, Role, Viewer};
use programme::{
    import::{
        Columns, Frame, ImportError, Manner, Meaning, Refusal, Repairs, Sheet, Target, bytes_of, import_schedule,
        is_table, read,
    },
    session::{SessionKind, sessions},
};
use std::{io::Write, path::PathBuf};
use testkit::{Actor, Answer, Engine, both_engines, viewer_with};

const PAGE: &str = "/en/hangzhou-2024/desk/import";

const TABLE: &str = "Key;Title;Date;Start;Length;Room;Speakers\n\
    a1;Rivers;25.9.2024;9:30;45;grand-hall;Lin Yue\n\
    a2;Rain in the street;25.9.2024;11:00;60;lake-room;\"Chen Chen; Lin Yue\"\n\
    a3;;25.9.2024;12:00;30;lake-room;\n\
    a4;Wells;25.9.2024;soon;30;lake-room;\n";

fn organiser(c: &Congress) -> Viewer {
    viewer_with(8, None, &[(Some(c.edition.id), Role::Organiser)])
}

async fn send(actor: &mut Actor, name: &str, bytes: &[u8]) -> Answer {
    let mut body = format!(
        "--XyZ\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\ncontent-type: text/csv\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--XyZ--\r\n");
    let request = axum::http::Request::post(PAGE).header("content-type", "multipart/form-data; boundary=XyZ");
    actor.send(request, axum::body::Body::from(body)).await
}

fn seen(page: &str) -> String {
    let at = page.split("name=\"seen\" value=\"").nth(1).unwrap();
    at.split('"').next().unwrap().to_owned()
}

async fn titles(c: &Congress) -> Vec<String> {
    let mut all: Vec<String> = sessions(c.house.db(), &c.house.system(), c.edition.id)
        .await
        .unwrap()
        .iter()
        .map(|session| session.title.get(Locale::En).text.to_owned())
        .collect();
    all.sort();
    all
}

both_engines!(story_o5_a_table_comes_in_after_it_was_looked_at, |engine: Engine| async move {
    let c = congress(engine).await;
    let mut organiser = c.house.actor(organiser(&c));
    assert!(organiser.get(PAGE).await.is(200).body.contains("multipart/form-data"));
    let sent = send(&mut organiser, "plan.csv", TABLE.as_bytes()).await.is(303);
    let preview = organiser.get(sent.location()).await.is(200).body;
    for part in [
        "plan.csv",
        "4 rows",
        "no time that can be read",
        "Start: ",
        "the title is missing",
        "Leave out the 2 wrong rows",
    ] {
        assert!(preview.contains(part), "{part}: {preview}");
    }
    assert!(titles(&c).await.is_empty(), "nothing is stored before somebody says so");
    let others = c.house.actor(viewer_with(9, None, &[(Some(c.edition.id), Role::Owner)])).get(sent.location()).await;
    assert!(!others.is(200).body.contains("plan.csv"), "it is the sender's own");

    let confirm = format!("{PAGE}/confirmation");
    let refused = organiser.post(&confirm, &[("seen", &seen(&preview))]).await.is(422).body;
    assert!(refused.contains("2 rows are wrong"), "{refused}");
    let stale = organiser.post(&confirm, &[("seen", "0"), ("leave_out", "yes")]).await.is(422).body;
    assert!(stale.contains("Something has changed"), "{stale}");
    assert!(titles(&c).await.is_empty());
    organiser.post(&confirm, &[("seen", &seen(&preview)), ("leave_out", "yes")]).await.is(303);
    assert_eq!(titles(&c).await, ["Rain in the street", "Rivers"]);
    assert!(organiser.get(&format!("{PAGE}/preview")).await.is(200).body.contains("No table is waiting"));

    // Again, with one row changed, one corrected, and one as it was.
    let next = TABLE.replace("Rivers", "Rivers and lakes").replace(";soon;", ";15:00;").replace("a3;;", "a3;Lunch;");
    let sent = send(&mut organiser, "plan.csv", next.as_bytes()).await.is(303);
    let page = organiser.get(&format!("{}?show=changed", sent.location())).await.is(200).body;
    assert!(page.contains("Rivers and lakes") && !page.contains("Wells"), "{page}");
    organiser.post(&confirm, &[("seen", &seen(&page))]).await.is(303);
    assert_eq!(titles(&c).await, ["Lunch", "Rain in the street", "Rivers and lakes", "Wells"]);
});

both_engines!(columns_are_corrected_by_who_sends_them, |engine: Engine| async move {
    let c = congress(engine).await;
    let mut organiser = c.house.actor(organiser(&c));
    let table = "Was,Wann,Wo\nRivers,2024-09-25 09:30,grand-hall\n";
    send(&mut organiser, "a.csv", table.as_bytes()).await.is(303);
    let page = organiser.get(&format!("{PAGE}/preview")).await.is(200).body;
    assert!(page.contains("the title is missing"), "{page}");
    let columns = format!("{PAGE}/columns");
    let twice = organiser.post(&columns, &[("column-0", "title"), ("column-1", "title")]).await.is(422).body;
    assert!(twice.contains("Two columns cannot both be"), "{twice}");
    organiser.post(&columns, &[("column-0", "title"), ("column-1", "start"), ("column-2", "room")]).await.is(303);
    let page = organiser.get("/zh/hangzhou-2024/desk/import/preview").await.is(200).body;
    assert!(page.contains("9月25日 09:30") && page.contains("没有时长和结束时间"), "{page}");
    organiser.post(&format!("{PAGE}/removal"), &[]).await.is(303);
    assert!(titles(&c).await.is_empty());
});

both_engines!(an_editor_adds_no_rooms_and_no_people, |engine: Engine| async move {
    let c = congress(engine).await;
    let mut editor = c.house.actor(editor(&c));
    send(&mut editor, "a.csv", TABLE.as_bytes()).await.is(303);
    let page = editor.get(&format!("{PAGE}/preview")).await.is(200).body;
    assert!(page.contains("Your role may not make these") && page.contains("disabled"), "{page}");
    let fields = [("seen", &*seen(&page)), ("leave_out", "yes")];
    editor.post(&format!("{PAGE}/confirmation"), &fields).await.is(404);
    assert!(titles(&c).await.is_empty());
    let known = "Title,Start,Length,Room\nRivers,2024-09-25 09:30,45,grand-hall\n";
    send(&mut editor, "a.csv", known.as_bytes()).await.is(303);
    let page = editor.get(&format!("{PAGE}/preview")).await.is(200).body;
    editor.post(&format!("{PAGE}/confirmation"), &[("seen", &seen(&page))]).await.is(303);
    assert_eq!(titles(&c).await, ["Rivers"]);
});

both_engines!(a_file_that_is_no_table_is_told_at_its_field, |engine: Engine| async move {
    let c = congress(engine).await;
    let mut organiser = c.house.actor(organiser(&c));
    for (bytes, part) in [
        (&b""[..], "Choose a file first"),
        (b"just some words\nand more\n", "This is no table"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "Save it as .xlsx"),
        (b"Title,Room\n\"open", "The file is broken"),
        (b"PK\x03\x04 and nothing else", "The file is broken"),
    ] {
        let page = send(&mut organiser, "x.csv", bytes).await.is(422).body;
        assert!(page.contains(part) && page.contains("file-problem"), "{part}: {page}");
    }
    c.house.stranger().get(PAGE).await.is(303);
    c.house.actor(viewer_with(7, None, &[])).get(PAGE).await.is(404);
});

both_engines!(a_workbook_is_read_as_it_was_shown, |engine: Engine| async move {
    let c = congress(engine).await;
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/import/programme.xlsx");
    let bytes = std::fs::read(path).unwrap();
    let target = Target { edition: Some(c.edition.slug.clone()), ..Target::default() };
    let (db, ctx) = (c.house.db(), c.house.system());
    // The length of the third is a formula whose result nobody has stored.
    let report = import_schedule(db, &ctx, &bytes, &target).await.unwrap();
    assert_eq!((report.sessions.made, report.people.made, report.rooms.made), (3, 2, 2), "{report:?}");
    assert!(report.repairs.list.iter().any(|repair| repair.at == "line 6" && repair.what.contains("45 minutes")));
    let all = sessions(db, &ctx, c.edition.id).await.unwrap();
    let of = |title: &str| all.iter().find(|session| session.title.get(Locale::En).text == title).unwrap();
    let pipes = of("Pipes that speak");
    assert_eq!((pipes.kind, pipes.minutes), (SessionKind::Panel, 60));
    assert_eq!(pipes.starts_at.unwrap().to_rfc3339(), "2024-09-25T02:30:00Z", "the day is that of the merged cell");
    assert_eq!(of("Rivers & rain").title.get(Locale::Zh).text, "江河与雨");
    assert_eq!(of("Rivers & rain").languages.codes().collect::<Vec<_>>(), ["zh", "en"]);
    let again = import_schedule(db, &ctx, &bytes, &target).await.unwrap();
    assert_eq!((again.sessions.unchanged, again.sessions.made), (3, 0));
    let wrong = b"Title,Start\nA,soon\nB,2024-09-25 09:30\n";
    let refused = import_schedule(db, &ctx, wrong, &target).await.unwrap_err();
    assert!(
        matches!(&refused, ImportError::Refused(Refusal::Rows(1, told)) if told.contains("line 2, Start")),
        "{refused:?}"
    );
    let target = Target { leave_out: true, ..target };
    assert_eq!(import_schedule(db, &ctx, wrong, &target).await.unwrap().sessions.made, 1);
});

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

fn table(bytes: &[u8]) -> Result<Sheet, Refusal> {
    Sheet::read(bytes, &mut Repairs::default())
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
        assert_eq!(bytes.len() as u64, programme::import::LARGEST + 1);
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
        let times = (usize::try_from(programme::import::LARGEST).unwrap() - first.len()) / rest.len();
        let bytes = format!("{first}{}", rest.repeat(times));
        assert!(read(bytes.as_bytes(), &Manner::default(), &mut Repairs::default()).is_err(), "{first}");
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0 kB");
    let peak: u64 = peak.trim().trim_end_matches(" kB").parse().unwrap();
    assert!(peak < 700 * 1024, "{peak} kB at most");
}

mod any_bytes {
    use super::*;
    use proptest::prelude::*;

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
        let names = ["messy.xml", "v1.json", "v2.json", "sessionize.json", "pretalx.json", "programme.xlsx"];
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/import");
        let mut all: Vec<Vec<u8>> = names.iter().map(|name| std::fs::read(folder.join(name)).unwrap()).collect();
        all.push(TABLE.as_bytes().to_vec());
        all
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
}
