//! Organisations at the desk.

use super::{
    PAGE,
    conflict::{self, Compared},
    link::with_query,
    organisations::kinds,
    refusal, revision,
};
use crate::{
    city::{catalogue, in_words},
    error::Error,
    organisation::{
        Organisation, OrganisationDetails, OrganisationFilter, create_organisation, organisation_by_id,
        organisation_by_slug, organisations, revise_organisation,
    },
    place::house_names,
    typed,
};
use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use axum_extra::extract::Query;
use congress::{Edition, desk, edition_page};
use kernel::{Locale, Permission};
use serde::Deserialize;
use ui::{FlashKind, Form, Page};
use web::{Cx, Submission};

/// The fields in which two versions of a record are compared.
const FIELDS: &[Compared] = &[
    ("name", "directory-organisation-name", true),
    ("kind", "directory-kind", false),
    ("country", "directory-country", false),
    ("city", "directory-city", false),
    ("website", "directory-website", false),
    ("description", "directory-description", true),
    ("listed", "directory-listed", false),
];

/// What the list is narrowed by.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    after: String,
}

#[derive(Template)]
#[template(path = "directory/desk_organisations.html")]
struct ListPage {
    page: Page,
    form: Form,
    rows: Vec<Row>,
    first: String,
    next: String,
    may_edit: bool,
}

struct Row {
    href: String,
    name: String,
    kind: String,
    place: String,
}

pub(super) async fn list(cx: Cx, Path(slug): Path<String>, Query(asked): Query<Asked>) -> web::Result<Response> {
    let edition = desk(&cx, &slug, Permission::ReadDesk).await?;
    let words: String = asked.q.chars().take(160).collect();
    let filter = OrganisationFilter { words: Some(words), ..OrganisationFilter::default() };
    let after = Some(asked.after.as_str()).filter(|slug| !slug.is_empty());
    let (found, last) = organisations(cx.db(), cx.ctx(), edition.id, &filter, after, PAGE).await?;
    let names = house_names(cx.db(), cx.ctx()).await?;
    let page = edition_page(&cx, &edition);
    let link = |after: &str| with_query(&page.in_edition("/desk/organisations"), &[("q", &asked.q), ("after", after)]);
    let row = |o: &Organisation| Row {
        href: page.in_edition(format!("/desk/organisations/{}", o.slug)),
        name: o.name.get(cx.locale()).text.to_owned(),
        kind: page.t(&format!("directory-kind-{}", o.kind.as_str().replace('_', "-"))),
        place: o.city.and_then(|id| catalogue().get(id)).map_or_else(
            || o.country.map_or("", |country| names.name(country, cx.locale())).to_owned(),
            |city| city.label_with(cx.locale(), &names),
        ),
    };
    web::ok(&ListPage {
        form: Form::filled([("q", asked.q.as_str())]),
        rows: found.iter().map(row).collect(),
        first: if after.is_some() { link("") } else { String::new() },
        next: last.map(|last| link(&last)).unwrap_or_default(),
        may_edit: cx.can(Permission::EditDirectory, edition.id),
        page,
    })
}

#[derive(Template)]
#[template(path = "directory/desk_organisation.html")]
struct RecordPage {
    page: Page,
    title: String,
    action: String,
    public_page: String,
    form: Form,
    kinds: Vec<(String, String)>,
    countries: Vec<(String, String)>,
}

/// All countries and regions, for a list in a form.
pub(super) async fn country_choices(cx: &Cx) -> web::Result<Vec<(String, String)>> {
    let names = house_names(cx.db(), cx.ctx()).await?;
    Ok(names.list(cx.locale()).into_iter().map(|(c, name)| (c.code().to_owned(), name.to_owned())).collect())
}

async fn record_page(
    cx: &Cx,
    edition: &Edition,
    stored: Option<&Organisation>,
    status: StatusCode,
    form: Form,
) -> web::Result<Response> {
    let page = edition_page(cx, edition);
    let (title, path, public) = match stored {
        Some(o) => (
            o.name.get(cx.locale()).text.to_owned(),
            format!("/desk/organisations/{}", o.slug),
            page.in_edition(format!("/organisations/{}", o.slug)),
        ),
        None => (page.t("directory-new-organisation"), "/desk/organisations".to_owned(), String::new()),
    };
    let record = RecordPage {
        title,
        action: page.in_edition(path),
        public_page: public,
        form,
        kinds: kinds(&page),
        countries: country_choices(cx).await?,
        page,
    };
    web::html(status, &record)
}

