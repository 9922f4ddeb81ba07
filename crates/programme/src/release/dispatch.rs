//! The letters of a release wait for a while, in which it can be taken back.
//!
//! One row decides between the two: held letters leave, or the release is taken
//! back. Both are one statement that asks for `held`, so exactly one of them wins.

use super::{
    Release,
    gathered::gather,
    tables::{dispatch_row, hold_row},
};
use crate::{error::Error, notices::TellReaders, tables::notice_row};
use db::{Db, Tx, select};
use jobs::Enqueue;
use kernel::{Ctx, EditionId, FieldProblem, LocalizedText, Permission, ReleaseId, Timestamp};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};
use std::collections::HashSet;

/// How long letters wait, in seconds, until the edition chooses.
pub const DEFAULT_HOLD: i32 = 120;
/// No letter waits longer than a day.
const LONGEST_HOLD: i32 = 86_400;

kernel::text_enum! {
    /// What became of the letters of a release.
    pub enum Dispatch {
        /// They wait; the release can be taken back.
        Held = "held",
        /// They have left, or are leaving: nothing takes them back.
        Left = "left",
        /// The release was taken back and nobody was told.
        TakenBack = "taken_back",
    }
}

/// The letters of a release.
#[derive(Clone, Debug, PartialEq)]
pub struct Letters {
    /// What became of them.
    pub state: Dispatch,
    /// When they leave, or would have.
    pub due_at: Timestamp,
    /// The organisers' own words at the head of every letter; may be empty.
    pub words: LocalizedText,
    /// How many there were, once all are written; a first release has none from
    /// the beginning.
    pub count: Option<i32>,
    /// When they left or the release was taken back.
    pub settled_at: Option<Timestamp>,
    /// The release that published again what stood before, if it was taken back.
    pub restored: Option<ReleaseId>,
}

impl From<dispatch_row::Model> for Letters {
    fn from(row: dispatch_row::Model) -> Self {
        Self {
            state: row.state,
            due_at: row.due_at,
            words: row.words,
            count: row.letters,
            settled_at: row.settled_at,
            restored: row.restored,
        }
    }
}

/// The letters of a release; none for a release that restored another one and
/// for those from before letters waited.
///
/// # Errors
/// The engine's.
pub async fn letters(conn: &impl ConnectionTrait, ctx: &Ctx, release: ReleaseId) -> Result<Option<Letters>, DbErr> {
    Ok(letters_of(conn, ctx, release).await?.map(Letters::from))
}

pub(super) async fn letters_of(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    release: ReleaseId,
) -> Result<Option<dispatch_row::Model>, DbErr> {
    select::<dispatch_row::Entity>(ctx).filter(dispatch_row::Column::Release.eq(release)).one(conn).await
}

/// What became of the letters of every release of an edition.
pub(super) async fn all_dispatches(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    edition: EditionId,
) -> Result<Vec<dispatch_row::Model>, DbErr> {
    select::<dispatch_row::Entity>(ctx).filter(dispatch_row::Column::Edition.eq(edition)).all(conn).await
}

/// The release that `restored` undid, if it did.
///
/// # Errors
/// The engine's.
pub async fn undone_by(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    restored: ReleaseId,
) -> Result<Option<(ReleaseId, Letters)>, DbErr> {
    let row = select::<dispatch_row::Entity>(ctx).filter(dispatch_row::Column::Restored.eq(restored)).one(conn).await?;
    Ok(row.map(|row| (row.release, row.into())))
}

/// The releases of an edition that were taken back, and those that undid them:
/// together they changed nothing. `everything` is the system's.
pub(super) async fn undone(
    conn: &impl ConnectionTrait,
    everything: &Ctx,
    edition: EditionId,
) -> Result<HashSet<ReleaseId>, DbErr> {
    let rows = all_dispatches(conn, everything, edition).await?;
    let back = rows.into_iter().filter(|row| row.state == Dispatch::TakenBack);
    Ok(back.flat_map(|row| [Some(row.release), row.restored]).flatten().collect())
}

/// How long the letters of an edition wait, in seconds; 0 is not at all.
///
/// # Errors
/// The engine's.
pub async fn hold(conn: &impl ConnectionTrait, ctx: &Ctx, edition: EditionId) -> Result<i32, DbErr> {
    let row = select::<hold_row::Entity>(ctx).filter(hold_row::Column::Edition.eq(edition)).one(conn).await?;
    Ok(row.map_or(DEFAULT_HOLD, |row| row.seconds))
}

