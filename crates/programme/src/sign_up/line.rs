//! The line of those who wait: the first moves up when a place becomes free, and
//! is told once.

use super::{
    News, SignUp, SignUpId, SignUpState,
    announced::announced,
    tables::sign_up_row,
    tally::held,
    terms::{all_terms, terms_in},
    turnstile::turn,
};
use db::{Db, Tx, select};
use jobs::{Enqueue, Job};
use kernel::{Ctx, EditionId, SessionId, Viewer};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Queued with a change that the holder of a sign-up must be told of.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct TellHolder {
    /// Whose letter.
    pub sign_up: SignUpId,
}

impl Job for TellHolder {
    const NAME: &'static str = "programme.tell-holder";
}

/// How many have a place, in this transaction.
pub(super) async fn taken(tx: &Tx, everything: &Ctx, session: SessionId) -> Result<u64, DbErr> {
    select::<sign_up_row::Entity>(everything)
        .filter(sign_up_row::Column::Session.eq(session))
        .filter(sign_up_row::Column::State.is_in(SignUpState::HOLDING))
        .count(tx.conn())
        .await
}

/// Gives free places to those who wait, the first first. Each is told by a job
/// that this transaction queues.
pub(super) async fn promote(tx: &Tx, ctx: &Ctx, session: SessionId, places: Option<i32>) -> Result<usize, DbErr> {
    let everything = &ctx.seen_by(Viewer::system());
    let line = select::<sign_up_row::Entity>(everything)
        .filter(sign_up_row::Column::Session.eq(session))
        .filter(sign_up_row::Column::State.eq(SignUpState::Waiting))
        .order_by_asc(sign_up_row::Column::Turn);
    let line = match places {
        None => line,
        Some(places) => {
            let places = u64::try_from(places).unwrap_or(0);
            line.limit(places.saturating_sub(taken(tx, everything, session).await?))
        }
    };
    let next = line.all(tx.conn()).await?;
    let promoted = next.len();
    for row in next {
        change(tx, ctx, row, SignUpState::Promoted, Some(News::Promoted)).await?;
    }
    Ok(promoted)
}

/// Brings a sign-up into another state; `news` is what its holder is told.
pub(super) async fn change(
    tx: &Tx,
    ctx: &Ctx,
    row: sign_up_row::Model,
    state: SignUpState,
    news: Option<News>,
) -> Result<(), DbErr> {
    let id = row.id;
    let mut next = row.into_active_model();
    next.state = Set(state);
    next.news = Set(news);
    next.changed_at = Set(ctx.now());
    next.update(tx.conn()).await?;
    if news.is_some() {
        tx.enqueue(ctx, &TellHolder { sign_up: id }).await?;
    }
    Ok(())
}

/// Finds every session in which somebody waits although there is a place, and
/// promotes: after a release into a larger room, a room that grew, an account
/// that was erased. Regular work, so that no cause can be forgotten.
///
/// # Errors
/// The engine's.
pub async fn sweep(db: &Db, ctx: &Ctx) -> Result<usize, DbErr> {
    let everything = &ctx.seen_by(Viewer::system());
    let mut promoted = 0;
    for (edition, sessions) in waited_for(db, everything).await? {
        let known = announced(db, everything, edition, &sessions).await?;
        let terms = all_terms(db.read(), everything, edition).await?;
        let held = held(db.read(), everything, edition).await?;
        for session in sessions {
            let Some((told, terms)) = known.get(&session).zip(terms.get(&session)) else { continue };
            let taken = held.get(&session).copied().unwrap_or(0);
            // Most are simply full; no transaction is spent on them.
            if told.is_worth_a_place(terms.closes_at, everything.now())
                && terms.places.or(told.seats).is_none_or(|places| taken < places)
            {
                promoted += promote_in(db, everything, session, told.seats).await?;
            }
        }
    }
    Ok(promoted)
}

async fn promote_in(db: &Db, everything: &Ctx, session: SessionId, seats: Option<i32>) -> Result<usize, DbErr> {
    let _turn = turn(session).await;
    db.write("sign_up.sweep", |tx: Tx| async move {
        let Some(terms) = terms_in(&tx, everything, session).await? else { return Ok(0) };
        promote(&tx, everything, session, terms.places.or(seats)).await
    })
    .await
}

/// The sessions for which somebody waits, by edition.
async fn waited_for(db: &Db, everything: &Ctx) -> Result<BTreeMap<EditionId, Vec<SessionId>>, DbErr> {
    use sign_up_row::Column;
    let rows: Vec<(EditionId, SessionId)> = select::<sign_up_row::Entity>(everything)
        .filter(Column::State.eq(SignUpState::Waiting))
        .select_only()
        .column(Column::Edition)
        .column(Column::Session)
        .distinct()
        .into_tuple()
        .all(db.read())
        .await?;
    let mut all: BTreeMap<EditionId, Vec<SessionId>> = BTreeMap::new();
    for (edition, session) in rows {
        all.entry(edition).or_default().push(session);
    }
    Ok(all)
}

/// A sign-up whose holder has something to be told, and what.
///
/// # Errors
/// The engine's.
pub async fn news(conn: &impl ConnectionTrait, ctx: &Ctx, id: SignUpId) -> Result<Option<(SignUp, News)>, DbErr> {
    let row = select::<sign_up_row::Entity>(ctx).filter(sign_up_row::Column::Id.eq(id)).one(conn).await?;
    Ok(row.and_then(|row| row.news.map(|news| (SignUp::from(row), news))))
}

/// Takes the news, in the transaction that queues the letter: `true` for one
/// taker only, however often the job begins.
///
/// # Errors
/// The engine's.
pub async fn take_news(tx: &Tx, id: SignUpId, news: News) -> Result<bool, DbErr> {
    let taken = sign_up_row::Entity::update_many()
        .col_expr(sign_up_row::Column::News, Expr::value(Option::<String>::None))
        .filter(sign_up_row::Column::Id.eq(id))
        .filter(sign_up_row::Column::News.eq(news))
        .exec(tx.conn())
        .await?;
    Ok(taken.rows_affected == 1)
}
