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
    profile::{Difference, ProfilePart, TakeOver},
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
    /// What was written about the person, by part.
    written: Vec<(String, &'static str, String)>,
    /// Where that differs from the record, and is to be chosen.
    differences: Vec<Compared>,
    /// Somebody has changed the record since it was written.
    has_changed: bool,
    record: i64,
    record_href: String,
    note: String,
    /// Name, what it is, address.
    file: Option<(String, String, String)>,
    is_confirmation: bool,
    revision: i64,
    steps: Vec<(&'static str, String, bool)>,
    may_edit: bool,
}

/// A part in which what was written differs from the record.
struct Compared {
    field: String,
    label: String,
    lang: &'static str,
    stored: String,
    written: String,
    is_taken: bool,
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
    let has_changed = owed.profile.record != subject.person.revision;
    let differences = owed.profile.differences(&subject.person.name, &subject.person.biography);
    let compared = |one: Difference| Compared {
        field: one.part.field(),
        label: page.t(&one.part.key()),
        lang: one.part.lang(),
        is_taken: !has_changed,
        stored: one.stored,
        written: one.written,
    };
    let written = |part: ProfilePart| {
        let words = owed.profile.written(part);
        (!words.is_empty()).then(|| (page.t(&part.key()), part.lang(), words.to_owned()))
    };
    let is_open = owed.state.after(Step::Accept).is_some();
    Ok(ItemPage {
        form,
        written: ProfilePart::all().filter_map(written).collect(),
        has_changed: is_open && has_changed && !differences.is_empty(),
        differences: differences.into_iter().filter(|_| is_open).map(compared).collect(),
        record: subject.person.revision,
        record_href: page.in_edition(format!("/desk/people/{}", subject.person.slug)),
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
    let over = take_over(sent);
    Ok(Judgement { task: task.id, person: owed.person, session: owed.session, step, note, revision, over })
}

/// What of a profile goes into the record: what is ticked, where there was
/// something to tick; a short way to accept takes all, unless the record changed.
fn take_over(sent: &Submission) -> TakeOver {
    match sent.value("record").parse() {
        Ok(record) => {
            let ticked = |part: &ProfilePart| sent.values("take").contains(&part.field());
            TakeOver::Chosen { record, parts: ProfilePart::all().filter(ticked).collect() }
        }
        Err(_) => TakeOver::Unchanged,
    }
}
