//! Countries, regions and cities as pages show them: with this house's own
//! names where it chose some, always under the label "Country / region".

use crate::{
    city::{City, CityId, Country, CountryNames, catalogue, country},
    tables::{delegation_row, organisation_row, presence_row},
};
use db::{Db, select};
use kernel::{Ctx, EditionId, Locale};
use sea_orm::{ColumnTrait, DbErr, QueryFilter, QuerySelect, QueryTrait};
use std::collections::BTreeMap;

/// How this house names countries and regions.
///
/// # Errors
/// The engine's.
pub async fn house_names(db: &Db, ctx: &Ctx) -> Result<CountryNames, DbErr> {
    let chosen = congress::country_names(db, ctx).await?;
    let mut names = CountryNames::default();
    for (code, name, _) in chosen.iter() {
        let Some(country) = country(code) else { continue };
        for locale in Locale::ALL {
            names.set(country, *locale, name.text(*locale));
        }
    }
    Ok(names)
}

/// The name in CLDR, for the page where the house chooses its own.
pub fn catalogue_name(code: &str, locale: Locale) -> Option<String> {
    country(code).map(|country| country.name(locale).to_owned())
}

/// A city that an edition has to do with.
#[derive(Clone, Debug, PartialEq)]
pub struct EditionCity {
    /// Which.
    pub city: &'static City,
    /// How many of its delegations the viewer knows of.
    pub delegations: usize,
    /// How many of its organisations the viewer knows of.
    pub organisations: usize,
}

/// The cities from which a delegation or a listed organisation comes, as far
/// as the viewer may know, by country or region and name.
///
/// # Errors
/// The engine's.
pub async fn edition_cities(db: &Db, ctx: &Ctx, edition: EditionId) -> Result<Vec<EditionCity>, DbErr> {
    let mut counts: BTreeMap<CityId, (usize, usize)> = BTreeMap::new();
    let delegations = select::<delegation_row::Entity>(ctx)
        .filter(delegation_row::Column::Edition.eq(edition))
        .filter(delegation_row::Column::City.is_not_null())
        .filter(delegation_row::Column::Announced.eq(true));
    for city in
        delegations.select_only().column(delegation_row::Column::City).into_tuple::<CityId>().all(db.read()).await?
    {
        counts.entry(city).or_default().0 += 1;
    }
    let present = select::<presence_row::Entity>(ctx)
        .filter(presence_row::Column::Edition.eq(edition))
        .filter(presence_row::Column::Listed.eq(true))
        .select_only()
        .column(presence_row::Column::Organisation)
        .into_query();
    let organisations = select::<organisation_row::Entity>(ctx)
        .filter(organisation_row::Column::City.is_not_null())
        .filter(organisation_row::Column::Id.in_subquery(present));
    for city in
        organisations.select_only().column(organisation_row::Column::City).into_tuple::<CityId>().all(db.read()).await?
    {
        counts.entry(city).or_default().1 += 1;
    }
    let known = counts.into_iter().filter_map(|(id, (delegations, organisations))| {
        Some(EditionCity { city: catalogue().get(id)?, delegations, organisations })
    });
    let mut all: Vec<EditionCity> = known.collect();
    all.sort_by_key(|entry| (entry.city.country(), kernel::fold::words(entry.city.name(Locale::En).text)));
    Ok(all)
}

/// The country or region of a record that may have a city.
pub(crate) fn country_of(country: Option<Country>, city: Option<CityId>) -> Option<Country> {
    country.or_else(|| city.and_then(|id| catalogue().get(id)).map(City::country))
}
