//! What the stories begin with: Hangzhou with two rooms, some people with
//! addresses, sessions that are published, and tasks.

use accounts::{EditionPlace, Editions, Setup};
use axum::{body::Body, http::Request};
use blob::Blobs;
use congress::{
    Accent, Edition, EditionDetails, EditionState, Neighbours, RoomDetails, RoomKind, TrackDetails, VenueDetails,
};
use directory::{PersonDetails, PersonName, Purpose, RelatedSources, seed::NewPerson};
use jiff::civil::date;
use kernel::{
    EditionId, EmailAddress, LocalizedText, PersonId, Role, RoomId, SessionId, Slug, Timestamp, Viewer, Visibility,
    Zone,
};
use programme::{
    Views,
    seed::NewSession,
    session::{Languages, PersonInSession, PersonRole, SessionDetails, SessionKind, SessionState},
};
use speakers::{Scope, TaskDetails, TaskKind, task::add_task};
use std::sync::Arc;
use testkit::{Actor, Answer, Badges, Engine, House, viewer_with};
use web::{Cx, Module, Routes, SignIn};

/// The congress, and keys of what is in it.
pub struct Prepared {
    pub house: House,
    pub edition: Edition,
    pub hall: RoomId,
    pub lin: PersonId,
    pub chen: PersonId,
    /// Leads the panel.
    pub leader: PersonId,
    /// Agreed to nothing, and has no address.
    pub silent: PersonId,
    /// OPEN24 with Lin; PANEL2 with Chen, Lin and who leads; DRAFT2, a draft with Chen; SHUT22 behind a closed door with the silent one.
    pub sessions: Vec<SessionId>,
}

pub const START: &str = "25 09:30";

/// `25 09:30` is half past nine in Hangzhou on 25 September.
pub fn at(text: &str) -> Timestamp {
    let (day, clock) = text.split_once(' ').unwrap();
    format!("2024-09-{day}T{clock}:00+08:00").parse::<jiff::Timestamp>().unwrap().into()
}

fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

struct Nowhere;

#[async_trait::async_trait]
impl Editions for Nowhere {
    async fn by_slug(&self, _: &Cx, _: &str) -> web::Result<EditionPlace> {
        Err(web::Error::NotFound)
    }

    async fn by_id(&self, _: &Cx, _: EditionId) -> web::Result<Option<EditionPlace>> {
        Ok(None)
    }
}

fn tables(name: &'static str, migrations: &'static [db::Migration]) -> Module {
    Module { name, routes: Routes::new(), migrations, menu: Vec::new(), jobs: jobs::Handlers::new() }
}

fn modules(blobs: &Blobs) -> Vec<Module> {
    let views = Views::new();
    let neighbour = programme::neighbour(&views);
    vec![
        tables("blob", blob::MIGRATIONS),
        accounts::module(Setup::new(Arc::new(Nowhere)).with_own_data(Arc::new(speakers::SpeakerData))),
        congress::module(Neighbours { zone_followers: vec![neighbour.clone()], ..Neighbours::default() }),
        directory::module(RelatedSources::default()),
        programme::module_with(&views, programme::Materials(vec![Arc::new(speakers::Slides)])),
        speakers::module(blobs, "http://convoke.test"),
    ]
}

/// People come in by badge.
pub async fn prepared(engine: Engine) -> Prepared {
    let badges = Badges::default();
    with(engine, Box::new(badges.clone()), badges).await
}

/// People come in as they do in life.
pub async fn prepared_with_accounts(engine: Engine) -> Prepared {
    with(engine, Box::new(accounts::SignIn), Badges::default()).await
}

