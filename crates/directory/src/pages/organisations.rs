//! The organisations of an edition, and the page of one of them.

use super::{
    PAGE,
    link::with_query,
    people::chips,
    related_view::{Block, Chip, Prose, blocks},
};
use crate::{
    city::{CityId, catalogue},
    organisation::{Organisation, OrganisationFilter, OrganisationKind, organisation_by_slug, organisations},
    person::PeopleFilter,
    place::{country_of, house_names},
    related::{RelatedSources, Subject},
};
use askama::Template;
use axum::{Extension, extract::Path, response::Response};
use axum_extra::extract::Query;
use congress::{edition, edition_page};
use serde::Deserialize;
use std::sync::Arc;
use ui::{Form, Page};
use web::Cx;

/// What the list is narrowed by.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    city: String,
    #[serde(default)]
    after: String,
}

#[derive(Template)]
#[template(path = "directory/organisations.html")]
struct OrganisationsPage {
    page: Page,
    form: Form,
    kinds: Vec<(String, String)>,
    rows: Vec<Row>,
    first: String,
    next: String,
}

struct Row {
    href: String,
    name: String,
    fallback: Option<&'static str>,
    kind: String,
    place: String,
}

/// The kinds of organisations with their words.
pub(super) fn kinds(page: &Page) -> Vec<(String, String)> {
    OrganisationKind::ALL.iter().map(|kind| (kind.to_string(), kind_words(page, *kind))).collect()
}

fn kind_words(page: &Page, kind: OrganisationKind) -> String {
    page.t(&format!("directory-kind-{}", kind.as_str().replace('_', "-")))
}

pub(super) async fn list(cx: Cx, Path(slug): Path<String>, Query(asked): Query<Asked>) -> web::Result<Response> {
    web::cached(&cx, || async {
        let edition = edition(&cx, &slug).await?;
        let page = edition_page(&cx, &edition);
        let filter = OrganisationFilter {
            kind: asked.kind.parse().ok(),
            city: asked.city.parse::<CityId>().ok(),
            words: None,
            listed: true,
        };
        let after = Some(asked.after.as_str()).filter(|slug| !slug.is_empty());
        let (found, last) = organisations(cx.db(), cx.ctx(), edition.id, &filter, after, PAGE).await?;
        let names = house_names(cx.db(), cx.ctx()).await?;
        let link = |after: &str| {
            let query = [("kind", asked.kind.as_str()), ("city", asked.city.as_str()), ("after", after)];
            with_query(&page.in_edition("/organisations"), &query)
        };
        web::ok(&OrganisationsPage {
            form: Form::filled([("kind", asked.kind.as_str())]),
            kinds: kinds(&page),
            rows: found.iter().map(|organisation| row(&page, organisation, &names)).collect(),
            first: if after.is_some() { link("") } else { String::new() },
            next: last.map(|last| link(&last)).unwrap_or_default(),
            page,
        })
    })
    .await
}

fn row(page: &Page, organisation: &Organisation, names: &crate::city::CountryNames) -> Row {
    let name = organisation.name.get(page.locale);
    let city = organisation.city.and_then(|id| catalogue().get(id));
    let place = match (city, country_of(organisation.country, organisation.city)) {
        (Some(city), _) => city.label_with(page.locale, names),
        (None, Some(country)) => names.name(country, page.locale).to_owned(),
        (None, None) => String::new(),
    };
    Row {
        href: page.in_edition(format!("/organisations/{}", organisation.slug)),
        name: name.text.to_owned(),
        fallback: name.is_fallback.then(|| name.locale.html_lang()),
        kind: kind_words(page, organisation.kind),
        place,
    }
}

#[derive(Template)]
#[template(path = "directory/organisation.html")]
struct OrganisationPage {
    page: Page,
    name: String,
    fallback: Option<&'static str>,
    lang: &'static str,
    kind: String,
    country: String,
    city: Option<(String, String)>,
    website: String,
    description: Prose,
    people: Vec<Chip>,
    blocks: Vec<Block>,
}

pub(super) async fn show(
    cx: Cx,
    Path((slug, organisation)): Path<(String, String)>,
    Extension(related): Extension<Arc<RelatedSources>>,
) -> web::Result<Response> {
    web::cached(&cx, || async {
        let edition = edition(&cx, &slug).await?;
        let found = organisation_by_slug(cx.db(), cx.ctx(), edition.id, &organisation).await?;
        let found = found.ok_or(web::Error::NotFound)?;
        let names = house_names(cx.db(), cx.ctx()).await?;
        let page = edition_page(&cx, &edition);
        let there = PeopleFilter { organisation: Some(found.id), ..PeopleFilter::default() };
        let related = related.of(&cx, &edition, Subject::Organisation(found.id)).await?;
        let name = found.name.get(cx.locale());
        web::ok(&OrganisationPage {
            name: name.text.to_owned(),
            fallback: name.is_fallback.then(|| name.locale.tag()),
            lang: name.locale.html_lang(),
            kind: kind_words(&page, found.kind),
            country: country_of(found.country, found.city).map_or("", |c| names.name(c, cx.locale())).to_owned(),
            city: found.city.and_then(|id| catalogue().get(id)).map(|city| {
                (page.in_edition(format!("/cities/{}", city.id())), city.name(cx.locale()).text.to_owned())
            }),
            website: found.website.clone().unwrap_or_default(),
            description: Prose::of(found.description.get(cx.locale())),
            people: chips(&cx, &page, &edition, there).await?,
            blocks: blocks(&page, related),
            page,
        })
    })
    .await
}
