//! What is asked of speakers: the list, a new one, one that is changed.

use super::super::{moment::Moment, problems_of};
use crate::{
    kind::TaskKind,
    task::{Scope, Task, TaskDetails, add_task, remove_task, revise_task, task_by_slug, tasks},
};
use askama::Template;
use axum::{extract::Path, response::Response};
use congress::Edition;
use kernel::{Permission, Problems};
use programme::session::{PersonRole, sessions};
use ui::{FlashKind, Form, Page};
use web::{Cx, Submission};

struct Row {
    slug: String,
    name: String,
    kind: String,
    scope: String,
    due: Moment,
    reminds: bool,
}

#[derive(Template)]
#[template(path = "speakers/desk/tasks.html")]
struct TasksPage {
    page: Page,
    form: Form,
    rows: Vec<Row>,
    kinds: Vec<(String, String)>,
    scopes: Vec<(String, String)>,
    zone: String,
    /// The task that is changed: its name, its address, its revision.
    edited: Option<(String, String, i64)>,
    may_edit: bool,
}

pub(super) async fn show(cx: Cx, Path(slug): Path<String>) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::ReadContacts).await?;
    web::ok(&sheet(&cx, &edition, None, Form::filled([("scope", "all")])).await?)
}

pub(super) async fn edit(cx: Cx, Path((slug, task)): Path<(String, String)>) -> web::Result<Response> {
    let (edition, task) = known(&cx, &slug, &task, Permission::ReadContacts).await?;
    let form = task.details.form(&edition.zone);
    web::ok(&sheet(&cx, &edition, Some(&task), form).await?)
}

async fn known(cx: &Cx, slug: &str, task: &str, permission: Permission) -> web::Result<(Edition, Task)> {
    let edition = congress::desk(cx, slug, permission).await?;
    let task = task_by_slug(cx.db(), cx.ctx(), edition.id, task).await?;
    Ok((edition, task.ok_or(web::Error::NotFound)?))
}

async fn sheet(cx: &Cx, edition: &Edition, edited: Option<&Task>, form: Form) -> web::Result<TasksPage> {
    let page = congress::edition_page(cx, edition);
    let all = tasks(cx.db(), cx.ctx(), edition.id).await?;
    let scopes = scopes(cx, edition).await?;
    let row = |task: &Task| {
        let word = task.details.scope.word();
        Row {
            slug: task.slug.to_string(),
            name: task.name(cx.text()),
            kind: page.t(&task.details.kind.key()),
            scope: scopes.iter().find(|(value, _)| *value == word).map(|(_, label)| label.clone()).unwrap_or_default(),
            due: Moment::of(task.details.due_at, edition, cx.locale()),
            reminds: task.details.reminds,
        }
    };
    Ok(TasksPage {
        form,
        rows: if edited.is_some() { Vec::new() } else { all.iter().map(row).collect() },
        kinds: TaskKind::ALL.iter().map(|kind| (kind.to_string(), page.t(&kind.key()))).collect(),
        zone: edition.zone.name().to_owned(),
        edited: edited.map(|task| {
            let path = page.in_edition(format!("/desk/speaker-tasks/{}", task.slug));
            (task.name(cx.text()), path, task.revision)
        }),
        may_edit: cx.can(Permission::EditProgramme, edition.id),
        scopes,
        page,
    })
}

/// Everybody, each role, each session that this viewer may know of.
async fn scopes(cx: &Cx, edition: &Edition) -> web::Result<Vec<(String, String)>> {
    let text = cx.text();
    let mut all = vec![(Scope::All.word(), text.t("speakers-scope-all"))];
    let role = |role: &PersonRole| {
        let words = text.with("speakers-scope-role", &[("role", text.t(role.key()).into())]);
        (Scope::Role(*role).word(), words)
    };
    all.extend(PersonRole::ALL.iter().map(role));
    for session in sessions(cx.db(), cx.ctx(), edition.id).await? {
        let title = session.title.get(cx.locale()).text;
        all.push((Scope::Session(session.id).word(), format!("{} {title}", session.code)));
    }
    Ok(all)
}

async fn refused(
    cx: &Cx,
    edition: &Edition,
    edited: Option<&Task>,
    sent: &Submission,
    problems: &Problems,
) -> web::Result<Response> {
    let form = sent.form.clone().with_problems(problems, cx.text());
    web::invalid(&sheet(cx, edition, edited, form).await?)
}

fn done(cx: &Cx, edition: &Edition, key: &'static str) -> Response {
    web::with_flash(cx, &format!("/{}/desk/speaker-tasks", edition.slug), FlashKind::Done, key)
}

pub(super) async fn add(cx: Cx, Path(slug): Path<String>, sent: Submission) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::EditProgramme).await?;
    let added = match TaskDetails::read(&sent, &edition.zone) {
        Ok(details) => add_task(cx.db(), cx.ctx(), edition.id, &details).await.map(drop),
        Err(problems) => Err(problems.into()),
    };
    match added {
        Ok(()) => Ok(done(&cx, &edition, "speakers-task-added")),
        Err(error) => refused(&cx, &edition, None, &sent, &problems_of(error)?).await,
    }
}

pub(super) async fn revise(
    cx: Cx,
    Path((slug, task)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let (edition, task) = known(&cx, &slug, &task, Permission::EditProgramme).await?;
    let revision = sent.value("revision").parse().unwrap_or(0);
    let revised = match TaskDetails::read(&sent, &edition.zone) {
        Ok(details) => revise_task(cx.db(), cx.ctx(), edition.id, task.id, revision, &details).await,
        Err(problems) => Err(problems.into()),
    };
    match revised {
        Ok(()) => Ok(done(&cx, &edition, "speakers-task-revised")),
        Err(error) => refused(&cx, &edition, Some(&task), &sent, &problems_of(error)?).await,
    }
}

pub(super) async fn remove(
    cx: Cx,
    Path((slug, task)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let (edition, task) = known(&cx, &slug, &task, Permission::EditProgramme).await?;
    let revision = sent.value("revision").parse().unwrap_or(0);
    match remove_task(cx.db(), cx.ctx(), edition.id, task.id, revision).await {
        Ok(()) => Ok(done(&cx, &edition, "speakers-task-removed")),
        Err(error) => {
            let sent = Submission { form: task.details.form(&edition.zone), ..sent };
            refused(&cx, &edition, Some(&task), &sent, &problems_of(error)?).await
        }
    }
}
