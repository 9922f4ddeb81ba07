//! Who is in a session.

use super::{PersonRole, Session, record::audit_detail, record::locked};
use crate::{
    acts::{ActVerb, Before},
    error::Error,
    rules,
    tables::{person_row, session_row},
};
use congress::Edition;
use db::{Db, Tx, select};
use kernel::{Ctx, EditionId, FieldProblem, Permission, PersonId, Problems, SessionId, Viewer};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};
use std::collections::BTreeSet;

/// More people than this no session has.
const MOST: usize = 60;

/// A person and what they do in a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct PersonInSession {
    /// Who.
    pub person: PersonId,
    /// As what.
    pub role: PersonRole,
}

/// The people of a session of the draft, in their order.
///
/// # Errors
/// The engine's.
pub async fn people_of(db: &Db, ctx: &Ctx, id: SessionId) -> Result<Vec<PersonInSession>, DbErr> {
    let rows = select::<person_row::Entity>(ctx)
        .filter(person_row::Column::Session.eq(id))
        .order_by_asc(person_row::Column::Position)
        .all(db.read())
        .await?;
    Ok(rows.into_iter().map(|row| PersonInSession { person: row.person, role: row.role }).collect())
}

/// The sessions of an edition in which the viewer takes part themself.
///
/// # Errors
/// The engine's.
pub async fn own_parts(db: &Db, ctx: &Ctx, edition: EditionId) -> Result<BTreeSet<SessionId>, DbErr> {
    let Some(person) = ctx.viewer().person_id() else { return Ok(BTreeSet::new()) };
    // What somebody does themself they may know, whatever else is hidden from them.
    let rows = select::<person_row::Entity>(&ctx.seen_by(Viewer::system()))
        .filter(person_row::Column::Edition.eq(edition))
        .filter(person_row::Column::Person.eq(person))
        .all(db.read())
        .await?;
    Ok(rows.into_iter().map(|row| row.session).collect())
}

/// Says who is in a session that was read at `revision`, in this order.
///
/// # Errors
/// [`Error::Stale`]; [`Error::Invalid`] at `person` for somebody named twice in
/// one role, unknown, or wanted elsewhere at the same time.
pub async fn set_people(
    db: &Db,
    ctx: &Ctx,
    edition: &Edition,
    id: SessionId,
    revision: i64,
    people: &[PersonInSession],
) -> Result<Session, Error> {
    ctx.require(Permission::EditProgramme, edition.id)?;
    if people.len() > MOST {
        let problem = FieldProblem::new("programme-problem-people").with("limit", MOST);
        return Err(Error::Invalid(Problems::of("person", problem)));
    }
    if people.iter().collect::<BTreeSet<_>>().len() < people.len() {
        return Err(Error::field("person", "programme-problem-person-twice"));
    }
    let facts = &rules::Facts::load(db, ctx, edition).await?;
    let result = db
        .write("session.people", |tx: Tx| async move {
            let row = locked(&tx, ctx, edition.id, id, revision).await?;
            let act = Before::take(&tx, ctx, &[id]).await?;
            let before = present(&tx, ctx, id).await?;
            let new: BTreeSet<PersonId> = people.iter().map(|p| p.person).filter(|p| !before.contains(p)).collect();
            write_people(&tx, &row, people).await?;
            let row = next_revision(&tx, row).await?;
            rules::refuse_blocked(&tx, ctx, facts, &[id], Some(&new)).await?;
            tx.change("programme", Some(edition.id), id.0).await?;
            tx.audit(ctx, Some(edition.id), "session.people", id.0, audit_detail(&row)).await?;
            act.record(&tx, ctx, edition.id, ActVerb::People, &[]).await?;
            Ok(Session::from(row))
        })
        .await;
    rules::in_words(db, ctx, edition, id, result, |_| "person").await
}

/// Puts `new` where `old` was, in every role that `old` has in the session.
///
/// # Errors
/// As [`set_people`].
pub async fn replace_person(
    db: &Db,
    ctx: &Ctx,
    edition: &Edition,
    id: SessionId,
    revision: i64,
    (old, new): (PersonId, PersonId),
) -> Result<Session, Error> {
    let mut people = people_of(db, ctx, id).await?;
    for entry in people.iter_mut().filter(|entry| entry.person == old) {
        entry.person = new;
    }
    set_people(db, ctx, edition, id, revision, &people).await
}

async fn present(tx: &Tx, ctx: &Ctx, id: SessionId) -> Result<BTreeSet<PersonId>, DbErr> {
    let rows = select::<person_row::Entity>(ctx).filter(person_row::Column::Session.eq(id)).all(tx.conn()).await?;
    Ok(rows.into_iter().map(|row| row.person).collect())
}

async fn next_revision(tx: &Tx, row: session_row::Model) -> Result<session_row::Model, DbErr> {
    let revision = row.revision + 1;
    let mut next = row.into_active_model();
    next.revision = Set(revision);
    next.update(tx.conn()).await
}

/// Replaces the list of people, in the caller's transaction.
pub(crate) async fn write_people(tx: &Tx, row: &session_row::Model, people: &[PersonInSession]) -> Result<(), Error> {
    person_row::Entity::delete_many().filter(person_row::Column::Session.eq(row.id)).exec(tx.conn()).await?;
    let rows = people.iter().zip(0..).map(|(entry, position)| {
        let (session, edition) = (row.id, row.edition);
        person_row::Model { session, edition, person: entry.person, role: entry.role, position }.into_active_model()
    });
    let rows: Vec<_> = rows.collect();
    if !rows.is_empty() {
        let insert = person_row::Entity::insert_many(rows).exec_without_returning(tx.conn());
        insert.await.map_err(|error| Error::unknown(error, "person"))?;
    }
    Ok(())
}
