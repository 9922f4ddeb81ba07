//! The speaker's side: what I owe, and handing it in.

use super::{Change, Item, items, step};
use crate::{
    error::Error,
    file::{self, NewFile},
    kind::{Answering, Step, TaskKind},
    owed::{Owed, owed},
    profile::Profile,
    task::{Task, tasks},
};
use db::{Db, Tx};
use directory::{RecordingConsents, person::portrayal_in, recording_consents};
use kernel::{Ctx, EditionId, FieldProblem, PersonId, Problems, SessionId, Viewer, words};
use programme::speaking::{Engagement, own_engagements};
use sea_orm::DbErr;
use std::collections::BTreeMap;

/// Everything that one speaker has to do with in an edition.
#[derive(Clone, Debug)]
pub struct OwnView {
    /// Who; nobody for a viewer who is not in the directory.
    pub person: Option<PersonId>,
    /// In which sessions.
    pub parts: Vec<Engagement>,
    /// What is asked of this person.
    pub tasks: Vec<Task>,
    /// What of it is owed, and what is done.
    pub owed: Vec<Owed>,
    /// What was answered about being recorded.
    pub consents: RecordingConsents,
}

impl OwnView {
    /// The task of something that is owed.
    pub fn task(&self, owed: &Owed) -> Option<&Task> {
        self.tasks.iter().find(|task| task.id == owed.task)
    }

    /// The session that something is owed for.
    pub fn part(&self, owed: &Owed) -> Option<&Engagement> {
        self.parts.iter().find(|part| Some(part.session) == owed.session)
    }

    /// What is called `slug` in addresses, for a session where there is one.
    pub fn find(&self, slug: &str, session: Option<SessionId>) -> Option<(&Task, &Owed)> {
        let task = self.tasks.iter().find(|task| task.slug.as_str() == slug)?;
        let owed = self.owed.iter().find(|owed| owed.task == task.id && owed.session == session)?;
        Some((task, owed))
    }
}

/// Everything that the viewer, as a speaker, has to do with.
///
/// # Errors
/// The engine's.
pub async fn own_view(db: &Db, ctx: &Ctx, edition: EditionId) -> Result<OwnView, DbErr> {
    let person = ctx.viewer().person_id();
    let parts = own_engagements(db, ctx, edition).await?;
    let (mut tasks, mut stored, mut consents) = (Vec::new(), Vec::new(), BTreeMap::new());
    if let Some(person) = person.filter(|_| !parts.is_empty()) {
        // What is asked is read as Convoke itself and told only as far as it is asked of this one.
        tasks = self::tasks(db, &ctx.seen_by(Viewer::system()), edition).await?;
        stored = items(db, ctx, edition, Some(person)).await?;
        consents = recording_consents(db, ctx, edition, &[person]).await?;
    }
    let owed = owed(&tasks, &parts, &stored, &consents);
    tasks.retain(|task| owed.iter().any(|one| one.task == task.id));
    let consents = person.and_then(|person| consents.remove(&person)).unwrap_or_default();
    Ok(OwnView { person, parts, tasks, owed, consents })
}

/// What is handed in.
#[derive(Clone, Debug)]
pub enum HandIn {
    /// Words; none of them where something is confirmed as it stands.
    Words(String),
    /// Name and biography.
    Profile(Profile),
    /// A file that is in the store.
    File(NewFile),
}

impl HandIn {
    /// Reads a form that answers in words.
    ///
    /// # Errors
    /// Problems by field.
    pub fn read(sent: &web::Submission, kind: TaskKind) -> Result<Self, Problems> {
        let mut problems = sent.problems.clone();
        let limit = match kind.answering() {
            Answering::Profile => return Profile::read(sent).map(Self::Profile),
            Answering::Words(limit) => limit,
            Answering::Confirmation => 2000,
            Answering::File(_) | Answering::Consent => {
                return Err(Problems::of("answer", FieldProblem::new("problem-choice")));
            }
        };
        let words = problems.take("answer", words::paragraphs(sent.value("answer"), limit)).unwrap_or_default();
        let confirmed = kind.answering() == Answering::Confirmation && sent.value("confirmed") == "yes";
        if confirmed && !words.is_empty() && problems.is_empty() {
            problems.add("answer", FieldProblem::new("speakers-problem-both"));
        }
        if words.is_empty() && !confirmed && problems.is_empty() {
            problems.add("answer", FieldProblem::new("problem-required"));
        }
        problems.or(Self::Words(words))
    }
}

/// What the viewer owes under this name can be handed in now.
///
/// # Errors
/// [`Error::NotFound`] for what is not asked of the viewer, [`Error::Invalid`]
/// for what was accepted or is no longer asked.
pub async fn check_owed(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    slug: &str,
    session: Option<SessionId>,
) -> Result<(Task, Owed), Error> {
    let view = own_view(db, ctx, edition).await?;
    let (task, owed) = view.find(slug, session).ok_or(Error::NotFound)?;
    if owed.state.after(Step::HandIn).is_none() {
        return Err(Error::field("", "speakers-problem-closed"));
    }
    Ok((task.clone(), owed.clone()))
}

/// Hands something in that the viewer owes. A file takes the place of the one
/// before it.
///
/// # Errors
/// As [`check_owed`]; [`Error::Stale`] when the desk was faster.
pub async fn hand_in(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    (task, owed): (&Task, &Owed),
    what: &HandIn,
) -> Result<Item, Error> {
    if ctx.viewer().person_id() != Some(owed.person) || task.id != owed.task {
        return Err(Error::NotFound);
    }
    db.write("speaker-item.hand-in", |tx: Tx| async move {
        let mut change = Change::of(Step::HandIn);
        match what {
            HandIn::Words(words) => change.answer = Some(words.clone()),
            HandIn::Profile(profile) => {
                let record = portrayal_in(&tx, ctx, owed.person).await?.map_or(0, |record| record.revision);
                change.answer = Some(profile.biography.get(ctx.locale()).text.to_owned());
                change.profile = Some(Profile { record, ..profile.clone() });
            }
            HandIn::File(new) => change.file = Some(file::write(&tx, ctx, edition, owed, new).await?),
        }
        let new = change.file;
        let item = step(&tx, ctx, edition, owed, change).await?;
        if let Some(old) = owed.file.filter(|_| new.is_some()) {
            file::forget(&tx, old).await?;
        }
        Ok(item)
    })
    .await
}
