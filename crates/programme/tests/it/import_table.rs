//! Tables of sessions: sent to the desk, looked at, corrected, taken.

use crate::prepared::{Congress, congress, editor};
use kernel::{Locale, Role, Viewer};
use programme::{
    import::{ImportError, Target, import_schedule},
    session::{SessionKind, sessions},
};
use schedule::Refusal;
use std::path::PathBuf;
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
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../schedule/tests/data/programme.xlsx");
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
