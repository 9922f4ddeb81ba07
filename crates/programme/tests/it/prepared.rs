//! What most tests begin with: Hangzhou with rooms, people and sessions.

use congress::{
    Accent, Edition, EditionDetails, EditionState, Neighbours, RoomDetails, RoomKind, TrackDetails, VenueDetails,
};
use directory::{PersonDetails, PersonName, Purpose, RelatedSources, seed::NewPerson};
use jiff::civil::date;
use jobs::Handlers;
use kernel::{
    LocalizedText, PersonId, Role, RoomId, SessionId, Slug, Timestamp, TrackId, VenueId, Viewer, Visibility, Zone,
};
use programme::{
    Views,
    rules::{self, Hearing, Rooms},
    seed::NewSession,
    session::{Languages, PersonInSession, PersonRole, SessionDetails, SessionKind, SessionState},
};
use testkit::{Engine, House, viewer_with};
use web::{Module, Routes};

/// The congress, and keys of what is in it.
pub struct Congress {
    pub house: House,
    pub edition: Edition,
    pub hall: RoomId,
    pub lake: RoomId,
    pub far: RoomId,
    pub secret: RoomId,
    pub track: TrackId,
    pub lin: PersonId,
    pub chen: PersonId,
    pub hidden: PersonId,
}

pub fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

/// `25 09:30` is half past nine in Hangzhou on 25 September.
pub fn at(text: &str) -> Timestamp {
    let (day, clock) = text.split_once(' ').unwrap();
    format!("2024-09-{day}T{clock}:00+08:00").parse::<jiff::Timestamp>().unwrap().into()
}

fn tables(name: &'static str, migrations: &'static [db::Migration]) -> Module {
    Module { name, routes: Routes::new(), migrations, menu: Vec::new(), jobs: Handlers::new() }
}

pub async fn congress(engine: Engine) -> Congress {
    let views = Views::new();
    let neighbour = programme::neighbour(&views);
    let neighbours = Neighbours {
        clone_parts: vec![neighbour.clone()],
        zone_followers: vec![neighbour.clone()],
        desk_cards: vec![neighbour.clone()],
        ..Neighbours::default()
    };
    let modules = vec![
        // The tables of letters and accounts without their pages: people come in by badge.
        tables("mail", mail::MIGRATIONS),
        tables("accounts", accounts::MIGRATIONS),
        congress::module(neighbours),
        directory::module(RelatedSources(vec![neighbour])),
        programme::module(&views),
    ];
    let house = House::open(engine, modules).await;
    let edition = edition(&house).await;
    let near = venue(&house, &edition, "congress-centre").await;
    let away = venue(&house, &edition, "west-lake-museum").await;
    let hall = room(&house, &edition, near, "grand-hall", true).await;
    let lake = room(&house, &edition, near, "lake-room", true).await;
    let far = room(&house, &edition, away, "museum-hall", true).await;
    let secret = room(&house, &edition, near, "secret-chamber", false).await;
    let track = TrackDetails {
        slug: slug("digital-water"),
        name: LocalizedText::both("Digital water", "数字水务"),
        colour: 1,
        position: 10,
    };
    let (db, ctx) = (house.db(), house.system());
    let track = congress::add_track(db, &ctx, edition.id, &track).await.unwrap().id;
    let [lin, chen, hidden] = people(&house, &edition).await;
    // Interpretation is provided for; the rule about it has tests of its own.
    let booths = Rooms([hall, lake, far, secret].into());
    let promise = Hearing { booths, ..Hearing::default() };
    rules::set_hearing(db, &ctx, edition.id, &promise).await.unwrap();
    let edition = congress::change_state(db, &ctx, edition.id, edition.revision, EditionState::Public).await.unwrap();
    Congress { edition, hall, lake, far, secret, track, lin, chen, hidden, house }
}

async fn edition(house: &House) -> Edition {
    let details = EditionDetails {
        slug: slug("hangzhou-2024"),
        name: LocalizedText::both("Hangzhou Stage 2024", "2024 杭州站"),
        theme: LocalizedText::both("Converge", "融汇"),
        place: LocalizedText::both("Hangzhou, China", "中国杭州"),
        description: LocalizedText::new(),
        zone: Zone::parse("Asia/Shanghai").unwrap(),
        first_day: date(2024, 9, 25),
        last_day: date(2024, 9, 27),
        host: None,
        accent: Accent::Lake,
        illustration: true,
    };
    congress::create_edition(house.db(), &house.system(), &details).await.unwrap()
}

