//! What most tests begin with: a public edition and a draft, with people who
//! show themselves and people who do not.

use congress::{Accent, Edition, EditionDetails, EditionState, Neighbours, TrackDetails};
use directory::{
    OfficeDetails, OrganisationDetails, OrganisationKind, PersonDetails, PersonName, Purpose, RelatedSources, Seat,
    city::CityId,
    delegation::{DelegationDetails, DelegationKind},
    seed::{NewDelegation, NewPerson, seed_delegations, seed_organisations, seed_people},
};
use jiff::civil::date;
use kernel::{EditionId, EmailAddress, LocalizedText, PersonId, Role, Slug, Viewer, Visibility, Zone};
use testkit::{Engine, House, viewer_with};

/// Shenzhen in the catalogue.
pub const SHENZHEN: CityId = CityId(1_795_565);

/// A house with two editions. Every hidden thing is called by a word of the
/// kind `planted…`, which must not leave.
pub struct Prepared {
    pub house: House,
    pub here: Edition,
    pub elsewhere: Edition,
    pub listed: PersonId,
    pub hidden: PersonId,
}

impl Prepared {
    /// Keeps the directory of the public edition.
    pub fn editor(&self) -> Viewer {
        viewer_with(2, None, &[(Some(self.here.id), Role::DirectoryEditor)])
    }

    /// Keeps the directory of the other edition.
    pub fn outsider(&self) -> Viewer {
        viewer_with(3, None, &[(Some(self.elsewhere.id), Role::Organiser)])
    }

    /// Signed in, without any role.
    pub fn visitor(&self) -> Viewer {
        viewer_with(4, None, &[])
    }

    /// Signed in as this person.
    pub fn as_person(&self, person: PersonId) -> Viewer {
        viewer_with(5, Some(person), &[])
    }
}

async fn edition(house: &House, slug: &str, public: bool) -> Edition {
    let (db, ctx) = (house.db(), &house.system());
    let details = EditionDetails {
        slug: Slug::parse(slug).unwrap(),
        name: LocalizedText::both("Hangzhou Stage 2024", "2024 杭州站"),
        theme: LocalizedText::new(),
        place: LocalizedText::both("Hangzhou, China", "中国杭州"),
        description: LocalizedText::new(),
        zone: Zone::parse("Asia/Shanghai").unwrap(),
        first_day: date(2024, 9, 25),
        last_day: date(2024, 9, 29),
        host: None,
        accent: Accent::Lake,
        illustration: true,
    };
    let edition = congress::create_edition(db, ctx, &details).await.unwrap();
    let track = TrackDetails {
        slug: Slug::parse("water").unwrap(),
        name: LocalizedText::both("Water", "水"),
        colour: 1,
        position: 10,
    };
    congress::add_track(db, ctx, edition.id, &track).await.unwrap();
    directory::rank::seed_ranks(db, edition.id, &directory::rank::usual_ranks()).await.unwrap();
    if public {
        return congress::change_state(db, ctx, edition.id, edition.revision, EditionState::Public).await.unwrap();
    }
    edition
}

pub fn person(name: PersonName, edition: EditionId) -> NewPerson {
    NewPerson {
        details: PersonDetails { name, listed: true, ..PersonDetails::default() },
        editions: vec![edition],
        ..NewPerson::default()
    }
}

fn organisation(name: &str, listed: bool) -> OrganisationDetails {
    OrganisationDetails {
        name: LocalizedText::of(kernel::Locale::En, name),
        kind: OrganisationKind::Company,
        country: directory::city::country("CN"),
        city: Some(SHENZHEN),
        website: None,
        description: LocalizedText::new(),
        listed,
    }
}

fn office(seat: Seat, en: &str, zh: &str) -> OfficeDetails {
    OfficeDetails { seat, title: LocalizedText::both(en, zh), from: Some(date(2021, 3, 1)), to: None, rank: Some(3) }
}

/// Everything at once.
pub async fn prepared(engine: Engine) -> Prepared {
    let modules = vec![congress::module(Neighbours::default()), directory::module(RelatedSources::default())];
    let house = House::open(engine, modules).await;
    let here = edition(&house, "hangzhou-2024", true).await;
    let elsewhere = edition(&house, "shanghai-2025", true).await;
    let (db, ctx) = (house.db(), &house.system());
    let all = [organisation("West Lake Data", true), organisation("Plantedcorp", false)];
    let organisations = seed_organisations(db, ctx, &[here.id], &all).await.unwrap();

    let mut listed = person(PersonName::in_two_scripts("林悦", "Lin Yue"), here.id);
    listed.details.email = Some(EmailAddress::parse("plantedmail@example.org").unwrap());
    listed.details.phone = Some("+86 571 7777 7777".to_owned());
    listed.details.biography = LocalizedText::of(kernel::Locale::En, "Plantedlife in long words.");
    listed.offices = vec![office(Seat::City(SHENZHEN), "Chief Smart City Officer", "首席智慧城市官")];
    listed.offices.push(office(Seat::Organisation(organisations[1]), "Plantedadviser", "暗中顾问"));
    listed.consents = vec![(Purpose::Listing, Visibility::Public), (Purpose::Organisation, Visibility::Public)];

    let mut hidden = person(PersonName::in_two_scripts("暗中人", "Plantedname Silent"), here.id);
    hidden.details.email = Some(EmailAddress::parse("silent-plantedmail@example.org").unwrap());
    hidden.offices = vec![office(Seat::Organisation(organisations[0]), "Plantedtitle", "暗职")];

    // Agreed, but the staff do not list her; and one who is listed for the signed-in only.
    let mut unlisted = person(PersonName::of("Plantedunlisted Wu"), here.id);
    unlisted.details.listed = false;
    unlisted.consents = vec![(Purpose::Listing, Visibility::Public)];
    let mut registered = person(PersonName::of("Registered Reyes"), here.id);
    registered.consents = vec![(Purpose::Listing, Visibility::Registered)];

    let people = seed_people(db, ctx, &[listed, hidden, unlisted, registered], "test data").await.unwrap();
    delegation(&house, here.id, "Shenzhen", true, &people).await;
    delegation(&house, here.id, "Plantedland", false, &people).await;
    Prepared { listed: people[0], hidden: people[1], house, here, elsewhere }
}

async fn delegation(house: &House, edition: EditionId, name: &str, announced: bool, people: &[PersonId]) {
    let details = DelegationDetails {
        name: LocalizedText::of(kernel::Locale::En, name),
        kind: DelegationKind::City,
        city: Some(if announced { SHENZHEN } else { CityId(1_526_797) }),
        organisation: None,
        country: None,
        liaison: None,
        announced,
    };
    let new = NewDelegation { details, head: (people[1], Some(3)), others: vec![(people[0], None)] };
    seed_delegations(house.db(), &house.system(), edition, &[new]).await.unwrap();
}
