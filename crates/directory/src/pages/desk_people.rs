//! People at the desk: the list, a new record, a changed one.

use super::{
    PAGE,
    conflict::{self, Compared},
    desk_person::{Details, details},
    link::with_query,
    refusal, revision,
};
use crate::{
    error::Error,
    person::{
        Double, PeopleFilter, Person, PersonCard, PersonDetails, create_person, is_listed, people, person_by_id,
        person_by_slug, possible_doubles, revise_person,
    },
    typed,
};
use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use axum_extra::extract::Query;
use congress::{Edition, desk, edition_page};
use kernel::{Permission, Problems};
use serde::Deserialize;
use ui::{FlashKind, Form, Page};
use web::{Cx, Submission};

/// The fields in which two versions of a record are compared.
const FIELDS: &[Compared] = &[
    ("name", "directory-name", false),
    ("latin", "directory-name-latin", false),
    ("native", "directory-name-native", false),
    ("sort_name", "directory-name-sort", false),
    ("email", "directory-email", false),
    ("phone", "directory-phone", false),
    ("languages", "directory-languages", false),
    ("biography", "directory-biography", true),
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
#[template(path = "directory/desk_people.html")]
struct ListPage {
    page: Page,
    form: Form,
    people: Vec<PersonCard>,
    first: String,
    next: String,
    may_edit: bool,
}

pub(super) async fn list(cx: Cx, Path(slug): Path<String>, Query(asked): Query<Asked>) -> web::Result<Response> {
    let edition = desk(&cx, &slug, Permission::ReadContacts).await?;
    let words: String = asked.q.trim().chars().take(120).collect();
    let filter = PeopleFilter { words: Some(words).filter(|w| !w.is_empty()), ..PeopleFilter::default() };
    let after = Some(asked.after.as_str()).filter(|slug| !slug.is_empty());
    let found = people(cx.db(), cx.ctx(), edition.id, &filter, after, PAGE).await?;
    let page = edition_page(&cx, &edition);
    let link = |after: &str| with_query(&page.in_edition("/desk/people"), &[("q", &asked.q), ("after", after)]);
    web::ok(&ListPage {
        form: Form::filled([("q", asked.q.as_str())]),
        people: found.people,
        first: if after.is_some() { link("") } else { String::new() },
        next: found.next.map(|last| link(&last)).unwrap_or_default(),
        may_edit: cx.can(Permission::EditDirectory, edition.id),
        page,
    })
}

#[derive(Template)]
#[template(path = "directory/desk_person.html")]
struct RecordPage {
    page: Page,
    title: String,
    action: String,
    form: Form,
    doubles: Vec<DoubleLine>,
    details: Option<Details>,
    may_edit: bool,
}

struct DoubleLine {
    card: PersonCard,
    why: String,
    is_here: bool,
}

pub(super) async fn new(cx: Cx, Path(slug): Path<String>) -> web::Result<Response> {
    let edition = desk(&cx, &slug, Permission::EditDirectory).await?;
    new_page(&cx, &edition, StatusCode::OK, Form::new(), Vec::new())
}

fn new_page(
    cx: &Cx,
    edition: &Edition,
    status: StatusCode,
    form: Form,
    doubles: Vec<DoubleLine>,
) -> web::Result<Response> {
    let page = edition_page(cx, edition);
    let record = RecordPage {
        title: page.t("directory-new-person"),
        action: page.in_edition("/desk/people"),
        form,
        doubles,
        details: None,
        may_edit: true,
        page,
    };
    web::html(status, &record)
}

pub(super) async fn create(cx: Cx, Path(slug): Path<String>, sent: Submission) -> web::Result<Response> {
    let edition = desk(&cx, &slug, Permission::EditDirectory).await?;
    let again = |status, problems: &Problems, doubles| {
        new_page(&cx, &edition, status, sent.form.clone().with_problems(problems, cx.text()), doubles)
    };
    let details = match PersonDetails::read(&sent) {
        Ok(details) => details,
        Err(problems) => return again(StatusCode::UNPROCESSABLE_ENTITY, &problems, Vec::new()),
    };
    let doubles = possible_doubles(cx.db(), cx.ctx(), &details, None).await?;
    if !doubles.is_empty() && !sent.has("confirmed") {
        return again(StatusCode::CONFLICT, &Problems::new(), double_lines(&cx, &edition, doubles).await?);
    }
    match create_person(cx.db(), cx.ctx(), edition.id, &details).await {
        Ok(id) => {
            let made = person_by_id(cx.db(), cx.ctx(), edition.id, id).await?.ok_or(web::Error::NotFound)?;
            let path = format!("/{}/desk/people/{}", edition.slug, made.slug);
            Ok(web::with_flash(&cx, &path, FlashKind::Done, "directory-person-created"))
        }
        Err(error) => {
            let (status, problems) = refusal(error)?;
            again(status, &problems, Vec::new())
        }
    }
}

async fn double_lines(cx: &Cx, edition: &Edition, doubles: Vec<Double>) -> web::Result<Vec<DoubleLine>> {
    let mut lines = Vec::new();
    for double in doubles {
        let is_here = is_listed(cx.db(), cx.ctx(), edition.id, double.card.id).await?.is_some();
        let why = cx.text().t(if double.by_email { "directory-same-email" } else { "directory-same-name" });
        lines.push(DoubleLine { card: double.card, why, is_here });
    }
    Ok(lines)
}

/// The record of somebody who takes part in an edition.
pub(super) async fn record(cx: &Cx, edition: &Edition, person: &str) -> web::Result<Person> {
    person_by_slug(cx.db(), cx.ctx(), edition.id, person).await?.ok_or(web::Error::NotFound)
}

pub(super) async fn show(cx: Cx, Path((slug, person)): Path<(String, String)>) -> web::Result<Response> {
    let edition = desk(&cx, &slug, Permission::ReadContacts).await?;
    let person = record(&cx, &edition, &person).await?;
    let form = filled(&cx, &edition, &person).await?;
    record_page(&cx, &edition, &person, StatusCode::OK, form).await
}

/// The record again, for any form on it that was refused.
pub(super) async fn record_page(
    cx: &Cx,
    edition: &Edition,
    person: &Person,
    status: StatusCode,
    form: Form,
) -> web::Result<Response> {
    let page = edition_page(cx, edition);
    let record = RecordPage {
        title: person.name.shown(cx.locale()).to_owned(),
        action: page.in_edition(format!("/desk/people/{}", person.slug)),
        form,
        doubles: Vec::new(),
        details: Some(details(cx, &page, edition, person).await?),
        may_edit: cx.can(Permission::EditDirectory, edition.id),
        page,
    };
    web::html(status, &record)
}

/// The stored record as a form.
pub(super) async fn filled(cx: &Cx, edition: &Edition, person: &Person) -> web::Result<Form> {
    let mut form = Form::filled([
        ("name", person.name.as_given.clone()),
        ("latin", person.name.latin.clone()),
        ("native", person.name.native.clone()),
        ("sort_name", person.name.sort.clone()),
        ("email", person.email.as_ref().map(ToString::to_string).unwrap_or_default()),
        ("phone", person.phone.clone().unwrap_or_default()),
        ("languages", person.languages.0.join(", ")),
        ("revision", person.revision.to_string()),
    ]);
    typed::fill_text(&mut form, "biography", &person.biography);
    if is_listed(cx.db(), cx.ctx(), edition.id, person.id).await? == Some(true) {
        form.set("listed", "yes");
    }
    Ok(form)
}

pub(super) async fn revise(
    cx: Cx,
    Path((slug, person)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let edition = desk(&cx, &slug, Permission::EditDirectory).await?;
    let person = record(&cx, &edition, &person).await?;
    let path = format!("/desk/people/{}", person.slug);
    let again = async |status, problems: &Problems| {
        let form = sent.form.clone().with_problems(problems, cx.text());
        record_page(&cx, &edition, &person, status, form).await
    };
    let details = match PersonDetails::read(&sent) {
        Ok(details) => details,
        Err(problems) => return again(StatusCode::UNPROCESSABLE_ENTITY, &problems).await,
    };
    match revise_person(cx.db(), cx.ctx(), edition.id, person.id, revision(&sent), &details).await {
        Ok(()) => {
            let path = format!("/{}{path}", edition.slug);
            Ok(web::with_flash(&cx, &path, FlashKind::Done, "directory-stored"))
        }
        Err(Error::Stale) => {
            conflict::page(&cx, &edition, &path, FIELDS, &filled(&cx, &edition, &person).await?, &sent.form)
        }
        Err(error) => {
            let (status, problems) = refusal(error)?;
            again(status, &problems).await
        }
    }
}
