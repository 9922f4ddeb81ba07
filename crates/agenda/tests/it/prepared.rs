//! What most tests begin with: Hangzhou with two rooms in two buildings, a few
//! sessions, one release, and people who want to come.

use congress::{
    Accent, Edition, EditionDetails, EditionState, Neighbours, RoomDetails, RoomKind, TrackDetails, VenueDetails,
};
use directory::{PersonDetails, PersonName, Purpose, RelatedSources, seed::NewPerson};
use jiff::civil::date;
use jobs::Handlers;
use kernel::{
    AccountId, EmailAddress, LocalizedText, PersonId, Role, RoomId, SessionId, Slug, Strength, Timestamp, Viewer,
    Visibility, Zone,
};
use programme::{
    LiveSource, LiveState, Views,
    seed::NewSession,
    session::{Languages, PersonInSession, PersonRole, Session, SessionDetails, SessionKind, SessionState},
    sign_up::{self, TermsDetails},
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};
use testkit::{Actor, Engine, House, viewer_with};
use web::{Module, Routes};

pub const SLUG: &str = "hangzhou-2024";

/// What is said about sessions on the day; elsewhere `onsite` says it.
#[derive(Default)]
pub struct Said(pub Mutex<HashMap<SessionId, LiveState>>);

#[async_trait::async_trait]
impl LiveSource for Said {
    async fn states(
        &self,
        _: &db::Db,
        _: &kernel::Ctx,
        _: &Edition,
        _: &HashMap<SessionId, Timestamp>,
    ) -> Result<HashMap<SessionId, LiveState>, sea_orm::DbErr> {
        Ok(self.0.lock().unwrap().clone())
    }
}

pub struct Congress {
    pub house: House,
    pub said: Arc<Said>,
    pub edition: Edition,
    pub views: Views,
    pub hall: RoomId,
    pub museum: RoomId,
    pub lin: PersonId,
}

/// `25 09:30` is half past nine in Hangzhou on 25 September.
pub fn at(text: &str) -> Timestamp {
    let (day, clock) = text.split_once(' ').unwrap();
    format!("2024-09-{day}T{clock}:00+08:00").parse::<jiff::Timestamp>().unwrap().into()
}

fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

fn tables(name: &'static str, migrations: &'static [db::Migration]) -> Module {
    Module { name, routes: Routes::new(), migrations, menu: Vec::new(), jobs: Handlers::new() }
}

