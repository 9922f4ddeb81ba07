//! What the desk does with the list of a session: read it, give a place, take
//! somebody off.

use super::{
    News, SignUp, SignUpId, SignUpState,
    announced::announced,
    line::{change, taken},
    tables::sign_up_row,
    turnstile::turn,
    verbs::{after_leaving, enter, note, row_of},
};
use crate::error::Error;
use congress::Edition;
use db::{Db, Tx, select};
use kernel::{AccountId, Ctx, EditionId, Permission, SessionId, Viewer};
use sea_orm::{ColumnTrait, DbErr, QueryFilter, QueryOrder};

/// A line of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// The sign-up.
    pub sign_up: SignUp,
    /// For those who wait: 1 for the first.
    pub position: Option<i64>,
}

/// The list of a session, as the viewer may know of it: those with a place, then
/// the line, then those who left; each in the order in which they came.
///
/// # Errors
/// The engine's.
pub async fn listed(db: &Db, ctx: &Ctx, session: SessionId) -> Result<Vec<Listed>, DbErr> {
    let rows = select::<sign_up_row::Entity>(ctx)
        .filter(sign_up_row::Column::Session.eq(session))
        .order_by_asc(sign_up_row::Column::Turn)
        .all(db.read())
        .await?;
    let mut line = 0;
    let mut all: Vec<Listed> = rows
        .into_iter()
        .map(|row| {
            let position = (row.state == SignUpState::Waiting).then(|| {
                line += 1;
                line
            });
            Listed { sign_up: SignUp::from(row), position }
        })
        .collect();
    all.sort_by_key(|one| (!one.sign_up.state.holds(), one.sign_up.state != SignUpState::Waiting, one.sign_up.turn));
    Ok(all)
}

/// Gives an account a place, whatever the terms say and however many have one:
/// the desk knows why. Its holder is told by letter.
///
/// # Errors
/// [`Error::NotFound`] for a session that the viewer may not know of.
pub async fn add(db: &Db, ctx: &Ctx, edition: &Edition, session: SessionId, account: AccountId) -> Result<(), Error> {
    ctx.require(Permission::EditProgramme, edition.id)?;
    crate::session::session(db, ctx, session).await?.filter(|one| one.edition == edition.id).ok_or(Error::NotFound)?;
    let known = announced(db, ctx, edition.id, &[session]).await?;
    let told = known.get(&session).ok_or(Error::NotFound)?;
    let _turn = turn(session).await;
    db.write("sign_up.add", |tx: Tx| async move {
        let everything = &ctx.seen_by(Viewer::system());
        let before = row_of(&tx, everything, session, account).await?;
        match before {
            Some(row) if row.state.holds() => return Ok(()),
            Some(row) if row.state == SignUpState::Waiting => {
                change(&tx, ctx, row, SignUpState::Promoted, Some(News::Promoted)).await?;
            }
            before => {
                let place = (edition.id, session, account);
                enter(&tx, ctx, place, before, SignUpState::SignedUp, Some(News::Added)).await?;
            }
        }
        note(&tx, edition.id, session, told).await?;
        tx.audit(ctx, Some(edition.id), "sign_up.added", session.0, serde_json::json!({})).await?;
        Ok(())
    })
    .await
}

/// Takes somebody off the list. They are told; the first who waits moves up.
///
/// # Errors
/// [`Error::NotFound`] when there is no such sign-up on the list of a session
/// that the viewer may know of.
pub async fn remove(db: &Db, ctx: &Ctx, edition: &Edition, session: SessionId, sign_up: SignUpId) -> Result<(), Error> {
    ctx.require(Permission::EditProgramme, edition.id)?;
    let known = announced(db, ctx, edition.id, &[session]).await?;
    let told = known.get(&session).ok_or(Error::NotFound)?;
    let _turn = turn(session).await;
    db.write("sign_up.remove", |tx: Tx| async move {
        let row = select::<sign_up_row::Entity>(ctx)
            .filter(sign_up_row::Column::Id.eq(sign_up))
            .filter(sign_up_row::Column::Session.eq(session))
            .one(tx.conn())
            .await?
            .filter(|row| row.state.is_on_the_list())
            .ok_or(Error::NotFound)?;
        change(&tx, ctx, row, SignUpState::Declined, Some(News::Declined)).await?;
        after_leaving(&tx, ctx, session, told).await?;
        note(&tx, edition.id, session, told).await?;
        tx.audit(ctx, Some(edition.id), "sign_up.removed", session.0, serde_json::json!({})).await?;
        Ok(())
    })
    .await
}

/// Puts accounts on lists in this order, without a word to anybody: a place
/// while there is one, else the line. For the demonstration and for tests.
///
/// # Errors
/// The engine's, or that the viewer may not.
pub async fn seed(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    session: SessionId,
    places: u64,
    accounts: &[AccountId],
) -> Result<(), Error> {
    ctx.require(Permission::EditProgramme, edition)?;
    db.write("sign_up.seed", |tx: Tx| async move {
        let everything = &ctx.seen_by(Viewer::system());
        for account in accounts {
            let full = taken(&tx, everything, session).await? >= places;
            let state = if full { SignUpState::Waiting } else { SignUpState::SignedUp };
            let before = row_of(&tx, everything, session, *account).await?;
            enter(&tx, ctx, (edition, session, *account), before, state, None).await?;
        }
        tx.change("programme", Some(edition), session.0).await?;
        Ok(())
    })
    .await
}
