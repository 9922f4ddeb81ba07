//! The sheet with the people of a session. A replacement is two presses: choose
//! the successor, send; the session keeps its place and its text.

use super::{Refusal, desk_path, heading, refusal, revision, sheets, subject};
use crate::{
    error::Error,
    session::{PersonInSession, PersonRole, Session, people_of, replace_person, set_people},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use congress::Edition;
use directory::{
    PersonCard,
    person::{PeopleFilter, person_by_slug},
};
use kernel::{FieldProblem, Permission, PersonId, Problems};
use ui::{FlashKind, Form, MenuItem, Page};
use web::{Cx, Submission};

/// People that are offered before anything is typed; any other is found by name.
const MOST: u64 = 500;
/// As many are offered when a name is not enough.
const CHOICES: u64 = 8;

struct Row {
    key: String,
    name: String,
    role_line: String,
    role: PersonRole,
    is_hidden: bool,
}

#[derive(Template)]
#[template(path = "programme/desk/people.html")]
struct PeoplePage {
    page: Page,
    title: String,
    action: String,
    form: Form,
    rows: Vec<Row>,
    known: Vec<(String, String)>,
    roles: Vec<(String, String)>,
    sheets: Vec<MenuItem>,
    session: Session,
    is_stale: bool,
    may_edit: bool,
}

pub(super) async fn show(cx: Cx, Path((slug, segment)): Path<(String, String)>) -> web::Result<Response> {
    let (edition, session) = subject(&cx, &slug, &segment, Permission::ReadDesk).await?;
    let form = Form::filled([("role", "speaker")]);
    let sheet = sheet(&cx, &edition, session, form).await?;
    web::ok(&sheet)
}

pub(super) async fn add(
    cx: Cx,
    Path((slug, segment)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let (edition, session) = subject(&cx, &slug, &segment, Permission::EditProgramme).await?;
    let result = match named(&cx, &edition, &sent).await? {
        Ok(new) => {
            let mut people = people_of(cx.db(), cx.ctx(), session.id).await?;
            people.push(new);
            set_people(cx.db(), cx.ctx(), &edition, session.id, revision(&sent), &people).await
        }
        Err(problems) => Err(problems.into()),
    };
    answer(&cx, &edition, session, sent.form, result).await
}

pub(super) async fn remove(
    cx: Cx,
    Path((slug, segment)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let (edition, session) = subject(&cx, &slug, &segment, Permission::EditProgramme).await?;
    let gone = (sent.value("person").parse::<PersonId>(), sent.value("role").parse::<PersonRole>());
    let is_gone = |entry: &PersonInSession| (Ok(entry.person), Ok(entry.role)) == gone;
    let mut people = people_of(cx.db(), cx.ctx(), session.id).await?;
    let result = if people.iter().any(is_gone) {
        people.retain(|entry| !is_gone(entry));
        set_people(cx.db(), cx.ctx(), &edition, session.id, revision(&sent), &people).await
    } else {
        // Somebody else was faster, or the form was not ours.
        Err(Problems::of("person", FieldProblem::new("programme-problem-person-gone")).into())
    };
    answer(&cx, &edition, session, sent.form, result).await
}

pub(super) async fn replace(
    cx: Cx,
    Path((slug, segment)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let (edition, session) = subject(&cx, &slug, &segment, Permission::EditProgramme).await?;
    let old = sent.value("old").parse::<PersonId>().map_err(|_| web::Error::NotFound)?;
    let result = match named(&cx, &edition, &sent).await? {
        Ok(new) => {
            let pair = (old, new.person);
            replace_person(cx.db(), cx.ctx(), &edition, session.id, revision(&sent), pair).await
        }
        Err(problems) => Err(problems.into()),
    };
    answer(&cx, &edition, session, sent.form, result).await
}

/// Somebody of the edition, by the slug of their page or by a name that only
/// one has. A whole name goes before one that merely holds the words.
///
/// # Errors
/// The engine's; inside, what a form says at the field.
pub async fn find_person(cx: &Cx, edition: &Edition, wanted: &str) -> web::Result<Result<PersonId, FieldProblem>> {
    if let Some(person) = person_by_slug(cx.db(), cx.ctx(), edition.id, wanted).await? {
        return Ok(Ok(person.id));
    }
    let filter = PeopleFilter { words: Some(wanted.to_owned()), ..PeopleFilter::default() };
    let mut found = directory::people(cx.db(), cx.ctx(), edition.id, &filter, None, CHOICES).await?.people;
    if found.iter().any(|card| card.name == wanted) {
        found.retain(|card| card.name == wanted);
    }
    Ok(match &found[..] {
        [] => Err(FieldProblem::new("programme-problem-person")),
        [only] => Ok(only.id),
        several => {
            let choice = |card: &PersonCard| format!("{} – {}", card.slug, in_a_line(card));
            let choices: Vec<String> = several.iter().map(choice).collect();
            Err(FieldProblem::new("programme-problem-which-person").with("people", choices.join("; ")))
        }
    })
}

fn in_a_line(card: &PersonCard) -> String {
    if card.role_line.is_empty() { card.name.clone() } else { format!("{}, {}", card.name, card.role_line) }
}

/// Who is meant by the form, and in which role.
async fn named(cx: &Cx, edition: &Edition, sent: &Submission) -> web::Result<Result<PersonInSession, Problems>> {
    let mut problems = sent.problems.clone();
    let wanted = sent.value("person").trim();
    let person = problems.take("person", find_person(cx, edition, wanted).await?);
    let role = match sent.value("role") {
        "" => Ok(PersonRole::Speaker),
        role => role.parse().map_err(|_| FieldProblem::new("programme-problem-choice")),
    };
    let role = problems.take("role", role);
    Ok(match person.zip(role) {
        Some((person, role)) if problems.is_empty() => Ok(PersonInSession { person, role }),
        _ => Err(problems),
    })
}

async fn known(cx: &Cx, edition: &Edition) -> web::Result<Vec<PersonCard>> {
    let everybody = directory::people(cx.db(), cx.ctx(), edition.id, &Default::default(), None, MOST).await?;
    Ok(everybody.people)
}

async fn answer(
    cx: &Cx,
    edition: &Edition,
    session: Session,
    typed: Form,
    result: Result<Session, Error>,
) -> web::Result<Response> {
    match result {
        Ok(session) => {
            let path = desk_path(edition, &session, "/people");
            Ok(web::with_flash(cx, &path, FlashKind::Done, "programme-people-saved"))
        }
        Err(error) => match refusal(error)? {
            Refusal::Problems(problems) => {
                let sheet = sheet(cx, edition, session, typed.with_problems(&problems, cx.text())).await?;
                web::invalid(&sheet)
            }
            Refusal::Stale(current) => {
                let mut sheet = sheet(cx, edition, *current, typed).await?;
                sheet.is_stale = true;
                web::html(StatusCode::CONFLICT, &sheet)
            }
        },
    }
}

async fn sheet(cx: &Cx, edition: &Edition, session: Session, form: Form) -> web::Result<PeoplePage> {
    let page = congress::edition_page(cx, edition);
    let people = people_of(cx.db(), cx.ctx(), session.id).await?;
    let ids: Vec<PersonId> = people.iter().map(|entry| entry.person).collect();
    let cards = directory::person_cards(cx.db(), cx.ctx(), &ids).await?;
    let row = |entry: &PersonInSession| {
        let card = cards.get(&entry.person);
        Row {
            key: entry.person.to_string(),
            name: card.map_or_else(|| page.t("programme-person-unknown"), |card| card.name.clone()),
            role_line: card.map(|card| card.role_line.clone()).unwrap_or_default(),
            role: entry.role,
            is_hidden: card.is_none_or(|card| card.is_hidden),
        }
    };
    let offered = known(cx, edition).await?;
    let offer = |card: &PersonCard| (card.slug.to_string(), in_a_line(card));
    Ok(PeoplePage {
        title: heading(&session, cx.locale()),
        action: page.path(desk_path(edition, &session, "/people")),
        form,
        rows: people.iter().map(row).collect(),
        known: offered.iter().map(offer).collect(),
        roles: PersonRole::ALL.iter().map(|role| (role.to_string(), page.t(role.key()))).collect(),
        sheets: sheets(&page, edition, &session, "/people"),
        session,
        is_stale: false,
        may_edit: cx.can(Permission::EditProgramme, edition.id),
        page,
    })
}
