//! Reading what was answered.

use super::{Error, FEWEST, FeedbackId, Giver, Readers, digest, readers};
use crate::tables::feedback_row;
use db::{Db, Tx, select};
use kernel::{AccountId, Ctx, EditionId, Permission, SessionId, Timestamp, Viewer};
use programme::{SessionView, session::Session};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};
use std::collections::{HashMap, HashSet};

/// Keys in one `IN (…)`.
const CHUNK: usize = 500;

/// An answer, as the desk reads it.
#[derive(Clone, Debug, PartialEq)]
pub struct Feedback {
    /// Its key.
    pub id: FeedbackId,
    /// To which session.
    pub session: SessionId,
    /// Who gave it, if they wanted to be named.
    pub account: Option<AccountId>,
    /// One to five.
    pub rating: i32,
    /// A few words; may be empty.
    pub comment: String,
    /// When.
    pub given_at: Timestamp,
}

impl From<feedback_row::Model> for Feedback {
    fn from(row: feedback_row::Model) -> Self {
        Self {
            id: row.id,
            session: row.session,
            account: row.account,
            rating: row.rating,
            comment: row.comment,
            given_at: row.given_at,
        }
    }
}

/// How often each rating was given to a session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Of ones, twos, … fives.
    pub counts: [u64; 5],
}

impl Summary {
    /// Counts one more answer.
    pub fn add(&mut self, rating: i32) {
        let at = usize::try_from(rating - 1).ok();
        if let Some(count) = at.and_then(|at| self.counts.get_mut(at)) {
            *count += 1;
        }
    }

