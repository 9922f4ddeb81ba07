//! Organisations: companies, ministries, universities, associations. Which
//! ones are coming is known to strangers when the staff list them.

mod record;

pub use record::{OrganisationDetails, create_organisation, revise_organisation};
pub(crate) use record::{model, require_known, slug_of};

use crate::{
    city::{CityId, Country},
    tables::{organisation_row, presence_row},
};
use db::{Db, select};
use kernel::{Ctx, EditionId, LocalizedText, OrganisationId, Slug};
use sea_orm::{
    ColumnTrait, Condition, DbErr, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
    sea_query::{Expr, ExprTrait},
};
use std::collections::HashMap;

kernel::text_enum! {
    /// What an organisation is.
    pub enum OrganisationKind {
        /// The government of a city or a part of it.
        CityGovernment = "city_government",
        /// A ministry or an agency.
        NationalBody = "national_body",
        /// The United Nations and the like.
        InternationalBody = "international_body",
        /// A company.
        Company = "company",
        /// A university or school.
        University = "university",
        /// An institute.
        Research = "research",
        /// An association or a network.
        Association = "association",
        /// A newspaper, a station, an agency.
        Media = "media",
        /// None of these.
        Other = "other",
    }
}

/// An organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct Organisation {
    /// The key.
    pub id: OrganisationId,
    /// The last segment of the address of its page.
    pub slug: Slug,
    /// Its name, in one language at least.
    pub name: LocalizedText,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its country or region.
    pub country: Option<Country>,
    /// Its city.
    pub city: Option<CityId>,
    /// Its own site.
    pub website: Option<String>,
    /// What it does.
    pub description: LocalizedText,
    /// Counts its changes.
    pub revision: i64,
}

impl From<organisation_row::Model> for Organisation {
    fn from(row: organisation_row::Model) -> Self {
        Self {
            id: row.id,
            slug: row.slug,
            name: row.name,
            kind: row.kind,
            country: row.country,
            city: row.city,
            website: row.website,
            description: row.description,
            revision: row.revision,
        }
    }
}

/// Which organisations are asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OrganisationFilter {
    /// Of this kind.
    pub kind: Option<OrganisationKind>,
    /// In this city.
    pub city: Option<CityId>,
    /// Words of the name.
    pub words: Option<String>,
    /// Only those the staff list: the public page.
    pub listed: bool,
}

/// Those of these organisations that the viewer may know of.
///
/// # Errors
/// The engine's.
pub async fn organisation_cards(
    db: &Db,
    ctx: &Ctx,
    ids: &[OrganisationId],
) -> Result<HashMap<OrganisationId, Organisation>, DbErr> {
    use organisation_row::{Column, Entity};
    let mut all = HashMap::new();
    for some in ids.chunks(500) {
        let rows = select::<Entity>(ctx).filter(Column::Id.is_in(some.iter().copied())).all(db.read()).await?;
        all.extend(rows.into_iter().map(|row| (row.id, Organisation::from(row))));
    }
    Ok(all)
}

/// A page of the organisations of an edition that the viewer may know of, and
/// the slug after which the next page begins.
///
/// # Errors
/// The engine's.
pub async fn organisations(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    filter: &OrganisationFilter,
    after: Option<&str>,
    limit: u64,
) -> Result<(Vec<Organisation>, Option<String>), DbErr> {
    use organisation_row::{Column, Entity};
    let mut query = in_edition(ctx, edition, filter.listed)
        .filter(Condition::all().add_option(filter.kind.map(|kind| Column::Kind.eq(kind))))
        .filter(Condition::all().add_option(filter.city.map(|city| Column::City.eq(city))));
    for word in kernel::fold::words(filter.words.as_deref().unwrap_or_default()).split(' ').filter(|w| !w.is_empty()) {
        query = query.filter(Column::NameKey.contains(word));
    }
    if let Some(slug) = after {
        let last = select::<Entity>(ctx).filter(Column::Slug.eq(slug)).one(db.read()).await?;
        if let Some(last) = last {
            let later = Condition::all().add(Column::SortKey.eq(last.sort_key.clone())).add(Column::Id.gt(last.id));
            query = query.filter(Condition::any().add(Column::SortKey.gt(last.sort_key)).add(later));
        }
    }
    let mut rows = query.order_by_asc(Column::SortKey).order_by_asc(Column::Id).limit(limit + 1).all(db.read()).await?;
    let more = rows.len() as u64 > limit;
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next = rows.last().filter(|_| more).map(|row| row.slug.to_string());
    Ok((rows.into_iter().map(Organisation::from).collect(), next))
}

/// The organisation with this slug in an edition, if the viewer may know of it.
///
/// # Errors
/// The engine's.
pub async fn organisation_by_slug(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    slug: &str,
) -> Result<Option<Organisation>, DbErr> {
    let query = in_edition(ctx, edition, false).filter(organisation_row::Column::Slug.eq(slug));
    Ok(query.one(db.read()).await?.map(Organisation::from))
}

/// As [`organisation_by_slug`], by key, with whether the staff list it.
///
/// # Errors
/// The engine's.
pub async fn organisation_by_id(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    id: OrganisationId,
) -> Result<Option<(Organisation, bool)>, DbErr> {
    let presence = select::<presence_row::Entity>(ctx)
        .filter(presence_row::Column::Organisation.eq(id))
        .filter(presence_row::Column::Edition.eq(edition))
        .one(db.read())
        .await?;
    let Some(presence) = presence else {
        return Ok(None);
    };
    let query = select::<organisation_row::Entity>(ctx).filter(organisation_row::Column::Id.eq(id));
    Ok(query.one(db.read()).await?.map(|row| (Organisation::from(row), presence.listed)))
}

fn in_edition(ctx: &Ctx, edition: EditionId, listed: bool) -> Select<organisation_row::Entity> {
    use presence_row::{Column, Entity};
    let own_row =
        Expr::col((Entity, Column::Organisation)).equals((organisation_row::Entity, organisation_row::Column::Id));
    let present = select::<Entity>(ctx)
        .select_only()
        .expr(Expr::value(1))
        .filter(own_row)
        .filter(Column::Edition.eq(edition))
        .filter(Condition::all().add_option(listed.then(|| Column::Listed.eq(true))))
        .into_query();
    select::<organisation_row::Entity>(ctx).filter(Expr::exists(present))
}
