//! What the stories begin with: Hangzhou with two rooms, some people with
//! addresses, sessions that are published, and tasks.

use accounts::{EditionPlace, Editions, Setup};
use axum::{body::Body, http::Request};
use blob::Blobs;
use congress::{Edition, Neighbours, RoomDetails};
use directory::{RelatedSources, seed::NewPerson};
pub use hangzhou::at;
use hangzhou::{hidden, opened, people, tables, three_days, venue, water};
use kernel::{EditionId, EmailAddress, LocalizedText, PersonId, Role, RoomId, SessionId, Viewer, Visibility};
use programme::{
    Views,
    seed::NewSession,
    session::{Languages, PersonRole, SessionDetails, SessionState},
};
use speakers::{Scope, TaskDetails, TaskKind, task::add_task};
use std::sync::Arc;
use testkit::{Actor, Answer, Badges, Engine, House, viewer_with};
use web::{Cx, Module, SignIn};

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

fn modules(blobs: &Blobs) -> Vec<Module> {
    let views = Views::new();
    let neighbour = programme::neighbour(&views);
    vec![
        tables("blob", blob::MIGRATIONS),
        accounts::module(Setup::new(Arc::new(Nowhere)).with_own_data(Arc::new(speakers::SpeakerData))),
        congress::module(Neighbours { zone_followers: vec![neighbour.clone()], ..Neighbours::default() }),
        directory::module(RelatedSources(vec![Arc::new(speakers::Portraits)])),
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
    let edition = hangzhou::edition(&house, &three_days()).await;
    let centre = venue(&house, &edition, "centre").await;
    let hall =
        RoomDetails { name: LocalizedText::both("Grand Hall", "大礼堂"), ..hangzhou::hall(centre, "grand-hall") };
    let hall = hangzhou::room(&house, &edition, &hall).await;
    let person = |native: &str, latin: &str, email: &str| -> NewPerson {
        let mut person = hangzhou::person(&edition, native, latin);
        person.details.email = Some(EmailAddress::parse(email).unwrap());
        person
    };
    let all = [
        person("林悦", "Lin Yue", "lin@water.example"),
        person("陈晨", "Chen Chen", "chen@rain.example"),
        person("莫德", "Mo De", "mo@talk.example"),
        hidden(&edition, "莫名", "Silent Mo"),
    ];
    let [lin, chen, leader, silent] = people(&house, all).await;
    water(&house, &edition).await;
    let edition = opened(&house, &edition).await;
    let mut all = Prepared { house, edition, hall, lin, chen, leader, silent, sessions: Vec::new() };
    all.sessions = all.programme().await;
    all.publish().await;
    all
}

fn session(code: &str, title: &str, start: &str, room: RoomId, people: &[(PersonId, PersonRole)]) -> NewSession {
    let mut session = hangzhou::session_with(code, title, start, room, people);
    session.details = SessionDetails {
        summary: LocalizedText::both("Pipes and valves.", "管道与阀门。"),
        interpretation: Languages::default(),
        ..session.details
    };
    session
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
        hangzhou::seed(&self.house, &self.edition, &all).await
    }

    pub async fn publish(&self) {
        hangzhou::publish(&self.house, &self.edition).await;
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
