//! The public pages of the programme, as strangers and as readers with stars
//! see them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

use congress::{Accent, Edition, EditionDetails, EditionState, RoomDetails, RoomKind, TrackDetails, VenueDetails};
use db::Db;
use directory::{
    PersonDetails, PersonName, Purpose,
    seed::{NewPerson, seed_people},
};
use jiff::civil::date;
use kernel::{Ctx, Locale, LocalizedText, PersonId, RoomId, Slug, Timestamp, TrackId, Visibility, Zone};
use programme::{
    seed::{NewSession, seed_sessions},
    session::{Languages, PersonInSession, PersonRole, SessionDetails, SessionKind, SessionState},
};
use testkit::{Engine, House};
use web::{Module, Routes};

fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

fn both(text: (&str, &str)) -> LocalizedText {
    LocalizedText::both(text.0, text.1)
}

/// A small congress: two days, three rooms, one of them unknown to the public.
struct Stage {
    edition: Edition,
    rooms: Vec<RoomId>,
    tracks: Vec<TrackId>,
    people: Vec<PersonId>,
}

async fn house(engine: Engine) -> House {
    // The directory is here for its tables; its own pages are its own affair.
    let tables = Module {
        name: "directory",
        routes: Routes::new(),
        migrations: directory::MIGRATIONS,
        menu: Vec::new(),
        jobs: jobs::Handlers::default(),
    };
    ui::register(&directory::TEXT);
    let modules =
        vec![congress::module(congress::Neighbours::default()), tables, programme::module(&programme::Views::new())];
    House::open(engine, modules).await
}

async fn stage(db: &Db, ctx: &Ctx) -> Stage {
    let details = EditionDetails {
        slug: slug("lake-2024"),
        name: both(("Lake Congress 2024", "湖畔大会 2024")),
        theme: both(("Cities learn from cities", "城市向城市学习")),
        place: both(("Hangzhou, China", "中国杭州")),
        description: both(("Five days about what cities can learn from each other.", "五天时间，看城市如何互相学习。")),
        zone: Zone::parse("Asia/Shanghai").unwrap(),
        first_day: date(2024, 9, 25),
        last_day: date(2024, 9, 26),
        host: None,
        accent: Accent::Lake,
        illustration: true,
    };
    let edition = congress::create_edition(db, ctx, &details).await.unwrap();
    let venue = VenueDetails {
        slug: slug("centre"),
        name: both(("Congress Centre", "会议中心")),
        address: both(("1 Lake Road", "湖滨路1号")),
        position: 0,
    };
    let venue = congress::add_venue(db, ctx, edition.id, &venue).await.unwrap().id;
    let mut rooms = Vec::new();
    for (position, (name, en, zh, published)) in (0..).zip([
        ("grand-hall", "Grand Hall", "大会堂", true),
        ("west-lake", "West Lake Room", "西湖厅", true),
        ("cellar", "PLANTED cellar", "PLANTED 地窖", false),
    ]) {
        let details = RoomDetails {
            venue,
            slug: slug(name),
            name: both((en, zh)),
            capacity: 900,
            kind: RoomKind::Hall,
            position,
            published,
        };
        rooms.push(congress::add_room(db, ctx, edition.id, &details).await.unwrap().id);
    }
    let mut tracks = Vec::new();
    for (position, (name, en, zh)) in
        (0..).zip([("water", "Water and climate", "水与气候"), ("data", "Open data", "开放数据")])
    {
        let details = TrackDetails { slug: slug(name), name: both((en, zh)), colour: position + 1, position };
        tracks.push(congress::add_track(db, ctx, edition.id, &details).await.unwrap().id);
    }
    let people = people(db, ctx, &edition).await;
    let edition = congress::change_state(db, ctx, edition.id, edition.revision, EditionState::Public).await.unwrap();
    Stage { edition, rooms, tracks, people }
}

