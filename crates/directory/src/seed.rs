//! People, organisations and delegations in bulk, for the demonstration and for
//! imports: many rows in one statement, everything in one transaction.

use crate::{
    consent::{Channel, Purpose, Statement, ledger_row},
    delegation::{self, DelegationDetails},
    error::Error,
    office::OfficeDetails,
    organisation::{self, OrganisationDetails},
    person::{self, PersonDetails},
    tables::{
        consent_row, delegation_row, disclosure_row, member_row, office_row, organisation_row, participation_row,
        person_row, presence_row,
    },
};
use db::{Db, Tx, select};
use kernel::{Ctx, DelegationId, EditionId, OrganisationId, Permission, PersonId, Slug, Visibility};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect, sea_query::Expr,
};
use std::collections::HashSet;

/// Rows in one statement: with 20 columns far below what the engines take.
const ROWS: usize = 400;

/// A person to be made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewPerson {
    /// The record. `listed` stands for every edition of `editions`.
    pub details: PersonDetails,
    /// Where the person takes part.
    pub editions: Vec<EditionId>,
    /// Offices, at organisations that exist already.
    pub offices: Vec<OfficeDetails>,
    /// What the person agreed to show, and to whom.
    pub consents: Vec<(Purpose, Visibility)>,
}

/// Makes people with everything about them. Every consent is in the ledger, on
/// the basis given. The keys come back in the order of the people.
///
/// # Errors
/// The engine's; nothing is stored then.
pub async fn seed_people(db: &Db, ctx: &Ctx, people: &[NewPerson], basis: &str) -> Result<Vec<PersonId>, Error> {
    let ids: Vec<PersonId> = people.iter().map(|_| ctx.new_id()).collect();
    let ids = &ids;
    db.write("people.seed", |tx: Tx| async move { seed_people_in(&tx, ctx, people, ids, basis).await }).await?;
    Ok(ids.clone())
}

/// As [`seed_people`], with keys and in a transaction of the caller's.
///
/// # Errors
/// The engine's.
pub async fn seed_people_in(
    tx: &Tx,
    ctx: &Ctx,
    people: &[NewPerson],
    ids: &[PersonId],
    basis: &str,
) -> Result<(), Error> {
    let everything = &ctx.seen_by(kernel::Viewer::system());
    let query = select::<person_row::Entity>(everything).select_only().column(person_row::Column::Slug);
    let taken: HashSet<Slug> = query.into_tuple::<Slug>().all(tx.conn()).await?.into_iter().collect();
    insert_all::<person_row::Entity, _>(tx, person_rows(ctx, people, ids, taken)?).await?;
    insert_all::<participation_row::Entity, _>(tx, participation_rows(ctx, people, ids)).await?;
    insert_all::<office_row::Entity, _>(tx, office_rows(ctx, people, ids)).await?;
    let (lines, open) = consent_rows(ctx, people, ids, basis);
    insert_all::<consent_row::Entity, _>(tx, lines).await?;
    insert_all::<disclosure_row::Entity, _>(tx, open).await?;
    changed(tx, people.iter().flat_map(|person| person.editions.iter().copied())).await
}

/// Who takes part in an edition, inside of a transaction.
///
/// # Errors
/// The engine's.
pub async fn participants_in(tx: &Tx, ctx: &Ctx, edition: EditionId) -> Result<HashSet<PersonId>, DbErr> {
    use participation_row::{Column, Entity};
    let rows = select::<Entity>(ctx).filter(Column::Edition.eq(edition)).all(tx.conn()).await?;
    Ok(rows.into_iter().map(|row| row.person).collect())
}

