//! One thing that a speaker owes: what is asked, what was said about it, and
//! handing it in, in words or as a file.

use super::{item_segment, moment::Moment, own::own_path, own_item, problems_of, speaking_edition};
use crate::{
    error::Error,
    file::NewFile,
    item::{HandIn, OwnView, check_owed, hand_in, own_view},
    kind::{Answering, ItemState, Step, TaskKind},
    materials::about,
    owed::Owed,
    profile::LONGEST_BIOGRAPHY,
    task::Task,
};
use askama::Template;
use axum::{Extension, extract::Path, response::Response};
use blob::{Blobs, FileName, Kind};
use congress::Edition;
use directory::person::own_record;
use futures_util::StreamExt;
use kernel::{FieldProblem, Problems};
use ui::{FlashKind, Form, Page};
use web::{Cx, FileForm, Submission};

/// A file that was handed in.
struct FileRow {
    name: String,
    about: String,
    href: String,
}

#[derive(Template)]
#[template(path = "speakers/task.html")]
struct TaskPage {
    page: Page,
    form: Form,
    title: String,
    note: String,
    /// The session that it is for.
    about: String,
    /// Title and text as they stand, to be confirmed.
    summary: Option<String>,
    due: Moment,
    is_overdue: bool,
    state: ItemState,
    desk_note: String,
    answer: String,
    file: Option<FileRow>,
    is_file: bool,
    /// Name and biography are asked for.
    is_profile: bool,
    is_confirmation: bool,
    limit: usize,
    accept: String,
    kinds: String,
    megabytes: u64,
    action: String,
    back: String,
    is_open: bool,
}

pub(super) async fn show(cx: Cx, Path((slug, item)): Path<(String, String)>) -> web::Result<Response> {
    let edition = speaking_edition(&cx, &slug).await?;
    let sheet = sheet(&cx, &edition, &item, None).await?;
    web::ok(&sheet)
}

/// `typed` is a form that was refused.
async fn sheet(cx: &Cx, edition: &Edition, item: &str, typed: Option<Form>) -> web::Result<TaskPage> {
    let view = own_view(cx.db(), cx.ctx(), edition.id).await?;
    let (slug, session) = own_item(&view, item)?;
    let (task, owed) = view.find(&slug, session).ok_or(web::Error::NotFound)?;
    let page = congress::edition_page(cx, edition);
    let (is_file, is_confirmation, limit) = match task.details.kind.answering() {
        Answering::Words(limit) => (false, false, limit),
        Answering::Profile => (false, false, LONGEST_BIOGRAPHY),
        Answering::Confirmation => (false, true, 2000),
        Answering::File(_) => (true, false, 0),
        // It has a page of its own.
        Answering::Consent => return Err(web::Error::NotFound),
    };
    let is_profile = task.details.kind.answering() == Answering::Profile;
    let part = view.part(owed);
    let code = part.map(|part| part.code.as_str());
    let kinds = task.details.kind.files();
    Ok(TaskPage {
        form: match typed {
            Some(typed) => typed,
            None if is_profile => begun(cx, owed).await?,
            None => Form::filled([("answer", owed.answer.as_str())]),
        },
        is_profile,
        title: task.name(cx.text()),
        note: task.details.note.get(cx.locale()).text.to_owned(),
        about: part.map(|part| part.title.get(cx.locale()).text.to_owned()).unwrap_or_default(),
        summary: part.filter(|_| is_confirmation).map(|part| part.summary.get(cx.locale()).text.to_owned()),
        due: Moment::of(owed.due_at, edition, cx.locale()),
        is_overdue: owed.is_overdue(cx.now()),
        state: owed.state,
        desk_note: owed.note.clone(),
        answer: owed.answer.clone(),
        file: file_row(cx, edition, owed).await?,
        is_file,
        is_confirmation,
        limit,
        accept: accept(kinds),
        kinds: kinds
            .iter()
            .filter_map(|kind| kind.extensions().first())
            .map(|e| e.to_uppercase())
            .collect::<Vec<_>>()
            .join(", "),
        megabytes: blob::LIMIT / 1024 / 1024,
        action: page.path(format!("{}/tasks/{}", own_path(edition), item_segment(&slug, code))),
        back: page.path(own_path(edition)),
        is_open: owed.state.after(Step::HandIn).is_some(),
        page,
    })
}

/// What was written before, or else what the record says already.
async fn begun(cx: &Cx, owed: &Owed) -> web::Result<Form> {
    let record = own_record(cx.db(), cx.ctx()).await?;
    Ok(owed.profile.form(record.as_ref().map(|record| (&record.name, &record.biography))))
}

