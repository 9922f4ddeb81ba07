//! Delegations at the desk: the list, a new one, a changed one.

use super::{
    conflict::{self, Compared},
    desk_organisations::country_choices,
    desk_person::{organisation_choices, rank_choices},
    found, refusal, revision,
};
use crate::{
    city::{catalogue, in_words},
    delegation::{
        Delegation, DelegationDetails, DelegationKind, Member, create_delegation, delegation_by_slug, delegations,
        heads, members, revise_delegation,
    },
    error::Error,
    organisation::organisation_cards,
    person::person_cards,
    place::{country_of, house_names},
    typed,
};
use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use congress::{Edition, desk, edition_page};
use kernel::{FieldProblem, Permission, PersonId, Problems};
use ui::{FlashKind, Form, Page};
use web::{Cx, Submission};

/// The fields in which two versions of a record are compared.
const FIELDS: &[Compared] = &[
    ("name", "directory-delegation-name", true),
    ("kind", "directory-kind", false),
    ("city", "directory-city", false),
    ("organisation", "directory-organisation", false),
    ("country", "directory-country", false),
    ("liaison", "directory-liaison", false),
    ("announced", "directory-announced", false),
];

#[derive(Template)]
#[template(path = "directory/desk_delegations.html")]
struct ListPage {
    page: Page,
    rows: Vec<Row>,
    people: usize,
    countries: usize,
    may_edit: bool,
}

struct Row {
    href: String,
    name: String,
    kind: String,
    place: String,
    country: String,
    head: String,
    members: usize,
    announced: bool,
}

pub(super) async fn list(cx: Cx, Path(slug): Path<String>) -> web::Result<Response> {
    let edition = desk(&cx, &slug, Permission::ReadContacts).await?;
    let page = edition_page(&cx, &edition);
    let rows = rows(&cx, &page, &edition).await?;
    let countries: std::collections::BTreeSet<&str> =
        rows.iter().map(|row| row.country.as_str()).filter(|c| !c.is_empty()).collect();
    web::ok(&ListPage {
        people: rows.iter().map(|row| row.members).sum(),
        countries: countries.len(),
        may_edit: cx.can(Permission::EditDirectory, edition.id),
        rows,
        page,
    })
}

async fn rows(cx: &Cx, page: &Page, edition: &Edition) -> web::Result<Vec<Row>> {
    let all = delegations(cx.db(), cx.ctx(), edition.id).await?;
    let heads = heads(cx.db(), cx.ctx(), &all.iter().map(|d| d.id).collect::<Vec<_>>()).await?;
    let people: Vec<PersonId> = heads.values().filter_map(|(_, head)| *head).collect();
    let cards = person_cards(cx.db(), cx.ctx(), &people).await?;
    let names = house_names(cx.db(), cx.ctx()).await?;
    let row = |d: &Delegation| {
        let (members, head) = heads.get(&d.id).copied().unwrap_or_default();
        Row {
            href: page.in_edition(format!("/desk/delegations/{}", d.slug)),
            name: d.name.get(cx.locale()).text.to_owned(),
            kind: kind_words(page, d.kind),
            place: d.city.and_then(|id| catalogue().get(id)).map_or("", |c| c.name(cx.locale()).text).to_owned(),
            country: country_of(d.country, d.city).map_or("", |c| names.name(c, cx.locale())).to_owned(),
            head: head.and_then(|id| cards.get(&id)).map(|card| card.name.clone()).unwrap_or_default(),
            members,
            announced: d.announced,
        }
    };
    Ok(all.iter().map(row).collect())
}

fn kind_words(page: &Page, kind: DelegationKind) -> String {
    page.t(&format!("directory-delegation-{}", kind.as_str().replace('_', "-")))
}

#[derive(Template)]
#[template(path = "directory/desk_delegation.html")]
struct RecordPage {
    page: Page,
    title: String,
    path: String,
    is_new: bool,
    form: Form,
    kinds: Vec<(String, String)>,
    countries: Vec<(String, String)>,
    organisations: Vec<(String, String)>,
    ranks: Vec<(String, String)>,
    members: Vec<MemberLine>,
    may_edit: bool,
}

struct MemberLine {
    id: String,
    href: String,
    name: String,
    role: String,
    rank: String,
    is_head: bool,
}

/// The page of a delegation, or of a new one.
pub(super) async fn record_page(
    cx: &Cx,
    edition: &Edition,
    stored: Option<&Delegation>,
    status: StatusCode,
    form: Form,
) -> web::Result<Response> {
    let page = edition_page(cx, edition);
    let ranks = rank_choices(cx, edition).await?;
    let title = stored.map_or_else(|| page.t("directory-new-delegation"), |d| d.name.get(cx.locale()).text.to_owned());
    let path = stored.map_or_else(|| "/desk/delegations".to_owned(), |d| format!("/desk/delegations/{}", d.slug));
    let all = match stored {
        Some(delegation) => members(cx.db(), cx.ctx(), delegation.id).await?,
        None => Vec::new(),
    };
    let record = RecordPage {
        title,
        path: page.in_edition(path),
        is_new: stored.is_none(),
        form,
        kinds: DelegationKind::ALL.iter().map(|kind| (kind.to_string(), kind_words(&page, *kind))).collect(),
        countries: country_choices(cx).await?,
        organisations: organisation_choices(cx, edition).await?,
        members: all.iter().map(|member| member_line(&page, &ranks, member)).collect(),
        ranks,
        may_edit: cx.can(Permission::EditDirectory, edition.id),
        page,
    };
    web::html(status, &record)
}

