//! A small congress with a morning in two rooms, one thing behind a closed door,
//! and a crew.

use congress::{Edition, EditionDetails, RoomDetails};
use directory::seed::NewPerson;
use hangzhou::{hall, opened, people, session_with, slug, tables, three_days, venue, water};
use jiff::civil::date;
use kernel::{LocalizedText, PersonId, Role, RoomId, SessionId, Timestamp, VenueId, Viewer, Visibility};
use programme::{
    Views,
    seed::NewSession,
    session::{Languages, PersonRole, SessionDetails, SessionKind},
};
use std::sync::Arc;
use testkit::{Actor, Engine, House, viewer_with};
use web::Module;

pub const CREW: &str = "/en/lake-2024/desk/day/hall";

pub struct Congress {
    pub house: House,
    pub edition: Edition,
    pub hall: RoomId,
    pub annex: RoomId,
    pub lin: PersonId,
    pub chen: PersonId,
    pub guest: PersonId,
    /// In the order of [`sessions`].
    pub sessions: Vec<SessionId>,
}

/// Half past nine in Hangzhou is `09:30`.
pub fn at(clock: &str) -> Timestamp {
    hangzhou::at(&format!("25 {clock}"))
}

/// Another node on the same database.
pub async fn node(engine: Engine) -> House {
    House::open(engine, modules()).await
}

fn modules() -> Vec<Module> {
    let views = Views::with_live(Arc::new(onsite::Days));
    vec![
        tables("mail", mail::MIGRATIONS),
        tables("accounts", accounts::MIGRATIONS),
        congress::module(congress::Neighbours::default()),
        directory::module(directory::RelatedSources(Vec::new())),
        programme::module(&views),
        onsite::module(&views),
    ]
}

pub async fn congress(engine: Engine) -> Congress {
    let house = node(engine).await;
    let (db, ctx) = (house.db(), house.system());
    let details = EditionDetails {
        slug: slug("lake-2024"),
        name: LocalizedText::both("Lake Congress", "湖畔大会"),
        place: LocalizedText::both("Hangzhou", "杭州"),
        last_day: date(2024, 9, 26),
        illustration: false,
        ..three_days()
    };
    let edition = hangzhou::edition(&house, &details).await;
    let near = venue(&house, &edition, "centre").await;
    let away = venue(&house, &edition, "museum").await;
    let hall = room(&house, &edition, near, "hall").await;
    let annex = room(&house, &edition, away, "annex").await;
    water(&house, &edition).await;
    congress::set_walk(db, &ctx, edition.id, (near, away), 15).await.unwrap();
    let person = |native: &str, latin: &str, phone: &str| -> NewPerson {
        let mut person = hangzhou::person(&edition, native, latin);
        person.details.phone = Some(phone.to_owned());
        person
    };
    let all = [
        person("林悦", "Lin Yue", "+86 571 1111 1111"),
        person("陈晨", "Chen Chen", "+86 571 2222 2222"),
        person("客人", "A Guest", "+86 571 3333 3333"),
    ];
    let [lin, chen, guest] = people(&house, all).await;
    let edition = opened(&house, &edition).await;
    let mut congress = Congress { edition, hall, annex, lin, chen, guest, sessions: Vec::new(), house };
    congress.sessions = hangzhou::seed(&congress.house, &congress.edition, &sessions(&congress)).await;
    congress.release(0).await;
    congress.house.clock.set(at("08:50"));
    congress
}

async fn room(house: &House, edition: &Edition, venue: VenueId, name: &str) -> RoomId {
    let details = RoomDetails { name: LocalizedText::both(name, format!("{name}厅")), ..hall(venue, name) };
    hangzhou::room(house, edition, &details).await
}

fn session(
    code: &str,
    title: &str,
    start: &str,
    minutes: i32,
    room: RoomId,
    people: &[(PersonId, PersonRole)],
) -> NewSession {
    let mut session = session_with(code, title, &format!("25 {start}"), room, people);
    session.minutes = minutes;
    session.details = SessionDetails {
        summary: LocalizedText::new(),
        interpretation: Languages::parse(&["en", "fr"]).unwrap(),
        ..session.details
    };
    session
}

/// In the hall: an opening, tea, a talk, something behind a closed door, a last
/// talk. In the annex a workshop with the first speaker.
fn sessions(congress: &Congress) -> Vec<NewSession> {
    let (hall, annex) = (congress.hall, congress.annex);
    let mut tea = session("TEA222", "Tea", "10:00", 30, hall, &[]);
    tea.details.kind = SessionKind::Break;
    let mut closed = session("CNC222", "PLANTED door", "11:30", 30, hall, &[(congress.guest, PersonRole::Speaker)]);
    closed.details.visibility = Visibility::Concealed;
    let mut invited = session("NVT222", "PLANTED dinner", "18:00", 60, hall, &[]);
    invited.details.visibility = Visibility::InviteOnly;
    vec![
        session("PEN222", "Opening", "09:00", 60, hall, &[(congress.lin, PersonRole::Speaker)]),
        tea,
        session(
            "TAK222",
            "Talk of rivers",
            "10:30",
            45,
            hall,
            &[(congress.chen, PersonRole::Moderator), (congress.lin, PersonRole::Interpreter)],
        ),
        closed,
        session("ZAS222", "Last talk", "12:00", 30, hall, &[(congress.chen, PersonRole::Speaker)]),
        session("WRK222", "Workshop", "11:35", 45, annex, &[(congress.lin, PersonRole::Speaker)]),
        invited,
    ]
}

impl Congress {
    pub async fn release(&self, expected: i32) {
        let (db, ctx) = (self.house.db(), self.house.system());
        programme::release::publish(db, &ctx, &self.edition, expected, ("", "")).await.unwrap();
    }

    pub fn crew_viewer(&self, number: u128) -> Viewer {
        viewer_with(number, None, &[(Some(self.edition.id), Role::RoomCrew)])
    }

    pub fn crew(&self) -> Actor {
        self.house.actor(self.crew_viewer(7))
    }

    pub fn organiser(&self) -> Actor {
        self.house.actor(viewer_with(9, None, &[(Some(self.edition.id), Role::Organiser)]))
    }

    /// Presses about a session of the hall as the crew does; the page is made anew for each.
    pub async fn press(&self, actor: &mut Actor, session: &str, revision: &str, press: &str) -> testkit::Answer {
        let fields = [("session", session), ("revision", revision), ("day", "2024-09-25"), ("press", press)];
        actor.post(&format!("{CREW}/presses"), &fields).await
    }
}