async fn people(db: &Db, ctx: &Ctx, edition: &Edition) -> Vec<PersonId> {
    let person = |name: PersonName, audience: Option<Visibility>| NewPerson {
        details: PersonDetails { name, listed: true, ..PersonDetails::default() },
        editions: vec![edition.id],
        offices: Vec::new(),
        consents: audience.map(|audience| (Purpose::Listing, audience)).into_iter().collect(),
    };
    let all = [
        person(PersonName::in_two_scripts("林悦", "Lin Yue"), Some(Visibility::Public)),
        person(PersonName::of("Ana Beatriz Ruiz"), Some(Visibility::Public)),
        person(PersonName::of("Planted Person"), None),
    ];
    seed_people(db, ctx, &all, "test").await.unwrap()
}

/// A session as the tests describe it: `day` from 0, `start` in minutes from midnight.
struct Plan<'s>(&'s Stage, Vec<NewSession>);

impl Plan<'_> {
    fn at(
        &mut self,
        code: &str,
        title: (&str, &str),
        kind: SessionKind,
        (day, start, minutes): (i64, i64, i32),
    ) -> &mut NewSession {
        let midnight: Timestamp = "2024-09-24T16:00:00Z".parse::<jiff::Timestamp>().unwrap().into();
        self.1.push(NewSession {
            code: code.to_owned(),
            details: SessionDetails {
                kind,
                parent: None,
                title: both(title),
                summary: LocalizedText::new(),
                track: None,
                languages: Languages::parse(&["zh"]).unwrap(),
                interpretation: Languages::parse(&["en"]).unwrap(),
                visibility: Visibility::Public,
                city: None,
                capacity: None,
            },
            forum: None,
            state: SessionState::Confirmed,
            starts_at: Some(midnight.plus_minutes(day * 1440 + start)),
            minutes,
            room: Some(self.0.rooms[0]),
            people: Vec::new(),
        });
        self.1.last_mut().unwrap()
    }
}

fn speaks(person: PersonId, role: PersonRole) -> PersonInSession {
    PersonInSession { person, role }
}

async fn programme(db: &Db, ctx: &Ctx, stage: &Stage) {
    let mut plan = Plan(stage, Vec::new());
    let opening = plan.at("OPEN24", ("Opening & welcome", "开幕式"), SessionKind::Opening, (0, 9 * 60, 90));
    opening.people = vec![
        speaks(stage.people[0], PersonRole::Host),
        speaks(stage.people[2], PersonRole::Speaker),
        speaks(stage.people[0], PersonRole::Speaker),
    ];
    opening.details.summary = both(("First paragraph.\n\nSecond <b>paragraph</b>.", "第一段。\n\n第二段。"));
    plan.at("TEA222", ("Tea", "茶歇"), SessionKind::Break, (0, 10 * 60 + 30, 30)).room = None;
    let forum = plan.at("WATER2", ("Water under the street", "街道之下的水"), SessionKind::Forum, (0, 11 * 60, 90));
    forum.room = Some(stage.rooms[1]);
    forum.details.track = Some(stage.tracks[0]);
    for (code, title, start) in
        [("PART22", ("Sponge districts", "海绵街区"), 0), ("PART33", ("Old pipes", "老管网"), 45)]
    {
        let item = plan.at(code, title, SessionKind::Item, (0, 11 * 60 + start, 45));
        item.room = Some(stage.rooms[1]);
        item.forum = Some(2);
        item.details.languages = Languages::parse(&["fr"]).unwrap();
        item.people = vec![speaks(stage.people[1], PersonRole::Speaker)];
    }
    let gone = plan.at("GNE222", ("Cancelled talk", "已取消的演讲"), SessionKind::Keynote, (0, 14 * 60, 60));
    gone.state = SessionState::Cancelled;
    let instead = plan.at("NEW222", ("What took its place", "替代的演讲"), SessionKind::Keynote, (0, 14 * 60, 60));
    instead.details.track = Some(stage.tracks[1]);
    instead.details.title = LocalizedText::of(Locale::Zh, "替代的演讲");
    let visit = plan.at("VST222", ("Visit to the lake", "湖区参观"), SessionKind::FieldVisit, (1, 8 * 60 + 30, 240));
    visit.room = None;
    plan.at("CELL22", ("In the cellar", "地窖里"), SessionKind::Keynote, (1, 14 * 60, 45)).room = Some(stage.rooms[2]);
    plan.at("DRFT22", ("PLANTED draft", "PLANTED 草稿"), SessionKind::Keynote, (1, 16 * 60, 45)).state =
        SessionState::Draft;
    plan.at("RGST22", ("PLANTED dinner", "PLANTED 晚宴"), SessionKind::Reception, (1, 19 * 60, 90))
        .details
        .visibility = Visibility::Registered;
    seed_sessions(db, ctx, stage.edition.id, &plan.1).await.unwrap();
    // The first release holds what was cancelled later, as announced.
    programme::release::publish(db, ctx, &stage.edition, 0, ("First programme", "")).await.unwrap();
}