    /// How many answered.
    pub fn answers(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// The average in tenths, rounded: 43 is 4.3. None without an answer.
    pub fn tenths(&self) -> Option<u64> {
        let sum: u64 = self.counts.iter().zip(1..).map(|(count, rating)| count * rating).sum();
        let answers = self.answers();
        (answers > 0).then(|| (sum * 10 + answers / 2) / answers)
    }
}

/// The answers to the sessions of an edition, by session, for its desk: of the
/// sessions of the draft that the viewer was shown.
///
/// # Errors
/// The engine's, or that the viewer may not.
pub async fn of_edition(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    shown: &[Session],
) -> Result<HashMap<SessionId, Summary>, Error> {
    ctx.require(Permission::ReadDesk, edition)?;
    let shown: HashSet<SessionId> = shown.iter().map(|session| session.id).collect();
    let rows: Vec<(SessionId, i32)> = select::<feedback_row::Entity>(ctx)
        .filter(feedback_row::Column::Edition.eq(edition))
        .select_only()
        .column(feedback_row::Column::Session)
        .column(feedback_row::Column::Rating)
        .into_tuple()
        .all(db.read())
        .await?;
    let mut all: HashMap<SessionId, Summary> = HashMap::new();
    for (session, rating) in rows.into_iter().filter(|(session, _)| shown.contains(session)) {
        all.entry(session).or_default().add(rating);
    }
    Ok(all)
}

/// The answers to a session of the draft that the viewer was shown, latest first.
///
/// # Errors
/// The engine's, or that the viewer may not.
pub async fn of_session(db: &Db, ctx: &Ctx, session: &Session) -> Result<Vec<Feedback>, Error> {
    ctx.require(Permission::ReadDesk, session.edition)?;
    Ok(answers(db, ctx, session.id).await?)
}

async fn answers(db: &Db, ctx: &Ctx, session: SessionId) -> Result<Vec<Feedback>, DbErr> {
    let rows = select::<feedback_row::Entity>(ctx)
        .filter(feedback_row::Column::Session.eq(session))
        .order_by_desc(feedback_row::Column::GivenAt)
        .order_by_desc(feedback_row::Column::Id)
        .all(db.read())
        .await?;
    Ok(rows.into_iter().map(Feedback::from).collect())
}

/// What somebody who takes part in the session may read of it, without names:
/// nothing unless the edition lets them, and nothing of fewer than [`FEWEST`].
///
/// # Errors
/// The engine's.
pub async fn for_speaker(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    session: &SessionView,
) -> Result<Option<(Summary, Vec<String>)>, DbErr> {
    let part = programme::session::own_parts(db, ctx, edition).await?.contains(&session.id);
    if !part || readers(db, ctx, edition).await? != Readers::Speakers {
        return Ok(None);
    }
    let all = answers(db, &ctx.seen_by(Viewer::system()), session.id).await?;
    if all.len() < FEWEST {
        return Ok(None);
    }
    let mut summary = Summary::default();
    all.iter().for_each(|one| summary.add(one.rating));
    // In an order that says nothing about who came when.
    let mut comments: Vec<String> = all.into_iter().map(|one| one.comment).filter(|words| !words.is_empty()).collect();
    comments.sort();
    Ok(Some((summary, comments)))
}

/// Everything that an account answered, named or not, for its owner's export.
///
/// # Errors
/// The engine's.
pub async fn own_data(db: &Db, ctx: &Ctx, account: AccountId) -> Result<Vec<Feedback>, DbErr> {
    let everything = &ctx.seen_by(Viewer::system());
    let mut own = Vec::new();
    for some in keys_of(db.read(), everything, account).await?.chunks(CHUNK) {
        let rows = select::<feedback_row::Entity>(everything)
            .filter(feedback_row::Column::Giver.is_in(some.iter().cloned()))
            .all(db.read())
            .await?;
        own.extend(rows.into_iter().map(Feedback::from));
    }
    own.sort_by_key(|one| one.given_at);
    Ok(own)
}

/// Forgets everything that an account answered, in the transaction that erases it.
///
/// # Errors
/// The engine's.
pub async fn forget(tx: &Tx, ctx: &Ctx, account: AccountId) -> Result<(), DbErr> {
    let everything = &ctx.seen_by(Viewer::system());
    for some in keys_of(tx.conn(), everything, account).await?.chunks(CHUNK) {
        feedback_row::Entity::delete_many()
            .filter(feedback_row::Column::Giver.is_in(some.iter().cloned()))
            .exec(tx.conn())
            .await?;
    }
    Ok(())
}

/// Under what an account may have answered: one key for each session that
/// somebody answered to.
async fn keys_of(conn: &impl ConnectionTrait, everything: &Ctx, account: AccountId) -> Result<Vec<String>, DbErr> {
    let sessions: Vec<SessionId> = select::<feedback_row::Entity>(everything)
        .select_only()
        .column(feedback_row::Column::Session)
        .distinct()
        .into_tuple()
        .all(conn)
        .await?;
    let giver = Giver::Account { account, named: false };
    Ok(sessions.into_iter().map(|session| digest(&giver, session)).collect())
}

/// Stores answers whose givers have no accounts, for the demonstration and for tests.
///
/// # Errors
/// The engine's, or that the viewer may not.
pub async fn seed(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    session: SessionId,
    answers: &[(i32, &str)],
) -> Result<(), Error> {
    ctx.require(Permission::EditProgramme, edition)?;
    db.write("feedback.seed", |tx: Tx| async move {
        for (rating, comment) in answers {
            let browser = Giver::Browser(data_encoding::HEXLOWER.encode(&ctx.random_bytes::<16>()));
            let row = feedback_row::Model {
                id: ctx.new_id(),
                session,
                edition,
                giver: digest(&browser, session),
                account: None,
                rating: *rating,
                comment: (*comment).to_owned(),
                given_at: ctx.now(),
            };
            feedback_row::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
        }
        Ok(())
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::Summary;

    #[test]
    fn an_average_is_rounded_to_a_tenth() {
        assert_eq!(Summary::default().tenths(), None);
        assert_eq!(Summary { counts: [0, 0, 0, 2, 1] }.tenths(), Some(43));
        assert_eq!(Summary { counts: [1, 0, 0, 0, 1] }.tenths(), Some(30));
        let mut summary = Summary::default();
        [5, 5, 4, 0, 6, -1].into_iter().for_each(|rating| summary.add(rating));
        assert_eq!((summary.answers(), summary.tenths()), (3, Some(47)));
    }
}
