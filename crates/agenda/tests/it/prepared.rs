//! What most tests begin with: Hangzhou with two rooms in two buildings, a few
//! sessions, one release, and people who want to come.

use congress::{Edition, Neighbours, RoomDetails};
use directory::RelatedSources;
pub use hangzhou::at;
use hangzhou::{hall, opened, people, person, tables, three_days, venue, water};
use kernel::{AccountId, EmailAddress, LocalizedText, PersonId, Role, RoomId, SessionId, Strength, Timestamp, Viewer};
use programme::{
    LiveSource, LiveState, Views,
    seed::NewSession,
    session::{Languages, PersonInSession, PersonRole, Session, SessionDetails},
    sign_up::{self, TermsDetails},
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};
use testkit::{Actor, Engine, House, viewer_with};

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
    let edition = hangzhou::edition(&house, &three_days()).await;
    let hall = room(&house, &edition, "grand-hall", 20).await;
    let museum = room(&house, &edition, "museum-hall", 300).await;
    water(&house, &edition).await;
    let [lin] = people(&house, [person(&edition, "林悦", "Lin Yue")]).await;
    let edition = opened(&house, &edition).await;
    Congress { edition, said, views, hall, museum, lin, house }
}

/// A room in a building of its own.
async fn room(house: &House, edition: &Edition, name: &str, capacity: i32) -> RoomId {
    let venue = venue(house, edition, name).await;
    hangzhou::room(house, edition, &RoomDetails { capacity, ..hall(venue, name) }).await
}

/// A confirmed session of 45 minutes.
pub fn session(code: &str, title: &str, start: &str, room: RoomId) -> NewSession {
    let mut session = hangzhou::session(code, title, start, room, &[]);
    session.details = SessionDetails {
        summary: LocalizedText::new(),
        languages: Languages::parse(&["en"]).unwrap(),
        interpretation: Languages::default(),
        ..session.details
    };
    session
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
        hangzhou::seed(&self.house, &self.edition, sessions).await
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
