//! The terms: whether one signs up for a session, for how many places, and when.

use super::{announced::announced, line::promote, tables::terms_row, turnstile::turn};
use crate::{error::Error, session::Session, tables::session_row};
use congress::Edition;
use db::{Db, Tx, select};
use kernel::{Ctx, EditionId, FieldProblem, Permission, Problems, SessionId, Timestamp, Viewer};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter,
};
use std::collections::HashMap;

/// What the desk decides about sign-up for a session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TermsDetails {
    /// One signs up for it.
    pub offered: bool,
    /// Places, where they differ from its seats.
    pub places: Option<i32>,
    /// From when on; nothing is at once.
    pub opens_at: Option<Timestamp>,
    /// Until when; nothing is until the session begins.
    pub closes_at: Option<Timestamp>,
    /// Whoever comes when it is full may wait.
    pub waits: bool,
}

/// The terms of a session, as the desk reads them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// What was decided.
    pub details: TermsDetails,
    /// Counts the changes; 0 before the first.
    pub revision: i64,
}

/// The terms of a released session for its readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// How many places there are; nothing where nobody counts.
    pub places: Option<i32>,
    /// From when on.
    pub opens_at: Option<Timestamp>,
    /// Until when, exclusively.
    pub closes_at: Timestamp,
    /// Whoever comes when it is full may wait.
    pub waits: bool,
}

impl From<terms_row::Model> for Terms {
    fn from(row: terms_row::Model) -> Self {
        let details = TermsDetails {
            offered: row.offered,
            places: row.places,
            opens_at: row.opens_at,
            closes_at: row.closes_at,
            waits: row.waits,
        };
        Self { details, revision: row.revision }
    }
}

/// The terms of a session of the draft that the viewer may know of.
///
/// # Errors
/// The engine's.
pub async fn terms(db: &Db, ctx: &Ctx, session: &Session) -> Result<Terms, DbErr> {
    let row = select::<terms_row::Entity>(ctx).filter(terms_row::Column::Session.eq(session.id)).one(db.read()).await?;
    let unsaid = Terms { details: TermsDetails { waits: true, ..TermsDetails::default() }, revision: 0 };
    Ok(row.map_or(unsaid, Terms::from))
}

/// The terms of the sessions of an edition that the viewer may know of as one of
/// its staff.
///
/// # Errors
/// The engine's.
pub async fn desk_terms(db: &Db, ctx: &Ctx, edition: EditionId) -> Result<HashMap<SessionId, Terms>, DbErr> {
    let rows = select::<terms_row::Entity>(ctx).filter(terms_row::Column::Edition.eq(edition)).all(db.read()).await?;
    Ok(rows.into_iter().map(|row| (row.session, Terms::from(row))).collect())
}

/// How many places these sessions of the draft have: as decided, else as they
/// seat, as last announced; nothing where nobody counts.
///
/// # Errors
/// The engine's.
pub async fn places(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    sessions: &[Session],
) -> Result<HashMap<SessionId, i32>, DbErr> {
    let ids: Vec<SessionId> = sessions.iter().map(|session| session.id).collect();
    let known = announced(db, ctx, edition, &ids).await?;
    let terms = desk_terms(db, ctx, edition).await?;
    let of = |id: &SessionId| {
        let decided = terms.get(id).and_then(|terms| terms.details.places);
        Some((*id, decided.or(known.get(id).and_then(|told| told.seats))?))
    };
    Ok(ids.iter().filter_map(of).collect())
}

/// The terms of every session of an edition that has some, whoever looks.
pub(crate) async fn all_terms(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    edition: EditionId,
) -> Result<HashMap<SessionId, TermsDetails>, DbErr> {
    let rows = select::<terms_row::Entity>(&ctx.seen_by(Viewer::system()))
        .filter(terms_row::Column::Edition.eq(edition))
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|row| (row.session, Terms::from(row).details)).collect())
}