async fn with(engine: Engine, sign_in: Box<dyn SignIn>, badges: Badges) -> Prepared {
    let house = House::open_with(engine, modules(&Blobs::in_memory()), sign_in, badges).await;
    let edition = edition(&house).await;
    let hall = hall(&house, &edition).await;
    let [lin, chen, leader, silent] = people(&house, &edition).await;
    let (db, ctx) = (house.db(), house.system());
    // An edition without any track does not become public.
    let track = TrackDetails { slug: slug("water"), name: LocalizedText::both("Water", "水"), colour: 1, position: 1 };
    congress::add_track(db, &ctx, edition.id, &track).await.unwrap();
    let edition = congress::change_state(db, &ctx, edition.id, edition.revision, EditionState::Public).await.unwrap();
    let mut all = Prepared { house, edition, hall, lin, chen, leader, silent, sessions: Vec::new() };
    all.sessions = all.programme().await;
    all.publish().await;
    all
}

async fn edition(house: &House) -> Edition {
    let details = EditionDetails {
        slug: slug("hangzhou-2024"),
        name: LocalizedText::both("Hangzhou Stage 2024", "2024 杭州站"),
        theme: LocalizedText::new(),
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

async fn hall(house: &House, edition: &Edition) -> RoomId {
    let (db, ctx) = (house.db(), house.system());
    let venue = VenueDetails {
        slug: slug("centre"),
        name: LocalizedText::both("Centre", "中心"),
        address: LocalizedText::new(),
        position: 1,
    };
    let venue = congress::add_venue(db, &ctx, edition.id, &venue).await.unwrap().id;
    let room = RoomDetails {
        venue,
        slug: slug("grand-hall"),
        name: LocalizedText::both("Grand Hall", "大礼堂"),
        capacity: 100,
        kind: RoomKind::Hall,
        position: 1,
        published: true,
    };
    congress::add_room(db, &ctx, edition.id, &room).await.unwrap().id
}

async fn people(house: &House, edition: &Edition) -> [PersonId; 4] {
    let person = |native: &str, latin: &str, email: Option<&str>| NewPerson {
        details: PersonDetails {
            name: PersonName::in_two_scripts(native, latin),
            email: email.map(|email| EmailAddress::parse(email).unwrap()),
            listed: email.is_some(),
            ..PersonDetails::default()
        },
        editions: vec![edition.id],
        consents: email.map(|_| (Purpose::Listing, Visibility::Public)).into_iter().collect(),
        ..NewPerson::default()
    };
    let all = [
        person("林悦", "Lin Yue", Some("lin@water.example")),
        person("陈晨", "Chen Chen", Some("chen@rain.example")),
        person("莫德", "Mo De", Some("mo@talk.example")),
        person("莫名", "Silent Mo", None),
    ];
    let ids = directory::seed::seed_people(house.db(), &house.system(), &all, "test").await.unwrap();
    [ids[0], ids[1], ids[2], ids[3]]
}

fn session(code: &str, title: &str, start: &str, room: RoomId, people: &[(PersonId, PersonRole)]) -> NewSession {
    NewSession {
        code: code.to_owned(),
        details: SessionDetails {
            kind: SessionKind::Keynote,
            parent: None,
            title: LocalizedText::both(title, format!("{title}（中文）")),
            summary: LocalizedText::both("Pipes and valves.", "管道与阀门。"),
            track: None,
            languages: Languages::parse(&["zh"]).unwrap(),
            interpretation: Languages::default(),
            visibility: Visibility::Public,
            city: None,
            capacity: None,
        },
        forum: None,
        state: SessionState::Confirmed,
        starts_at: Some(at(start)),
        minutes: 45,
        room: Some(room),
        people: people.iter().map(|(person, role)| PersonInSession { person: *person, role: *role }).collect(),
    }
}

impl Prepared {
    async fn programme(&self) -> Vec<SessionId> {
        use PersonRole::{Moderator, Panellist, Speaker};
        let mut draft = session("DRAFT2", "Perhaps later", "26 15:00", self.hall, &[(self.chen, Speaker)]);
        draft.state = SessionState::Draft;
        let mut shut = session("SHUT22", "Behind doors", "26 18:00", self.hall, &[(self.silent, Speaker)]);
        shut.details.visibility = Visibility::Concealed;
        let panel = [(self.leader, Moderator), (self.chen, Panellist), (self.lin, Panellist)];
        let all = [
            session("OPEN24", "Opening", START, self.hall, &[(self.lin, Speaker)]),
            session("PANEL2", "Panel on rain", "26 09:30", self.hall, &panel),
            draft,
            shut,
        ];
        programme::seed::seed_sessions(self.house.db(), &self.house.system(), self.edition.id, &all).await.unwrap()
    }

    pub async fn publish(&self) {
        let ctx = self.house.system();
        let expected = programme::release::latest_number(self.house.db(), &ctx, &self.edition).await.unwrap();
        programme::release::publish(self.house.db(), &ctx, &self.edition, expected, ("", "")).await.unwrap();
    }

    /// Writes the programme and looks after speakers.
    pub fn editor(&self) -> Viewer {
        viewer_with(1, None, &[(Some(self.edition.id), Role::ProgrammeEditor)])
    }

    /// Runs the rooms.
    pub fn crew(&self) -> Viewer {
        viewer_with(2, None, &[(Some(self.edition.id), Role::RoomCrew)])
    }

    /// Signed in, and nobody here.
    pub fn visitor(&self) -> Viewer {
        viewer_with(3, None, &[])
    }

    /// Signed in as a person, by one factor.
    pub fn as_person(&self, number: u128, person: PersonId) -> Viewer {
        let account = kernel::AccountId(uuid::Uuid::from_u128(number));
        Viewer::account(account, Some(person), kernel::Strength::OneFactor, Vec::new())
    }

    pub fn lin(&self) -> Actor {
        self.house.actor(self.as_person(11, self.lin))
    }

    pub fn desk(&self) -> Actor {
        self.house.actor(self.editor())
    }

    /// Asks everybody on a stage for something, due at a clock of the edition.
    pub async fn asks(&self, kind: TaskKind, due: &str) {
        self.asks_of(kind, Scope::All, due).await;
    }

    pub async fn asks_of(&self, kind: TaskKind, scope: Scope, due: &str) {
        let details = TaskDetails {
            kind,
            title: LocalizedText::new(),
            note: LocalizedText::both("Please be brief.", "请简明扼要。"),
            scope,
            due_at: at(due),
            reminds: false,
        };
        let ctx = self.house.seen_by(self.editor());
        add_task(self.house.db(), &ctx, self.edition.id, &details).await.unwrap();
    }

    /// Letters so far, of one kind.
    pub async fn letters(&self, kind: &str) -> Vec<mail::KeptLetter> {
        let all = mail::letters(self.house.db(), &self.house.system(), 200).await.unwrap();
        all.into_iter().filter(|letter| letter.kind == kind).collect()
    }
}

pub fn pdf(words: &str) -> Vec<u8> {
    format!("%PDF-1.7\n{words}\n%%EOF\n").into_bytes()
}

/// Sends a file as a browser without script does.
pub async fn sends(actor: &mut Actor, path: &str, name: &str, bytes: &[u8]) -> Answer {
    let mut body = b"--XX\r\ncontent-disposition: form-data; name=\"file\"; filename=\"".to_vec();
    body.extend(name.bytes());
    body.extend(b"\"\r\ncontent-type: application/octet-stream\r\n\r\n");
    body.extend(bytes);
    body.extend(b"\r\n--XX--\r\n");
    let request = Request::post(path).header("content-type", "multipart/form-data; boundary=XX");
    actor.send(request, Body::from(body)).await
}

/// The address of the first file on a page.
pub fn file_on(page: &str) -> String {
    let at = page.find("/files/").expect("a file on the page");
    let start = page[..at].rfind('"').unwrap() + 1;
    page[start..].split('"').next().unwrap().to_owned()
}
