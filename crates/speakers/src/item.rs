//! What became of a task for one person: the speaker hands in, the desk judges.

mod desk;
mod own;

pub use desk::{DeskView, Judgement, desk_view, judge};
pub use own::{HandIn, OwnView, check_owed, hand_in, own_view};

use crate::{
    error::Error,
    file::FileId,
    kind::{ItemState, Step},
    owed::Owed,
    profile::{Profile, TakeOver},
    tables::item_row::{self, Column, Entity},
    task::TaskId,
};
use db::{Db, Tx, select};
use directory::person::{portrayal_in, take_over};
use kernel::{Ctx, EditionId, PersonId, SessionId, Timestamp, Viewer};
use sea_orm::{ActiveModelTrait, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter};

/// What became of a task, as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The task.
    pub task: TaskId,
    /// For whom.
    pub person: PersonId,
    /// For which session, where it is owed per session.
    pub session: Option<SessionId>,
    /// How far it is.
    pub state: ItemState,
    /// What was typed.
    pub answer: String,
    /// What somebody wrote about themselves.
    pub profile: Profile,
    /// The file that was handed in.
    pub file: Option<FileId>,
    /// What the desk said about it.
    pub note: String,
    /// When something was handed in last.
    pub handed_in_at: Option<Timestamp>,
    /// When anything changed.
    pub changed_at: Timestamp,
    /// Counts its changes.
    pub revision: i64,
}

impl Item {
    /// What it is about: its session, or else the person.
    pub fn about(&self) -> uuid::Uuid {
        self.session.map_or(self.person.0, |session| session.0)
    }
}

impl From<item_row::Model> for Item {
    fn from(row: item_row::Model) -> Self {
        Self {
            task: row.task,
            person: row.person,
            session: row.session,
            state: row.state,
            answer: row.answer,
            profile: row.profile,
            file: row.file,
            note: row.note,
            handed_in_at: row.handed_in_at,
            changed_at: row.changed_at,
            revision: row.revision,
        }
    }
}

/// What became of the tasks of an edition, as far as the viewer may know.
///
/// # Errors
/// The engine's.
pub async fn items(db: &Db, ctx: &Ctx, edition: EditionId, person: Option<PersonId>) -> Result<Vec<Item>, DbErr> {
    let mut query = select::<Entity>(ctx).filter(Column::Edition.eq(edition));
    if let Some(person) = person {
        query = query.filter(Column::Person.eq(person));
    }
    Ok(query.all(db.read()).await?.into_iter().map(Item::from).collect())
}

/// What an item becomes.
struct Change {
    step: Step,
    answer: Option<String>,
    profile: Option<Profile>,
    file: Option<FileId>,
    note: Option<String>,
}

impl Change {
    const fn of(step: Step) -> Self {
        Self { step, answer: None, profile: None, file: None, note: None }
    }
}

/// Writes what somebody wrote about themselves into their record.
///
/// # Errors
/// [`Error::Invalid`] at `take` when the record has to be looked at first.
async fn into_record(tx: &Tx, ctx: &Ctx, edition: EditionId, item: &Item, over: &TakeOver) -> Result<(), Error> {
    if item.profile.is_empty() {
        return Ok(());
    }
    let record = portrayal_in(tx, ctx, item.person).await?.ok_or(Error::NotFound)?;
    let taken = over.of(&item.profile, &record)?;
    Ok(take_over(tx, ctx, edition, (item.person, record.revision), &taken).await?)
}

/// Takes one step with what somebody owes, as it was read.
async fn step(tx: &Tx, ctx: &Ctx, edition: EditionId, owed: &Owed, change: Change) -> Result<Item, Error> {
    let stored = stored(tx, ctx, owed).await?;
    if stored.as_ref().map_or(0, |row| row.revision) != owed.revision {
        return Err(Error::Stale);
    }
    // Consent counts as accepted without a row; a step begins at what the viewer saw.
    let Some(state) = owed.state.after(change.step) else {
        return Err(Error::field("", "speakers-problem-step"));
    };
    let is_new = stored.is_none();
    let mut row = stored.unwrap_or_else(|| untouched(ctx, edition, owed));
    row.state = state;
    row.changed_at = ctx.now();
    row.revision += 1;
    match change.step {
        Step::HandIn => {
            row.handed_in_at = Some(ctx.now());
            row.note.clear();
        }
        Step::Reopen => row.handed_in_at = None,
        _ => {}
    }
    row.answer = change.answer.unwrap_or(row.answer);
    row.profile = change.profile.unwrap_or(row.profile);
    row.file = change.file.or(row.file);
    row.note = change.note.unwrap_or(row.note);
    if is_new {
        Entity::insert(row.clone().into_active_model()).exec_without_returning(tx.conn()).await?;
    } else {
        row = row.into_active_model().reset_all().update(tx.conn()).await?;
    }
    tx.change("speakers", Some(edition), owed.person.0).await?;
    let detail = serde_json::json!({ "task": owed.task, "state": state });
    tx.audit(ctx, Some(edition), "speaker-item.changed", owed.person.0, detail).await?;
    Ok(row.into())
}

/// A step of the desk for the demonstration: nobody is asked, nobody is told, and
/// records stay as they were seeded.
pub(crate) async fn seed_step(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    owed: &Owed,
    (taken, note): (Step, &str),
) -> Result<Item, Error> {
    db.write("speaker-item.seed", |tx: Tx| async move {
        let change = Change { note: Some(note.to_owned()), ..Change::of(taken) };
        step(&tx, ctx, edition, owed, change).await
    })
    .await
}

async fn stored(tx: &Tx, ctx: &Ctx, owed: &Owed) -> Result<Option<item_row::Model>, DbErr> {
    // The verbs have decided that this is the viewer's to change.
    select::<Entity>(&ctx.seen_by(Viewer::system()))
        .filter(Column::Task.eq(owed.task))
        .filter(Column::Person.eq(owed.person))
        .filter(Column::About.eq(owed.about()))
        .one(tx.conn())
        .await
}

fn untouched(ctx: &Ctx, edition: EditionId, owed: &Owed) -> item_row::Model {
    item_row::Model {
        task: owed.task,
        person: owed.person,
        about: owed.about(),
        edition,
        session: owed.session,
        state: ItemState::Open,
        answer: String::new(),
        profile: Profile::default(),
        file: None,
        note: String::new(),
        handed_in_at: None,
        changed_at: ctx.now(),
        revision: 0,
    }
}
