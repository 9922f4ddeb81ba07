//! A congress with one release: everything in it is either open, or released to
//! some and hidden from others. What is not released is added by `planting`.

use super::secret::Secret;
use ::congress::{
    Accent, Edition, EditionDetails, EditionState, FactDetails, RoomDetails, RoomKind, TrackDetails, VenueDetails,
};
use db::Db;
use directory::{
    Channel, OfficeDetails, OrganisationDetails, OrganisationKind, PersonDetails, PersonName, Purpose, Seat, Statement,
    city::CityId,
    delegation::{DelegationDetails, DelegationKind},
    seed::{NewDelegation, NewPerson, seed_delegations, seed_organisations, seed_people},
};
use jiff::civil::date;
use kernel::{
    Ctx, EditionId, EmailAddress, LocalizedText, OrganisationId, PersonId, RoomId, SessionId, Slug, Timestamp, TrackId,
    VenueId, Visibility, Zone,
};
use programme::{
    seed::{NewSession, seed_sessions},
    session::{Languages, PersonInSession, PersonRole, SessionDetails, SessionKind, SessionState},
};

pub const SLUG: &str = "hangzhou-2024";
pub const OTHER: &str = "other-2025";
pub const SHENZHEN: CityId = CityId(1_795_565);

/// What was made, as far as tests need it.
pub struct Congress {
    pub edition: Edition,
    /// A public edition of other people.
    pub other: Edition,
    pub venue: VenueId,
    pub track: TrackId,
    pub hall: RoomId,
    pub annex: RoomId,
    /// Not published.
    pub den: RoomId,
    pub people: People,
    pub unlisted: OrganisationId,
    /// In the order in which they were seeded.
    pub sessions: Vec<SessionId>,
}

pub struct People {
    pub open: PersonId,
    pub private: PersonId,
    pub hidden: PersonId,
    pub registered: PersonId,
    pub unlisted: PersonId,
    pub withdrawn: PersonId,
    pub concealed: PersonId,
}

pub fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

/// A full hour of the first day, by the clocks of the edition.
pub fn at(hour: i64) -> Timestamp {
    let midnight: jiff::Timestamp = "2024-09-24T16:00:00Z".parse().unwrap();
    Timestamp::from(midnight).plus_minutes(hour * 60)
}

pub fn edition_details(slug_text: &str, name: LocalizedText, host: Option<EditionId>) -> EditionDetails {
    EditionDetails {
        slug: slug(slug_text),
        name,
        theme: LocalizedText::new(),
        place: LocalizedText::both("Hangzhou, China", "中国杭州"),
        description: LocalizedText::new(),
        zone: Zone::parse("Asia/Shanghai").unwrap(),
        first_day: date(2024, 9, 25),
        last_day: date(2024, 9, 29),
        host,
        accent: Accent::Lake,
        illustration: false,
    }
}

/// A public edition with a track.
async fn public_edition(db: &Db, ctx: &Ctx, slug_text: &str, name: LocalizedText) -> (Edition, TrackId) {
    let edition = ::congress::create_edition(db, ctx, &edition_details(slug_text, name, None)).await.unwrap();
    let track = TrackDetails { slug: slug("water"), name: LocalizedText::both("Water", "水"), colour: 1, position: 0 };
    let track = ::congress::add_track(db, ctx, edition.id, &track).await.unwrap().id;
    let shown = ::congress::change_state(db, ctx, edition.id, edition.revision, EditionState::Public).await.unwrap();
    (shown, track)
}

pub async fn room(
    db: &Db,
    ctx: &Ctx,
    (edition, venue): (EditionId, VenueId),
    (slug_text, name): (&str, LocalizedText),
    published: bool,
) -> RoomId {
    let details =
        RoomDetails { venue, slug: slug(slug_text), name, capacity: 500, kind: RoomKind::Hall, position: 1, published };
    ::congress::add_room(db, ctx, edition, &details).await.unwrap().id
}

pub fn organisation(name: LocalizedText, listed: bool) -> OrganisationDetails {
    OrganisationDetails {
        description: name.clone(),
        name,
        kind: OrganisationKind::Company,
        country: None,
        city: Some(SHENZHEN),
        website: None,
        listed,
    }
}

/// Somebody with a name, who agreed to `consents`.
pub fn person(edition: EditionId, native: &str, latin: &str, consents: &[(Purpose, Visibility)]) -> NewPerson {
    NewPerson {
        details: PersonDetails {
            name: PersonName::in_two_scripts(native, latin),
            listed: true,
            ..PersonDetails::default()
        },
        editions: vec![edition],
        offices: Vec::new(),
        consents: consents.to_vec(),
    }
}

