//! Making a session and rewriting it; finding the ones a viewer may know of.

use super::{Session, SessionDetails, SessionKind, SessionState, code};
use crate::{
    acts::{ActVerb, Before},
    error::Error,
    rules,
    tables::session_row,
};
use db::{Db, Tx, select};
use kernel::{Ctx, EditionId, Locale, LocalizedText, Permission, SessionId, Visibility};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder,
};

/// How long a session takes until somebody says otherwise, in minutes.
const USUAL_MINUTES: i32 = 45;

/// A session of the draft, if the viewer may know of it.
///
/// # Errors
/// The engine's.
pub async fn session(db: &Db, ctx: &Ctx, id: SessionId) -> Result<Option<Session>, DbErr> {
    let row = select::<session_row::Entity>(ctx).filter(session_row::Column::Id.eq(id)).one(db.read()).await?;
    Ok(row.map(Session::from))
}

/// The session with this code, if the viewer may know of it.
///
/// # Errors
/// The engine's.
pub async fn session_by_code(db: &Db, ctx: &Ctx, edition: EditionId, code: &str) -> Result<Option<Session>, DbErr> {
    let row = select::<session_row::Entity>(ctx)
        .filter(session_row::Column::Edition.eq(edition))
        .filter(session_row::Column::Code.eq(code))
        .one(db.read())
        .await?;
    Ok(row.map(Session::from))
}

/// The sessions of an edition's draft that the viewer may know of: by start,
/// those without one last, then by code.
///
/// # Errors
/// The engine's.
pub async fn sessions(db: &Db, ctx: &Ctx, edition: EditionId) -> Result<Vec<Session>, DbErr> {
    let rows = select::<session_row::Entity>(ctx)
        .filter(session_row::Column::Edition.eq(edition))
        .order_by_asc(session_row::Column::Code)
        .all(db.read())
        .await?;
    let mut all: Vec<Session> = rows.into_iter().map(Session::from).collect();
    all.sort_by_key(|session| (session.starts_at.is_none(), session.starts_at));
    Ok(all)
}

/// Those of `ids` that are in an edition's draft and that the viewer may know of,
/// in no order.
///
/// # Errors
/// The engine's.
pub(crate) async fn sessions_among(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    ids: &[SessionId],
) -> Result<Vec<Session>, DbErr> {
    let mut all = Vec::new();
    for some in ids.chunks(500) {
        let rows = select::<session_row::Entity>(ctx)
            .filter(session_row::Column::Edition.eq(edition))
            .filter(session_row::Column::Id.is_in(some.iter().copied()));
        all.extend(rows.all(db.read()).await?.into_iter().map(Session::from));
    }
    Ok(all)
}

/// Adds a session to the draft, without a place.
///
/// # Errors
/// [`Error::Invalid`] by field.
pub async fn create_session(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    details: &SessionDetails,
) -> Result<Session, Error> {
    ctx.require(Permission::EditProgramme, edition)?;
    let details = &details.clone().checked()?;
    db.write("session.create", |tx: Tx| async move {
        check_parent(&tx, ctx, edition, None, details).await?;
        let row = new_row(&tx, ctx, edition, details).await?;
        let row = row.into_active_model().insert(tx.conn()).await.map_err(|e| Error::unknown(e, "track"))?;
        tx.change("programme", Some(edition), row.id.0).await?;
        tx.audit(ctx, Some(edition), "session.created", row.id.0, audit_detail(&row)).await?;
        Before::nothing().record(&tx, ctx, edition, ActVerb::Created, &[row.id]).await?;
        Ok(Session::from(row))
    })
    .await
}

/// What the log says of a session: nothing of what is behind a closed door.
pub(crate) fn audit_detail(row: &session_row::Model) -> serde_json::Value {
    if row.visibility == Visibility::Concealed {
        return serde_json::json!({ "concealed": true });
    }
    serde_json::json!({ "code": row.code, "title": row.title.get(Locale::En).text })
}

/// A row with a fresh code, not yet stored.
pub(crate) async fn new_row(
    tx: &Tx,
    ctx: &Ctx,
    edition: EditionId,
    details: &SessionDetails,
) -> Result<session_row::Model, Error> {
    Ok(session_row::Model {
        id: ctx.new_id(),
        edition,
        code: free_code(tx, ctx, edition).await?,
        parent: details.parent,
        kind: details.kind,
        title: details.title.clone(),
        summary: details.summary.clone(),
        track: details.track,
        languages: details.languages.clone(),
        interpretation: details.interpretation.clone(),
        visibility: details.visibility,
        concealed_by: concealer(ctx, details.visibility),
        state: SessionState::Draft,
        starts_at: None,
        minutes: USUAL_MINUTES,
        room: None,
        city: details.city,
        capacity: details.capacity,
        revision: 1,
        created_at: ctx.now(),
    })
}

fn concealer(ctx: &Ctx, visibility: Visibility) -> Option<kernel::AccountId> {
    (visibility == Visibility::Concealed).then(|| ctx.viewer().account_id()).flatten()
}

