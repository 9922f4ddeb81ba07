//! What follows is read before it is said.

use crate::prepared::{CREW, congress};
use testkit::both_engines;

both_engines!(what_follows_is_seen_before_it_is_said, |engine| async move {
    let congress = congress(engine).await;
    let mut stranger = congress.house.stranger();
    stranger.post("/en/lake-2024/sessions/TAK222/star", &[("starred", "yes")]).await.is(303);
    let mut crew = congress.crew();
    let page = crew.get(&format!("{CREW}/delay?session=TAK222&minutes=60")).await.is(200).body;
    assert!(
        page.contains("2 sessions move") && page.contains("11:30–12:15") && page.contains("60 min later"),
        "{page}"
    );
    assert!(page.contains("12:50–13:20") && page.contains("1 reader"), "{page}");
    // The interpreter of the talk has her workshop in the museum at 11:35.
    assert!(page.contains("Lin Yue (interpreter)") && page.contains("would still be on"), "{page}");
    assert!(!page.contains("PLANTED door") && page.contains("Say it to everybody"), "{page}");
    // Nothing was stored.
    assert!(!stranger.get("/en/lake-2024/sessions/TAK222").await.is(200).body.contains("Running late"));
    let said = [("session", "TAK222"), ("revision", "0"), ("day", "2024-09-25"), ("minutes", "60"), ("press", "late")];
    crew.post(&format!("{CREW}/presses"), &said).await.is(303);
    assert!(stranger.get("/en/lake-2024/sessions/TAK222").await.is(200).body.contains("about 11:30"));
});

both_engines!(a_walk_that_becomes_too_long_is_told, |engine| async move {
    let congress = congress(engine).await;
    let mut crew = congress.crew();
    // Twenty minutes until the workshop, fifteen to walk: ten late are too many.
    let page = crew.get(&format!("{CREW}/delay?session=TAK222&minutes=10")).await.is(200).body;
    assert!(page.contains("too little time to walk") && page.contains("Talk of rivers"), "{page}");
    let page = crew.get(&format!("{CREW}/delay?session=TAK222&minutes=4")).await.is(200).body;
    assert!(page.contains("Nobody new"), "{page}");
    // Who may plan is shown the way to the plan.
    assert!(!page.contains("/desk/board?day="));
    let page = congress.organiser().get(&format!("{CREW}/delay?session=TAK222&minutes=4")).await.is(200).body;
    assert!(page.contains("/desk/board?day=2024-09-25"), "{page}");
});

both_engines!(minutes_that_are_none_are_refused_at_their_field, |engine| async move {
    let congress = congress(engine).await;
    let mut crew = congress.crew();
    for minutes in ["0", "-5", "241", "soon", ""] {
        let page = crew.get(&format!("{CREW}/delay?session=TAK222&minutes={minutes}")).await.is(422).body;
        assert!(page.contains("from 1 to 240") && !page.contains("Say it to everybody"), "{minutes}: {page}");
    }
    crew.get(&format!("{CREW}/delay?session=CNC222&minutes=5")).await.is(404);
    crew.get(&format!("{CREW}/delay?session=WRK222&minutes=5")).await.is(404);
});

both_engines!(how_rooms_are_run_is_the_organisers_choice, |engine| async move {
    let congress = congress(engine).await;
    let (mut organiser, mut crew) = (congress.organiser(), congress.crew());
    let path = "/en/lake-2024/desk/room-rules";
    let fields = |shortest: &'static str, revision: &'static str| {
        [("doors", "20"), ("turnover", "5"), ("shortest_break", shortest), ("questions", "0"), ("revision", revision)]
    };
    organiser.post(path, &fields("30", "0")).await.is(303);
    // Tea may lose nothing now: everything is pushed.
    let page = crew.get(&format!("{CREW}/delay?session=PEN222&minutes=10")).await.is(200).body;
    assert!(page.contains("10:40–11:25"), "{page}");
    assert!(organiser.post(path, &fields("10", "0")).await.is(409).body.contains("Somebody else changed"));
    assert!(organiser.post(path, &fields("soon", "1")).await.is(422).body.contains("from 0 to 120"));
    crew.post(path, &fields("10", "1")).await.is(404);
});
