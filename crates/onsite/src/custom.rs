//! How an edition runs its rooms: when doors open, how long a room needs between
//! two sessions, how short a break may become.

use crate::{error::Error, tables::custom_row};
use db::{Db, Tx, select};
use kernel::{Ctx, EditionId, FieldProblem, Permission, Problems, Viewer};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter};
use ui::Form;
use web::Submission;

/// Minutes by which an edition runs its rooms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Custom {
    /// Doors open so long before the first session of a room's day.
    pub doors: i32,
    /// A room needs so long from one session to the next.
    pub turnover: i32,
    /// No break becomes shorter, however late everything runs.
    pub shortest_break: i32,
    /// The last part of a session, for questions; 0 for none.
    pub questions: i32,
    /// Counts its changes; 0 are the defaults.
    pub revision: i64,
}

impl Default for Custom {
    fn default() -> Self {
        Self { doors: 20, turnover: 5, shortest_break: 10, questions: 10, revision: 0 }
    }
}

impl Custom {
    /// Reads the form.
    pub(crate) fn read(sent: &Submission) -> Result<Self, Problems> {
        let mut problems = sent.problems.clone();
        let mut number = |name: &str, most: i32| {
            let typed = sent.value(name).trim().parse::<i32>().ok().filter(|n| (0..=most).contains(n));
            let wrong = || FieldProblem::new("onsite-problem-minutes").with("most", most);
            problems.take(name, typed.ok_or_else(wrong))
        };
        let (doors, turnover) = (number("doors", 120), number("turnover", 60));
        let (shortest_break, questions) = (number("shortest_break", 120), number("questions", 60));
        let (Some(doors), Some(turnover), Some(shortest_break), Some(questions)) =
            (doors, turnover, shortest_break, questions)
        else {
            return Err(problems);
        };
        let revision = sent.value("revision").parse().unwrap_or(-1);
        problems.or(Self { doors, turnover, shortest_break, questions, revision })
    }

    /// The form that would leave it as it is.
    pub(crate) fn form(&self) -> Form {
        Form::filled([
            ("doors", self.doors.to_string()),
            ("turnover", self.turnover.to_string()),
            ("shortest_break", self.shortest_break.to_string()),
            ("questions", self.questions.to_string()),
            ("revision", self.revision.to_string()),
        ])
    }
}

/// How an edition runs its rooms.
///
/// # Errors
/// The engine's.
pub async fn custom(conn: &impl ConnectionTrait, ctx: &Ctx, edition: EditionId) -> Result<Custom, DbErr> {
    let row = select::<custom_row::Entity>(ctx).filter(custom_row::Column::Edition.eq(edition)).one(conn).await?;
    Ok(row.map_or_else(Custom::default, |row| Custom {
        doors: row.doors,
        turnover: row.turnover,
        shortest_break: row.shortest_break,
        questions: row.questions,
        revision: row.revision,
    }))
}

/// Says how an edition runs its rooms, by a form that was made at `next.revision`.
///
/// # Errors
/// [`Error::Stale`] when somebody else said it since.
pub async fn set_custom(db: &Db, ctx: &Ctx, edition: EditionId, next: Custom) -> Result<(), Error> {
    ctx.require(Permission::EditProgramme, edition)?;
    db.write("onsite.custom", |tx: Tx| async move {
        let stored = custom(tx.conn(), ctx, edition).await?;
        if stored.revision != next.revision {
            return Err(Error::Stale);
        }
        let row = custom_row::Model {
            edition,
            doors: next.doors,
            turnover: next.turnover,
            shortest_break: next.shortest_break,
            questions: next.questions,
            revision: stored.revision + 1,
        };
        if stored.revision == 0 {
            custom_row::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
        } else {
            row.into_active_model().reset_all().update(tx.conn()).await?;
        }
        tx.change("onsite", Some(edition), edition.0).await?;
        let detail = serde_json::json!({ "turnover": next.turnover, "shortest_break": next.shortest_break });
        Ok(tx.audit(ctx, Some(edition), "rooms.custom", edition.0, detail).await?)
    })
    .await
}

/// How rooms are run goes with a cloned edition; what happened in them does not.
pub struct RoomCustoms;

#[async_trait::async_trait]
impl congress::ClonePart for RoomCustoms {
    async fn clone_part(&self, tx: &Tx, ctx: &Ctx, cloning: &congress::Cloning) -> Result<(), DbErr> {
        let own = custom(tx.conn(), &ctx.seen_by(Viewer::system()), cloning.from).await?;
        if own.revision == 0 {
            return Ok(());
        }
        let row = custom_row::Model {
            edition: cloning.to,
            doors: own.doors,
            turnover: own.turnover,
            shortest_break: own.shortest_break,
            questions: own.questions,
            revision: 1,
        };
        custom_row::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await.map(|_| ())
    }
}
