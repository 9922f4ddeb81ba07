//! Breach mode: what the house does in the first ten minutes after personal
//! data may have been seen by somebody who should not. All sessions end, the
//! affected are listed, the 72 hours of GDPR article 33 (PIPL article 57 asks
//! for "immediately") are counted, and the notice is drafted.

mod affected;

pub(crate) use affected::{Affected, affected, csv};

use crate::{
    error::Error,
    secret::Token,
    session,
    tables::{
        breach_row::{self, Column, Entity},
        ceremony_row, code_row, local_link_row,
    },
    token,
};
use db::{Db, Tx, select};
use kernel::{Ctx, Denied, FieldProblem, Permission, Problems, Timestamp, words};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

/// The law's clock.
const HOURS: i64 = 72;
/// The least that a reason says.
const REASON_LEAST: usize = 10;
const REASON_LIMIT: usize = 2000;

/// A declared breach.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Breach {
    pub(crate) id: uuid::Uuid,
    pub(crate) declared_at: Timestamp,
    pub(crate) reason: String,
    pub(crate) from: Timestamp,
    pub(crate) until: Timestamp,
    pub(crate) sessions_ended: i64,
}

impl From<breach_row::Model> for Breach {
    fn from(row: breach_row::Model) -> Self {
        Self {
            id: row.id,
            declared_at: row.declared_at,
            reason: row.reason,
            from: row.window_from,
            until: row.window_until,
            sessions_ended: row.sessions_ended,
        }
    }
}

impl Breach {
    /// When the authority must have been told.
    pub(crate) fn deadline(&self) -> Timestamp {
        self.declared_at.plus_minutes(HOURS * 60)
    }

    /// Whole hours left; none when the time is over.
    pub(crate) fn hours_left(&self, now: Timestamp) -> i64 {
        (self.deadline().minutes_since(now) / 60).max(0)
    }
}

/// What is declared.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Declaration {
    pub(crate) reason: String,
    pub(crate) from: Timestamp,
    pub(crate) until: Timestamp,
}

impl Declaration {
    /// Reads a form. Instants are UTC, as the form says: a breach has no zone.
    pub(crate) fn read(sent: &web::Submission, now: Timestamp) -> Result<Self, Problems> {
        let mut problems = sent.problems.clone();
        let reason = problems.take("reason", words::paragraphs(sent.value("reason"), REASON_LIMIT));
        if reason.as_ref().is_some_and(|r| r.chars().count() < REASON_LEAST) {
            problems.add("reason", FieldProblem::new("accounts-problem-reason-short").with("least", REASON_LEAST));
        }
        let from = problems.take("from", instant(sent.value("from")));
        let until = match sent.value("until").trim() {
            "" => Some(now),
            typed => problems.take("until", instant(typed)),
        };
        if let (Some(from), Some(until)) = (from, until)
            && until < from
        {
            problems.add("until", FieldProblem::new("accounts-problem-window"));
        }
        match (reason, from, until) {
            (Some(reason), Some(from), Some(until)) if problems.is_empty() => Ok(Self { reason, from, until }),
            _ => Err(problems),
        }
    }
}

/// What `<input type="datetime-local">` sends, with or without seconds.
fn instant(typed: &str) -> Result<Timestamp, FieldProblem> {
    let wall: jiff::civil::DateTime =
        typed.trim().parse().map_err(|_| FieldProblem::new("accounts-problem-instant"))?;
    let zoned =
        wall.to_zoned_datetime(jiff::tz::TimeZone::UTC).map_err(|_| FieldProblem::new("accounts-problem-instant"))?;
    Ok(Timestamp::from(&zoned))
}

