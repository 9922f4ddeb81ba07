//! Tasks and what became of them, for the demonstration: written as they are, with
//! nobody asked and no letter sent.

use crate::{
    error::Error,
    file::NewFile,
    item::{HandIn, desk_view, hand_in, seed_step},
    kind::{Step, TaskKind},
    profile::Profile,
    task::{Task, TaskDetails, add_task},
};
use blob::{Blobs, FileName, Kind};
use bytes::Bytes;
use congress::Edition;
use db::Db;
use kernel::{AccountId, Ctx, EditionId, LocalizedText, PersonId, Strength, Viewer};

/// Asks for all of these, in this order.
///
/// # Errors
/// Those of [`add_task`].
pub async fn seed_tasks(db: &Db, ctx: &Ctx, edition: EditionId, all: &[TaskDetails]) -> Result<Vec<Task>, Error> {
    let mut made = Vec::new();
    for details in all {
        made.push(add_task(db, ctx, edition, details).await?);
    }
    Ok(made)
}

/// What a speaker of the demonstration has done with a task.
#[derive(Clone, Debug)]
pub enum Done {
    /// Written something.
    Words(String),
    /// Handed in a file with this name and content.
    File(String, Vec<u8>),
}

/// Hands something in as somebody, everywhere where they owe it, and then takes
/// one step with it as the desk.
///
/// # Errors
/// Those of the verbs.
pub async fn seed_answer(
    db: &Db,
    ctx: &Ctx,
    blobs: &Blobs,
    edition: &Edition,
    (task, person, account): (&Task, PersonId, AccountId),
    done: &Done,
    then: Option<(Step, &str)>,
) -> Result<(), Error> {
    let own = ctx.seen_by(Viewer::account(account, Some(person), Strength::OneFactor, Vec::new()));
    let view = crate::item::own_view(db, &own, edition.id).await?;
    for owed in view.owed.iter().filter(|one| one.task == task.id) {
        let what = match done {
            Done::Words(words) if task.details.kind == TaskKind::Biography => {
                HandIn::Profile(Profile::of(LocalizedText::of(own.locale(), words.clone())))
            }
            Done::Words(words) => HandIn::Words(words.clone()),
            Done::File(name, content) => HandIn::File(stored(db, &own, blobs, task, name, content).await?),
        };
        hand_in(db, &own, edition.id, (task, owed), &what).await?;
    }
    let Some((step, note)) = then else { return Ok(()) };
    for owed in desk_view(db, ctx, edition.id).await?.owed {
        if owed.task == task.id && owed.person == person && owed.state.after(step).is_some() {
            seed_step(db, ctx, edition.id, &owed, (step, note)).await?;
        }
    }
    Ok(())
}

async fn stored(db: &Db, own: &Ctx, blobs: &Blobs, task: &Task, name: &str, content: &[u8]) -> Result<NewFile, Error> {
    let kinds: &[Kind] = task.details.kind.files();
    let name = FileName::parse(name).map_err(|problem| kernel::Problems::of("file", problem))?;
    let part = blobs.begin(db, own, Some(content.len() as u64)).await?;
    let whole = futures_util::stream::iter([Ok::<_, std::io::Error>(Bytes::copy_from_slice(content))]);
    blobs.arrive(db, own, part.id, 0, whole).await?;
    let stored = blobs.keep(db, own, part.id, &name, kinds).await?;
    Ok(NewFile { stored, name })
}