/// What a browser offers first; what is taken is decided by a look into the file.
fn accept(kinds: &[Kind]) -> String {
    kinds.iter().flat_map(|kind| kind.extensions()).map(|ending| format!(".{ending}")).collect::<Vec<_>>().join(",")
}

async fn file_row(cx: &Cx, edition: &Edition, owed: &Owed) -> web::Result<Option<FileRow>> {
    let Some(id) = owed.file else { return Ok(None) };
    let file = crate::file::files(cx.db(), cx.ctx(), edition.id, &[id]).await?.pop();
    Ok(file.map(|file| FileRow {
        about: about(cx.text(), &file),
        href: format!("/{}/{}/files/{}", cx.locale().tag(), edition.slug, file.id),
        name: file.name,
    }))
}

/// What the viewer owes at this address, ready to be handed in.
pub(super) async fn wanted(cx: &Cx, edition: &Edition, item: &str) -> web::Result<Result<(Task, Owed), Problems>> {
    let view: OwnView = own_view(cx.db(), cx.ctx(), edition.id).await?;
    let (slug, session) = own_item(&view, item)?;
    match check_owed(cx.db(), cx.ctx(), edition.id, &slug, session).await {
        Ok(found) => Ok(Ok(found)),
        Err(error) => Ok(Err(problems_of(error)?)),
    }
}

pub(super) async fn words(
    cx: Cx,
    Path((slug, item)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let edition = speaking_edition(&cx, &slug).await?;
    let result = match wanted(&cx, &edition, &item).await? {
        Ok((task, owed)) => match HandIn::read(&sent, task.details.kind) {
            Ok(what) => hand_in(cx.db(), cx.ctx(), edition.id, (&task, &owed), &what).await.map(drop),
            Err(problems) => Err(problems.into()),
        },
        Err(problems) => Err(problems.into()),
    };
    answer(&cx, &edition, &item, sent.form, result).await
}

async fn answer(
    cx: &Cx,
    edition: &Edition,
    item: &str,
    typed: Form,
    result: Result<(), Error>,
) -> web::Result<Response> {
    match result {
        Ok(()) => Ok(web::with_flash(cx, &own_path(edition), FlashKind::Done, "speakers-handed-in")),
        Err(error) => {
            let typed = typed.with_problems(&problems_of(error)?, cx.text());
            web::invalid(&sheet(cx, edition, item, Some(typed)).await?)
        }
    }
}

/// A file in an ordinary form, for browsers without script.
pub(super) async fn file(
    cx: Cx,
    Extension(blobs): Extension<Blobs>,
    Path((slug, item)): Path<(String, String)>,
    mut sent: FileForm,
) -> web::Result<Response> {
    let edition = speaking_edition(&cx, &slug).await?;
    let form = std::mem::take(&mut sent.form);
    let result = match wanted(&cx, &edition, &item).await? {
        Ok(found) => taken(&cx, &edition, &blobs, &found, &mut sent).await,
        Err(problems) => Err(problems.into()),
    };
    if result.is_err() {
        // A browser that is still sending would not read why.
        while sent.file.next().await.is_some_and(|piece| piece.is_ok()) {}
    }
    answer(&cx, &edition, &item, form, result).await
}

async fn taken(
    cx: &Cx,
    edition: &Edition,
    blobs: &Blobs,
    (task, owed): &(Task, Owed),
    sent: &mut FileForm,
) -> Result<(), Error> {
    let (db, ctx) = (cx.db(), cx.ctx());
    let name = file_name(&sent.name, task.details.kind)?;
    let part = blobs.begin(db, ctx, None).await?;
    if let Err(error) = blobs.arrive(db, ctx, part.id, 0, &mut sent.file).await {
        blobs.give_up(db, ctx, part.id).await?;
        return Err(error.into());
    }
    let stored = blobs.keep(db, ctx, part.id, &name, task.details.kind.files()).await?;
    let new = HandIn::File(NewFile { stored, name });
    hand_in(db, ctx, edition.id, (task, owed), &new).await.map(drop)
}

/// The name of a file that answers a task: refused before a byte of it is stored.
pub(super) fn file_name(raw: &str, kind: TaskKind) -> Result<FileName, Problems> {
    let problem = |key| Problems::of("file", FieldProblem::new(key));
    if raw.trim().is_empty() {
        return Err(problem("problem-required"));
    }
    let name = FileName::parse(raw).map_err(|found| Problems::of("file", found))?;
    if name.fits_any(kind.files()) { Ok(name) } else { Err(problem("blob-problem-kind")) }
}
