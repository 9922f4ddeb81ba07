//! Delegations: a city, a district, a national body or a company travels as a
//! group under exactly one head. That it comes may be announced; who is in it
//! is known to the staff of the edition, and to every member about himself.

mod member;
mod record;

pub use member::{Member, add_member, appoint_head, members, remove_member};
pub use record::{DelegationDetails, create_delegation, revise_delegation};
pub(crate) use record::{model, slug_of};

use crate::{
    city::{CityId, Country},
    tables::{
        delegation_row::{Column, Entity, Model},
        member_row,
    },
};
use db::{Db, select};
use kernel::{Ctx, DelegationId, EditionId, LocalizedText, OrganisationId, PersonId, Slug};
use sea_orm::{ColumnTrait, DbErr, QueryFilter, QueryOrder};
use std::collections::HashMap;

/// The most people that travel in one delegation.
pub const MOST_MEMBERS: usize = 30;

kernel::text_enum! {
    /// For whom a delegation stands.
    pub enum DelegationKind {
        /// A city.
        City = "city",
        /// A part of a city.
        District = "district",
        /// A ministry or an agency.
        NationalBody = "national_body",
        /// A company.
        Company = "company",
    }
}

/// A group that travels together.
#[derive(Clone, Debug, PartialEq)]
pub struct Delegation {
    /// The key.
    pub id: DelegationId,
    /// The edition to which it travels.
    pub edition: EditionId,
    /// Its name in addresses.
    pub slug: Slug,
    /// Its name, in one language at least.
    pub name: LocalizedText,
    /// For whom it stands.
    pub kind: DelegationKind,
    /// Its city; a city or a district always has one.
    pub city: Option<CityId>,
    /// Its organisation.
    pub organisation: Option<OrganisationId>,
    /// Its country or region.
    pub country: Option<Country>,
    /// Who in the organiser's team looks after it.
    pub liaison: Option<PersonId>,
    /// Strangers may know that it comes.
    pub announced: bool,
    /// Counts its changes.
    pub revision: i64,
}

impl From<Model> for Delegation {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            edition: row.edition,
            slug: row.slug,
            name: row.name,
            kind: row.kind,
            city: row.city,
            organisation: row.organisation,
            country: row.country,
            liaison: row.liaison,
            announced: row.announced,
            revision: row.revision,
        }
    }
}

/// The delegations of an edition that the viewer may know of, by name.
///
/// # Errors
/// The engine's.
pub async fn delegations(db: &Db, ctx: &Ctx, edition: EditionId) -> Result<Vec<Delegation>, DbErr> {
    let rows = select::<Entity>(ctx)
        .filter(Column::Edition.eq(edition))
        .order_by_asc(Column::SortKey)
        .order_by_asc(Column::Id)
        .all(db.read())
        .await?;
    Ok(rows.into_iter().map(Delegation::from).collect())
}

/// One of them.
///
/// # Errors
/// The engine's.
pub async fn delegation_by_slug(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    slug: &str,
) -> Result<Option<Delegation>, DbErr> {
    let query = select::<Entity>(ctx).filter(Column::Edition.eq(edition)).filter(Column::Slug.eq(slug));
    Ok(query.one(db.read()).await?.map(Delegation::from))
}

/// How many members these delegations have and who heads each, as far as the
/// viewer may know.
///
/// # Errors
/// The engine's.
pub async fn heads(
    db: &Db,
    ctx: &Ctx,
    delegations: &[DelegationId],
) -> Result<HashMap<DelegationId, (usize, Option<PersonId>)>, DbErr> {
    let mut all: HashMap<DelegationId, (usize, Option<PersonId>)> = HashMap::new();
    for some in delegations.chunks(500) {
        let query =
            select::<member_row::Entity>(ctx).filter(member_row::Column::Delegation.is_in(some.iter().copied()));
        for row in query.all(db.read()).await? {
            let entry = all.entry(row.delegation).or_default();
            entry.0 += 1;
            if row.is_head {
                entry.1 = Some(row.person);
            }
        }
    }
    Ok(all)
}