pub async fn open(engine: Engine) -> House {
    let house = house(engine).await;
    let stage = stage(house.db(), &house.system()).await;
    programme(house.db(), &house.system(), &stage).await;
    house
}

testkit::both_engines!(every_page_answers_in_both_languages_and_tells_no_secret, |engine| async move {
    let house = open(engine).await;
    let mut stranger = house.stranger();
    for path in ["", "/timetable", "/timetable?view=list", "/sessions/OPEN24", "/rooms/grand-hall", "/changes"] {
        for language in ["en", "zh"] {
            let answer = stranger.get(&format!("/{language}/lake-2024{path}")).await.is(200);
            assert!(!answer.everything().contains("PLANTED"), "{path}");
            assert!(!answer.everything().contains("Planted"), "{path}");
        }
    }
    for path in ["/sessions/DRFT22", "/sessions/RGST22", "/sessions/nothing", "/rooms/cellar", "/rooms/none"] {
        stranger.get(&format!("/en/lake-2024{path}")).await.is(404);
    }
    stranger.get("/en/lake-2024/timetable?room=cellar&day=yesterday&track=%ff&language=xx&city=0").await.is(200);
});

testkit::both_engines!(grid_and_list_hold_the_same_day, |engine| async move {
    let house = open(engine).await;
    let mut stranger = house.stranger();
    let grid = stranger.get("/en/lake-2024/timetable?day=2024-09-25").await.is(200).body;
    let list = stranger.get("/en/lake-2024/timetable?view=list&day=2024-09-25").await.is(200).body;
    for title in ["Opening &#38; welcome", "Tea", "Water under the street", "Cancelled talk", "替代的演讲"] {
        assert!(grid.contains(title) && list.contains(title), "{title}");
    }
    // The opening begins the drawn day; tea goes across; two in one hall share it.
    assert!(grid.contains("c-1 r-0 d-18"), "{grid}");
    assert!(grid.contains("c-all r-18 d-6"), "{grid}");
    assert!(grid.contains("of-2 lane-1") && grid.contains("of-2 lane-2"), "{grid}");
    assert!(grid.contains("datetime=\"2024-09-25T09:00+08:00\""));
    // Items stand inside their forum, in the list only.
    assert!(list.contains("Sponge districts") && !grid.contains("Sponge districts"));
    // A title without English says so, in its own language.
    assert!(grid.contains("lang=\"zh-Hans\">替代的演讲"));
    assert!(grid.contains("Shown in Chinese"));
});

testkit::both_engines!(filters_count_and_stand_in_the_address, |engine| async move {
    let house = open(engine).await;
    let mut stranger = house.stranger();
    let all = stranger.get("/en/lake-2024/timetable?view=list").await.is(200).body;
    assert!(all.contains("Water and climate (1)") && all.contains("Grand Hall (3)"), "{all}");
    let water = stranger.get("/en/lake-2024/timetable?view=list&track=water").await.is(200).body;
    assert!(water.contains("1 of 6 sessions") && !water.contains("Cancelled talk"), "{water}");
    assert!(water.contains("/timetable?view=list&#38;day=2024-09-25&#38;track=water"));
    // French is spoken in an item only: its forum is found by it.
    let french = stranger.get("/en/lake-2024/timetable?view=list&language=fr").await.is(200).body;
    assert!(french.contains("1 of 6 sessions") && french.contains("Water under the street"));
    let nothing = stranger.get("/en/lake-2024/timetable?view=list&language=fr&track=data").await.is(200).body;
    assert!(nothing.contains("No session matches") && nothing.contains("0 of 6 sessions"));
});