pub(super) async fn new(cx: Cx, Path(slug): Path<String>) -> web::Result<Response> {
    let edition = desk(&cx, &slug, Permission::EditDirectory).await?;
    record_page(&cx, &edition, None, StatusCode::OK, Form::new()).await
}

pub(super) async fn create(cx: Cx, Path(slug): Path<String>, sent: Submission) -> web::Result<Response> {
    let edition = desk(&cx, &slug, Permission::EditDirectory).await?;
    let result = match OrganisationDetails::read(&sent, cx.locale()) {
        Ok(details) => create_organisation(cx.db(), cx.ctx(), edition.id, &details).await,
        Err(problems) => Err(Error::Invalid(problems)),
    };
    match result {
        Ok(_) => {
            let path = format!("/{}/desk/organisations", edition.slug);
            Ok(web::with_flash(&cx, &path, FlashKind::Done, "directory-stored"))
        }
        Err(error) => {
            let (status, problems) = refusal(error)?;
            let form = sent.form.clone().with_problems(&problems, cx.text());
            record_page(&cx, &edition, None, status, form).await
        }
    }
}

async fn record(cx: &Cx, edition: &Edition, slug: &str) -> web::Result<(Organisation, Form)> {
    let found = organisation_by_slug(cx.db(), cx.ctx(), edition.id, slug).await?.ok_or(web::Error::NotFound)?;
    let stored = organisation_by_id(cx.db(), cx.ctx(), edition.id, found.id).await?;
    let (organisation, listed) = stored.ok_or(web::Error::NotFound)?;
    let form = filled(&organisation, listed, cx.locale());
    Ok((organisation, form))
}

fn filled(organisation: &Organisation, listed: bool, locale: Locale) -> Form {
    let mut form = Form::filled([
        ("kind", organisation.kind.to_string()),
        ("country", organisation.country.map(|c| c.code().to_owned()).unwrap_or_default()),
        ("city", in_words(organisation.city, locale)),
        ("website", organisation.website.clone().unwrap_or_default()),
        ("revision", organisation.revision.to_string()),
    ]);
    typed::fill_text(&mut form, "name", &organisation.name);
    typed::fill_text(&mut form, "description", &organisation.description);
    if listed {
        form.set("listed", "yes");
    }
    form
}

pub(super) async fn show(cx: Cx, Path((slug, organisation)): Path<(String, String)>) -> web::Result<Response> {
    let edition = desk(&cx, &slug, Permission::EditDirectory).await?;
    let (organisation, form) = record(&cx, &edition, &organisation).await?;
    record_page(&cx, &edition, Some(&organisation), StatusCode::OK, form).await
}

pub(super) async fn revise(
    cx: Cx,
    Path((slug, organisation)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let edition = desk(&cx, &slug, Permission::EditDirectory).await?;
    let (organisation, stored) = record(&cx, &edition, &organisation).await?;
    let path = format!("/desk/organisations/{}", organisation.slug);
    let result = match OrganisationDetails::read(&sent, cx.locale()) {
        Ok(details) => {
            revise_organisation(cx.db(), cx.ctx(), edition.id, organisation.id, revision(&sent), &details).await
        }
        Err(problems) => Err(Error::Invalid(problems)),
    };
    match result {
        Ok(()) => {
            let path = format!("/{}{path}", edition.slug);
            Ok(web::with_flash(&cx, &path, FlashKind::Done, "directory-stored"))
        }
        Err(Error::Stale) => conflict::page(&cx, &edition, &path, FIELDS, &stored, &sent.form),
        Err(error) => {
            let (status, problems) = refusal(error)?;
            let form = sent.form.clone().with_problems(&problems, cx.text());
            record_page(&cx, &edition, Some(&organisation), status, form).await
        }
    }
}
