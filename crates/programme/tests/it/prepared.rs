//! What most tests begin with: Hangzhou with rooms, people and sessions.

use congress::{Edition, EditionDetails, Neighbours, RoomDetails, TrackDetails};
use directory::RelatedSources;
pub use hangzhou::{at, details, session, slug};
use hangzhou::{hall, hidden, opened, people, person, room, tables, three_days, venue};
use kernel::{LocalizedText, PersonId, Role, RoomId, SessionId, TrackId, Viewer};
use programme::{
    Views,
    rules::{self, Hearing, Rooms},
    seed::NewSession,
    session::SessionKind,
};
use testkit::{Engine, House, viewer_with};

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
    let details = EditionDetails { theme: LocalizedText::both("Converge", "融汇"), ..three_days() };
    let edition = hangzhou::edition(&house, &details).await;
    let near = venue(&house, &edition, "congress-centre").await;
    let away = venue(&house, &edition, "west-lake-museum").await;
    let secret = RoomDetails { published: false, ..hall(near, "secret-chamber") };
    let lake = room(&house, &edition, &hall(near, "lake-room")).await;
    let far = room(&house, &edition, &hall(away, "museum-hall")).await;
    let secret = room(&house, &edition, &secret).await;
    let hall = room(&house, &edition, &hall(near, "grand-hall")).await;
    let track = TrackDetails {
        slug: slug("digital-water"),
        name: LocalizedText::both("Digital water", "数字水务"),
        colour: 1,
        position: 10,
    };
    let (db, ctx) = (house.db(), house.system());
    let track = congress::add_track(db, &ctx, edition.id, &track).await.unwrap().id;
    // Two whom everybody may know and one whom nobody may.
    let all = [
        person(&edition, "林悦", "Lin Yue"),
        person(&edition, "陈晨", "Chen Chen"),
        hidden(&edition, "莫名", "Mo Ming"),
    ];
    let [lin, chen, hidden] = people(&house, all).await;
    // Interpretation is provided for; the rule about it has tests of its own.
    let booths = Rooms([hall, lake, far, secret].into());
    let promise = Hearing { booths, ..Hearing::default() };
    rules::set_hearing(db, &ctx, edition.id, &promise).await.unwrap();
    let edition = opened(&house, &edition).await;
    Congress { edition, hall, lake, far, secret, track, lin, chen, hidden, house }
}

/// Writes and releases the programme, and is nobody in it.
pub fn editor(congress: &Congress) -> Viewer {
    viewer_with(5, None, &[(Some(congress.edition.id), Role::ProgrammeEditor)])
}

impl Congress {
    pub async fn seed(&self, sessions: &[NewSession]) -> Vec<SessionId> {
        hangzhou::seed(&self.house, &self.edition, sessions).await
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
