//! What happens on the day, as far as the pages of the programme show it: a
//! session that runs late, a room that is full. Another domain knows it; this
//! one asks through [`LiveSource`], which the composition root hands over.

use crate::{
    tables::{in_the_room, released_row, session_row, star_row},
    view::{ProgrammeView, SessionView},
};
use congress::Edition;
use db::{Db, select};
use kernel::{Ctx, SessionId, Timestamp, Visibility};
use sea_orm::{ColumnTrait, Condition, DbErr, QueryFilter, QuerySelect, QueryTrait, sea_query::SelectStatement};
use std::collections::HashMap;
use ui::Text;

kernel::text_enum! {
    /// How far a session is on the day.
    pub enum Stage {
        /// It has not begun.
        Waiting = "waiting",
        /// It is on.
        Running = "running",
        /// It is over.
        Over = "over",
    }
}

/// A session on the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveState {
    /// How far it is.
    pub stage: Stage,
    /// When it is expected to begin, or began; never before the plan.
    pub starts_at: Timestamp,
    /// When it is expected to end, or ended.
    pub ends_at: Timestamp,
    /// Nobody else is let in.
    pub full: bool,
}

/// Where live states come from.
#[async_trait::async_trait]
pub trait LiveSource: Send + Sync {
    /// What is known of the sessions of an edition that this viewer may know
    /// of; of most sessions nothing is. `planned` says when the latest release
    /// lets a session begin: what was said about another start no longer holds.
    ///
    /// # Errors
    /// The engine's.
    async fn states(
        &self,
        db: &Db,
        ctx: &Ctx,
        edition: &Edition,
        planned: &HashMap<SessionId, Timestamp>,
    ) -> Result<HashMap<SessionId, LiveState>, DbErr>;
}

/// Words beside a session that say what happens to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The tag's tone in the style sheet: `good`, `warn`, `danger`, `outline`.
    pub tone: &'static str,
    /// What happens, in the reader's language.
    pub words: String,
}

/// Minutes that a session may be late before anybody is told.
const TOLERATED: i64 = 3;

impl SessionView {
    /// When it begins, or is expected to.
    pub fn runs_from(&self) -> Timestamp {
        self.live.as_ref().map_or(self.starts_at, |live| live.starts_at)
    }

    /// When it ends, or is expected to.
    pub fn runs_until(&self) -> Timestamp {
        self.live.as_ref().map_or(self.ends_at, |live| live.ends_at)
    }

    /// It has begun and not ended, as far as anybody in the room has said.
    pub fn is_on(&self, now: Timestamp) -> bool {
        match self.live.as_ref().map(|live| live.stage) {
            Some(Stage::Over) => false,
            Some(Stage::Running) => now < self.runs_until(),
            _ => self.runs_from() <= now && now < self.runs_until(),
        }
    }

    /// It has not begun, as far as anybody in the room has said.
    pub fn is_ahead(&self, now: Timestamp) -> bool {
        self.live.as_ref().is_none_or(|live| live.stage == Stage::Waiting) && self.runs_from() > now
    }

    /// It runs later than announced, so that people should be told.
    pub fn is_late(&self) -> bool {
        let stage = self.live.as_ref().map(|live| live.stage);
        match stage {
            Some(Stage::Waiting) => self.runs_from().minutes_since(self.starts_at) > TOLERATED,
            Some(Stage::Running) => self.runs_until().minutes_since(self.ends_at) > TOLERATED,
            _ => false,
        }
    }
}

impl ProgrammeView {
    /// What happens to a session, in words; nothing while all is as announced.
    pub fn marks(&self, session: &SessionView, text: Text) -> Vec<Mark> {
        let Some(live) = session.live.as_ref().filter(|_| !session.cancelled) else { return Vec::new() };
        let clock = |at: Timestamp| at.in_zone(&self.edition.zone).strftime("%H:%M").to_string();
        let mark = |tone, words| Mark { tone, words };
        let until = clock(live.ends_at);
        let progress = match live.stage {
            Stage::Over => Some(mark("outline", text.t("programme-live-over"))),
            Stage::Running if session.is_late() => {
                Some(mark("warn", text.with("programme-live-until", &[("clock", until.into())])))
            }
            Stage::Running => Some(mark("good", text.t("programme-live-running"))),
            Stage::Waiting if session.is_late() => {
                Some(mark("warn", text.with("programme-live-late", &[("clock", clock(live.starts_at).into())])))
            }
            Stage::Waiting => None,
        };
        let full = live.full && live.stage != Stage::Over;
        progress.into_iter().chain(full.then(|| mark("danger", text.t("programme-live-full")))).collect()
    }
}

/// The sessions that the viewer may know of, as a subquery for what other
/// domains know about sessions: staff know drafts, others what was released and
/// has not been closed since.
pub fn known_sessions(ctx: &Ctx) -> SelectStatement {
    let drafts = select::<session_row::Entity>(ctx).select_only().column(session_row::Column::Id).into_query();
    let released = select::<released_row::Entity>(ctx).select_only().column(released_row::Column::Session).into_query();
    let mut known = Condition::any().add(session_row::Column::Id.in_subquery(drafts));
    known = known.add(
        Condition::all().add(session_row::Column::Id.in_subquery(released)).add(
            Condition::any()
                .add(session_row::Column::Visibility.ne(Visibility::Concealed))
                .add(in_the_room(ctx, session_row::Column::Id)),
        ),
    );
    everything().filter(known).into_query()
}

#[expect(clippy::disallowed_methods, reason = "part of a condition: both subqueries inside carry the viewer's")]
fn everything() -> sea_orm::Select<session_row::Entity> {
    use sea_orm::EntityTrait;
    session_row::Entity::find().select_only().column(session_row::Column::Id)
}

/// How many have starred each of these sessions.
///
/// # Errors
/// The engine's.
pub async fn starred_by(db: &Db, ctx: &Ctx, sessions: &[SessionId]) -> Result<HashMap<SessionId, i64>, DbErr> {
    let rows: Vec<(SessionId, i64)> = select::<star_row::Entity>(ctx)
        .filter(star_row::Column::Session.is_in(sessions.iter().copied()))
        .select_only()
        .column(star_row::Column::Session)
        .column_as(star_row::Column::List.count(), "lists")
        .group_by(star_row::Column::Session)
        .into_tuple()
        .all(db.read())
        .await?;
    Ok(rows.into_iter().collect())
}