/// Lists people whom a source has published already, with what it published.
/// Whoever has ever said anything about being listed is left as they are.
///
/// # Errors
/// The engine's, or that the viewer may not.
pub async fn list_published(
    tx: &Tx,
    ctx: &Ctx,
    edition: EditionId,
    people: &[PersonId],
    purposes: &[Purpose],
    basis: &str,
) -> Result<usize, Error> {
    ctx.require(Permission::EditDirectory, edition)?;
    let everything = &ctx.seen_by(kernel::Viewer::system());
    let mut heard: HashSet<PersonId> = HashSet::new();
    for some in people.chunks(ROWS) {
        use consent_row::{Column, Entity};
        let rows = select::<Entity>(everything).filter(Column::Person.is_in(some.iter().copied()));
        heard.extend(rows.all(tx.conn()).await?.into_iter().map(|row| row.person));
    }
    let fresh: Vec<PersonId> = people.iter().copied().filter(|person| !heard.contains(person)).collect();
    for some in fresh.chunks(ROWS) {
        use participation_row::{Column, Entity};
        let own = Entity::update_many().col_expr(Column::Listed, Expr::value(true));
        let own = own.filter(Column::Edition.eq(edition)).filter(Column::Person.is_in(some.iter().copied()));
        own.exec(tx.conn()).await?;
    }
    let open = purposes.iter().map(|purpose| (*purpose, Visibility::Public)).collect::<Vec<_>>();
    let said: Vec<NewPerson> =
        fresh.iter().map(|_| NewPerson { consents: open.clone(), ..NewPerson::default() }).collect();
    let (lines, open) = consent_rows(ctx, &said, &fresh, basis);
    insert_all::<consent_row::Entity, _>(tx, lines).await?;
    insert_all::<disclosure_row::Entity, _>(tx, open).await?;
    changed(tx, [edition]).await?;
    Ok(fresh.len())
}

fn person_rows(
    ctx: &Ctx,
    people: &[NewPerson],
    ids: &[PersonId],
    mut taken: HashSet<Slug>,
) -> Result<Vec<person_row::Model>, Error> {
    let row = |(person, id): (&NewPerson, &PersonId)| {
        let name = &person.details.name;
        let wanted = person::slug_of(name, *id, false)?;
        let slug = if taken.insert(wanted.clone()) { wanted } else { person::slug_of(name, *id, true)? };
        Ok(person::model(ctx, *id, slug, &person.details))
    };
    people.iter().zip(ids).map(row).collect()
}

fn participation_rows(ctx: &Ctx, people: &[NewPerson], ids: &[PersonId]) -> Vec<participation_row::Model> {
    let rows = people.iter().zip(ids).flat_map(|(person, id)| {
        person.editions.iter().map(|edition| participation_row::Model {
            person: *id,
            edition: *edition,
            listed: person.details.listed,
            created_at: ctx.now(),
        })
    });
    rows.collect()
}

fn office_rows(ctx: &Ctx, people: &[NewPerson], ids: &[PersonId]) -> Vec<office_row::Model> {
    let rows = people
        .iter()
        .zip(ids)
        .flat_map(|(person, id)| person.offices.iter().map(|office| office.row(ctx.new_id(), *id)));
    rows.collect()
}

fn consent_rows(
    ctx: &Ctx,
    people: &[NewPerson],
    ids: &[PersonId],
    basis: &str,
) -> (Vec<consent_row::Model>, Vec<disclosure_row::Model>) {
    let mut lines = Vec::new();
    let mut open = Vec::new();
    for (person, id) in people.iter().zip(ids) {
        for (purpose, audience) in &person.consents {
            let said = Statement {
                purpose: *purpose,
                audience: Some(*audience),
                channel: Channel::Import,
                basis: basis.to_owned(),
            };
            let line = ledger_row(ctx, *id, &said);
            open.push(disclosure_row::Model { person: *id, purpose: *purpose, audience: *audience, consent: line.id });
            lines.push(line);
        }
    }
    (lines, open)
}

