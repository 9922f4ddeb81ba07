//! Brings the cast into the directory.

use super::{
    cast::{Body, Cast, Extra},
    stage::Stage,
};
use anyhow::Context;
use db::Db;
use directory::{
    OfficeDetails, OrganisationDetails, OrganisationKind, PersonDetails, PersonName, Purpose, Seat,
    delegation::{DelegationDetails, DelegationKind},
    name::Languages,
    rank,
    seed::{NewDelegation, NewPerson, seed_delegations, seed_organisations, seed_people},
};
use kernel::{Ctx, EmailAddress, LocalizedText, OrganisationId, PersonId, Visibility};

/// What the ledger of consents says about invented people.
const BASIS: &str = "Invented for the demonstration";
/// People in one transaction.
const BATCH: usize = 2_000;

/// The records made of a cast.
pub struct Company {
    /// People, in the order of the cast.
    pub people: Vec<PersonId>,
    /// Those who stand on a stage, by index into the cast.
    pub speakers: Vec<usize>,
}

/// Writes organisations, people and delegations; `progress` is told how many
/// people are written.
///
/// # Errors
/// Those of the store.
pub async fn write(
    db: &Db,
    ctx: &Ctx,
    stage: &Stage,
    cast: &Cast,
    progress: impl Fn(usize),
) -> anyhow::Result<Company> {
    let edition = stage.edition.id;
    rank::seed_ranks(db, edition, &rank::usual_ranks()).await?;
    let bodies = cast.organisations.iter().map(organisation).collect::<anyhow::Result<Vec<_>>>()?;
    let organisations = seed_organisations(db, ctx, &[edition], &bodies).await?;
    let mut people = Vec::with_capacity(cast.people.len());
    for (batch, extras) in cast.people.chunks(BATCH).enumerate() {
        let new = extras
            .iter()
            .enumerate()
            .map(|(n, extra)| person(batch * BATCH + n, extra, &organisations, stage))
            .collect::<anyhow::Result<Vec<_>>>()?;
        people.extend(seed_people(db, ctx, &new, BASIS).await?);
        progress(people.len());
    }
    delegations(db, ctx, stage, cast, &people, &organisations).await?;
    let speakers = cast.people.iter().enumerate().filter(|(_, extra)| extra.speaks).map(|(n, _)| n).collect();
    Ok(Company { people, speakers })
}

fn organisation(body: &Body) -> anyhow::Result<OrganisationDetails> {
    Ok(OrganisationDetails {
        name: LocalizedText::both(&body.en, &body.zh),
        kind: body.kind.parse::<OrganisationKind>().map_err(anyhow::Error::msg)?,
        country: directory::city::country(body.country),
        city: Some(body.city),
        website: None,
        description: LocalizedText::both(
            "Invented for the demonstration; any likeness is chance.",
            "演示所用的虚构机构，如有雷同，纯属巧合。",
        ),
        listed: true,
    })
}

fn person(n: usize, extra: &Extra, organisations: &[OrganisationId], stage: &Stage) -> anyhow::Result<NewPerson> {
    let name = if extra.native.is_empty() {
        PersonName::of(&extra.latin)
    } else {
        PersonName::in_two_scripts(&extra.native, &extra.latin)
    };
    let languages = Languages(extra.languages.iter().map(|tag| (*tag).to_owned()).collect());
    let email = EmailAddress::parse(&format!("person{n}@example.org"))
        .map_err(|problem| anyhow::anyhow!("{}", problem.key))
        .context("an address of the demonstration")?;
    let office = OfficeDetails {
        seat: Seat::Organisation(organisations[extra.organisation]),
        title: LocalizedText::both(extra.office.0, extra.office.1),
        from: Some(jiff::civil::date(2021, 1, 1)),
        to: None,
        rank: Some(i32::from(extra.rank)),
    };
    let open = [Purpose::Listing, Purpose::Organisation, Purpose::Biography];
    let biography = LocalizedText::both(
        format!("{} at an invented congress; the person does not exist.", extra.office.0),
        format!("虚构人物，在本演示大会中的身份为{}。", extra.office.1),
    );
    Ok(NewPerson {
        details: PersonDetails { name, biography, languages, email: Some(email), phone: None, listed: extra.listed },
        editions: vec![stage.edition.id],
        offices: vec![office],
        consents: if extra.listed { open.map(|purpose| (purpose, Visibility::Public)).to_vec() } else { Vec::new() },
    })
}

async fn delegations(
    db: &Db,
    ctx: &Ctx,
    stage: &Stage,
    cast: &Cast,
    people: &[PersonId],
    organisations: &[OrganisationId],
) -> anyhow::Result<()> {
    let member = |n: usize| (people[n], Some(i32::from(cast.people[n].rank)));
    let all: Vec<NewDelegation> = cast
        .delegations
        .iter()
        .zip(organisations)
        .map(|(group, organisation)| {
            let city = directory::city::catalogue().get(group.city);
            let (en, zh) =
                city.map_or(("", ""), |c| (c.name(kernel::Locale::En).text, c.name(kernel::Locale::Zh).text));
            NewDelegation {
                details: DelegationDetails {
                    name: LocalizedText::both(format!("Delegation of {en}"), format!("{zh}代表团")),
                    kind: DelegationKind::City,
                    city: Some(group.city),
                    organisation: Some(*organisation),
                    country: None,
                    liaison: None,
                    announced: true,
                },
                head: member(group.people.start),
                others: group.people.clone().skip(1).map(member).collect(),
            }
        })
        .collect();
    seed_delegations(db, ctx, stage.edition.id, &all).await?;
    Ok(())
}