pub fn secret_person(edition: EditionId, secret: Secret, consents: &[(Purpose, Visibility)]) -> NewPerson {
    person(edition, &secret.han(), &format!("{} Bearer", secret.latin()), consents)
}

fn office(organisation: OrganisationId, title: LocalizedText) -> OfficeDetails {
    OfficeDetails { seat: Seat::Organisation(organisation), title, from: None, to: None, rank: None }
}

const LISTED: &[(Purpose, Visibility)] = &[(Purpose::Listing, Visibility::Public)];

async fn people(db: &Db, ctx: &Ctx, edition: EditionId, listed: OrganisationId, unlisted: OrganisationId) -> People {
    // Named and with an office for everybody; the rest of the record is private.
    let mut open = person(edition, "林悦", "Lin Yue", &[LISTED[0], (Purpose::Organisation, Visibility::Public)]);
    open.offices.push(office(unlisted, LocalizedText::both("Director", "主任")));
    open.details.email = Some(EmailAddress::parse(&format!("{}@example.org", Secret::HiddenEmail.latin())).unwrap());
    open.details.phone = Some(Secret::HiddenPhone.phone());
    open.details.biography = Secret::HiddenBiography.title();
    let mut private = person(edition, "周平", "Zhou Ping", LISTED);
    private.offices.push(office(listed, Secret::HiddenOffice.title()));
    let mut staff_lists_not = secret_person(edition, Secret::UnlistedPerson, LISTED);
    staff_lists_not.details.listed = false;
    let all = [
        open,
        private,
        secret_person(edition, Secret::HiddenPerson, &[]),
        secret_person(edition, Secret::RegisteredPerson, &[(Purpose::Listing, Visibility::Registered)]),
        staff_lists_not,
        secret_person(edition, Secret::WithdrawnPerson, LISTED),
        secret_person(edition, Secret::ConcealedPerson, &[]),
    ];
    let ids = seed_people(db, ctx, &all, "invitation letter").await.unwrap();
    let [open, private, hidden, registered, unlisted, withdrawn, concealed] = ids[..] else { panic!("{ids:?}") };
    People { open, private, hidden, registered, unlisted, withdrawn, concealed }
}

pub fn details(title: LocalizedText, kind: SessionKind, visibility: Visibility, track: TrackId) -> SessionDetails {
    SessionDetails {
        kind,
        parent: None,
        summary: title.clone(),
        title,
        track: Some(track),
        languages: Languages::parse(&["en", "zh"]).unwrap(),
        interpretation: Languages::default(),
        visibility,
        city: Some(SHENZHEN),
        capacity: None,
    }
}

/// An hour in a room, from a full hour on.
pub fn session(code: &str, details: SessionDetails, room: RoomId, hour: i64, people: &[PersonId]) -> NewSession {
    let speaker = |person: &PersonId| PersonInSession { person: *person, role: PersonRole::Speaker };
    NewSession {
        code: code.to_owned(),
        details,
        forum: None,
        state: SessionState::Confirmed,
        starts_at: Some(at(hour)),
        minutes: 60,
        room: Some(room),
        people: people.iter().map(speaker).collect(),
    }
}

fn programme(made: &Congress) -> Vec<NewSession> {
    use SessionKind::{Forum, Item, Keynote, Opening};
    use Visibility::{Concealed, InviteOnly, Public, Registered};
    let of = |title: LocalizedText, kind, visibility| details(title, kind, visibility, made.track);
    let open = |en: &str, zh: &str, kind| of(LocalizedText::both(en, zh), kind, Public);
    let (hall, den, p) = (made.hall, made.den, &made.people);
    let everybody = [p.open, p.hidden, p.registered, p.unlisted, p.withdrawn];
    let mut sessions = vec![
        session("PUBAAA", open("Opening of the gates", "开幕式", Opening), hall, 9, &everybody),
        session("PUBBBB", open("In a room nobody knows", "无人知晓之处", Keynote), den, 9, &[p.private]),
        session("PUBCCC", open("A talk that will move", "将要变动的演讲", Keynote), hall, 10, &[p.private]),
        session("PUBDDD", open("A talk to be called off", "将要取消的演讲", Keynote), hall, 11, &[]),
        session("REGAAA", of(Secret::RegisteredSession.title(), Keynote, Registered), hall, 12, &[]),
        session("NVTAAA", of(Secret::InviteOnlySession.title(), Keynote, InviteOnly), hall, 13, &[]),
        session("CNCAAA", of(Secret::ConcealedSession.title(), Keynote, Concealed), hall, 14, &[p.concealed]),
        session("FRMAAA", open("A forum", "论坛", Forum), hall, 15, &[]),
        session("TMPAAA", open("An open item", "公开议题", Item), hall, 15, &[]),
        session("TMPBBB", of(Secret::InviteOnlyItem.title(), Item, InviteOnly), hall, 15, &[]),
    ];
    for (item, start) in [(8, 0), (9, 30)] {
        sessions[item].forum = Some(7);
        sessions[item].minutes = 30;
        sessions[item].starts_at = Some(at(15).plus_minutes(start));
    }
    sessions
}

