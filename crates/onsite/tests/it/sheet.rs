//! The run sheet.

use crate::prepared::{CREW, congress};
use directory::{Answer, Capture, Channel, RecordingStatement, answer_recording};
use kernel::Role;
use testkit::{both_engines, viewer_with};

both_engines!(the_sheet_says_everything_in_order, |engine| async move {
    let congress = congress(engine).await;
    let mut crew = congress.crew();
    let page = crew.get(&format!("{CREW}/sheet?day=2024-09-25")).await.is(200).body;
    let sheet = page.split("<ol class=\"sheet\">").nth(1).unwrap();
    let mut rest = sheet;
    let lines = [
        "08:40",
        "Doors open",
        "09:00",
        "Opening",
        "Spoken: Chinese",
        "2 booths",
        "Lin Yue",
        "09:50",
        "Questions",
        "10:00",
        "End, hand over",
        "Tea",
        "10:30",
        "Talk of rivers",
        "Moderator",
        "Chen Chen",
        "Interpreter",
        "Lin Yue",
        "11:30",
        "Reserved until 12:00",
        "12:00",
        "Last talk",
    ];
    for line in lines {
        rest = rest.split_once(line).unwrap_or_else(|| panic!("{line:?} is missing after its time: {sheet}")).1;
    }
    // The crew reads no telephone numbers that nobody opened for it; an organiser does.
    assert!(!page.contains("PLANTED door") && !page.contains("+86 571"), "{page}");
    let page = congress.organiser().get(&format!("{CREW}/sheet")).await.is(200).body;
    assert!(page.contains("+86 571 1111 1111"), "{page}");
    let page = crew.get("/zh/lake-2024/desk/day/hall/sheet").await.is(200).body;
    assert!(page.contains("开门") && page.contains("2 个同传间"), "{page}");
});

both_engines!(the_sheet_moves_with_what_the_crew_says, |engine| async move {
    let congress = congress(engine).await;
    let mut crew = congress.crew();
    congress.press(&mut crew, "PEN222", "0", "late-15").await.is(303);
    let page = crew.get(&format!("{CREW}/sheet")).await.is(200).body;
    assert!(page.contains("<time>09:15</time><s>09:00</s>") && page.contains("Running late, about 09:15"), "{page}");
    assert!(page.contains("<time>08:55</time>"), "doors open later too: {page}");
});

both_engines!(who_said_no_to_cameras_stands_out, |engine| async move {
    let congress = congress(engine).await;
    let (db, ctx) = (congress.house.db(), congress.house.system());
    let no = |capture| RecordingStatement {
        capture,
        answer: Answer::No,
        channel: Channel::Email,
        basis: "A letter".to_owned(),
    };
    let said = [no(Capture::Photo), no(Capture::Recording)];
    answer_recording(db, &ctx, congress.edition.id, congress.chen, &said).await.unwrap();
    let page = congress.crew().get(&format!("{CREW}/sheet")).await.is(200).body;
    let talk = page.split("<p class=\"sheet-title\">Talk of rivers").nth(1).unwrap();
    assert!(talk.contains("<p class=\"sheet-no\">Chen Chen: NO photographs, NO recording</p>"), "{page}");
    // Silence is neither yes nor no.
    let opening = page.split("<p class=\"sheet-title\">Opening").nth(1).unwrap();
    assert!(opening.contains("No answer about cameras yet: Lin Yue"), "{page}");
    // Who is not told any answers is not told that there are none.
    let mut reader = congress.house.actor(viewer_with(12, None, &[(Some(congress.edition.id), Role::Reader)]));
    let page = reader.get(&format!("{CREW}/sheet")).await.is(200).body;
    assert!(!page.contains("NO photographs") && !page.contains("No answer about cameras"), "{page}");
});
