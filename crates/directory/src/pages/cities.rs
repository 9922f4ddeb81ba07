//! The cities of an edition, and the page of a city, which puts itself together
//! from what the domains know.

use super::{
    link::grouped,
    people::chips,
    related_view::{Block, Chip, blocks},
};
use crate::{
    city::{City, CityId, CountryNames, catalogue},
    delegation::delegations,
    organisation::{OrganisationFilter, organisations},
    person::PeopleFilter,
    place::{EditionCity, edition_cities, house_names},
    related::{RelatedSources, Subject},
};
use askama::Template;
use axum::{Extension, extract::Path, response::Response};
use congress::{Edition, edition, edition_page};
use std::{collections::BTreeMap, sync::Arc};
use ui::Page;
use web::Cx;

#[derive(Template)]
#[template(path = "directory/cities.html")]
struct CitiesPage {
    page: Page,
    cities: usize,
    countries: usize,
    groups: Vec<(String, Vec<Row>)>,
}

struct Row {
    href: String,
    name: String,
    meta: String,
}

pub(super) async fn list(cx: Cx, Path(slug): Path<String>) -> web::Result<Response> {
    web::cached(&cx, || async {
        let edition = edition(&cx, &slug).await?;
        let all = edition_cities(cx.db(), cx.ctx(), edition.id).await?;
        let names = house_names(cx.db(), cx.ctx()).await?;
        let page = edition_page(&cx, &edition);
        let cities = all.len();
        let groups = by_country(&page, all, &names);
        web::ok(&CitiesPage { countries: groups.len(), cities, groups, page })
    })
    .await
}

fn by_country(page: &Page, all: Vec<EditionCity>, names: &CountryNames) -> Vec<(String, Vec<Row>)> {
    let mut groups: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for entry in all {
        let mut parts = Vec::new();
        if let Some(division) = entry.city.division() {
            parts.push(division.name(page.locale).text.to_owned());
        }
        if entry.delegations > 0 {
            parts.push(page.t1("directory-n-delegations", "n", entry.delegations));
        }
        if entry.organisations > 0 {
            parts.push(page.t1("directory-n-organisations", "n", entry.organisations));
        }
        groups.entry(names.name(entry.city.country(), page.locale).to_owned()).or_default().push(Row {
            href: page.in_edition(format!("/cities/{}", entry.city.id())),
            name: entry.city.name(page.locale).text.to_owned(),
            meta: parts.join(" · "),
        });
    }
    groups.into_iter().collect()
}

#[derive(Template)]
#[template(path = "directory/city.html")]
struct CityPage {
    page: Page,
    name: String,
    is_fallback: bool,
    label: String,
    country: String,
    division: String,
    population: String,
    zone: &'static str,
    id: CityId,
    delegations: Vec<String>,
    organisations: Vec<(String, String)>,
    people: Vec<Chip>,
    blocks: Vec<Block>,
}

pub(super) async fn show(
    cx: Cx,
    Path((slug, id)): Path<(String, String)>,
    Extension(related): Extension<Arc<RelatedSources>>,
) -> web::Result<Response> {
    web::cached(&cx, || async {
        let edition = edition(&cx, &slug).await?;
        let city = id.parse().ok().and_then(|id| catalogue().get(id)).ok_or(web::Error::NotFound)?;
        let names = house_names(cx.db(), cx.ctx()).await?;
        let page = edition_page(&cx, &edition);
        let there = PeopleFilter { city: Some(city.id()), ..PeopleFilter::default() };
        let related = related.of(&cx, &edition, Subject::City(city.id())).await?;
        web::ok(&CityPage {
            name: city.name(cx.locale()).text.to_owned(),
            is_fallback: city.name(cx.locale()).is_fallback,
            label: city.label_with(cx.locale(), &names),
            country: names.name(city.country(), cx.locale()).to_owned(),
            division: city.division().map_or("", |d| d.name(cx.locale()).text).to_owned(),
            population: grouped(city.population()),
            zone: city.zone_name(),
            id: city.id(),
            delegations: announced(&cx, &edition, city).await?,
            organisations: present(&cx, &page, &edition, city).await?,
            people: chips(&cx, &page, &edition, there).await?,
            blocks: blocks(&page, related),
            page,
        })
    })
    .await
}

async fn announced(cx: &Cx, edition: &Edition, city: &City) -> web::Result<Vec<String>> {
    let all = delegations(cx.db(), cx.ctx(), edition.id).await?;
    let here = all.into_iter().filter(|d| d.announced && d.city == Some(city.id()));
    Ok(here.map(|d| d.name.get(cx.locale()).text.to_owned()).collect())
}

async fn present(cx: &Cx, page: &Page, edition: &Edition, city: &City) -> web::Result<Vec<(String, String)>> {
    let filter = OrganisationFilter { city: Some(city.id()), listed: true, ..OrganisationFilter::default() };
    let (all, _) = organisations(cx.db(), cx.ctx(), edition.id, &filter, None, 200).await?;
    let link = |o: &crate::Organisation| page.in_edition(format!("/organisations/{}", o.slug));
    Ok(all.iter().map(|o| (link(o), o.name.get(cx.locale()).text.to_owned())).collect())
}