/// Builds it, releases it, and lets one person change their mind.
pub async fn build(db: &Db, ctx: &Ctx) -> Congress {
    let name = LocalizedText::both("Congress of Cities", "城市大会");
    let (edition, track) = public_edition(db, ctx, SLUG, name).await;
    let (other, _) = public_edition(db, ctx, OTHER, LocalizedText::both("Another congress", "另一大会")).await;
    let id = edition.id;
    let centre = venue(db, ctx, id, "centre", LocalizedText::both("Centre", "中心")).await;
    venue(db, ctx, id, "lake", LocalizedText::both("Lake", "湖畔")).await;
    add_fact(db, ctx, id).await;
    let of = [
        organisation(LocalizedText::both("West Lake Data", "西湖数据"), true),
        organisation(Secret::Organisation.title(), false),
    ];
    let organisations = seed_organisations(db, ctx, &[id], &of).await.unwrap();
    let people = people(db, ctx, id, organisations[0], organisations[1]).await;
    let mut made = Congress {
        hall: room(db, ctx, (id, centre), ("hall", LocalizedText::both("Hall", "大厅")), true).await,
        annex: room(db, ctx, (id, centre), ("annex", LocalizedText::both("Annex", "附楼")), true).await,
        den: room(db, ctx, (id, centre), (&Secret::HiddenRoom.latin(), Secret::HiddenRoom.title()), false).await,
        unlisted: organisations[1],
        sessions: Vec::new(),
        edition,
        other,
        venue: centre,
        track,
        people,
    };
    made.sessions = seed_sessions(db, ctx, id, &programme(&made)).await.unwrap();
    super::calling::announce(db, ctx, &made).await;
    announce_delegation(db, ctx, &made).await;
    programme::release::publish(db, ctx, &made.edition, 0, ("First", "")).await.unwrap();
    super::plans::plan(db, ctx, &made).await;
    withdraw(db, ctx, made.people.withdrawn).await;
    made
}

async fn venue(db: &Db, ctx: &Ctx, edition: EditionId, slug_text: &str, name: LocalizedText) -> VenueId {
    let details = VenueDetails { slug: slug(slug_text), name, address: LocalizedText::new(), position: 0 };
    ::congress::add_venue(db, ctx, edition, &details).await.unwrap().id
}

async fn add_fact(db: &Db, ctx: &Ctx, edition: EditionId) {
    let fact = FactDetails {
        slug: slug("cities"),
        label: LocalizedText::both("cities", "座城市"),
        value: "70+".to_owned(),
        source_name: "A report".to_owned(),
        source_url: "https://example.org/report".to_owned(),
        as_of: date(2024, 9, 1),
        position: 0,
    };
    ::congress::add_fact(db, ctx, edition, &fact).await.unwrap();
}

async fn announce_delegation(db: &Db, ctx: &Ctx, made: &Congress) {
    let details = DelegationDetails {
        name: LocalizedText::both("Shenzhen", "深圳"),
        kind: DelegationKind::City,
        city: Some(SHENZHEN),
        organisation: None,
        country: None,
        liaison: None,
        announced: true,
    };
    let new = NewDelegation { details, head: (made.people.open, None), others: vec![(made.people.hidden, None)] };
    seed_delegations(db, ctx, made.edition.id, &[new]).await.unwrap();
}

/// Somebody takes back the consent to be listed.
pub async fn withdraw(db: &Db, ctx: &Ctx, person: PersonId) {
    let statement = Statement {
        purpose: Purpose::Listing,
        audience: None,
        channel: Channel::Email,
        basis: "a mail of 20 September".to_owned(),
    };
    directory::consent::state(db, ctx, person, &statement).await.unwrap();
}