async fn venue(house: &House, edition: &Edition, name: &str) -> VenueId {
    let details = VenueDetails {
        slug: slug(name),
        name: LocalizedText::both(name, name),
        address: LocalizedText::new(),
        position: 10,
    };
    congress::add_venue(house.db(), &house.system(), edition.id, &details).await.unwrap().id
}

async fn room(house: &House, edition: &Edition, venue: VenueId, name: &str, published: bool) -> RoomId {
    let details = RoomDetails {
        venue,
        slug: slug(name),
        name: LocalizedText::both(name, name),
        capacity: 100,
        kind: RoomKind::Hall,
        position: 10,
        published,
    };
    congress::add_room(house.db(), &house.system(), edition.id, &details).await.unwrap().id
}

/// Two whom everybody may know and one whom nobody may.
async fn people(house: &House, edition: &Edition) -> [PersonId; 3] {
    let person = |native: &str, latin: &str, listed: bool| NewPerson {
        details: PersonDetails { name: PersonName::in_two_scripts(native, latin), listed, ..PersonDetails::default() },
        editions: vec![edition.id],
        consents: listed.then_some((Purpose::Listing, Visibility::Public)).into_iter().collect(),
        ..NewPerson::default()
    };
    let all = [person("林悦", "Lin Yue", true), person("陈晨", "Chen Chen", true), person("莫名", "Mo Ming", false)];
    let ids = directory::seed::seed_people(house.db(), &house.system(), &all, "test").await.unwrap();
    [ids[0], ids[1], ids[2]]
}

/// Writes and releases the programme, and is nobody in it.
pub fn editor(congress: &Congress) -> Viewer {
    viewer_with(5, None, &[(Some(congress.edition.id), Role::ProgrammeEditor)])
}

pub fn details(title: &str) -> SessionDetails {
    SessionDetails {
        kind: SessionKind::Keynote,
        parent: None,
        title: LocalizedText::both(title, format!("{title}（中文）")),
        summary: LocalizedText::both("Pipes & <valves>", "管道与阀门"),
        track: None,
        languages: Languages::parse(&["zh"]).unwrap(),
        interpretation: Languages::parse(&["en"]).unwrap(),
        visibility: Visibility::Public,
        city: None,
        capacity: None,
    }
}

/// A confirmed session of 45 minutes.
pub fn session(code: &str, title: &str, start: &str, room: RoomId, people: &[PersonId]) -> NewSession {
    let speaker = |person: &PersonId| PersonInSession { person: *person, role: PersonRole::Speaker };
    NewSession {
        code: code.to_owned(),
        details: details(title),
        forum: None,
        state: SessionState::Confirmed,
        starts_at: Some(at(start)),
        minutes: 45,
        room: Some(room),
        people: people.iter().map(speaker).collect(),
    }
}

impl Congress {
    pub async fn seed(&self, sessions: &[NewSession]) -> Vec<SessionId> {
        let ctx = self.house.system();
        programme::seed::seed_sessions(self.house.db(), &ctx, self.edition.id, sessions).await.unwrap()
    }

    /// A day with an opening, a forum with two items, a keynote elsewhere.
    pub async fn a_day(&self) -> Vec<SessionId> {
        let mut forum = session("FRM222", "Water forum", "25 11:00", self.lake, &[]);
        forum.details.kind = SessionKind::Forum;
        forum.details.track = Some(self.track);
        forum.minutes = 120;
        let item = |code: &str, title: &str, start: &str, person: PersonId| {
            let mut item = session(code, title, start, self.lake, &[person]);
            item.details.kind = SessionKind::Item;
            item.forum = Some(1);
            item
        };
        self.seed(&[
            session("PEN234", "Opening of the days", "25 09:30", self.hall, &[self.lin, self.hidden]),
            forum,
            item("TEM333", "Pipes that speak", "25 11:00", self.chen),
            item("TEM444", "Rain in the street", "25 12:00", self.lin),
            session("KEY555", "The river", "26 09:30", self.hall, &[self.chen]),
        ])
        .await
    }

    pub async fn publish(&self) -> programme::release::Release {
        let ctx = self.house.seen_by(editor(self));
        let expected = programme::release::latest_number(self.house.db(), &ctx, &self.edition).await.unwrap();
        programme::release::publish(self.house.db(), &ctx, &self.edition, expected, ("", "")).await.unwrap()
    }

    /// A time later, so that releases differ in theirs.
    pub fn later(&self) {
        self.house.clock.advance_seconds(60);
    }
}
