//! Cues of the show-caller.

use crate::prepared::{CREW, congress};
use kernel::Role;
use testkit::{both_engines, viewer_with};

both_engines!(a_cue_stands_in_its_place_and_can_be_removed, |engine| async move {
    let congress = congress(engine).await;
    let mut crew = congress.crew();
    let cue = |minute: &'static str, what: &'static str| {
        [("day", "2024-09-25"), ("session", "PEN222"), ("minute", minute), ("who", "Sound"), ("what", what)]
    };
    crew.post(&format!("{CREW}/cues"), &cue("-5", "Walk-in music <off>")).await.is(303);
    let page = crew.get(&format!("{CREW}/sheet")).await.is(200).body;
    assert!(page.contains("08:55") && page.contains("Walk-in music &#60;off&#62;") && page.contains("Sound"), "{page}");
    let answer = crew.post(&format!("{CREW}/cues"), &cue("soon", "")).await.is(422).body;
    assert!(answer.contains("−240") && answer.contains("id=\"what-problem\"") && answer.contains("value=\"soon\""));
    let action = page.split("action=\"").find(|part| part.contains("/removal\"")).unwrap().split('"').next().unwrap();
    // Somebody who only reads sees the cue and cannot take it away.
    let mut reader = congress.house.actor(viewer_with(12, None, &[(Some(congress.edition.id), Role::Reader)]));
    let seen = reader.get(&format!("{CREW}/sheet")).await.is(200).body;
    assert!(seen.contains("Walk-in music") && !seen.contains("/removal"));
    reader.post(action, &[("day", "2024-09-25")]).await.is(404);
    crew.post(action, &[("day", "2024-09-25")]).await.is(303);
    assert!(!crew.get(&format!("{CREW}/sheet")).await.is(200).body.contains("Walk-in music"));
    crew.post(action, &[("day", "2024-09-25")]).await.is(404);
});