/// Makes organisations that take part in `editions`; the keys come back in
/// their order.
///
/// # Errors
/// The engine's; nothing is stored then.
pub async fn seed_organisations(
    db: &Db,
    ctx: &Ctx,
    editions: &[EditionId],
    all: &[OrganisationDetails],
) -> Result<Vec<OrganisationId>, Error> {
    let ids: Vec<OrganisationId> = all.iter().map(|_| ctx.new_id()).collect();
    let (ids, everything) = (&ids, &db.system());
    db.write("organisations.seed", |tx: Tx| async move {
        let query = select::<organisation_row::Entity>(everything).select_only().column(organisation_row::Column::Slug);
        let mut taken: HashSet<Slug> = query.into_tuple::<Slug>().all(tx.conn()).await?.into_iter().collect();
        let mut rows = Vec::with_capacity(all.len());
        for (details, id) in all.iter().zip(ids) {
            let wanted = organisation::slug_of(&details.name, *id, false)?;
            let free = taken.insert(wanted.clone());
            let slug = if free { wanted } else { organisation::slug_of(&details.name, *id, true)? };
            rows.push(organisation::model(ctx, *id, slug, details));
        }
        insert_all::<organisation_row::Entity, _>(&tx, rows).await?;
        insert_all::<presence_row::Entity, _>(&tx, presence_rows(ctx, editions, all, ids)).await?;
        changed(&tx, editions.iter().copied()).await
    })
    .await?;
    Ok(ids.clone())
}

fn presence_rows(
    ctx: &Ctx,
    editions: &[EditionId],
    all: &[OrganisationDetails],
    ids: &[OrganisationId],
) -> Vec<presence_row::Model> {
    let rows = all.iter().zip(ids).flat_map(|(details, id)| {
        editions.iter().map(|edition| presence_row::Model {
            organisation: *id,
            edition: *edition,
            listed: details.listed,
            created_at: ctx.now(),
        })
    });
    rows.collect()
}

/// A delegation to be made.
#[derive(Clone, Debug, PartialEq)]
pub struct NewDelegation {
    /// The record.
    pub details: DelegationDetails,
    /// Who leads it, with rank.
    pub head: (PersonId, Option<i32>),
    /// The others, with their ranks.
    pub others: Vec<(PersonId, Option<i32>)>,
}

/// Makes delegations with their members; the keys come back in their order.
///
/// # Errors
/// The engine's; nothing is stored then.
pub async fn seed_delegations(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    all: &[NewDelegation],
) -> Result<Vec<DelegationId>, Error> {
    let ids: Vec<DelegationId> = all.iter().map(|_| ctx.new_id()).collect();
    let ids = &ids;
    db.write("delegations.seed", |tx: Tx| async move {
        let mut taken = HashSet::new();
        let mut rows = Vec::with_capacity(all.len());
        let mut members = Vec::new();
        for (new, id) in all.iter().zip(ids) {
            let wanted = delegation::slug_of(&new.details.name, *id, false)?;
            let free = taken.insert(wanted.clone());
            let slug = if free { wanted } else { delegation::slug_of(&new.details.name, *id, true)? };
            rows.push(delegation::model(ctx, *id, edition, slug, &new.details));
            let member = |(person, rank), is_head| member_row::Model {
                delegation: *id,
                person,
                rank,
                is_head,
                added_at: ctx.now(),
            };
            members.push(member(new.head, true));
            members.extend(new.others.iter().map(|other| member(*other, false)));
        }
        insert_all::<delegation_row::Entity, _>(&tx, rows).await?;
        insert_all::<member_row::Entity, _>(&tx, members).await?;
        changed(&tx, [edition]).await
    })
    .await?;
    Ok(ids.clone())
}

async fn insert_all<E, A>(tx: &Tx, rows: Vec<E::Model>) -> Result<(), DbErr>
where
    E: EntityTrait,
    A: ActiveModelTrait<Entity = E> + Send,
    E::Model: IntoActiveModel<A>,
{
    let mut rows = rows.into_iter().map(IntoActiveModel::into_active_model).peekable();
    while rows.peek().is_some() {
        let some: Vec<A> = rows.by_ref().take(ROWS).collect();
        E::insert_many(some).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

async fn changed(tx: &Tx, editions: impl IntoIterator<Item = EditionId>) -> Result<(), Error> {
    let editions: HashSet<EditionId> = editions.into_iter().collect();
    for edition in editions {
        tx.change("directory", Some(edition), edition.0).await?;
    }
    Ok(())
}
