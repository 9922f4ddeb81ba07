//! The door of a session: what one reader sees of sign-up for it.

use super::{OnClash, SignUp, SignUpState, Tally, on_clash, tables::sign_up_row, tally::tallies, terms::Offer};
use crate::view::{ProgrammeView, SessionView};
use db::{Db, Tx, select};
use kernel::{AccountId, Ctx, EditionId, SessionId, Timestamp, Viewer};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

/// Whether one can sign up now, by the server's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// From this instant on.
    NotYet(Timestamp),
    /// Now.
    Open,
    /// No more.
    Over,
}

/// The reader's own sign-up.
#[derive(Clone, Debug, PartialEq)]
pub struct Own {
    /// Where it stands.
    pub state: SignUpState,
    /// For who waits: 1 for the first.
    pub position: Option<u64>,
}

/// What a reader sees of sign-up for a session.
#[derive(Clone, Debug, PartialEq)]
pub struct Door {
    /// The terms.
    pub offer: Offer,
    /// How many have signed up.
    pub tally: Tally,
    /// Whether one can sign up now.
    pub opening: Opening,
    /// The reader's own sign-up, if they have one that is on the list, or that
    /// the desk declined.
    pub own: Option<Own>,
    /// Sessions at the same time for which the reader is on the list.
    pub clashes: Vec<SessionId>,
    /// What a clash leads to.
    pub on_clash: OnClash,
}

impl Door {
    /// Whether the terms let somebody in at `now`.
    pub fn opening(offer: &Offer, now: Timestamp) -> Opening {
        match offer.opens_at {
            _ if now >= offer.closes_at => Opening::Over,
            Some(opens) if now < opens => Opening::NotYet(opens),
            _ => Opening::Open,
        }
    }

    /// Places that nobody has; nothing where nobody counts them.
    pub fn left(&self) -> Option<i64> {
        self.tally.left(self.offer.places)
    }

    /// Whoever comes now has to wait, or to go.
    pub fn is_full(&self) -> bool {
        self.left() == Some(0)
    }

    /// Under which of its variants a finished page is kept: all that changes
    /// without a change that others must be told of.
    pub fn variant(&self) -> String {
        let opening = match self.opening {
            Opening::NotYet(_) => 'n',
            Opening::Open => 'o',
            Opening::Over => 'x',
        };
        format!("{}/{}{opening}", self.tally.taken, self.tally.waiting)
    }
}

/// The door of a session that the reader was shown; nothing where one does not
/// sign up.
///
/// # Errors
/// The engine's.
pub async fn door(db: &Db, ctx: &Ctx, view: &ProgrammeView, session: &SessionView) -> Result<Option<Door>, DbErr> {
    let Some(offer) = session.offer.clone().filter(|_| !session.cancelled) else { return Ok(None) };
    let tally = tallies(db, ctx, [session]).await?.remove(&session.id).unwrap_or_default();
    let mut door = Door {
        opening: Door::opening(&offer, ctx.now()),
        offer,
        tally,
        own: None,
        clashes: Vec::new(),
        on_clash: OnClash::Warn,
    };
    if ctx.viewer().account_id().is_some() {
        let mine = own(db, ctx, view.edition.id).await?;
        door.on_clash = on_clash(db.read(), ctx, view.edition.id).await?;
        door.clashes = mine
            .iter()
            .filter(|(one, _)| one.state.is_on_the_list())
            .filter_map(|(one, _)| view.session(one.session))
            .filter(|other| session.clashes_with(other))
            .map(|other| other.id)
            .collect();
        let own = mine.into_iter().find(|(one, _)| one.session == session.id);
        door.own = own
            .filter(|(one, _)| one.state != SignUpState::Cancelled)
            .map(|(one, position)| Own { state: one.state, position });
    }
    Ok(Some(door))
}

/// The viewer's own sign-ups in an edition, with the place in the line of those
/// that wait.
///
/// # Errors
/// The engine's.
pub async fn own(db: &Db, ctx: &Ctx, edition: EditionId) -> Result<Vec<(SignUp, Option<u64>)>, DbErr> {
    use sign_up_row::Column;
    let Some(account) = ctx.viewer().account_id() else { return Ok(Vec::new()) };
    let rows = select::<sign_up_row::Entity>(ctx)
        .filter(Column::Account.eq(account))
        .filter(Column::Edition.eq(edition))
        .all(db.read())
        .await?;
    let everything = &ctx.seen_by(Viewer::system());
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let position = match row.state {
            SignUpState::Waiting => {
                let before = select::<sign_up_row::Entity>(everything)
                    .filter(Column::Session.eq(row.session))
                    .filter(Column::State.eq(SignUpState::Waiting))
                    .filter(Column::Turn.lt(row.turn));
                Some(before.count(db.read()).await? + 1)
            }
            _ => None,
        };
        all.push((SignUp::from(row), position));
    }
    Ok(all)
}

/// Every sign-up of an account, for its owner's export.
///
/// # Errors
/// The engine's.
pub async fn own_data(db: &Db, ctx: &Ctx, account: AccountId) -> Result<Vec<SignUp>, DbErr> {
    let rows = select::<sign_up_row::Entity>(ctx)
        .filter(sign_up_row::Column::Account.eq(account))
        .order_by_asc(sign_up_row::Column::SignedUpAt)
        .all(db.read())
        .await?;
    Ok(rows.into_iter().map(SignUp::from).collect())
}

/// Forgets every sign-up of an account, in the transaction that erases it. The
/// next sweep gives its places to those who wait.
///
/// # Errors
/// The engine's.
pub async fn forget(tx: &Tx, account: AccountId) -> Result<(), DbErr> {
    let own = sign_up_row::Entity::delete_many().filter(sign_up_row::Column::Account.eq(account));
    own.exec(tx.conn()).await.map(|_| ())
}
