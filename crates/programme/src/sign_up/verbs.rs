//! What visitors do: sign up, and give their place back.

use super::{
    Door, News, OnClash, SignUpState,
    announced::{Announced, announced},
    door::Opening,
    line::{TellHolder, change, promote, taken},
    on_clash,
    tables::sign_up_row,
    terms::{Offer, TermsDetails, terms_in},
    turnstile::turn,
};
use crate::{
    error::Error,
    view::{ProgrammeView, SessionView},
};
use db::{Db, Tx, select};
use jobs::Enqueue;
use kernel::{AccountId, Ctx, Denied, EditionId, FieldProblem, Problems, SessionId, Viewer, Visibility};
use sea_orm::{ActiveModelTrait, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use std::collections::HashMap;

/// Signs the viewer up for a session that they were shown. Whoever is on the
/// list already stays where they are.
///
/// # Errors
/// [`Error::Invalid`] at `session`: there is no sign-up for it, not yet or no
/// more; it is full and has no wait-list; the desk declined the viewer; it
/// clashes, and the edition forbids that.
pub async fn sign_up(db: &Db, ctx: &Ctx, view: &ProgrammeView, session: &SessionView) -> Result<SignUpState, Error> {
    let account = ctx.viewer().account_id().ok_or(Denied::NotSignedIn)?;
    let edition = view.edition.id;
    let clash = on_clash(db.read(), ctx, edition).await?;
    // To forbid a clash one must know every session, to warn of it none.
    let known: Vec<SessionId> = match clash {
        OnClash::Block => view.sessions.iter().map(|session| session.id).collect(),
        OnClash::Warn => vec![session.id],
    };
    let known = &announced(db, ctx, edition, &known).await?;
    let own =
        known.get(&session.id).filter(|told| !told.cancelled).ok_or_else(|| no("programme-problem-sign-up-off"))?;
    let _turn = turn(session.id).await;
    db.write("sign_up.take", |tx: Tx| async move {
        let everything = &ctx.seen_by(Viewer::system());
        let before = row_of(&tx, everything, session.id, account).await?;
        match before.as_ref().map(|row| row.state) {
            Some(state) if state.is_on_the_list() => return Ok(state),
            Some(SignUpState::Declined) => return Err(no("programme-problem-sign-up-declined")),
            _ => {}
        }
        let terms = terms_in(&tx, everything, session.id).await?;
        let terms = terms.filter(|terms| terms.offered).ok_or_else(|| no("programme-problem-sign-up-off"))?;
        check_opening(&terms, session, ctx)?;
        if clash == OnClash::Block {
            refuse_clash(&tx, everything, (edition, account, session.id), known).await?;
        }
        let places = terms.places.or(own.seats);
        promote(&tx, ctx, session.id, places).await?;
        let state = match places {
            Some(places) if taken(&tx, everything, session.id).await? >= u64::try_from(places).unwrap_or(0) => {
                if !terms.waits {
                    return Err(no("programme-problem-sign-up-full"));
                }
                SignUpState::Waiting
            }
            _ => SignUpState::SignedUp,
        };
        let news = if state.holds() { News::SignedUp } else { News::Waiting };
        enter(&tx, ctx, (edition, session.id, account), before, state, Some(news)).await?;
        note(&tx, edition, session.id, own).await?;
        Ok(state)
    })
    .await
}

fn no(key: &'static str) -> Error {
    Error::Invalid(Problems::of("session", FieldProblem::new(key)))
}

fn check_opening(terms: &TermsDetails, session: &SessionView, ctx: &Ctx) -> Result<(), Error> {
    let offer = Offer {
        places: None,
        opens_at: terms.opens_at,
        closes_at: terms.closes_at.unwrap_or(session.starts_at),
        waits: terms.waits,
    };
    match Door::opening(&offer, ctx.now()) {
        Opening::Open => Ok(()),
        Opening::NotYet(_) => Err(no("programme-problem-sign-up-early")),
        Opening::Over => Err(no("programme-problem-sign-up-over")),
    }
}

async fn refuse_clash(
    tx: &Tx,
    everything: &Ctx,
    (edition, account, session): (EditionId, AccountId, SessionId),
    known: &HashMap<SessionId, Announced>,
) -> Result<(), Error> {
    let own = select::<sign_up_row::Entity>(everything)
        .filter(sign_up_row::Column::Account.eq(account))
        .filter(sign_up_row::Column::Edition.eq(edition))
        .all(tx.conn())
        .await?;
    let Some(wanted) = known.get(&session) else { return Ok(()) };
    let clashes = own
        .iter()
        .filter(|row| row.state.is_on_the_list())
        .any(|row| known.get(&row.session).is_some_and(|other| wanted.clashes(session, other, row.session)));
    if clashes { Err(no("programme-problem-sign-up-clash")) } else { Ok(()) }
}

pub(super) async fn row_of(
    tx: &Tx,
    everything: &Ctx,
    session: SessionId,
    account: AccountId,
) -> Result<Option<sign_up_row::Model>, DbErr> {
    select::<sign_up_row::Entity>(everything)
        .filter(sign_up_row::Column::Session.eq(session))
        .filter(sign_up_row::Column::Account.eq(account))
        .one(tx.conn())
        .await
}

/// Puts somebody on the list, at its end; `news` is what they are told by letter.
pub(super) async fn enter(
    tx: &Tx,
    ctx: &Ctx,
    (edition, session, account): (EditionId, SessionId, AccountId),
    before: Option<sign_up_row::Model>,
    state: SignUpState,
    news: Option<News>,
) -> Result<(), DbErr> {
    let last = select::<sign_up_row::Entity>(&ctx.seen_by(Viewer::system()))
        .filter(sign_up_row::Column::Session.eq(session))
        .order_by_desc(sign_up_row::Column::Turn)
        .one(tx.conn())
        .await?;
    let row = sign_up_row::Model {
        id: before.as_ref().map_or_else(|| ctx.new_id(), |row| row.id),
        session,
        edition,
        account,
        state,
        turn: last.map_or(0, |row| row.turn) + 1,
        news,
        signed_up_at: ctx.now(),
        changed_at: ctx.now(),
    };
    let id = row.id;
    let active = row.into_active_model();
    match before {
        None => sign_up_row::Entity::insert(active).exec_without_returning(tx.conn()).await.map(|_| ())?,
        Some(_) => sign_up_row::Entity::update(active.reset_all()).exec(tx.conn()).await.map(|_| ())?,
    }
    if news.is_some() {
        tx.enqueue(ctx, &TellHolder { sign_up: id }).await?;
    }
    Ok(())
}

/// Finished pages hold no names, and their counts are part of their key: only
/// where the list decides who may know of the session is there something to forget.
pub(super) async fn note(tx: &Tx, edition: EditionId, session: SessionId, told: &Announced) -> Result<(), DbErr> {
    if told.visibility == Visibility::InviteOnly {
        tx.change("programme", Some(edition), session.0).await?;
    }
    Ok(())
}

/// Gives the viewer's place back, or leaves the line. The first who waits moves
/// up in the same transaction. Nothing happens when there is nothing to give back.
///
/// # Errors
/// The engine's; [`Error::Denied`] for strangers.
pub async fn cancel(db: &Db, ctx: &Ctx, view: &ProgrammeView, session: &SessionView) -> Result<(), Error> {
    let account = ctx.viewer().account_id().ok_or(Denied::NotSignedIn)?;
    let (edition, id) = (view.edition.id, session.id);
    let known = announced(db, ctx, edition, &[id]).await?;
    let told = known.get(&id).ok_or(Error::NotFound)?;
    let _turn = turn(id).await;
    db.write("sign_up.cancel", |tx: Tx| async move {
        let everything = &ctx.seen_by(Viewer::system());
        let row = row_of(&tx, everything, id, account).await?.filter(|row| row.state.is_on_the_list());
        let Some(row) = row else { return Ok(()) };
        change(&tx, ctx, row, SignUpState::Cancelled, None).await?;
        after_leaving(&tx, ctx, id, told).await?;
        note(&tx, edition, id, told).await?;
        Ok(())
    })
    .await
}

/// The first who waits takes a place that somebody left.
pub(super) async fn after_leaving(tx: &Tx, ctx: &Ctx, session: SessionId, told: &Announced) -> Result<(), DbErr> {
    let Some(terms) = terms_in(tx, ctx, session).await? else { return Ok(()) };
    if told.is_worth_a_place(terms.closes_at, ctx.now()) {
        promote(tx, ctx, session, terms.places.or(told.seats)).await?;
    }
    Ok(())
}