async fn free_code(tx: &Tx, ctx: &Ctx, edition: EditionId) -> Result<String, Error> {
    let everything = ctx.seen_by(kernel::Viewer::system());
    loop {
        let code = code::draw(ctx);
        let taken = select::<session_row::Entity>(&everything)
            .filter(session_row::Column::Edition.eq(edition))
            .filter(session_row::Column::Code.eq(&code))
            .count(tx.conn())
            .await?;
        if taken == 0 {
            return Ok(code);
        }
    }
}

/// Rewrites a session that was read at `revision`. A translation that was left
/// as it is while the other language changed is marked as outdated.
///
/// # Errors
/// [`Error::Stale`] with what it is now; else as [`create_session`].
pub async fn revise_session(
    db: &Db,
    ctx: &Ctx,
    edition: &congress::Edition,
    id: SessionId,
    revision: i64,
    details: &SessionDetails,
) -> Result<Session, Error> {
    ctx.require(Permission::EditProgramme, edition.id)?;
    let details = &details.clone().checked()?;
    let facts = &rules::Facts::load(db, ctx, edition).await?;
    let result = db
        .write("session.revise", |tx: Tx| async move {
            let row = locked(&tx, ctx, edition.id, id, revision).await?;
            check_parent(&tx, ctx, edition.id, Some(&row), details).await?;
            let act = Before::take(&tx, ctx, &[id]).await?;
            let regrouped = row.parent != details.parent;
            let row = rewritten(ctx, row, details).update(tx.conn()).await.map_err(|e| Error::unknown(e, "track"))?;
            if regrouped {
                rules::refuse_blocked(&tx, ctx, facts, &[id], None).await?;
            }
            tx.change("programme", Some(edition.id), id.0).await?;
            tx.audit(ctx, Some(edition.id), "session.revised", id.0, audit_detail(&row)).await?;
            act.record(&tx, ctx, edition.id, ActVerb::Revised, &[]).await?;
            Ok(Session::from(row))
        })
        .await;
    rules::in_words(db, ctx, edition, id, result, |_| "parent").await
}

fn rewritten(ctx: &Ctx, row: session_row::Model, details: &SessionDetails) -> session_row::ActiveModel {
    let versions = |text: &LocalizedText| -> Vec<(Locale, String)> {
        Locale::ALL.iter().map(|locale| (*locale, text.text(*locale).to_owned())).collect()
    };
    let title = row.title.revised(&versions(&details.title));
    let summary = row.summary.revised(&versions(&details.summary));
    let concealed_by = match details.visibility {
        Visibility::Concealed => row.concealed_by.or(concealer(ctx, details.visibility)),
        _ => None,
    };
    let revision = row.revision + 1;
    let mut next = row.into_active_model();
    next.kind = Set(details.kind);
    next.parent = Set(details.parent);
    next.title = Set(title);
    next.summary = Set(summary);
    next.track = Set(details.track);
    next.languages = Set(details.languages.clone());
    next.interpretation = Set(details.interpretation.clone());
    next.visibility = Set(details.visibility);
    next.concealed_by = Set(concealed_by);
    next.city = Set(details.city);
    next.capacity = Set(details.capacity);
    next.revision = Set(revision);
    next
}

/// The row of a session, if it still is what the form was made from. The
/// engines' isolation keeps it so until the transaction ends.
pub(crate) async fn locked(
    tx: &Tx,
    ctx: &Ctx,
    edition: EditionId,
    id: SessionId,
    revision: i64,
) -> Result<session_row::Model, Error> {
    let row = select::<session_row::Entity>(ctx)
        .filter(session_row::Column::Id.eq(id))
        .filter(session_row::Column::Edition.eq(edition))
        .one(tx.conn())
        .await?
        .ok_or(Error::NotFound)?;
    if row.revision == revision { Ok(row) } else { Err(Error::Stale(Box::new(row.into()))) }
}

/// An item belongs to a forum of its own edition; a forum that has items stays one.
async fn check_parent(
    tx: &Tx,
    ctx: &Ctx,
    edition: EditionId,
    current: Option<&session_row::Model>,
    details: &SessionDetails,
) -> Result<(), Error> {
    if let Some(parent) = details.parent {
        let forum = select::<session_row::Entity>(ctx)
            .filter(session_row::Column::Id.eq(parent))
            .filter(session_row::Column::Edition.eq(edition))
            .filter(session_row::Column::Kind.eq(SessionKind::Forum))
            .one(tx.conn())
            .await?;
        if forum.is_none() || current.is_some_and(|row| row.id == parent) {
            return Err(Error::field("parent", "programme-problem-forum"));
        }
    }
    if let Some(row) = current.filter(|row| row.kind == SessionKind::Forum && details.kind != SessionKind::Forum) {
        let everything = ctx.seen_by(kernel::Viewer::system());
        let items = select::<session_row::Entity>(&everything)
            .filter(session_row::Column::Parent.eq(row.id))
            .count(tx.conn())
            .await?;
        if items > 0 {
            return Err(Error::field("kind", "programme-problem-has-items"));
        }
    }
    Ok(())
}