pub async fn congress(engine: Engine) -> Congress {
    let said = Arc::new(Said::default());
    let views = Views::with_live(said.clone());
    let programme = programme::neighbour(&views);
    let modules = vec![
        // People come in by badge.
        tables("mail", mail::MIGRATIONS),
        tables("accounts", accounts::MIGRATIONS),
        congress::module(Neighbours::default()),
        directory::module(RelatedSources(vec![programme])),
        programme::module(&views),
        agenda::module(&views),
    ];
    let house = House::open(engine, modules).await;
    let (db, ctx) = (house.db(), house.system());
    let details = EditionDetails {
        slug: slug(SLUG),
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
    let edition = congress::create_edition(db, &ctx, &details).await.unwrap();
    let hall = room(&house, &edition, "grand-hall", 20).await;
    let museum = room(&house, &edition, "museum-hall", 300).await;
    let track =
        TrackDetails { slug: slug("water"), name: LocalizedText::both("Water", "水"), colour: 1, position: 10 };
    congress::add_track(db, &ctx, edition.id, &track).await.unwrap();
    let lin = NewPerson {
        details: PersonDetails {
            name: PersonName::in_two_scripts("林悦", "Lin Yue"),
            listed: true,
            ..PersonDetails::default()
        },
        editions: vec![edition.id],
        consents: vec![(Purpose::Listing, Visibility::Public)],
        ..NewPerson::default()
    };
    let lin = directory::seed::seed_people(db, &ctx, &[lin], "test").await.unwrap()[0];
    let edition = congress::change_state(db, &ctx, edition.id, edition.revision, EditionState::Public).await.unwrap();
    Congress { edition, said, views, hall, museum, lin, house }
}

/// A room in a building of its own.
async fn room(house: &House, edition: &Edition, name: &str, capacity: i32) -> RoomId {
    let (db, ctx) = (house.db(), house.system());
    let called = LocalizedText::both(name, name);
    let venue = VenueDetails { slug: slug(name), name: called.clone(), address: LocalizedText::new(), position: 10 };
    let venue = congress::add_venue(db, &ctx, edition.id, &venue).await.unwrap().id;
    let details = RoomDetails {
        venue,
        slug: slug(name),
        name: called,
        capacity,
        kind: RoomKind::Hall,
        position: 10,
        published: true,
    };
    congress::add_room(db, &ctx, edition.id, &details).await.unwrap().id
}

/// A confirmed session of 45 minutes.
pub fn session(code: &str, title: &str, start: &str, room: RoomId) -> NewSession {
    NewSession {
        code: code.to_owned(),
        details: SessionDetails {
            kind: SessionKind::Keynote,
            parent: None,
            title: LocalizedText::both(title, format!("{title}（中文）")),
            summary: LocalizedText::new(),
            track: None,
            languages: Languages::parse(&["en"]).unwrap(),
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
        people: Vec::new(),
    }
}

pub fn editor(c: &Congress) -> Viewer {
    viewer_with(5, None, &[(Some(c.edition.id), Role::ProgrammeEditor)])
}

/// Open, with a wait-list, for so many.
pub fn open(places: i32) -> TermsDetails {
    TermsDetails { offered: true, places: Some(places), waits: true, ..TermsDetails::default() }
}

impl Congress {
    pub async fn seed(&self, sessions: &[NewSession]) -> Vec<SessionId> {
        programme::seed::seed_sessions(self.house.db(), &self.house.system(), self.edition.id, sessions).await.unwrap()
    }

    /// A workshop in the hall, a talk at the same time in another building, and one
    /// back in the hall right after it.
    pub async fn a_day(&self) -> Vec<SessionId> {
        let mut workshop = session("WRK222", "Workshop of pipes", "25 09:30", self.hall);
        workshop.people = vec![PersonInSession { person: self.lin, role: PersonRole::Speaker }];
        let ids = self
            .seed(&[
                workshop,
                session("TLK333", "Rain in the street", "25 10:00", self.museum),
                session("EVE444", "The river", "25 10:50", self.hall),
                session("DAY555", "The lake", "26 09:30", self.hall),
            ])
            .await;
        self.publish().await;
        ids
    }

    pub async fn publish(&self) {
        let ctx = self.house.seen_by(editor(self));
        let expected = programme::release::latest_number(self.house.db(), &ctx, &self.edition).await.unwrap();
        programme::release::publish(self.house.db(), &ctx, &self.edition, expected, ("", "")).await.unwrap();
    }

    pub async fn draft(&self, id: SessionId) -> Session {
        programme::session::session(self.house.db(), &self.house.system(), id).await.unwrap().unwrap()
    }

    /// Decides about sign-up, whatever was decided before.
    pub async fn terms(&self, id: SessionId, details: &TermsDetails) {
        let (db, ctx) = (self.house.db(), self.house.system());
        let revision = sign_up::terms(db, &ctx, &self.draft(id).await).await.unwrap().revision;
        sign_up::set_terms(db, &ctx, &self.edition, id, revision, details).await.unwrap();
    }

    /// Somebody with an account and an address, and their browser.
    pub async fn visitor(&self, name: &str) -> (AccountId, Actor) {
        let account = self.account(name).await;
        (account, self.house.actor(signed_in(account)))
    }

    pub async fn account(&self, name: &str) -> AccountId {
        let email = EmailAddress::parse(&format!("{name}@example.org")).unwrap();
        accounts::seed_account(self.house.db(), &self.house.system(), &email, name, None, &[]).await.unwrap()
    }

    /// Everything that is to be done after a commit, and regularly, is done.
    pub async fn work(&self) {
        let handlers = programme::module(&self.views).jobs.and(agenda::module(&self.views).jobs);
        let runner = jobs::Runner::new(self.house.db().clone(), handlers);
        runner.tick().await.unwrap();
        runner.run_until_idle().await.unwrap();
    }

    /// Says something about a session on the day, as the crew would.
    pub async fn say(&self, session: SessionId, state: LiveState) {
        self.said.0.lock().unwrap().insert(session, state);
        let edition = self.edition.id;
        let change = |tx: db::Tx| async move { tx.change("onsite", Some(edition), session.0).await };
        self.house.db().write("test.said", change).await.unwrap();
    }

    /// Address and subject of every letter, in order of the address.
    pub async fn letters(&self) -> Vec<(String, String)> {
        let all = mail::letters(self.house.db(), &self.house.system(), 500).await.unwrap();
        let mut told: Vec<_> = all.iter().map(|kept| (kept.to.to_string(), kept.subject.clone())).collect();
        told.sort();
        told
    }

    /// Who has a place and who waits, in their order, by account.
    pub async fn list(&self, id: SessionId) -> (Vec<AccountId>, Vec<AccountId>) {
        let all = sign_up::listed(self.house.db(), &self.house.system(), id).await.unwrap();
        let holds = all.iter().filter(|one| one.sign_up.state.holds()).map(|one| one.sign_up.account).collect();
        let waits = all.iter().filter(|one| one.position.is_some()).map(|one| one.sign_up.account).collect();
        (holds, waits)
    }
}

pub fn signed_in(account: AccountId) -> Viewer {
    Viewer::account(account, None, Strength::OneFactor, Vec::new())
}

pub fn path(end: &str) -> String {
    format!("/en/{SLUG}{end}")
}
