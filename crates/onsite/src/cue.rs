//! Cues: what the show-caller calls, and when. They stand on the run sheet
//! beside the programme's own lines and move with their session.

use crate::{error::Error, tables::cue_row};
use db::{Db, Tx, select};
use kernel::{Ctx, EditionId, FieldProblem, Permission, Problems, SessionId, words};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use std::ops::RangeInclusive;
use web::Submission;

kernel::id! {
    /// The key of a cue.
    pub struct CueId;
}

/// More cues than a session has would be a mistake.
const MOST: usize = 200;
/// Minutes from the start of a session at which something may be called.
const MINUTES: RangeInclusive<i32> = -240..=1440;

/// Something to call.
#[derive(Clone, Debug, PartialEq)]
pub struct Cue {
    /// Its key.
    pub id: CueId,
    /// In which session.
    pub session: SessionId,
    /// Minutes from its start; before it they are negative.
    pub minute: i32,
    /// Who does it: `Sound`.
    pub who: String,
    /// What is to be done.
    pub what: String,
}

/// A cue as somebody writes it.
#[derive(Clone, Debug, PartialEq)]
pub struct CueDetails {
    /// See [`Cue::minute`].
    pub minute: i32,
    /// See [`Cue::who`].
    pub who: String,
    /// See [`Cue::what`].
    pub what: String,
}

impl CueDetails {
    /// Reads a form.
    ///
    /// # Errors
    /// Every field that is wrong.
    pub(crate) fn read(sent: &Submission) -> Result<Self, Problems> {
        let mut problems = sent.problems.clone();
        let typed = sent.value("minute").trim().replace('−', "-");
        let minute = typed.parse::<i32>().ok().filter(|minute| MINUTES.contains(minute));
        let minute = problems.take("minute", minute.ok_or_else(|| FieldProblem::new("onsite-problem-cue-minute")));
        let who = problems.take("who", words::line(sent.value("who"), 80));
        let what = problems.take("what", words::line(sent.value("what"), 300));
        let (Some(minute), Some(who), Some(what)) = (minute, who, what) else { return Err(problems) };
        problems.or(Self { minute, who, what })
    }
}

/// The cues of an edition that the viewer may know of, in time order.
///
/// # Errors
/// The engine's.
pub async fn cues(db: &Db, ctx: &Ctx, edition: EditionId, sessions: &[SessionId]) -> Result<Vec<Cue>, DbErr> {
    let rows = select::<cue_row::Entity>(ctx)
        .filter(cue_row::Column::Edition.eq(edition))
        .filter(cue_row::Column::Session.is_in(sessions.iter().copied()))
        .order_by_asc(cue_row::Column::Minute)
        .order_by_asc(cue_row::Column::Id)
        .all(db.read())
        .await?;
    let cue = |row: cue_row::Model| Cue {
        id: row.id,
        session: row.session,
        minute: row.minute,
        who: row.who,
        what: row.what,
    };
    Ok(rows.into_iter().map(cue).collect())
}

/// Writes a cue for a session that the viewer knows of.
///
/// # Errors
/// [`Error::Invalid`] at `what` when there are more than anybody could call.
pub async fn add_cue(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    session: SessionId,
    details: &CueDetails,
) -> Result<CueId, Error> {
    ctx.require(Permission::RunRooms, edition)?;
    if cues(db, ctx, edition, &[session]).await?.len() >= MOST {
        return Err(Error::field("what", "onsite-problem-cues"));
    }
    db.write("onsite.cue", |tx: Tx| async move {
        let row = cue_row::Model {
            id: ctx.new_id(),
            edition,
            session,
            minute: details.minute,
            who: details.who.clone(),
            what: details.what.clone(),
            written_at: ctx.now(),
        };
        let id = row.id;
        cue_row::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
        tx.audit(ctx, Some(edition), "cue.added", session.0, serde_json::json!({ "minute": details.minute })).await?;
        Ok(id)
    })
    .await
}

/// Takes a cue away.
///
/// # Errors
/// [`Error::NotFound`] when the viewer knows of no such cue.
pub async fn remove_cue(db: &Db, ctx: &Ctx, edition: EditionId, id: CueId) -> Result<(), Error> {
    ctx.require(Permission::RunRooms, edition)?;
    db.write("onsite.cue", |tx: Tx| async move {
        let known = select::<cue_row::Entity>(ctx)
            .filter(cue_row::Column::Id.eq(id))
            .filter(cue_row::Column::Edition.eq(edition));
        let cue = known.one(tx.conn()).await?.ok_or(Error::NotFound)?;
        cue_row::Entity::delete_by_id(id).exec(tx.conn()).await?;
        let detail = serde_json::json!({ "minute": cue.minute });
        Ok(tx.audit(ctx, Some(edition), "cue.removed", cue.session.0, detail).await?)
    })
    .await
}
