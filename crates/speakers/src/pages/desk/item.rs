//! One thing of one speaker on the desk: what was handed in, and what to do with it.

use super::{
    super::{moment::Moment, problems_of},
    people::Subject,
    person,
};
use crate::{
    file::SpeakerFile,
    item::{Judgement, judge as decide},
    kind::{ItemState, Step, TaskKind},
    materials::about,
    owed::Owed,
    task::Task,
};
use askama::Template;
use axum::{extract::Path, response::Response};
use kernel::{FieldProblem, Permission, Problems};
use ui::{FlashKind, Form, Page};
use web::{Cx, Submission};

#[derive(Template)]
#[template(path = "speakers/desk/item.html")]
struct ItemPage {
    page: Page,
    form: Form,
    name: String,
    person: String,
    back: String,
    action: String,
    about: String,
    state: ItemState,
    due: Moment,
    is_overdue: bool,
    handed_in: Option<Moment>,
    answer: String,
    note: String,
    /// Name, what it is, address.
    file: Option<(String, String, String)>,
    is_confirmation: bool,
    revision: i64,
    steps: Vec<(&'static str, String, bool)>,
    may_edit: bool,
}

pub(super) async fn show(cx: Cx, Path((slug, person, item)): Path<(String, String, String)>) -> web::Result<Response> {
    let subject = Subject::read(&cx, &slug, &person, Permission::ReadContacts).await?;
    web::ok(&sheet(&cx, &subject, &item, Form::new()).await?)
}

fn found<'s>(subject: &'s Subject, item: &str) -> web::Result<(&'s Task, &'s Owed)> {
    let (slug, session) = subject.item(item)?;
    let task = subject.view.tasks.iter().find(|task| task.slug.as_str() == slug).ok_or(web::Error::NotFound)?;
    let mut own = subject.view.of(subject.person.id);
    let owed = own.find(|one| one.task == task.id && one.session == session).ok_or(web::Error::NotFound)?;
    Ok((task, owed))
}

async fn sheet(cx: &Cx, subject: &Subject, item: &str, form: Form) -> web::Result<ItemPage> {
    let (task, owed) = found(subject, item)?;
    let page = congress::edition_page(cx, &subject.edition);
    let part = subject.view.parts.iter().find(|part| Some(part.session) == owed.session);
    let moment = |at| Moment::of(at, &subject.edition, cx.locale());
    let ids: Vec<_> = owed.file.into_iter().collect();
    let file = crate::file::files(cx.db(), cx.ctx(), subject.edition.id, &ids).await?.pop();
    let file = file.map(|file: SpeakerFile| {
        let href = page.in_edition(format!("/files/{}", file.id));
        (file.name.clone(), about(cx.text(), &file), href)
    });
    let steps =
        [("acceptance", Step::Accept), ("return", Step::Return), ("waiver", Step::Waive), ("reopening", Step::Reopen)];
    let step = |(word, step): (&'static str, Step)| {
        let possible = owed.state.after(step).is_some() && (step != Step::Return || owed.revision > 0);
        possible.then(|| (word, page.t(&format!("speakers-step-{word}")), step == Step::Accept))
    };
    Ok(ItemPage {
        form,
        name: task.name(cx.text()),
        person: subject.person.name.shown(cx.locale()).to_owned(),
        back: page.path(subject.path()),
        action: page.path(format!("{}/tasks/{item}", subject.path())),
        about: part.map(|part| part.title.get(cx.locale()).text.to_owned()).unwrap_or_default(),
        state: owed.state,
        due: moment(owed.due_at),
        is_overdue: owed.is_overdue(cx.now()),
        handed_in: owed.handed_in_at.map(moment),
        answer: owed.answer.clone(),
        note: owed.note.clone(),
        file,
        is_confirmation: task.details.kind == TaskKind::Abstract && owed.handed_in_at.is_some(),
        revision: owed.revision,
        steps: steps.into_iter().filter_map(step).collect(),
        may_edit: cx.can(Permission::EditProgramme, subject.edition.id),
        page,
    })
}

pub(super) async fn judge(
    cx: Cx,
    Path((slug, who, item)): Path<(String, String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let subject = Subject::read(&cx, &slug, &who, Permission::EditProgramme).await?;
    let (task, owed) = found(&subject, &item)?;
    let judged = match read(&sent, task, owed) {
        Ok(judgement) => {
            let origin = &cx.app().settings().origin;
            decide(cx.db(), cx.ctx(), &subject.edition, origin, &judgement).await.map(drop)
        }
        Err(problems) => Err(problems.into()),
    };
    match judged {
        Ok(()) => Ok(person::done(&cx, &subject, FlashKind::Done, "speakers-judged")),
        Err(error) => {
            let form = sent.form.clone().with_problems(&problems_of(error)?, cx.text());
            web::invalid(&sheet(&cx, &subject, &item, form).await?)
        }
    }
}

fn read(sent: &Submission, task: &Task, owed: &Owed) -> Result<Judgement, Problems> {
    let mut problems = sent.problems.clone();
    let step = Step::of_desk(sent.value("step")).ok_or(FieldProblem::new("problem-choice"));
    let step = problems.take("step", step);
    let revision = sent.value("revision").parse().map_err(|_| FieldProblem::new("problem-changed"));
    let revision = problems.take("revision", revision);
    let (Some(step), Some(revision)) = (step, revision) else { return Err(problems) };
    let note = Judgement::read_note(sent, step)?;
    Ok(Judgement { task: task.id, person: owed.person, session: owed.session, step, note, revision })
}
