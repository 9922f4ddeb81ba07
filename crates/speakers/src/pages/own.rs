//! The speaker's page: everything a speaker owes and has to know, on one page.

mod rows;

use super::speaking_edition;
use crate::{
    item::{OwnView, own_view},
    seen::{mark_seen, seen_until},
};
use askama::Template;
use axum::{extract::Path, response::Response};
use congress::Edition;
use kernel::{PersonId, SessionId};
use programme::absence::{self, AbsenceDetails, AbsenceId};
pub(super) use rows::{AbsenceRow, PartRow, absences as absence_rows, parts as part_rows};
use rows::{CastBlock, TaskRow};
use ui::{FlashKind, Form, Page};
use web::{Cx, Submission};

#[derive(Template)]
#[template(path = "speakers/speaking.html")]
struct SpeakingPage {
    page: Page,
    name: String,
    zone: String,
    parts: Vec<PartRow>,
    todo: Vec<TaskRow>,
    done: Vec<TaskRow>,
    overdue: usize,
    /// What changed since the speaker has said to have seen it.
    changes: Vec<String>,
    is_news: bool,
    casts: Vec<CastBlock>,
    answers: Vec<(String, String)>,
    absences: Vec<AbsenceRow>,
    /// Where an absence is taken back: the address before its key.
    removal: String,
    has_actions: bool,
    /// Of the form for an absence.
    form: Form,
}

pub(super) async fn show(cx: Cx, Path(slug): Path<String>) -> web::Result<Response> {
    let edition = speaking_edition(&cx, &slug).await?;
    let page = speaking_page(&cx, &edition, Form::new()).await?;
    web::ok(&page)
}

async fn speaking_page(cx: &Cx, edition: &Edition, form: Form) -> web::Result<SpeakingPage> {
    let (db, ctx) = (cx.db(), cx.ctx());
    let page = congress::edition_page(cx, edition);
    let view = own_view(db, ctx, edition.id).await?;
    let seen = match view.person {
        Some(person) => seen_until(db, ctx, edition.id, person).await?,
        None => None,
    };
    let sessions: Vec<SessionId> = view.parts.iter().map(|part| part.session).collect();
    let changes = match seen {
        Some(since) => programme::speaking::changes_since(db, ctx, edition, &sessions, since).await?,
        None => Vec::new(),
    };
    let tasks = rows::tasks(cx, edition, &view, seen);
    let (done, todo): (Vec<_>, Vec<_>) = tasks.into_iter().partition(|row| row.is_done);
    Ok(SpeakingPage {
        name: directory::person::own_record(db, ctx)
            .await?
            .map(|person| person.name.shown(cx.locale()).to_owned())
            .unwrap_or_default(),
        zone: edition.zone.name().to_owned(),
        parts: rows::parts(cx, edition, &view.parts).await?,
        overdue: todo.iter().filter(|row| row.is_overdue).count(),
        is_news: !view.parts.is_empty()
            && (seen.is_none() || !changes.is_empty() || todo.iter().chain(&done).any(|row| row.is_new)),
        todo,
        done,
        changes,
        casts: rows::casts(cx, edition, &view).await?,
        answers: rows::answers(&page, &view),
        absences: rows::absences(cx, edition, view.person).await?,
        removal: page.in_edition("/speaking/absences/"),
        has_actions: true,
        form,
        page,
    })
}

pub(super) async fn seen(cx: Cx, Path(slug): Path<String>) -> web::Result<Response> {
    let edition = speaking_edition(&cx, &slug).await?;
    mark_seen(cx.db(), cx.ctx(), edition.id).await?;
    Ok(web::with_flash(&cx, &own_path(&edition), FlashKind::Done, "speakers-seen-stored"))
}

pub(super) async fn add_absence(cx: Cx, Path(slug): Path<String>, sent: Submission) -> web::Result<Response> {
    let edition = speaking_edition(&cx, &slug).await?;
    let person = speaker(&cx, &edition).await?;
    let added = match AbsenceDetails::read(&sent, &edition.zone) {
        Ok(details) => absence::add_absence(cx.db(), cx.ctx(), &edition, person, &details).await,
        Err(problems) => Err(problems.into()),
    };
    match added {
        Ok(_) => Ok(web::with_flash(&cx, &own_path(&edition), FlashKind::Done, "speakers-absence-stored")),
        Err(programme::Error::Invalid(problems)) => {
            let form = sent.form.with_problems(&problems, cx.text());
            web::invalid(&speaking_page(&cx, &edition, form).await?)
        }
        Err(other) => Err(other.into()),
    }
}

pub(super) async fn remove_absence(cx: Cx, Path((slug, id)): Path<(String, String)>) -> web::Result<Response> {
    let edition = speaking_edition(&cx, &slug).await?;
    speaker(&cx, &edition).await?;
    let id: AbsenceId = id.parse().map_err(|_| web::Error::NotFound)?;
    absence::remove_absence(cx.db(), cx.ctx(), &edition, id).await?;
    Ok(web::with_flash(&cx, &own_path(&edition), FlashKind::Done, "speakers-absence-removed"))
}

/// The viewer as somebody who speaks here.
pub(super) async fn speaker(cx: &Cx, edition: &Edition) -> web::Result<PersonId> {
    let view: OwnView = own_view(cx.db(), cx.ctx(), edition.id).await?;
    view.person.filter(|_| !view.parts.is_empty()).ok_or(web::Error::NotFound)
}

/// The address of the speaker's page, without language.
pub(super) fn own_path(edition: &Edition) -> String {
    format!("/{}/speaking", edition.slug)
}