/// The terms of a session in this transaction, whoever looks.
pub(super) async fn terms_in(tx: &Tx, ctx: &Ctx, session: SessionId) -> Result<Option<TermsDetails>, DbErr> {
    let row = select::<terms_row::Entity>(&ctx.seen_by(Viewer::system()))
        .filter(terms_row::Column::Session.eq(session))
        .one(tx.conn())
        .await?;
    Ok(row.map(|row| Terms::from(row).details))
}

/// Decides about sign-up for a session that was read at `revision`. More places
/// promote those who wait at once.
///
/// # Errors
/// [`Error::StaleTerms`] with what they are now; [`Error::Invalid`] at `places`
/// and `closes_at`; [`Error::NotFound`].
pub async fn set_terms(
    db: &Db,
    ctx: &Ctx,
    edition: &Edition,
    session: SessionId,
    revision: i64,
    details: &TermsDetails,
) -> Result<Terms, Error> {
    ctx.require(Permission::EditProgramme, edition.id)?;
    check(details)?;
    let known = announced(db, ctx, edition.id, &[session]).await?;
    let told = known.get(&session).ok_or(Error::NotFound)?;
    let _turn = turn(session).await;
    db.write("sign_up.terms", |tx: Tx| async move {
        let own = select::<session_row::Entity>(ctx)
            .filter(session_row::Column::Edition.eq(edition.id))
            .filter(session_row::Column::Id.eq(session));
        if own.count(tx.conn()).await? == 0 {
            return Err(Error::NotFound);
        }
        let before = select::<terms_row::Entity>(ctx).filter(terms_row::Column::Session.eq(session)).one(tx.conn());
        let before = before.await?;
        if before.as_ref().map_or(0, |row| row.revision) != revision {
            let now = before.map(Terms::from).unwrap_or(Terms { details: TermsDetails::default(), revision: 0 });
            return Err(Error::StaleTerms(Box::new(now)));
        }
        let row = write(&tx, edition.id, session, revision, details).await?;
        if told.is_worth_a_place(details.closes_at, ctx.now()) {
            promote(&tx, ctx, session, details.places.or(told.seats)).await?;
        }
        tx.change("programme", Some(edition.id), session.0).await?;
        let detail =
            serde_json::json!({ "offered": details.offered, "places": details.places, "waits": details.waits });
        tx.audit(ctx, Some(edition.id), "sign_up.terms", session.0, detail).await?;
        Ok(Terms::from(row))
    })
    .await
}

fn check(details: &TermsDetails) -> Result<(), Problems> {
    let mut problems = Problems::new();
    if details.places.is_some_and(|places| !(1..=100_000).contains(&places)) {
        problems.add("places", FieldProblem::new("programme-problem-capacity"));
    }
    if details.opens_at.zip(details.closes_at).is_some_and(|(opens, closes)| opens >= closes) {
        problems.add("closes_at", FieldProblem::new("programme-problem-sign-up-window"));
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

async fn write(
    tx: &Tx,
    edition: EditionId,
    session: SessionId,
    revision: i64,
    details: &TermsDetails,
) -> Result<terms_row::Model, DbErr> {
    let row = terms_row::Model {
        session,
        edition,
        offered: details.offered,
        places: details.places,
        opens_at: details.opens_at,
        closes_at: details.closes_at,
        waits: details.waits,
        revision: revision + 1,
    };
    let active = row.clone().into_active_model();
    if revision == 0 {
        terms_row::Entity::insert(active).exec_without_returning(tx.conn()).await?;
    } else {
        terms_row::Entity::update(active.reset_all()).exec(tx.conn()).await?;
    }
    Ok(row)
}

/// Opening and closing move with the clocks of the edition, as its sessions do.
pub(crate) async fn follow_zone(tx: &Tx, everything: &Ctx, change: &congress::ZoneChange) -> Result<(), DbErr> {
    let own = select::<terms_row::Entity>(everything).filter(terms_row::Column::Edition.eq(change.edition));
    for row in own.all(tx.conn()).await? {
        let mut next = row.clone().into_active_model();
        next.opens_at = Set(row.opens_at.map(|at| change.moved(at)));
        next.closes_at = Set(row.closes_at.map(|at| change.moved(at)));
        next.revision = Set(row.revision + 1);
        next.update(tx.conn()).await?;
    }
    Ok(())
}