testkit::both_engines!(a_session_page_says_who_and_where, |engine| async move {
    let house = open(engine).await;
    let mut stranger = house.stranger();
    let page = stranger.get("/en/lake-2024/sessions/OPEN24").await.is(200).body;
    assert!(page.contains("Host, Speaker") && page.contains("Lin Yue"), "{page}");
    assert!(page.contains("Second &#60;b&#62;paragraph") && page.contains("Grand Hall") && page.contains("UTC+8"));
    assert!(page.contains("href=\"http://convoke.test/en/lake-2024/sessions/open24-opening-welcome\""), "canonical");
    assert!(page.contains("In this room") && page.contains("Cancelled talk"), "the next one in the hall");
    let old = stranger.get("/en/lake-2024/sessions/open24-an-older-title").await.is(303);
    assert_eq!(old.location(), "/en/lake-2024/sessions/open24-opening-welcome");
    let cancelled = stranger.get("/en/lake-2024/sessions/GNE222").await.is(200).body;
    assert!(cancelled.contains("This session will not take place."));
    let forum = stranger.get("/zh/lake-2024/sessions/WATER2").await.is(200).body;
    assert!(forum.contains("海绵街区") && forum.contains("论坛议程"));
});

testkit::both_engines!(a_star_stays_with_its_browser, |engine| async move {
    let house = open(engine).await;
    let mut reader = house.stranger();
    for code in ["GNE222", "NEW222", "OPEN24", "PART22", "WATER2"] {
        reader.post(&format!("/en/lake-2024/sessions/{code}/star"), &[("starred", "yes")]).await.is(303);
    }
    let old = reader.get("/en/lake-2024/starred").await.is(303);
    assert_eq!(old.location(), "/en/lake-2024/agenda", "bookmarks lead on");
    let pressed = |body: &str| body.matches("aria-pressed=\"true\"").count();
    let starred = reader.get("/en/lake-2024/timetable?day=2024-09-25").await.body;
    let bare = house.stranger().get("/en/lake-2024/timetable?day=2024-09-25").await.body;
    assert!(pressed(&starred) > pressed(&bare), "nobody else sees it");
});

testkit::both_engines!(the_clock_decides_what_comes_first, |engine| async move {
    let house = open(engine).await;
    let mut stranger = house.stranger();
    let set = |at: &str| house.clock.set(at.parse::<jiff::Timestamp>().unwrap().into());
    let home = stranger.get("/en/lake-2024").await.is(200).body;
    assert!(home.contains("First on the programme") && home.contains("Opening &#38; welcome"), "{home}");
    set("2024-09-25T03:30:00Z");
    let home = stranger.get("/en/lake-2024").await.is(200).body;
    assert!(home.contains("On now and next") && !home.contains("Opening &#38; welcome"), "{home}");
    set("2024-09-26T00:00:00Z");
    assert!(stranger.get("/en/lake-2024/timetable").await.body.contains("Visit to the lake"));
    set("2025-01-01T00:00:00Z");
    let home = stranger.get("/en/lake-2024").await.is(200).body;
    assert!(home.contains("Highlights") && home.contains("Opening &#38; welcome"), "{home}");
});

testkit::both_engines!(a_browser_that_has_the_page_gets_no_second_copy, |engine| async move {
    let house = open(engine).await;
    let first = house.stranger().get("/en/lake-2024/timetable").await.is(200);
    let tag = first.header("etag").to_owned();
    house.stranger().with_header("if-none-match", &tag).get("/en/lake-2024/timetable").await.is(304);
});
