//! Counting who has a place and who waits.

use super::{SignUpState, tables::sign_up_row};
use crate::view::SessionView;
use db::{Db, select};
use kernel::{AccountId, Ctx, EditionId, SessionId, Viewer};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, QueryFilter, QuerySelect};
use std::collections::{BTreeMap, HashMap};

/// Keys in one `IN (…)`.
const CHUNK: usize = 500;

/// How many have signed up for a session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Those who have a place.
    pub taken: i64,
    /// Those who wait for one.
    pub waiting: i64,
}

impl Tally {
    fn count(&mut self, state: SignUpState, n: i64) {
        match state {
            SignUpState::SignedUp | SignUpState::Promoted => self.taken += n,
            SignUpState::Waiting => self.waiting += n,
            SignUpState::Cancelled | SignUpState::Declined => {}
        }
    }

    /// Places that nobody has; nothing where nobody counts them.
    pub fn left(&self, places: Option<i32>) -> Option<i64> {
        places.map(|places| (i64::from(places) - self.taken).max(0))
    }
}

async fn counted(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    filter: sea_orm::Condition,
) -> Result<HashMap<SessionId, Tally>, DbErr> {
    use sign_up_row::Column;
    let rows: Vec<(SessionId, SignUpState, i64)> = select::<sign_up_row::Entity>(ctx)
        .filter(filter)
        .select_only()
        .column(Column::Session)
        .column(Column::State)
        .column_as(Column::Id.count(), "n")
        .group_by(Column::Session)
        .group_by(Column::State)
        .into_tuple()
        .all(conn)
        .await?;
    let mut all: HashMap<SessionId, Tally> = HashMap::new();
    for (session, state, n) in rows {
        all.entry(session).or_default().count(state, n);
    }
    Ok(all)
}

/// The counts of sessions that the reader was shown: whoever may know of a
/// session may know how many come. Nobody's name is in them.
///
/// # Errors
/// The engine's.
pub async fn tallies<'s>(
    db: &Db,
    ctx: &Ctx,
    sessions: impl IntoIterator<Item = &'s SessionView>,
) -> Result<HashMap<SessionId, Tally>, DbErr> {
    let everything = &ctx.seen_by(Viewer::system());
    let ids: Vec<SessionId> = sessions.into_iter().map(|session| session.id).collect();
    let mut all = HashMap::new();
    for some in ids.chunks(CHUNK) {
        let these = sea_orm::Condition::all().add(sign_up_row::Column::Session.is_in(some.iter().copied()));
        all.extend(counted(db.read(), everything, these).await?);
    }
    Ok(all)
}

/// How many have signed up for each session of an edition that the viewer may
/// know of as one of its staff.
///
/// # Errors
/// The engine's.
pub async fn demand(db: &Db, ctx: &Ctx, edition: EditionId) -> Result<HashMap<SessionId, Tally>, DbErr> {
    let own = sea_orm::Condition::all().add(sign_up_row::Column::Edition.eq(edition));
    counted(db.read(), ctx, own).await
}

/// How many have a place in each session of an edition, whoever looks: for the rules.
pub(crate) async fn held(
    conn: &impl ConnectionTrait,
    everything: &Ctx,
    edition: EditionId,
) -> Result<HashMap<SessionId, i32>, DbErr> {
    let holding = sea_orm::Condition::all()
        .add(sign_up_row::Column::Edition.eq(edition))
        .add(sign_up_row::Column::State.is_in(SignUpState::HOLDING));
    let all = counted(conn, everything, holding).await?;
    Ok(all.into_iter().map(|(session, tally)| (session, i32::try_from(tally.taken).unwrap_or(i32::MAX))).collect())
}

/// The accounts that have a place in one of these sessions or wait for one, and
/// in which: whoever must be told when something happens to them.
pub(crate) async fn on_the_lists(
    conn: &impl ConnectionTrait,
    everything: &Ctx,
    sessions: &[SessionId],
) -> Result<BTreeMap<AccountId, Vec<SessionId>>, DbErr> {
    let mut all: BTreeMap<AccountId, Vec<SessionId>> = BTreeMap::new();
    for some in sessions.chunks(CHUNK) {
        let rows = select::<sign_up_row::Entity>(everything)
            .filter(sign_up_row::Column::Session.is_in(some.iter().copied()))
            .all(conn)
            .await?;
        for row in rows.into_iter().filter(|row| row.state.is_on_the_list()) {
            all.entry(row.account).or_default().push(row.session);
        }
    }
    Ok(all)
}

/// The sessions of all editions in which an account has a place: for its calendar.
pub(crate) async fn places_of(
    conn: &impl ConnectionTrait,
    everything: &Ctx,
    account: AccountId,
) -> Result<Vec<(EditionId, SessionId)>, DbErr> {
    let rows = select::<sign_up_row::Entity>(everything)
        .filter(sign_up_row::Column::Account.eq(account))
        .filter(sign_up_row::Column::State.is_in(SignUpState::HOLDING))
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|row| (row.edition, row.session)).collect())
}
