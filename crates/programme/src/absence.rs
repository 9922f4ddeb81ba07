//! When somebody cannot come. People say when they cannot, never when they can:
//! whoever has said nothing is free, and nobody has to fill in a calendar.

use crate::{
    error::Error,
    tables::absence_row::{self, Column, Entity},
};
use congress::Edition;
use db::{Db, Tx, select};
use kernel::{Ctx, EditionId, FieldProblem, Permission, PersonId, Problems, Timestamp, Zone, wall::read_moment, words};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder,
};
use std::collections::HashMap;

kernel::id! {
    /// A time at which somebody cannot come.
    pub struct AbsenceId;
}

/// The longest note, in characters.
const NOTE: usize = 400;
/// As many a person may state for an edition.
const MOST: u64 = 60;
/// Whoever cannot for longer than this does not take part.
const LONGEST_DAYS: i64 = 60;

/// What is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbsenceDetails {
    /// From when on.
    pub starts_at: Timestamp,
    /// Until when, no longer included.
    pub ends_at: Timestamp,
    /// Why, or what else the desk should know. Only the desk reads it, and who wrote it.
    pub note: String,
}

impl AbsenceDetails {
    /// Reads the fields `from`, `to` and `note` of a form; the clocks are the edition's.
    ///
    /// # Errors
    /// Problems by field.
    pub fn read(sent: &web::Submission, zone: &Zone) -> Result<Self, Problems> {
        let mut problems = sent.problems.clone();
        let starts_at = problems.take("from", read_moment(sent.value("from"), zone));
        let ends_at = problems.take("to", read_moment(sent.value("to"), zone));
        let note = problems.take("note", words::paragraphs(sent.value("note"), NOTE));
        let (Some(starts_at), Some(ends_at), Some(note)) = (starts_at, ends_at, note) else { return Err(problems) };
        if ends_at <= starts_at {
            problems.add("to", FieldProblem::new("programme-problem-absence-order"));
        } else if ends_at > starts_at.plus_minutes(LONGEST_DAYS * 24 * 60) {
            problems.add("to", FieldProblem::new("programme-problem-absence-long").with("days", LONGEST_DAYS));
        }
        problems.or(Self { starts_at, ends_at, note })
    }
}

/// When somebody cannot come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absence {
    /// Its key.
    pub id: AbsenceId,
    /// Who.
    pub person: PersonId,
    /// When, and the note.
    pub details: AbsenceDetails,
}

impl From<absence_row::Model> for Absence {
    fn from(row: absence_row::Model) -> Self {
        let details = AbsenceDetails { starts_at: row.starts_at, ends_at: row.ends_at, note: row.note };
        Self { id: row.id, person: row.person, details }
    }
}

/// When the people of an edition cannot come, as far as the viewer may know: the
/// viewer's own, and for staff who read contacts everybody's. In time order.
///
/// # Errors
/// The engine's.
pub async fn absences(db: &Db, ctx: &Ctx, edition: EditionId, person: Option<PersonId>) -> Result<Vec<Absence>, DbErr> {
    let mut query = select::<Entity>(ctx).filter(Column::Edition.eq(edition));
    if let Some(person) = person {
        query = query.filter(Column::Person.eq(person));
    }
    let rows = query.order_by_asc(Column::StartsAt).order_by_asc(Column::Id).all(db.read()).await?;
    Ok(rows.into_iter().map(Absence::from).collect())
}

/// Start and end of every absence, for the rules; `everything` is the system's.
pub(crate) async fn times(
    conn: &impl ConnectionTrait,
    everything: &Ctx,
    edition: EditionId,
) -> Result<HashMap<PersonId, Vec<(Timestamp, Timestamp)>>, DbErr> {
    let rows = select::<Entity>(everything).filter(Column::Edition.eq(edition)).all(conn).await?;
    let mut times: HashMap<PersonId, Vec<(Timestamp, Timestamp)>> = HashMap::new();
    for row in rows {
        times.entry(row.person).or_default().push((row.starts_at, row.ends_at));
    }
    Ok(times)
}

/// Notes that somebody cannot come: the person's own word, or the desk's for them.
/// What is placed there already stays where it is and breaks a rule from now on.
///
/// # Errors
/// [`Error::NotFound`] for somebody for whom the viewer may not speak or who does
/// not take part; [`Error::Invalid`] for too many.
pub async fn add_absence(
    db: &Db,
    ctx: &Ctx,
    edition: &Edition,
    person: PersonId,
    details: &AbsenceDetails,
) -> Result<Absence, Error> {
    may_speak_for(ctx, edition.id, person)?;
    if directory::person::is_listed(db, ctx, edition.id, person).await?.is_none() {
        return Err(Error::NotFound);
    }
    db.write("absence.add", |tx: Tx| async move {
        let stated = select::<Entity>(ctx).filter(Column::Edition.eq(edition.id)).filter(Column::Person.eq(person));
        if stated.count(tx.conn()).await? >= MOST {
            return Err(Error::field("from", "programme-problem-absences"));
        }
        let row = absence_row::Model {
            id: ctx.new_id(),
            edition: edition.id,
            person,
            starts_at: details.starts_at,
            ends_at: details.ends_at,
            note: details.note.clone(),
            stated_at: ctx.now(),
            stated_by: ctx.viewer().account_id(),
        };
        Entity::insert(row.clone().into_active_model()).exec_without_returning(tx.conn()).await?;
        tx.change("programme", Some(edition.id), person.0).await?;
        // The log is read by more people than the note is for.
        let detail = serde_json::json!({ "from": row.starts_at, "to": row.ends_at });
        tx.audit(ctx, Some(edition.id), "absence.added", person.0, detail).await?;
        Ok(Absence::from(row))
    })
    .await
}

/// Takes it back.
///
/// # Errors
/// [`Error::NotFound`], the engine's.
pub async fn remove_absence(db: &Db, ctx: &Ctx, edition: &Edition, id: AbsenceId) -> Result<(), Error> {
    db.write("absence.remove", |tx: Tx| async move {
        let known = select::<Entity>(ctx).filter(Column::Id.eq(id)).filter(Column::Edition.eq(edition.id));
        let row = known.one(tx.conn()).await?.ok_or(Error::NotFound)?;
        may_speak_for(ctx, edition.id, row.person)?;
        Entity::delete_by_id(id).exec(tx.conn()).await?;
        tx.change("programme", Some(edition.id), row.person.0).await?;
        let detail = serde_json::json!({ "from": row.starts_at, "to": row.ends_at });
        tx.audit(ctx, Some(edition.id), "absence.removed", row.person.0, detail).await?;
        Ok(())
    })
    .await
}

fn may_speak_for(ctx: &Ctx, edition: EditionId, person: PersonId) -> Result<(), Error> {
    let own = ctx.viewer().person_id() == Some(person);
    if own || ctx.can(Permission::EditProgramme, edition) { Ok(()) } else { Err(Error::NotFound) }
}