fn member_line(page: &Page, ranks: &[(String, String)], member: &Member) -> MemberLine {
    let level = member.rank.map(|rank| rank.to_string()).unwrap_or_default();
    MemberLine {
        id: member.card.id.to_string(),
        href: page.in_edition(format!("/desk/people/{}", member.card.slug)),
        name: member.card.name.clone(),
        role: member.card.role_line.clone(),
        rank: ranks.iter().find(|(known, _)| *known == level).map_or(level.clone(), |(_, name)| name.clone()),
        is_head: member.is_head,
    }
}

pub(super) async fn new(cx: Cx, Path(slug): Path<String>) -> web::Result<Response> {
    let edition = desk(&cx, &slug, Permission::EditDirectory).await?;
    record_page(&cx, &edition, None, StatusCode::OK, Form::new()).await
}

/// The delegation at this address.
pub(super) async fn record(cx: &Cx, edition: &Edition, slug: &str) -> web::Result<Delegation> {
    delegation_by_slug(cx.db(), cx.ctx(), edition.id, slug).await?.ok_or(web::Error::NotFound)
}

/// The stored delegation as a form.
pub(super) async fn filled(cx: &Cx, delegation: &Delegation) -> web::Result<Form> {
    let people: Vec<PersonId> = delegation.liaison.into_iter().collect();
    let liaison = person_cards(cx.db(), cx.ctx(), &people).await?.into_values().next();
    let ids: Vec<_> = delegation.organisation.into_iter().collect();
    let organisation = organisation_cards(cx.db(), cx.ctx(), &ids).await?.into_values().next();
    let mut form = Form::filled([
        ("kind", delegation.kind.to_string()),
        ("city", in_words(delegation.city, cx.locale())),
        ("organisation", organisation.map(|o| o.slug.to_string()).unwrap_or_default()),
        ("country", delegation.country.map(|c| c.code().to_owned()).unwrap_or_default()),
        ("liaison", liaison.map(|card| card.slug.to_string()).unwrap_or_default()),
        ("revision", delegation.revision.to_string()),
    ]);
    typed::fill_text(&mut form, "name", &delegation.name);
    if delegation.announced {
        form.set("announced", "yes");
    }
    Ok(form)
}

async fn read(
    cx: &Cx,
    edition: &Edition,
    sent: &Submission,
    problems: Problems,
) -> web::Result<Result<DelegationDetails, Problems>> {
    let mut problems = problems;
    let liaison = found::participant(cx, edition, "liaison", sent.value("liaison"), &mut problems).await?;
    let organisation =
        found::organisation(cx, edition, "organisation", sent.value("organisation"), &mut problems).await?;
    Ok(DelegationDetails::read(sent, cx.locale(), liaison, organisation, problems))
}

pub(super) async fn create(cx: Cx, Path(slug): Path<String>, sent: Submission) -> web::Result<Response> {
    let edition = desk(&cx, &slug, Permission::EditDirectory).await?;
    let mut problems = sent.problems.clone();
    let head = found::participant(&cx, &edition, "head", sent.value("head"), &mut problems).await?;
    if head.is_none() && problems.of_field("head").is_empty() {
        problems.add("head", FieldProblem::new("problem-required"));
    }
    let rank = typed::optional_number(&sent, &mut problems, "rank", 1..=20);
    let result = match (read(&cx, &edition, &sent, problems).await?, head) {
        (Ok(details), Some(head)) => create_delegation(cx.db(), cx.ctx(), edition.id, &details, head, rank).await,
        (Err(problems), _) => Err(Error::Invalid(problems)),
        (Ok(_), None) => Err(Error::field("head", "problem-required")),
    };
    match result {
        Ok(_) => {
            let path = format!("/{}/desk/delegations", edition.slug);
            Ok(web::with_flash(&cx, &path, FlashKind::Done, "directory-stored"))
        }
        Err(error) => {
            let (status, problems) = refusal(error)?;
            let form = sent.form.clone().with_problems(&problems, cx.text());
            record_page(&cx, &edition, None, status, form).await
        }
    }
}

pub(super) async fn show(cx: Cx, Path((slug, delegation)): Path<(String, String)>) -> web::Result<Response> {
    let edition = desk(&cx, &slug, Permission::ReadContacts).await?;
    let delegation = record(&cx, &edition, &delegation).await?;
    let form = filled(&cx, &delegation).await?;
    record_page(&cx, &edition, Some(&delegation), StatusCode::OK, form).await
}

pub(super) async fn revise(
    cx: Cx,
    Path((slug, delegation)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let edition = desk(&cx, &slug, Permission::EditDirectory).await?;
    let stored = record(&cx, &edition, &delegation).await?;
    let path = format!("/desk/delegations/{}", stored.slug);
    let result = match read(&cx, &edition, &sent, sent.problems.clone()).await? {
        Ok(details) => revise_delegation(cx.db(), cx.ctx(), edition.id, stored.id, revision(&sent), &details).await,
        Err(problems) => Err(Error::Invalid(problems)),
    };
    match result {
        Ok(()) => {
            let path = format!("/{}{path}", edition.slug);
            Ok(web::with_flash(&cx, &path, FlashKind::Done, "directory-stored"))
        }
        Err(Error::Stale) => conflict::page(&cx, &edition, &path, FIELDS, &filled(&cx, &stored).await?, &sent.form),
        Err(error) => {
            let (status, problems) = refusal(error)?;
            let form = sent.form.clone().with_problems(&problems, cx.text());
            record_page(&cx, &edition, Some(&stored), status, form).await
        }
    }
}
