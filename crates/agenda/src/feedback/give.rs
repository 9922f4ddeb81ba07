//! Giving an answer.

use super::{Error, LONGEST, digest, takes};
use crate::tables::feedback_row;
use accounts::Limit;
use db::{Db, Tx, select};
use kernel::{AccountId, Ctx, FieldProblem, Problems, Viewer, words};
use programme::{ProgrammeView, SessionView};
use sea_orm::{ActiveModelTrait, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter};

/// Answers of one giver: a full day of sessions, with second thoughts.
const FROM_GIVER: Limit = Limit::new("feedback-giver", 60, 3600);
/// Answers from one network. A whole congress may sit behind one address.
const FROM_PEER: Limit = Limit::new("feedback-peer", 1200, 3600);

/// Who answers.
#[derive(Clone, Debug)]
pub enum Giver {
    /// Somebody signed in.
    Account {
        /// Which account.
        account: AccountId,
        /// The desk may read who it was.
        named: bool,
    },
    /// A browser, by the hash of its key.
    Browser(String),
}

/// An answer as it was typed.
#[derive(Clone, Copy, Debug)]
pub struct NewFeedback<'f> {
    /// One to five.
    pub rating: &'f str,
    /// A few words; may be empty.
    pub comment: &'f str,
}

impl NewFeedback<'_> {
    fn read(&self, mut problems: Problems) -> Result<(i32, String), Problems> {
        let rating = self.rating.parse::<i32>().ok().filter(|rating| (1..=5).contains(rating));
        let rating = problems.take("rating", rating.ok_or_else(|| FieldProblem::new("agenda-problem-rating")));
        let comment = problems.take("comment", words::paragraphs(self.comment, LONGEST));
        match rating.zip(comment) {
            Some(read) if problems.is_empty() => Ok(read),
            _ => Err(problems),
        }
    }
}

/// Stores an answer to a session that its giver was shown, in place of the one
/// that they gave before. `network` is where it comes from, `problems` what was
/// unreadable.
///
/// # Errors
/// [`Error::Invalid`] at `rating` and `comment`, or at no field when the session
/// has not begun or nobody is asked about it; [`Error::TooMany`].
pub async fn give(
    db: &Db,
    ctx: &Ctx,
    (view, session): (&ProgrammeView, &SessionView),
    (giver, network): (&Giver, &str),
    new: NewFeedback<'_>,
    problems: Problems,
) -> Result<(), Error> {
    if !takes(session, ctx.now()) {
        let key = if session.asks_opinion { "agenda-problem-not-begun" } else { "agenda-problem-not-asked" };
        return Err(Error::Invalid(Problems::of("", FieldProblem::new(key))));
    }
    let (rating, comment) = new.read(problems).map_err(Error::Invalid)?;
    let (key, comment) = (&digest(giver, session.id), &comment);
    let admitted = db
        .write("feedback.count", |tx: Tx| async move {
            let one = FROM_GIVER.admits(&tx, ctx, &counted_as(giver)).await?;
            Ok::<bool, DbErr>(FROM_PEER.admits(&tx, ctx, network).await? && one)
        })
        .await?;
    if !admitted {
        return Err(Error::TooMany);
    }
    db.write("feedback.give", |tx: Tx| async move {
        let before = stored(&tx, ctx, session, key).await?;
        let row = feedback_row::Model {
            id: before.as_ref().map_or_else(|| ctx.new_id(), |row| row.id),
            session: session.id,
            edition: view.edition.id,
            giver: key.clone(),
            account: match giver {
                Giver::Account { account, named: true } => Some(*account),
                _ => None,
            },
            rating,
            comment: comment.clone(),
            given_at: ctx.now(),
        };
        let row = row.into_active_model();
        match before {
            None => feedback_row::Entity::insert(row).exec_without_returning(tx.conn()).await.map(|_| ())?,
            Some(_) => feedback_row::Entity::update(row.reset_all()).exec(tx.conn()).await.map(|_| ())?,
        }
        Ok(())
    })
    .await
}

/// Under what the answers of a giver are counted.
fn counted_as(giver: &Giver) -> String {
    match giver {
        Giver::Account { account, .. } => account.to_string(),
        Giver::Browser(key) => key.clone(),
    }
}

async fn stored(tx: &Tx, ctx: &Ctx, session: &SessionView, key: &str) -> Result<Option<feedback_row::Model>, DbErr> {
    select::<feedback_row::Entity>(&ctx.seen_by(Viewer::system()))
        .filter(feedback_row::Column::Session.eq(session.id))
        .filter(feedback_row::Column::Giver.eq(key))
        .one(tx.conn())
        .await
}

/// What this giver answered: the rating, the comment, and whether they are named.
///
/// # Errors
/// The engine's.
pub async fn own(
    db: &Db,
    ctx: &Ctx,
    session: &SessionView,
    giver: &Giver,
) -> Result<Option<(i32, String, bool)>, DbErr> {
    // Whoever can make the digest is the giver.
    let row = select::<feedback_row::Entity>(&ctx.seen_by(Viewer::system()))
        .filter(feedback_row::Column::Session.eq(session.id))
        .filter(feedback_row::Column::Giver.eq(digest(giver, session.id)))
        .one(db.read())
        .await?;
    Ok(row.map(|row| (row.rating, row.comment, row.account.is_some())))
}
