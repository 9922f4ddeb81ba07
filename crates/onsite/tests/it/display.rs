//! Screens at doors.

use crate::prepared::{at, congress};
use testkit::both_engines;

const DOOR: &str = "/en/lake-2024/rooms/hall/display";

both_engines!(a_door_shows_what_is_on_and_what_comes, |engine| async move {
    let congress = congress(engine).await;
    let (mut crew, mut screen) = (congress.crew(), congress.house.stranger());
    congress.house.clock.set(at("09:10"));
    let page = screen.get(DOOR).await.is(200).body;
    let (now, next) = page.split_once("screen-next").unwrap();
    assert!(now.contains("Opening") && now.contains("09:00–10:00") && now.contains("Lin Yue"), "{page}");
    assert!(now.contains("Chinese, interpreted into English, French") && next.contains("Tea"), "{page}");
    assert!(page.contains("http-equiv=\"refresh\"") && page.contains(">09:10<") && page.contains("noindex"), "{page}");
    congress.press(&mut crew, "TEA222", "0", "late-15").await.is(303);
    congress.press(&mut crew, "PEN222", "0", "full").await.is(303);
    let page = screen.get(DOOR).await.is(200).body;
    assert!(page.contains("Room full") && page.contains("<s>10:00</s> 10:15–10:30"), "{page}");
    assert!(screen.get("/zh/lake-2024/rooms/hall/display").await.is(200).body.contains("会场已满"));
});

both_engines!(a_closed_door_is_reserved_and_says_no_more, |engine| async move {
    let congress = congress(engine).await;
    let mut screen = congress.house.stranger();
    // Behind the door nobody may know who; in the evening somebody was invited.
    for clock in ["11:40", "18:10"] {
        congress.house.clock.set(at(clock));
        let taken = screen.get(DOOR).await.is(200).everything();
        assert!(taken.contains("Reserved") && !taken.contains("No public session"), "{clock}: {taken}");
        for leak in ["PLANTED", "CNC222", "NVT222", "Guest", "11:30–", "18:00", "19:00"] {
            assert!(!taken.contains(leak), "{leak}: {taken}");
        }
        let chinese = screen.get("/zh/lake-2024/rooms/hall/display").await.is(200).body;
        assert!(chinese.contains("已预留") && !chinese.contains("PLANTED"), "{chinese}");
        let foyer = screen.get("/en/lake-2024/display").await.is(200).body;
        assert!(foyer.contains("Reserved") && !foyer.contains("PLANTED"), "{foyer}");
    }
    // Between two sessions nothing is on, and an open session is shown whatever else is.
    congress.house.clock.set(at("11:20"));
    let empty = screen.get(DOOR).await.is(200).body;
    assert!(empty.contains("No public session") && !empty.contains("Reserved"), "{empty}");
    congress.house.clock.set(at("12:10"));
    assert!(!screen.get(DOOR).await.is(200).body.contains("Reserved"));
    // A screen that somebody signed in shows no more.
    congress.house.clock.set(at("11:40"));
    let page = congress.organiser().get(DOOR).await.is(200).body;
    assert!(page.contains("Reserved") && !page.contains("PLANTED"), "{page}");
    screen.get("/en/lake-2024/rooms/nowhere/display").await.is(404);
});

both_engines!(the_foyer_shows_every_room, |engine| async move {
    let congress = congress(engine).await;
    let mut screen = congress.house.stranger();
    congress.house.clock.set(at("11:40"));
    let page = screen.get("/en/lake-2024/display").await.is(200).body;
    assert!(page.contains(">hall<") && page.contains(">annex<") && page.contains("Workshop"), "{page}");
    assert!(page.contains("Last talk") && !page.contains("PLANTED"), "{page}");
    let page = congress.crew().get("/en/lake-2024/desk/day").await.is(200).body;
    assert!(page.contains("/desk/day/hall/sheet?day=2024-09-25") && page.contains("Workshop"), "{page}");
});