/// Chooses how long the letters of an edition wait, in seconds from 0 to a day.
/// What waits already keeps its time.
///
/// # Errors
/// [`Error::Invalid`] for another number, the engine's, or that the viewer may not.
pub async fn set_hold(db: &Db, ctx: &Ctx, edition: EditionId, seconds: i32) -> Result<(), Error> {
    ctx.require(Permission::ReleaseProgramme, edition)?;
    if !(0..=LONGEST_HOLD).contains(&seconds) {
        let wrong = FieldProblem::new("problem-number").with("min", 0).with("max", LONGEST_HOLD);
        return Err(Error::Invalid(kernel::Problems::of("hold", wrong)));
    }
    db.write("release.hold", |tx: Tx| async move {
        write_hold(&tx, edition, seconds).await?;
        tx.audit(ctx, Some(edition), "programme.hold", edition.0, serde_json::json!({ "seconds": seconds })).await?;
        Ok(())
    })
    .await
}

async fn write_hold(tx: &Tx, edition: EditionId, seconds: i32) -> Result<(), DbErr> {
    let again = OnConflict::column(hold_row::Column::Edition).update_column(hold_row::Column::Seconds).to_owned();
    let row = hold_row::Model { edition, seconds }.into_active_model();
    hold_row::Entity::insert(row).on_conflict(again).exec_without_returning(tx.conn()).await.map(|_| ())
}

/// Takes the choice of one edition over to another.
pub(crate) async fn copy_hold(tx: &Tx, ctx: &Ctx, from: EditionId, to: EditionId) -> Result<(), DbErr> {
    let seconds = hold(tx.conn(), ctx, from).await?;
    write_hold(tx, to, seconds).await
}

/// Queues the letters of a release that is being made, and lets them wait. A
/// first release can be taken back for as long, and has no letters.
pub(super) async fn queue(
    tx: &Tx,
    ctx: &Ctx,
    release: &Release,
    is_first: bool,
    words: &LocalizedText,
) -> Result<(), DbErr> {
    let everything = &ctx.seen_by(kernel::Viewer::system());
    let seconds = hold(tx.conn(), everything, release.edition).await?;
    let due_at = ctx.now().plus_seconds(i64::from(seconds));
    // What does not wait at all is not offered to be taken back.
    let (state, settled_at) = if seconds == 0 { (Dispatch::Left, Some(ctx.now())) } else { (Dispatch::Held, None) };
    let row = dispatch_row::Model {
        release: release.id,
        edition: release.edition,
        state,
        due_at,
        words: words.clone(),
        settled_at,
        restored: None,
        told_with: None,
        letters: is_first.then_some(0),
    };
    dispatch_row::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
    if state == Dispatch::Left && !is_first {
        gather(tx, everything, release).await?;
    }
    tx.enqueue_at(ctx, &TellReaders { release: release.id }, due_at).await.map(|_| ())
}

/// Says how many letters of a release were written, now that all are.
pub(crate) async fn written(db: &Db, everything: &Ctx, release: ReleaseId) -> Result<(), DbErr> {
    use dispatch_row::Column;
    db.write("release.written", |tx: Tx| async move {
        let told = select::<notice_row::Entity>(everything).filter(notice_row::Column::Release.eq(release));
        let told = told.count(tx.conn()).await?;
        let letters = i32::try_from(told).unwrap_or(i32::MAX);
        dispatch_row::Entity::update_many()
            .col_expr(Column::Letters, Expr::value(letters))
            .filter(Column::Release.eq(release))
            .exec(tx.conn())
            .await
            .map(|_| ())
    })
    .await
}

/// Drops the letters; `false` when they have left.
pub(super) async fn drop_letters(tx: &Tx, ctx: &Ctx, release: ReleaseId, restored: ReleaseId) -> Result<bool, DbErr> {
    settle(tx, ctx, release, Dispatch::TakenBack, Some(restored)).await
}

pub(super) async fn settle(
    tx: &Tx,
    ctx: &Ctx,
    release: ReleaseId,
    state: Dispatch,
    restored: Option<ReleaseId>,
) -> Result<bool, DbErr> {
    use dispatch_row::Column;
    let settled = dispatch_row::Entity::update_many()
        .col_expr(Column::State, Expr::value(state.as_str()))
        .col_expr(Column::SettledAt, Expr::value(ctx.now()))
        .col_expr(Column::Restored, Expr::value(restored))
        .filter(Column::Release.eq(release))
        .filter(Column::State.eq(Dispatch::Held))
        .exec(tx.conn())
        .await?;
    Ok(settled.rows_affected == 1)
}
