//! Filling a draft in one transaction, for the demonstration and for tests. The
//! rules are not asked: a seed may hold conflicts on purpose.

use crate::{
    error::Error,
    session::{PersonInSession, SessionDetails, SessionState},
    tables::{person_row, session_row},
};
use db::{Db, Tx};
use kernel::{Ctx, EditionId, Permission, RoomId, SessionId, Timestamp};
use sea_orm::{EntityTrait, IntoActiveModel};
use std::collections::HashSet;

/// Rows of one INSERT: twenty columns each, within what either engine takes.
const CHUNK: usize = 500;

/// A session as a seed describes it.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// A code of its own, unique in the edition; drawn when empty.
    pub code: String,
    /// What is written about it. For an item, the parent is `forum`, not this.
    pub details: SessionDetails,
    /// Index in the list of the forum that it is an item of; an earlier one.
    pub forum: Option<usize>,
    /// Draft, confirmed or cancelled.
    pub state: SessionState,
    /// When it begins.
    pub starts_at: Option<Timestamp>,
    /// How long it takes.
    pub minutes: i32,
    /// Where.
    pub room: Option<RoomId>,
    /// Who is in it.
    pub people: Vec<PersonInSession>,
}

/// Stores these sessions; answers with their keys in the same order.
///
/// # Errors
/// The engine's, or that the viewer may not.
pub async fn seed_sessions(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    sessions: &[NewSession],
) -> Result<Vec<SessionId>, Error> {
    ctx.require(Permission::EditProgramme, edition)?;
    let rows = &rows(ctx, edition, sessions);
    db.write("programme.seed", |tx: Tx| async move {
        insert(&tx, rows, sessions).await?;
        tx.change("programme", Some(edition), edition.0).await?;
        let detail = serde_json::json!({ "sessions": rows.len() });
        tx.audit(ctx, Some(edition), "programme.seeded", edition.0, detail).await?;
        Ok(rows.iter().map(|row| row.id).collect())
    })
    .await
}

/// Stores rows with their people, in the caller's transaction.
pub(crate) async fn insert(
    tx: &Tx,
    rows: &[session_row::Model],
    sessions: &[NewSession],
) -> Result<(), sea_orm::DbErr> {
    // Forums before their items, for the foreign key.
    let (items, others): (Vec<_>, Vec<_>) = rows.iter().cloned().partition(|row| row.parent.is_some());
    for chunk in others.chunks(CHUNK).chain(items.chunks(CHUNK)) {
        let models = chunk.iter().cloned().map(IntoActiveModel::into_active_model);
        session_row::Entity::insert_many(models).exec_without_returning(tx.conn()).await?;
    }
    let people = people(rows, sessions);
    for chunk in people.chunks(CHUNK) {
        let models = chunk.iter().cloned().map(IntoActiveModel::into_active_model);
        person_row::Entity::insert_many(models).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

pub(crate) fn rows(ctx: &Ctx, edition: EditionId, sessions: &[NewSession]) -> Vec<session_row::Model> {
    let ids: Vec<SessionId> = sessions.iter().map(|_| ctx.new_id()).collect();
    let mut taken: HashSet<String> = HashSet::new();
    let mut code = |wanted: &str| {
        let mut code = wanted.to_owned();
        while code.is_empty() || taken.contains(&code) {
            code = crate::session::code::draw(ctx);
        }
        taken.insert(code.clone());
        code
    };
    sessions
        .iter()
        .zip(&ids)
        .map(|(new, id)| session_row::Model {
            id: *id,
            edition,
            code: code(&new.code),
            parent: new.forum.and_then(|at| ids.get(at).copied()).or(new.details.parent),
            kind: new.details.kind,
            title: new.details.title.clone(),
            summary: new.details.summary.clone(),
            track: new.details.track,
            languages: new.details.languages.clone(),
            interpretation: new.details.interpretation.clone(),
            visibility: new.details.visibility,
            concealed_by: None,
            state: new.state,
            starts_at: new.starts_at,
            minutes: new.minutes,
            room: new.room,
            city: new.details.city,
            capacity: new.details.capacity,
            revision: 1,
            created_at: ctx.now(),
        })
        .collect()
}

fn people(rows: &[session_row::Model], sessions: &[NewSession]) -> Vec<person_row::Model> {
    let of = |(row, new): (&session_row::Model, &NewSession)| -> Vec<person_row::Model> {
        let (session, edition) = (row.id, row.edition);
        let entries = new.people.iter().zip(0..);
        entries
            .map(|(entry, position)| person_row::Model {
                session,
                edition,
                person: entry.person,
                role: entry.role,
                position,
            })
            .collect()
    };
    rows.iter().zip(sessions).flat_map(of).collect()
}