/// Declares a breach: every way in is closed. The session of the one who
/// declares it stays, under a new token, because the work begins now.
///
/// # Errors
/// [`Error::Denied`] for everybody but the house's owners.
pub(crate) async fn declare(
    db: &Db,
    ctx: &Ctx,
    held: &Token,
    declaration: &Declaration,
) -> Result<(Token, uuid::Uuid), Error> {
    ctx.require_in_house(Permission::RunHouse)?;
    let account = ctx.viewer().account_id().ok_or(Denied::NotSignedIn)?;
    db.write("breach.declare", |tx: Tx| async move {
        let session = session::elevate(&tx, ctx, held).await?;
        let ended = session::end_everybody_s(&tx, ctx, Some(&session)).await?;
        close_other_doors(&tx).await?;
        token::revoke_everybody_s(&tx, ctx).await?;
        let row = breach_row::Model {
            id: ctx.new_id(),
            declared_at: ctx.now(),
            declared_by: account,
            reason: declaration.reason.clone(),
            window_from: declaration.from,
            window_until: declaration.until,
            sessions_ended: i64::try_from(ended).unwrap_or(i64::MAX),
        };
        let id = row.id;
        Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
        tx.audit(ctx, None, "breach.declared", id, serde_json::json!({ "sessions_ended": ended })).await?;
        Ok::<_, Error>((session, id))
    })
    .await
}

/// Codes under way, ceremonies under way, links of the demonstration.
async fn close_other_doors(tx: &Tx) -> Result<(), DbErr> {
    code_row::Entity::delete_many().exec(tx.conn()).await?;
    ceremony_row::Entity::delete_many().exec(tx.conn()).await?;
    local_link_row::Entity::delete_many().exec(tx.conn()).await?;
    Ok(())
}

/// Notes that the list of those affected left the house.
///
/// # Errors
/// The engine's.
pub(crate) async fn note_list_taken(db: &Db, ctx: &Ctx, breach: &Breach, accounts: usize) -> Result<(), Error> {
    let detail = &serde_json::json!({ "accounts": accounts });
    db.write("breach.list_taken", |tx: Tx| async move {
        tx.audit(ctx, None, "breach.list_taken", breach.id, detail.clone()).await?;
        Ok(())
    })
    .await
}

/// All declared breaches, the latest first.
///
/// # Errors
/// [`Error::Denied`].
pub(crate) async fn list(db: &Db, ctx: &Ctx) -> Result<Vec<Breach>, Error> {
    ctx.require_in_house(Permission::RunHouse)?;
    let rows = select::<Entity>(ctx).order_by_desc(Column::DeclaredAt).all(db.read()).await?;
    Ok(rows.into_iter().map(Breach::from).collect())
}

/// One declared breach.
///
/// # Errors
/// [`Error::Denied`], [`Error::NotFound`].
pub(crate) async fn find(db: &Db, ctx: &Ctx, id: uuid::Uuid) -> Result<Breach, Error> {
    ctx.require_in_house(Permission::RunHouse)?;
    let row = select::<Entity>(ctx).filter(Column::Id.eq(id)).one(db.read()).await?;
    row.map(Breach::from).ok_or(Error::NotFound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_runs_from_the_declaration() {
        let breach = Breach {
            id: uuid::Uuid::nil(),
            declared_at: Timestamp::from_micros(0),
            reason: String::new(),
            from: Timestamp::from_micros(0),
            until: Timestamp::from_micros(0),
            sessions_ended: 0,
        };
        assert_eq!(breach.hours_left(Timestamp::from_micros(0)), 72);
        assert_eq!(breach.hours_left(Timestamp::from_micros(0).plus_minutes(61)), 70);
        assert_eq!(breach.hours_left(Timestamp::from_micros(0).plus_minutes(80 * 60)), 0);
    }

    #[test]
    fn a_declaration_says_why_and_when() {
        let now = "2024-09-20T00:00:00Z".parse::<jiff::Timestamp>().unwrap().into();
        let read = |body: &str| Declaration::read(&web::Submission::parse(body.as_bytes()), now);
        let good = read("reason=A+laptop+was+stolen&from=2024-09-18T06%3A30").unwrap();
        assert_eq!((good.from.to_rfc3339().as_str(), good.until), ("2024-09-18T06:30:00Z", now));
        let bad = read("reason=oops&from=&until=2024").unwrap_err();
        for field in ["reason", "from", "until"] {
            assert_eq!(bad.of_field(field).len(), 1, "{field}");
        }
        assert!(read("reason=A+laptop+was+stolen&from=2024-09-18T06%3A30&until=2024-09-17T00%3A00").is_err());
    }
}
