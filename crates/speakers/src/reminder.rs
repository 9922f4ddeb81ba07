//! Reminding: early, shortly before, and when it is overdue; once each, and only
//! of what is still owed.

use crate::{
    addressee::{Addressee, addressee},
    error::Error,
    item::desk_view,
    letters,
    owed::Owed,
    tables::reminder_row::{self, Column, Entity},
    task::{Task, TaskId},
};
use congress::Edition;
use db::{Db, Tx, select};
use jobs::{Handle, Handlers, Job};
use kernel::{Ctx, Permission, PersonId, Timestamp, Viewer};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, sea_query::OnConflict};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The first reminder goes out this long before something is due.
const EARLY_DAYS: i64 = 14;
/// The second one.
const LAST_DAYS: i64 = 3;

kernel::text_enum! {
    /// How near the end is.
    pub enum Urgency {
        /// Two weeks or less.
        Early = "early",
        /// Three days or less.
        Last = "last",
        /// It is over.
        Overdue = "overdue",
    }
}

impl Urgency {
    /// How near the end of something is; nothing while there is time.
    pub fn of(due_at: Timestamp, now: Timestamp) -> Option<Self> {
        let days = |days: i64| now.plus_minutes(days * 24 * 60);
        match due_at {
            due if due <= now => Some(Self::Overdue),
            due if due <= days(LAST_DAYS) => Some(Self::Last),
            due if due <= days(EARLY_DAYS) => Some(Self::Early),
            _ => None,
        }
    }
}

/// What a round of reminders does, or would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Who gets a letter.
    pub people: BTreeSet<PersonId>,
    /// Who would, and has no address.
    pub unreached: BTreeSet<PersonId>,
    /// Of how many things.
    pub items: usize,
}

/// Of what somebody was reminded, and in which step.
type Told = (TaskId, PersonId, uuid::Uuid, Urgency);

/// One person with what is still owed and was not yet reminded of at its step.
type Share<'a> = (PersonId, Vec<(&'a Task, &'a Owed, Urgency)>);

async fn reminded(db: &Db, ctx: &Ctx, tasks: &[Task]) -> Result<BTreeSet<Told>, DbErr> {
    let of = Column::Task.is_in(tasks.iter().map(|task| task.id));
    let rows = select::<Entity>(&ctx.seen_by(Viewer::system())).filter(of).all(db.read()).await?;
    Ok(rows.into_iter().map(|row| (row.task, row.person, row.about, row.step)).collect())
}

/// Who would be reminded of what now.
///
/// # Errors
/// [`Error::Denied`], the engine's.
pub async fn preview(db: &Db, ctx: &Ctx, edition: &Edition) -> Result<Round, Error> {
    ctx.require(Permission::EditProgramme, edition.id)?;
    go(db, ctx, edition, "", &|_| true, false).await
}

/// Reminds everybody who still owes something and is near its end.
///
/// # Errors
/// [`Error::Denied`], the engine's.
pub async fn remind(db: &Db, ctx: &Ctx, edition: &Edition, origin: &str) -> Result<Round, Error> {
    ctx.require(Permission::EditProgramme, edition.id)?;
    go(db, ctx, edition, origin, &|_| true, true).await
}

async fn go(
    db: &Db,
    ctx: &Ctx,
    edition: &Edition,
    origin: &str,
    wanted: &(dyn Fn(&Task) -> bool + Sync),
    sends: bool,
) -> Result<Round, Error> {
    let view = desk_view(db, ctx, edition.id).await?;
    let done = reminded(db, ctx, &view.tasks).await?;
    let tasks: BTreeMap<TaskId, &Task> =
        view.tasks.iter().filter(|task| wanted(task)).map(|task| (task.id, task)).collect();
    let mut shares: BTreeMap<PersonId, Vec<(&Task, &Owed, Urgency)>> = BTreeMap::new();
    for owed in view.owed.iter().filter(|owed| owed.state.is_owed()) {
        let Some((task, step)) = tasks.get(&owed.task).copied().zip(Urgency::of(owed.due_at, ctx.now())) else {
            continue;
        };
        if !done.contains(&(owed.task, owed.person, owed.about(), step)) {
            shares.entry(owed.person).or_default().push((task, owed, step));
        }
    }
    let mut round = Round::default();
    for share in shares {
        let items = share.1.len();
        match addressee(db, ctx, edition.id, share.0).await? {
            None => {
                round.unreached.insert(share.0);
            }
            Some(to) if !sends || tell(db, ctx, edition, origin, &to, &share).await? => {
                round.people.insert(share.0);
                round.items += items;
            }
            // Somebody else has just sent it.
            Some(_) => {}
        }
    }
    Ok(round)
}

/// One letter about everything that nobody has told this person yet.
async fn tell(
    db: &Db,
    ctx: &Ctx,
    edition: &Edition,
    origin: &str,
    to: &Addressee,
    (person, share): &Share<'_>,
) -> Result<bool, Error> {
    db.write("speaker.remind", |tx: Tx| async move {
        let mut new = Vec::new();
        for (task, owed, step) in share {
            let row = reminder_row::Model {
                task: task.id,
                person: *person,
                about: owed.about(),
                step: *step,
                reminded_at: ctx.now(),
            };
            let key = [Column::Task, Column::Person, Column::About, Column::Step];
            let once = OnConflict::columns(key).do_nothing().to_owned();
            let insert = Entity::insert(row.into_active_model()).on_conflict(once);
            if insert.exec_without_returning(tx.conn()).await? == 1 {
                new.push((*task, *owed));
            }
        }
        if !new.is_empty() {
            letters::reminder(&tx, ctx, edition, to, &new, origin).await?;
            let detail = serde_json::json!({ "items": new.len() });
            tx.audit(ctx, Some(edition.id), "speaker.reminded", person.0, detail).await?;
        }
        Ok(!new.is_empty())
    })
    .await
}

/// Nobody remembers reminders of a task that is no more.
pub(crate) async fn forget(tx: &Tx, task: TaskId) -> Result<(), DbErr> {
    Entity::delete_many().filter(Column::Task.eq(task)).exec(tx.conn()).await.map(drop)
}

/// Tasks that remind by themselves, looked at every hour.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct RemindSpeakers {}

impl Job for RemindSpeakers {
    const NAME: &'static str = "speakers.remind";
}

struct Reminder {
    origin: String,
}

#[async_trait::async_trait]
impl Handle<RemindSpeakers> for Reminder {
    async fn run(&self, db: &Db, ctx: &Ctx, _: RemindSpeakers) -> anyhow::Result<()> {
        for edition in congress::editions(db, ctx).await? {
            if !is_over(&edition, ctx) {
                go(db, ctx, &edition, &self.origin, &|task| task.details.reminds, true).await?;
            }
        }
        Ok(())
    }
}

/// Nobody is reminded of a congress that is over.
fn is_over(edition: &Edition, ctx: &Ctx) -> bool {
    ctx.now().in_zone(&edition.zone).date() > edition.last_day
}

pub(crate) fn handlers(origin: String) -> Handlers {
    Handlers::new().on(Reminder { origin }).every(3600, RemindSpeakers {})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearer_the_end_the_more_urgent() {
        let now = Timestamp::from_micros(0);
        let of = |days: i64| Urgency::of(now.plus_minutes(days * 24 * 60), now);
        assert_eq!(of(15), None);
        assert_eq!(of(14), Some(Urgency::Early));
        assert_eq!(of(3), Some(Urgency::Last));
        assert_eq!(of(0), Some(Urgency::Overdue));
        assert_eq!(of(-9), Some(Urgency::Overdue));
    }
}
