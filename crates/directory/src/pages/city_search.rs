//! Finding a city by any of its names: a page, and the same as JSON.

use super::link::grouped;
use crate::{
    city::{ATTRIBUTION, CountryNames, Hit, catalogue},
    place::house_names,
};
use askama::Template;
use axum::{Json, response::Response};
use axum_extra::extract::Query;
use kernel::Locale;
use serde::Deserialize;
use serde_json::{Value, json};
use ui::{Form, Page};
use web::Cx;

/// How many cities an answer holds at most.
const MOST: usize = 20;

/// What is looked for.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    locale: String,
}

impl Asked {
    fn hits(&self) -> Vec<Hit> {
        // No name of a city is longer, and folding is not free.
        let query: String = self.q.chars().take(100).collect();
        if query.trim().is_empty() { Vec::new() } else { catalogue().search(&query, MOST) }
    }
}

#[derive(Template)]
#[template(path = "directory/city_search.html")]
struct SearchPage {
    page: Page,
    form: Form,
    asked: String,
    rows: Vec<Row>,
}

struct Row {
    label: String,
    href: String,
    meta: String,
}

pub(super) async fn page(cx: Cx, Query(asked): Query<Asked>) -> web::Result<Response> {
    let names = house_names(cx.db(), cx.ctx()).await?;
    let newest = congress::editions(cx.db(), cx.ctx()).await?.into_iter().next();
    let page = cx.page();
    let row = |hit: &Hit| Row {
        label: hit.city.label_with(cx.locale(), &names),
        href: newest.as_ref().map(|e| page.path(format!("/{}/cities/{}", e.slug, hit.city.id()))).unwrap_or_default(),
        meta: match hit.city.population() {
            0 => page.t("directory-population-unknown"),
            known => page.t1("directory-population-n", "n", grouped(known)),
        },
    };
    web::ok(&SearchPage {
        rows: asked.hits().iter().map(row).collect(),
        form: Form::filled([("q", asked.q.as_str())]),
        asked: asked.q.trim().to_owned(),
        page,
    })
}

pub(super) async fn json(cx: Cx, Query(asked): Query<Asked>) -> web::Result<Json<Value>> {
    let names = house_names(cx.db(), cx.ctx()).await?;
    let locale = asked.locale.parse().unwrap_or(cx.locale());
    let results: Vec<Value> = asked.hits().iter().map(|hit| found(hit, locale, &names)).collect();
    Ok(Json(json!({ "attribution": ATTRIBUTION.text, "results": results })))
}

fn found(hit: &Hit, locale: Locale, names: &CountryNames) -> Value {
    let city = hit.city;
    let (latitude, longitude) = city.coordinates();
    json!({
        "id": city.id(),
        "name": city.name(locale).text,
        "label": city.label_with(locale, names),
        "division": city.division().map(|d| d.name(locale).text),
        "country_or_region": { "code": city.country().code(), "name": names.name(city.country(), locale) },
        "population": city.population(),
        "latitude": latitude,
        "longitude": longitude,
        "zone": city.zone_name(),
        // Nobody has taken charge of the entry: it is as GeoNames has it.
        "claimed": false,
    })
}
