//! The desk's side: everybody and everything, accepting, giving back, waiving.

use super::{Change, Item, into_record, items, step};
use crate::{
    addressee::addressee,
    error::Error,
    kind::Step,
    letters,
    owed::{Owed, owed},
    profile::TakeOver,
    task::{Task, TaskId, tasks},
};
use congress::Edition;
use db::{Db, Tx};
use directory::{RecordingConsents, recording_consents};
use kernel::{Ctx, EditionId, FieldProblem, Permission, PersonId, Problems, SessionId, words};
use programme::speaking::{Engagement, engagements};
use sea_orm::DbErr;
use std::collections::{BTreeMap, BTreeSet};

/// Everybody who speaks and everything that is asked, as far as one member of the
/// staff may know.
#[derive(Clone, Debug)]
pub struct DeskView {
    /// Everybody's part in every session.
    pub parts: Vec<Engagement>,
    /// What is asked.
    pub tasks: Vec<Task>,
    /// Who owes what, and what is done.
    pub owed: Vec<Owed>,
    /// What was handed in by people of whom nothing is asked any more.
    pub former: Vec<Item>,
    /// What everybody answered about being recorded.
    pub consents: BTreeMap<PersonId, RecordingConsents>,
}

impl DeskView {
    /// Everybody who speaks, each once, in the order of their first session.
    pub fn people(&self) -> Vec<PersonId> {
        let mut once = BTreeSet::new();
        self.parts.iter().map(|part| part.person).filter(|person| once.insert(*person)).collect()
    }

    /// What one person owes, in the order of the tasks.
    pub fn of(&self, person: PersonId) -> impl Iterator<Item = &Owed> {
        self.owed.iter().filter(move |one| one.person == person)
    }
}

/// Everybody and everything of an edition.
///
/// # Errors
/// The engine's.
pub async fn desk_view(db: &Db, ctx: &Ctx, edition: EditionId) -> Result<DeskView, DbErr> {
    let parts = engagements(db, ctx, edition).await?;
    let tasks = tasks(db, ctx, edition).await?;
    let stored = items(db, ctx, edition, None).await?;
    let people: Vec<PersonId> = parts.iter().map(|p| p.person).collect::<BTreeSet<_>>().into_iter().collect();
    let mut consents = BTreeMap::new();
    for some in people.chunks(500) {
        consents.extend(recording_consents(db, ctx, edition, some).await?);
    }
    let owed = owed(&tasks, &parts, &stored, &consents);
    let keys: BTreeSet<_> = owed.iter().map(|one| (one.task, one.person, one.about())).collect();
    let former = stored.into_iter().filter(|item| !keys.contains(&(item.task, item.person, item.about()))).collect();
    Ok(DeskView { parts, tasks, owed, former, consents })
}

/// What the desk does with something.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// The task.
    pub task: TaskId,
    /// Whose.
    pub person: PersonId,
    /// For which session, where it is owed per session.
    pub session: Option<SessionId>,
    /// What is done.
    pub step: Step,
    /// What the speaker is told; must be there when something is given back.
    pub note: String,
    /// The revision that the form was made from.
    pub revision: i64,
    /// What of a profile goes into the record of the directory, when it is accepted.
    pub over: TakeOver,
}

impl Judgement {
    /// Reads the note of a form.
    ///
    /// # Errors
    /// Problems of the field `note`.
    pub fn read_note(sent: &web::Submission, step: Step) -> Result<String, Problems> {
        let mut problems = sent.problems.clone();
        let note = problems.take("note", words::paragraphs(sent.value("note"), 1000)).unwrap_or_default();
        if step == Step::Return && note.chars().count() < 3 && problems.is_empty() {
            problems.add("note", FieldProblem::new("speakers-problem-note"));
        }
        problems.or(note)
    }
}

/// Accepts, gives back, waives, asks again. Whoever gets something back is told by
/// a letter, in the same transaction.
///
/// # Errors
/// [`Error::Denied`], [`Error::NotFound`] for what this viewer may not know of,
/// [`Error::Stale`], [`Error::Invalid`] for a step that is not possible, and at
/// `take` when somebody changed the record that a profile would go into.
pub async fn judge(db: &Db, ctx: &Ctx, edition: &Edition, origin: &str, judgement: &Judgement) -> Result<Item, Error> {
    ctx.require(Permission::EditProgramme, edition.id)?;
    let view = desk_view(db, ctx, edition.id).await?;
    let wanted = (judgement.task, judgement.person, judgement.session);
    let found = view.owed.into_iter().find(|one| (one.task, one.person, one.session) == wanted);
    let owed = &found.ok_or(Error::NotFound)?;
    if owed.revision != judgement.revision {
        return Err(Error::Stale);
    }
    let task = view.tasks.iter().find(|task| task.id == judgement.task).ok_or(Error::NotFound)?;
    let to = &addressee(db, ctx, edition.id, judgement.person).await?;
    db.write("speaker-item.judge", |tx: Tx| async move {
        let note = matches!(judgement.step, Step::Return | Step::Accept).then(|| judgement.note.clone());
        let change = Change { note, ..Change::of(judgement.step) };
        let item = step(&tx, ctx, edition.id, owed, change).await?;
        if judgement.step == Step::Accept {
            into_record(&tx, ctx, edition.id, &item, &judgement.over).await?;
        }
        if let (Step::Return, Some(to)) = (judgement.step, to) {
            letters::returned(&tx, ctx, edition, to, task, &judgement.note, origin).await?;
        }
        Ok(item)
    })
    .await
}
